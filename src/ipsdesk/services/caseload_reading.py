"""The list of people out of the unit's file: the same few queries however many people there are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
)

from ipsdesk.errors import CannotRun
from ipsdesk.measures.sqlite import Expression, days_between, plus_days, values_of
from ipsdesk.measures.terms import (
    BEGINNING,
    CC,
    C,
    E,
    counted_by,
    face_to_face_with_employer,
    fact_on,
    is_job_seeker,
    jobs,
    live,
    named_specialist_on,
    on_caseload,
    open_on,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Account, Client, Plan, Staff
from ipsdesk.services.caseload_flags import QUIET_AFTER, WARNED_FROM
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_stages import Referral
from ipsdesk.services.caseload_words import CONTACT_WORDS, how_and_where
from ipsdesk.services.hours_reading import WANTED

CLIENTS, STAFF, PLANS = Client.__table__, Staff.__table__, Plan.__table__
WITH_PERSON = ("client", "in-work support", "benefits advice", "careers advice")
"""Contacts with the person themself, the only ones that keep a person from having gone quiet."""

REFERRAL = (
    "id", "received_on", "accepted_on", "declined_on", "started_on", "profile_started_on",
    "position_at_start", "closed_on", "retention_outcome", "retention_outcome_on",
)  # fmt: skip


class KnownPerson(NamedTuple):
    """One client with the present referral, its named specialist today, and the plan in force."""

    client: int
    reference: str
    name: str
    referral: Referral | None
    specialist_id: int | None
    specialist: str
    has_plan: bool
    review_on: date | None


@dataclass(frozen=True, slots=True)
class LastContact:
    """The latest contact with the person: its day, its kind, and how it was made as far as that is known."""

    on: date
    kind: str
    mode: str | None
    place: str | None

    @property
    def words(self) -> str:
        """What it was, as ``In-work support``."""
        return CONTACT_WORDS.get(self.kind, self.kind)

    @property
    def how(self) -> str:
        """How or where it was, as ``at work`` or ``by phone``; empty where that is not recorded."""
        return how_and_where(self.mode, self.place)


OF_WANTED = select(values_of(WANTED).c.value)


def gone() -> CannotRun:
    """What to raise for a client who was removed."""
    return CannotRun("This person is not in the unit's records any more. Nothing was changed.")


def uuid_of(connection: Connection, client: int) -> str:
    """The identity of a client; raises ``CannotRun`` for one who was removed."""
    uuid = connection.scalar(select(CLIENTS.c.uuid).where(live(CLIENTS), CLIENTS.c.id == client))
    if uuid is None:
        raise gone()
    return str(uuid)


def _present_referrals(*, only_wanted: bool) -> Subquery:
    """Each client's present referral: the one on the caseload, else one under way, else the latest."""
    under_way = and_(
        or_(E.c.closed_on.is_(None), E.c.closed_on > LAST),
        or_(E.c.declined_on.is_(None), E.c.declined_on > LAST),
    )
    best = [
        case((on_caseload(LAST), 0), (under_way, 1), else_=2),
        E.c.started_on.desc(),
        E.c.received_on.desc(),
        E.c.id.desc(),
    ]
    place = func.row_number().over(partition_by=E.c.client_id, order_by=best).label("place")
    columns = (E.c[name] for name in (*REFERRAL, "client_id", "staff_id", "paused", "decline_reason"))
    found = select(*columns, place).where(live(E))
    if only_wanted:
        found = found.where(E.c.client_id.in_(OF_WANTED))
    return found.subquery("referrals_by_place")


def _people(*, only_wanted: bool) -> Select[Any]:
    present = _present_referrals(only_wanted=only_wanted)
    specialist = named_specialist_on(LAST, present)
    paused = fact_on(LAST, "Paused", present.c.paused, ("episode_id", present.c.id)).label("paused")
    agreed = PLANS.alias("agreed")
    plan_in_force = (
        select(agreed.c.id)
        .where(
            live(agreed),
            agreed.c.client_id == present.c.client_id,
            within(agreed.c.agreed_on, present.c.received_on, LAST),
        )
        .order_by(agreed.c.agreed_on.desc(), agreed.c.id.desc())
        .limit(1)
        .correlate(present)
        .scalar_subquery()
    )
    found = (
        select(CLIENTS.c.id, CLIENTS.c.reference, CLIENTS.c.name, STAFF.c.id, STAFF.c.name, PLANS.c.id,
               PLANS.c.reviewed_on, PLANS.c.next_review_on, *(present.c[name] for name in REFERRAL), paused,
               present.c.decline_reason)
        .outerjoin(present, and_(present.c.client_id == CLIENTS.c.id, present.c.place == 1))
        .outerjoin(STAFF, and_(STAFF.c.id == specialist, live(STAFF)))
        .outerjoin(PLANS, PLANS.c.id == plan_in_force)
        .where(live(CLIENTS))
    )  # fmt: skip
    return found.where(CLIENTS.c.id.in_(OF_WANTED)) if only_wanted else found


EVERYBODY = Packed(partial(_people, only_wanted=False), "last")
THOSE_WANTED = Packed(partial(_people, only_wanted=True), "last", "wanted")


def known_people(
    connection: Connection, today: date, wanted: Collection[int] | None = None
) -> Iterator[KnownPerson]:
    """Everyone, or those wanted; removed clients and removed referrals are left out."""
    given: dict[str, Any] = {"last": today}
    if wanted is not None:
        given["wanted"] = json.dumps(sorted(wanted))
    for row in (EVERYBODY if wanted is None else THOSE_WANTED).rows(connection, given):
        client, reference, name, staff, specialist, plan, reviewed_on, next_review_on, *referral = row
        done = reviewed_on is not None and next_review_on is not None and reviewed_on >= next_review_on
        yield KnownPerson(
            client,
            reference,
            name,
            Referral(*referral) if referral[0] is not None else None,
            staff,
            specialist or "",
            plan is not None,
            None if done else next_review_on,
        )


# ---- contacts -------------------------------------------------------------------------------------

BILLION = 1_000_000_000
WITH_THE_PERSON = and_(live(C), C.c.kind.in_(WITH_PERSON), C.c.attended.is_(True), C.c.on_date <= LAST)
IN_ORDER = days_between(literal(BEGINNING, Date), C.c.on_date) * BILLION + C.c.id
"""A number that grows with a contact's day and, on one day, with the order in which contacts were entered."""

DAY = func.concat(C.c.on_date, "", type_=Date)
"""The day worked out: of the largest day as it is kept SQLite would look through all contacts."""


def _largest(found: Expression, clients: FromClause, client: Expression) -> Expression:
    """The largest of what is found in the contacts with one client, looked up by the client."""
    return (
        select(func.max(found, type_=found.type))
        .select_from(CC)
        .join(C, C.c.id == CC.c.contact_id)
        .where(CC.c.client_id == client, WITH_THE_PERSON)
        .correlate(clients)
        .scalar_subquery()
    )


def _recent_days() -> Select[Any]:
    """Found by kind and day among those of the last weeks."""
    return (
        select(CC.c.client_id, func.max(DAY, type_=Date))
        .select_from(C)
        .join(CC, CC.c.contact_id == C.c.id)
        .where(WITH_THE_PERSON, C.c.on_date >= FIRST)
        .group_by(CC.c.client_id)
    )


def _earlier_days() -> Select[Any]:
    """Found by the client, for the clients that are not among those given."""
    earlier = _largest(DAY, CLIENTS, CLIENTS.c.id)
    return select(CLIENTS.c.id, earlier.label("day")).where(live(CLIENTS), CLIENTS.c.id.not_in(OF_WANTED))


RECENT_DAYS, EARLIER_DAYS = Packed(_recent_days, "first", "last"), Packed(_earlier_days, "last", "wanted")


def last_contact_days(connection: Connection, today: date) -> dict[int, date | None]:
    """The day of the latest contact with each client; None where there was none."""
    given = {"first": today - timedelta(days=QUIET_AFTER), "last": today}
    recent = dict(RECENT_DAYS.rows(connection, given))
    earlier = EARLIER_DAYS.rows(connection, {"last": today, "wanted": json.dumps(sorted(recent))})
    return {**recent, **dict(earlier)}


@cache
def _looked_up() -> Select[Any]:
    wanted = values_of(WANTED)
    latest = select(wanted.c.value, _largest(IN_ORDER, wanted, wanted.c.value).label("in_order")).subquery(
        "latest"
    )
    return select(latest.c.value, C.c.on_date, C.c.kind, C.c.mode, C.c.place).join(
        C, C.c.id == latest.c.in_order % BILLION
    )


def looked_up_contacts(
    connection: Connection, clients: Collection[int], today: date
) -> dict[int, LastContact]:
    """The latest contact with each of a few clients, where there was one."""
    given = {"wanted": json.dumps(sorted(clients)), "last": today}
    return {
        client: LastContact(*details) for client, *details in connection.execute(_looked_up(), given).all()
    }


# ---- rapid job search -----------------------------------------------------------------------------


def _waiting(*, only_wanted: bool) -> Select[Any]:
    with_employer = there_is(
        C,
        C.c.id == CC.c.contact_id,
        face_to_face_with_employer(),
        open_on(C.c.on_date, E.c.started_on, E.c.closed_on),
        C.c.on_date <= LAST,
    )
    met = there_is(CC, CC.c.client_id == E.c.client_id, with_employer)
    begun = E.c.started_on <= plus_days(LAST, -WARNED_FROM)
    found = select(E.c.id, E.c.client_id).where(on_caseload(LAST), is_job_seeker(), begun, ~met)
    return found.where(E.c.client_id.in_(OF_WANTED)) if only_wanted else found


def _with_counted_job() -> Select[Any]:
    job = jobs()
    return select(job.c.episode_id).where(job.c.client_id.in_(OF_WANTED), counted_by(LAST, job))


WAITING = Packed(partial(_waiting, only_wanted=False), "last")
WANTED_WAITING = Packed(partial(_waiting, only_wanted=True), "last", "wanted")
WITH_COUNTED_JOB = Packed(_with_counted_job, "last", "wanted")


def without_employer_contact(
    connection: Connection, today: date, wanted: Collection[int] | None = None
) -> set[int]:
    """Referrals of job seekers past day 25 without a first employer contact or a counted job.

    These are the "not yet" of ``search.days_to_employer``.
    """
    given: dict[str, Any] = {"last": today}
    if wanted is not None:
        given["wanted"] = json.dumps(sorted(wanted))
    waiting = dict((WAITING if wanted is None else WANTED_WAITING).rows(connection, given))
    if not waiting:
        return set()
    given["wanted"] = json.dumps(sorted(set(waiting.values())))
    return set(waiting) - {referral for (referral,) in WITH_COUNTED_JOB.rows(connection, given)}


# ---- who is at the desk ---------------------------------------------------------------------------

BY_ACCOUNT = (
    select(STAFF.c.id, STAFF.c.name)
    .join(Account, Account.staff_id == STAFF.c.id)
    .where(live(STAFF), Account.id == bindparam("account"))
)
BY_NAME = select(STAFF.c.id, STAFF.c.name).where(live(STAFF), func.lower(STAFF.c.name) == bindparam("name"))


def who_am_i(connection: Connection, account: int, name: str) -> tuple[int, str] | None:
    """The member of staff an account belongs to: the one it names, else the only one of the same name."""
    linked = connection.execute(BY_ACCOUNT, {"account": account}).first()
    if linked is not None:
        return linked.id, linked.name
    same_name = connection.execute(BY_NAME, {"name": name.lower()}).all()
    return (same_name[0].id, same_name[0].name) if len(same_name) == 1 else None
