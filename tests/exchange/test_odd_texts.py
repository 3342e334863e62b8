"""Odd texts in every field go out and come back as they are; what no cell can hold is named."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from ipsdesk.errors import CannotRun
from ipsdesk.excel import put_text
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.exchange.workbook_out import unit_bytes
from ipsdesk.fields import Field, Kind
from ipsdesk.models import (
    FAMILIES,
    Change,
    Client,
    Contract,
    DefinitionChoice,
    Rate,
    Record,
    Supervision,
    TargetRow,
)
from ipsdesk.services.desk import Desk
from ipsdesk.services.incoming import Incoming
from tests.exchange.books import problems
from tests.exchange.test_workbook_out import cells, exported
from tests.units import bring_in, new_unit, sit_down, write_book

MONDAY = date(2026, 3, 2)
ODD_TEXTS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+44 20 7946 0018",
    "-5 in mood",
    "@home",
    "'quoted",
    "#N/A",
    "_x000D_ typed _x005F_x0041_",
    "007",
    "1e5",
    "one line\nanother\tand a tab",
    "zwölf 🦊 łódź \u202eright to left",
)
CONTROL_CHARACTERS = ("\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """A desk at another unit, new and empty."""
    with sit_down(new_unit(tmp_path / "Other.ipsdesk")) as desk:
        yield desk


KNOWN: dict[type[Record], dict[str, str | None]] = {
    Change: {"Field": "Team ID"},
    TargetRow: {"Measure": "access.started"},
    DefinitionChoice: {"Choice": "accepted"},
    Supervision: {"Supervisor ID": None},
}
"""Texts that the program has to know; whoever is supervised has no odd self as supervisor."""


def filling(model: type[Record], declared: Field, text: str, row: int) -> object:
    """A cell for a field: the odd text wherever text or a reference goes, else something that will do.

    Rates and targets are told apart by whole numbers, chosen definitions by days, all else by its texts.
    """
    if declared.label in KNOWN.get(model, {}):
        return KNOWN[model][declared.label]
    if declared.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.TEXTS, Kind.REFERENCE, Kind.REFERENCES}:
        return text
    return {
        Kind.DATE: MONDAY.replace(year=2026 + row) if model is DefinitionChoice else MONDAY,
        Kind.TIME: time(9, 30),
        Kind.WHOLE: row if model in (Rate, TargetRow) else declared.least or 1,
        Kind.DECIMAL: 1,
        Kind.HOURS: 1,
        Kind.MONEY: 1.5,
        Kind.YES_NO: "yes",
        Kind.CHOICE: (declared.choices or ("",))[0],
    }.get(declared.kind)


def odd_book(path: Path, texts: tuple[str, ...]) -> Path:
    """A unit in which every text, list and reference of every sheet is one of these, row by row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for model in FAMILIES:
        sheet = book.create_sheet(model.family.sheet)
        sheet.append([declared.label for _, declared in model.fields()])
        for row, text in enumerate(texts[:1] if model is Contract else texts, 2):
            for column, (_, declared) in enumerate(model.fields(), 1):
                value = filling(model, declared, text, row)
                if isinstance(value, str):
                    put_text(sheet.cell(row, column), value)
                else:
                    sheet.cell(row, column).value = value
    book.save(path)
    return path


def test_text_that_looks_like_a_formula_comes_back_the_same_from_every_field(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    given = read_workbook(odd_book(tmp_path / "odd.xlsx", ODD_TEXTS))
    assert desk.intake.bring_in(given).problems == ()
    path = exported(desk, tmp_path / "out.xlsx")
    back = read_workbook(path)
    for model in FAMILIES:
        ways = (texts_of(sheet_rows(one, model)) for one in (back, given))
        came, went = (sorted(way, key=repr) if model.family.anonymous else way for way in ways)
        assert came == went
    assert other.intake.bring_in(back).problems == ()
    assert cells(exported(other, tmp_path / "again.xlsx")) == cells(path)
    records = load_workbook(path).worksheets[1:-1]
    written = [cell for sheet in records for row in sheet["2:13"] for cell in row]
    assert all(cell.quotePrefix for cell in written if isinstance(cell.value, str))  # text when edited, too
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(re.search(rb"<f[ >/]|t=\"(?:e|str|f)\"", sheet) for sheet in sheets)


def sheet_rows(incoming: Incoming, model: type[Record]) -> list[dict[str, Any]]:
    """The rows of one family, by attribute."""
    sheet = next(sheet for sheet in incoming.sheets if sheet.kind == model.family.kind)
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


def texts_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without their Record IDs."""
    return [{name: value for name, value in row.items() if name != "uuid"} for row in rows]


@pytest.mark.parametrize("character", CONTROL_CHARACTERS)
def test_control_characters_are_refused_on_the_way_in_by_their_cell(
    desk: Desk, tmp_path: Path, character: str
) -> None:
    """Should one be in the unit all the same, the file can be read, and the import names the cell."""
    bring_in(desk, odd_book(tmp_path / "odd.xlsx", ("a", "b")))
    texts = [
        (model, name)
        for model in FAMILIES
        for name, declared in model.fields()
        if declared.kind in {Kind.TEXT, Kind.LONG_TEXT} and model is not Change and name != "reference"
    ]
    with desk.workspace.transactions.begin() as connection:
        for model, name in texts:
            table = model.__tablename__
            connection.exec_driver_sql(
                f'UPDATE {table} SET "{name}" = ? WHERE id = (SELECT min(id) FROM {table})',
                (f"x{character}y",),
            )
    told = problems(read_workbook(exported(desk, tmp_path / "out.xlsx")))
    assert len(told) == len(texts) > 20
    assert all(f"U+{ord(character):04X}" in one for one in told)


def test_a_text_that_fills_a_cell_goes_out_and_a_longer_one_is_named(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", {"Clients": [("Client ID", "Name"), ("C1", "x")]}))

    def name_of(text: str) -> object:
        with desk.workspace.transactions.begin() as connection:
            connection.exec_driver_sql("UPDATE clients SET name = ?", (text,))
        data = unit_bytes(desk.exports.content())
        (tmp_path / "out.xlsx").write_bytes(data)
        return sheet_rows(read_workbook(tmp_path / "out.xlsx"), Client)[0]["name"]

    longest = "_x000D_" * 4_000 + "y" * 4_767
    assert name_of(longest) == longest
    with pytest.raises(CannotRun, match=r"Clients, row 2: a text has 32,768 characters"):
        name_of("🦊" * 16_384)
