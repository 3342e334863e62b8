"""What may be told of a person as it is recorded: decisions, talks, consents, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, union

from ipsdesk.measures.terms import CC, A, C, live, open_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import (
    Appointment,
    Client,
    Consent,
    CriminalRecordInformation,
    Employer,
    InformationDecision,
    InformationTalk,
    Staff,
    Vacancy,
)
from ipsdesk.models.employers import vacancy_clients
from ipsdesk.rules.codes import BEFORE_APPLYING
from ipsdesk.rules.consent import Answer
from ipsdesk.services.saving import table_of

APPOINTMENTS, CLIENTS, CONSENTS, CRIMINAL, DECISIONS, EMPLOYERS, STAFF, TALKS, VACANCIES = map(
    table_of,
    (
        Appointment, Client, Consent, CriminalRecordInformation, InformationDecision, Employer, Staff,
        InformationTalk, Vacancy,
    ),
)  # fmt: skip
ANY_EMPLOYER, ANY_OTHER = "any employer", "any other employer"
ON_THE_WARD, AT_EMPLOYERS = ("leave", "therapy"), ("interview", "work")
"""Kinds of appointment that rest on no consent, and those at which employers are met."""


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """One talk about what employers may know."""

    id: int
    on_date: date
    staff: str
    words: str


@dataclass(frozen=True, slots=True)
class DecisionSeen:
    """What was decided for one employer, or for any (``employer`` None)."""

    id: int
    on_date: date
    employer: int | None
    called: str
    decision: str
    wording: str
    never_told: str
    when_told: str
    review_on: date | None


@dataclass(frozen=True, slots=True)
class MayBeSaid:
    """What may be said to one employer, or to any other: ``decided`` None where nothing was.

    ``later`` is a decision for any employer that was made after the one for this one.
    """

    employer: int | None
    called: str
    decided: DecisionSeen | None
    later: DecisionSeen | None = None


@dataclass(frozen=True, slots=True)
class ConsentSeen:
    """One answer with how it was given."""

    answer: Answer
    how: str
    staff: str
    note: str


@dataclass(frozen=True, slots=True)
class CriminalSeen:
    """What may be told of a criminal record, and to whom."""

    id: int
    on_date: date
    called: str
    permission: str
    may_be_told: str
    never_told: str
    check_needed: str
    staff: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Something with a day to come: an appointment, or what is to follow with an employer."""

    on: date
    words: str
    with_employer: bool


def _of(table: Any, client: int) -> Select[Any]:
    """A person's records of a kind, newest first, with the names of employer and member of staff."""
    statement = select(table).where(live(table), table.c.client_id == client)
    if "employer_id" in table.c:
        called = EMPLOYERS.c.name.label("called")
        employer = and_(EMPLOYERS.c.id == table.c.employer_id, live(EMPLOYERS))
        statement = statement.add_columns(called).outerjoin(EMPLOYERS, employer)
    if "staff_id" in table.c:
        by = STAFF.c.name.label("by")
        statement = statement.add_columns(by).outerjoin(STAFF, STAFF.c.id == table.c.staff_id)
    return statement.order_by(table.c.on_date.desc(), table.c.id.desc())


def read_talks(connection: Connection, client: int) -> tuple[TalkSeen, ...]:
    """Newest first."""
    rows = connection.execute(_of(TALKS, client))
    return tuple(TalkSeen(row.id, row.on_date, row.by or "", row.talked_about or "") for row in rows)


def read_decisions(connection: Connection, client: int) -> tuple[DecisionSeen, ...]:
    """Newest first."""
    return tuple(_decision(row) for row in connection.execute(_of(DECISIONS, client)))


def _decision(row: Any) -> DecisionSeen:
    return DecisionSeen(
        row.id, row.on_date, row.employer_id, row.called or ANY_EMPLOYER, row.decision, row.wording or "",
        row.never_told or "", row.when_told or "", row.review_on,
    )  # fmt: skip


def read_consents(connection: Connection, client: int) -> tuple[ConsentSeen, ...]:
    """Newest first."""
    rows = connection.execute(_of(CONSENTS, client))
    return tuple(ConsentSeen(_answer(row), row.how or "", row.by or "", row.note or "") for row in rows)


def _answer(row: Any) -> Answer:
    return Answer(row.id, row.scope, row.answer, row.on_date, row.expires_on, row.withdrawn_on)


def read_criminal(connection: Connection, client: int) -> tuple[CriminalSeen, ...]:
    """Newest first."""
    return tuple(
        CriminalSeen(
            row.id, row.on_date, row.called or ANY_EMPLOYER, row.permission, row.may_be_told or "",
            row.never_told or "", row.check_needed or "", row.by or "",
        )
        for row in connection.execute(_of(CRIMINAL, client))
    )  # fmt: skip


def answers_of(connection: Connection, clients: Iterable[int], scope: str) -> dict[int, list[Answer]]:
    """What each of these people answered for one scope."""
    found: dict[int, list[Answer]] = {client: [] for client in clients}
    asked = select(CONSENTS).where(live(CONSENTS), CONSENTS.c.client_id.in_(found), CONSENTS.c.scope == scope)
    for row in connection.execute(asked):
        found[row.client_id].append(_answer(row))
    return found


def employer_called(connection: Connection, employer: int | None) -> str:
    """The name of an employer."""
    named = select(EMPLOYERS.c.name).where(EMPLOYERS.c.id == (employer or 0))
    return connection.scalar(named) or ANY_EMPLOYER


def said_to(decisions: Sequence[DecisionSeen], employer: int | None, called: str, day: date) -> MayBeSaid:
    """What may be said to an employer on a day: its own latest decision, else the latest for any."""
    by_then = [one for one in decisions if one.on_date <= day]
    own = next((one for one in by_then if one.employer == employer), None) if employer else None
    usual = next((one for one in by_then if one.employer is None), None)
    overtaken = own is not None and usual is not None and usual.on_date > own.on_date
    return MayBeSaid(employer, called, own or usual, usual if overtaken else None)


def read_said(
    connection: Connection, client: int, decisions: Sequence[DecisionSeen], today: date
) -> tuple[MayBeSaid, ...]:
    """Each employer the person works for, hopes to, or decided about, by name, and then any other."""
    of_decisions = select(DECISIONS.c.employer_id).where(live(DECISIONS), DECISIONS.c.client_id == client)
    works = select(A.c.employer_id).where(
        live(A), A.c.client_id == client, open_on(LAST, A.c.started_on, A.c.ended_on)
    )
    hopes = (
        select(VACANCIES.c.employer_id)
        .join(vacancy_clients, vacancy_clients.c.vacancy_id == VACANCIES.c.id)
        .where(live(VACANCIES), vacancy_clients.c.client_id == client, VACANCIES.c.stage.in_(BEFORE_APPLYING))
    )
    concerned = union(of_decisions, works, hopes).subquery().c.employer_id
    named = (
        select(EMPLOYERS.c.id, EMPLOYERS.c.name)
        .where(live(EMPLOYERS), EMPLOYERS.c.id.in_(select(concerned)))
        .order_by(EMPLOYERS.c.name)
    )
    rows = connection.execute(named, {"last": today})
    those = [said_to(decisions, row.id, row.name, today) for row in rows]
    return (*those, said_to(decisions, None, ANY_OTHER if those else ANY_EMPLOYER, today))


def read_ahead(connection: Connection, client: int, today: date) -> tuple[Ahead, ...]:
    """Appointments, and what is to follow of contacts with employers, from today on, by day."""
    return tuple(sorted((*_appointments(connection, client, today), *_follows(connection, client, today)),
                        key=lambda one: (one.on, one.words)))  # fmt: skip


def _appointments(connection: Connection, client: int, today: date) -> Iterator[Ahead]:
    own = APPOINTMENTS.c
    asked = select(own.on_date, own.kind, own.what).where(
        live(APPOINTMENTS), own.client_id == client, own.on_date >= today, own.kind.not_in(ON_THE_WARD)
    )
    for row in connection.execute(asked):
        yield Ahead(row.on_date, row.what or row.kind, with_employer=row.kind in AT_EMPLOYERS)


def _follows(connection: Connection, client: int, today: date) -> Iterator[Ahead]:
    asked = (
        select(C.c.next_action_due_on, C.c.next_action, EMPLOYERS.c.name)
        .join(CC, CC.c.contact_id == C.c.id)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == C.c.employer_id, live(EMPLOYERS)))
        .where(
            live(C),
            CC.c.client_id == client,
            or_(C.c.kind == "employer", C.c.employer_id.is_not(None)),
            C.c.next_action_done_on.is_(None),
            C.c.next_action_due_on >= today,
        )
    )
    for row in connection.execute(asked):
        words = ": ".join(part for part in (row.name, row.next_action) if part)
        yield Ahead(row.next_action_due_on, words or "contact with an employer", with_employer=True)
