"""A person at a dialog of the imports with nothing but the keyboard, and workbooks to bring in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QLineEdit, QWidget

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Progress, Result, Work
from ipsdesk.ui.widgets.breakable import MAY_BREAK
from tests.units import Sheets, write_book

Key = Qt.Key
MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)
GOOD: dict[str, list[list[Any]]] = {
    "Clients": [
        ["Client ID", "Name", "NHS number", "Date of birth", "Gender"],
        ["C1", "Wilhelmina Fernsby", "999 000 0018", date(1985, 4, 3), "female"],
        ["C2", "Osbert Quill", "999 000 0026", date(1979, 2, 1), "male"],
        ["C3", "Ottoline Marchbanks", None, date(1990, 11, 12), "female"],
        ["C4", "Barnaby Tench", None, date(1970, 1, 1), "male"],
    ],
    "Referrals": [
        ["Referral ID", "Client ID", "Received", "Accepted"],
        ["R1", "C1", MAY, None],
        ["R2", "C2", MAY, None],
        ["R3", "C3", MAY, JUNE],
    ],
    "Activities": [
        ["Activity ID", "Client ID", "Kind", "Started", "Ended", "Weekly hours"],
        ["A1", "C1", "paid job", MAY, None, 12],
        ["A2", "C2", "paid job", MAY, JUNE, 8],
        ["A3", "C3", "volunteering", MAY, None, 4],
    ],
    "Hours": [["Activity ID", "Date", "Hours"], ["A1", MAY, 4]],
}
TWELVE: dict[str, tuple[Any, str]] = {
    "Clients!C2": ("999 000 0019", "its last digit does not match"),
    "Clients!D3": ("31/02/1985", "is not a real date"),
    "Clients!E4": ("lady", "is not one of"),
    "Clients!B5": (None, "must be filled in"),
    "Referrals!C2": ("soon", "is not a date"),
    "Referrals!B3": ("C9", "is not in the sheet Clients or this unit"),
    "Referrals!D4": (date(2026, 5, 1), "is before Received"),
    "Activities!F2": ("12-16 hrs", "is not a number of hours"),
    "Activities!E3": (date(2026, 5, 1), "is before Started"),
    "Activities!C4": ("jobb", "is not one of"),
    "Hours!C2": (25, "is not between 0 and 24"),
    "Hours!A3": ("A9", "is not in the sheet Activities or this unit"),
}
RECORDS = 11


def planted() -> Sheets:
    """The same workbook with a problem in twelve of its cells."""
    sheets = {name: [list(row) for row in rows] for name, rows in GOOD.items()}
    sheets["Hours"].append(["A1", MAY, 3])
    for place, (value, _) in TWELVE.items():
        name, _, cell = place.partition("!")
        sheets[name][int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return sheets


def good_book(path: Path) -> Path:
    return write_book(path, GOOD)


def settings_in(folder: Path) -> QSettings:
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def records(desk: Desk) -> Mapping[str, list[Any]]:
    """Everything the unit holds."""
    sheets = desk.exports.content().sheets
    return {sheet.sheet: sorted(sheet.rows, key=repr) for sheet in sheets if sheet.rows}


class StopsAt:
    """Does work at once, and cancels it when it says that it is doing this."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __call__(
        self,
        work: Work[Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Progress:
        progress = Progress(self._heard)
        self._progress = progress
        try:
            result = work(progress)
        except BaseException as error:  # noqa: BLE001 - as the real one does
            on_error(error)
        else:
            on_done(result)
        return progress

    def _heard(self, _share: float, doing: str) -> None:
        if doing.startswith(self._doing):
            self._progress.cancel()


# ---- keys -------------------------------------------------------------------------------------------


def keyboard() -> QWidget:
    """What has it: a list that has sprung up before anything else."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Key | str) -> None:
    """Words are typed, keys are pressed, wherever the keyboard is."""
    for key in keys:
        if isinstance(key, str):
            for letter in key:
                QTest.keyClicks(keyboard(), letter)
        else:
            QTest.keyClick(keyboard(), key)


def name_of(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def tab_to(name: str) -> None:
    """Walk with Tab to what is called so."""
    for _ in range(80):
        if name_of(keyboard()).startswith(name):
            return
        press(Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name!r}")


def push(name: str) -> None:
    """Walk to a button and press it."""
    tab_to(name)
    press(Key.Key_Return)


def fill(name: str, words: str) -> None:
    """Walk to a field and type over what is in it."""
    tab_to(name)
    field = keyboard()
    line = field.lineEdit() if isinstance(field, QComboBox) else field
    assert isinstance(line, QLineEdit)
    line.selectAll()
    press(words)


def said(dialog: QDialog) -> str:
    """All words on screen."""
    words = "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())
    return words.replace(MAY_BREAK, "")
