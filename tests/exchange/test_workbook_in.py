"""A unit workbook is read whole: each row in kept form, each problem by its cell, whatever the file does."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from ipsdesk.errors import UnreadableFile
from ipsdesk.excel import put_text
from ipsdesk.exchange import workbook_in
from ipsdesk.exchange.encrypted import NEEDS_PASSWORD, WRONG_PASSWORD
from ipsdesk.exchange.workbook_in import CANT_BE_READ, TOOK_TOO_LONG, answers, read_workbook
from tests.exchange.books import at, book, package, problems, read, sheet_xml

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "oak-unit.xlsx"
TEAMS: list[object] = ["Team ID", "Name"]
FORMULA_LIKE = [
    "=cmd()",
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|'/C calc'!A0",
    "+44 20 7946 0000",
    "+1+1",
    "-5 mood",
    "-1+1",
    "@SUM(A1:A2)",
    "@home",
    "#N/A",
    "a_x000D_b",
]


def rows_of(folder: Path, sheets: dict[str, list[list[object]]], sheet: str) -> list[tuple[Any, ...]]:
    incoming = read(folder, book(sheets))
    assert problems(incoming) == []
    return next(one.rows for one in incoming.sheets if one.sheet == sheet)


def problems_of(folder: Path, sheets: dict[str, list[list[object]]]) -> list[str]:
    return problems(read(folder, book(sheets)))


def unreadable(folder: Path, content: Workbook | bytes, password: str | None = None) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(folder, content, password)
    return str(caught.value)


def test_rows_columns_and_letters(tmp_path: Path) -> None:
    incoming = read(
        tmp_path,
        book(
            {
                "Teams": [
                    ["Mood", " NAME ", "team id", "Team caseload"],
                    ["x", "Ward 1", 7, 21],
                    [],
                    [None, "W2", "T2"],
                ]
            }
        ),
    )
    (sheet,) = incoming.sheets
    assert (sheet.kind, sheet.sheet) == ("team", "Teams")
    assert sheet.columns == ("name", "reference", "caseload")
    assert sheet.rows == [("Ward 1", "7", 21), ("W2", "T2", None)]
    assert sheet.numbers == [2, 4]
    assert sheet.letters == {"name": "B", "reference": "C", "caseload": "D"}
    assert sheet.complain_cell("reference", 4) == "C4"
    assert sheet.complain_cell("setting", 4) == ""
    assert incoming.notes == ("Teams: column A, 'Mood', is ignored; no such heading",)
    assert incoming.file_name == "unit.xlsx"
    assert incoming.sha256 == hashlib.sha256((tmp_path / "unit.xlsx").read_bytes()).hexdigest()


def test_sheets_come_in_the_order_of_the_families(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "hours ": [["Activity ID", "Date", "Hours"], ["A1", dt.date(2026, 3, 27), 7.5]],
        "Lists": [["anything"]],
        "Read me": [["anything"]],
        "Rota": [["x"]],
        "TEAMS": [TEAMS, ["T1", "Ward 1"]],
        "Clients": [[]],
    }
    incoming = read(tmp_path, book(sheets))
    assert [sheet.sheet for sheet in incoming.sheets] == ["Teams", "Hours"]
    assert incoming.notes == ("The sheet 'Rota' is ignored; it is not part of the unit workbook",)
    assert incoming.sheets[1].rows == [("A1", "2026-03-27", 27_000)]


def test_hours_as_excel_keeps_them(tmp_path: Path) -> None:
    workbook = book({"Hours": [["Activity ID", "Date", "Hours", "Earnings"]]})
    worksheet = workbook["Hours"]
    for row, (value, shape) in enumerate(
        [
            (dt.time(7, 30), "h:mm"),
            (dt.timedelta(hours=5, minutes=20), "[h]:mm"),
            (1, "h:mm"),
            (2.66, "0.00"),
        ],
        2,
    ):
        worksheet.append(["A1", dt.date(2026, 3, row), value, "£12.71"])
        worksheet.cell(row, 3).number_format = shape
    incoming = read(tmp_path, workbook)
    assert [row[2] for row in incoming.sheets[0].rows] == [27_000, 19_200, 86_400, 9_576]
    assert {row[3] for row in incoming.sheets[0].rows} == {1271}


def test_hours_in_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    workbook = book({"Hours": [["Activity ID", "Date", "Hours"]]})
    workbook.epoch = at(1904, 1, 1)
    workbook["Hours"].append(["A1", dt.date(2026, 3, 27), 1])
    workbook["Hours"]["C2"].number_format = "h:mm"
    assert read(tmp_path, workbook).sheets[0].rows == [("A1", "2026-03-27", 86_400)]


def test_true_and_one_stay_apart(tmp_path: Path) -> None:
    rows = rows_of(
        tmp_path, {"Teams": [TEAMS, [1, "One"], [True, "Yes"], [0, "None"], [False, "No"]]}, "Teams"
    )
    assert [row[0] for row in rows] == ["1", "yes", "0", "no"]


def test_formula_like_text_comes_in_as_text(tmp_path: Path) -> None:
    workbook = book({"Employers": [["Employer ID", "Name"]]})
    for row, text in enumerate(FORMULA_LIKE, 2):
        put_text(workbook["Employers"].cell(row, 1), f"E{row}")
        put_text(workbook["Employers"].cell(row, 2), text)
    incoming = read(tmp_path, workbook)
    assert problems(incoming) == []
    assert [row[1] for row in incoming.sheets[0].rows] == FORMULA_LIKE


def test_record_ids_are_taken_where_a_family_has_no_reference(tmp_path: Path) -> None:
    uuid = "0123456789abcdef0123456789abcdef"
    sheets: dict[str, list[list[object]]] = {
        "Plans": [
            ["Record ID", "Client ID", "Agreed"],
            [uuid, "C1", "27 Mar 2026"],
            [None, "C2", "27 Mar 2026"],
        ],
        "Teams": [["Record ID", *TEAMS], [uuid, "T1", "Ward 1"]],
    }
    incoming = read(tmp_path, book(sheets))
    assert incoming.sheets[1].columns == ("uuid", "client_id", "agreed_on")
    assert [row[0] for row in incoming.sheets[1].rows] == [uuid, None]
    assert incoming.sheets[0].columns == ("reference", "name")
    assert incoming.notes == ("Teams: column A, 'Record ID', is ignored; no such heading",)


def test_the_last_audit_number_comes_with_the_workbook(tmp_path: Path) -> None:
    workbook = book({"Teams": [TEAMS]})
    workbook.custom_doc_props.append(  # type: ignore[attr-defined]  # not in its stubs
        StringProperty(name="Last audit & number", value="7 < 8")
    )
    assert read(tmp_path, workbook).properties == {"Last audit & number": "7 < 8"}


def test_problems_name_sheet_cell_what_was_found_and_what_is_expected(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Referrals": [
            ["Referral ID", "Client ID", "Received", "Source", "Accepted"],
            ["R1", "C1", "31/02/2026", "moon", "27/03/26"],
            ["R2", None, "27/03/2026", "gp", "N/A"],
        ],
        "Hours": [["Activity ID", "Date", "Hours"], ["A1", "29/02/2026", 25], ["A1", "29/02/2028", "7:75"]],
        "Usual shifts": [["Activity ID", "Day", "From", "To"], ["A1", "Monday", "9am", "17:00"]],
    }
    assert problems_of(tmp_path, sheets) == [
        "Referrals!C2: '31/02/2026' is not a real date",
        "Referrals!D2: 'moon' is not one of: consultant/RC, named nurse, OT, psychologist, social worker, "
        "care co-ordinator (CMHT), GP, self, carer/family, advocate, Jobcentre Plus, probation, "
        "voluntary sector, other provider, other",
        "Referrals!E2: '27/03/26' has a year of two digits; write all four, as in 27/03/2026",
        "Referrals!B3: 'Client ID' is empty and must be filled in",
        "Hours!B2: '29/02/2026' is not a real date",
        "Hours!C2: '25' is not between 0 and 24",
        "Hours!C3: '7:75' is not a number of hours: write 7.5 or 7:30; minutes go from 00 to 59",
        "Usual shifts!C2: '9am' is not a time of day from 00:00 to 23:59",
    ]


def test_problems_of_headings(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        "Contract": [["Unit name"], ["Oak"], ["Elm"]],
        "Teams": [["Setting", "setting "], ["community", "other"]],
        "Staff": [[], ["Staff ID", "Name", "Role", "Started"]],
        "Plans": [["Client ID", "Goal"], ["C1", "Work"]],
    }
    assert problems_of(tmp_path, sheets) == [
        "Contract!A3: the sheet holds 2 rows and may hold only one",
        "Teams: the columns 'Team ID', 'Name' are missing from row 1",
        "Teams!B1: the heading 'setting' stands twice; keep one of them",
        "Staff: the columns 'Staff ID', 'Name', 'Role', 'Started' are missing from row 1",
        "Plans: the column 'Agreed' is missing from row 1",
    ]


def test_a_column_without_a_heading_is_reported(tmp_path: Path) -> None:
    incoming = read(tmp_path, book({"Teams": [[*TEAMS, None], ["T1", "Ward 1", "x"], ["T2", "Ward 2", "y"]]}))
    assert incoming.notes == ("Teams: column C is ignored; it has no heading",)


def test_error_cells_are_problems_and_text_that_looks_like_one_is_not(tmp_path: Path) -> None:
    workbook = book({"Teams": [TEAMS, ["T1", None], ["T2", None], ["T3", None]]})
    worksheet = workbook["Teams"]
    for row, error in enumerate(("#N/A", "#DIV/0!"), 2):
        worksheet.cell(row, 2).value = error
        worksheet.cell(row, 2).data_type = "e"
    put_text(worksheet["B4"], "#N/A")
    incoming = read(tmp_path, workbook)
    assert problems(incoming) == [
        "Teams!B2: '#N/A' is an error of a formula; mend the formula or empty the cell",
        "Teams!B3: '#DIV/0!' is an error of a formula; mend the formula or empty the cell",
    ]
    assert incoming.sheets[0].rows[2] == ("T3", "#N/A")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        "<c r='B2' t='e'><v>#SPILL!</v></c>",
        '<c t="e" r="B2"  ><f a="1"/><v xml:space="preserve">#GETTING_DATA</v></c>',
    ],
)
def test_error_cells_in_every_spelling(tmp_path: Path, cell: str) -> None:
    row = f'<row r="2"><c r="A2" t="e"/><c r="C2" t="str"><v>x</v></c>{cell}</row>'
    told = problems(read(tmp_path, package({"xl/worksheets/sheet1.xml": sheet_xml(row)})))
    assert told[0] == "Teams!A2: 'Team ID' is empty and must be filled in"
    assert "is an error of a formula" in told[1]


def test_many_problems_are_counted_once_they_are_too_many_to_list(tmp_path: Path) -> None:
    rows: list[list[object]] = [[f"T{row}", "Ward", "soon"] for row in range(5_010)]
    told = problems_of(tmp_path, {"Teams": [[*TEAMS, "Opened"], *rows]})
    assert len(told) == 5_001
    assert told[-1] == "Teams: 10 more problems, not listed here"


def test_progress_is_told(tmp_path: Path) -> None:
    book({"Teams": [TEAMS, ["T1", "Ward 1"]]}).save(tmp_path / "unit.xlsx")
    told: list[str] = []
    read_workbook(tmp_path / "unit.xlsx", progress=told.append)
    assert told == ["Checking the workbook", "Reading the workbook", "Teams: 1 read"]


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample unit is not here")
def test_the_sample_unit_reads_row_for_row_without_a_problem() -> None:
    incoming = read_workbook(SAMPLE)
    assert problems(incoming) == []
    assert incoming.notes == ()
    sample = load_workbook(SAMPLE, read_only=True)
    filled = {sheet.title: sum(1 for row in sheet.values if any(row)) - 1 for sheet in sample.worksheets}
    sample.close()
    assert {sheet.sheet: len(sheet.rows) for sheet in incoming.sheets} == filled


# ---- passwords ------------------------------------------------------------------------------------


def encrypted(password: str) -> bytes:
    plain, out = io.BytesIO(), io.BytesIO()
    book({"Teams": [TEAMS, ["T1", "Ward 1"]]}).save(plain)
    plain.seek(0)
    OOXMLFile(plain).encrypt(password, out)
    return out.getvalue()


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    data = encrypted("correct horse")
    assert read(tmp_path, data, "correct horse").sheets[0].rows == [("T1", "Ward 1")]
    assert read_workbook(tmp_path / "unit.xlsx", lambda: "correct horse").sheets[0].rows == [("T1", "Ward 1")]
    assert unreadable(tmp_path, data, "wrong") == WRONG_PASSWORD
    assert unreadable(tmp_path, data, "") == NEEDS_PASSWORD
    assert unreadable(tmp_path, data) == NEEDS_PASSWORD


def test_nobody_is_asked_for_a_password_that_is_not_needed(tmp_path: Path) -> None:
    book({"Teams": [TEAMS]}).save(tmp_path / "unit.xlsx")
    read_workbook(tmp_path / "unit.xlsx", lambda: pytest.fail("a password was asked for"))


def test_a_damaged_workbook_with_a_password(tmp_path: Path) -> None:
    data = encrypted("correct horse")
    assert unreadable(tmp_path, data[: len(data) // 2], "correct horse")
    assert unreadable(tmp_path, data.replace(b'spinCount="100000"', b'spinCount="9999999"'), "correct horse")


def test_what_is_inside_is_checked_too(tmp_path: Path) -> None:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(package({"xl/vbaProject.bin": random.Random(7).randbytes(9_000)}))).encrypt(
        "correct horse", out
    )
    assert unreadable(tmp_path, out.getvalue(), "correct horse").startswith("The workbook has macros")


# ---- files that do harm ---------------------------------------------------------------------------


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"There is no file none\.xlsx\."):
        read_workbook(tmp_path / "none.xlsx")
    with pytest.raises(UnreadableFile, match="can't be opened"):
        read_workbook(tmp_path)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/worksheets/sheet1.xml": sheet_xml('<row><c r="A2"><v>1</v>')[:-30]},
        {"xl/worksheets/sheet1.xml": sheet_xml('<row><c r="A2" t="s"><v>9</v></c></row>')},
        {"xl/worksheets/sheet1.xml": sheet_xml('<row><c r="&#65;9999999999"><v>1</v></c></row>')},
        {"xl/worksheets/sheet1.xml": sheet_xml('<row><c  r = "XFD1048576"><v>1</v></c></row>')},
        {"xl/worksheets/sheet1.xml": sheet_xml('<row><c  r = "CV1000000"><v>1</v></c></row>')},
        {"xl/worksheets/sheet1.xml": b"\x00\x01\x02"},
        {"xl/workbook.xml": "<workbook/>"},
        {"xl/workbook.xml": "not XML"},
        {
            "xl/sharedStrings.xml": '<sst count="4294967295" uniqueCount="4294967295"></sst>',
            "xl/_rels/workbook.xml.rels": "",
        },
    ],
)
def test_parts_that_lie_or_break_off(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    with contextlib.suppress(UnreadableFile):
        assert read(tmp_path, package(parts)).sheets == ()


def test_a_dimension_that_lies_is_not_believed(tmp_path: Path) -> None:
    sheet = sheet_xml(
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>', '<dimension ref="A1:XFD1048576"/>'
    )
    assert read(tmp_path, package({"xl/worksheets/sheet1.xml": sheet})).sheets[0].rows == [("1", "2")]


def test_more_columns_than_are_read(tmp_path: Path) -> None:
    told = unreadable(tmp_path, book({"Teams": [[*TEAMS, *range(1_000)]]}))
    assert told.startswith("The sheet Teams has more than 1,048,576 rows or 1,000 columns;")


def test_a_mutated_workbook_is_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    original = package({"xl/worksheets/sheet1.xml": sheet_xml('<row r="2"><c r="A2"><v>1</v></c></row>')})
    chance = random.Random(7)
    refused = 0
    for _ in range(60):
        data = bytearray(original)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read(tmp_path, bytes(data))
        except UnreadableFile:
            refused += 1
    assert refused > 10


# ---- the process that reads -----------------------------------------------------------------------


def answers_of(program: str, seconds: float = 20) -> list[dict[str, Any]]:
    command = [sys.executable, "-c", program]
    return list(answers(command, {"seconds": seconds}, b"x" * 1_000_000))


@pytest.mark.parametrize(
    "program",
    [
        "",
        "raise SystemExit(3)",
        "import os; os.abort()",
        "print('garbage')",
        "print('[1]')",
        "print('{\"sheet\"')",
        "import sys; sys.stdin.close(); print('{}')",
    ],
)
def test_whatever_becomes_of_the_process_one_error_comes_out(program: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        answers_of(program)
    assert str(caught.value) == CANT_BE_READ


def test_a_process_that_takes_too_long_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        answers_of("import time; time.sleep(60)", seconds=0.3)
    assert str(caught.value) == TOOK_TOO_LONG
    assert time.monotonic() - began < 40  # it would have slept for a minute


@pytest.mark.parametrize(
    "answer", ["{}", '{"notes": 7}', '{"sheet": "Nowhere", "notes": []}', '{"sheet": "Teams", "notes": []}']
)
def test_answers_that_make_no_sense(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.setattr(workbook_in, "child_command", lambda: [sys.executable, "-c", f"print('{answer}')"])
    assert unreadable(tmp_path, package()) == CANT_BE_READ


def test_the_process_loads_no_database() -> None:
    import subprocess

    program = (
        "import sys, ipsdesk.exchange.reader_child\n"
        "print([name for name in ('sqlalchemy', 'openpyxl', 'ipsdesk.models') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
