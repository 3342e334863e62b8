"""What was recorded with one person's jobs: permitted work, pay, support, milestones, safeguards; advice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, Table, and_, bindparam, select

from ipsdesk.measures.terms import A, live
from ipsdesk.models import (
    Appointment,
    BenefitsAdvice,
    Employer,
    InWorkPlan,
    Milestone,
    PayPeriod,
    PermittedWorkEvent,
    RetentionCase,
    Safeguard,
    Staff,
    Vacancy,
)
from ipsdesk.models.employers import vacancy_clients
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_entries import (
    EntryIcon,
    EntryKind,
    Reading,
    TimelineEntry,
    entries,
    happened_by,
)
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.saving import table_of

CLIENT: BindParameter[int] = bindparam("client")
EMPLOYERS, STAFF, VACANCIES = table_of(Employer), table_of(Staff), table_of(Vacancy)
APPOINTMENT_ENTRIES = {
    "work": (EntryKind.WORK, EntryIcon.JOB),
    "interview": (EntryKind.WORK, EntryIcon.JOB),
    "leave": (EntryKind.LEAVE, EntryIcon.LEAVE),
}
TRAIL_WORDS = {
    "checked with the person": "Permitted work checked with the person",
    "acknowledged": "PW1 acknowledged",
    "decision": "PW1 decided",
    "circumstances changed": "Circumstances of permitted work changed",
    "re-sent": "PW1 sent again",
}


def _of_jobs(table: Table) -> Select[Any]:
    """The records of a kind that belong to the person's activities, with what those are called."""
    statement = select(
        table, A.c.title.label("job_title"), A.c.reference.label("job"), EMPLOYERS.c.name.label("employer")
    )
    statement = statement.join(A, A.c.id == table.c.activity_id)
    if "staff_id" in table.c:
        by = STAFF.c.name.label("by")
        statement = statement.add_columns(by).outerjoin(STAFF, STAFF.c.id == table.c.staff_id)
    employer = and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS))
    return statement.outerjoin(EMPLOYERS, employer).where(live(table), live(A), A.c.client_id == CLIENT)


def _of_person(table: Table) -> Select[Any]:
    return select(table).where(live(table), table.c.client_id == CLIENT)


VACANCIES_FOR = (
    select(VACANCIES, EMPLOYERS.c.name.label("employer"))
    .join(vacancy_clients, vacancy_clients.c.vacancy_id == VACANCIES.c.id)
    .join(EMPLOYERS, EMPLOYERS.c.id == VACANCIES.c.employer_id)
    .where(live(VACANCIES), live(EMPLOYERS), vacancy_clients.c.client_id == CLIENT)
)


def read_job_events(connection: Connection, client: int, today: date) -> Iterator[TimelineEntry]:
    """All that has happened by today, in no order."""
    return happened_by(connection, client, today, READ)


def _job(row: Any) -> str:
    return job_name(row.job_title, row.employer, row.job)


def _of_permitted_work(row: Any) -> Iterator[TimelineEntry]:
    title = TRAIL_WORDS[row.event] + (f": {row.decision}" if row.decision else "")
    about = (EntryKind.WORK, EntryIcon.FORM, PermittedWorkEvent.family.kind)
    yield from entries(about, row, (row.on_date, title, _noted(row)))


def _of_pay(row: Any) -> Iterator[TimelineEntry]:
    pence = row.net_pence if row.net_pence is not None else row.gross_pence
    amount = f": {shown_pounds(pence)}" if pence is not None else ""
    about = (EntryKind.HOURS, EntryIcon.HOURS, PayPeriod.family.kind)
    yield from entries(about, row, (row.to_on, f"Paid {row.paid}{amount}", _job(row)))


def _of_in_work_plan(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.WORK, EntryIcon.PLAN, InWorkPlan.family.kind)
    yield from entries(about, row, (row.agreed_on, f"In-work plan agreed: {_job(row)}", row.how_often))


def _of_milestone(row: Any) -> Iterator[TimelineEntry]:
    still = "still in work" if row.still_in_work else "not in work any more"
    about = (EntryKind.WORK, EntryIcon.JOB, Milestone.family.kind)
    yield from entries(about, row, (row.confirmed_on, f"{row.milestone}: {still}", _noted(row)))


def _of_safeguard(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.WORK, EntryIcon.FORM, Safeguard.family.kind)
    yield from entries(about, row, (row.done_on, f"Safeguard settled: {row.safeguard}", _noted(row)))


def _of_retention(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.WORK, EntryIcon.JOB, RetentionCase.family.kind)
    opened = (row.opened_on, f"Job at risk: {row.risk}", row.actions)
    yield from entries(about, row, opened, (row.outcome_on, f"Job at risk, outcome: {row.outcome}", None))


def _of_advice(row: Any) -> Iterator[TimelineEntry]:
    weekly = row.weekly_difference
    parts = [row.better_off, f"{shown_pounds(weekly)} a week" if weekly is not None else None, row.adviser]
    about = (EntryKind.WORK, EntryIcon.ADVICE, BenefitsAdvice.family.kind)
    note = " · ".join(part for part in parts if part)
    yield from entries(about, row, (row.on_date, f"Benefits advice: {row.about}", note))


def _of_appointment(row: Any) -> Iterator[TimelineEntry]:
    kind, icon = APPOINTMENT_ENTRIES.get(row.kind, (EntryKind.CARE, EntryIcon.PEOPLE))
    title = sentence_case(row.kind) + (f": {row.what}" if row.what else "")
    note = ", ".join(part for part in (f"{row.from_time} to {row.to_time}", row.place) if part)
    yield from entries((kind, icon, Appointment.family.kind), row, (row.on_date, title, note))


def _of_vacancy(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.EMPLOYER, EntryIcon.JOB, Vacancy.family.kind)
    name = f"{row.title}, {row.employer}"
    found = (row.found_on, f"Vacancy found: {name}", row.found_by)
    yield from entries(about, row, found, (row.stage_on, f"Vacancy, {row.stage}: {name}", None))


READ: tuple[Reading, ...] = (
    (_of_jobs(table_of(PermittedWorkEvent)), _of_permitted_work),
    (_of_jobs(table_of(PayPeriod)), _of_pay),
    (_of_jobs(table_of(InWorkPlan)), _of_in_work_plan),
    (_of_jobs(table_of(Milestone)), _of_milestone),
    (_of_jobs(table_of(Safeguard)), _of_safeguard),
    (_of_person(table_of(RetentionCase)), _of_retention),
    (_of_person(table_of(BenefitsAdvice)), _of_advice),
    (_of_person(table_of(Appointment)), _of_appointment),
    (VACANCIES_FOR, _of_vacancy),
)


def _noted(row: Any) -> str:
    return " · ".join(part for part in (_job(row), row.note) if part)
