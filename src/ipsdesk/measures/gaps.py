"""What is missing from the records behind a period's figures: how many of how many, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, or_, select

from ipsdesk.measures.permitted import is_job, week_end
from ipsdesk.measures.sqlite import Expression, plus_days
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    as_number,
    client_fact,
    face_to_face_with_employer,
    is_permitted_work,
    job_fact,
    jobs,
    live,
    named_specialist_on,
    open_on,
    served,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, Window
from ipsdesk.models import Client, Hours, SurveyResponse, Team
from ipsdesk.rules.codes import AT_RISK, PAID_JOB

CLIENT = Client.__table__
H = Hours.__table__


@dataclass(frozen=True)
class Gap:
    """One thing that should be recorded: ``missing`` of the records of ``among`` lack it.

    ``personal``: the count says something about people that the who-we-reach tables protect.
    """

    title: str
    among: str
    of: Callable[[], tuple[FromClause, Condition, Condition]]
    personal: bool = False

    @cached_property
    def _statement(self) -> Select[Any]:
        rows, where, missing = self.of()
        counted: tuple[ColumnElement[Any], ...] = (func.sum(as_number(missing)), func.count())
        return select(*counted).select_from(rows).where(where)

    def count(self, connection: Connection, window: Window) -> GapCount:
        """How many of how many lack it in the window's period."""
        missing, among = connection.execute(self._statement, window.parameters).one()
        return GapCount(self, missing or 0, among)


@dataclass(frozen=True, slots=True)
class GapCount:
    """A gap with its count: ``missing`` of ``among`` records."""

    gap: Gap
    missing: int
    among: int


def _of_served(name: str) -> Callable[[], tuple[FromClause, Condition, Condition]]:
    """People served in the period of whom something is not recorded."""
    return lambda: (
        CLIENT,
        there_is(E, E.c.client_id == CLIENT.c.id, served(FIRST, LAST)),
        CLIENT.c[name].is_(None),
    )


def _of_started(name: str) -> Callable[[], tuple[FromClause, Condition, Condition]]:
    """Referrals started in the period of which something is not recorded."""
    return lambda: (E, and_(live(E), within(E.c.started_on, FIRST, LAST)), E.c[name].is_(None))


def _benefits() -> tuple[FromClause, Condition, Condition]:
    reached = there_is(E, E.c.client_id == CLIENT.c.id, served(FIRST, LAST))
    return CLIENT, reached, client_fact(LAST, "benefits", CLIENT).is_(None)


def _specialist() -> tuple[FromClause, Condition, Condition]:
    started = and_(live(E), within(E.c.started_on, FIRST, LAST))
    return E, started, named_specialist_on(E.c.started_on).is_(None)


def _of_job_starts(
    lacks: Callable[[FromClause], Condition],
) -> Callable[[], tuple[FromClause, Condition, Condition]]:
    """Paid jobs whose fourth hour fell in the period."""

    def rows() -> tuple[FromClause, Condition, Condition]:
        job = jobs()
        return job, and_(job.c.kind == PAID_JOB, within(job.c.counted_on, FIRST, LAST)), lacks(job)

    return rows


def _fact_missing(name: str) -> Callable[[FromClause], Condition]:
    return lambda job: job_fact(job.c.started_on, name, job).is_(None)


def _of_contacts(
    where: Condition, missing: Condition
) -> Callable[[], tuple[FromClause, Condition, Condition]]:
    """Attended contacts of the period of which something is not recorded."""
    attended = and_(live(C), C.c.attended.is_(True), within(C.c.on_date, FIRST, LAST))
    return lambda: (C, and_(attended, where), missing)


def _retention_cases() -> tuple[FromClause, Condition, Condition]:
    closed = and_(live(E), E.c.position_at_start == AT_RISK, within(E.c.closed_on, FIRST, LAST))
    return E, closed, or_(E.c.retention_outcome.is_(None), E.c.retention_outcome_on.is_(None))


def _permitted_weeks() -> tuple[FromClause, Condition, Condition]:
    """Weeks of each job of permitted work with hours; pay known by the week stands on one of its days."""
    ends_on = week_end(H.c.on_date, CLIENT)
    weeks = (
        select(
            H.c.activity_id.label("id"),
            A.c.client_id,
            ends_on.label("ends_on"),
            func.sum(H.c.seconds).label("seconds"),
            func.count(H.c.pence).label("paid"),
        )
        .select_from(H)
        .join(A, A.c.id == H.c.activity_id)
        .join(CLIENT, CLIENT.c.id == A.c.client_id)
        .where(
            live(H),
            within(H.c.on_date, plus_days(FIRST, -6), LAST),
            is_job(),
            within(ends_on, FIRST, LAST),
            is_permitted_work(H.c.on_date),
        )
        .group_by(H.c.activity_id, ends_on)
        .subquery("job_weeks")
    )
    return weeks, weeks.c.seconds > 0, weeks.c.paid == 0


def _teams() -> tuple[FromClause, Condition, Condition]:
    team = Team.__table__
    still: Expression = or_(team.c.opened_on.is_(None), team.c.opened_on <= LAST)
    is_open = and_(live(team), still, or_(team.c.closed_on.is_(None), team.c.closed_on >= LAST))
    unknown = or_(team.c.caseload.is_(None), team.c.caseload_on.is_(None), team.c.caseload_on > LAST)
    return team, is_open, unknown


def _survey() -> tuple[FromClause, Condition, Condition]:
    answer = SurveyResponse.__table__
    return answer, and_(live(answer), within(answer.c.on_date, FIRST, LAST)), answer.c.overall.is_(None)


def _jobs_without_referral() -> tuple[FromClause, Condition, Condition]:
    job = jobs()
    current = and_(job.c.started_on <= LAST, open_on(FIRST, job.c.started_on, job.c.ended_on))
    began = within(job.c.started_on, FIRST, LAST)
    episode = there_is(E, E.c.id == job.c.episode_id, live(E))
    return job, or_(current, began), ~episode


SERVED, STARTED = "people served in the period", "referrals started in the period"
PAID_STARTS, CONTACTS = "paid jobs started in the period", "contacts in the period"
EMPLOYER_CONTACTS = "contacts with employers in the period"

GAPS: tuple[Gap, ...] = (
    Gap("Date of birth", SERVED, _of_served("born_on"), personal=True),
    Gap("Gender", SERVED, _of_served("gender"), personal=True),
    Gap("Ethnic category", SERVED, _of_served("ethnic_category"), personal=True),
    Gap("Needs", SERVED, _of_served("needs"), personal=True),
    Gap("Benefits on the last day", SERVED, _benefits),
    Gap("Date of acceptance", STARTED, _of_started("accepted_on")),
    Gap("Source", STARTED, _of_started("source")),
    Gap("Named employment specialist", STARTED, _specialist),
    Gap("Mode", EMPLOYER_CONTACTS, _of_contacts(C.c.kind == "employer", C.c.mode.is_(None))),
    Gap("Employer", EMPLOYER_CONTACTS, _of_contacts(C.c.kind == "employer", C.c.employer_id.is_(None))),
    Gap(
        "Person it is credited to",
        "face-to-face contacts with employers in the period",
        _of_contacts(face_to_face_with_employer(), ~there_is(CC, CC.c.contact_id == C.c.id)),
    ),
    Gap("Who made it", CONTACTS, _of_contacts(C.c.kind != "employer", C.c.staff_id.is_(None))),
    Gap("A referral it belongs to", "jobs in the period", _jobs_without_referral),
    Gap("Contract", PAID_STARTS, _of_job_starts(_fact_missing("contract"))),
    Gap("Weekly hours", PAID_STARTS, _of_job_starts(_fact_missing("weekly_hours"))),
    Gap("Hourly pay", PAID_STARTS, _of_job_starts(_fact_missing("hourly_pay"))),
    Gap(
        "Open to anyone, and set aside",
        PAID_STARTS,
        _of_job_starts(lambda job: or_(job.c.open_to_anyone.is_(None), job.c.set_aside.is_(None))),
    ),
    Gap("Outcome and its date", "jobs at risk closed in the period", _retention_cases),
    Gap("Pay", "weeks of permitted work in the period, job by job", _permitted_weeks),
    Gap("Team caseload", "teams open on the last day", _teams),
    Gap("Overall rating", "survey answers in the period", _survey),
)
"""Every gap that is looked for, in the order it is printed."""
