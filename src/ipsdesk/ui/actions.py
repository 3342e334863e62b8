"""What can be done, declared in one table that feeds the menus, the buttons and the sheet of shortcuts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.buttons import Button, Rank


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the table.

    ``menu`` and ``text`` carry their mnemonic (``&Save``); ``does`` says in one line what happens;
    ``shortcut`` is written as in ``Ctrl+S``; ``also`` is a second one that does the same and is not shown.
    ``new_group`` puts a line above it in its menu.
    """

    key: str
    menu: str
    text: str
    does: str
    shortcut: str = ""
    icon: str = ""
    new_group: bool = False
    also: str = ""

    @property
    def keys(self) -> list[QKeySequence]:
        """Its shortcuts, the shown one first."""
        return [QKeySequence(one) for one in (self.shortcut, self.also) if one]

    @property
    def mnemonic(self) -> str:
        """The letter that chooses it in its menu, none if it has none."""
        return _mnemonic(self.text)

    @property
    def plain_text(self) -> str:
        """Its text without the mark of the mnemonic."""
        return self.text.replace("&", "")


def mistakes(table: Sequence[ActionRow]) -> Iterator[str]:
    """What is wrong with a table: keys, shortcuts or mnemonics given twice."""
    shortcuts = [keys.toString() for row in table for keys in row.keys]
    mnemonics = [(row.menu, row.mnemonic) for row in table if row.mnemonic]
    menus = [_mnemonic(menu) for menu in dict.fromkeys(row.menu for row in table)]
    for what, given in (
        ("key", [row.key for row in table]),
        ("shortcut", shortcuts),
        ("mnemonic", mnemonics),
        ("mnemonic of a menu", menus),
    ):
        yield from (f"{what} given twice: {one}" for one, times in Counter(given).items() if times > 1)


def _mnemonic(text: str) -> str:
    _, mark, after = text.partition("&")
    return after[:1].casefold() if mark else ""


class Actions(QObject):
    """The table come to life in one window; every line has something it does, or this refuses to be made."""

    def __init__(
        self,
        theme: Theme,
        table: Sequence[ActionRow],
        doers: Mapping[str, Callable[[], object]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        wrong = [*mistakes(table)]
        wrong += [f"nothing does: {row.key}" for row in table if row.key not in doers]
        wrong += [f"not in the table: {key}" for key in doers if key not in {row.key for row in table}]
        if wrong:
            raise ValueError("; ".join(wrong))
        self._theme, self.table = theme, tuple(table)
        self._actions = {row.key: self._make(row, doers[row.key]) for row in table}
        window.addActions(list(self._actions.values()))
        self._dress()
        theme.changed.connect(self._dress)

    def _make(self, row: ActionRow, doer: Callable[[], object]) -> QAction:
        action = QAction(row.text, self)
        action.setShortcuts(row.keys)
        action.setStatusTip(row.does)
        action.setToolTip(f"{row.does} ({row.shortcut})" if row.shortcut else row.does)
        action.triggered.connect(doer)
        return action

    def _dress(self) -> None:
        for row in self.table:
            if row.icon:
                self._actions[row.key].setIcon(self._theme.icon(row.icon))

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def fill(self, bar: QMenuBar) -> None:
        """Put everything into menus, in the order of the table."""
        for menu_text, rows in groupby(self.table, _menu_of):
            menu = bar.addMenu(menu_text)
            for row in rows:
                if row.new_group:
                    menu.addSeparator()
                menu.addAction(self._actions[row.key])

    def button(self, key: str, rank: Rank = Rank.PLAIN) -> Button:
        """A button for a toolbar that does the same and is disabled when the action is."""
        row = next(one for one in self.table if one.key == key)
        button = ActionButton(self._theme, self._actions[key], row, rank)
        button.setToolTip(self._actions[key].toolTip())
        return button


def _menu_of(row: ActionRow) -> str:
    return row.menu


class ActionButton(Button):
    """A button that stands for an action."""

    def __init__(self, theme: Theme, action: QAction, row: ActionRow, rank: Rank) -> None:
        super().__init__(theme, row.plain_text.rstrip("…"), rank, row.icon)
        self._action = action
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
