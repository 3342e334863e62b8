"""What the tab of weekly hours says of the week on screen, and whom a search finds in it."""

from __future__ import annotations

from collections.abc import Iterable

from ipsdesk.reports.hours_week import days_words
from ipsdesk.rules.permitted_work import WeekStatus
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_week import HoursWeek, PersonWeek
from ipsdesk.services.hours_words import NOT_IN

NOTHING_COPIED = "Nothing to copy: no blank day has hours recorded a week before."


def context_words(week: HoursWeek) -> str:
    """``Week 4 to 10 May 2026 · 8 people in work · 1 week over, 2 to finish``."""
    people = len(week.people)
    weeks = [one for person in week.people for one in person.weeks]
    over, unfinished = sum(one.is_over for one in weeks), sum(_is_unfinished(one) for one in weeks)
    standing = [_counted(over, "week") + " over"] if over else []
    if unfinished:
        standing.append(f"{unfinished} to finish" if over else f"{_counted(unfinished, 'week')} to finish")
    parts = [
        f"Week {days_words(week.monday)}",
        f"{people} {'person' if people == 1 else 'people'} in work",
        ", ".join(standing),
    ]
    return " · ".join(part for part in parts if part)


def _is_unfinished(week: BenefitWeek) -> bool:
    """Whether a week that has ended still lacks hours, pay or benefits."""
    if week.is_running or week.judged.status is WeekStatus.NOT_APPLICABLE:
        return False
    return week.words == NOT_IN or week.judged.status is WeekStatus.INCOMPLETE


def waiting_words(week: HoursWeek) -> tuple[int, str]:
    """How many weeks wait for a reason, and the words for them."""
    count = len(week.needing_reason)
    return count, f"{_counted(count, 'week')} to explain"


def copied_words(days: int) -> str:
    """What copying last week's hours did."""
    if not days:
        return NOTHING_COPIED
    return f"Last week’s hours were copied into {_counted(days, 'blank day')}."


def found_in(week: HoursWeek, words: str) -> Iterable[PersonWeek]:
    """The people of the week whose name or reference has all the words in it."""
    parts = words.casefold().split()
    for person in week.people if parts else ():
        text = f"{person.name} {person.reference}".casefold()
        if all(part in text for part in parts):
            yield person


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
