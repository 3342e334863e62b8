"""The sheet that carries a unit's recovery key: what it opens, the key in large type, how to keep it."""

from __future__ import annotations

from datetime import date

from ipsdesk.reports.blocks import Block, Heading, Large, Paragraph
from ipsdesk.rules.wording import shown_day

GROUPS_A_LINE = 3


def recovery_key_blocks(unit_name: str, account: str, key: str, made_on: date) -> list[Block]:
    """One page; ``key`` is printed in its groups, three to a line."""
    return [
        Heading(f"Recovery key of {unit_name}"),
        Paragraph(
            "This key opens the unit's records when nobody can sign in any more. "
            "It is kept nowhere in the computer: this sheet is the only copy."
        ),
        Large(_lines_of(key)),
        Paragraph(
            "When you type it, capitals, spaces and dashes do not matter. "
            "It has no letter I, L, O or U: what looks like one of these is a figure 1 or 0, or a V."
        ),
        Heading("How to keep it", 2),
        Paragraph("Lock it away, in a safe or where the unit keeps its controlled papers."),
        Paragraph(
            "Never keep it with the computer, photograph it, or put it in an email or a shared folder."
        ),
        Paragraph(
            "Whoever has this sheet and the unit's folder can read every record. If it is lost or seen by "
            "somebody else, tell the manager of the unit at once."
        ),
        Heading("Who printed it", 2),
        Paragraph(f"{account}, on {shown_day(made_on)}."),
    ]


def _lines_of(key: str) -> str:
    groups = key.replace(" ", "-").split("-")
    starts = range(0, len(groups), GROUPS_A_LINE)
    return "\n".join("  ".join(groups[start : start + GROUPS_A_LINE]) for start in starts)
