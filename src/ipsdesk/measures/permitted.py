"""Permitted work: the people, their weeks by status, hours and pay, and who has not told DWP."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, FromClause, Select, and_, case, func, literal, select

from ipsdesk.measures.measure import COUNTED, Figure, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import (
    Expression,
    days_between,
    earlier_of,
    later_of,
    materialized,
    next_weekday,
    plus_days,
)
from ipsdesk.measures.terms import (
    A,
    Condition,
    client_fact,
    is_permitted_work,
    job_fact,
    live,
    no_reason,
    open_on,
    people,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, Window
from ipsdesk.models import Change, Client, Hours
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.codes import JOB_KINDS, NOT_PERMITTED_WORK, WEEKDAYS
from ipsdesk.rules.permitted_work import WEEKS_BEFORE, JobWeek, WeekOfWork, WeekStatus, status_of
from ipsdesk.rules.targets import Goal, Sense

permitted = partial(measure, section=Section.PERMITTED)

H = Hours.__table__
PENCE = 100
NEEDS_PW1 = ("higher", "supported")


def is_job(job: FromClause = A) -> Condition:
    """A paid job or self-employment that has not been removed."""
    return and_(live(job), job.c.kind.in_(JOB_KINDS))


@permitted(
    "permitted.people",
    "People in permitted work",
    words="People with a job that was permitted work on some day of the period, each once.",
    source="S1",
    subjects="client",
    unit="people",
)
def people_in_permitted_work() -> Select[Any]:
    begin, end = later_of(FIRST, A.c.started_on), earlier_of(LAST, func.coalesce(A.c.ended_on, LAST))
    change = Change.__table__
    on_a_day = is_permitted_work(begin) | there_is(
        change,
        live(change),
        change.c.activity_id == A.c.id,
        change.c.fact == "Permitted work",
        within(change.c.from_on, begin, end),
        is_permitted_work(change.c.from_on),
    )
    return people(select(A.c.client_id, no_reason()).where(is_job(), begin <= end, on_a_day))


def week_end(day: Expression, client: FromClause) -> Expression:
    """The last day of the client's benefit week that holds the day; Sunday where unknown."""
    ends = case(
        {name: number % 7 for number, name in enumerate(WEEKDAYS, 1)},
        value=client.c.benefit_week_ends,
        else_=0,
    )
    return next_weekday(day, ends)


def _weeks() -> Select[Any]:
    """Each person-week to judge, a row for each of its jobs and each of the four weeks before."""
    client = Client.__table__
    ends_on = week_end(H.c.on_date, client)
    worked = (
        select(client.c.id.label("client_id"), ends_on.label("ends_on"))
        .select_from(H)
        .join(A, A.c.id == H.c.activity_id)
        .join(client, client.c.id == A.c.client_id)
        .where(
            live(H),
            within(H.c.on_date, plus_days(FIRST, -6), LAST),
            is_job(),
            is_permitted_work(H.c.on_date),
            within(ends_on, FIRST, LAST),
        )
        .distinct()
        .subquery("weeks_worked")
    )
    week = materialized(
        select(
            worked,
            client_fact(worked.c.ends_on, "benefits", client).label("benefits"),
            client_fact(worked.c.ends_on, "legal_status", client).label("legal_status"),
        ).join(client, client.c.id == worked.c.client_id),
        "weeks",
    )
    back = days_between(H.c.on_date, week.c.ends_on) // 7
    category = case((back == 0, job_fact(week.c.ends_on, "permitted_work", A)))
    return (
        select(
            week.c.client_id.label("subject"),
            week.c.ends_on.label("day"),
            back.label("back"),
            A.c.supported_by,
            func.sum(H.c.seconds).label("seconds"),
            func.sum(H.c.pence).label("pence"),
            category.label("category"),
            week.c.benefits,
            week.c.legal_status,
        )
        .select_from(week)
        .join(A, and_(A.c.client_id == week.c.client_id, is_job()))
        .join(
            H,
            and_(
                H.c.activity_id == A.c.id,
                live(H),
                within(H.c.on_date, plus_days(week.c.ends_on, -7 * WEEKS_BEFORE - 6), week.c.ends_on),
            ),
        )
        .group_by(week.c.client_id, week.c.ends_on, A.c.id, back)
        .order_by(week.c.client_id, week.c.ends_on)
    )


@dataclass(frozen=True, slots=True)
class WeekCase:
    """One person-week with its status as its band."""

    subject: int
    day: date
    band: str
    state: str = COUNTED
    reason: None = None


class WeeksByStatus(Measure):
    """Person-weeks by status: collected in SQL, judged by the rule book."""

    def rows(self, connection: Connection, window: Window) -> list[Any]:
        """Every person-week with its status."""
        limits = window.rates.limits
        return [
            WeekCase(client, week.ends_on, status_of(week, limits))
            for client, week in self.weeks(connection, window)
        ]

    def figure(self, connection: Connection, window: Window) -> Figure:
        """The number of person-weeks of each status."""
        found = Counter(week.band for week in self.rows(connection, window))
        return Figure(self.key, self.shape, bands={band: found[band] for band in self.bands})

    def weeks(self, connection: Connection, window: Window) -> Iterator[tuple[int, WeekOfWork]]:
        """Every person-week with all that decides its status."""
        rows = connection.execute(self.cases, window.parameters).all()
        for (client, ends_on), of_week in groupby(rows, key=itemgetter(0, 1)):
            yield client, _week_of(ends_on, list(of_week))


def _week_of(ends_on: date, rows: list[Any]) -> WeekOfWork:
    before: list[int | None] = [None] * WEEKS_BEFORE
    jobs = []
    for _, _, back, supported_by, seconds, pence, category, _, _ in rows:
        if back:
            before[back - 1] = (before[back - 1] or 0) + seconds
        else:
            jobs.append(JobWeek(category or NOT_PERMITTED_WORK, supported_by, seconds, pence))
    *_, benefits, legal_status = rows[0]
    return WeekOfWork(ends_on, _benefits(benefits), legal_status, tuple(jobs), tuple(before))


@cache
def _benefits(kept: str | None) -> tuple[str, ...] | None:
    return tuple(json.loads(kept)) if kept else None


weeks_by_status = WeeksByStatus(
    "permitted.weeks",
    "Weeks of permitted work by status",
    Section.PERMITTED,
    words="Benefit weeks that end in the period and hold hours of permitted work, one for each person, "
    "by how "
    "the week stands against the limits, all the person's jobs added up.",
    source="P",
    subjects="client",
    of=_weeks,
    shape=Shape.BANDS,
    bands=tuple(WeekStatus),
)


def _permitted_hours(amount: Expression) -> Select[Any]:
    return (
        select(H.c.id.label("subject"), literal(COUNTED).label("state"), no_reason(), amount.label("amount"))
        .join(A, A.c.id == H.c.activity_id)
        .where(live(H), within(H.c.on_date, FIRST, LAST), is_job(), is_permitted_work(H.c.on_date))
    )


@permitted(
    "permitted.hours",
    "Hours of permitted work",
    words="Hours worked in the period in jobs that were permitted work on the day.",
    source="P",
    subjects="hours",
    shape=Shape.SUM,
    unit="hours",
    scale=HOUR,
)
def permitted_hours() -> Select[Any]:
    return _permitted_hours(H.c.seconds)


@permitted(
    "permitted.earnings",
    "Earnings from permitted work",
    words="Pay after tax and National Insurance for days in the period in jobs that were permitted work "
    "on them.",
    source="P",
    subjects="hours",
    shape=Shape.SUM,
    unit="£",
    scale=PENCE,
)
def permitted_earnings() -> Select[Any]:
    return _permitted_hours(func.coalesce(H.c.pence, 0))


@permitted(
    "permitted.not_notified",
    "People whose PW1 was not sent",
    words="People with a job on the last day in the category higher or supported for which no form PW1 "
    "was sent "
    "by that day.",
    source="P",
    subjects="client",
    unit="people",
    goal=Goal(Sense.AT_MOST, (Fraction(0),)),
)
def not_notified() -> Select[Any]:
    sent = case((A.c.pw1_sent_on <= LAST, "PW1 sent"))
    return people(
        select(A.c.client_id, sent.label("reason")).where(
            is_job(),
            open_on(LAST, A.c.started_on, A.c.ended_on),
            job_fact(LAST, "permitted_work", A).in_(NEEDS_PW1),
        )
    )


MEASURES: tuple[Measure, ...] = (
    people_in_permitted_work,
    weeks_by_status,
    permitted_hours,
    permitted_earnings,
    not_notified,
)
