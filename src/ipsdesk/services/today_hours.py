"""What weekly hours ask for: last week not in or unpaid, weeks near or over a limit, reasons and advice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Date, Select, or_, select, type_coerce, union

from ipsdesk.measures.permitted import week_end
from ipsdesk.measures.sqlite import plus_days, values_of
from ipsdesk.measures.terms import client_fact, live, there_is, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_work import WEEKS_BEFORE, WeekOfWork, WeekStatus, status_of
from ipsdesk.rules.wording import shown_hours, shown_pounds
from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_work import NEAR, LastWeek, last_week
from ipsdesk.services.hours_judging import NO_WEEKS, BenefitWeek, benefit_week
from ipsdesk.services.hours_reading import (
    ACTIVITIES,
    AT_WORK,
    CLIENTS,
    HOURS,
    IS_JOB,
    SHIFTS,
    WANTED,
    benefits_kept,
    read_people,
)
from ipsdesk.services.hours_records import WEEK, PersonRecords
from ipsdesk.services.hours_words import NOT_IN, week_words
from ipsdesk.services.rates_reading import rates_of
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


def _at_work() -> Select[Any]:
    """The clients of the caseload with a job current on some day of a period."""
    return AT_WORK.where(is_on_caseload(ACTIVITIES.c.client_id))


def _recorded() -> Select[Any]:
    """Those clients of whom hours are recorded in a period, or usual shifts."""
    hours = select(HOURS.c.activity_id).where(live(HOURS), within(HOURS.c.on_date, FIRST, LAST))
    known = union(hours, select(SHIFTS.c.activity_id).where(live(SHIFTS)))
    return select(ACTIVITIES.c.client_id).distinct().where(IS_JOB, ACTIVITIES.c.id.in_(known))


def _bare() -> Select[Any]:
    """What decides the last full week of clients wanted of whom nothing is recorded, where a job was on."""
    ends_on = plus_days(week_end(LAST, CLIENTS), -7)
    job = there_is(
        ACTIVITIES,
        IS_JOB,
        ACTIVITIES.c.client_id == CLIENTS.c.id,
        ACTIVITIES.c.started_on <= ends_on,
        or_(ACTIVITIES.c.ended_on.is_(None), ACTIVITIES.c.ended_on > plus_days(ends_on, -7)),
    )
    facts = (client_fact(ends_on, name, CLIENTS) for name in ("benefits", "legal_status"))
    return select(CLIENTS.c.id, type_coerce(ends_on, Date), *facts).where(
        live(CLIENTS), CLIENTS.c.id.in_(select(values_of(WANTED).c.value)), job
    )


AT_WORK_HERE, RECORDED = Packed(_at_work, "first", "last"), Packed(_recorded, "first", "last")
BARE = Packed(_bare, "last", "wanted")


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
    at_work = {client for (client,) in AT_WORK_HERE.rows(connection, since)}
    known = {"first": today - (WEEKS_BEFORE + 2) * WEEK + DAY, "last": today + 6 * DAY}
    recorded = {client for (client,) in RECORDED.rows(connection, known)} & at_work
    yield from _not_in(connection, at_work - recorded, today)
    advised = {client: day for client, _, day, *_ in ADVISED.rows(connection, {"last": today})}
    for person in read_people(connection, recorded, known["first"], known["last"]):
        if (week := last_week(person, today)) is not None:
            yield from _of_last_week(person, week, advised)
        yield from _of_this_week(person, today)


def _not_in(connection: Connection, clients: Iterable[int], today: date) -> Iterator[WeekFound]:
    """The last full week of people of whom nothing is recorded: most of a large caseload, so read apart."""
    limits, kind, nothing = rates_of(connection).limits, TodayKind.NOT_IN, figures(None, None)

    @cache
    def applies(ends_on: date, benefits: str | None, status: str | None) -> bool:
        known = benefits_kept(benefits) if benefits else None
        week = WeekOfWork(ends_on, known, status or None, (), NO_WEEKS)
        return status_of(week, limits) is not WeekStatus.NOT_APPLICABLE

    @cache
    def words(ends_on: date) -> str:
        return _words(kind, NOT_IN, ends_on)

    given = {"last": today, "wanted": json.dumps(sorted(clients))}
    for client, ends_on, benefits, status in BARE.rows(connection, given):
        if applies(ends_on, benefits, status):
            yield WeekFound(kind, client, ends_on, ends_on + DAY, words(ends_on), nothing)


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
