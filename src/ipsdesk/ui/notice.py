"""A small window that tells one thing, or several that came together, with details to copy if any."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SMALL
from ipsdesk.ui.widgets.words import Words

WIDTH, ICON_SIDE, DETAILS_HEIGHT = 460, 24, 110
COPY, COPIED = "Copy details", "Copied"


class Notice(QDialog):
    """Something a person must know; what arrives while it is open is added to it."""

    def __init__(
        self, theme: Theme, title: str, words: str, details: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._words, self.all_details = theme, [words], [details] if details else []
        self.setWindowTitle(title)
        self._said = Words(theme, words, BODY, wraps=True)
        self._details = QPlainTextEdit(details)
        self._copy = Button(theme, COPY, Rank.PLAIN, "content-copy")
        self._close = Button(theme, "Close", Rank.PRIMARY)
        self._build(title)
        self._copy.clicked.connect(self.copy)
        self._close.clicked.connect(self.accept)
        self._close.setFocus()
        self._dress()
        theme.changed.connect(self._dress)
        announce(self, f"{title}. {words}", urgent=True)

    def _build(self, title: str) -> None:
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.setSpacing(Space.STEP)
        head = QHBoxLayout()
        head.setSpacing(Space.STEP)
        self._icon = QLabel()
        head.addWidget(self._icon)
        head.addWidget(Words(self._theme, title, PANEL, wraps=True), 1)
        layout.addLayout(head)
        layout.addWidget(self._said)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setAccessibleName("Details of the fault")
        layout.addWidget(self._details)
        buttons = QHBoxLayout()
        buttons.addWidget(self._copy)
        buttons.addStretch()
        buttons.addWidget(self._close)
        layout.addLayout(buttons)
        self._show_details()

    def _show_details(self) -> None:
        self._details.setVisible(bool(self.all_details))
        self._copy.setVisible(bool(self.all_details))

    def _dress(self) -> None:
        name, token = ("alert-octagon", Token.BAD) if self.all_details else ("information", Token.ACCENT)
        side = self._theme.px(ICON_SIDE)
        self._icon.setPixmap(self._theme.icon(name, token).pixmap(QSize(side, side)))
        self._details.setFont(self._theme.font(SMALL.size))
        self._details.setFixedHeight(self._theme.px(DETAILS_HEIGHT))
        self._fit()

    def _fit(self) -> None:
        wide = self._theme.px(WIDTH)
        self.setFixedSize(wide, self._layout.totalHeightForWidth(wide))

    def add(self, words: str, details: str = "") -> None:
        """One thing more; what it says already is not said twice."""
        if words not in self._words:
            self._words.append(words)
            self._said.setText("\n\n".join(self._words))
            self._fit()
        if details and details not in self.all_details:
            self.all_details.append(details)
            self._details.setPlainText("\n\n".join(self.all_details))
            self._show_details()
            self._fit()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText("\n\n".join(self.all_details) + "\n")
        self._copy.setText(COPIED)
        announce(self, COPIED)
