"""What waits of fidelity: actions of a plan, steps around a review, reviews that are due, packs to delete."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Select, and_, func, null, select

from ipsdesk.measures.terms import live
from ipsdesk.models import EvidencePack, FidelityAction, FidelityReview
from ipsdesk.rules.ips25 import item
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.fidelity_calendar import EVIDENCE_MONTHS, read_calendar, read_due
from ipsdesk.services.fidelity_plan import OPEN
from ipsdesk.services.today_asked import UNTIL, Found, lines_of
from ipsdesk.services.today_lines import OpenTab, TodayKind, shortened
from ipsdesk.services.today_worded import Worded, key_of

ACTIONS, PACKS, REVIEWS = FidelityAction.__table__, EvidencePack.__table__, FidelityReview.__table__
FIDELITY, AT_REVIEWS, AT_PLAN = "Fidelity", "Reviews", "Action plan"
AHEAD, BACK, LONGEST = timedelta(days=28), timedelta(days=120), timedelta(days=91)
"""How far ahead a step or review is told, how long after a review its steps are, and how long one that is due
stays here; the tab goes on saying so."""


def _actions() -> Select[Any]:
    """Actions that are neither done nor stopped, by the day that holds."""
    own = ACTIONS.c
    due = func.coalesce(own.revised_due_on, own.due_on, type_=own.due_on.type)
    return (
        lines_of(null(), own.id, due, own.action, staff=own.owner_id, more=own.item * KEYS + own.review_id)
        .join(REVIEWS, and_(REVIEWS.c.id == own.review_id, live(REVIEWS)))
        .where(live(ACTIONS), own.done_on.is_(None), own.status.in_(OPEN), due <= UNTIL)
    )


KEYS = 1_000_000_000
"""More than any review's key: item and review travel as one number."""
FIDELITY_ASKED: Mapping[TodayKind, Packed] = {TodayKind.FIDELITY_ACTION: Packed(_actions, "until")}


def _action(found: Found, _today: date) -> Worded:
    kind, (number, review) = TodayKind.FIDELITY_ACTION, divmod(int(found.more), KEYS)
    about = f"item {number}, {item(number).name}"
    return Worded(
        key_of(kind, found.record), kind, None, found.staff, found.due_on, shortened(found.text or ""), about,
        OpenTab(FIDELITY, AT_PLAN, review),
    )  # fmt: skip


FIDELITY_WORDED: Mapping[TodayKind, Callable[[Found, date], Worded]] = {TodayKind.FIDELITY_ACTION: _action}


def fidelity_waiting(connection: Connection, today: date) -> Iterator[Worded]:
    """What waits for leads: steps of reviews, reviews that are due and not planned, packs to delete."""
    yield from _steps(connection, today)
    yield from _packs(connection, today)
    yield from _reviews(connection, today)


def _steps(connection: Connection, today: date) -> Iterator[Worded]:
    kind, until = TodayKind.FIDELITY_STEP, today + AHEAD
    near = REVIEWS.c.on_date.between(today - BACK, add_months(until, EVIDENCE_MONTHS))
    found = select(REVIEWS.c.id, REVIEWS.c.on_date).where(live(REVIEWS), near)
    for review, on in connection.execute(found).all():
        for step in read_calendar(connection, review):
            if step.done_on is None and step.due_on <= until:
                yield Worded(
                    key_of(kind, review, step.step), kind, None, None, step.due_on,
                    f"Fidelity review: {step.step}", f"review of {shown_day(on)}",
                    OpenTab(FIDELITY, AT_REVIEWS, review),
                )  # fmt: skip


def _packs(connection: Connection, today: date) -> Iterator[Worded]:
    kind, own = TodayKind.EVIDENCE_PACK, PACKS.c
    waiting = select(own.id, own.reference, own.review_id, own.delete_by_on).where(
        live(PACKS), own.deleted_on.is_(None), own.delete_by_on <= today + AHEAD
    )
    for pack, reference, review, delete_by in connection.execute(waiting):
        yield Worded(
            key_of(kind, pack), kind, None, None, delete_by, f"Delete evidence pack {reference}",
            "it is not encrypted", OpenTab(FIDELITY, AT_REVIEWS, review),
        )  # fmt: skip


def _reviews(connection: Connection, today: date) -> Iterator[Worded]:
    """The soonest review that is due; one planned in time is waited for."""
    kind = TodayKind.FIDELITY_REVIEW
    told = (today - LONGEST, today + AHEAD)
    due = [one for one in read_due(connection, today) if one.is_open and told[0] <= one.due_on <= told[1]]
    for one in sorted(due, key=lambda one: one.due_on)[:1]:
        booked = f"planned for {shown_day(one.booked_on)}" if one.booked_on else "plan it"
        yield Worded(
            key_of(kind, one.due_on), kind, None, None, one.due_on, sentence_case(one.words), booked,
            OpenTab(FIDELITY, AT_REVIEWS, 0),
        )  # fmt: skip


__all__ = ["FIDELITY_ASKED", "FIDELITY_WORDED", "fidelity_waiting"]
