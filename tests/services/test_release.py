"""What leaves the unit: nothing that is hidden can be found in the file, by whatever way it is opened."""

from __future__ import annotations

import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipsdesk.measures import MEASURES, Section, Shape
from ipsdesk.reports.return_workbook import write_return_of
from ipsdesk.rules.disclosure import WITHHELD, Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.release import HIDDEN
from tests.recount.generator import generate_unit
from tests.units import Sheets, bring_in, write_book

PERIOD = parse_period("2026-27 Q2")
EXACT_SHAPES = {Shape.SHARE, Shape.MEAN, Shape.RATE, Shape.SCORE}


def clients_of(*genders: str) -> Sheets:
    """People all served in the period, of these genders."""
    return {
        "Clients": [
            ("Client ID", "Name", "Gender"),
            *((f"C{at}", f"Person Number {at}", gender) for at, gender in enumerate(genders)),
        ],
        "Referrals": [
            ("Referral ID", "Client ID", "Received", "Started"),
            *((f"R{at}", f"C{at}", date(2025, 1, 6), date(2025, 1, 7)) for at in range(len(genders))),
        ],
    }


def all_cells(path: Path) -> list[Any]:
    """Every cell of every sheet."""
    return [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]


def people_in_summary(path: Path) -> object:
    """The figure printed beside People served."""
    summary = load_workbook(path)["Summary"]
    return next(row[1].value for row in summary.iter_rows(min_row=5) if row[0].value == "People served")


def everything_in(path: Path) -> str:
    """The text of every part of the file."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@pytest.mark.parametrize("seed", [2, 6, 9, 14])
def test_no_count_of_one_to_four_is_in_an_open_return(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx")
    bring_in(desk, tmp_path / "unit.xlsx")
    content = desk.returns.content(PERIOD, Profile.OPEN)
    for card in (content.now, content.before, content.year_to_date, *content.run):
        for measure in MEASURES:
            figure = card[measure.key]
            counts = [figure.numerator, figure.denominator, figure.n, figure.not_yet, figure.current]
            if measure.shape is Shape.RATE:
                counts = [figure.numerator]
            if measure.shape not in EXACT_SHAPES:
                counts.append(figure.value)
            counts += (figure.bands or {}).values()
            assert all(count in (None, HIDDEN) or count % 5 == 0 for count in counts), measure.key
    assert all(gap.missing == HIDDEN or gap.missing % 5 == 0 for gap in content.gaps)


def test_planted_small_counts_are_in_no_part_of_an_open_return(desk: Desk, tmp_path: Path) -> None:
    monday = date(2026, 8, 3)
    sheets: dict[str, object] = {
        **clients_of(*["female"] * 9, *["non-binary"] * 3),
        "Activities": [
            ("Activity ID", "Client ID", "Kind", "Started", "Permitted work", "Four hours worked on"),
            *((f"A{at}", f"C{at}", "paid job", monday, "higher", monday) for at in range(3)),
        ],
        "Hours": [
            ("Activity ID", "Date", "Hours", "Earnings"),
            *((f"A{at}", monday + timedelta(at), 3.37, 333.33) for at in range(3)),
        ],
    }
    bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))  # type: ignore[arg-type]
    write_return_of(desk, PERIOD, tmp_path / "open.xlsx", Profile.OPEN)
    text = everything_in(tmp_path / "open.xlsx")
    for planted in ("999.99", "333.33", "10.11", "<v>3</v>", "<v>12</v>", "Person Number"):
        assert planted not in text
    assert not any(cell.data_type == "f" for cell in all_cells(tmp_path / "open.xlsx"))
    assert set(re.findall(r'<definedName[^>]*name="([^"]*)"', text)) <= {"_xlnm.Print_Titles"}
    assert 'state="hidden"' not in text
    assert "comments" not in " ".join(zipfile.ZipFile(tmp_path / "open.xlsx").namelist())
    write_return_of(desk, PERIOD, tmp_path / "internal.xlsx", Profile.INTERNAL)
    assert "999.99" in everything_in(tmp_path / "internal.xlsx")


def test_the_commissioner_sees_contract_figures_exactly_and_people_protected(
    desk: Desk, tmp_path: Path
) -> None:
    genders = ["female"] * 12 + ["male"] * 9 + ["non-binary"] * 3 + ["other"] * 3
    bring_in(desk, write_book(tmp_path / "book.xlsx", clients_of(*genders)))
    content = desk.returns.content(PERIOD)
    tables = {table.measure.key: table.counts for table in content.reach}
    assert content.now["access.served"].value == 27
    assert tables["profile.gender"] == (10, 10, HIDDEN, HIDDEN, 0, 0)


def test_a_withheld_table_takes_the_exact_number_of_people_with_it(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "book.xlsx", clients_of("female", *["male"] * 8, *["other"] * 8)))
    content = desk.returns.content(PERIOD)
    assert {table.measure.key: table.counts for table in content.reach}["profile.gender"] is None
    assert content.now["access.served"].value == 15
    write_return_of(desk, PERIOD, tmp_path / "return.xlsx")
    assert WITHHELD in everything_in(tmp_path / "return.xlsx")
    assert people_in_summary(tmp_path / "return.xlsx") == 15
    assert load_workbook(tmp_path / "return.xlsx")["Who we reach"]["B5"].value == 15


def test_a_return_of_a_year_does_not_tell_it_by_another_figure(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "book.xlsx", clients_of("female", *["male"] * 8, *["other"] * 8)))
    year = parse_period("2025-26")
    write_return_of(desk, year, tmp_path / "return.xlsx")
    assert people_in_summary(tmp_path / "return.xlsx") == 15
    content = desk.returns.content(year)
    assert content.now["access.served"].value == content.now["access.served_year"].value == 15
    assert content.now["steps.share"].denominator == 15


def test_an_internal_return_protects_nothing(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "book.xlsx", clients_of("female", "male", "male")))
    content = desk.returns.content(PERIOD, Profile.INTERNAL)
    gender = next(table for table in content.reach if table.measure.key == "profile.gender")
    assert gender.counts == (2, 1, 0, 0, 0, 0)
    assert {gap.title for gap in content.gaps} >= {"Date of birth", "Gender"}
    assert all(measure.section is Section.REACH for measure in (table.measure for table in content.reach))


def job_starts_of(days: list[date]) -> Sheets:
    """A job started on each of these days, each by a person who came the year before."""
    people = clients_of(*["female"] * len(days))
    heads = ("Activity ID", "Client ID", "Kind", "Started", "Four hours worked on")
    return {
        **people,
        "Activities": [heads, *((f"A{n}", f"C{n}", "paid job", d, d) for n, d in enumerate(days))],
    }


def test_bands_that_would_tell_a_hidden_count_are_hidden_together(desk: Desk, tmp_path: Path) -> None:
    soon, late = [date(2026, 8, 3)] * 4, [date(2026, 8, 4)] * 4
    sheets = dict(job_starts_of([*soon, *late]))
    heads, *rows = sheets["Referrals"]
    recent = [(*row[:2], date(2026, 7, 1), date(2026, 7, 2)) for row in rows[:4]]
    sheets["Referrals"] = [heads, *recent, *rows[4:]]
    bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))
    shown = desk.returns.content(PERIOD, Profile.OPEN).now
    assert desk.figures.scorecard(PERIOD)["jobs.by_time"].bands == {
        "under 6 months": 4,
        "6 to 12 months": 0,
        "over 12 months": 4,
    }
    assert set((shown["jobs.by_time"].bands or {}).values()) == {HIDDEN}


def test_the_year_to_date_does_not_tell_a_hidden_quarter(desk: Desk, tmp_path: Path) -> None:
    bring_in(
        desk,
        write_book(tmp_path / "book.xlsx", job_starts_of([date(2026, 5, 4)] * 4 + [date(2026, 8, 3)] * 4)),
    )
    content = desk.returns.content(PERIOD, Profile.OPEN)
    assert (content.before["jobs.started"].value, content.now["jobs.started"].value) == (HIDDEN, HIDDEN)
    assert content.year_to_date["jobs.started"].value == HIDDEN
    assert content.year_to_date["access.served"].value == 10


def test_jobs_not_kept_are_counted_before_they_are_rounded(desk: Desk, tmp_path: Path) -> None:
    sheets = dict(job_starts_of([date(2026, 5, 4)] * 12))
    heads, *rows = sheets["Activities"]
    sheets["Activities"] = [
        (*heads, "Ended"),
        *((*row, date(2026, 6, 1) if number < 4 else None) for number, row in enumerate(rows)),
    ]
    bring_in(desk, write_book(tmp_path / "book.xlsx", sheets))
    figure = desk.returns.content(PERIOD, Profile.OPEN).now["kept.13_weeks"]
    assert figure.denominator == 10
    assert figure.rest == HIDDEN
    assert desk.returns.content(PERIOD, Profile.INTERNAL).now["kept.13_weeks"].rest == 4
