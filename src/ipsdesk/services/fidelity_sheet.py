"""Fidelity reviews as they are recorded: the list, the score sheet of one, two of them side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import FidelityItem, FidelityReview, FidelityScore
from ipsdesk.rules.codes import FIDELITY_ITEMS, FIDELITY_SCALES
from ipsdesk.rules.ips25 import Standing, parts_met, standing

REVIEWS, ITEMS, SCORES = FidelityReview.__table__, FidelityItem.__table__, FidelityScore.__table__
NUMBERS = range(1, FIDELITY_ITEMS + 1)
GONE = "This review has been removed. Nothing was changed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in the list, newest first; ``planned``: its day lies ahead. ``kind`` is empty if not said."""

    id: int
    reference: str
    on: date
    kind: str
    scale: str
    reviewers: tuple[str, ...]
    standing: Standing
    planned: bool
    completed_on: date | None
    reopened_on: date | None
    reopened_reason: str
    summary: str
    strengths: str
    recommendations: str


@dataclass(frozen=True, slots=True)
class ReviewerScore:
    """What one reviewer gave an item."""

    reviewer: str
    score: int
    note: str


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item: ``score`` is the agreed one, ``proposed`` what records proposed when it was given.

    ``parts`` are the numbers of the components met, ``before`` is the score in the review before.
    """

    item: int
    score: int | None
    proposed: int | None
    arithmetic: str
    reason: str
    parts: tuple[int, ...]
    comment: str
    evidence: str
    recommendation: str
    scores: tuple[ReviewerScore, ...]
    before: int | None

    @property
    def lacks_reason(self) -> bool:
        """Another score was agreed than the records propose, and nobody has said why."""
        differs = self.score is not None and self.proposed is not None and self.score != self.proposed
        return differs and not self.reason


@dataclass(frozen=True, slots=True)
class Sheet:
    """The score sheet of a review: its 25 items in order. ``previous`` is the review before it."""

    id: int
    reference: str
    on: date
    kind: str
    scale: str
    reviewers: tuple[str, ...]
    standing: Standing
    planned: bool
    completed_on: date | None
    reopened_on: date | None
    reopened_reason: str
    summary: str
    strengths: str
    recommendations: str
    items: tuple[SheetItem, ...]
    previous: ReviewLine | None

    @property
    def missing(self) -> tuple[int, ...]:
        """The items without an agreed score."""
        return tuple(one.item for one in self.items if one.score is None)


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """An item's agreed score in two reviews."""

    item: int
    score: int | None
    other: int | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reviews item by item; ``other`` is what the first is compared with."""

    items: tuple[ComparedItem, ...]
    standing: Standing
    other_standing: Standing


@dataclass(frozen=True, slots=True)
class Point:
    """A review in the picture; ``total`` is empty until all items are scored."""

    id: int
    on: date
    kind: str
    standing: Standing

    @property
    def total(self) -> int | None:
        """25 to 125, or nothing yet."""
        return self.standing.total


@dataclass(frozen=True, slots=True)
class OverTime:
    """The reviews up to today, oldest first, and what they show in a sentence."""

    points: tuple[Point, ...]
    sentence: str


# ---- reading ----------------------------------------------------------------------------------------


def read_reviews(connection: Connection, today: date) -> tuple[ReviewLine, ...]:
    """Every review, newest first."""
    found = connection.execute(
        select(REVIEWS).where(live(REVIEWS)).order_by(REVIEWS.c.on_date.desc(), REVIEWS.c.id.desc())
    )
    return tuple(ReviewLine(**_line(dict(row._mapping), today)) for row in found)


def scores_of(record: Mapping[str, Any]) -> dict[int, int]:
    """The agreed scores of a review by item."""
    return {n: record[f"item_{n}"] for n in NUMBERS if record[f"item_{n}"] is not None}


def _line(row: Mapping[str, Any], today: date) -> dict[str, Any]:
    return {
        "id": row["id"],
        "reference": row["reference"],
        "on": row["on_date"],
        "kind": row["kind"] or "",
        "scale": row["scale"] or FIDELITY_SCALES[0],
        "reviewers": tuple(row["reviewers"] or ()),
        "standing": standing(scores_of(row)),
        "planned": row["on_date"] > today,
        "completed_on": row["completed_on"],
        "reopened_on": row["reopened_on"],
        "reopened_reason": row["reopened_reason"] or "",
        "summary": row["summary"] or "",
        "strengths": row["strengths"] or "",
        "recommendations": row["recommendations"] or "",
    }


def live_review(connection: Connection, review: int) -> Mapping[str, Any]:
    """The record of a review; raises ``CannotRun`` where it was removed."""
    row = connection.execute(select(REVIEWS).where(live(REVIEWS), REVIEWS.c.id == review)).first()
    if row is None:
        raise CannotRun(GONE)
    return dict(row._mapping)


def read_sheet(connection: Connection, review: int, today: date) -> Sheet:
    """The score sheet of a review; raises ``CannotRun`` where it was removed."""
    record = live_review(connection, review)
    previous = _before(connection, record, today)
    agreed, before = scores_of(record), _scores_at(connection, previous)
    given = _reviewer_scores(connection, review)
    behind = connection.execute(select(ITEMS).where(live(ITEMS), ITEMS.c.review_id == review))
    known = {row.item: dict(row._mapping) for row in behind}
    items = tuple(_item(n, agreed.get(n), known.get(n, {}), given.get(n, ()), before.get(n)) for n in NUMBERS)
    return Sheet(**_line(record, today), items=items, previous=previous)


def _before(connection: Connection, record: Mapping[str, Any], today: date) -> ReviewLine | None:
    """The review before: the latest earlier one of which something is scored."""
    place = (record["on_date"], record["id"])
    earlier = (one for one in read_reviews(connection, today) if (one.on, one.id) < place)
    return next((one for one in earlier if one.standing.scored), None)


def _scores_at(connection: Connection, review: ReviewLine | None) -> dict[int, int]:
    return scores_of(live_review(connection, review.id)) if review else {}


def _reviewer_scores(connection: Connection, review: int) -> dict[int, list[ReviewerScore]]:
    found: dict[int, list[ReviewerScore]] = defaultdict(list)
    rows = select(SCORES).where(live(SCORES), SCORES.c.review_id == review)
    for row in connection.execute(rows.order_by(SCORES.c.item, SCORES.c.id)):
        found[row.item].append(ReviewerScore(row.reviewer, row.score, row.note or ""))
    return found


def _item(
    number: int,
    score: int | None,
    known: Mapping[str, Any],
    given: Sequence[ReviewerScore],
    before: int | None,
) -> SheetItem:
    words = {
        name: known.get(name) or ""
        for name in ("arithmetic", "reason", "comment", "evidence", "recommendation")
    }
    parts = parts_met(number, known.get("parts") or ())
    return SheetItem(
        item=number,
        score=score,
        proposed=known.get("proposed"),
        parts=parts,
        scores=tuple(given),
        before=before,
        **words,
    )


def read_compared(connection: Connection, review: int, other: int) -> Compared:
    """Two reviews side by side; raises ``CannotRun`` where one was removed."""
    these, those = (scores_of(live_review(connection, id_)) for id_ in (review, other))
    items = tuple(ComparedItem(n, these.get(n), those.get(n)) for n in NUMBERS)
    return Compared(items, standing(these), standing(those))


def over_time(reviews: Sequence[ReviewLine]) -> OverTime:
    """The reviews of which something is scored, oldest first."""
    scored = [one for one in reversed(reviews) if one.standing.scored and not one.planned]
    points = tuple(Point(one.id, one.on, one.kind, one.standing) for one in scored)
    return OverTime(points, _sentence([point for point in points if point.total is not None]))


def _sentence(totals: Sequence[Point]) -> str:
    if not totals:
        return "No review has all its items scored yet."
    last = totals[-1]
    words = f"The latest total is {last.standing.words}"
    if len(totals) == 1:
        return f"{words}."
    by = (last.total or 0) - (totals[-2].total or 0)
    how = f"{abs(by)} {'more' if by > 0 else 'fewer'} than in" if by else "the same as in"
    return f"{words}, {how} the review before."
