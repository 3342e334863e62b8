"""What jobs ask for on Today: benefits advice before they start, and the safeguards of our own service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Date, Select, and_, case, func, or_, select, union_all

from ipsdesk.measures.permitted import is_job
from ipsdesk.measures.sqlite import Expression, plus_days
from ipsdesk.measures.terms import CC, A, C, Condition, client_fact, live, open_on, there_is, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import BenefitsAdvice, Client, Safeguard
from ipsdesk.rules.codes import JOB_KINDS, PAID_JOB, VOLUNTEERING
from ipsdesk.services.benefits_due import COUNTS_BEFORE, Moment
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.in_service_safeguards import IN_SERVICE_KINDS, needed
from ipsdesk.services.today_asked import EMPLOYERS, UNTIL, is_on_caseload, job_words, lines_of
from ipsdesk.services.today_lines import TodayKind

ADVICE, CLIENTS, SAFEGUARDS = BenefitsAdvice.__table__, Client.__table__, Safeguard.__table__
STARTED_WITHIN = 28
"""Days after a job's start for which it is told that there was no advice."""
NOTHING_HELD = '["none"]'
"""How it is kept that a person gets no benefits."""


def _is_advised(client: Expression, start: Expression) -> Condition:
    """There was advice in the year before a start or since: a record of it, or a contact."""
    since = plus_days(start, -COUNTS_BEFORE[Moment.START].days)
    # One within the other, so that SQLite looks through the contacts of the client and not those of the kind.
    advice = there_is(
        C,
        C.c.id == CC.c.contact_id,
        live(C),
        C.c.kind == "benefits advice",
        C.c.attended.is_(True),
        within(C.c.on_date, since, LAST),
    )
    return or_(
        there_is(ADVICE, live(ADVICE), ADVICE.c.client_id == client, within(ADVICE.c.on_date, since, LAST)),
        there_is(CC, CC.c.client_id == client, advice),
    )


def _unadvised() -> Select[Any]:
    """Jobs about to start or just started, of people who get benefits or of whom that is not known."""
    start = A.c.started_on
    return (
        lines_of(A.c.client_id, A.c.id, start, job_words())
        .join(CLIENTS, CLIENTS.c.id == A.c.client_id)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            is_job(),
            within(start, plus_days(LAST, -STARTED_WITHIN), UNTIL),
            or_(A.c.ended_on.is_(None), A.c.ended_on >= LAST),
            is_on_caseload(A.c.client_id),
            func.coalesce(client_fact(LAST, "benefits", CLIENTS), "") != NOTHING_HELD,
            ~_is_advised(A.c.client_id, start),
        )
    )


def _unsafe() -> Select[Any]:
    """Work that has begun in our own service, since when, and how many of its safeguards are not done."""
    own = SAFEGUARDS.c
    unpaid = [one.name for one in needed(VOLUNTEERING)]
    done = (
        select(func.count())
        .where(
            live(SAFEGUARDS),
            own.activity_id == A.c.id,
            own.done_on <= LAST,
            or_(A.c.kind.in_(JOB_KINDS), own.safeguard.in_(unpaid)),
        )
        .correlate(A)
        .scalar_subquery()
    )
    asked = case((A.c.kind.in_(JOB_KINDS), len(needed(PAID_JOB))), else_=len(unpaid))
    return (
        lines_of(A.c.client_id, A.c.id, A.c.started_on, job_words(), more=asked - done)
        .join(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            live(A),
            EMPLOYERS.c.own_service.is_(True),
            A.c.kind.in_(IN_SERVICE_KINDS),
            open_on(LAST, A.c.started_on, A.c.ended_on),
            is_on_caseload(A.c.client_id),
            done < asked,
        )
    )


ADVICE_ASKED: Mapping[TodayKind, Packed] = {
    TodayKind.NO_ADVICE: Packed(_unadvised, "last", "until"),
    TodayKind.UNSAFE: Packed(_unsafe, "last"),
}
"""The statement of each of these kinds."""


def _advised() -> Select[Any]:
    """Who had benefits advice of late, and when last: by a record of it, or a contact."""
    since = plus_days(LAST, -14)
    contacts = (
        select(CC.c.client_id, C.c.on_date)
        .join(C, C.c.id == CC.c.contact_id)
        .where(live(C), C.c.kind == "benefits advice", C.c.attended.is_(True), C.c.on_date >= since)
    )
    records = select(ADVICE.c.client_id, ADVICE.c.on_date).where(live(ADVICE), ADVICE.c.on_date >= since)
    both = union_all(contacts, records).subquery("advice").c
    day = func.max(both.on_date, type_=Date)
    return lines_of(both.client_id, both.client_id, day).group_by(both.client_id)


ADVISED = Packed(_advised, "last")
