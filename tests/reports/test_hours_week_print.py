"""The week's hours on paper say what the grid says: figures, statuses, plans, estimates, reasons."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ipsdesk.reports.blocks import Cell, Heading, Paragraph, Table, Tone
from ipsdesk.reports.hours_week import days_words, hours_week_blocks
from ipsdesk.services.desk import Desk
from tests.services.hours_books import (
    BEN,
    CAL,
    JOBS,
    MONDAY,
    STARTED,
    SUNDAY,
    a_unit_at_work,
    key_of,
    pay,
    work,
)
from tests.units import copy_unit, sit_down

WEDNESDAY = date(2026, 4, 15)


def words(cell: Cell) -> list[str]:
    return [cell] if isinstance(cell, str) else [line.text for line in cell]


def table_of(desk: Desk) -> Table:
    blocks = hours_week_blocks(desk.hours.week(MONDAY), "Larkrise House")
    (table,) = (one for one in blocks if isinstance(one, Table))
    return table


def notes_of(desk: Desk) -> str:
    blocks = hours_week_blocks(desk.hours.week(MONDAY), "Larkrise House")
    return " ".join(one.text for one in blocks if isinstance(one, Paragraph))


def row_of(table: Table, name: str) -> list[list[str]]:
    return next([words(cell) for cell in row] for row in table.rows if words(row[0])[0] == name)


@pytest.mark.parametrize(
    ("monday", "said"),
    [
        (date(2026, 5, 4), "4 to 10 May 2026"),
        (date(2026, 4, 27), "27 April to 3 May 2026"),
        (date(2025, 12, 29), "29 December 2025 to 4 January 2026"),
    ],
)
def test_the_week_is_named_by_its_days(monday: date, said: str) -> None:
    assert days_words(monday) == said


def test_figures_status_and_reason(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    work(desk, "A1", {0: 4, 1: 4, 2: 0, 3: 8.5})
    pay(desk, "A1", 209.72)
    name, *days, total, paid, against = row_of(table_of(desk), "Annis Fold")
    assert name == ["Annis Fold", "Packer"]
    assert days == [["4:00"], ["4:00"], ["0"], ["8:30"], [""], [""], [""]]
    assert (total, paid) == (["16:30"], ["£209.72"])
    assert against == [
        "Over hours and earnings",
        "16 h 30 of under 16, £209.72 of £203.50",
        "Reason still to be given",
    ]
    assert "1 week over a limit, 1 reason to be given" in notes_of(desk)
    desk.hours.give_reason(key_of(desk, "C1", "clients"), SUNDAY, "A colleague was ill", date(2026, 4, 24))
    *_, against = row_of(table_of(desk), "Annis Fold")
    assert against[-2:] == ["Why over: A colleague was ill", "Come back to it on Fri 24 Apr"]
    assert "to be given" not in notes_of(desk)


def test_a_benefit_week_that_does_not_end_on_sunday_is_named_with_its_own_pay(
    desk: Desk, tmp_path: Path
) -> None:
    a_unit_at_work(desk, tmp_path)
    work(desk, "A2", {0: 4})
    pay(desk, "A2", 50.84, date(2026, 4, 16))
    table = table_of(desk)
    place = next(number for number, row in enumerate(table.rows) if words(row[0])[0] == BEN)
    together, later, porter, cards = ([words(cell) for cell in row] for row in table.rows[place : place + 4])
    assert (together[0], together[-2]) == ([BEN, "2 jobs"], ["£50.84"])
    assert (together[-1][0], later[-1][0]) == ("Week to Thu 16 Apr", "Week to Thu 23 Apr")
    assert later[:9] == [[""]] * 9
    assert porter[0] == ["Porter"]
    assert porter[-2] == ["£50.84", "to Thu 16 Apr", "–", "to Thu 23 Apr"]
    assert cards[-2] == ["–", "to Thu 16 Apr", "–", "to Thu 23 Apr"]
    assert set(range(place + 1, place + 4)) <= table.joined
    assert place not in table.joined


def test_planned_and_estimated_are_never_shown_as_recorded(empty_unit: Path, tmp_path: Path) -> None:
    shifts = [("A1", "Monday", "09:00", "13:00"), ("A1", "Friday", "09:00", "13:00")]
    with sit_down(copy_unit(empty_unit, tmp_path / "unit"), WEDNESDAY) as desk:
        a_unit_at_work(desk, tmp_path, Usual_shifts=shifts)
        not_in = row_of(table_of(desk), "Annis Fold")
        assert (not_in[1], not_in[8]) == (["(4:00)"], ["(8:00)"])
        assert not_in[-1] == ["Hours not in", "8 h planned, £101.68 expected"]
        work(desk, "A1", {0: 4})
        table = table_of(desk)
        row = row_of(table, "Annis Fold")
        assert (row[1], row[5], row[8]) == (["4:00"], ["(4:00)"], ["4:00", "(4:00)"])
        assert row[9] == ["£101.68", "estimated"]
        assert row[-1] == [
            "Incomplete: pay not in yet",
            "4 h of under 16 (8 h with the plan), £101.68 (estimated) of £203.50",
        ]
        uncertain = [
            line.text
            for cells in table.rows
            for cell in cells
            if not isinstance(cell, str)
            for line in cell
            if line.tone is Tone.UNCERTAIN
        ]
        assert uncertain == ["(4:00)", "(4:00)", "£101.68", "estimated"]
        notes = notes_of(desk)
        assert "not recorded as worked" in notes
        assert "Estimated pay" in notes
        assert "£203.50 is derived from the minimum wage; confirm with DWP." in notes


def test_plans_of_several_jobs_are_added_up(empty_unit: Path, tmp_path: Path) -> None:
    shifts = [("A2", "Tuesday", "09:00", "13:00"), ("A3", "Tuesday", "14:00", "16:00")]
    with sit_down(copy_unit(empty_unit, tmp_path / "unit"), WEDNESDAY) as desk:
        a_unit_at_work(desk, tmp_path, Usual_shifts=shifts)
        row = row_of(table_of(desk), BEN)
        assert (row[2], row[8]) == (["(6:00)"], ["(6:00)"])
        work(desk, "A2", {1: 3})
        row = row_of(table_of(desk), BEN)
        assert (row[2], row[8]) == (["3:00"], ["3:00", "(2:00)"])


def test_what_is_not_known_or_ends_in_the_week_is_said(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    row = row_of(table_of(desk), CAL)
    assert row[0] == [CAL, "Gardener", "until Wed 15 Apr"]
    assert row[8:] == [["–"], ["–"], ["Hours not in"]]
    work(desk, "A4", {0: 0})
    assert row_of(table_of(desk), CAL)[-1][0] == "Incomplete: benefits not known"


def test_a_missing_pw1_is_said(desk: Desk, tmp_path: Path) -> None:
    job = ("A5", "C1", "paid job", "Baker", STARTED, None, "higher", None, 12.71, None)
    a_unit_at_work(desk, tmp_path, Activities=[*JOBS, job])
    assert "PW1 not sent" in row_of(table_of(desk), "Annis Fold")[-1]


def test_a_week_without_work_says_so(desk: Desk) -> None:
    blocks = hours_week_blocks(desk.hours.week(MONDAY), "Larkrise House")
    assert blocks == [
        Heading("Weekly hours, 13 to 19 April 2026"),
        Paragraph("Larkrise House: nobody has a paid job in this week."),
    ]
