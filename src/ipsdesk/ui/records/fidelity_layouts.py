"""How the forms of a fidelity review and of an action of its plan are laid out."""

from __future__ import annotations

from collections.abc import Mapping

from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.ui.records.layout import Layout

SCORES = frozenset(f"item_{number}" for number in range(1, FIDELITY_ITEMS + 1))

FIDELITY: Mapping[str, Layout] = {
    "fidelity review": Layout(
        {"summary": "What the report says"},
        left_out=SCORES | {"completed_on", "reopened_on", "reopened_reason"},
        order=("on_date", "kind", "reviewers", "summary", "strengths", "recommendations"),
        folded=frozenset({"reference", "scale"}),
        beside=frozenset({"kind"}),
    ),
    "fidelity action": Layout(
        left_out=frozenset(
            {"status", "done_on", "revised_due_on", "revised_reason", "stopped_reason", "evidence",
             "evidence_on", "verified_by_id", "verified_on"}
        ),
        order=(
            *("review_id", "item", "action", "owner_id", "owner", "due_on", "start_on", "current_score"),
            *("target_score", "measured_by", "priority"),
        ),
        beside=frozenset({"start_on", "target_score"}),
        again=True,
        kept=("review_id", "owner_id", "owner"),
    ),
}  # fmt: skip
"""Scores are given on the score sheet; the days and reasons of an action by its verbs."""
