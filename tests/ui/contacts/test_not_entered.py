"""The list of contacts that are not on the clinical system yet: counted, copied, marked with a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.contacts.not_entered import CHOOSE, NotEnteredDialog
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.records_books import a_unit_of_two
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

ENTERED = "SELECT count(*) FROM contacts WHERE entered_on = '2026-11-20'"


@pytest.fixture
def at(theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot, tmp_path: Path) -> AtDesk:
    """At a unit of two with three contacts."""
    a_unit_of_two(desk, tmp_path)
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    return AtDesk(theme, run_now, desk, settings, page)


@pytest.fixture
def dialog(at: AtDesk, qtbot: QtBot) -> NotEnteredDialog:
    dialog = NotEnteredDialog(at)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_waits_is_counted_and_all_of_it_is_marked(dialog: NotEnteredDialog, desk: Desk) -> None:
    assert dialog.counts.text() == "3 contacts wait to be entered, 0 of them yours."
    dialog.day.show_typed("20/11/2026")
    QTest.keyClick(dialog, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(desk, ENTERED) == [(0,)]
    assert (dialog.next.isEnabled(), dialog.next.toolTip()) == (False, CHOOSE)
    dialog.panel.view.selectAll()
    assert dialog.next.text() == "Mark 3 as entered"
    QTest.keyClick(dialog, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert rows_of(desk, ENTERED) == [(3,)]
    assert dialog.counts.text() == "No contact waits to be entered."
    assert not dialog.next.isEnabled()


def test_what_is_chosen_alone_is_copied_and_marked(dialog: NotEnteredDialog, desk: Desk) -> None:
    dialog.panel.view.selectRow(2)
    assert dialog.copy.text() == "Copy the chosen one as clinical text"
    dialog.copy.click()
    assert QApplication.clipboard().text().startswith("1 May 2026.")
    assert "About the bakery." in QApplication.clipboard().text()
    dialog.day.show_typed("20/11/2026")
    dialog.next.click()
    assert rows_of(desk, ENTERED) == [(1,)]


@pytest.mark.parametrize("typed", ["23/11/2026", "soon", ""])
def test_a_day_that_can_not_be_is_said(dialog: NotEnteredDialog, desk: Desk, typed: str) -> None:
    dialog.panel.view.selectAll()
    dialog.day.show_typed(typed)
    dialog.next.click()
    assert dialog.outcome.isVisible()
    assert rows_of(desk, "SELECT count(*) FROM contacts WHERE entered_on IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("size", [100, 200])
def test_it_can_be_used_by_keyboard_and_ear(at: AtDesk, qtbot: QtBot, size: int) -> None:
    at.theme.choose(Shade.LIGHT, size)
    dialog = NotEnteredDialog(at)
    qtbot.addWidget(dialog)
    dialog.show()
    for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert looked_for(dialog) == []
