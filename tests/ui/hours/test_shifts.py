"""Usual shifts are typed the way they are said, saved only by Save, and wrong ones are told at the field."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_records import Shift
from ipsdesk.ui.hours.shifts import UsualShifts
from ipsdesk.ui.hours.shifts_week import length_words, read_clock
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.typed_values import Complaint
from tests.services.hours_books import BEN, a_unit_at_work, key_of, person
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

MONDAYS = Shift("Monday", "09:00", "13:00")


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    a_unit_at_work(desk, tmp_path)
    desk.hours.set_usual_shifts(key_of(desk, "A2"), [MONDAYS])
    return desk


@pytest.fixture
def dialog(at_work: Desk, theme: Theme, qtbot: QtBot) -> UsualShifts:
    """Benet has two jobs; the porter's shifts are on screen."""
    made = UsualShifts(theme, person(at_work, BEN), key_of(at_work, "A2"))
    qtbot.addWidget(made)
    made.open()
    QTest.qWaitForWindowActive(made)
    return made


class Given:
    def __init__(self, dialog: UsualShifts) -> None:
        self.shifts: dict[int, Sequence[Shift]] = {}
        dialog.given.connect(self._take)

    def _take(self, activity: int, shifts: Sequence[Shift]) -> None:
        self.shifts[activity] = shifts


def type_and_tab(text: str) -> None:
    QTest.keyClicks(keyboard(), text)
    QTest.keyClick(keyboard(), Qt.Key.Key_Tab)


def keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(dialog: UsualShifts) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9", "09:00"),
        ("9.30", "09:30"),
        ("9:30", "09:30"),
        ("0930", "09:30"),
        ("930", "09:30"),
        (" 17 ", "17:00"),
        ("5pm", "17:00"),
        ("5.15 p.m.", "17:15"),
        ("12am", "00:00"),
        ("12 PM", "12:00"),
        ("24:00", "00:00"),
    ],
)
def test_times_are_typed_as_they_are_said(typed: str, clock: str) -> None:
    assert read_clock(typed) == clock


@pytest.mark.parametrize(
    "typed", ["", "9:5", "25", "24:01", "13pm", "0pm", "9:60", "noon", "９", "-1", "1e3"]
)
def test_what_is_no_time_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Complaint, match="is not a time of day"):
        read_clock(typed)


def test_a_shift_over_midnight_says_where_it_ends() -> None:
    assert length_words(Shift("Sunday", "22:00", "06:00")) == "8 h, to 06:00 on Monday"
    assert length_words(Shift("Sunday", "16:00", "00:00")) == "8 h"


def test_typed_and_saved_by_keyboard(dialog: UsualShifts, at_work: Desk) -> None:
    given = Given(dialog)
    assert "Plans 4 h a week, on days with nothing recorded, from this week on." in words(dialog)
    assert "Planned hours are never recorded as worked." in words(dialog)
    field = dialog.week.first_field
    assert QApplication.focusWidget() is field
    type_and_tab("9")
    type_and_tab("12.30")
    assert (field.text(), dialog.week.days[0].pairs[0].until.text()) == ("09:00", "12:30")
    dialog.week.days[0].add()
    type_and_tab("5pm")
    QTest.keyClicks(keyboard(), "9pm")
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    expected = (Shift("Monday", "09:00", "12:30"), Shift("Monday", "17:00", "21:00"))
    job = key_of(at_work, "A2")
    assert given.shifts == {job: expected}
    at_work.hours.set_usual_shifts(job, given.shifts[job])
    dialog.take_saved(job)
    assert not dialog.isVisible()
    assert person(at_work, BEN).records.job(job).shifts == expected


def test_ctrl_s_saves_from_anywhere_but_not_while_it_asks(dialog: UsualShifts, at_work: Desk) -> None:
    given = Given(dialog)
    control = Qt.KeyboardModifier.ControlModifier
    type_and_tab("8")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QTest.keyClick(keyboard(), Qt.Key.Key_S, control)
    assert given.shifts == {}
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    QTest.keyClick(keyboard(), Qt.Key.Key_S, control)
    assert given.shifts == {key_of(at_work, "A2"): (Shift("Monday", "08:00", "13:00"),)}


def test_each_job_keeps_what_was_typed_and_only_changed_ones_are_saved(
    dialog: UsualShifts, at_work: Desk
) -> None:
    given = Given(dialog)
    assert dialog.jobs is not None
    dialog.jobs.choose(1)
    dialog.week.days[4].pairs[0].since.setText("10")
    dialog.week.days[4].pairs[0].until.setText("14")
    dialog.jobs.choose(0)
    dialog.save.click()
    assert given.shifts == {key_of(at_work, "A3"): (Shift("Friday", "10:00", "14:00"),)}
    assert dialog.isVisible()  # until it is saved


def test_problems_are_at_the_top_and_at_the_field_and_nothing_is_saved(dialog: UsualShifts) -> None:
    given = Given(dialog)
    day = dialog.week.days[1].pairs[0]
    day.since.setText("abc")
    day.until.setText("5pm")
    dialog.week.days[2].pairs[0].since.setText("9")
    dialog.save.click()
    (first, second) = dialog.summary.links
    assert first.text() == "Tuesday, from: 'abc' is not a time of day. Write 9, 9:30, 0930 or 5pm"
    assert second.text() == "Wednesday, to: Fill in both times, or neither"
    assert day.since.property("problem")
    assert day.since.accessibleDescription().startswith("'abc' is not a time of day")
    second.click()
    assert QApplication.focusWidget() is dialog.week.days[2].pairs[0].until
    QTest.keyClicks(keyboard(), "9")
    assert given.shifts == {}
    dialog.save.click()
    assert dialog.summary.links[1].text() == "Wednesday, to: The shift ends when it begins"


def test_a_refusal_keeps_what_was_typed(dialog: UsualShifts, at_work: Desk) -> None:
    dialog.week.first_field.setText("8")
    dialog.save.click()
    dialog.refuse(key_of(at_work, "A2"), "The disk is full.")
    assert "The disk is full." in words(dialog)
    assert dialog.week.first_field.text() == "8"
    assert dialog.save.isEnabled()


def test_esc_asks_only_if_something_was_changed(dialog: UsualShifts) -> None:
    dialog.week.first_field.setText("8")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert "Leave without saving the shifts?" in words(dialog)
    assert QApplication.focusWidget() is dialog.stay
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.save.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.leave.click()
    assert not dialog.isVisible()


def test_esc_with_nothing_changed_leaves(dialog: UsualShifts) -> None:
    dialog.week.first_field.setText("9")  # the same time
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(("shade", "size"), [(Shade.LIGHT, 100), (Shade.HIGH_CONTRAST, 200)])
def test_everybody_can_use_it(at_work: Desk, theme: Theme, qtbot: QtBot, shade: Shade, size: int) -> None:
    theme.choose(shade, size)
    made = UsualShifts(theme, person(at_work, BEN), key_of(at_work, "A3"))
    qtbot.addWidget(made)
    made.show()
    made.week.days[3].add()
    made.week.days[3].pairs[0].since.setText("x")
    made.save.click()
    QTest.qWait(20)
    assert unnamed(made) == []
    assert too_small(made) == []
    assert out_of_keyboards_reach(made) == []
    assert cut(made) == []
