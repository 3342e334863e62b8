"""A grid beside a real desk, saving as the tab does, for the tests of the hours grid."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours import Saved
from ipsdesk.services.hours_typing import TypedHours, TypedPay
from ipsdesk.services.hours_week import WeekPay
from ipsdesk.ui.hours.grid_entries import Entry
from ipsdesk.ui.hours.grid_model import Place
from ipsdesk.ui.hours.grid_view import HoursGrid
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import JOBS, MONDAY, PEOPLE, a_unit_at_work, key_of

DEL = "Della Marsh"
PEOPLE_AND_ONE = (*PEOPLE, ("C4", DEL, "ESA new style", None, None))
JOBS_AND_TWO = (
    *JOBS,
    ("A5", "C4", "paid job", "Cleaner", date(2026, 1, 5), None, "higher", None, 12.71, date(2026, 1, 5)),
    ("A6", "C4", "paid job", "Baker", date(2026, 1, 5), None, "higher", None, 12.71, date(2026, 1, 5)),
)


class GridDesk(QObject):
    """Keeps what the grid hands over; saves it at once unless told not to."""

    def __init__(self, desk: Desk, folder: Path, theme: Theme, qtbot: QtBot) -> None:
        super().__init__()
        a_unit_at_work(desk, folder, Clients=PEOPLE_AND_ONE, Activities=JOBS_AND_TWO)
        self.desk, self.saves = desk, True
        self.typed: list[Entry] = []
        self.reasons: list[tuple[int, date, str, date | None]] = []
        self.window = QWidget()
        self.grid, self.after = HoursGrid(theme), QLineEdit()
        self.after.setAccessibleName("After")
        line = QHBoxLayout(self.window)
        line.addWidget(self.grid)
        line.addWidget(self.after)
        qtbot.addWidget(self.window)
        self.window.resize(1200, 700)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.grid.typed.connect(self._save)
        self.grid.reason_given.connect(self._explain)
        self.read()
        self.grid.setFocus()

    def read(self, monday: date = MONDAY) -> None:
        """Show a week as it is in the file."""
        self.grid.show_week(self.desk.hours.week(monday))

    def _save(self, entry: Entry) -> None:
        self.typed.append(entry)
        if not self.saves:
            return
        try:
            saved = self.saved(entry)
        except DeskError as error:
            self.grid.refuse(entry, str(error))
        else:
            self.grid.settle(saved.days)

    def saved(self, entry: Entry) -> Saved:
        """Save what was handed over."""
        first, *_ = entry
        if isinstance(first, TypedPay):
            shown = cast("WeekPay", entry[1])
            return self.desk.hours.record_pay(first.activity, first.week_ending, first.pence, seen=shown)
        return self.desk.hours.record_block(cast("tuple[TypedHours, ...]", entry))

    def _explain(self, client: int, ends_on: date, text: str, follow_up_on: date | None) -> None:
        self.reasons.append((client, ends_on, text, follow_up_on))
        if not self.saves:
            return
        try:
            self.desk.hours.give_reason(client, ends_on, text, follow_up_on)
        except DeskError as error:
            self.grid.refuse_reason(client, ends_on, str(error))

    # ---- at the keyboard ------------------------------------------------------------------------------

    def day(self, job: str, number: int) -> QModelIndex:
        """Where the hours of a job stand, by the number of the day, 0 for Monday."""
        return self.grid.rows.index_of(Place(key_of(self.desk, job), MONDAY + number * DAY))

    def pay(self, job: str, ends_on: date) -> QModelIndex:
        """Where the pay of a job stands."""
        return self.grid.rows.index_of(Place(key_of(self.desk, job), ends_on, is_pay=True))

    def at(self, index: QModelIndex) -> GridDesk:
        """Go to a cell."""
        assert index.isValid()
        self.grid.setCurrentIndex(index)
        self.grid.setFocus()
        return self

    def type(self, text: str, *keys: Qt.Key) -> GridDesk:
        """Type letter by letter where the keyboard is, then these keys."""
        for letter in text:
            QTest.keyClicks(focus(), letter)
        for key in keys:
            QTest.keyClick(focus(), key)
            QApplication.processEvents()
        return self

    def words(self, index: QModelIndex) -> str:
        """What a cell shows."""
        return self.grid.rows.shown_text(index)

    def here(self) -> tuple[str, int]:
        """Whose row the keyboard is in, and the column."""
        index = self.grid.currentIndex()
        return self.grid.rows.lines[index.row()].person.name, index.column()

    def status(self, name: str) -> list[str]:
        """How a person's benefit weeks stand on screen."""
        assert self.grid.week is not None
        person = next(one for one in self.grid.week.people if one.name == name)
        return [week.words for week in person.weeks]

    def hours(self) -> list[tuple[date, int | None]]:
        """The hours handed over so far, block after block."""
        cells = (one for entry in self.typed for one in entry)
        return [(one.day, one.seconds) for one in cells if isinstance(one, TypedHours)]


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
