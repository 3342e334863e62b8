"""What the records propose for a review, kept until records behind it change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from threading import Lock

from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_proposals import Proposal
from ipsdesk.services.fidelity_sheet import Sheet

Proposals = Mapping[int, Proposal]
OURS = frozenset(
    {"fidelity review", "fidelity action", "fidelity item", "reviewer's score", "step of a review",
     "note on a fidelity action", "evidence pack"}
)  # fmt: skip
"""Kinds of record that no proposal is counted from."""


class KeptProposals:
    """Proposals by day, from any thread; a change of what they are counted from drops them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._by_day: dict[date, Proposals] = {}
        self._changes_seen = 0
        desk.changes.listen(self._changed)

    def of(self, sheet: Sheet) -> Proposals:
        """Those of the review's day, counted now if they are not kept."""
        day = sheet.on
        with self._lock:
            kept, seen = self._by_day.get(day), self._changes_seen
        if kept is not None:
            return kept
        counted = {one.item: one for one in self._desk.fidelity_proposals.proposals(day)}
        with self._lock:
            if seen == self._changes_seen:
                self._by_day[day] = counted
        return counted

    def _changed(self, kinds: frozenset[str]) -> None:
        if kinds - OURS:
            with self._lock:
                self._by_day.clear()
                self._changes_seen += 1
