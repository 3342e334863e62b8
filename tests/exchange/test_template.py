"""The empty workbook carries every heading, note and list, and importing it brings in nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference

from ipsdesk.errors import CannotRun, ReadOnly
from ipsdesk.excel import save_workbook
from ipsdesk.exchange.sheet_form import LISTS
from ipsdesk.exchange.template import write_template
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.fields import Kind
from ipsdesk.models import FAMILIES
from tests.exchange.books import problems


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "unit.xlsx"
    write_template(path)
    return path


@pytest.fixture(scope="module")
def template(path: Path) -> Workbook:
    return load_workbook(path)


def test_importing_it_brings_in_nothing_and_complains_of_nothing(path: Path) -> None:
    incoming = read_workbook(path)
    assert [sheet.sheet for sheet in incoming.sheets] == [model.family.sheet for model in FAMILIES]
    assert {len(sheet.rows) for sheet in incoming.sheets} == {0}
    assert (incoming.problems, incoming.notes) == ((), ())


def test_sheets_and_headings(template: Workbook) -> None:
    assert template.sheetnames == ["Read me", *(model.family.sheet for model in FAMILIES), LISTS]
    for model in FAMILIES:
        fields = [field for _, field in model.fields()]
        headings = template[model.family.sheet][1]
        assert [cell.value for cell in headings] == [field.label for field in fields]
        assert [cell.font.b for cell in headings] == [field.required for field in fields]


def test_every_heading_has_a_note_that_says_whether_it_must_be_filled_in(template: Workbook) -> None:
    for model in FAMILIES:
        for cell, (_, field) in zip(template[model.family.sheet][1], model.fields(), strict=True):
            assert cell.comment is not None
            assert cell.comment.text.startswith("Must be filled in.") == field.required


def test_drop_down_lists_hold_the_choices(template: Workbook) -> None:
    for model in FAMILIES:
        worksheet = template[model.family.sheet]
        by_column = {
            str(rule.sqref).partition("2:")[0]: rule for rule in worksheet.data_validations.dataValidation
        }
        for cell, (_, field) in zip(worksheet[1], model.fields(), strict=True):
            if field.kind in {Kind.CHOICE, Kind.YES_NO}:
                place = re.fullmatch(
                    r"'Lists'!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)", by_column[cell.coordinate.rstrip("1")].formula1
                )
                assert place
                listed = template[LISTS][f"{place[1]}2:{place[1]}{place[2]}"]
                assert tuple(one.value for (one,) in listed) == (field.choices or ("yes", "no"))


def test_references_and_numbers_with_leading_zeros_stay_text(template: Workbook) -> None:
    clients = template["Clients"]
    formats = {
        cell.value: clients.column_dimensions[cell.coordinate.rstrip("1")].number_format
        for cell in clients[1]
    }
    assert formats["Client ID"] == formats["NHS number"] == formats["Legal status"] == "@"
    assert formats["Date of birth"] == "dd/mm/yyyy"


def test_a_filled_template_reads_back(path: Path, tmp_path: Path) -> None:
    workbook = load_workbook(path)
    workbook["Teams"].append(["007", "Ward 1", "Community", "1 Apr 2024"])
    workbook.save(tmp_path / "filled.xlsx")
    incoming = read_workbook(tmp_path / "filled.xlsx")
    assert problems(incoming) == []
    teams = next(sheet for sheet in incoming.sheets if sheet.sheet == "Teams")
    assert teams.rows == [("007", "Ward 1", "community", "2024-04-01", None, None, None)]


def test_nothing_in_it_names_a_person_or_leaves_the_file(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert ">IPS Desk<" in core
        assert "openpyxl" not in core
        assert not any(
            "TargetMode" in archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


def test_a_place_that_can_not_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="There is no folder none"):
        write_template(tmp_path / "none" / "unit.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(CannotRun, match=r"folder\.xlsx is a folder"):
        write_template(tmp_path / "folder.xlsx")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.xlsx"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_protected_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ReadOnly, match="can't be written there"):
        write_template(tmp_path / "unit.xlsx")
    tmp_path.chmod(0o700)


def test_writing_leaves_no_sheet_in_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Openpyxl on its own keeps each sheet in a temporary file, in clear, while it writes."""
    made: list[str] = []
    make = tempfile.mkstemp

    def noted(**named: Any) -> tuple[int, str]:
        made.append(str(named["dir"]))
        return make(**named)

    monkeypatch.setattr(tempfile, "mkstemp", noted)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda **_: pytest.fail("a temporary file"))
    write_template(tmp_path / "unit.xlsx")
    assert made == [str(tmp_path)]


def test_charts_and_pictures_are_written_all_the_same(tmp_path: Path) -> None:
    workbook = Workbook()
    worksheet = workbook.worksheets[0]
    for row in ((1, 2), (3, 4)):
        worksheet.append(row)
    chart = BarChart()
    chart.add_data(Reference(worksheet, min_col=1, min_row=1, max_col=2, max_row=2))
    worksheet.add_chart(chart, "D2")
    save_workbook(workbook, tmp_path / "chart.xlsx")
    assert len(load_workbook(tmp_path / "chart.xlsx").worksheets[0]._charts) == 1  # type: ignore[attr-defined]


@pytest.mark.skipif(os.name == "nt", reason="the size of files is limited on POSIX only")
def test_no_room_for_it(tmp_path: Path) -> None:
    (tmp_path / "unit.xlsx").write_bytes(b"what was there before")
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from ipsdesk.exchange.template import write_template\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "try: write_template(Path(sys.argv[1]))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "unit.xlsx")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = "NoSpace The disk is full; unit.xlsx was not written. Free some space and try again."
    assert done.stdout.strip() == expected
    assert [one.name for one in tmp_path.iterdir()] == ["unit.xlsx"]
    assert (tmp_path / "unit.xlsx").read_bytes() == b"what was there before"
