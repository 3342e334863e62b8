"""What is typed into a cell of the hours grid: taken, judged at once, handed over, or kept as a problem."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_typing import TypedPay
from ipsdesk.services.hours_week import WeekPay
from ipsdesk.ui.hours.grid_editor import CellEditor
from ipsdesk.ui.hours.lines import FIRST_DAY, LAST_DAY, PAY, TOTAL
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, BEN, CAL, MONDAY, SUNDAY, days_kept, key_of, work
from tests.ui.hours.grid_desk import DEL, GridDesk, focus

ENTER, TAB, BACKTAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape
SAID = Qt.ItemDataRole.AccessibleTextRole
THURSDAY = MONDAY + 3 * DAY


@pytest.fixture
def at(desk: Desk, tmp_path: Path, theme: Theme, qtbot: QtBot) -> GridDesk:
    return GridDesk(desk, tmp_path, theme, qtbot)


def test_enter_saves_and_goes_down_past_what_is_not_typed_in(at: GridDesk) -> None:
    at.at(at.day("A1", 0)).type("7.5", ENTER)
    assert at.hours() == [(MONDAY, 27_000)]
    assert days_kept(at.desk, "A1") == [("2026-04-13", 27_000, None)]
    assert at.words(at.day("A1", 0)) == "7:30"
    assert at.here() == (BEN, FIRST_DAY)
    at.at(at.day("A3", 0)).type("", Qt.Key.Key_Down)
    assert at.here()[0] == CAL


def test_tab_goes_through_days_and_pay_only_and_leaves_at_the_end(at: GridDesk) -> None:
    at.at(at.day("A1", 5)).type("4", TAB).type("0", TAB)
    assert at.here() == (ANN, PAY)
    at.type("", TAB)
    assert at.here() == (BEN, FIRST_DAY)  # the sum of both jobs is not typed in
    assert at.grid.rows.lines[at.grid.currentIndex().row()].job is not None
    at.type("", BACKTAB)
    assert at.here() == (ANN, PAY)
    at.type("", BACKTAB)
    assert at.words(at.day("A1", 6)) == "0"
    at.at(at.pay("A6", SUNDAY)).type("", TAB)
    assert focus() is at.after


def test_what_could_not_be_saved_is_no_markup_in_its_tool_tip(at: GridDesk) -> None:
    monday = at.day("A1", 0)
    at.at(monday).type("<b>9", ENTER)
    tip = str(monday.data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;9" in tip
    assert "<b>" not in tip


def test_pay_of_two_benefit_weeks_is_typed_for_each(at: GridDesk) -> None:
    at.at(at.day("A2", 6)).type("3", TAB)
    assert at.grid.currentIndex() == at.pay("A2", THURSDAY)
    at.type("", TAB)
    assert at.grid.currentIndex() == at.pay("A2", THURSDAY + 7 * DAY)
    at.type("£38.13", ENTER)
    typed, shown = at.typed[-1]
    assert typed == TypedPay(key_of(at.desk, "A2"), THURSDAY + 7 * DAY, 38_13)
    assert isinstance(shown, WeekPay)
    assert shown.pence is None
    assert at.words(at.pay("A2", THURSDAY + 7 * DAY)) == "£38.13"


def test_the_status_turns_over_while_typing_and_escape_turns_it_back(at: GridDesk) -> None:
    work(at.desk, "A1", {0: 8})
    at.desk.hours.record_pay(key_of(at.desk, "A1"), SUNDAY, 150_00)
    at.read()
    assert at.status(ANN) == ["Within"]
    shown = at.at(at.day("A1", 1)).type("8").grid.rows.lines[0].limit
    assert shown is not None
    assert shown.words == "Over 16 hours"
    assert len(at.grid.rows.lines) == 1 + 6 + 1 + 3  # nothing comes or goes while a cell is typed in
    at.type("", ESC)
    shown = at.grid.rows.lines[0].limit
    assert shown is not None
    assert shown.words == "Within"
    assert at.typed == []


def test_what_is_unchanged_hands_over_nothing(at: GridDesk) -> None:
    at.at(at.day("A1", 0)).type("4:00", ENTER)
    at.at(at.day("A1", 0)).type("", Qt.Key.Key_F2, ENTER)
    at.at(at.day("A1", 0)).type("4.0", ENTER)
    at.at(at.day("A1", 1)).type("", ENTER, ENTER)
    assert at.hours() == [(MONDAY, 4 * HOUR)]


def test_a_zero_is_not_a_blank_and_delete_clears(at: GridDesk) -> None:
    at.at(at.day("A1", 0)).type("0", ENTER)
    assert at.words(at.day("A1", 0)) == "0"
    at.at(at.day("A1", 0)).type("", Qt.Key.Key_Delete)
    assert at.words(at.day("A1", 0)) == ""
    assert at.hours() == [(MONDAY, 0), (MONDAY, None)]
    assert days_kept(at.desk, "A1") == []


def test_what_cannot_be_read_stays_in_the_cell_and_is_said_there(at: GridDesk) -> None:
    monday = at.day("A1", 0)
    at.at(monday).type("abc", ENTER)
    assert (at.typed, at.here(), at.words(monday)) == ([], (ANN, FIRST_DAY), "abc")
    sentence = "'abc' is not a number of hours. Write 7.5 or 7:30."
    assert at.grid.problems() == [(f"{ANN}, Monday 13 April", sentence)]
    assert at.grid._note.words == sentence
    assert at.grid.rows.data(monday, SAID).endswith(f"Not saved: 'abc'. {sentence}")
    at.type("", Qt.Key.Key_Right)
    assert at.grid._note.words == ""
    at.grid.go_to_problem(0)
    assert at.grid.currentIndex() == monday
    at.type("", ESC)
    assert (at.grid.problems(), at.words(monday)) == ([], "")
    at.type("x", TAB).type("6", ENTER)
    assert (at.grid.problems(), at.hours()) == ([], [(MONDAY, 6 * HOUR)])


def test_what_saving_would_refuse_is_refused_at_the_cell(at: GridDesk) -> None:
    work(at.desk, "A1", {0: 4})
    at.desk.hours.record_pay(key_of(at.desk, "A1"), SUNDAY, 50_00)
    at.read()
    at.at(at.day("A1", 0)).type("", Qt.Key.Key_Delete)
    ((_, sentence),) = at.grid.problems()
    assert sentence.startswith("£50.00 of pay stands on Monday 13 April")
    assert (at.typed, at.status(ANN)) == ([], ["Within"])


def test_what_was_not_saved_stays_typed_and_the_rest_is_as_recorded(at: GridDesk) -> None:
    at.saves = False
    tuesday = at.day("A1", 1)
    at.at(tuesday).type("20", ENTER)
    assert at.words(tuesday) == "20:00"
    at.grid.refuse(at.typed[0], "The disk is full.")
    assert at.words(tuesday) == "20:00"
    assert at.words(tuesday.siblingAtColumn(TOTAL)) == "–"
    assert at.grid.problems() == [(f"{ANN}, Tuesday 14 April", "The disk is full.")]
    at.read()
    assert at.words(at.day("A1", 1)) == "20:00"
    at.saves = True
    at.at(at.day("A1", 1)).type("", ENTER, ENTER)
    assert (at.grid.problems(), days_kept(at.desk, "A1")) == ([], [("2026-04-14", 20 * HOUR, None)])


def test_a_cell_typed_again_before_the_first_came_back_keeps_the_newest(at: GridDesk) -> None:
    at.saves = False
    monday = at.day("A1", 0)
    at.at(monday).type("4", ENTER)
    at.at(monday).type("5", ENTER)
    at.grid.settle(at.saved(at.typed[0]).days)
    assert at.words(monday) == "5:00"
    saved = at.desk.hours.record(key_of(at.desk, "A1"), MONDAY, 5 * HOUR, seen=1)
    at.grid.settle(saved.days)
    assert at.grid.week is not None
    cell = at.grid.week.people[0].jobs[0].days[0]
    assert (cell.seconds, cell.version) == (5 * HOUR, 2)


def test_days_outside_the_job_are_not_typed_in_and_say_so(at: GridDesk) -> None:
    friday = at.day("A4", 4)
    at.at(friday).type("4")
    assert (at.typed, focus()) == ([], at.grid)
    assert "outside the dates of the job" in at.grid.rows.data(friday, SAID)


def test_leaving_by_mouse_or_by_arrow_commits(at: GridDesk) -> None:
    at.at(at.day("A1", 0)).type("4", Qt.Key.Key_Down)
    assert at.here() == (BEN, FIRST_DAY)
    at.at(at.day("A1", 1)).type("5")
    at.after.setFocus()
    at.at(at.day("A1", 2)).type("6")
    at.grid.commit()
    assert [seconds for _, seconds in at.hours()] == [4 * HOUR, 5 * HOUR, 6 * HOUR]


def test_an_auditor_reads_and_changes_nothing(at: GridDesk) -> None:
    at.grid.set_read_only(True)
    QGuiApplication.clipboard().setText("4")
    at.at(at.day("A1", 0)).type("4", ENTER, Qt.Key.Key_Delete)
    at.grid.paste()
    assert (at.typed, focus()) == ([], at.grid)


def test_an_open_cell_lives_through_a_new_reading(at: GridDesk) -> None:
    at.at(at.day("A1", 0)).type("4:3")
    at.read()
    editor = focus()
    assert isinstance(editor, CellEditor)
    with at.desk.workspace.transactions.begin() as connection:  # someone's job is gone meanwhile
        connection.exec_driver_sql("UPDATE activities SET removed_at = 'x' WHERE reference IN ('A2', 'A3')")
    at.read()
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), at.here()) == ("4:3", (ANN, FIRST_DAY))
    at.type("0", ENTER)
    assert at.hours() == [(MONDAY, 4 * HOUR + HOUR // 2)]


def test_a_problem_of_another_week_is_asked_for_and_gone_to(at: GridDesk, qtbot: QtBot) -> None:
    at.at(at.day("A1", LAST_DAY - FIRST_DAY)).type("abc", ENTER)
    at.read(MONDAY + 7 * DAY)
    assert at.grid.problems() != []
    with qtbot.waitSignal(at.grid.week_wanted) as wanted:
        at.grid.go_to_problem(0)
    assert wanted.args == [MONDAY]
    at.read(MONDAY)
    assert at.words(at.grid.currentIndex()) == "abc"
    assert at.here() == (ANN, LAST_DAY)


def test_text_for_a_job_that_is_gone_is_not_asked_about_any_more(at: GridDesk) -> None:
    at.at(at.day("A2", 0)).type("abc", ENTER)
    with at.desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE activities SET removed_at = 'x' WHERE reference = 'A2'")
    at.read()
    assert at.grid.problems() == []


def test_the_sum_of_several_jobs_follows_what_is_typed_in_one(at: GridDesk) -> None:
    at.at(at.day("A5", 0)).type("4", ENTER).type("3", ENTER)
    first = at.day("A5", 0).row() - 1
    assert at.grid.rows.lines[first].person.name == DEL
    assert at.words(at.grid.rows.index(first, FIRST_DAY)) == "7:00"
    assert at.words(at.grid.rows.index(first, TOTAL)) == "7:00"
