"""A representative at the real window: the published figures, and no person anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ipsdesk.measures import Shape
from ipsdesk.reports.our_figures import figure_lines, our_figures_blocks
from ipsdesk.rules.periods import last_full_quarter
from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.desk import open_desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.accounts.our_figures import OurFiguresTab
from ipsdesk.ui.involvement.open_minutes import OpenMinutesTab
from ipsdesk.ui.theme import Theme
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import CHEAP, TODAY, copy_unit, rows_of, sit_down

NAME, PASSPHRASE = "Wyn Alder", "garden timber velvet ribbon saddle"
ALLOWED = {
    *(
        "new-unit",
        "open-unit",
        "lock",
        "quit",
        "search",
        "panes",
        "refresh",
        "appearance",
        "larger",
        "smaller",
    ),
    *("help", "shortcuts", "about", "tab-1", "tab-2", "print", "our-figures-before", "our-figures-after"),
    *("my-passphrase", "empty-workbook", "settings"),
}
"""What the menus may offer."""


def a_unit(demo_unit: Path, tmp_path: Path) -> tuple[Path, set[str]]:
    """A unit of many people with a representative among them, and every word that would name somebody."""
    unit = copy_unit(demo_unit, tmp_path / "Demo.ipsdesk")
    with sit_down(unit) as desk:
        desk.accounts.cost = CHEAP
        client = desk.accounts.client_choices()[0].key
        new = NewAccount(NAME, Role.REPRESENTATIVE, PASSPHRASE, client=client, decision="agreed")
        desk.accounts.add(new)
        names = {
            value
            for table in ("clients", "staff")
            for row in rows_of(desk, f"SELECT name, reference FROM {table}")
            for value in row
        }
    assert len(names) > 50
    return unit, names


def texts(window: QWidget) -> Iterator[str]:
    """Everything the window says, to the eye and to the ear."""
    yield window.windowTitle()
    for widget in window.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleDescription(), widget.accessibleName())
        if (spoken := QAccessible.queryAccessibleInterface(widget)) is not None:
            yield spoken.text(QAccessible.Text.Name)
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    yield str(model.index(row, column).data())
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def nothing_is_wrong_with(window: QWidget) -> None:
    """Asked again until all has been laid out."""
    found = [unnamed(window), too_small(window), out_of_keyboards_reach(window), cut(window)]
    assert found == [[], [], [], []]


def test_a_representative_sees_the_published_figures_and_no_person(
    qtbot: QtBot, theme: Theme, demo_unit: Path, tmp_path: Path
) -> None:
    unit, names = a_unit(demo_unit, tmp_path)
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    window = person.window
    window.start(unit, NAME, PASSPHRASE)
    window.sign_in.card.asking.give()
    person.wait(lambda: window.page is not None and window.page.isVisible())
    assert window.page is not None
    tab, minutes = window.page.tabs
    assert isinstance(tab, OurFiguresTab)
    assert isinstance(minutes, OpenMinutesTab)
    person.wait(lambda: len(tab.panel.model.shown) > 20)
    newest = tab.stepper.middle.text()
    assert not tab.stepper.after.isEnabled()
    said = "\n".join(texts(window))
    assert not {name for name in names if name in said}
    person.wait(partial(nothing_is_wrong_with, window))

    offered = {
        row.key for row in window.page.actions_table.table if window.page.actions_table[row.key].isEnabled()
    }
    assert offered == ALLOWED
    tab.stepper.before.click()
    person.wait(lambda: tab.stepper.middle.text() != newest and tab.stepper.after.isEnabled())
    person.press(Key.Key_K, with_=Qt.KeyboardModifier.ControlModifier)
    first = sorted(names)[0]
    person.press(first[:4])
    said = "\n".join(texts(window)).replace(first[:4], "")
    assert not {name for name in names if name in said}
    person.leave()


def test_the_sheet_that_is_printed_has_the_figures_with_small_numbers_hidden(
    demo_unit: Path, tmp_path: Path
) -> None:
    unit, names = a_unit(demo_unit, tmp_path)
    with open_desk(unit, NAME, PASSPHRASE, today=lambda: TODAY) as desk:
        content = desk.returns.published(last_full_quarter(TODAY))
    lines = figure_lines(content)
    counted = {measure.title for measure in content.measures if measure.shape is Shape.NUMBER}
    counts = {line.figure for line in lines if line.measure in counted}
    assert "*" in counts
    assert all(int(one) % 5 == 0 for one in counts - {"*"})
    printed = str(our_figures_blocks(content, lines))
    assert not {name for name in names if name in printed}
