"""A completed fidelity review stays as it is, whichever way a change comes, until somebody reopens it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import FidelityItem, FidelityReview, FidelityScore, Record

REVIEWS = FidelityReview.__table__
BEHIND: tuple[type[Record], ...] = (FidelityItem, FidelityScore)
"""What stands behind the scores, and is frozen with them."""
BY_VERBS = frozenset({"completed_on", "reopened_on", "reopened_reason"})
FROZEN = (
    "This review is complete, so its scores and what stands behind them are not changed any more. Nothing was"
    " changed. Reopen it first, with a reason."
)
IN_REVIEW = "this review is complete; it is reopened in the unit, with a reason, before it is changed"
VERBS_ALONE = "This is set by completing or reopening the review"


def set_by_completing(model: type[Record], values: Mapping[str, Any]) -> dict[str, str]:
    """What of a review no form sets, by field."""
    if model is not FidelityReview:
        return {}
    return {name: VERBS_ALONE for name in BY_VERBS & values.keys() if values[name] is not None}


def is_complete(connection: Connection, review: int | None) -> bool:
    """Whether a review that is still there is complete."""
    complete = select(REVIEWS.c.id).where(
        live(REVIEWS), REVIEWS.c.id == review, REVIEWS.c.completed_on.is_not(None)
    )
    return connection.scalar(complete) is not None


def refuse_frozen(
    connection: Connection, model: type[Record], record: Mapping[str, Any], names: Collection[str]
) -> None:
    """Raise ``CannotRun`` where a change of these fields would change a complete review."""
    if model is FidelityReview:
        frozen = record.get("completed_on") is not None and not BY_VERBS.issuperset(names)
    else:
        frozen = model in BEHIND and is_complete(connection, record.get("review_id"))
    if frozen:
        raise CannotRun(FROZEN)


def refuse_frozen_whole(connection: Connection, model: type[Record], record: Mapping[str, Any]) -> None:
    """Raise ``CannotRun`` where what stands behind a score comes or goes in a complete review."""
    if model in BEHIND:
        refuse_frozen(connection, model, record, ())
