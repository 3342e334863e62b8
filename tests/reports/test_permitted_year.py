"""A year of permitted work on paper says of each week what the screen says, with its working."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ipsdesk.reports.blocks import Cell, Heading, Line, Table
from ipsdesk.reports.permitted_year import permitted_blocks
from tests.services.hours_books import ANN, SUNDAY, a_unit_at_work, key_of, pay, work
from tests.units import copy_unit, sit_down


def test_each_week_that_has_begun_is_printed_with_its_working(empty_unit: Path, tmp_path: Path) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk"), date(2026, 4, 30)) as desk:
        a_unit_at_work(desk, tmp_path)
        work(desk, "A1", {0: 8, 1: 8})
        pay(desk, "A1", 150)
        page = desk.permitted.page(key_of(desk, "C1", "clients"))
    title, *_, table = permitted_blocks(page)
    assert title == Heading(f"Permitted work of {ANN}, 2026-27")
    assert isinstance(table, Table)
    assert [row[0] for row in table.rows] == [
        "Sun 5 Apr",
        "Sun 12 Apr",
        "Sun 19 Apr",
        "Sun 26 Apr",
        "Sun 3 May",
    ]
    row = table.rows[(SUNDAY - date(2026, 4, 5)).days // 7]
    assert [row[1], row[2], *texts(row[3])] == ["16:00", "£150.00", "Over 16 hours"]
    assert texts(row[4]) == [
        "Hours 16:00 is not under 16:00.",
        "No five-week mean: not each of the four weeks before has hours recorded.",
        "Pay £150.00 is at most £203.50 (derived from the minimum wage; confirm with DWP).",
    ]


def texts(cell: Cell) -> list[str]:
    return [line.text for line in cell if isinstance(line, Line)]
