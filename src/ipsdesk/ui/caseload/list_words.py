"""What the list of people says in its cells, and aloud."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.permitted_work import WeekStatus
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.services.caseload_flags import NOT_READY_WORDS, Due, Flag, FlagKind
from ipsdesk.services.caseload_list import CaseloadList, Filter, PersonRow
from ipsdesk.services.caseload_words import counted, days_ago, short_day
from ipsdesk.ui.tokens import Token, Weight
from ipsdesk.ui.widgets.columns import Bar
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import SECOND, TextStyle

MARK_OF = {
    FlagKind.OVER: Mark.OVER,
    FlagKind.PW1: Mark.NEAR_LIMITS,
    FlagKind.NO_EMPLOYER: Mark.OVERDUE,
    FlagKind.OVERDUE: Mark.OVERDUE,
    FlagKind.INCOMPLETE: Mark.INCOMPLETE,
    FlagKind.GET_ADVICE: Mark.GET_ADVICE,
    FlagKind.NOT_IN: Mark.WAITING,
    FlagKind.NEAR: Mark.NEAR_LIMITS,
    FlagKind.DAY_COMING: Mark.DAY_COMING,
    FlagKind.QUIET: Mark.GONE_QUIET,
    FlagKind.RESTRICTED: Mark.RESTRICTED,
    FlagKind.NOT_READY: Mark.OFF_TARGET,
}
SHORT = {
    "Over the earnings limit": "Over earnings limit",
    "Over hours and earnings": "Over both limits",
    NOT_READY_WORDS: "Declined: not ready",
    "Within on average: get advice": "Average: get advice",
}
"""A flag's words where a column has little room for them."""

NONE_SET = "None set"
OVER_HOURS = (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH)
DUE_STYLE = {
    Due.TODAY: TextStyle(SECOND.size, Weight.SEMIBOLD, Token.ACCENT, tabular=True),
    Due.OVERDUE: TextStyle(SECOND.size, Weight.SEMIBOLD, Token.BAD, tabular=True),
}


def stage_line(person: PersonRow) -> str:
    """The stage, and what is to be said beside it."""
    return " · ".join(part for part in (person.stage.value, person.about) if part)


def contact_day(person: PersonRow, today: date) -> str:
    """The day of the last contact."""
    return short_day(person.last_contact_on, today) if person.last_contact_on else ""


def contact_ago(person: PersonRow, today: date) -> str:
    """How long ago that was."""
    return days_ago((today - person.last_contact_on).days) if person.last_contact_on else ""


def next_words(person: PersonRow) -> str:
    """What is to be done next; on the caseload it is said when nothing is."""
    if person.next_action:
        return person.next_action.words
    return NONE_SET if person.is_on_caseload and not person.is_withheld else ""


def next_day(person: PersonRow, today: date) -> str:
    """When it is due."""
    action = person.next_action
    if action is None:
        return ""
    if action.due is Due.TODAY:
        return action.due.value
    day = short_day(action.on, today)
    return f"overdue, {day}" if action.due is Due.OVERDUE else f"{WEEKDAYS[action.on.weekday()][:3]} {day}"


def next_style(person: PersonRow) -> TextStyle | None:
    """How much that day asks to be looked at."""
    return DUE_STYLE.get(person.next_action.due) if person.next_action else None


def flag_of(person: PersonRow) -> Flag | None:
    """The most pressing flag."""
    return person.flags[0] if person.flags else None


def flag_words(person: PersonRow) -> str:
    """The most pressing flag in a few words, and how many more there are than the cell has room for."""
    flag = flag_of(person)
    if flag is None:
        return ""
    unsaid = len(person.flags) - (1 if hours_words(person) else 2)
    return short_flag(flag) + (f" +{unsaid}" if unsaid > 0 else "")


def short_flag(flag: Flag) -> str:
    """A flag in a few words."""
    if flag.kind is FlagKind.NO_EMPLOYER:
        return flag.words.replace(" in ", ", ")
    return SHORT.get(flag.words, flag.words)


def flag_mark(person: PersonRow) -> Mark | None:
    """Its icon and colour."""
    flag = flag_of(person)
    return MARK_OF[flag.kind] if flag else None


def hours_words(person: PersonRow) -> str:
    """The hours of the last full week."""
    week = person.last_week
    return spoken_hours(week.seconds) if week and week.seconds is not None else ""


def hours_or_flag(person: PersonRow) -> str:
    """The hours of the last full week; without any, the flag that is next."""
    return hours_words(person) or (short_flag(person.flags[1]) if len(person.flags) > 1 else "")


def hours_bar(person: PersonRow) -> Bar | None:
    """The same against the limit, where there is one."""
    week = person.last_week
    if week is None or week.hours_share is None:
        return None
    if week.hours_share < 1:
        return Bar(week.hours_share, Mark.DONE)
    return Bar(week.hours_share, Mark.OVER if week.status in OVER_HOURS else Mark.GET_ADVICE)


def said(person: PersonRow, today: date) -> str:
    """The whole row in one sentence."""
    parts = [person.name, person.stage.value, person.about]
    if person.days is not None:
        parts.append(counted(person.days, "day"))
    if person.last_contact_on:
        parts.append(f"last contact {contact_day(person, today)}")
    elif not person.is_withheld:
        parts.append("no contact yet")
    if person.next_action:
        parts.append(f"next action {person.next_action.words} {next_day(person, today)}")
    parts += [flag.words for flag in person.flags]
    return ", ".join(part for part in parts if part)


def context_words(people: CaseloadList, chosen: Filter) -> str:
    """``14 people in Mine · 23 on the caseload``."""
    count = people.counts[chosen]
    noun = "person" if count == 1 else "people"
    return f"{count:,} {noun} in {chosen} · {people.on_caseload:,} on the caseload"
