"""The bands of NHS England's dashboard for IPS, as far as our records can answer them; no figure of ours."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, null, or_, select

from ipsdesk.measures.entry import first_direct_contact, is_direct
from ipsdesk.measures.measure import COUNTED, Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, days_between
from ipsdesk.measures.terms import (
    CC,
    A,
    C,
    Condition,
    E,
    job_fact,
    live,
    no_reason,
    open_on,
    people,
    there_is,
    within,
)
from ipsdesk.measures.window import FINANCIAL_FIRST, FIRST, LAST
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.codes import FACE_TO_FACE, JOB_KINDS, OUT_OF_WORK

national = partial(measure, section=Section.ACCESS, source="NHS England", subjects="referral")
by_band = partial(national, shape=Shape.BANDS)

LENGTHS = ("0 to 90 days", "91 to 180 days", "over 180 days")
WAITS = ("within 7 days", "8 to 30 days", "over 30 days")
REACHED = (
    "in the period",
    "earlier this financial year",
    "in an earlier year",
    "not yet",
)
MODES = {FACE_TO_FACE: FACE_TO_FACE, "phone": "telephone", "video": "video"}
MANY = ("none", "1 to 5", "6 to 10", "over 10")
SOURCES = {
    "primary care": ("GP",),
    "self": ("self", "carer/family"),
    "secondary mental health": (
        "consultant/RC", "named nurse", "OT", "psychologist", "social worker", "care co-ordinator (CMHT)",
    ),
}  # fmt: skip
"""Which of our sources the dashboard's take in; the person's family counts with the person."""
OTHER, NOT_KNOWN = "other", "not known"
EMPLOYED, NOT_EMPLOYED = "employed", "not employed"
HOURS = ("30 hours a week or more", "16 to 29 hours", "up to 15 hours", "hours not known")

RECEIVED = and_(live(E), within(E.c.received_on, FIRST, LAST))
CLOSED = and_(live(E), within(E.c.closed_on, FIRST, LAST))
OPEN = and_(
    live(E),
    E.c.received_on <= LAST,
    or_(E.c.closed_on.is_(None), E.c.closed_on > LAST),
    or_(E.c.declined_on.is_(None), E.c.declined_on > LAST),
)


def _referrals(which: Condition, band: Expression | None = None) -> Select[Any]:
    found: Select[Any] = select(E.c.id.label("subject"), literal(COUNTED).label("state"), no_reason()).where(
        which
    )
    return found if band is None else found.add_columns(band.label("band"))


def _banded(number: Expression, *ends: tuple[int, str], above: str) -> Expression:
    return case(*((number <= most, band) for most, band in ends), else_=above)


def _lengths(days: Expression) -> Expression:
    return _banded(days, (90, LENGTHS[0]), (180, LENGTHS[1]), above=LENGTHS[2])


def _number(key: str, title: str, words: str, which: Condition) -> Measure:
    return national(f"national.{key}", title, words=words)(lambda: _referrals(which))


MET = first_direct_contact()


@by_band(
    "national.reached",
    "Open referrals by first direct contact",
    words="Referrals open on the last day by when the first direct contact was.",
    bands=REACHED,
)
def reached() -> Select[Any]:
    met = first_direct_contact()
    days = ((met.is_(None), REACHED[3]), (met > LAST, REACHED[3]), (met >= FIRST, REACHED[0]))
    return _referrals(OPEN, case(*days, (met >= FINANCIAL_FIRST, REACHED[1]), else_=REACHED[2]))


@by_band(
    "national.wait",
    "Days from referral to the first direct contact",
    words="Referrals whose first direct contact was in the period, by the days since they were received.",
    bands=WAITS,
)
def wait() -> Select[Any]:
    met = first_direct_contact()
    days = days_between(E.c.received_on, met)
    band = _banded(days, (7, WAITS[0]), (30, WAITS[1]), above=WAITS[2])
    return _referrals(and_(live(E), within(met, FIRST, LAST)), band)


@by_band(
    "national.length",
    "Length of referrals closed",
    words="Referrals closed in the period by the days from the day received to the day closed.",
    bands=LENGTHS,
)
def length() -> Select[Any]:
    return _referrals(CLOSED, _lengths(days_between(E.c.received_on, E.c.closed_on)))


@by_band(
    "national.time",
    "Time in the caseload",
    words="The caseload on the last day by the days since the first direct contact.",
    bands=LENGTHS,
)
def time_in_caseload() -> Select[Any]:
    met = first_direct_contact()
    return _referrals(and_(OPEN, met <= LAST), _lengths(days_between(met, LAST)))


@by_band(
    "national.contacts",
    "Direct contacts",
    words="Attended contacts with people in the period, by how they were held.",
    subjects="contact",
    bands=tuple(MODES.values()),
)
def contacts() -> Select[Any]:
    credited = there_is(CC, CC.c.contact_id == C.c.id)
    band = case(*((C.c.mode == ours, theirs) for ours, theirs in MODES.items()))
    return select(
        C.c.id.label("subject"), literal(COUNTED).label("state"), no_reason(), band.label("band")
    ).where(is_direct(), within(C.c.on_date, FIRST, LAST), credited)


@by_band(
    "national.many",
    "Direct contacts of referrals closed",
    words="Referrals closed in the period by their direct contacts.",
    bands=MANY,
)
def many() -> Select[Any]:
    number = (
        select(func.count())
        .select_from(CC)
        .join(C, C.c.id == CC.c.contact_id)
        .where(
            CC.c.client_id == E.c.client_id, is_direct(), open_on(C.c.on_date, E.c.received_on, E.c.closed_on)
        )
        .correlate(E)
        .scalar_subquery()
    )
    return _referrals(CLOSED, _banded(number, (0, MANY[0]), (5, MANY[1]), (10, MANY[2]), above=MANY[3]))


@by_band(
    "national.source",
    "Source of referrals received",
    words="Referrals received in the period by source.",
    bands=(*SOURCES, OTHER, NOT_KNOWN),
)
def source() -> Select[Any]:
    known = ((E.c.source.in_(ours), theirs) for theirs, ours in SOURCES.items())
    return _referrals(RECEIVED, case((E.c.source.is_(None), NOT_KNOWN), *known, else_=OTHER))


@by_band(
    "national.work_at_referral",
    "Work when referred",
    words="Referrals received in the period by the position at start.",
    bands=(EMPLOYED, NOT_EMPLOYED),
)
def work_at_referral() -> Select[Any]:
    return _referrals(RECEIVED, case((E.c.position_at_start == OUT_OF_WORK, NOT_EMPLOYED), else_=EMPLOYED))


def _at_closing() -> Condition:
    current = open_on(E.c.closed_on, A.c.started_on, A.c.ended_on)
    return and_(live(A), A.c.kind.in_(JOB_KINDS), A.c.client_id == E.c.client_id, current)


@by_band(
    "national.work_at_closing",
    "Work when closed",
    words="Referrals closed in the period by whether the person had a job on that day.",
    bands=(EMPLOYED, NOT_EMPLOYED),
)
def work_at_closing() -> Select[Any]:
    return _referrals(CLOSED, case((there_is(A, _at_closing()), EMPLOYED), else_=NOT_EMPLOYED))


@by_band(
    "national.hours_at_closing",
    "Hours of work when closed",
    words="Of those with a job on the day they were closed, by the weekly hours of all their jobs.",
    bands=HOURS,
)
def hours_at_closing() -> Select[Any]:
    weekly = job_fact(E.c.closed_on, "weekly_hours", A)
    hours = case((func.count(weekly) == func.count(), func.sum(weekly)), else_=null())
    total = select(hours).select_from(A).where(_at_closing()).correlate(E).scalar_subquery()
    bands = ((total.is_(None), HOURS[3]), (total >= 30 * HOUR, HOURS[0]), (total >= 16 * HOUR, HOURS[1]))
    return _referrals(and_(CLOSED, there_is(A, _at_closing())), case(*bands, else_=HOURS[2]))


@national(
    "national.engaged",
    "Engaged",
    words="People whose vocational profile was started in the period and who were not closed by its end.",
    subjects="client",
)
def engaged() -> Select[Any]:
    started = within(E.c.profile_started_on, FIRST, LAST)
    still = or_(E.c.closed_on.is_(None), E.c.closed_on > LAST)
    return people(select(E.c.client_id, no_reason()).where(live(E), started, still))


NUMBERS: tuple[Measure, ...] = (
    _number("new", "New referrals", "Referrals received in the period.", RECEIVED),
    _number("closed", "Closed referrals", "Referrals closed in the period.", CLOSED),
    _number("open", "Open referrals", "Referrals neither closed nor declined on the last day.", OPEN),
    _number(
        "caseload",
        "Caseload",
        "Open referrals with at least one direct contact by the last day.",
        and_(OPEN, MET <= LAST),
    ),
)
TABLES: tuple[Measure, ...] = (
    reached,
    wait,
    length,
    time_in_caseload,
    contacts,
    many,
    source,
    work_at_referral,
    work_at_closing,
    hours_at_closing,
)
NATIONAL: tuple[Measure, ...] = (*NUMBERS, engaged, *TABLES)
"""Numbers, then tables by band."""
