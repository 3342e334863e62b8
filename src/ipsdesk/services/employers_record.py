"""One employer's record: its people and sites, leads, the jobs people had there, and who of us knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, case, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import A, C, live
from ipsdesk.models import Client, Employer, EmployerPerson, EmployerSite, Staff, Vacancy
from ipsdesk.models.employers import vacancy_clients
from ipsdesk.rules.codes import JOB_KINDS, VACANCY_STAGES
from ipsdesk.rules.periods import DAY
from ipsdesk.services.employers_contacts import (
    ContactsThere,
    people_named,
    read_contacts_there,
    shown_names,
)
from ipsdesk.services.employers_list import met_by_us
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access

CLIENTS, EMPLOYERS, PEOPLE, SITES, STAFF, VACANCIES = (
    Client.__table__,
    Employer.__table__,
    EmployerPerson.__table__,
    EmployerSite.__table__,
    Staff.__table__,
    Vacancy.__table__,
)
GONE = "This employer has been removed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class PersonThere:
    """Somebody who works at the employer, or did until ``left_on``."""

    id: int
    name: str
    job_title: str
    phone: str
    email: str
    site: str
    left_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Site:
    """One of the places of an employer."""

    id: int
    name: str
    address: str
    town: str
    phone: str


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """A vacancy, from an idea to a start; ``activity`` is the job it led to.

    ``people`` are those it is for, whose keys are ``clients``; `RESTRICTED_RECORD` stands for a name that
    is not told here, and then the note is not told either.
    """

    id: int
    reference: str
    title: str
    job_type: str
    found_on: date
    stage: str
    stage_on: date | None
    closes_on: date | None
    weekly_seconds: int | None
    hourly_pay: int | None
    found_by: str
    staff: str
    note: str
    activity: int | None
    people: tuple[str, ...]
    clients: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        """Whether it may still become a job."""
        return self.stage not in VACANCY_STAGES[-2:]


@dataclass(frozen=True, slots=True)
class JobThere:
    """Work somebody has or had there; of a restricted record no more than that there is some.

    ``days`` counts from its start to its end, both included, or to today while it goes on.
    """

    id: int
    client: int | None
    name: str
    kind: str
    title: str
    started_on: date | None
    ended_on: date | None
    end_reason: str
    days: int | None
    is_now: bool

    @property
    def is_job(self) -> bool:
        """Whether it is paid, not a step on the way."""
        return self.kind in JOB_KINDS


@dataclass(frozen=True, slots=True)
class Knower:
    """One of us who has had contacts there."""

    name: str
    contacts: int
    last_on: date
    has_left: bool


@dataclass(frozen=True, slots=True)
class EmployerRecord:
    """One employer, read only: what the list has not, page by page."""

    employer: int
    name: str
    today: date
    looks_for: str
    people: tuple[PersonThere, ...]
    sites: tuple[Site, ...]
    vacancies: tuple[VacancyLine, ...]
    jobs: tuple[JobThere, ...]
    knowers: tuple[Knower, ...]
    contacts: ContactsThere


def read_employer(connection: Connection, employer: int, access: Access, today: date) -> EmployerRecord:
    """The record as it stands today; raises ``CannotRun`` for an employer that was removed."""
    own = EMPLOYERS.c
    found = connection.execute(
        select(own.name, own.looks_for).where(live(EMPLOYERS), own.id == employer)
    ).first()
    if found is None:
        raise CannotRun(GONE)
    return EmployerRecord(
        employer,
        found.name,
        today,
        found.looks_for or "",
        _people(connection, employer),
        _sites(connection, employer),
        _vacancies(connection, employer, access),
        _jobs(connection, employer, access, today),
        _knowers(connection, employer, today),
        read_contacts_there(connection, C.c.employer_id == employer, access, today),
    )


def _people(connection: Connection, employer: int) -> tuple[PersonThere, ...]:
    own = PEOPLE.c
    rows = connection.execute(
        select(PEOPLE, SITES.c.name.label("site"))
        .outerjoin(SITES, and_(SITES.c.id == own.site_id, live(SITES)))
        .where(live(PEOPLE), own.employer_id == employer)
        .order_by(own.left_on.is_not(None), own.name, own.id)
    )
    return tuple(
        PersonThere(row.id, row.name, row.job_title or "", row.phone or "", row.email or "", row.site or "",
                    row.left_on, row.note or "")
        for row in rows
    )  # fmt: skip


def _sites(connection: Connection, employer: int) -> tuple[Site, ...]:
    rows = connection.execute(
        select(SITES).where(live(SITES), SITES.c.employer_id == employer).order_by(SITES.c.name, SITES.c.id)
    )
    return tuple(Site(row.id, row.name, row.address or "", row.town or "", row.phone or "") for row in rows)


# ---- vacancies --------------------------------------------------------------------------------------


def _vacancies(connection: Connection, employer: int, access: Access) -> tuple[VacancyLine, ...]:
    """Those that are open first, what closes soonest before the rest."""
    own = VACANCIES.c
    over = case((own.stage.in_(VACANCY_STAGES[-2:]), 1), else_=0)
    rows = connection.execute(
        select(VACANCIES, STAFF.c.name.label("staff"))
        .outerjoin(STAFF, STAFF.c.id == own.staff_id)
        .where(live(VACANCIES), own.employer_id == employer)
        .order_by(over, own.closes_on.is_(None), own.closes_on, own.found_on.desc(), own.id)
    ).all()
    links = vacancy_clients
    named = people_named(connection, links, links.c.vacancy_id, [row.id for row in rows])
    return tuple(_vacancy(row, named.get(row.id, ()), access) for row in rows)


def _vacancy(row: Row[Any], people: Any, access: Access) -> VacancyLine:
    withheld = any(client in access.asked for client, _ in people)
    return VacancyLine(
        row.id, row.reference, row.title, row.job_type or "", row.found_on, row.stage, row.stage_on,
        row.closes_on, row.weekly_seconds, row.hourly_pay, row.found_by or "", row.staff or "",
        "" if withheld else row.note or "", row.activity_id, shown_names(people, access),
        tuple(client for client, _ in people),
    )  # fmt: skip


# ---- jobs -------------------------------------------------------------------------------------------


def _jobs(connection: Connection, employer: int, access: Access, today: date) -> tuple[JobThere, ...]:
    """What goes on first, then the latest."""
    over = case((A.c.ended_on < today, 1), else_=0)
    rows = connection.execute(
        select(A, CLIENTS.c.name)
        .join(CLIENTS, and_(CLIENTS.c.id == A.c.client_id, live(CLIENTS)))
        .where(live(A), A.c.employer_id == employer)
        .order_by(over, A.c.started_on.desc(), A.c.id.desc())
    )
    return tuple(_job(row, access, today) for row in rows)


def _job(row: Row[Any], access: Access, today: date) -> JobThere:
    is_now = row.started_on <= today and (row.ended_on is None or row.ended_on >= today)
    if row.client_id in access.asked:
        return JobThere(row.id, None, RESTRICTED_RECORD, row.kind, "", None, None, "", None, is_now)
    last = min(row.ended_on or today, today)
    days = (last - row.started_on) // DAY + 1 if row.started_on <= last else None
    return JobThere(
        row.id, row.client_id, row.name, row.kind, row.title or row.job_type or "", row.started_on,
        row.ended_on, row.end_reason or "", days, is_now,
    )  # fmt: skip


def _knowers(connection: Connection, employer: int, today: date) -> tuple[Knower, ...]:
    rows = connection.execute(met_by_us().where(C.c.employer_id == employer), {"last": today})
    found = [Knower(row.name, row.contacts, row.latest, _left(row.left_on, today)) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.has_left, -one.contacts, one.name)))


def _left(left_on: date | None, today: date) -> bool:
    return left_on is not None and left_on < today
