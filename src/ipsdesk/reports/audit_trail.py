"""The audit trail on paper: the entries as they were narrowed, by whom printed, and the head of the trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Table, Tone
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.records import FieldChange
from ipsdesk.services.trail import TrailEntry

HEADS, WIDTHS = ("Entry", "When", "Who", "What was done"), (0.5, 1.1, 0.9, 3)
EMPTY = "empty"
LIMIT = (
    "The trail is tamper-evident: each entry is sealed to the one before it, so that a change, a gap or a "
    "cut shows when it is verified. It is no proof against somebody who has both the key of the unit and the "
    "source of this program: that is why its head also stands here and in every backup."
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the print says of itself.

    ``filter`` is what the entries were narrowed to, ``total`` how many fit that; ``by`` is the account that
    prints, ``at`` when; ``head`` are number and seal of the newest entry; ``moment`` puts a time in words.
    """

    unit: str
    filter: str
    total: int
    by: str
    at: datetime
    head: tuple[int, str]
    moment: Callable[[datetime], str]


def audit_trail_blocks(entries: Sequence[TrailEntry], about: Printed) -> list[Block]:
    """A title, what is shown, the entries with each field before and after, and the head at the foot."""
    number, seal = about.head
    count = f"{len(entries):,}" if len(entries) == about.total else f"{len(entries):,} of {about.total:,}"
    blocks: list[Block] = [
        Heading("Audit trail"),
        Paragraph(f"{about.unit}. Shown: {about.filter}. Entries: {count}."),
        Paragraph(f"Printed {about.moment(about.at)} by {about.by}."),
    ]
    if entries:
        blocks.append(Table(HEADS, [_row(entry, about.moment) for entry in entries], (), WIDTHS))
    return [
        *blocks,
        Paragraph(f"Head of the trail: entry {number:,}, seal {seal}.", strong=True),
        Paragraph(LIMIT),
    ]


def _row(entry: TrailEntry, moment: Callable[[datetime], str]) -> Sequence[Cell]:
    what = [Line(": ".join(part for part in (sentence_case(entry.did), entry.what) if part))]
    what += [Line(_change(change), Tone.QUIET, 1) for change in entry.lines]
    what += [Line(f"Reason: {entry.reason}", indent=1)] if entry.reason else []
    return f"{entry.number:,}", moment(entry.at), entry.who, tuple(what)


def _change(change: FieldChange) -> str:
    return f"{change.label}: {change.before or EMPTY} → {change.after or EMPTY}"
