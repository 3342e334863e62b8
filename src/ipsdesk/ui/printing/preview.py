"""The window in which a report is looked at before it is printed or saved as PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ipsdesk.reports.blocks import Block
from ipsdesk.ui.printing.pages import Footing, Pages
from ipsdesk.ui.printing.pages_view import Desktop
from ipsdesk.ui.printing.sending import Noting, Sending
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, IconButton, Rank
from ipsdesk.ui.widgets.file_dialog import PDF, ask_to_save, documents
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.text_styles import BODY, STATUS, TextStyle
from ipsdesk.ui.widgets.words import Words

WIDTH, HEIGHT = 900, 680
LONGEST = 80
UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


def print_blocks(
    theme: Theme,
    blocks: Sequence[Block],
    footing: Footing,
    parent: QWidget,
    noting: Noting | None,
    scale: float = 1.0,
) -> PrintPreview:
    """Show the report as it will be printed; from there it goes to a printer or into a PDF, and is noted.

    ``noting`` is None only where no unit is open yet; ``scale`` enlarges what is printed.
    """
    preview = PrintPreview(theme, Pages(blocks, footing, scale), noting, parent)
    preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    preview.open()
    return preview


class PrintPreview(QDialog):
    """The sheets, and what can be done with them."""

    def __init__(
        self, theme: Theme, pages: Pages, noting: Noting | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self.pages = theme, pages
        self.sending = Sending(pages, noting, self)
        self.sending.done.connect(self._done)
        self.sending.refused.connect(self._refused)
        self.setWindowTitle(f"Print: {pages.title}")
        self.desktop = Desktop(theme, pages)
        self.page_words = Words(theme, "", BODY)
        self.outcome = Words(theme, "", STATUS, wraps=True)
        self.outcome.hide()
        self.print_button = Button(theme, "Print…", Rank.PRIMARY)
        self.save_button = Button(theme, "Save as PDF…", Rank.PLAIN)
        self._build()
        self.desktop.page_changed.connect(self._say_page)
        self._say_page(0)
        self.resize(self._fitting())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.STEP)
        top.setSpacing(Space.SNUG)
        top.addWidget(self._bar())
        top.addWidget(self.outcome)
        layout.addLayout(top)
        layout.addWidget(self.desktop, 1)
        for keys, does in (
            ("Ctrl+P", self.sending.print_it),
            ("Ctrl+S", self.ask_where),
            ("Ctrl++", self.desktop.larger),
            ("Ctrl+=", self.desktop.larger),
            ("Ctrl+-", self.desktop.smaller),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _bar(self) -> QWidget:
        bar = QWidget()
        line = Flow(bar, Space.SNUG)
        close = Button(self._theme, "Close")
        smaller = IconButton(self._theme, "Smaller (Ctrl+-)", "magnify-minus-outline")
        larger = IconButton(self._theme, "Larger (Ctrl++)", "magnify-plus-outline")
        for button, does in (
            (self.print_button, self.sending.print_it),
            (self.save_button, self.ask_where),
            (close, self.reject),
            (smaller, self.desktop.smaller),
            (larger, self.desktop.larger),
        ):
            line.addWidget(button)
            button.clicked.connect(does)
        line.addWidget(self.page_words)
        self._theme.changed.connect(self._dress)
        self._dress()
        return bar

    def _dress(self) -> None:
        self.page_words.setMinimumHeight(self._theme.px(Height.CONTROL))

    def _fitting(self) -> QSize:
        """As large as is useful and the screen allows."""
        room = self.screen().availableSize() * 0.95
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT)).boundedTo(room)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.desktop.fit_width()
        self.print_button.setFocus()

    def _say_page(self, number: int) -> None:
        self.page_words.setText(f"Page {number + 1} of {self.pages.count}")

    def ask_where(self) -> None:
        """Ask where the PDF goes."""
        ask_to_save(
            self, "Save as PDF", documents() / f"{file_name(self.pages)}.pdf", PDF, self.sending.save_to
        )

    def _done(self, words: str) -> None:
        self._say(words, STATUS.coloured(Token.GOOD), urgent=False)

    def _refused(self, words: str) -> None:
        self._say(words, STATUS.coloured(Token.BAD), urgent=True)

    def _say(self, words: str, style: TextStyle, *, urgent: bool) -> None:
        self.outcome.restyle(style)
        self.outcome.setText(words)
        self.outcome.show()
        announce(self, words, urgent=urgent)


def file_name(pages: Pages) -> str:
    """The report's title as a name that every system takes for a file."""
    title = " ".join(UNFIT.sub(" ", pages.title).split())[:LONGEST].strip(" .")
    return f"Practice, {title}" if pages.footing.practice else title or "Report"
