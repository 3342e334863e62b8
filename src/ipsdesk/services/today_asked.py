"""What waits, asked of the records: one statement for each kind of line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Date,
    Select,
    String,
    and_,
    bindparam,
    func,
    null,
    or_,
    select,
    type_coerce,
)

from ipsdesk.measures.permitted import is_job
from ipsdesk.measures.sqlite import Expression, plus_days, values_of
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    job_fact,
    live,
    on_caseload,
    open_on,
    there_is,
    within,
)
from ipsdesk.measures.window import LAST
from ipsdesk.models import (
    BenefitsAdvice,
    CareReview,
    Employer,
    HoursReason,
    Plan,
    PlanAction,
    Risk,
    VocationalProfile,
)
from ipsdesk.rules.permitted_work import HIGHER, SUPPORTED
from ipsdesk.services.caseload_flags import QUIET_AFTER
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_reading import DAY, WITH_THE_PERSON
from ipsdesk.services.today_lines import TodayKind

ACTIONS, ADVICE, CARE, EMPLOYERS, PLANS, PROFILES, REASONS, RISKS = (
    PlanAction.__table__,
    BenefitsAdvice.__table__,
    CareReview.__table__,
    Employer.__table__,
    Plan.__table__,
    VocationalProfile.__table__,
    HoursReason.__table__,
    Risk.__table__,
)
UNTIL: BindParameter[date] = bindparam("until", type_=Date)
"""The last day whose lines are shown."""

CARE_DAYS, HELD_DAYS = 14, 28
"""How far ahead a care review is told, and how long after its day one of which nobody said it was held."""


class Found(NamedTuple):
    """One row of an answer: whose, which record, until when, whose task, its words, what else is known.

    ``staff`` is the member of staff the record itself names; None: the person's specialist.
    """

    client: int | None
    record: int
    due_on: date | None
    staff: int | None
    text: str | None
    more: Any


def lines_of(
    client: Expression,
    record: Expression,
    due: Expression,
    text: Expression | None = None,
    *,
    staff: Expression | None = None,
    more: Expression | None = None,
) -> Select[Any]:
    """A statement that answers with the columns of ``Found``."""
    none = null()
    day: Expression = type_coerce(due, Date)  # whatever it was worked out by, it is handed over as a date
    return select(
        client.label("client"),
        record.label("record"),
        day.label("due_on"),
        (none if staff is None else staff).label("staff"),
        (none if text is None else text).label("text"),
        (none if more is None else more).label("more"),
    )


OPEN = and_(
    or_(E.c.closed_on.is_(None), E.c.closed_on > LAST),
    or_(E.c.declined_on.is_(None), E.c.declined_on > LAST),
)


def is_on_caseload(client: Expression) -> Condition:
    """The client is on the caseload: looked up one by one, so that few rows cost little."""
    return there_is(E, on_caseload(LAST), E.c.client_id == client)


def is_under_way(client: Expression) -> Condition:
    """The client has a referral that is neither closed nor declined."""
    return there_is(E, live(E), OPEN, E.c.client_id == client)


# ---- actions --------------------------------------------------------------------------------------

OPEN_ACTION = and_(live(ACTIONS), ACTIONS.c.done_on.is_(None), ACTIONS.c.due_on.is_not(None))
OPEN_NEXT = and_(live(C), C.c.next_action_due_on.is_not(None), C.c.next_action_done_on.is_(None))


def _actions() -> Select[Any]:
    """Actions of plans with a day, not done."""
    own = ACTIONS.c
    return lines_of(
        own.client_id, own.id, own.due_on, own.action, staff=own.staff_id, more=own.by_whom
    ).where(OPEN_ACTION, own.due_on <= UNTIL, is_under_way(own.client_id))


def _next_actions() -> Select[Any]:
    """Next actions of contacts, with a day, not done; of a contact with several people the first is named."""
    linked = CC.alias()
    who = (
        select(linked.c.client_id)
        .where(linked.c.contact_id == C.c.id, is_under_way(linked.c.client_id))
        .order_by(linked.c.position)
        .limit(1)
        .correlate(C)
        .scalar_subquery()
    )
    many = select(func.count()).where(CC.c.contact_id == C.c.id).correlate(C).scalar_subquery()
    named = lines_of(
        who, C.c.id, C.c.next_action_due_on, C.c.next_action, staff=C.c.staff_id, more=many
    ).where(OPEN_NEXT, C.c.next_action_due_on <= UNTIL)
    found = named.subquery("next_actions")
    return select(found).where(or_(found.c.client.is_not(None), found.c.more == 0))


def _no_next() -> Select[Any]:
    """People on the caseload with no action and no review of the plan ahead that has a day."""
    planned = (
        select(ACTIONS.c.client_id).where(OPEN_ACTION),
        select(CC.c.client_id).join(C, C.c.id == CC.c.contact_id).where(OPEN_NEXT),
    )
    reviews = _reviews().subquery("reviews")
    return lines_of(E.c.client_id, E.c.client_id, null()).where(
        on_caseload(LAST),
        *(E.c.client_id.not_in(some) for some in planned),
        ~there_is(reviews, reviews.c.client == E.c.client_id),
    )


# ---- people ---------------------------------------------------------------------------------------


def _quiet() -> Select[Any]:
    """As `caseload_flags.is_quiet` has it: four weeks since the latest contact, else since the start."""
    since = plus_days(LAST, -QUIET_AFTER)
    seen = (
        select(CC.c.client_id).join(C, C.c.id == CC.c.contact_id).where(WITH_THE_PERSON, C.c.on_date > since)
    )
    latest = (
        select(func.max(DAY, type_=Date))
        .select_from(CC)
        .join(C, C.c.id == CC.c.contact_id)
        .where(CC.c.client_id == E.c.client_id, WITH_THE_PERSON)
        .correlate(E)
        .scalar_subquery()
    )
    people = (
        select(
            E.c.client_id, func.max(E.c.started_on, type_=Date).label("started_on"), latest.label("latest")
        )
        .where(on_caseload(LAST), E.c.client_id.not_in(seen))
        .group_by(E.c.client_id)
        .subquery("unseen")
    )
    day = func.coalesce(people.c.latest, people.c.started_on, type_=Date)
    return lines_of(people.c.client_id, people.c.client_id, day, more=people.c.latest.is_not(None)).where(
        day <= since
    )


# ---- reviews --------------------------------------------------------------------------------------


def _reviews() -> Select[Any]:
    """The next review of each plan in force, where it has a day and was not held since."""
    later, own = PLANS.alias("later"), PLANS.c
    overtaken = there_is(
        later,
        live(later),
        later.c.client_id == own.client_id,
        within(later.c.agreed_on, E.c.received_on, LAST),
        _comes_after(later, PLANS, "agreed_on"),
    )
    return (
        lines_of(own.client_id, own.id, own.next_review_on)
        .join(E, E.c.client_id == own.client_id)
        .where(
            live(PLANS),
            on_caseload(LAST),
            within(own.agreed_on, E.c.received_on, LAST),
            own.next_review_on.is_not(None),
            or_(own.reviewed_on.is_(None), own.reviewed_on < own.next_review_on),
            ~overtaken,
        )
    )


def _comes_after(one: Any, other: Any, day: str) -> Condition:
    return or_(one.c[day] > other.c[day], and_(one.c[day] == other.c[day], one.c.id > other.c.id))


def _plan_reviews() -> Select[Any]:
    return _reviews().where(PLANS.c.next_review_on <= UNTIL)


def _profile_reviews() -> Select[Any]:
    """The next review of each person's latest profile."""
    later, own = PROFILES.alias("later"), PROFILES.c
    overtaken = there_is(
        later,
        live(later),
        later.c.client_id == own.client_id,
        later.c.on_date <= LAST,
        _comes_after(later, PROFILES, "on_date"),
    )
    return lines_of(own.client_id, own.id, own.next_review_on, staff=own.author_id).where(
        live(PROFILES),
        own.on_date <= LAST,
        own.next_review_on <= UNTIL,
        is_on_caseload(own.client_id),
        ~overtaken,
    )


def _risk_reviews() -> Select[Any]:
    """The review of each person's newest risk record; a newer one is the review."""
    later, own = RISKS.alias("later"), RISKS.c
    overtaken = there_is(
        later,
        live(later),
        later.c.client_id == own.client_id,
        later.c.on_date <= LAST,
        _comes_after(later, RISKS, "on_date"),
    )
    return lines_of(own.client_id, own.id, own.review_on).where(
        live(RISKS),
        own.on_date <= LAST,
        own.review_on <= UNTIL,
        own.reviewed_on.is_(None),
        is_on_caseload(own.client_id),
        ~overtaken,
    )


def _care_reviews() -> Select[Any]:
    """Reviews ahead that lack our section, and those just past that nobody said were held or not."""
    own = CARE.c
    ahead = and_(within(own.on_date, LAST, plus_days(LAST, CARE_DAYS)), own.our_section.is_(None))
    past = and_(own.on_date < LAST, own.on_date >= plus_days(LAST, -HELD_DAYS))
    return lines_of(own.client_id, own.id, own.on_date).where(
        live(CARE), own.held.is_(None), or_(ahead, past), is_under_way(own.client_id)
    )


# ---- work -----------------------------------------------------------------------------------------


def _unsent() -> Select[Any]:
    """As `is_not_notified` has it: current jobs of the higher limit or supported work without form PW1."""
    return (
        lines_of(A.c.client_id, A.c.id, A.c.started_on, job_words())
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            is_job(),
            open_on(LAST, A.c.started_on, A.c.ended_on),
            or_(A.c.pw1_sent_on.is_(None), A.c.pw1_sent_on > LAST),
            job_fact(LAST, "permitted_work", A).in_((HIGHER, SUPPORTED)),
        )
    )


def job_words() -> Expression:
    """What a job is called: by its employer, else its title, else its reference."""
    return func.coalesce(EMPLOYERS.c.name, A.c.title, A.c.reference, type_=String)


def _follow_ups() -> Select[Any]:
    """Days to come back to a week over a limit, until there has been a contact with the person."""
    own = REASONS.c
    came_back = there_is(
        CC.join(C, C.c.id == CC.c.contact_id),
        CC.c.client_id == own.client_id,
        WITH_THE_PERSON,
        C.c.on_date >= own.follow_up_on,
    )
    return lines_of(own.client_id, own.id, own.follow_up_on, own.reason, more=own.week_ending_on).where(
        live(REASONS), own.follow_up_on <= UNTIL, is_under_way(own.client_id), ~came_back
    )


ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.ACTION: Packed(_actions, "last", "until"),
    TodayKind.NEXT: Packed(_next_actions, "last", "until"),
    TodayKind.FOLLOW_UP: Packed(_follow_ups, "last", "until"),
    TodayKind.PW1: Packed(_unsent, "last"),
    TodayKind.PLAN_REVIEW: Packed(_plan_reviews, "last", "until"),
    TodayKind.PROFILE_REVIEW: Packed(_profile_reviews, "last", "until"),
    TodayKind.CARE_REVIEW: Packed(_care_reviews, "last"),
    TodayKind.RISK_REVIEW: Packed(_risk_reviews, "last", "until"),
    TodayKind.QUIET: Packed(_quiet, "last"),
    TodayKind.NO_NEXT: Packed(_no_next, "last"),
}
"""The statement of each kind that is told from the records alone."""


REFERRALS: BindParameter[str] = bindparam("referrals")
STARTED = lines_of(E.c.client_id, E.c.id, E.c.started_on).where(
    E.c.id.in_(select(values_of(REFERRALS).c.value))
)
"""Referrals given as a JSON list of keys, with the day they started."""
