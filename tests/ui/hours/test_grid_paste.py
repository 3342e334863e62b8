"""Blocks of cells: pasted as a whole or not at all, copied, cleared; and the menu of a row."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import HOUR
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_typing import TypedPay
from ipsdesk.ui.hours.lines import PAY, PERSON, TOTAL
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, BEN, CAL, MONDAY, SUNDAY, days_kept, key_of, next_undo
from tests.ui.hours.grid_desk import GridDesk


@pytest.fixture
def at(desk: Desk, tmp_path: Path, theme: Theme, qtbot: QtBot) -> GridDesk:
    return GridDesk(desk, tmp_path, theme, qtbot)


def paste(at: GridDesk, index: QModelIndex, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    at.at(index).grid.paste()


def choose(at: GridDesk, first: QModelIndex, last: QModelIndex) -> None:
    at.at(first)
    how = QItemSelectionModel.SelectionFlag.ClearAndSelect
    at.grid.selectionModel().select(QItemSelection(first, last), how)


def test_a_block_of_hours_is_taken_as_one(at: GridDesk) -> None:
    paste(at, at.day("A5", 0), "4\t7:30\t0\r\n\t2,5\t\r\n")
    (block,) = at.typed
    assert len(block) == 4
    assert next_undo(at.desk) == "hours on 4 days for Della Marsh"
    assert days_kept(at.desk, "A6") == [("2026-04-14", 9_000, None)]
    assert at.grid._note.words == ""


def test_days_and_pay_are_pasted_with_or_without_the_total_between(at: GridDesk) -> None:
    paste(at, at.day("A1", 4), "4\t\t\t£50.84")
    paste(at, at.day("A5", 4), "4\t\t\t4:00\t£50.84")
    for job in ("A1", "A5"):
        assert days_kept(at.desk, job) == [("2026-04-17", 4 * HOUR, 50_84)]
    typed, _ = at.typed[1]
    assert typed == TypedPay(key_of(at.desk, "A1"), SUNDAY, 50_84)


def test_a_column_of_pay_falls_on_each_benefit_week(at: GridDesk) -> None:
    paste(at, at.day("A2", 0), "3\t\t\t\t\t4")
    thursday = MONDAY + 3 * DAY
    paste(at, at.pay("A2", thursday), "30\n40")
    assert [at.words(at.pay("A2", day)) for day in (thursday, thursday + 7 * DAY)] == ["£30.00", "£40.00"]


@pytest.mark.parametrize(
    ("job", "day", "text", "sentence"),
    [
        ("A1", 0, "4\tabc", f"{ANN}, Tuesday 14 April: 'abc' is not a number of hours. Write 7.5 or 7:30. "),
        ("A1", 0, "4\n4", f"{BEN}'s first line is the sum of 2 jobs and is not typed in. "),
        ("A4", 2, "4\t4", f"{CAL}, Thursday 16 April, lies outside the dates of the job. "),
        ("A6", 0, "4\n4", "What was copied has 2 lines, and from here on there is only 1. "),
        (
            "A1",
            5,
            "1\t1\t1\t1\t1",
            "What was copied is 5 columns wide, and from here on there is room for 3. ",
        ),
        ("A2", 6, "4\t£5", f"{BEN}'s pay is for two benefit weeks: type or paste it there on its own. "),
        ("A1", 6, "\t£5", f"{ANN}, pay for the week to Sunday 19 April: No hours are recorded"),
    ],
)
def test_a_block_that_does_not_fit_changes_nothing_and_says_why(
    at: GridDesk, job: str, day: int, text: str, sentence: str
) -> None:
    paste(at, at.day(job, day), text)
    assert (at.typed, at.grid.problems()) == ([], [])
    assert at.grid._note.words.startswith(sentence)
    assert at.grid._note.words.endswith("Nothing was pasted.")
    at.type("", Qt.Key.Key_Escape)
    assert at.grid._note.words == ""


def test_pasting_on_a_total_says_where_to_go(at: GridDesk) -> None:
    paste(at, at.day("A1", 0).siblingAtColumn(TOTAL), "4")
    assert at.grid._note.words == (
        "Go to a day or to the pay first: that is where it is pasted. Nothing was pasted."
    )


def test_a_pasted_block_asks_for_a_reason_in_its_line_not_in_a_dialog(at: GridDesk) -> None:
    paste(at, at.day("A1", 0), "8\t8\t8\t\t\t\t\t£300")
    assert at.status(ANN) == ["Over hours and earnings"]
    assert at.grid.currentIndex() == at.day("A1", 0)
    assert at.grid.hasFocus()


def test_what_is_copied_is_what_is_recorded_and_can_be_pasted_again(at: GridDesk) -> None:
    paste(at, at.day("A5", 0), "4\t7:39:36\t0\t\t\t\t\t£100")
    choose(at, at.day("A5", 0), at.day("A6", 0).siblingAtColumn(PAY))
    at.grid.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied == "4:00\t7.66\t0\t\t\t\t\t11.66\t£100.00\n\t\t\t\t\t\t\t\t"
    before = len(at.typed)
    at.at(at.day("A5", 0)).grid.paste()
    assert len(at.typed) == before
    choose(at, at.day("A1", 0).siblingAtColumn(PERSON), at.day("A1", 0))
    at.grid.copy()
    assert QGuiApplication.clipboard().text() == f"{ANN}, Packer\t"


def test_shift_and_arrows_choose_a_rectangle_that_delete_clears_as_one(at: GridDesk) -> None:
    paste(at, at.day("A5", 0), "4\t4\n3\t3")
    at.at(at.day("A5", 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(at.grid, key, Qt.KeyboardModifier.ShiftModifier)
    at.type("", Qt.Key.Key_Delete)
    assert len(at.typed) == 2
    assert (days_kept(at.desk, "A5"), days_kept(at.desk, "A6")) == ([], [])


def test_the_menu_of_a_row_asks_for_the_usual_shifts_of_each_job(at: GridDesk, qtbot: QtBot) -> None:
    lines = at.grid.rows.lines
    of_one = at.grid._blocks.menu_of(lines[at.day("A1", 0).row()])
    assert [action.text() for action in of_one.actions()][-1] == "&Usual shifts…"
    of_all = at.grid._blocks.menu_of(lines[at.day("A5", 0).row() - 1])
    *_, cleaner, baker = of_all.actions()
    assert (cleaner.text(), baker.text()) == ("&Usual shifts: Cleaner…", "&Usual shifts: Baker…")
    with qtbot.waitSignal(at.grid.shifts_wanted) as wanted:
        baker.trigger()
    assert wanted.args == [key_of(at.desk, "A6")]
