"""Beside the scorecard: what lies behind the chosen figure, to read, copy, save and print."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.reports.figure_rows import cut_words, rows_as_text
from ipsdesk.ui.kpis.drill_head import DrillHead
from ipsdesk.ui.kpis.drill_list import DrillList
from ipsdesk.ui.kpis.opened import Opened
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

NOTHING = "Choose a figure to see what lies behind it"


class DrillPanel(Card):
    """One figure opened up; the old one stays until the next is there."""

    person_wanted = Signal(int)
    export_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Behind the figure")
        self.opened: Opened | None = None
        self.head, self.rows = DrillHead(theme), DrillList(theme)
        self.no_rows = Words(theme, style=BODY.coloured(Token.TEXT2), wraps=True)
        self.copy_button = Button(theme, "Copy rows", Rank.QUIET)
        self.export_button = Button(theme, "Export to Excel…", Rank.QUIET)
        self.print_button = Button(theme, "Print…", Rank.QUIET)
        self.outcome = MarkedWords(theme)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._nothing())
        self._pages.addWidget(self._page())
        self._wire()

    def _nothing(self) -> QWidget:
        words = Words(self._theme, NOTHING, BODY.coloured(Token.TEXT2), wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMargin(Space.CARD)
        return words

    def _page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self._foot())
        return page

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.rows, 1)
        self.no_rows.setContentsMargins(Space.CARD - 2, Space.FIELD, Space.CARD - 2, Space.FIELD)
        self.no_rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.no_rows, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)  # after it was put in, which turns this on
        return area

    def _foot(self) -> QWidget:
        foot = _Foot(self._theme)
        column = QVBoxLayout(foot)
        column.setContentsMargins(Space.STEP, Space.SNUG, Space.STEP, Space.SNUG)
        column.setSpacing(Space.LABEL)
        column.addWidget(self.outcome)
        buttons = QWidget()
        line = Flow(buttons, Space.SNUG)
        for button in (self.copy_button, self.export_button, self.print_button):
            line.addWidget(button)
        column.addWidget(buttons)
        return foot

    def _wire(self) -> None:
        self.rows.opened.connect(self.person_wanted)
        self.rows.copied.connect(self.copy)
        self.copy_button.clicked.connect(self.copy)
        self.export_button.clicked.connect(self.export_wanted)
        self.print_button.clicked.connect(self.print_wanted)

    def show_opened(self, opened: Opened) -> None:
        """Show what lies behind this figure."""
        again = self.opened is not None and _same(self.opened, opened)
        self.opened = opened
        lines = opened.lines
        self.head.show_opened(opened)
        self.rows.show_lines(lines)
        self.rows.setVisible(bool(lines))
        self.no_rows.setText(opened.drill.no_rows)
        self.no_rows.setVisible(not lines)
        for button in (self.copy_button, self.export_button):
            button.setEnabled(bool(lines))
        if not again:
            self.outcome.say(Mark.DONE, "")
        lead_in(self, self.rows if lines else self.print_button)
        self._pages.setCurrentIndex(1)

    def copy(self) -> None:
        """Put the rows on the clipboard, as text with heads."""
        if self.opened is not None and self.copy_button.isEnabled():
            drill = self.opened.drill
            QGuiApplication.clipboard().setText(rows_as_text(drill))
            self.say(f"Copied, for Excel. {cut_words(drill)}".strip())

    def say(self, words: str) -> None:
        """What was done."""
        self.outcome.say(Mark.DONE, words)
        announce(self, words)

    def wait_for(self, words: str) -> None:
        """What is being done."""
        self.outcome.say(Mark.WAITING, words)
        announce(self, words)

    def refuse(self, words: str) -> None:
        """What could not be done."""
        self.outcome.say(Mark.OFF_TARGET, words)
        announce(self, words, urgent=True)


def _same(one: Opened, other: Opened) -> bool:
    return (one.about.key, one.band, one.drill.period, one.drill.scope) == (
        other.about.key,
        other.band,
        other.drill.period,
        other.drill.scope,
    )


class _Foot(QWidget):
    """The foot line of the panel, parted from what is above."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).line(QPointF(0, 0), QPointF(self.width(), 0))
        painter.end()
