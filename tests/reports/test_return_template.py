"""A commissioner's own form filled: its cells and nothing else, never more than the profile tells."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipsdesk.errors import CannotRun
from ipsdesk.measures import MEASURES, Shape
from ipsdesk.reports.return_template import Wanted, fill, filled, sheets_of, write_filled
from ipsdesk.reports.template_book import TemplateBook
from ipsdesk.reports.wall_page import wall_page
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.return_templates import (
    FACT_WORDS,
    FormKept,
    MappedCell,
    Part,
    ReturnForm,
    bands_of,
    parts_of,
)
from tests.reports.commissioner_forms import BLUE, styled_form, with_part
from tests.units import bring_in, copy_unit, sit_down, write_book

PERIOD = parse_period("2026-27 Q2")
OFFICE = shutil.which("soffice")
MONDAY = date(2026, 8, 3)
SMALL_ONES = 3


@pytest.fixture(scope="module")
def small(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at a unit of 22 people, three of whom started a job, trained, and are non-binary."""
    folder = tmp_path_factory.mktemp("small")
    genders = ["female"] * 19 + ["non-binary"] * SMALL_ONES
    few = range(SMALL_ONES)
    sheets: dict[str, Any] = {
        "Clients": [
            ("Client ID", "Name", "Gender"),
            *((f"C{at}", f"Person Number {at}", gender) for at, gender in enumerate(genders)),
        ],
        "Referrals": [
            ("Referral ID", "Client ID", "Received", "Started"),
            *((f"R{at}", f"C{at}", date(2026, 7, 6), date(2026, 7, 7)) for at in range(len(genders))),
        ],
        "Activities": [
            ("Activity ID", "Client ID", "Kind", "Started", "Permitted work", "Four hours worked on"),
            *((f"A{at}", f"C{at}", "paid job", MONDAY, "higher", MONDAY) for at in few),
            *((f"T{at}", f"C{at}", "training", MONDAY, None, None) for at in few),
        ],
        "Hours": [
            ("Activity ID", "Date", "Hours", "Earnings"),
            *((f"A{at}", MONDAY + timedelta(at), 3.37, 333.33) for at in few),
        ],
    }
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk")) as desk:
        bring_in(desk, write_book(folder / "book.xlsx", sheets))
        yield desk


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return styled_form(tmp_path / "form.xlsx")


def kept(form: Path, *cells: MappedCell) -> ReturnForm:
    return ReturnForm(FormKept(1, "Our ICB", cells), form.read_bytes())


CELLS = (
    MappedCell("Return", "B2", "unit"),
    MappedCell("Return", "B3", "period"),
    MappedCell("Return", "D3", "first day"),
    MappedCell("Return", "B6", "access.started"),
    MappedCell("Return", "C6", "access.started", Part.TARGET),
    MappedCell("Return", "B7", "jobs.started"),
    MappedCell("Return", "B8", "jobs.in_work"),
    MappedCell("Return", "J30", "number"),
    MappedCell("Return", "K30", "prepared by"),
    MappedCell("Equality", "B2", "profile.gender", band="female"),
    MappedCell("Table", "B2", "jobs.in_work", Part.DENOMINATOR),
)


def test_only_the_mapped_cells_change(small: Desk, form: Path, tmp_path: Path) -> None:
    made = fill(small, Wanted(kept(form, *CELLS), PERIOD, Profile.INTERNAL))
    write_filled(small, made, tmp_path / "filled.xlsx")
    before, after = load_workbook(form), load_workbook(tmp_path / "filled.xlsx")
    mapped = {(one.sheet, one.cell) for one in CELLS}
    changed = set()
    for sheet in before.worksheets:
        other = after[sheet.title]
        assert other.merged_cells.ranges == sheet.merged_cells.ranges
        assert other.protection.sheet == sheet.protection.sheet
        for row in other.iter_rows():
            for cell in row:
                was = sheet[cell.coordinate]
                assert was.style_id == cell.style_id
                if was.value != cell.value:
                    changed.add((sheet.title, cell.coordinate))
    assert changed == mapped
    page: Any = after["Return"]
    assert page["A1"].font.color.rgb == BLUE
    assert len(page._charts) == 1
    assert [page[cell].value for cell in ("B2", "B3", "B6", "B7")] == [
        small.unit_name,
        "2026-27 Q2",
        22,
        SMALL_ONES,
    ]
    assert page["D3"].value == datetime(2026, 7, 1)
    assert page["B8"].value == pytest.approx(3 / 22)
    assert (page["J30"].value, page["K30"].value) == ("not submitted yet", "First Manager")
    assert after["Equality"]["B2"].value == 19
    assert after["Table"].tables["Figures"].ref == "A1:B2"


def test_what_goes_out_is_in_the_log_with_its_fingerprint(small: Desk, form: Path, tmp_path: Path) -> None:
    write_filled(small, fill(small, Wanted(kept(form, *CELLS), PERIOD, Profile.OPEN)), tmp_path / "out.xlsx")
    (line, *_) = small.trail.gone_out()
    assert (line.what, line.how, line.filter, line.rows) == (
        "form Our ICB",
        "exported",
        "2026-27 Q2, open",
        11,
    )
    assert line.sha256 == sha256((tmp_path / "out.xlsx").read_bytes()).hexdigest()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_works_the_formulas_out(small: Desk, form: Path, tmp_path: Path) -> None:
    made = fill(small, Wanted(kept(form, *CELLS), PERIOD, Profile.COMMISSIONER))
    (tmp_path / "filled.xlsx").write_bytes(made.content)
    command = [str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    to = ["--convert-to", "ods:calc8", "--outdir", str(tmp_path / "read"), str(tmp_path / "filled.xlsx")]
    subprocess.run([*command, *to], check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "read" / "filled.ods") as archive:
        content = archive.read("content.xml").decode()
    assert re.search(r'of:=\[\.B6\]\*2"[^>]*office:value="44"', content)
    assert "Larkrise House" in content


# ---- never more than the profile tells --------------------------------------------------------------


def every_cell() -> Iterator[MappedCell]:
    """Every part and band of every measure, one below the other."""
    row = 0
    for measure in MEASURES:
        bands = bands_of(measure.key)
        for band in bands or ("",):
            for part in (Part.FIGURE,) if bands else parts_of(measure.key):
                row += 1
                yield MappedCell("Return", f"Z{row}", measure.key, part, band)


def is_count(cell: MappedCell) -> bool:
    shape = next(one.shape for one in MEASURES if one.key == cell.what)
    beside = shape is Shape.SHARE and cell.part in (Part.NUMERATOR, Part.DENOMINATOR)
    return beside or (cell.part is Part.FIGURE and shape in (Shape.NUMBER, Shape.BANDS))


def test_no_small_count_is_in_an_open_copy(small: Desk, form: Path) -> None:
    own = kept(form, *every_cell())
    exact, shown = (
        dict(fill(small, Wanted(own, PERIOD, profile)).values) for profile in (Profile.INTERNAL, Profile.OPEN)
    )
    planted = [cell for cell in exact if is_count(cell) and exact[cell] in range(1, 5)]
    assert {"jobs.started", "jobs.people", "steps.training", "profile.gender"} <= {
        one.what for one in planted
    }
    assert {shown[cell] for cell in planted} == {"*"}
    counts = {value for cell, value in shown.items() if is_count(cell)}
    assert all(isinstance(value, str) or value % 5 == 0 for value in counts if not isinstance(value, date))
    made = fill(small, Wanted(own, PERIOD, Profile.OPEN)).content
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    for value in ("<v>3</v>", "<v>22</v>", "<v>19</v>", "999.99", "10.11", "Person Number", "0.136"):
        assert value not in text


def test_who_is_reached_is_protected_for_the_commissioner(small: Desk, form: Path) -> None:
    cells = [MappedCell("Return", f"B{at}", "profile.gender", band=band) for at, band in
             enumerate(bands_of("profile.gender"), start=20)]  # fmt: skip
    values = [
        value for _, value in fill(small, Wanted(kept(form, *cells), PERIOD, Profile.COMMISSIONER)).values
    ]
    assert SMALL_ONES not in values
    assert "*" in values


def test_no_small_count_is_on_the_wall(small: Desk) -> None:
    page = wall_page(small.wall_pages.of(PERIOD))
    told = page.said.replace(page.aim, "").replace(page.second, "").replace(page.opening, "")
    assert "about 20 people" in page.opening
    assert "training" not in told
    assert "paid job" not in told
    numbers = {int(found) for found in re.findall(r"\d+", told)} - {2025, 2026}
    assert numbers
    assert all(number % 5 == 0 for number in numbers)
    assert "Person Number" not in page.said


def test_the_wall_has_whole_quarters_that_are_over(small: Desk) -> None:
    for asked in ("2026-27 Q2", "2026-27 Q3", "2026-27", "2026-09-05..2026-10-20"):
        assert small.wall_pages.of(parse_period(asked)).content.now.period == PERIOD


def test_an_empty_unit_has_a_page_too(desk: Desk) -> None:
    page = wall_page(desk.wall_pages.of(PERIOD))
    assert "nothing was written down" in page.opening
    assert (page.numbers, page.charts, page.sentences) == ((), (), ())
    assert page.thanks


# ---- what can't be filled -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "cell", "why"),
    [
        ("Gone", "B2", "has no sheet Gone"),
        ("Return", "D6", "holds a formula"),
        ("Return", "C1", "joined with others (A1:D1)"),
        ("Equality", "B3", "is protected, and its cell B3 is locked"),
        ("Table", "B1", "head of a table's column"),
    ],
)
def test_a_cell_that_cannot_be_filled_says_why(form: Path, sheet: str, cell: str, why: str) -> None:
    content = form.read_bytes()
    assert why in TemplateBook(content).why_not(sheet, cell)
    with pytest.raises(CannotRun, match=r"Job starts goes there\. Nothing was written\.$") as refused:
        filled(content, [(MappedCell(sheet, cell, "jobs.started"), 5)])
    assert why in str(refused.value)


def test_a_workbook_that_hands_figures_on_is_refused(form: Path) -> None:
    with zipfile.ZipFile(form) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"B6*2", b"_xlfn.WEBSERVICE(B6)")
    talking = with_part(form, "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(CannotRun, match="WEBSERVICE"):
        TemplateBook(talking.read_bytes()).refuse_calls()


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_damaged_workbook_is_a_sentence(form: Path, part: str) -> None:
    content = with_part(form, part, b"<broken").read_bytes()
    with pytest.raises(CannotRun, match="can't be read"):
        sheets_of(content)
    with pytest.raises(CannotRun, match="can't be read"):
        TemplateBook(content).why_not("Return", "B6")


def test_a_practice_unit_writes_none(
    small: Desk, form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = fill(small, Wanted(kept(form, *CELLS), PERIOD, Profile.OPEN))
    monkeypatch.setattr(small, "is_practice", True)
    with pytest.raises(CannotRun, match="practice unit"):
        write_filled(small, made, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_every_fact_can_be_put_in(small: Desk, form: Path) -> None:
    cells = [MappedCell("Return", f"B{at}", fact) for at, fact in enumerate(FACT_WORDS, start=30)]
    values = [value for _, value in fill(small, Wanted(kept(form, *cells), PERIOD, Profile.OPEN)).values]
    assert all(values)
