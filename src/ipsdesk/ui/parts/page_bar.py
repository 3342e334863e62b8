"""The names of a record's pages beside each other, or a list to choose from where there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.frame.tab_bar import BEFORE, TabBar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.line_list import EDGE

NAME = "Page of the record"


class PageBar(QWidget):
    """``turned`` carries the place of the page that is wanted."""

    turned = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles, self._is_set = list(titles), False
        self.bar = TabBar(theme)
        self.bar.setAccessibleName("Pages of the record")
        for title in titles:
            self.bar.add(title)
        self.picker = ChoiceField(theme, Field(NAME, Kind.CHOICE), [Option(one, one) for one in titles])
        self.picker.name(NAME, "Any part of its name will do")
        self.picker.show_value(self._titles[0])
        line = QHBoxLayout(self)
        line.setContentsMargins(EDGE - BEFORE, 0, EDGE, 0)
        for widget in (self.bar, self.picker):
            line.addWidget(widget)
        line.addStretch()
        self.picker.hide()
        self.bar.currentChanged.connect(self._turn)
        self.picker.changed.connect(self._pick)
        theme.changed.connect(self._fit)

    def _turn(self, place: int) -> None:
        self._is_set = True
        self.picker.show_value(self._titles[place])
        self._is_set = False
        self.turned.emit(place)

    def _pick(self) -> None:
        words = str(self.picker.typed())
        if not self._is_set and words in self._titles:
            self.bar.setCurrentIndex(self._titles.index(words))

    def go(self, by: int) -> str:
        """To the next page, or the one before; gives its title."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())
        return self._titles[self.bar.currentIndex()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = sum(self.bar.tabSizeHint(place).width() for place in range(self.bar.count()))
        tight = wide > self.width() - 2 * EDGE
        self.bar.setVisible(not tight)
        self.picker.setVisible(tight)
        self.picker.setContentsMargins(BEFORE, Space.SNUG, 0, Space.SNUG)
