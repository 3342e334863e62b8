"""What stands in words about one person's work: benefits, week, facts, and what to check with the adviser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipsdesk.rules.permitted_limits import Certainty
from ipsdesk.rules.permitted_work import UNIVERSAL_CREDIT, WeekStatus, is_not_notified
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.hours_history import WorkHistory
from ipsdesk.services.hours_week import JobLine, PersonWeek
from ipsdesk.ui.widgets.marks import Mark

BENEFITS = {
    "ESA new style": "New style ESA",
    "ESA old style": "Old style ESA",
    "UC": "Universal Credit",
    "other": "Another benefit",
    "none": "No benefits",
}
"""Benefits whose code is not how people say them."""

CATEGORIES = {
    "none": "not permitted work",
    "lower": "permitted work, lower limit",
    "higher": "permitted work, higher limit",
    "supported": "supported permitted work",
}
ADVISER = "check with the benefits adviser."
CERTAINTY = {Certainty.DERIVED: "derived from the minimum wage", Certainty.UNCERTAIN: "uncertain"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line below the charts; ``mark`` where it needs a person."""

    label: str
    words: str
    mark: Mark | None = None


def benefits_line(person: PersonWeek) -> str:
    """Benefits and the kind of permitted work, as ``New style ESA · permitted work, higher limit``."""
    benefits = [BENEFITS.get(one, one) for one in person.benefits or ()] or ["Benefits not known"]
    kinds = dict.fromkeys(CATEGORIES.get(job.category, job.category) for job in person.jobs)
    return " · ".join([", ".join(benefits), *kinds])


def week_line(person: PersonWeek) -> str:
    """On which day the benefit week ends, and whether that is known."""
    known = "" if person.week_ends_known else " (not known, assumed)"
    return f"Benefit week ends on {person.week_ends}{known}"


def facts_of(person: PersonWeek, history: WorkHistory) -> list[Fact]:
    """The lines below the charts."""
    over = [week.judged for week in history.weeks if not week.is_running]
    last = over[-1] if over else history.weeks[-1].judged
    mean = "– a week is not recorded"
    if last.mean is not None:
        mean = spoken_hours(int(last.mean) // 60 * 60)
    facts = [
        Fact("Mean of five weeks", mean),
        Fact("Weeks over", f"{history.over} of {history.worked} worked"),
    ]
    return facts + [_notified(person, job, several=len(person.jobs) > 1) for job in _of_interest(person.jobs)]


def _of_interest(jobs: Sequence[JobLine]) -> list[JobLine]:
    return [job for job in jobs if job.pw1_sent_on or is_not_notified(job.category, None, job.started_on)]


def _notified(person: PersonWeek, job: JobLine, *, several: bool) -> Fact:
    label = f"PW1 sent, {job.title or job.reference}" if several else "PW1 sent"
    if is_not_notified(job.category, job.pw1_sent_on, person.sunday):
        return Fact(label, "PW1 not sent", Mark.NEAR_LIMITS)
    return Fact(label, shown_day(job.pw1_sent_on) if job.pw1_sent_on else "not needed")


def hint_of(history: WorkHistory) -> str:
    """What to check with the benefits adviser about the limit, or why there is none; empty: nothing."""
    week = history.weeks[-1]
    limit = week.judged.limit
    if week.judged.status is WeekStatus.NOT_APPLICABLE:
        if UNIVERSAL_CREDIT in (week.work.benefits or ()):
            return f"Universal Credit has no limit of hours or pay but a work allowance: {ADVISER}"
        return " ".join(week.judged.working)
    if limit is None or limit.certainty not in CERTAINTY:
        return ""
    return f"{shown_pounds(limit.pence)} is {CERTAINTY[limit.certainty]}: {ADVISER}"
