"""A button that narrows a list to one kind of line; its menu says how many there are of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.buttons import Button, Rank

ALL_KINDS = "All kinds"
K = TypeVar("K", bound=StrEnum)


class KindButton(Button, Generic[K]):
    """``narrowed`` carries the kind that is wanted, None for all of them."""

    narrowed = Signal(object)

    def __init__(self, theme: Theme, tip: str) -> None:
        super().__init__(theme, ALL_KINDS, Rank.PLAIN, "filter-variant")
        self.setToolTip(tip)
        self.kind: K | None = None
        self.counts: Mapping[K, int] = {}
        """The kinds to choose from, with how many lines there are of each."""
        self.menu_of_kinds = QMenu(self)
        self.menu_of_kinds.triggered.connect(self._choose)
        self.clicked.connect(self.ask)
        self.show_kind(None)

    def offer(self, counts: Mapping[K, int]) -> None:
        """Offer the kinds of which there are lines."""
        self.counts = {kind: count for kind, count in counts.items() if count}

    def show_kind(self, kind: K | None) -> None:
        """Say which kind is shown."""
        self.kind = kind
        words = kind.value if kind is not None else ALL_KINDS
        self.setText(words)
        self.setAccessibleName(f"Kinds of line: {words}")

    def narrow(self, kind: K | None) -> None:
        """Only lines of a kind, or all."""
        self.show_kind(kind)
        self.narrowed.emit(kind)

    def ask(self) -> None:
        """Offer the kinds, and all of them."""
        menu, group = self.menu_of_kinds, QActionGroup(self.menu_of_kinds)
        menu.clear()
        self._offer(group, None, f"{ALL_KINDS}, {sum(self.counts.values()):,}")
        for kind, count in self.counts.items():
            self._offer(group, kind, f"{kind}, {count:,}")
        menu.setActiveAction(group.checkedAction() or menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _offer(self, group: QActionGroup, kind: K | None, words: str) -> None:
        action = QAction(words, group, checkable=True, checked=kind is self.kind)
        action.setData(kind)
        self.menu_of_kinds.addAction(action)

    def _choose(self, action: QAction) -> None:
        wanted = action.data()
        self.narrow(next((kind for kind in self.counts if kind == wanted), None))
