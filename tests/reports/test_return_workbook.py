"""The return read back: real numbers and dates, nothing like a formula, the same in LibreOffice."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.reports.return_files import return_files
from ipsdesk.reports.return_workbook import write_return_of
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from tests.recount.generator import generate_unit
from tests.units import bring_in, rows_of, write_book

PERIOD = parse_period("2026-27 Q2")
CHARTS = {"Time to job": 1, "Staying in work": 1}
OFFICE = shutil.which("soffice")


@pytest.fixture
def written(desk: Desk, tmp_path: Path) -> Path:
    """The return of a generated unit."""
    generate_unit(6, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    write_return_of(desk, PERIOD, tmp_path / "return.xlsx")
    return tmp_path / "return.xlsx"


def column(sheet: Worksheet, letter: str) -> dict[str, object]:
    """A column's values by the label in the first one."""
    return {str(row[0].value).strip(): row[ord(letter) - 65].value for row in sheet.iter_rows(min_row=5)}


def footer_of(sheet: Worksheet) -> list[object]:
    """The three texts at the foot of a printed page."""
    foot: Any = sheet.oddFooter
    return [part.text for part in (foot.left, foot.center, foot.right)]


def test_figures_are_those_of_the_scorecard(desk: Desk, written: Path) -> None:
    card = desk.figures.scorecard(PERIOD)
    figures = column(load_workbook(written)["Summary"], "B")
    served, share = card["access.served"].value, card["caseload.plan"].value
    assert served is not None
    assert share is not None
    assert figures["People served"] == int(served)
    assert figures["Individual plan"] == pytest.approx(float(share))


def test_the_head_of_the_audit_trail_goes_with_the_file_and_into_the_trail(desk: Desk, written: Path) -> None:
    book: Any = load_workbook(written)
    (details,) = rows_of(desk, "SELECT details FROM audit_entries WHERE action = 'made a return'")[0]
    number, mac = json.loads(details)["head"]
    assert book.custom_doc_props["IPS Desk audit trail"].value == f"Entry {number}, {mac[:16]}"


def test_dates_are_dates_and_no_cell_is_a_formula(written: Path) -> None:
    workbook = load_workbook(written)
    cover = column(workbook["Cover"], "B")
    assert cover["First day"] == datetime(2026, 7, 1)
    assert cover["Made on"] == datetime(2026, 11, 22)
    assert all(cell.data_type != "f" for sheet in workbook for row in sheet.iter_rows() for cell in row)


def test_every_sheet_is_set_up_for_print(written: Path) -> None:
    for sheet in load_workbook(written):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert footer_of(sheet)[2] == "Page &P of &N"
        if sheet.title != "Cover":
            assert sheet.freeze_panes == "A5"
            assert sheet.print_title_rows == "$4:$4"


def test_properties_name_nobody(written: Path) -> None:
    properties = load_workbook(written).properties
    assert (properties.creator, properties.lastModifiedBy) == ("IPS Desk", "IPS Desk")
    with zipfile.ZipFile(written) as package:
        assert b"First Manager" not in b"".join(package.read(name) for name in package.namelist())


def test_a_unit_named_like_a_formula_or_a_footer_code(desk: Desk, tmp_path: Path) -> None:
    name = "=cmd() & Sons &P"
    book = write_book(tmp_path / "book.xlsx", {"Contract": [("Unit name",), ("x",)]})
    workbook = load_workbook(book)
    workbook["Contract"]["A2"].value, workbook["Contract"]["A2"].data_type = name, "s"
    workbook.save(book)
    bring_in(desk, book)
    write_return_of(desk, PERIOD, tmp_path / "return.xlsx")
    cover = load_workbook(tmp_path / "return.xlsx")["Cover"]
    assert (cover["A1"].value, cover["A1"].data_type) == (name, "s")
    assert footer_of(cover)[0] == "=cmd() && Sons &&P"


def test_a_period_that_has_not_ended_is_provisional(desk: Desk, tmp_path: Path) -> None:
    for period, standing in (("2026-27 Q3", "Provisional"), ("2026-27 Q2", "The period had ended")):
        write_return_of(desk, parse_period(period), tmp_path / "return.xlsx")
        assert str(column(load_workbook(tmp_path / "return.xlsx")["Cover"], "B")["Standing"]).startswith(
            standing
        )


def test_definitions_say_what_the_contract_asks_even_of_an_empty_unit(desk: Desk, tmp_path: Path) -> None:
    write_return_of(desk, PERIOD, tmp_path / "return.xlsx")
    asked = column(load_workbook(tmp_path / "return.xlsx")["Definitions"], "D")
    assert asked["People started"] == "at least 35 in contract year 1, 45 from year 2, per specialist-year"
    assert asked["Working caseload"] == "at most 25 per WTE in post on the last day"
    assert asked["Named employment specialist"] == "at least 100%"
    assert asked["Referrals received"] == "none set"


def test_the_trail_notes_the_return_by_its_fingerprint(desk: Desk, written: Path) -> None:
    with desk.workspace.transactions.read() as connection:
        details = connection.exec_driver_sql(
            "SELECT details FROM audit_entries WHERE action = 'made a return'"
        ).scalar()
    assert "2026-27 Q2" in str(details)


def cells(workbook: Workbook) -> dict[tuple[str, str], object]:
    """Every filled cell, numbers to ten digits, days without a time of day."""
    return {
        (sheet.title, cell.coordinate): _plain(cell.value)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return f"{value:.10g}" if isinstance(value, int | float) else value


def chart_count(path: Path) -> int:
    """How many native charts a workbook holds."""
    with zipfile.ZipFile(path) as package:
        return sum(name.startswith("xl/charts/chart") for name in package.namelist())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this computer")
def test_libreoffice_reads_the_same_and_prints_it(written: Path, tmp_path: Path) -> None:
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("pdf", "xlsx"):
        done = subprocess.run(
            [OFFICE, profile, "--headless", "--convert-to", form, "--outdir", tmp_path / form, written],
            capture_output=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "pdf" / "return.pdf").read_bytes().startswith(b"%PDF")
    again = tmp_path / "xlsx" / "return.xlsx"
    ours, theirs = load_workbook(written), load_workbook(again)
    assert ours.sheetnames == theirs.sheetnames
    assert cells(ours) == cells(theirs)
    assert chart_count(written) == chart_count(again) == sum(CHARTS.values())


def test_no_chart_is_an_empty_frame(desk: Desk, tmp_path: Path) -> None:
    write_return_of(desk, PERIOD, tmp_path / "empty.xlsx")
    assert chart_count(tmp_path / "empty.xlsx") == 0


def test_a_long_narrative_stands_whole_in_rows_that_show_all_of_it(desk: Desk, tmp_path: Path) -> None:
    told = " ".join(f"=SUM({number})" for number in range(4_000))
    draft = desk.submissions.begin(PERIOD)
    desk.submissions.narrate(draft, "brief", f"{told}\n\nThe end.")
    (made, _) = return_files(desk, desk.submissions.draft(draft))
    (tmp_path / "told.xlsx").write_bytes(made.content)
    sheet = load_workbook(tmp_path / "told.xlsx")["Narrative"]
    rows = [row for row in sheet.iter_rows(min_row=5) if row[1].value]
    assert " ".join(str(row[1].value) for row in rows).split() == [*told.split(), "The", "end."]
    assert [row[0].value for row in rows] == ["In brief", *[None] * (len(rows) - 1)]
    assert all(row[1].data_type == "s" for row in rows)
    assert max(one.height or 0 for one in sheet.row_dimensions.values()) <= 409


def test_a_unit_with_a_name_of_200_letters_fits_the_page(desk: Desk, tmp_path: Path) -> None:
    name = ("Larkrise & Fields " * 12)[:200].strip()
    bring_in(desk, write_book(tmp_path / "book.xlsx", {"Contract": [("Unit name",), (name,)]}))
    write_return_of(desk, PERIOD, tmp_path / "return.xlsx")
    cover = load_workbook(tmp_path / "return.xlsx")["Cover"]
    assert cover["A1"].value == name
    assert cover["A1"].alignment.wrap_text
    assert (cover.row_dimensions[1].height or 0) > 60
    left = str(footer_of(cover)[0])
    assert left.endswith("…")
    assert len(left.replace("&&", "&")) <= 60
