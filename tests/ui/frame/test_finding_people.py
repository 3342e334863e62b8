"""People are found from any tab, though the list of people was never on screen; by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.theme import Theme
from tests.services.today_books import TODAY, a_unit_that_waits
from tests.ui.at_the_window import AtTheWindow, Key
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, sit_down

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_name_typed_on_today_leads_to_the_record(
    qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path
) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_that_waits(desk, tmp_path)
        somebody = desk.caseload.people().people[0]
        client, name = somebody.client, somebody.name
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.window.start(unit)
    person.wait(lambda: QApplication.focusWidget() is not None)
    person.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
    person.wait(lambda: person.window.page is not None and not person.background.busy)
    page = person.window.page
    assert page is not None
    assert (page.tabs[0].title, page.current_tab()) == ("Today", page.tabs[0])
    caseload = next(tab for tab in page.tabs if isinstance(tab, CaseloadTab))
    assert caseload.people is None

    person.press(Key.Key_K, with_=CTRL)
    person.press(name)
    person.wait(lambda: getattr(page.header.search.results.current(), "words", "") == name)
    person.press(Key.Key_Return)
    person.wait(lambda: caseload.isVisible() and caseload.person_on_screen() == (client, name))
    person.wait(lambda: not person.background.busy)
    person.leave()
