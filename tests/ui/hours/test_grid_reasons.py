"""The line that asks why a week went over: it comes and goes with the status and never takes the keyboard."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.ui.hours.grid_view import HoursGrid
from ipsdesk.ui.hours.lines import FIRST_DAY, PAY, Kind
from ipsdesk.ui.hours.reason_row import ReasonRow
from ipsdesk.ui.hours.toolbar_strip import Strip
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, BEN, MONDAY, SUNDAY, key_of, work
from tests.ui.hours.grid_desk import GridDesk, focus
from tests.units import rows_of

ENTER, TAB, BACKTAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape
SAID = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def at(desk: Desk, tmp_path: Path, theme: Theme, qtbot: QtBot) -> GridDesk:
    """Annis has a week of 8 hours with its pay; one more shift and she is over."""
    made = GridDesk(desk, tmp_path, theme, qtbot)
    work(desk, "A1", {0: 8})
    desk.hours.record_pay(key_of(desk, "A1"), SUNDAY, 150_00)
    made.read()
    return made


def rows(grid: HoursGrid) -> list[ReasonRow]:
    return [one for one in grid.findChildren(ReasonRow) if one.isVisible()]


def asked(at: GridDesk) -> list[str]:
    return [line.person.name for line in at.grid.rows.lines if line.kind is Kind.REASON]


def over(at: GridDesk) -> ReasonRow:
    at.at(at.day("A1", 1)).type("8", ENTER)
    (row,) = rows(at.grid)
    return row


def test_it_appears_when_the_status_turns_over_and_leaves_the_keyboard_alone(at: GridDesk) -> None:
    row = over(at)
    assert (asked(at), at.status(ANN)) == ([ANN], ["Over 16 hours"])
    assert (at.here(), focus()) == ((BEN, FIRST_DAY + 1), at.grid)
    assert row.text.accessibleName() == f"{ANN}, why over, week to Sunday 19 April"
    index = at.grid.rows.index(1, 0)
    assert at.grid.visualRect(index) == row.geometry()
    assert at.grid.rows.data(index, SAID) == f"{ANN}, why over, week to Sunday 19 April: not explained yet"
    at.at(at.day("A1", 1)).type("", Qt.Key.Key_Down)
    assert at.here() == (BEN, FIRST_DAY + 1)
    at.at(at.day("A1", 1)).type("7", ENTER)
    assert (asked(at), rows(at.grid)) == ([], [])


def test_tab_comes_to_it_after_its_persons_cells_and_goes_on(at: GridDesk) -> None:
    row = over(at)
    at.at(at.pay("A1", SUNDAY)).type("", TAB)
    assert focus() is row.text
    at.type("Covered a shift", TAB)
    assert (focus(), at.reasons) == (row.day, [])
    at.type("20/4/2026", TAB)
    client = key_of(at.desk, "C1", "clients")
    assert at.reasons == [(client, SUNDAY, "Covered a shift", SUNDAY + DAY)]
    assert (focus(), at.here()) == (at.grid, (BEN, FIRST_DAY))
    assert row.is_quiet
    at.type("", BACKTAB)
    assert focus() is row.day
    at.type("", BACKTAB).type("", BACKTAB)
    assert at.here() == (ANN, PAY)
    assert len(at.reasons) == 1
    assert at.grid.week is not None
    assert at.grid.week.needing_reason == ()


def test_enter_saves_and_what_is_recorded_can_be_written_again(at: GridDesk) -> None:
    row = over(at)
    row.text.setFocus()
    at.type("Asked to stay on", ENTER)
    assert focus() is at.grid
    row.text.setFocus()
    row.text.selectAll()
    at.type("Asked by the employer", ENTER)
    assert [reason for _, _, reason, _ in at.reasons] == ["Asked to stay on", "Asked by the employer"]
    assert rows_of(at.desk, "SELECT reason, follow_up_on FROM hours_reasons") == [
        ("Asked by the employer", None)
    ]
    at.read()
    (row,) = rows(at.grid)
    assert row.text.text() == "Asked by the employer"


def test_escape_puts_back_and_nothing_typed_gives_nothing(at: GridDesk) -> None:
    row = over(at)
    row.text.setFocus()
    at.type("By mistake", ESC)
    assert (row.text.text(), focus(), at.reasons) == ("", at.grid, [])
    row.text.setFocus()
    at.type("   ", ENTER)
    assert at.reasons == []


def test_a_day_that_cannot_be_read_is_said_and_the_reason_waits(at: GridDesk) -> None:
    row = over(at)
    row.text.setFocus()
    at.type("Covered a shift", TAB)
    at.type("blah", ENTER)
    assert (at.reasons, focus()) == ([], row.day)
    assert at.grid._note.words.startswith("'blah' is not a date")
    row.day.selectAll()
    at.type("tomorrow", ENTER)
    assert at.grid._note.words == ""
    assert at.reasons[0][3] == date(2026, 11, 23)


def test_a_recorded_reason_stays_in_sight_when_the_week_is_no_longer_over(at: GridDesk) -> None:
    row = over(at)
    row.text.setFocus()
    at.type("Covered a shift", ENTER)
    at.at(at.day("A1", 1)).type("1", ENTER)
    assert (asked(at), at.status(ANN), row.is_quiet) == ([ANN], ["Within"], True)


def test_a_reason_begun_and_not_handed_over_comes_back_with_its_line(at: GridDesk) -> None:
    row = over(at)
    row.day.setFocus()
    at.type("blah")  # with it nothing is handed over
    row.text.setFocus()
    at.type("Cover")
    at.at(at.day("A1", 1)).type("1", ENTER)
    assert asked(at) == []
    row = over(at)
    assert (row.text.text(), row.day.text(), at.reasons) == ("Cover", "blah", [])


def test_a_reason_that_was_not_saved_is_asked_for_again_with_its_words(at: GridDesk) -> None:
    row = over(at)
    row.text.setFocus()
    at.type("Covered", TAB).type("1/4/2026", ENTER)
    (row,) = rows(at.grid)
    assert not row.is_quiet
    assert (row.text.text(), row.day.text()) == ("Covered", "01/04/2026")
    assert "is before the week it is about" in at.grid._note.words


def test_a_refused_reason_is_named_with_its_sentence_until_it_is_mended(at: GridDesk) -> None:
    grid, told = at.grid, Strip(at.grid._theme, at.window)
    grid.problems_changed.connect(lambda: told.show_problems(grid.problems()))
    told.wanted.connect(grid.go_to_problem)
    row, place = over(at), f"{ANN}, why over, week to Sunday 19 April"
    row.text.setFocus()
    at.type("Covered", TAB).type("1/4/2026", ENTER)
    ((where, sentence),) = grid.problems()
    assert (where, grid.unsaved()) == (place, [place])
    assert "is before the week it is about" in sentence
    assert told.words.text() == f"Not saved: {place}. {sentence}"
    at.at(at.day("A2", 0))
    told.go.click()
    assert (focus(), grid._note.words) == (row.text, sentence)
    at.type("", TAB).type("20/4/2026", ENTER)
    assert (grid.problems(), grid.unsaved(), told._problems) == ([], [], [])
    assert rows_of(at.desk, "SELECT reason FROM hours_reasons") == [("Covered",)]


@pytest.mark.parametrize("is_over", [True, False])
def test_a_refused_reason_of_another_week_is_gone_to_with_its_words(at: GridDesk, is_over: bool) -> None:
    row, client = over(at), key_of(at.desk, "C1", "clients")
    at.saves = False
    row.text.setFocus()
    at.type("Covered", ENTER).read(MONDAY + 7 * DAY)
    at.grid.refuse_reason(client, SUNDAY, "The disk is full.")
    wanted: list[date] = []
    at.grid.week_wanted.connect(wanted.append)
    at.grid.go_to_problem(0)
    assert wanted == [MONDAY]
    if not is_over:  # somebody else has mended the hours since
        work(at.desk, "A1", {1: 1})
    at.read(MONDAY)
    if is_over:
        (row,) = rows(at.grid)
        assert (focus(), row.text.text()) == (row.text, "Covered")
    assert bool(at.grid.unsaved()) is is_over


def test_a_refused_reason_given_up_or_asked_for_no_more_is_not_unsaved(at: GridDesk) -> None:
    for give_up in (True, False):
        row = over(at)
        row.text.setFocus()
        at.type("Covered", TAB).type("1/4/2026", ENTER)
        assert len(at.grid.problems()) == 1
        if give_up:
            row.text.setFocus()
            at.type("", ESC)
        else:
            at.saves = False
            at.at(at.day("A1", 1)).type("1", ENTER)
        assert at.grid.unsaved() == []


def test_each_benefit_week_touched_asks_for_its_own(at: GridDesk) -> None:
    thursday = MONDAY + 3 * DAY
    at.at(at.day("A2", 0)).type("20", ENTER)
    at.at(at.day("A2", 5)).type("20", ENTER)
    at.at(at.pay("A2", thursday)).type("210", ENTER)
    at.at(at.pay("A2", thursday + 7 * DAY)).type("210", ENTER)
    assert asked(at) == [BEN, BEN]
    names = [row.text.accessibleName() for row in sorted(rows(at.grid), key=ReasonRow.y)]
    assert [name.split(", ")[-1] for name in names] == [
        "week to Thursday 16 April",
        "week to Thursday 23 April",
    ]
    at.at(at.pay("A2", thursday)).type("1", ENTER)
    assert asked(at) == [BEN]


def test_an_auditor_can_read_it_only(at: GridDesk) -> None:
    row = over(at)
    at.grid.set_read_only(True)
    row.text.setFocus()
    at.type("Mine", ENTER)
    assert (row.text.text(), at.reasons) == ("", [])
