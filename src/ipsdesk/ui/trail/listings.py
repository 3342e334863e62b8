"""The tables of this folder: the trail, the history of a record, and what was removed."""

from __future__ import annotations

from collections.abc import Sequence

from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.records import HistoryLine, RemovedRecord
from ipsdesk.services.trail import TrailEntry
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.trail.trail_words import along_words, removed_words, said_entry, said_removed, short_moment
from ipsdesk.ui.widgets.columns import Column, Listing

WHEN = 175

TRAIL = Listing[TrailEntry](
    "Audit trail",
    (
        Column[TrailEntry]("When", lambda one: one.at, lambda one: short_moment(one.at), WHEN, name=True),
        Column[TrailEntry]("Who", lambda one: one.who, width=120, gives_way=1),
        Column[TrailEntry]("Did", lambda one: sentence_case(one.did), width=110),
        Column[TrailEntry]("What", lambda one: sentence_case(one.what), width=190),
        Column[TrailEntry]("Reason", lambda one: one.reason, width=200, at_first=False, gives_way=3),
        Column[TrailEntry](
            "Entry", lambda one: one.number, lambda one: f"{one.number:,}", 90, at_first=False, gives_way=2
        ),
    ),
    "Nothing has been noted yet.",
    lambda one: one.number,
    row_height=Height.CHIP,
    said=said_entry,
)

HISTORY = Listing[HistoryLine](
    "History",
    (
        Column[HistoryLine]("When", lambda one: one.at, lambda one: short_moment(one.at), WHEN, name=True),
        Column[HistoryLine]("Who", lambda one: one.who, width=120, gives_way=1),
        Column[HistoryLine]("What was done", lambda one: one.words, width=200),
        Column[HistoryLine]("Reason", lambda one: one.reason, width=200, at_first=False, gives_way=2),
    ),
    "Nothing is noted about this yet.",
    lambda one: one,
    row_height=Height.CHIP,
    said=said_entry,
)


def _fits(record: RemovedRecord, typed: Sequence[str]) -> bool:
    text = plain(f"{record.noun}\n{record.words}\n{record.client_name}\n{record.who}\n{record.reason}")
    return all(plain(part) in text for part in typed)


REMOVED = Listing[RemovedRecord](
    "Removed records",
    (
        Column[RemovedRecord]("What", removed_words, width=215, name=True, second=along_words),
        Column[RemovedRecord]("Whose", lambda one: one.client_name, width=130, second=lambda _: ""),
        Column[RemovedRecord](
            "When",
            lambda one: one.at,
            lambda one: short_moment(one.at),
            WHEN,
            second=lambda one: f"by {one.who}",
        ),
        Column[RemovedRecord]("Reason", lambda one: one.reason, width=90, gives_way=1),
    ),
    "Nothing is removed.",
    lambda one: one.change,
    row_height=Height.CASELOAD_ROW,
    said=said_removed,
    fits=_fits,
)
