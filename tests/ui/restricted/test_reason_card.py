"""A restricted record is asked for in Caseload: nothing of it is shown until the reason is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import NO_RECORD, CaseloadTab
from ipsdesk.ui.hours.inspector import WITHHELD
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.restricted.reason_card import NO_REASON
from ipsdesk.ui.theme import Theme
from tests.ui.caseload.caseload_desk import (
    LONG_NAME,
    a_caseload,
    key_of,
    keyboard,
    open_record,
    opened,
    press,
    record_name,
    viewed,
)
from tests.ui.importing.at_the_dialog import press as type_in
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Key = Qt.Key
CALLUM = "Callum Reid"
Open = Callable[[], CaseloadTab]


@pytest.fixture
def open_tab(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> Open:
    """The tab of a unit in which the record of Callum Reid is restricted."""
    a_caseload(desk, tmp_path)
    ((client,),) = rows_of(desk, f"SELECT id FROM clients WHERE name = '{CALLUM}'")
    desk.restricted.restrict(int(client), "works for the unit")
    return lambda: opened(qtbot, CaseloadTab(theme, run_now, desk, settings))


def said(tab: CaseloadTab) -> str:
    """All words of the record's side."""
    return "\n".join(one.text() for one in tab.record.findChildren(QLabel) if one.isVisible())


def test_the_card_stands_in_place_of_the_record(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    open_record(tab, LONG_NAME)
    tab.go_to(key_of(tab, CALLUM))
    words = said(tab)
    assert words.startswith(f"{CALLUM}\nC1\nRestricted record, restricted by First Manager on ")
    assert not [told for told in ("Packer", "Northgate", "Age", "works for the unit") if told in words]
    assert tab.record.shown is None
    tab.print_record()
    assert NO_RECORD in [one.text() for one in tab.page.findChildren(QLabel) if one.isVisible()]
    assert key_of(tab, CALLUM) not in viewed(desk)


def test_the_reason_opens_it_by_the_keyboard_alone(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    tab.go_to(key_of(tab, CALLUM))
    assert tab.list.view.hasFocus()
    press(Key.Key_Return)
    assert keyboard() is tab.record.reason.line
    press(Key.Key_Return)
    assert NO_REASON in said(tab)
    type_in("Ward round")
    tab.refresh()
    assert tab.record.reason.line.text() == "Ward round"
    press(Key.Key_Return)
    assert record_name(tab) == CALLUM
    assert "Restricted record: opened with a reason" in said(tab)
    assert keyboard() is tab.record.timeline.list
    ((details,),) = rows_of(
        desk, "SELECT details FROM audit_entries WHERE action = 'opened restricted record'"
    )
    assert details == '{"reason": "Ward round"}'
    tab.go_to(key_of(tab, LONG_NAME))
    open_record(tab, CALLUM)


def test_what_was_typed_for_one_person_is_not_there_for_the_next(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    desk.restricted.restrict(key_of(tab, LONG_NAME), "works for the unit")
    tab.go_to(key_of(tab, CALLUM))
    press(Key.Key_Return)
    type_in("Ward round")
    tab.go_on()
    tab.go_to(key_of(tab, LONG_NAME))
    assert tab.record.reason.name.text() == LONG_NAME
    assert tab.record.reason.line.text() == ""
    press(Key.Key_Return, Key.Key_Escape)
    assert tab.list.view.hasFocus()


def test_a_record_restricted_while_it_is_on_screen_is_taken_away(open_tab: Open, desk: Desk) -> None:
    tab = open_tab()
    open_record(tab, LONG_NAME)
    client = key_of(tab, LONG_NAME)
    desk.restricted.restrict(client, "works for the unit")
    tab.refresh()
    assert tab.record.shown is None
    assert tab.record.reason.isVisible()
    desk.restricted.lift(client, "a mistake")
    tab.refresh()
    assert record_name(tab) == LONG_NAME


def test_the_list_says_it_in_words_and_shows_no_more(open_tab: Open) -> None:
    tab = open_tab()
    model = tab.list.model
    row = model.place_of(key_of(tab, CALLUM))
    assert row is not None
    cells = [model.index(row, column).data() for column in range(model.columnCount())]
    assert [cell for cell in cells if cell] == [CALLUM, "Restricted record", "First Manager", "In work", "C1"]
    heard = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == f"{CALLUM}, In work, Restricted record"


def test_the_grid_takes_hours_and_says_why_there_is_no_more(
    open_tab: Open, desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    open_tab().hide()
    tab = HoursTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    tab.refresh()
    model = tab.grid.model()
    tab.grid.setCurrentIndex(model.index(0, 1))
    words = [one.text() for one in tab.inspector.findChildren(QLabel) if one.isVisible()]
    assert words == [WITHHELD]
    heard = [str(model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)) for column in (0, 10)]
    assert heard[0].startswith(f"{CALLUM}, A1")
    assert "Restricted record, week to Sunday" in heard[1]


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_the_card(open_tab: Open, theme: Theme, text: int) -> None:
    theme.choose(None, text)
    tab = open_tab()
    tab.go_to(key_of(tab, CALLUM))
    press(Key.Key_Return, Key.Key_Return)
    assert NO_REASON in said(tab)
    card = tab.record.reason
    assert [*unnamed(card), *too_small(card), *out_of_keyboards_reach(card), *cut(card)] == []
