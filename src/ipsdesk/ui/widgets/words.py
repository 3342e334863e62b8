"""A label that keeps its kind of text through every change of theme and text size."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.painting import font_of
from ipsdesk.ui.widgets.text_styles import BODY, TextStyle


class Words(QLabel):
    """Words of one kind, shown as they are written, never read as markup.

    ``wraps`` lets them take as many lines as they need.
    """

    def __init__(
        self,
        theme: Theme,
        words: str = "",
        style: TextStyle = BODY,
        parent: QWidget | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(words, parent)
        self._theme, self._style = theme, style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.dress()
        theme.changed.connect(self.dress)

    def restyle(self, style: TextStyle) -> None:
        """Become another kind of text."""
        self._style = style
        self.dress()

    def dress(self) -> None:
        """Take font and colour from the theme; Qt puts older ones back when a widget gets another parent."""
        self.setFont(font_of(self._theme, self._style))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._style.token))
        self.setPalette(palette)
