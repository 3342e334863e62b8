"""What is wanted of the records behind a return: the gaps its data quality counts, what leaves it thin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import NamedTuple

from sqlalchemy import FromClause, and_, literal, or_, select

from ipsdesk.measures.gaps import CLIENT, CONTACTS, GAPS, PAID_STARTS, SERVED, Gap
from ipsdesk.measures.sqlite import Expression, plus_days, plus_months
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    face_to_face_with_employer,
    is_job_seeker,
    jobs,
    live,
    on_caseload,
    posts,
    served,
    there_is,
    within,
)
from ipsdesk.measures.together import supervision
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import LogReview, Milestone, Plan, Staff
from ipsdesk.rules.codes import FACE_TO_FACE, JOB_KINDS, PAID_JOB
from ipsdesk.rules.milestones import MONTHS, THIRTEEN_WEEKS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.today_lines import OpenForm, OpenHours
from ipsdesk.services.today_worded import new_contact

PLANS, CONFIRMED, REVIEWS, STAFF = Plan.__table__, Milestone.__table__, LogReview.__table__, Staff.__table__
GRACE = 30
"""Days from a start after which a plan, and a first contact with an employer, are wanted."""

RECEIVED, CLOSED = "referrals received in the period", "referrals closed in the period"
BEGUN, REACHED = "jobs begun in the period", "jobs kept to the milestone in the period"
SETTLED = f"people on the caseload for {GRACE} days"
SPECIALISTS = "specialists in post on the last day"

Rows = tuple[FromClause, Condition, Condition]
Opens = OpenForm | OpenHours


class Lacking(NamedTuple):
    """One record that lacks something: of which want, whose, its key, whom it names, its day and words."""

    want: int
    client: int | None
    record: int
    staff: int | None
    day: date | None
    text: str | None


def of_itself(kind: str, row: Lacking, _today: date) -> Opens:
    """The record's own form."""
    return OpenForm(kind, row.record)


@dataclass(frozen=True)
class Want:
    """A gap, what is to be done about it, and what opens where that is not the record's own form.

    ``thing`` is what a record is called before its day, such as ``contact of``. Where ``lists`` is not so the
    records are anonymous: they are counted alone.
    """

    gap: Gap
    to_do: str = "Fill it in"
    thing: str = ""
    opens: Callable[[Lacking, date], Opens] | None = None
    lists: bool = True


# ---- what is looked for beside the gaps ------------------------------------------------------------


def _contacts(where: Condition, missing: Condition) -> Rows:
    return C, and_(live(C), C.c.attended.is_(True), within(C.c.on_date, FIRST, LAST), where), missing


def _of_people(name: str) -> Rows:
    reached = there_is(E, E.c.client_id == CLIENT.c.id, served(FIRST, LAST))
    return CLIENT, reached, CLIENT.c[name].is_(None)


def _referrals(day: str, missing: Callable[[], Condition]) -> Rows:
    return E, and_(live(E), within(E.c[day], FIRST, LAST)), missing()


def _undecided() -> Condition:
    return and_(*(E.c[name].is_(None) for name in ("accepted_on", "declined_on", "started_on", "closed_on")))


def _begun() -> Rows:
    job = jobs()
    return job, within(job.c.started_on, FIRST, LAST), job.c.counted_on.is_(None)


def _paid_starts(name: str) -> Rows:
    job = jobs()
    return job, and_(job.c.kind == PAID_JOB, within(job.c.counted_on, FIRST, LAST)), job.c[name].is_(None)


def _ended() -> Rows:
    ended = and_(live(A), A.c.kind.in_(JOB_KINDS), within(A.c.ended_on, FIRST, LAST))
    return A, ended, A.c.end_reason.is_(None)


def _kept(name: str, due: Callable[[Expression], Expression]) -> Rows:
    own = CONFIRMED.c
    day = due(A.c.started_on)
    reached = and_(within(day, FIRST, LAST), or_(A.c.ended_on.is_(None), A.c.ended_on >= day))
    said = there_is(CONFIRMED, live(CONFIRMED), own.activity_id == A.c.id, own.milestone == name)
    return A, and_(live(A), A.c.kind.in_(JOB_KINDS), reached), ~said


def _settled() -> Condition:
    return and_(on_caseload(LAST), E.c.started_on <= plus_days(LAST, -GRACE))


def _without_plan() -> Rows:
    own = PLANS.c
    agreed = there_is(
        PLANS, live(PLANS), own.client_id == E.c.client_id, within(own.agreed_on, E.c.received_on, LAST)
    )
    return E, _settled(), ~agreed


def _without_employer() -> Rows:
    # One within the other, so that SQLite looks through the contacts of the client and not those of the kind.
    contact = there_is(
        C,
        C.c.id == CC.c.contact_id,
        face_to_face_with_employer(),
        within(C.c.on_date, E.c.started_on, LAST),
    )
    met = there_is(CC, CC.c.client_id == E.c.client_id, contact)
    works = there_is(
        A,
        live(A),
        A.c.kind.in_(JOB_KINDS),
        A.c.client_id == E.c.client_id,
        A.c.started_on <= LAST,
        or_(A.c.ended_on.is_(None), A.c.ended_on >= E.c.started_on),
    )
    return E, and_(_settled(), is_job_seeker(), ~works), ~met


def _supervision() -> Rows:
    """Each whole month of each specialist, as the measure of it counts them."""
    months = supervision.cases.subquery("cases")
    own = (
        select(months.c.subject.label("id"), STAFF.c.name, months.c.day.label("ends_on"), months.c.amount)
        .join(STAFF, STAFF.c.id == months.c.subject)
        .subquery("months_of_staff")
    )
    return own, literal(1) == 1, own.c.amount == 0


def _log_reviewed() -> Rows:
    post, own = posts(), REVIEWS.c
    here = (
        select(STAFF.c.id, STAFF.c.name)
        .where(
            live(STAFF),
            there_is(post, post.c.staff_id == STAFF.c.id, within(LAST, post.c.first, post.c.last)),
        )
        .subquery("specialists")
    )
    seen = there_is(REVIEWS, live(REVIEWS), own.staff_id == here.c.id, within(own.reviewed_on, FIRST, LAST))
    return here, literal(1) == 1, ~seen


# ---- what opens -----------------------------------------------------------------------------------


def _new_plan(row: Lacking, today: date) -> Opens:
    return OpenForm("plan", None, (("client_id", str(row.client)), ("agreed_on", today)))


def _new_contact(row: Lacking, _today: date) -> Opens:
    return new_contact(row.client, "employer", mode=FACE_TO_FACE)


def _new_milestone(name: str, row: Lacking, today: date) -> Opens:
    return OpenForm(
        "milestone", None, (("activity_id", str(row.record)), ("milestone", name), ("confirmed_on", today))
    )


def _new_supervision(row: Lacking, _today: date) -> Opens:
    return OpenForm("supervision", None, (("staff_id", str(row.record)),))


def _new_review(row: Lacking, today: date) -> Opens:
    monday = today - (today.weekday() + 7) * DAY
    return OpenForm(
        "log review",
        None,
        (("staff_id", str(row.record)), ("week_starting_on", monday), ("reviewed_on", today)),
    )


def _week(row: Lacking, today: date) -> Opens:
    return OpenHours(row.client or 0, row.day or today)


# ---- all of it ------------------------------------------------------------------------------------

TO_DO = {
    "Date of birth": "Ask, or see the referral",
    "Gender": "Ask; not stated is an answer",
    "Ethnic category": "Ask; not stated (Z) is an answer",
    "Needs": "Choose the needs found at the start",
    "Benefits on the last day": "Ask; none is an answer",
    "Date of acceptance": "Fill in the day it was accepted",
    "Source": "Say who referred the person",
    "Named employment specialist": "Name who works with the person",
    "Mode": "Say how it was made",
    "Employer": "Name the employer",
    "Person it is credited to": "Say for whom it was made",
    "Who made it": "Say who of us made it",
    "A referral it belongs to": "Say to which referral it belongs",
    "Contract": "Ask which contract it is",
    "Weekly hours": "Ask for the hours agreed",
    "Hourly pay": "Ask, or see a payslip",
    "Open to anyone, and set aside": "Say whether anyone could apply",
    "Outcome and its date": "Say whether the job was kept",
    "Pay": "Type the week’s pay from the payslip",
    "Team caseload": "Ask the team how many it has",
}
"""What to do about a gap that the data quality of the return counts, by its title."""


def _of_gap(gap: Gap) -> Want:
    opens = _week if gap.title == "Pay" else None
    thing = "week to" if opens else ""
    return Want(gap, TO_DO.get(gap.title, "Fill it in"), thing, opens, lists=gap.title != "Overall rating")


def _milestones() -> tuple[Want, ...]:
    dues: dict[str, Callable[[Expression], Expression]] = {
        "13 weeks": partial(plus_days, days=THIRTEEN_WEEKS),
        **{f"{months} months": partial(plus_months, months=months) for months in MONTHS},
    }
    return tuple(
        Want(
            Gap(f"Still in work at {name}", REACHED, partial(_kept, name, due)),
            "Ask whether they still work there",
            opens=partial(_new_milestone, name),
        )
        for name, due in dues.items()
    )


MORE: tuple[Want, ...] = (
    Want(
        Gap("Disability", SERVED, partial(_of_people, "disability"), personal=True),
        "Ask; not said is an answer",
    ),
    Want(
        Gap("Religion", SERVED, partial(_of_people, "religion"), personal=True), "Ask; not said is an answer"
    ),
    Want(
        Gap("Sexual orientation", SERVED, partial(_of_people, "sexual_orientation"), personal=True),
        "Ask; not said is an answer",
    ),
    Want(
        Gap("Accepted or declined", RECEIVED, partial(_referrals, "received_on", _undecided)),
        "Say what became of it",
    ),
    Want(
        Gap("Closure reason", CLOSED, partial(_referrals, "closed_on", lambda: E.c.closure_reason.is_(None))),
        "Say why it was closed",
    ),
    Want(Gap("Individual plan", SETTLED, _without_plan), "Agree one with the person", opens=_new_plan),
    Want(
        Gap("First contact with an employer", SETTLED, _without_employer),
        "Record it, face to face",
        opens=_new_contact,
    ),
    Want(
        Gap("Mode", CONTACTS, partial(_contacts, C.c.kind != "employer", C.c.mode.is_(None))),
        "Say how it was made",
    ),
    Want(
        Gap("Minutes", CONTACTS, partial(_contacts, literal(1) == 1, C.c.minutes.is_(None))),
        "Say how long it took",
    ),
    Want(Gap("Fourth hour of work", BEGUN, _begun), "Type the hours, or the day"),
    Want(Gap("Employer", PAID_STARTS, partial(_paid_starts, "employer_id")), "Name the employer"),
    Want(Gap("Reason the job ended", "jobs that ended in the period", _ended), "Say why it ended"),
    *_milestones(),
    Want(
        Gap("Monthly supervision", "months of specialists in the period", _supervision),
        "Record the session, or hold it",
        "month from",
        _new_supervision,
    ),
    Want(
        Gap("Review of the contact log", SPECIALISTS, _log_reviewed),
        "Sign off a week of employer contacts",
        opens=_new_review,
    ),
)
"""What leaves a return thin beside the gaps that it counts."""

WANTED: tuple[Want, ...] = (*map(_of_gap, GAPS), *MORE)
"""All that is wanted, in the order it is shown."""
