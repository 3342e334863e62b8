"""The whole table: filters, both empty messages, what is remembered, copy, export, keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.table_panel import Shown, TablePanel
from ipsdesk.ui.widgets.words import Words
from tests.ui.people import LISTING, PEOPLE, Person


class Taken:
    """Takes what is handed over for export."""

    def __init__(self) -> None:
        self.shown: list[Shown[Person]] = []

    def take(self, shown: Shown[Person]) -> None:
        self.shown.append(shown)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, settings: QSettings) -> TablePanel:
    made = TablePanel(theme, LISTING, settings, Taken().take)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.set_rows(PEOPLE)
    return made


def texts(panel: TablePanel) -> list[str]:
    return sorted(one.text() for one in panel.findChildren(Words) if one.isVisible())


def test_the_two_empty_messages_are_told_apart(panel: TablePanel) -> None:
    assert texts(panel) == ["4 shown in All"]
    panel.chips.choose(2)
    assert texts(panel) == ["0 shown in Closed", "Nothing matches this filter:"]
    assert panel._clear.isVisible()
    panel._clear.click()
    assert panel.chips.place == 0
    assert texts(panel) == ["4 shown in All"]
    panel.set_rows(())
    assert texts(panel) == ["0 shown in All", "Nobody yet: add the first person"]
    assert not panel._copy_button.isEnabled()


def test_chips_count_what_they_would_show_and_say_so(panel: TablePanel) -> None:
    assert [chip.accessibleName() for chip in panel.chips.chips] == ["All, 4", "In work, 2", "Closed, 0"]


def test_the_row_under_the_cursor_stays_through_filter_sort_and_reading_again(panel: TablePanel) -> None:
    panel.view.setCurrentIndex(panel.model.index(2, 0))
    panel.chips.choose(1)
    assert panel.current_row() == PEOPLE[2]
    panel.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert panel.current_row() == PEOPLE[2]
    panel.set_rows(PEOPLE[::-1])
    assert panel.current_row() == PEOPLE[2]
    panel.set_rows(PEOPLE[:1])
    assert panel.current_row() is None


def test_enter_opens_and_the_arrows_choose(qtbot: QtBot, panel: TablePanel) -> None:
    opened: list[object] = []
    panel.opened.connect(opened.append)
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    with qtbot.waitSignal(panel.chosen) as chosen:
        QTest.keyClick(panel.view, Qt.Key.Key_Down)
    assert chosen.args == [PEOPLE[1]]
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert opened == [PEOPLE[1]]


def test_copy_takes_the_chosen_rows_or_else_all(qtbot: QtBot, panel: TablePanel) -> None:
    panel.copy()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Person\tDays\tLast seen",
        "Aidan Marsh, Kitchen assistant\t301\t8 May 2026",
        "bernadette Okoye\t9\t6 May 2026",
        "Callum Reid, Packer\t\t",
        "Dilys Pugh\t1000\t30 April 2026",
    ]
    panel.view.setFocus()
    panel.view.selectRow(1)
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[1:] == ["bernadette Okoye\t9\t6 May 2026"]


def test_export_hands_over_what_is_shown_as_it_stands(
    qtbot: QtBot, theme: Theme, settings: QSettings
) -> None:
    taken = Taken()
    panel = TablePanel(theme, LISTING, settings, taken.take)
    qtbot.addWidget(panel)
    panel.set_rows(PEOPLE)
    panel.chips.choose(1)
    panel.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    panel.export()
    (shown,) = taken.shown
    assert (shown.name, shown.filter) == ("People", "In work")
    assert [column.head for column in shown.columns] == ["Person", "Days", "Last\nseen"]
    assert shown.rows == [PEOPLE[2], PEOPLE[0]]


def test_without_anyone_to_take_it_there_is_no_export(
    qtbot: QtBot, theme: Theme, settings: QSettings
) -> None:
    panel = TablePanel(theme, LISTING, settings)
    qtbot.addWidget(panel)
    panel.show()
    assert not panel._export_button.isVisible()
    panel.export()


def test_a_table_is_found_again_as_it_was_left(
    qtbot: QtBot, theme: Theme, settings: QSettings, panel: TablePanel
) -> None:
    panel.view.setColumnWidth(0, 222)
    days, job = panel.columns.menu.actions()[1], panel.columns.menu.actions()[3]
    days.trigger()
    job.trigger()
    panel.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    panel.chips.choose(1)
    theme.choose(Shade.LIGHT, 200)
    again = TablePanel(theme, LISTING, settings)
    qtbot.addWidget(again)
    again.set_rows(PEOPLE)
    assert [column.head for column in again.columns.shown()] == ["Person", "Last\nseen", "Job"]
    assert again.view.columnWidth(0) == 444  # twice the width at twice the text
    assert list(again.model.shown) == [PEOPLE[2], PEOPLE[0]]
    again.columns.reset()
    assert [column.head for column in again.columns.shown()] == ["Person", "Days", "Last\nseen"]


@pytest.mark.parametrize("damaged", ["", "no json", "[]", "{}", '{"widths": 3}'])
def test_what_was_kept_and_cannot_be_read_is_left_alone(
    qtbot: QtBot, theme: Theme, settings: QSettings, damaged: str
) -> None:
    settings.setValue("tables/People", damaged)
    panel = TablePanel(theme, LISTING, settings)
    qtbot.addWidget(panel)
    assert len(panel.columns.shown()) == 3


def test_the_name_column_cannot_be_left_out_and_heads_are_never_cut(panel: TablePanel) -> None:
    assert not panel.columns.menu.actions()[0].isEnabled()
    assert all(panel.view.columnWidth(place) >= panel.view.head_width(place) for place in range(3))


def test_a_screen_reader_hears_person_column_and_value(panel: TablePanel) -> None:
    table = QAccessible.queryAccessibleInterface(panel.view)
    assert table.text(QAccessible.Text.Name) == "People"
    said = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert said[1:4] == ["Person", "Days", "Last seen"]
    assert said[5:8] == ["Aidan Marsh", "Person: Aidan Marsh, Kitchen assistant", "Aidan Marsh, Days: 301"]
