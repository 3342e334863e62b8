"""A lock leaves no window, no title, no tip and no word of a person on screen, whatever was open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMenu,
    QTableView,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ipsdesk.ui.theme import Theme
from tests.services.hours_books import ANN, BEN, CAL, a_unit_at_work
from tests.ui.at_the_window import AtTheWindow
from tests.ui.test_every_window import BY_ACTION
from tests.units import copy_unit, sit_down

TODAY = date(2026, 4, 15)
NAMES = {part for name in (ANN, BEN, CAL) for part in name.split()}
WORDS = (
    "text",
    "plainText",
    "currentText",
    "placeholderText",
    "title",
    "toolTip",
    "windowTitle",
    "statusTip",
)


def words_of(one: QWidget | QAction) -> Iterator[str]:
    """Everything a widget or an action says or holds."""
    yield from (str(one.property(name) or "") for name in WORDS)
    if isinstance(one, QWidget):
        yield from (one.accessibleName(), one.accessibleDescription())
    if isinstance(one, QTableView) and (model := one.model()) is not None:
        cells = product(range(model.rowCount()), range(model.columnCount()))
        yield from (str(model.index(row, column).data()) for row, column in cells)


def named_in(root: QWidget) -> set[str]:
    """The names of people that stand anywhere in it."""
    everything: list[QWidget | QAction] = [root, *root.findChildren(QWidget), *root.findChildren(QAction)]
    said = "\n".join(words for one in everything for words in words_of(one))
    return {name for name in NAMES if name in said}


def test_everything_that_was_open_is_gone(
    qtbot: QtBot, theme: Theme, empty_unit: Path, tmp_path: Path
) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    others = QApplication.topLevelWidgets()  # hidden, of tests before this one
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    window, tab = person.window, person.sign_in(unit)
    person.go_to(ANN, "Packer, Monday 13 April")
    page = window.page
    assert page is not None
    kpis = next(one for one in page.tabs if one.title == "KPIs")
    for key in BY_ACTION:
        page.go_to(kpis if key.startswith("kpis") else tab)
        page.actions_table[key].trigger()
    person.wait(lambda: not person.background.busy)
    page.header.search.setText(ANN)
    dialogs = window.dialogs.opened()
    assert {*BY_ACTION.values()} <= {type(one).__name__ for one in dialogs}
    QFileDialog(dialogs[-1], f"Where {ANN} goes").open()
    QToolTip.showText(window.mapToGlobal(window.rect().center()), ANN, window)
    menu = QMenu(ANN, tab)
    menu.addAction(ANN)
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert named_in(window) == NAMES

    window.lock()
    on_screen = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert on_screen == [window]  # at once, before the file is closed
    assert window.windowTitle() == "IPS Desk"
    person.wait(window.sign_in.isVisible)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    shown: list[QWindow] = [one for one in QApplication.topLevelWindows() if one.isVisible()]
    assert [one.title() for one in shown] == ["IPS Desk"]
    for one in QApplication.topLevelWidgets():
        assert one in others or named_in(one) == set(), type(one).__name__
    person.wait(lambda: not person.background.busy)
    person.background.finish()
