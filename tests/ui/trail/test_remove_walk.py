"""A person is removed, brought back and removed again by keyboard alone; every figure follows at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.kpis.scorecard_rows import Of
from ipsdesk.ui.kpis.tab import KpisTab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.removed import RemovedRecords
from ipsdesk.ui.trail.removing import Remove
from ipsdesk.ui.trail.undoing import UNDO
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.kpis.kpis_desk import said
from tests.units import TODAY, copy_unit

CTRL = Qt.KeyboardModifier.ControlModifier
NAME, MEASURE = "Aidan Marsh", "access.served"


class Walk(AtTheWindow):
    """Goes between the tabs and into the dialogs."""

    @property
    def caseload(self) -> CaseloadTab:
        assert self.window.page is not None
        return next(tab for tab in self.window.page.tabs if isinstance(tab, CaseloadTab))

    def names(self) -> list[str]:
        assert self.caseload.people is not None
        return [one.name for one in self.caseload.people.people]

    def figure(self, is_so: Callable[[str], bool]) -> str:
        """What the figures say of the caseload, once that is so."""
        assert self.window.page is not None
        tab = next(tab for tab in self.window.page.tabs if isinstance(tab, KpisTab))
        self.press(Key(Key.Key_1.value + self.window.page.tabs.index(tab)), with_=CTRL)
        self.wait(lambda: bool(tab.page.model.rows) and is_so(said(tab, MEASURE, Of.MEASURE)))
        words = said(tab, MEASURE, Of.MEASURE)
        self.press(Key.Key_2, with_=CTRL)
        return words

    def command(self, words: str, opens: type[QDialog]) -> QDialog:
        """Choose a line of the menus by the search, and wait for what it opens."""
        self.press(Key.Key_K, with_=CTRL)
        self.press(words, Key.Key_Return)
        self.wait(lambda: isinstance(QApplication.activeWindow(), opens))
        self.wait(lambda: not self.background.busy)
        dialog = QApplication.activeWindow()
        assert isinstance(dialog, QDialog)
        return dialog

    def push(self, words: str) -> None:
        """Walk with Tab to a button, and press it."""
        for _ in range(30):
            button = QApplication.focusWidget()
            if isinstance(button, QAbstractButton) and button.text() == words:
                self.press(Key.Key_Return)
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab comes to no button {words}")

    def back_at_the_window(self) -> None:
        self.wait(lambda: not any(one.isVisible() for one in self.window.findChildren(QDialog)))
        self.window.activateWindow()  # as a desktop does
        self.wait(self.window.isActiveWindow)
        self.wait(lambda: not self.background.busy)


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_a_person_goes_and_comes_back_with_every_figure(
    qtbot: QtBot, theme: Theme, demo_unit: Path, tmp_path: Path
) -> None:
    person = Walk(qtbot, theme, tmp_path, TODAY)
    person.sign_in(copy_unit(demo_unit, tmp_path / "Larkrise.ipsdesk"))
    before = person.figure(lambda words: "people" in words)
    remove(person)
    person.figure(lambda words: "people" in words and words != before)
    bring_back(person)
    person.figure(before.__eq__)
    page = person.window.page
    assert page is not None
    person.wait(lambda: page.actions_table[UNDO].text().startswith("&Undo: bringing back client Aidan"))
    person.press(Key.Key_Z, with_=CTRL)
    person.wait(lambda: NAME not in person.names())
    person.leave()


def remove(person: Walk) -> None:
    """Open the record, choose the line, and give a reason at the second try."""
    person.wait(lambda: person.caseload.people is not None)
    person.press(Key.Key_F, with_=CTRL)
    person.press(NAME, Key.Key_Return, Key.Key_Return)
    person.wait(lambda: person.caseload.record.shown is not None)
    dialog = person.command("Remove the person", Remove)
    person.push("Remove")
    assert "Write in a few words why" in words_in(dialog)
    person.press(Key.Key_Return)  # at the link to the field
    person.press("Entered twice")
    person.push("Remove")
    person.back_at_the_window()
    person.wait(lambda: NAME not in person.names())
    assert "Removed: client Aidan Marsh" in words_in(person.caseload)
    assert "other records. Undo in the menu Edit" in words_in(person.caseload)
    assert "Choose a person to see their record" in words_in(person.caseload.record)


def bring_back(person: Walk) -> None:
    """Find it among the removed records, and press the button."""
    dialog = person.command("Removed records", RemovedRecords)
    assert isinstance(dialog, RemovedRecords)
    heard = dialog.panel.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Client, Aidan Marsh")
    assert heard.endswith("by First Manager. Reason: Entered twice")
    person.push("Bring back")
    person.wait(lambda: "Brought back: client Aidan Marsh" in words_in(dialog) and not dialog.is_working)
    assert not dialog.panel.model.rows
    person.press(Key.Key_Escape)
    person.back_at_the_window()
    person.wait(lambda: NAME in person.names())
