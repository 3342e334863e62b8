"""Where the parts of the score sheet stand: items, the item, what the records say, and the total."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.fidelity.item_list import WIDE, ItemList
from ipsdesk.ui.fidelity.item_panel import ItemPanel
from ipsdesk.ui.fidelity.records_panel import RecordsPanel
from ipsdesk.ui.fidelity.total_card import TotalCard
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

BESIDE = "Records and total"
SIDE, ROOM, SHORT, BOTH, STACKED = 342, 1240, 290, 900, 520
"""At 100 %: the side; from which width it has a place; the list's narrow form; and from which width of both
the list is wide, and they stand beside each other."""


class ListAndItem(QWidget):
    """The list and its item beside each other, or below where it is tight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.items, self.item = ItemList(theme), ItemPanel(theme)
        self.card = Card(theme)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.items)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.FIELD)
        self._line.addWidget(self.card, 1)
        self._line.addWidget(self.item, 1)
        lead_in(self, self.items)
        theme.changed.connect(self._arrange)

    def minimumSizeHint(self) -> QSize:
        """As narrow as it gets."""
        return QSize(self._theme.px(180), self._theme.px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px, width = self._theme.px, self.width()
        is_stacked = width < px(STACKED)
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if is_stacked else ways.LeftToRight)
        self.card.setMinimumWidth(0)
        self.card.setMaximumWidth(16_777_215 if is_stacked else px(WIDE if width >= px(BOTH) else SHORT))
        if not is_stacked:
            self.card.setMinimumWidth(self.card.maximumWidth())


class SheetPage(QWidget):
    """All of it; the side is a drawer where there is no room for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.main = ListAndItem(theme)
        self.items, self.item = self.main.items, self.main.item
        self.records, self.total = RecordsPanel(theme), TotalCard(theme)
        side, inner = FocusScroll(), QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.FIELD - 2)
        column.addWidget(self.records, 1)
        column.addWidget(self.total)
        side.setWidget(inner)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        lead_in(side, self.records)
        self.panes = SidePanel(theme, self.main, side, BESIDE, side_width=SIDE, room=ROOM)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.panes)
        lead_in(self, self.items)


class NothingYet(Card):
    """Stands where there is nothing to score, and says what to do."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme)
        said = Words(theme, words, BODY.coloured(Token.TEXT2), wraps=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setMargin(Space.CARD)
        QVBoxLayout(self).addWidget(said)
