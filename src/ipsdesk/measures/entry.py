"""When a referral's clock starts, when somebody counts as reached, when they first met an employer."""

from __future__ import annotations

from sqlalchemy import Date, Subquery, and_, case, func, or_, select

from ipsdesk.measures.sqlite import Expression, materialized
from ipsdesk.measures.terms import (
    CC,
    C,
    Condition,
    E,
    face_to_face_with_employer,
    is_job_seeker,
    live,
    open_on,
)
from ipsdesk.measures.window import ACCESS, CLOCK, LAST
from ipsdesk.rules.definitions import ACCEPTED, CONTACT, PROFILE, RECEIVED, STARTED

WITH_PERSON = ("client", "in-work support", "benefits advice", "careers advice")
"""Kinds of contact that are with the person themselves."""
DIRECT_MODES = ("face to face", "phone", "video")
"""Modes in which they speak with each other."""


def clock_day() -> Expression:
    """The day on which an episode's 30-day clock starts: when it started, unless the unit chose otherwise."""
    return case(
        (CLOCK == ACCEPTED, E.c.accepted_on), (CLOCK == RECEIVED, E.c.received_on), else_=E.c.started_on
    )


def on_the_clock(first: Expression, last: Expression) -> Condition:
    """As `served`, by the day the clock starts; a referral declined by the last day has none."""
    return and_(
        live(E),
        clock_day() <= last,
        or_(E.c.closed_on.is_(None), E.c.closed_on >= first),
        not_declined(),
    )


def not_declined() -> Condition:
    """A clock that starts before the first meeting stops for who is declined."""
    return or_(CLOCK == STARTED, E.c.declined_on.is_(None), E.c.declined_on > LAST)


def is_direct() -> Condition:
    """An attended contact in which somebody of the service and the person spoke with each other."""
    return and_(live(C), C.c.attended.is_(True), C.c.kind.in_(WITH_PERSON), C.c.mode.in_(DIRECT_MODES))


def first_direct_contact() -> Expression:
    """The day of the first direct contact of an episode, from the day it was received until it is closed."""
    return (
        select(func.min(func.concat(C.c.on_date, ""), type_=Date))
        .select_from(CC)
        .join(C, C.c.id == CC.c.contact_id)
        .where(
            CC.c.client_id == E.c.client_id, is_direct(), open_on(C.c.on_date, E.c.received_on, E.c.closed_on)
        )
        .correlate(E)
        .scalar_subquery()
    )


def access_day() -> Expression:
    """The day of access of an episode: its start, unless the unit chose otherwise."""
    days = ((ACCESS == PROFILE, E.c.profile_started_on), (ACCESS == CONTACT, first_direct_contact()))
    return case(*days, else_=E.c.started_on)


def first_employer_contact(contacts: Condition, episodes: Condition) -> Subquery:
    """Each job seeker's episode of these, with the first of these contacts face to face with an employer.

    ``started_on`` is the day its clock starts, ``met_on`` that of the first contact credited to the client on
    or after it, while the episode is open (closing day included); empty where there is none.
    """
    begun = clock_day()
    met = materialized(
        select(E.c.id.label("episode_id"), func.min(C.c.on_date, type_=Date).label("met_on"))
        .select_from(C)
        .join(CC, CC.c.contact_id == C.c.id)
        .join(E, and_(E.c.client_id == CC.c.client_id, live(E)))
        .where(
            face_to_face_with_employer(),
            contacts,
            open_on(C.c.on_date, begun, E.c.closed_on),
        )
        .group_by(E.c.id),
        "met_employers",
    )
    return (
        select(
            E.c.id.label("episode_id"),
            E.c.client_id,
            begun.label("started_on"),
            E.c.closed_on,
            met.c.met_on,
        )
        .outerjoin(met, met.c.episode_id == E.c.id)
        .where(live(E), is_job_seeker(), episodes)
        .subquery("first_contacts")
    )
