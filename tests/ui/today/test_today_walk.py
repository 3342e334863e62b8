"""Today emptied in the real window, by keyboard alone, line by line, by doing what each line asks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.today_lines import TodayKind, TodayLine
from ipsdesk.ui.hours.reason_row import ReasonRow
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.put_off import PutOff
from ipsdesk.ui.today.tab import TodayTab
from tests.services.today_books import TODAY
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.today.today_desk import lines
from tests.units import copy_unit, rows_of, sit_down

LAST_MONDAY = TODAY - 7 * DAY
CTRL = Qt.KeyboardModifier.ControlModifier
Kind = TodayKind
MOST_KEYS = 60
"""Keys of Tab after which a field is not in the form."""


def keyboard() -> QWidget:
    """What has the keyboard, else a widget that nothing holds."""
    return QApplication.focusWidget() or QWidget()


class Emptying:
    """Takes the first line that is left, and does what it asks."""

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person
        assert person.window.page is not None
        self.tab = next(one for one in person.window.page.tabs if isinstance(one, TodayTab))

    def go_to_today(self) -> None:
        """Bring the tab up, read as it stands."""
        self.person.window.activateWindow()  # as a desktop does when a dialog has closed
        self.person.wait(self.person.window.isActiveWindow)
        self.person.press(Key.Key_1, with_=CTRL)
        self.person.wait(lambda: not self.person.background.busy and self.tab.found is not None)
        self.person.wait(lambda: self.tab.isAncestorOf(keyboard()))

    def first(self) -> TodayLine | None:
        """The line the keyboard comes to first."""
        self.person.press(Key.Key_Home)
        return self.tab.page.view.current_line()

    def is_gone(self, line: TodayLine) -> bool:
        return line.key not in {one.key for one in lines(self.tab)}

    # ---- what each kind takes -----------------------------------------------------------------------

    def press_done(self, _line: TodayLine) -> None:
        self.person.press(Key.Key_D)

    def put_off(self, _line: TodayLine) -> None:
        self.person.press(Key.Key_S)
        self._active(PutOff)
        self.person.press(Key.Key_Right, Key.Key_Return)

    def fill(self, **typed: str | Key) -> Callable[[TodayLine], None]:
        """Open the form, go through it with Tab to these fields, and save."""

        def fill_in(_line: TodayLine) -> None:
            self.person.press(Key.Key_Return)
            dialog = self._active(RecordDialog)
            assert isinstance(dialog, RecordDialog)
            self.person.wait(lambda: dialog.form is not None and not dialog.is_working)
            for name, keys in typed.items():
                self._tab_to(dialog, name)
                self.person.press(keys)
            self.person.press(Key.Key_S, with_=CTRL)
            self.person.wait(lambda: QApplication.activeModalWidget() is None)

        return fill_in

    def _tab_to(self, dialog: RecordDialog, name: str) -> None:
        form = dialog.form
        assert form is not None
        for _ in range(MOST_KEYS):
            if form.rows[name].isAncestorOf(keyboard()):
                return
            self.person.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not come to {name}")

    def type_hours(self, line: TodayLine) -> None:
        """A 0 on the first day of the person's week."""
        self._open_week(line)
        self.person.go_to(line.name, "Monday 4 May")
        self.person.press("0", Key.Key_Return)
        self.person.wait(self.person.tab.is_settled)

    def give_reason(self, line: TodayLine) -> None:
        """The row of the reason stands below the person's."""
        self._open_week(line)
        tab = self.person.tab
        for _ in range(MOST_KEYS):
            if any(row.isAncestorOf(keyboard()) for row in tab.grid.findChildren(ReasonRow)):
                break
            self.person.press(Key.Key_Tab)
        else:
            raise AssertionError("Tab does not come to the reason")
        self.person.press("Covered a shift", Key.Key_Return)
        self.person.wait(tab.is_settled)

    def _open_week(self, line: TodayLine) -> None:
        """Enter leads to the person's row in the week of last Monday."""
        self.person.press(Key.Key_Return)
        grid = self.person.tab.grid
        self.person.wait(lambda: grid.week is not None and grid.week.monday == LAST_MONDAY)
        self.person.wait(lambda: grid.hasFocus() and line.name in self.person.heard())

    def _active(self, kind: type[QDialog]) -> QDialog:
        def is_open() -> bool:
            return isinstance(QApplication.activeModalWidget(), kind)

        self.person.wait(is_open)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.activateWindow()
        self.person.wait(lambda: QApplication.activeWindow() is dialog)
        self.person.wait(lambda: dialog.isAncestorOf(keyboard()))
        return dialog

    def ways(self) -> dict[Kind, Callable[[TodayLine], None]]:
        """What is done with a line of each kind."""
        return {
            Kind.ACTION: self.press_done,
            Kind.NEXT: self.press_done,
            Kind.PW1: self.press_done,
            Kind.MILESTONE: self.press_done,
            Kind.SIGN_OFF: self.press_done,
            Kind.NO_SUPPORT: self.fill(how_often="Weekly"),
            Kind.NO_ADVICE: self.fill(about="PW1"),
            Kind.REASON: self.give_reason,
            Kind.NOT_IN: self.type_hours,
            Kind.PLAN_REVIEW: self.fill(reviewed_on="11/5", next_review_on="10/8/2026"),
            Kind.PROFILE_REVIEW: self.fill(next_review_on="10/11/2026"),
            Kind.QUIET: self.fill(on_date="11/5", staff_id="Priya"),
            Kind.NO_NEXT: self.fill(action="Look at bakeries together", due_on="10/8/2026"),
            Kind.EMPLOYER: self.fill(on_date="11/5", staff_id="Owen", employer_id="Northgate"),
            Kind.CARE_REVIEW: self.fill(our_section="Working well"),
            Kind.MISSING: self.put_off,
        }


@pytest.fixture
def unit(waiting_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(waiting_unit, tmp_path / "Larkrise.ipsdesk")


def test_today_is_emptied_by_doing_what_it_asks(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path
) -> None:
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.sign_in(unit)
    emptying = Emptying(person)
    emptying.go_to_today()
    ways = emptying.ways()
    done: list[TodayLine] = []
    while (line := emptying.first()) is not None:
        assert len(done) < MOST_KEYS, [one.key for one in done]
        past = line.kind is Kind.CARE_REVIEW and "held" in line.words
        (emptying.fill(held=Key.Key_Space) if past else ways[line.kind])(line)
        emptying.go_to_today()
        person.wait(lambda gone=line: emptying.is_gone(gone))  # type: ignore[misc] # mypy and defaults
        done.append(line)
    assert len(done) == 21
    assert emptying.tab.page.empty.text().startswith("Nothing waits.")
    person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, "SELECT milestone, same_hours FROM milestones") == [
            ("13 weeks", 1),
            ("3 months", 1),
        ]
        assert rows_of(desk, "SELECT action, due_on FROM plan_actions WHERE added_on = '2026-05-11'") == [
            ("Look at bakeries together", "2026-08-10")
        ]
