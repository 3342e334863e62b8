"""A week of employer contacts for each specialist, out of the unit's file: made, wanted, signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from ipsdesk.measures.sqlite import Expression, days_from_to
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    E,
    face_to_face_with_employer,
    is_job_seeker,
    live,
    named_specialist_on,
    on_caseload,
    open_on,
    posts,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Absence, Employer, LogReview, Staff
from ipsdesk.rules.codes import FACE_TO_FACE, JOB_KINDS
from ipsdesk.rules.ips25 import item
from ipsdesk.rules.ips25_proposals import EMPLOYER_CONTACT, FEW_JOB_SEEKERS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.employers_contacts import people_named, shown_names
from ipsdesk.services.restricted_access import Access

STAFF, REVIEWS, EMPLOYERS, ABSENCES = (
    Staff.__table__,
    LogReview.__table__,
    Employer.__table__,
    Absence.__table__,
)
WEEK = 7
EACH = 2
"""Contacts a week that are wanted for each job seeker where there are one or two."""
NOBODY = "Not said who"
WHO: Expression = func.coalesce(C.c.staff_id, 0)
"""Who of us made a contact; 0 where that is not recorded."""


@dataclass(frozen=True, slots=True)
class SpecialistWeek:
    """What one of us did in a week.

    ``made`` are contacts face to face with employers that are credited to somebody. ``days`` of the week in
    post, ``away`` of them absent. ``job_seekers`` are on the caseload without a job at its end (or today).
    ``staff`` 0: it is not recorded who of us. ``is_specialist`` says whether anything is asked at all.
    """

    staff: int
    name: str
    made: int
    days: int
    away: int
    job_seekers: int
    reviewed_on: date | None
    reviewer: str

    @property
    def is_specialist(self) -> bool:
        """In post as a specialist on some day of the week."""
        return self.days > 0

    @property
    def mark(self) -> int:
        """What a whole week asks for."""
        return weekly_mark(self.job_seekers)

    @property
    def wanted(self) -> int:
        """The fewest contacts that reach the mark for the days at work; 0 where there were none."""
        return ceil(Fraction(self.mark * (self.days - self.away), WEEK))

    @property
    def is_met(self) -> bool:
        """Whether the mark is reached."""
        return self.wanted > 0 and self.made >= self.wanted


@dataclass(frozen=True, slots=True)
class WeekOfContacts:
    """Everybody's week from a Monday, by name; those who are no specialists come last."""

    today: date
    first: date
    lines: tuple[SpecialistWeek, ...]

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + (WEEK - 1) * DAY

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is still to come."""
        return self.last < self.today

    @property
    def made(self) -> int:
        """All contacts that count."""
        return sum(one.made for one in self.lines)

    @property
    def wanted(self) -> int:
        """What all of them are asked for."""
        return sum(one.wanted for one in self.lines)


@dataclass(frozen=True, slots=True)
class WeekContact:
    """One contact with an employer in the week; ``why_not``: why it does not count, empty where it does."""

    id: int
    on: date
    employer: str
    people: tuple[str, ...]
    purpose: str
    matches_plan: bool | None
    outcome: str
    why_not: str
    is_withheld: bool


def weekly_mark(job_seekers: int) -> int:
    """Six contacts a week; two for each where one or two look for work.

    Where nobody looks for work that would be nought, which says nothing: six holds, as in item 17.
    """
    return EACH * job_seekers if job_seekers in FEW_JOB_SEEKERS else item(EMPLOYER_CONTACT).borders[0]


# ---- asked ------------------------------------------------------------------------------------------


def _in_post() -> Select[Any]:
    """The days of the week each specialist was in post, and how many of those away."""
    post, days = posts(), days_from_to(FIRST, LAST)
    away = there_is(
        ABSENCES,
        live(ABSENCES),
        ABSENCES.c.staff_id == post.c.staff_id,
        within(days.c.day, ABSENCES.c.from_on, ABSENCES.c.to_on),
    )
    counted: list[Expression] = [post.c.staff_id, func.count().label("days"), func.total(away).label("away")]
    return (
        select(*counted)
        .join_from(days, post, within(days.c.day, post.c.first, post.c.last))
        .group_by(post.c.staff_id)
    )


def _made() -> Select[Any]:
    counted: list[Expression] = [WHO.label("staff"), func.count().label("made")]
    return (
        select(*counted)
        .where(face_to_face_with_employer(), within(C.c.on_date, FIRST, LAST), _credited())
        .group_by(WHO)
    )


def _credited() -> Any:
    return there_is(CC, CC.c.contact_id == C.c.id)


def _job_seekers() -> Select[Any]:
    """How many on each caseload look for work on the last day."""
    who = named_specialist_on(LAST)
    works = there_is(
        A, live(A), A.c.client_id == E.c.client_id, A.c.kind.in_(JOB_KINDS),
        open_on(LAST, A.c.started_on, A.c.ended_on),
    )  # fmt: skip
    counted: list[Expression] = [who.label("staff"), func.count().label("people")]
    return select(*counted).where(on_caseload(LAST), is_job_seeker(), ~works).group_by(who)


def _reviews() -> Select[Any]:
    """The sign-offs of the week, the latest last."""
    reviewer = STAFF.alias()
    return (
        select(REVIEWS.c.staff_id, REVIEWS.c.reviewed_on, func.coalesce(reviewer.c.name, ""))
        .outerjoin(reviewer, reviewer.c.id == REVIEWS.c.reviewer_id)
        .where(live(REVIEWS), REVIEWS.c.week_starting_on == FIRST)
        .order_by(REVIEWS.c.reviewed_on, REVIEWS.c.id)
    )


IN_POST, MADE = Packed(_in_post, "first", "last"), Packed(_made, "first", "last")
JOB_SEEKERS, REVIEWED = Packed(_job_seekers, "last"), _reviews()
NAMES = select(STAFF.c.id, STAFF.c.name)


def read_week(connection: Connection, first: date, today: date) -> WeekOfContacts:
    """The week from a Monday; job seekers are those of its last day, or of today."""
    last = first + (WEEK - 1) * DAY
    given = {"first": first, "last": last}
    in_post = {staff: (days, int(away)) for staff, days, away in IN_POST.rows(connection, given)}
    made = dict(MADE.rows(connection, given))
    seekers = dict(JOB_SEEKERS.rows(connection, {"last": max(min(last, today), first)}))
    signed = {staff: (on, who) for staff, on, who in connection.execute(REVIEWED, given)}
    names = {row.id: row.name for row in connection.execute(NAMES)}
    lines = []
    for staff in in_post.keys() | made.keys():
        on, who = signed.get(staff, (None, ""))
        days, away = in_post.get(staff, (0, 0))
        name, people = names.get(staff, NOBODY), seekers.get(staff, 0)
        lines.append(SpecialistWeek(staff, name, made.get(staff, 0), days, away, people, on, who))
    return WeekOfContacts(today, first, tuple(sorted(lines, key=_in_order)))


def _in_order(line: SpecialistWeek) -> tuple[bool, bool, str]:
    return line.staff == 0, not line.is_specialist, line.name.casefold()


def read_week_contacts(
    connection: Connection, staff: int, first: date, access: Access
) -> tuple[WeekContact, ...]:
    """All contacts with employers of one of us in the week, those that count and those that do not."""
    why_not = case(
        (C.c.attended.is_not(True), "an attempt, nobody was met"),
        (C.c.mode.is_(None), "it is not said how"),
        (C.c.mode != FACE_TO_FACE, C.c.mode),
        (~_credited(), "credited to nobody"),
        else_="",
    )
    rows = connection.execute(
        select(C, EMPLOYERS.c.name.label("employer"), why_not.label("why_not"))
        .outerjoin(EMPLOYERS, EMPLOYERS.c.id == C.c.employer_id)
        .where(live(C), C.c.kind == "employer", WHO.in_([staff]),
               within(C.c.on_date, FIRST, LAST))
        .order_by(C.c.on_date, C.c.id),
        {"first": first, "last": first + (WEEK - 1) * DAY},
    ).all()  # fmt: skip
    named = people_named(connection, CC, CC.c.contact_id, [row.id for row in rows])
    return tuple(_contact(row, named.get(row.id, ()), access) for row in rows)


def _contact(row: Row[Any], people: Any, access: Access) -> WeekContact:
    withheld = any(client in access.asked for client, _ in people)
    return WeekContact(
        row.id, row.on_date, row.employer or "", shown_names(people, access), row.purpose or "",
        row.matches_plan, "" if withheld else row.outcome or "", row.why_not, withheld,
    )  # fmt: skip
