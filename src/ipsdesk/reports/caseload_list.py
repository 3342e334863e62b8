"""The list of people on paper, as it stands on screen: the same columns, rows and order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ipsdesk.reports.blocks import Block, Cell, Heading, Paragraph, Side, Table
from ipsdesk.rules.wording import shown_day


def caseload_list_blocks(
    filter_words: str,
    unit_name: str,
    today: date,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    figures: Collection[int] = (),
) -> list[Block]:
    """A title, how many people there are, and the table; ``figures`` are the columns that hold figures."""
    count = f"{len(rows):,} {'person' if len(rows) == 1 else 'people'}"
    return list_blocks(
        f"Caseload: {filter_words}", f"{unit_name}, {shown_day(today)}: {count}.", heads, rows, figures
    )


def list_blocks(
    title: str,
    about: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    figures: Collection[int] = (),
) -> list[Block]:
    """A list of anything: its title, what is said of it, and the table."""
    blocks: list[Block] = [
        Heading(title),
        Paragraph(about),
    ]
    if rows:
        sides = [Side.RIGHT if place in figures else Side.LEFT for place in range(len(heads))]
        widths = [0.45 if place in figures else 1.6 if place == 0 else 1 for place in range(len(heads))]
        blocks.append(Table(heads, rows, sides, widths))
    return blocks
