"""Reports for the tests of printing."""

from __future__ import annotations

from ipsdesk.reports.blocks import Block, Heading, Large, Line, Paragraph, Side, Table, Tone
from ipsdesk.ui.printing import Footing

FOOTING = Footing("Larkrise House", "4 to 10 May 2026", practice=False)
PRACTICE = Footing("Larkrise House", "4 to 10 May 2026", practice=True)
HOSTILE = ("<b>Bold</b> & Son", "=cmd()|' /C calc'!A0", "&lt;&amp;", "N" * 200, "Zoë 🙂 李", "two\nlines")


def long_report(rows: int = 120) -> list[Block]:
    cells = [
        (
            (Line(f"Person {number}", Tone.STRONG), Line("Packer, Northgate Packaging", Tone.QUIET)),
            f"{number % 9}:30",
            f"Row {number} is within",
        )
        for number in range(rows)
    ]
    return [
        Heading("A long report"),
        Paragraph("All of it."),
        Table(("Who", "Hours", "How"), cells, (Side.LEFT, Side.RIGHT, Side.LEFT), (2, 1, 2)),
        Paragraph("The end.", strong=True),
        Large("ABCD  EFGH"),
    ]


def wide_report(rows: int = 40) -> list[Block]:
    heads = [f"Column {number}" for number in range(8)]
    return [Heading("A wide report"), Table(heads, [heads] * rows)]
