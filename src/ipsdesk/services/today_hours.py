"""What weekly hours ask for: last week not in or unpaid, weeks near or over a limit, reasons and advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_work import WEEKS_BEFORE
from ipsdesk.rules.wording import shown_hours, shown_pounds
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_work import NEAR, LastWeek, last_week
from ipsdesk.services.hours_judging import BenefitWeek, benefit_week
from ipsdesk.services.hours_reading import ACTIVITIES, AT_WORK, read_people
from ipsdesk.services.hours_records import WEEK, PersonRecords
from ipsdesk.services.hours_words import week_words
from ipsdesk.services.today_advice import ADVISED
from ipsdesk.services.today_asked import is_on_caseload
from ipsdesk.services.today_lines import TodayKind

KIND_OF_FLAG = {
    FlagKind.OVER: TodayKind.REASON,
    FlagKind.GET_ADVICE: TodayKind.ADVICE,
    FlagKind.NEAR: TodayKind.NEAR,
    FlagKind.NOT_IN: TodayKind.NOT_IN,
    FlagKind.INCOMPLETE: TodayKind.INCOMPLETE,
}
WILL_GO_OVER = "Will go over a limit as planned"
GIVE_REASON = ": give the reason"

AT_WORK_HERE = Packed(lambda: AT_WORK.where(is_on_caseload(ACTIVITIES.c.client_id)), "first", "last")
"""The clients of the caseload with a job current on some day of a period."""


class WeekFound(NamedTuple):
    """A benefit week that asks for something, until when, and how it stands in words."""

    kind: TodayKind
    client: int
    ends_on: date
    due_on: date | None
    words: str
    figures: str


def weeks_found(connection: Connection, today: date) -> Iterator[WeekFound]:
    """The last benefit week that is over, and the one that runs, of everyone on the caseload at work."""
    since = {"first": today - 2 * WEEK + DAY, "last": today}
    at_work = [client for (client,) in AT_WORK_HERE.rows(connection, since)]
    advised = {client: day for client, _, day, *_ in ADVISED.rows(connection, {"last": today})}
    first = today - (WEEKS_BEFORE + 2) * WEEK + DAY
    for person in read_people(connection, at_work, first, today + 6 * DAY):
        if (week := last_week(person, today)) is not None:
            yield from _of_last_week(person, week, advised)
        yield from _of_this_week(person, today)


def _of_last_week(person: PersonRecords, week: LastWeek, advised: Mapping[int, date]) -> Iterator[WeekFound]:
    kind = KIND_OF_FLAG.get(week.flag.kind) if week.flag else None
    had_advice = advised.get(person.client, date.min) > week.ends_on - WEEK
    if kind is None or week.flag is None or _is_settled(kind, person, week.ends_on, had_advice=had_advice):
        return
    day_after, week_after = week.ends_on + DAY, week.ends_on + WEEK
    due = {TodayKind.NEAR: None, TodayKind.INCOMPLETE: week_after}.get(kind, day_after)
    yield WeekFound(
        kind,
        person.client,
        week.ends_on,
        due,
        _words(kind, week.flag.words, week.ends_on),
        figures(week.seconds, week.pence),
    )


def _is_settled(kind: TodayKind, person: PersonRecords, ends_on: date, *, had_advice: bool) -> bool:
    """Whether what the week asks for was done: a reason given, or benefits advice since it began."""
    if kind is TodayKind.REASON:
        return ends_on in person.reasons
    return kind is TodayKind.ADVICE and had_advice


def _of_this_week(person: PersonRecords, today: date) -> Iterator[WeekFound]:
    ends_on = person.week_ending(today)
    if not any(job.shifts or job.within(ends_on) for job in person.jobs):
        return  # nothing recorded, and nothing planned
    week = benefit_week(person, ends_on, today)
    kind, words = _standing(week)
    if kind is not None:
        due = today if kind is TodayKind.REASON else None
        told = _words(kind, words, week.ends_on)
        so_far = figures(week.judged.seconds if week.is_recorded else None, week.judged.pence or None)
        yield WeekFound(kind, person.client, week.ends_on, due, told, so_far)


def _standing(week: BenefitWeek) -> tuple[TodayKind | None, str]:
    if week.is_over:
        return (TodayKind.REASON, week.words) if week.needs_reason else (None, "")
    if week.expected is not None and week.expected.status.colour == "red":
        return TodayKind.NEAR, WILL_GO_OVER
    return (TodayKind.NEAR, NEAR) if week.judged.near else (None, "")


def _words(kind: TodayKind, words: str, ends_on: date) -> str:
    return f"{words}, {week_words(ends_on)}{GIVE_REASON if kind is TodayKind.REASON else ''}"


def figures(seconds: int | None, pence: int | None) -> str:
    """Hours and pay as far as they are recorded, as ``16 h 30, £209.72``."""
    parts = ["" if seconds is None else shown_hours(seconds), "" if pence is None else shown_pounds(pence)]
    return ", ".join(part for part in parts if part)
