"""Blocks of a report: a table has the same number of everything."""

from __future__ import annotations

import pytest

from ipsdesk.reports.blocks import Side, Table


def test_a_table_that_is_not_square_is_refused() -> None:
    Table(("Name", "Hours"), [("Ann", "4:00")], (Side.LEFT, Side.RIGHT), (3, 1))
    for heads, rows, sides, widths in (
        (("Name", "Hours"), [("Ann",)], (), ()),
        (("Name", "Hours"), [], (Side.LEFT,), ()),
        (("Name", "Hours"), [], (), (1.0, 2.0, 3.0)),
        ((), [], (), ()),
    ):
        with pytest.raises(ValueError, match="one cell, side and width"):
            Table(heads, rows, sides, widths)
