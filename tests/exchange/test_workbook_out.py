"""The unit goes out whole and comes back whole: every cell, every figure, every odd text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, cast

import pytest
from openpyxl import load_workbook

from ipsdesk.exchange.cells import converter
from ipsdesk.exchange.complaint import number_text
from ipsdesk.exchange.sheet_form import LISTS
from ipsdesk.exchange.template import write_template
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES
from ipsdesk.reports.scorecard_text import as_json
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.outgoing import hours, number
from tests.recount.generator import generate_unit
from tests.units import Sheets, bring_in, new_unit, rows_of, sit_down, write_book

QUARTERS = [f"{year}-{year % 100 + 1:02} Q{quarter}" for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
MONDAY = date(2026, 3, 2)
SHUFFLED = {model.family.sheet for model in FAMILIES if model.family.anonymous}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """A desk at another unit, new and empty."""
    with sit_down(new_unit(tmp_path / "Other.ipsdesk")) as desk:
        yield desk


def exported(desk: Desk, path: Path) -> Path:
    """The unit, written."""
    write_unit_of(desk, path)
    return path


def cells(path: Path) -> dict[str, list[list[tuple[Any, ...]]]]:
    """Every cell of every sheet with records: value, type and number format; what is shuffled, sorted."""
    book = load_workbook(path)
    found = {
        sheet.title: [[(cell.value, cell.data_type, cell.number_format) for cell in row] for row in sheet]
        for sheet in book.worksheets
        if sheet.title != "Read me"
    }
    return {title: sorted(rows, key=repr) if title in SHUFFLED else rows for title, rows in found.items()}


def figures(desk: Desk) -> list[dict[str, Any]]:
    """What ``kpis --json`` says of two years."""
    return [as_json(desk.figures.scorecard(parse_period(quarter))) for quarter in QUARTERS]


# ---- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8])
def test_a_new_unit_gets_the_same_records_figures_and_export(
    desk: Desk, other: Desk, tmp_path: Path, seed: int
) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    assert bring_in(desk, tmp_path / "unit.xlsx").written
    first = exported(desk, tmp_path / "first.xlsx")
    report = bring_in(other, first)
    assert ([str(problem) for problem in report.problems], report.notes) == ([], ())
    assert figures(other) == figures(desk)
    assert cells(exported(other, tmp_path / "second.xlsx")) == cells(first)


@pytest.mark.parametrize("seed", [4, 9])
def test_a_unit_s_own_export_changes_nothing_in_it(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    report = bring_in(desk, exported(desk, tmp_path / "out.xlsx"))
    assert (report.problems, report.changes, report.written) == ((), 0, False)
    assert sum(tally.unchanged for tally in report.tallies.values()) > 500


def test_record_ids_are_kept_across(desk: Desk, other: Desk, tmp_path: Path) -> None:
    generate_unit(1, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    bring_in(other, exported(desk, tmp_path / "out.xlsx"))
    for model in FAMILIES:
        if model.family.identity is None and not model.family.anonymous:
            statement = f"SELECT uuid FROM {model.__tablename__} ORDER BY id"
            assert rows_of(other, statement) == rows_of(desk, statement), model


def test_an_empty_unit_goes_out_and_comes_back(desk: Desk, other: Desk, tmp_path: Path) -> None:
    path = exported(desk, tmp_path / "out.xlsx")
    assert not bring_in(other, path).problems
    assert [len(sheet.rows) for sheet in read_workbook(path).sheets] == [1] + [0] * (len(FAMILIES) - 1)


# ---- the form -------------------------------------------------------------------------------------


def test_it_has_the_form_of_the_template_and_a_record_id_where_there_is_no_other(
    desk: Desk, tmp_path: Path
) -> None:
    write_template(tmp_path / "template.xlsx")
    template = load_workbook(tmp_path / "template.xlsx")
    book = load_workbook(exported(desk, tmp_path / "out.xlsx"))
    assert book.sheetnames == template.sheetnames
    for model in FAMILIES:
        mine, theirs = book[model.family.sheet], template[model.family.sheet]
        headings = [cell.value for cell in theirs[1]]
        extra = [] if model.family.identity or model.family.anonymous else ["Record ID"]
        assert [cell.value for cell in mine[1]] == headings + extra
        for cell, known in zip(mine[1], theirs[1], strict=False):
            assert (cell.comment.text, cell.style, cell.font.b) == (  # type: ignore[union-attr]
                known.comment.text,  # type: ignore[union-attr]
                known.style,
                known.font.b,
            )
            column = cell.coordinate.rstrip("1")
            assert mine.column_dimensions[column].width == theirs.column_dimensions[column].width
        rules = [(str(rule.sqref), rule.formula1) for rule in theirs.data_validations.dataValidation]
        found = [(str(rule.sqref), rule.formula1) for rule in mine.data_validations.dataValidation]
        assert found[: len(rules)] == rules
        assert mine.freeze_panes == theirs.freeze_panes == "A2"
    assert list(book[LISTS].values) == list(template[LISTS].values)


A_UNIT: Sheets = {
    "Teams": [("Team ID", "Name"), ("007", "Ward 7"), ("8", "Ward 8")],
    "Staff": [
        ("Staff ID", "Name", "Role", "Started", "Employment WTE", "Team IDs"),
        ("S1", "Osbert Quill", "employment specialist", date(2024, 2, 29), 0.333333, "8; 007"),
    ],
    "Changes": [
        ("Record", "ID", "Field", "From", "Value"),
        ("client", "C1", "Benefits", MONDAY, "UC; PIP or DLA"),
        ("client", "C1", "Team ID", MONDAY, "007"),
        ("client", "C1", "Legal status", MONDAY, "03"),
        ("activity", "A1", "Weekly hours", MONDAY, "5:20"),
        ("activity", "A1", "Hourly pay", MONDAY, 12.715),
        ("activity", "A1", "Contract", MONDAY, None),
        ("activity", "A1", "Weekly hours", date(2026, 4, 1), 7.5),
    ],
    "Clients": [
        ("Client ID", "Name", "Date of birth", "Needs", "Legal status"),
        ("C1", "Wilhelmina Fernsby", date(1900, 1, 31), "n/a;", "03"),
    ],
    "Activities": [
        ("Activity ID", "Client ID", "Kind", "Started", "Weekly hours", "Hourly pay"),
        ("A1", "C1", "paid job", MONDAY, 2.66, 12.21),
    ],
    "Hours": [
        ("Activity ID", "Date", "Hours", "Earnings"),
        ("A1", MONDAY, 2.66, 1234.5),
        ("A1", date(2026, 3, 3), "5:20", 0),
        ("A1", date(2026, 3, 4), "0:00:01", None),
        ("A1", date(2026, 3, 5), 24, "90071992547409.91"),
    ],
    "Usual shifts": [("Activity ID", "Day", "From", "To"), ("A1", "Monday", "09:05", "23:59")],
    "Contacts": [
        ("Date", "Kind", "Own service", "Matches plan", "Minutes"),
        (MONDAY, "employer", None, "no", 45),
    ],
}


def test_cells_are_real_dates_numbers_times_and_text(desk: Desk, tmp_path: Path) -> None:
    assert not bring_in(desk, write_book(tmp_path / "in.xlsx", A_UNIT)).problems
    book = load_workbook(exported(desk, tmp_path / "out.xlsx"))

    def shown(place: str) -> tuple[Any, str]:
        sheet, _, coordinate = place.partition("!")
        cell = book[sheet][coordinate]
        return cell.value, cell.number_format

    assert shown("Teams!A2") == ("007", "@")
    assert shown("Staff!D2") == (dt.datetime(2024, 2, 29), "dd/mm/yyyy")
    assert shown("Staff!F2") == (0.333333, "General")
    assert shown("Staff!G2") == ("8; 007", "@")
    assert shown("Clients!D2") == (dt.datetime(1900, 1, 31), "dd/mm/yyyy")
    assert shown("Clients!J2") == ("n/a;", "@")
    assert shown("Activities!L2") == (2.66, "General")
    assert shown("Activities!M2") == (12.21, "General")
    assert [shown(f"Hours!C{row}")[0] for row in (2, 3, 4, 5)] == [2.66, 5.3333333333, 0.0002777778, 24]
    assert [shown(f"Hours!D{row}") for row in (2, 3, 4, 5)] == [
        *((1234.5, "#,##0.00"), (0, "#,##0.00"), (None, "General"), ("90071992547409.91", "#,##0.00"))
    ]
    assert shown("Usual shifts!C2") == (time(9, 5), "hh:mm")
    assert shown("Contacts!C2") == ("yes", "@")
    assert [shown(f"Changes!E{row}")[0] for row in range(2, 9)] == [
        *("UC; PIP or DLA", "007", "03", 5.3333333333, 12.715, None, 7.5)
    ]


def test_every_second_of_a_day_and_every_penny_comes_back_the_same() -> None:
    """Through a cell, which keeps 15 digits, and through the text of a value in the sheet Changes."""
    read = converter("", Field("Hours", Kind.HOURS, least=0, most=24))
    assert all(read(float(f"{hours(second):.15g}")) == second for second in range(86_401))
    assert all(read(number_text(float(str(hours(second))))) == second for second in range(86_401))
    pay = converter("", Field("Hourly pay", Kind.DECIMAL, scale=PAY_SCALE))
    assert all(pay(number_text(float(str(number(kept, PAY_SCALE))))) == kept for kept in range(200_000))
    for kept in (10**15 - 1, 10**15 + 1, 2**53):
        assert pay(cast("float | str", number(kept, PAY_SCALE))) == kept


def test_changes_come_back_in_the_form_their_own_fields_keep(desk: Desk, other: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", A_UNIT))
    assert not bring_in(other, exported(desk, tmp_path / "out.xlsx")).problems
    statement = "SELECT record, about, fact, from_on, value, team_id FROM changes ORDER BY id"
    assert rows_of(other, statement) == rows_of(desk, statement)
    assert rows_of(other, "SELECT value FROM changes WHERE fact LIKE '%h%our%' ORDER BY id") == [
        ("19200",),
        ("127150",),
        ("27000",),
    ]
