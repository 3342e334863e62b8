"""Every field of every sheet goes out and comes back: no column is lost, no value changes on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.models import FAMILIES, Contract
from ipsdesk.services.desk import Desk
from tests.exchange.every_field import full_unit
from tests.exchange.test_workbook_out import cells
from tests.units import bring_in, new_unit, sit_down


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """A desk at another unit, new and empty."""
    with sit_down(new_unit(tmp_path / "Other.ipsdesk")) as desk:
        yield desk


@pytest.mark.parametrize("seed", range(4))
def test_out_and_in_and_out_again(desk: Desk, other: Desk, tmp_path: Path, seed: int) -> None:
    report = bring_in(desk, full_unit(seed, tmp_path / "full.xlsx"))
    assert [str(problem) for problem in report.problems] == []
    write_unit_of(desk, tmp_path / "first.xlsx")
    book = load_workbook(tmp_path / "first.xlsx", read_only=True)
    for model in FAMILIES:
        columns = zip(*book[model.family.sheet].values, strict=True)
        empty = [heading for heading, *rest in columns if None in rest or "" in rest or not rest]
        assert (model.family.sheet, empty) == (model.family.sheet, [])
    assert bring_in(desk, tmp_path / "first.xlsx").changes == 0
    assert bring_in(other, tmp_path / "first.xlsx").problems == ()
    write_unit_of(other, tmp_path / "second.xlsx")
    assert cells(tmp_path / "second.xlsx") == cells(tmp_path / "first.xlsx")


def test_undoing_the_import_leaves_the_contract_alone(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, full_unit(9, tmp_path / "full.xlsx"))
    (made,) = desk.intake.imports()
    report = desk.intake.undo(made.id)
    assert not report.kept
    assert [sheet.kind for sheet in desk.exports.content().sheets if sheet.rows] == [Contract.family.kind]
    assert bring_in(desk, tmp_path / "full.xlsx").problems == ()
