"""Reviews of caseloads as they are shown: the list of them, one person by person, and the review before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, literal, select

from ipsdesk.measures.terms import (
    E,
    as_number,
    is_specialist,
    live,
    named_specialist_on,
    on_caseload,
    open_on,
    posts,
)
from ipsdesk.measures.window import LAST
from ipsdesk.models import CaseloadReview, CaseloadReviewLine, Client, Plan, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_list import read_rows
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access
from ipsdesk.services.saving import table_of

REVIEWS, LINES = table_of(CaseloadReview), table_of(CaseloadReviewLine)
CLIENTS, PLANS, PEOPLE = table_of(Client), table_of(Plan), table_of(Staff)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in few words: whose caseload, and for how many of its people something is decided."""

    id: int
    reference: str
    on: date
    staff_id: int
    staff: str
    reviewer: str
    completed_on: date | None
    note: str
    people: int
    decided: int


@dataclass(frozen=True, slots=True)
class PersonReviewed:
    """One person as they stood on the day; ``before`` and ``stage_before`` are of the review before.

    Of one whom this account opens only with a reason nothing is told but who it is.
    """

    id: int
    client: int
    reference: str
    name: str
    stage: str = ""
    last_contact_on: date | None = None
    next_action: str = ""
    plan: str = ""
    decision: str = ""
    note: str = ""
    before: str = ""
    stage_before: str = ""
    is_new: bool = False
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class ReviewsPage:
    """Every review, the newest first, and one of them; ``specialists`` are those of today.

    ``before`` is the review of the same caseload before it, ``gone`` who was in that one alone.
    """

    today: date
    me: int | None
    reviews: tuple[ReviewLine, ...]
    specialists: tuple[tuple[int, str], ...]
    chosen: ReviewLine | None = None
    before: ReviewLine | None = None
    people: tuple[PersonReviewed, ...] = ()
    gone: tuple[str, ...] = ()


def review_lines(connection: Connection) -> tuple[ReviewLine, ...]:
    """Every review, the newest first."""
    own, reviewer = REVIEWS.c, PEOPLE.alias("reviewer")
    decided = func.coalesce(func.sum(as_number(LINES.c.decision.is_not(None))), 0)
    statement = (
        select(
            own.id, own.reference, own.on_date, own.staff_id, PEOPLE.c.name, reviewer.c.name.label("by"),
            own.completed_on, own.note, func.count(LINES.c.id), decided,
        )
        .join(PEOPLE, PEOPLE.c.id == own.staff_id)
        .outerjoin(reviewer, reviewer.c.id == own.reviewer_id)
        .outerjoin(LINES, and_(LINES.c.review_id == own.id, live(LINES)))
        .where(live(REVIEWS))
        .group_by(own.id)
        .order_by(own.on_date.desc(), own.id.desc())
    )  # fmt: skip
    return tuple(
        ReviewLine(id_, reference, on, staff, name, by or "", completed, note or "", *counts)
        for id_, reference, on, staff, name, by, completed, note, *counts in connection.execute(statement)
    )


def before_of(lines: Collection[ReviewLine], chosen: ReviewLine) -> ReviewLine | None:
    """The review of the same caseload before this one."""
    earlier = (one for one in lines if one.staff_id == chosen.staff_id and _order(one) < _order(chosen))
    return max(earlier, key=_order, default=None)


def _order(review: ReviewLine) -> tuple[date, int]:
    return review.on, review.id


def people_of(
    connection: Connection, review: ReviewLine, before: ReviewLine | None, access: Access
) -> tuple[tuple[PersonReviewed, ...], tuple[str, ...]]:
    """Its people by name beside the review before, and the names of those who were in that one alone."""
    rows = _lines_of(connection, review.id)
    earlier = {row.client_id: row for row in _lines_of(connection, before.id)} if before else {}
    people = tuple(_person(row, earlier, access, is_first=before is None) for row in rows)
    now = {row.client_id for row in rows}
    return people, tuple(row.name for client, row in earlier.items() if client not in now)


def _lines_of(connection: Connection, review: int) -> list[Any]:
    found = (
        select(LINES, CLIENTS.c.reference, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == LINES.c.client_id)
        .where(live(LINES), LINES.c.review_id == review)
        .order_by(func.lower(CLIENTS.c.name), CLIENTS.c.id)
    )
    return list(connection.execute(found))


def _person(row: Any, earlier: Mapping[int, Any], access: Access, *, is_first: bool) -> PersonReviewed:
    who = row.id, row.client_id, row.reference, row.name
    if row.client_id in access.asked:
        return PersonReviewed(*who, stage=RESTRICTED_RECORD, decision=row.decision or "", is_withheld=True)
    then = earlier.get(row.client_id)
    return PersonReviewed(
        *who, row.stage or "", row.last_contact_on, row.next_action or "", row.plan or "",
        row.decision or "", row.note or "", (then.decision or "") if then else "",
        (then.stage or "") if then else "", is_new=then is None and not is_first,
    )  # fmt: skip


# ---- a caseload as it stands --------------------------------------------------------------------------


def specialists_of(connection: Connection, today: date) -> tuple[tuple[int, str], ...]:
    """The specialists of a day, by name."""
    own = PEOPLE.c
    rows = connection.execute(
        select(own.id, own.name)
        .where(live(PEOPLE), open_on(literal(today), own.started_on, own.left_on))
        .where(as_number(is_specialist(own.id, LAST, posts())) == 1)
        .order_by(own.name, own.id),
        {"last": today},
    )
    return tuple((row.id, row.name) for row in rows)


def standing_of(connection: Connection, staff: int, today: date) -> Iterator[dict[str, Any]]:
    """Everybody on somebody's caseload, with what a review keeps of them, by name."""
    theirs = select(E.c.client_id).where(live(E), on_caseload(LAST), named_specialist_on(LAST) == staff)
    clients = sorted(set(connection.scalars(theirs, {"last": today})))
    plans = _plans(connection, clients, today)
    read = sorted(read_rows(connection, today, None, clients), key=lambda one: one.row.name.casefold())
    for one in read:
        row, action = one.row, one.row.next_action
        yield {
            "client_id": row.client,
            "stage": str(row.stage) + (f", {row.about}" if row.about else ""),
            "last_contact_on": row.last_contact_on,
            "next_action": f"{action.words}, {shown_day(action.on)}" if action else None,
            "plan": plans.get(row.client, "no plan"),
        }


def _plans(connection: Connection, clients: Collection[int], today: date) -> Mapping[int, str]:
    own = PLANS.c
    rows = connection.execute(
        select(own.client_id, own.agreed_on, own.reviewed_on)
        .where(live(PLANS), own.client_id.in_(clients), own.agreed_on <= today)
        .order_by(own.agreed_on, own.id)
    )
    return {
        row.client_id: f"reviewed {shown_day(row.reviewed_on)}"
        if row.reviewed_on
        else f"agreed {shown_day(row.agreed_on)}"
        for row in rows
    }
