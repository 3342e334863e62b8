"""Large text for what is read and written together with a person."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Size, Token, Weight
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.line_fields import LargeButton
from ipsdesk.ui.widgets.painting import font_of, line_height
from ipsdesk.ui.widgets.text_styles import TextStyle
from ipsdesk.ui.widgets.typed_field import LongTextField

NAME_LARGE = TextStyle(Size.HEADLINE, Weight.SEMIBOLD)
HEAD_LARGE = TextStyle(Size.TITLE, Weight.SEMIBOLD)
BODY_LARGE = TextStyle(Size.TITLE)
SECOND_LARGE = TextStyle(Size.PANEL, token=Token.TEXT2)
ICON_LARGE = 32
LEAST_LINES, MOST_LINES = 3, 12


class LargeText(LongTextField):
    """Several lines in large type; it grows with what is written, so that all of it stays in sight."""

    def __init__(self, theme: Theme, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(theme, field, parent)
        self.text.textChanged.connect(self._measure)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        self.text.setFont(font_of(self._theme, BODY_LARGE))
        lines = min(max(self.text.document().size().height(), LEAST_LINES), MOST_LINES)
        high = round(line_height(self._theme, BODY_LARGE) * lines) + self._theme.px(14)
        if self.text.height() != high:
            self.text.setFixedHeight(high)


class RoomyButton(LargeButton):
    """A button in large type, as high as its words ask for."""

    def __init__(self, theme: Theme, words: str, rank: Rank = Rank.PLAIN) -> None:
        super().__init__(theme, words, rank)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.setFont(font_of(self._theme, TextStyle(Size.PANEL, Weight.MEDIUM)))
        self.setMinimumHeight(self._theme.px(Height.LARGE_CONTROL))
