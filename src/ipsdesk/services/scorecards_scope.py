"""Whose figures: a measure's own SELECT of cases narrowed to one specialist, team or commissioner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, FromClause, Select, Subquery, and_, func, or_, select
from sqlalchemy.sql.visitors import replacement_traverse

from ipsdesk.measures import MEASURES, Figure, Measure, Shape, Window
from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    as_number,
    episode_of,
    jobs,
    live,
    named_specialist_on,
    open_on,
    paid_by_on,
    people,
    posts,
    share_of_people,
    team_on,
    there_is,
)
from ipsdesk.models import Client, Commissioner, Goal, Hours, Involvement, Plan, Qualification, Staff, Team

H = Hours.__table__


class Whose(StrEnum):
    """Whose figures are shown."""

    EVERYBODY = "everybody"
    SPECIALIST = "specialist"
    TEAM = "team"
    COMMISSIONER = "commissioner"


@dataclass(frozen=True, slots=True)
class Scope:
    """The unit, or the specialist, team or commissioner with this key."""

    whose: Whose = Whose.EVERYBODY
    key: int = 0
    name: str = field(default="Everybody", compare=False)


EVERYBODY = Scope()


def scopes_of(connection: Connection) -> tuple[Scope, ...]:
    """Everybody, then whoever was ever a specialist, then every team, then every commissioner, by name."""
    staff, team = Staff.__table__, Team.__table__
    ever = select(staff.c.id, staff.c.name).where(live(staff), staff.c.id.in_(select(posts().c.staff_id)))
    teams = select(team.c.id, team.c.name).where(live(team))
    payer = Commissioner.__table__
    payers = select(payer.c.id, payer.c.name).where(live(payer))
    return (
        EVERYBODY,
        *(Scope(Whose.SPECIALIST, *row) for row in connection.execute(ever.order_by(staff.c.name))),
        *(Scope(Whose.TEAM, *row) for row in connection.execute(teams.order_by(team.c.name))),
        *(Scope(Whose.COMMISSIONER, *row) for row in connection.execute(payers.order_by(payer.c.name))),
    )


# ---- what can be told apart -----------------------------------------------------------------------

OF_THE_UNIT = {
    "": "the answers are anonymous",
    "decision meeting": "a meeting is of the whole unit",
    "calendar month": "an audit is of the whole unit",
    "fidelity review": "a review is of the whole unit",
    "fidelity action": "a review is of the whole unit",
    "client or staff": "it counts clients and staff together",
    "care coordinator": "a care coordinator's people have several specialists and teams",
}
"""By kind of subject: why a measure has no figure for a part of the unit."""


def why_not(measure: Measure, scope: Scope) -> str:
    """Why the measure is not counted for this scope; empty where it is."""
    if scope.whose is Whose.EVERYBODY:
        return ""
    reason = OF_THE_UNIT.get(measure.subjects, "")
    if scope.whose is not Whose.TEAM and measure.subjects == "team":
        reason = "it is about teams"
    if scope.whose is not Whose.SPECIALIST and (measure.subjects == "staff" or measure.shape is Shape.RATE):
        reason = f"a specialist's time is not divided between {scope.whose}s"
    return f"Not counted per {scope.whose}: {reason}." if reason else ""


@lru_cache(maxsize=512)
def narrowed(measure: Measure, scope: Scope) -> Measure:
    """The same measure over those of its cases that belong to the scope; no target, which is the unit's.

    Referrals and jobs (and other activities) belong to the specialist named on their start, contacts to who
    made them; by team, referrals, jobs and hours to the client's team on that day, contacts to their own team
    or else the client's. By commissioner, each belongs to who pays for its referral on that day, a contact to
    who pays for a referral of somebody it was for. Goals and plans belong to the specialist, team or
    commissioner the client had when they were set or agreed. A person is counted by the referral, job or
    activity that makes them count. People counted by something that has none of them (a qualification, a part
    in the service, a benefit week) belong to the one the client had on its day; the people served by age,
    gender and so on are those of ``access.served``.
    """
    if scope.whose is Whose.EVERYBODY:
        return measure
    beside, per = measure.beside, measure.per
    return replace(
        measure,
        of=lambda: _narrow(measure.cases, measure.subjects, scope),
        beside=beside and (lambda: _narrow(beside(), measure.subjects, scope)),
        per=per and (lambda: per().where(posts().c.staff_id == scope.key)),
        goal=None,
        asked=False,
    )


def figure_of(measure: Measure, scope: Scope, connection: Connection, window: Window) -> Figure:
    """The measure's figure for the scope; none where it isn't counted for it."""
    if why_not(measure, scope):
        return Figure(measure.key, measure.shape, bands={} if measure.shape is Shape.BANDS else None)
    return narrowed(measure, scope).figure(connection, window)


def _narrow(cases: Select[Any], subjects: str, scope: Scope) -> Select[Any]:
    if subjects == "employer":
        return _with_contacts_of(cases, scope)
    if subjects == "client":
        return _narrow_people(cases, scope)
    return cases.where(BELONGS[subjects](cases.selected_columns.subject, scope))


def _narrow_people(cases: Select[Any], scope: Scope) -> Select[Any]:
    """People by the record that makes them count, which stands in the rows they are gathered from."""
    subject = cases.selected_columns.subject
    source = getattr(subject, "element", subject).table
    if isinstance(source, Subquery) and source.name == "rows_of_people":
        rows: Any = source.element
        carrier = rows.selected_columns.client_id.table
        gather = people if "reason" in rows.selected_columns else share_of_people
        return gather(rows.where(_carried_by(carrier, scope)))
    if "day" in cases.selected_columns:
        return cases.where(_client_belongs(subject, cases.selected_columns.day, scope))
    served = next(measure for measure in MEASURES if measure.key == "access.served")
    theirs = narrowed(served, scope).cases.subquery("their_people")
    return cases.where(subject.in_(select(theirs.c.subject)))


def _carried_by(carrier: FromClause, scope: Scope) -> Condition:
    if carrier is E:
        return _referral_belongs(E, scope)
    if carrier is jobs():
        return _job_belongs(carrier, carrier.c.episode_id, scope)
    if carrier is A:
        return _job_belongs(A, episode_of(A), scope)
    return _client_belongs(carrier.c.client_id, carrier.c[OWN_DAY[carrier]], scope)


OWN_DAY: dict[FromClause, str] = {
    Qualification.__table__: "attained_on",
    Involvement.__table__: "on_date",
}


# ---- whose a record is ----------------------------------------------------------------------------


def _team_is(day: Expression, client_id: Expression, scope: Scope) -> Condition:
    client = Client.__table__.alias()
    return there_is(client, client.c.id == client_id, team_on(day, client) == scope.key)


def _named(scope: Scope, day: Expression, episode: FromClause) -> Condition:
    """The referral's specialist on the day, or who pays for it then."""
    if scope.whose is Whose.COMMISSIONER:
        return paid_by_on(day, episode) == scope.key
    return named_specialist_on(day, episode) == scope.key


def _referral_belongs(episode: FromClause, scope: Scope) -> Condition:
    """On its start; one not started yet, on the day it was received."""
    day = func.coalesce(episode.c.started_on, episode.c.received_on)
    if scope.whose is Whose.TEAM:
        return _team_is(day, episode.c.client_id, scope)
    return _named(scope, day, episode)


def _job_belongs(job: FromClause, episode_id: Expression, scope: Scope) -> Condition:
    if scope.whose is Whose.TEAM:
        return _team_is(job.c.started_on, job.c.client_id, scope)
    episode = E.alias()
    return there_is(episode, episode.c.id == episode_id, _named(scope, job.c.started_on, episode))


def _client_belongs(client_id: Expression, day: Expression, scope: Scope) -> Condition:
    """The client's team on the day, or the specialist named that day in their latest referral begun by it."""
    if scope.whose is Whose.TEAM:
        return _team_is(day, client_id, scope)
    episode = E.alias()
    latest = (
        select(as_number(_named(scope, day, episode)))
        .where(live(episode), episode.c.client_id == client_id, episode.c.started_on <= day)
        .order_by(episode.c.started_on.desc(), episode.c.id.desc())
        .limit(1)
        .correlate_except(episode)
        .scalar_subquery()
    )
    return latest == 1


def _contact_belongs(contact: FromClause, scope: Scope) -> Condition:
    if scope.whose is Whose.SPECIALIST:
        return contact.c.staff_id == scope.key
    if scope.whose is Whose.COMMISSIONER:
        episode, day = E.alias(), contact.c.on_date
        open_then = open_on(day, episode.c.received_on, episode.c.closed_on)
        link = CC.join(episode, episode.c.client_id == CC.c.client_id)
        return there_is(
            link, CC.c.contact_id == contact.c.id, live(episode), open_then, _named(scope, day, episode)
        )
    theirs = there_is(CC, CC.c.contact_id == contact.c.id, _team_is(contact.c.on_date, CC.c.client_id, scope))
    return or_(contact.c.team_id == scope.key, and_(contact.c.team_id.is_(None), theirs))


def _hours_belong(_: Expression, scope: Scope) -> Condition:
    """The SELECT of hours has each row's job beside it."""
    if scope.whose is Whose.TEAM:
        return _team_is(H.c.on_date, A.c.client_id, scope)
    return _job_belongs(A, episode_of(A), scope)


def _by_key(table: FromClause, belongs: Callable[[FromClause, Scope], Condition]) -> Belongs:
    """A subject is asked for by its key, for SELECTs that don't show the table it is in."""

    def condition(subject: Expression, scope: Scope) -> Condition:
        record = table.alias()
        return there_is(record, record.c.id == subject, belongs(record, scope))

    return condition


Belongs = Callable[[Expression, Scope], Condition]
BELONGS: dict[str, Belongs] = {
    "referral": _by_key(E, _referral_belongs),
    "activity": _by_key(A, lambda job, scope: _job_belongs(job, episode_of(job), scope)),
    "contact": _by_key(C, _contact_belongs),
    "hours": _hours_belong,
    "goal": _by_key(
        Goal.__table__, lambda goal, scope: _client_belongs(goal.c.client_id, goal.c.set_on, scope)
    ),
    "plan": _by_key(
        Plan.__table__, lambda plan, scope: _client_belongs(plan.c.client_id, plan.c.agreed_on, scope)
    ),
    "staff": lambda subject, scope: subject == scope.key,
    "team": lambda subject, scope: subject == scope.key,
}
"""By kind of subject: the cases that belong to a specialist or team."""


def _with_contacts_of(cases: Select[Any], scope: Scope) -> Select[Any]:
    """The same SELECT as if there were no contacts but the scope's."""
    theirs = select(C).where(_contact_belongs(C, scope)).subquery("their_contacts")

    def swapped(element: Any, **_: Any) -> Any:
        if element is C:
            return theirs
        return theirs.c[element.key] if getattr(element, "table", None) is C else None

    return cast("Select[Any]", replacement_traverse(cases, {}, swapped))
