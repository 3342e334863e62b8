"""The calendar around a fidelity review, and when the next one is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Date, func, select

from ipsdesk.measures.terms import live, posts
from ipsdesk.models import Contract, FidelityStep
from ipsdesk.rules.codes import FIDELITY_STEPS, REVIEW_KINDS
from ipsdesk.rules.periods import DAY, add_months
from ipsdesk.services.fidelity_sheet import ReviewLine, live_review, read_reviews

CONTRACTS, STEPS = Contract.__table__, FidelityStep.__table__
EVIDENCE, TIMETABLE, REPORT, COMMENTS, DELETED, PLAN = FIDELITY_STEPS
OF_SELF = (EVIDENCE, PLAN)
"""The steps of a self-assessment: nobody from outside comes, reports or takes personal data away."""
SELF = REVIEW_KINDS[0]
EVIDENCE_MONTHS = 2
DAYS_AFTER: Mapping[str, int] = {TIMETABLE: -14, REPORT: 28, DELETED: 14, PLAN: 42}
COMMENT_DAYS, DELETE_DAYS = 7, DAYS_AFTER[DELETED]
FIRST_MONTHS, TARGET_MONTHS, AGAIN_MONTHS = 12, 18, 12
TARGET = 100


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """A step of a review's calendar with the day by which it is due, and the day it was done."""

    step: str
    due_on: date
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A review that is due: ``met_on`` is the day of the one that met it, ``booked_on`` of one planned."""

    words: str
    due_on: date
    met_on: date | None
    booked_on: date | None

    @property
    def is_open(self) -> bool:
        """Neither met nor planned in time."""
        return self.met_on is None and (self.booked_on is None or self.booked_on > self.due_on)


def step_due_on(step: str, review_on: date, report_on: date | None = None) -> date:
    """When a step is due; comments follow the report, once it is there."""
    if step == EVIDENCE:
        return add_months(review_on, -EVIDENCE_MONTHS)
    if step == COMMENTS:
        report = report_on or review_on + timedelta(days=DAYS_AFTER[REPORT])
        return report + timedelta(days=COMMENT_DAYS)
    return review_on + timedelta(days=DAYS_AFTER[step])


def delete_by(review_on: date, made_on: date) -> date:
    """When an evidence pack has to be deleted: two weeks after the review, or after it was made if later."""
    return max(review_on, made_on) + timedelta(days=DELETE_DAYS)


def read_calendar(connection: Connection, review: int) -> tuple[ReviewStep, ...]:
    """The steps of a review by due day; of a self-assessment only those that it has."""
    record = live_review(connection, review)
    rows = connection.execute(select(STEPS).where(live(STEPS), STEPS.c.review_id == review))
    done = {row.step: row for row in rows}
    wanted = OF_SELF if record["kind"] == SELF else FIDELITY_STEPS
    report = done[REPORT].done_on if REPORT in done else None
    steps = [
        ReviewStep(
            step,
            step_due_on(step, record["on_date"], report),
            done[step].done_on if step in done else None,
            (done[step].note or "") if step in done else "",
        )
        for step in FIDELITY_STEPS
        if step in wanted or step in done
    ]
    return tuple(sorted(steps, key=lambda one: (one.due_on, FIDELITY_STEPS.index(one.step))))


# ---- the next review --------------------------------------------------------------------------------


def read_due(connection: Connection, today: date) -> tuple[ReviewDue, ...]:
    """The first review, the target, and the self-assessment of the year; nothing before there is a post.

    The posts start with the contract or with the first specialist in post, whichever is later.
    """
    start = _posts_start(connection)
    if start is None or start > today:
        return ()
    reviews = read_reviews(connection, today)
    done = sorted((one for one in reviews if one.standing.band and not one.planned), key=_on)
    booked = sorted((one for one in reviews if one.planned), key=_on)
    good = [one for one in done if one.standing.subtotal >= TARGET]
    first = ReviewDue(
        "First fidelity review, within 12 months of the posts starting",
        add_months(start, FIRST_MONTHS),
        _first(done),
        _first(booked),
    )
    target = ReviewDue(
        f"A total of {TARGET}, within 18 months of the posts starting",
        add_months(start, TARGET_MONTHS),
        _first(good),
        _first(booked),
    )
    return first, target, _yearly(done, booked, start)


def _yearly(done: Sequence[ReviewLine], booked: Sequence[ReviewLine], start: date) -> ReviewDue:
    """A year after the last self-assessment with all items scored; the first one a year after the start."""
    own = [one.on for one in done if one.kind == SELF]
    planned = [one for one in booked if one.kind == SELF]
    due_on = add_months(own[-1] if own else start, AGAIN_MONTHS)
    return ReviewDue("Self-assessment of the year", due_on, None, _first(planned))


def _on(review: ReviewLine) -> date:
    return review.on


def _first(reviews: Sequence[ReviewLine]) -> date | None:
    return reviews[0].on if reviews else None


def _posts_start(connection: Connection) -> date | None:
    contract: date | None = connection.scalar(select(CONTRACTS.c.starts_on).where(live(CONTRACTS)))
    first: date | None = connection.scalar(select(func.min(posts().c.first, type_=Date)))
    if contract is None or first is None:
        return contract or first
    return max(contract, first)


__all__ = ["DAY", "ReviewDue", "ReviewStep", "delete_by", "read_calendar", "read_due", "step_due_on"]
