"""Reads a person's benefits over time, the advice that was given, and the jobs that ask for advice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, select

from ipsdesk.measures.terms import CC, A, C, live
from ipsdesk.models import BenefitsAdvice, Change, Client, Employer, Hours, Staff
from ipsdesk.rules.codes import JOB_KINDS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.benefits_due import AdvisedJob
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.saving import table_of

ADVICE, CHANGES, CLIENTS = table_of(BenefitsAdvice), table_of(Change), table_of(Client)
EMPLOYERS, HOURS, STAFF = table_of(Employer), table_of(Hours), table_of(Staff)
CONTACT, RECORD = "contact", "benefits advice"
"""Advice is a record of its own, or a contact of that kind."""

FACT = CLIENTS.c.benefits.info["field"].label
CHANGED_FACTS = {
    A.c[name].info["field"].label: (name, what)
    for name, what in (("weekly_hours", "hours"), ("agreed_seconds", "hours"), ("hourly_pay", "pay"))
}
"""What of a job changes what a person gets, by the name it has among the changes."""


@dataclass(frozen=True, slots=True)
class HeldBenefits:
    """What a person got from a day on (None: from the beginning) until the next; empty: not known."""

    from_on: date | None
    benefits: tuple[str, ...]
    until: date | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """Advice as it was recorded; ``kind`` and ``id`` name the record, which may be a contact.

    ``weekly_difference`` is in pence, below zero where the person is worse off.
    """

    kind: str
    id: int
    on_date: date
    about: str = ""
    adviser: str = ""
    trained: bool | None = None
    independent: bool | None = None
    source: str = ""
    trigger: str = ""
    better_off: str = ""
    weekly_difference: int | None = None
    note: str = ""


def read_held(connection: Connection, client: int, today: date) -> tuple[HeldBenefits, ...]:
    """Newest first; several changes of one day are what was entered last."""
    known: dict[date | None, tuple[str, ...]] = {
        None: tuple(connection.scalar(select(CLIENTS.c.benefits).where(CLIENTS.c.id == client)) or ())
    }
    for from_on, value in connection.execute(
        select(CHANGES.c.from_on, CHANGES.c.value)
        .where(live(CHANGES), CHANGES.c.client_id == client, CHANGES.c.fact == FACT)
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    ):
        known[from_on] = tuple(json.loads(value)) if value else ()
    if len(known) > 1 and not known[None]:
        del known[None]
    days = list(known)
    ends = [after - DAY for after in days[1:] if after] + [None]
    held = [
        HeldBenefits(since, known[since], until, _is_now(since, until, today))
        for since, until in zip(days, ends, strict=True)
    ]
    return tuple(reversed(held)) if len(known) > 1 or any(known.values()) else ()


def _is_now(since: date | None, until: date | None, today: date) -> bool:
    return (since is None or since <= today) and (until is None or until >= today)


def read_advice(connection: Connection, client: int) -> tuple[AdviceLine, ...]:
    """Newest first."""
    found = [*_records(connection, client), *_contacts(connection, client)]
    return tuple(sorted(found, key=lambda one: (one.on_date, one.kind, one.id), reverse=True))


def _records(connection: Connection, client: int) -> Iterator[AdviceLine]:
    for row in connection.execute(select(ADVICE).where(live(ADVICE), ADVICE.c.client_id == client)):
        yield AdviceLine(
            RECORD, row.id, row.on_date, row.about or "", row.adviser or "", row.trained, row.independent,
            row.source or "", row.trigger or "", row.better_off or "", row.weekly_difference, row.note or "",
        )  # fmt: skip


def _contacts(connection: Connection, client: int) -> Iterator[AdviceLine]:
    statement = (
        select(C.c.id, C.c.on_date, C.c.note, STAFF.c.name)
        .join(CC, CC.c.contact_id == C.c.id)
        .outerjoin(STAFF, STAFF.c.id == C.c.staff_id)
        .where(live(C), CC.c.client_id == client, C.c.kind == RECORD, C.c.attended.is_(True))
    )
    for id_, on_date, note, staff in connection.execute(statement):
        yield AdviceLine(CONTACT, id_, on_date, adviser=staff or "", note=note or "")


# ---- jobs -----------------------------------------------------------------------------------------


def read_jobs(connection: Connection, client: int) -> tuple[AdvisedJob, ...]:
    """Every paid job and self-employment, with the days from which its hours or pay are others."""
    changes = _changes(connection, client)
    statement = (
        select(A, EMPLOYERS.c.name.label("employer"))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(live(A), A.c.client_id == client, A.c.kind.in_(JOB_KINDS))
        .order_by(A.c.started_on, A.c.id)
    )
    return tuple(
        AdvisedJob(
            row.id,
            job_name(row.title, row.employer, row.reference),
            row.started_on,
            row.ended_on,
            tuple(_moves(row, changes[row.id])),
        )
        for row in connection.execute(statement)
    )


def _changes(connection: Connection, client: int) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    statement = (
        select(CHANGES.c.activity_id, CHANGES.c.fact, CHANGES.c.from_on, CHANGES.c.value)
        .join(A, A.c.id == CHANGES.c.activity_id)
        .where(live(CHANGES), live(A), A.c.client_id == client, CHANGES.c.fact.in_(CHANGED_FACTS))
        .order_by(CHANGES.c.from_on, CHANGES.c.id)
    )
    for row in connection.execute(statement):
        found[row.activity_id].append(row)
    return found


def _moves(job: Any, changes: Sequence[Any]) -> Iterator[tuple[date, str]]:
    """The days on which something is truly another, with what it is."""
    now: dict[str, int | None] = {}
    moved: dict[date, list[str]] = defaultdict(list)
    for row in changes:
        name, what = CHANGED_FACTS[row.fact]
        value = int(row.value) if row.value else None
        if value != now.setdefault(name, getattr(job, name)) and what not in moved[row.from_on]:
            moved[row.from_on].append(what)
        now[name] = value
    for on, kinds in moved.items():
        if kinds and on > job.started_on:
            yield on, " and ".join(sorted(kinds))


def pay_of_month(connection: Connection, client: int, first: date, last: date) -> int | None:
    """Recorded pay of all jobs on the days of a month in pence; None where none is recorded."""
    pence: int | None = connection.scalar(
        select(func.sum(HOURS.c.pence))
        .join(A, A.c.id == HOURS.c.activity_id)
        .where(live(HOURS), live(A), A.c.client_id == client, HOURS.c.on_date.between(first, last))
    )
    return pence
