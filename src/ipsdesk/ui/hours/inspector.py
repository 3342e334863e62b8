"""Beside the grid: the chosen person's last 26 weeks, the limits of their time, and what to look after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.services.hours_history import WorkHistory
from ipsdesk.services.hours_week import PersonWeek
from ipsdesk.ui.hours.inspector_charts import HOURS, PAY, hours_chart, pay_chart
from ipsdesk.ui.hours.inspector_words import Fact, benefits_line, facts_of, hint_of, week_line
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Radius, Space, Token
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.chart import ChartData
from ipsdesk.ui.widgets.chart_panel import ChartPanel
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.text_styles import BODY, SECOND, STATUS, TITLE
from ipsdesk.ui.widgets.words import Words

SETTLES_AFTER = 150
"""Milliseconds that the row must stay before its person's weeks are read."""

NOBODY = "Choose a person to see their last 26 weeks"
WITHHELD = "This person's record is restricted. To see their last weeks, open it with a reason in Caseload."
FACT = STATUS.coloured(Token.TEXT)


class Inspector(Card):
    """Shows the newest person whose weeks were read; the old one stays until then.

    ``wanted`` asks for the weeks of a client up to a day; they come with `show_history`.
    """

    wanted = Signal(int, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("The last 26 weeks")
        self.person: PersonWeek | None = None
        self.shown: WorkHistory | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLES_AFTER)
        self._timer.timeout.connect(self._ask)
        self.name, self.benefits = (
            Words(theme, style=TITLE, wraps=True),
            Words(theme, style=SECOND, wraps=True),
        )
        self.week = Words(theme, style=SECOND, wraps=True)
        self.hours, self.pay = self._chart(HOURS), self._chart(PAY)
        self.facts = _Facts(theme)
        self.hint = Hint(theme)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._scrolled())

    def _chart(self, title: str) -> ChartPanel:
        panel = ChartPanel(self._theme, ChartData(title, "", (), (), (), ()))
        # As high as the picture, which is what the panel has room for.
        panel.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        if (layout := panel.layout()) is not None:
            layout.setSpacing(2)
        return panel

    def _empty(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        layout.addStretch()
        self._nobody = Words(self._theme, NOBODY, BODY.coloured(Token.TEXT2), wraps=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._nobody)
        layout.addStretch()
        return page

    def _scrolled(self) -> QScrollArea:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(17, 9, 17, 8)
        layout.setSpacing(Space.SNUG)
        head = QVBoxLayout()
        head.setSpacing(2)
        for words in (self.name, self.benefits, self.week):
            head.addWidget(words)
        layout.addLayout(head)
        for part in (Rule(self._theme), self.hours, self.pay, Rule(self._theme), self.facts, self.hint):
            layout.addWidget(part)
        layout.addStretch()
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName("The last 26 weeks of the chosen person")
        area.setWidget(page)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)  # after it was put in, which turns this on
        return area

    def show_person(self, person: PersonWeek | None) -> None:
        """This person's row is current, or nobody's; their weeks are asked for once it stays so."""
        self.person = person
        withheld = person is not None and person.records.is_withheld
        self._nobody.setText(
            WITHHELD if withheld else "" if person else NOBODY
        )  # blank until the first is read
        if person is None or withheld:
            self._timer.stop()
            self.shown = None
            self._pages.setCurrentIndex(0)
        else:
            self._timer.start()

    def _ask(self) -> None:
        if self.person is not None:
            self.wanted.emit(self.person.client, self.person.sunday)

    def show_history(self, history: WorkHistory) -> None:
        """Show these weeks, unless the row has moved on to another person since."""
        person = self.person
        if person is None or person.client != history.client:
            return
        self.shown = history
        self.name.setText(history.name)
        self.benefits.setText(benefits_line(person))
        self.week.setText(week_line(person))
        self.hours.show_data(hours_chart(history))
        self.pay.show_data(pay_chart(history))
        self.facts.show_facts(facts_of(person, history))
        self.hint.say(hint_of(history))
        self._pages.setCurrentIndex(1)


class _Facts(QWidget):
    """Labels left, what is so at the right; a fact that needs a person carries its mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.SNUG)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(0, 1)
        self._shown: list[Fact] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these lines."""
        if list(facts) == self._shown:
            return
        self._shown = list(facts)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, fact in enumerate(facts):
            self._grid.addWidget(Words(self._theme, fact.label, SECOND, wraps=True), row, 0)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            if fact.mark is None:
                self._grid.addWidget(Words(self._theme, fact.words, FACT), row, 1, right)
            else:
                marked = MarkedWords(self._theme, self, ICON)
                self._grid.addWidget(marked, row, 1, right)
                marked.say(fact.mark, fact.words)


class Hint(QWidget):
    """A quiet panel with something to know."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self.words = Words(theme, style=SECOND.coloured(Token.TEXT), wraps=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.STEP, 5, Space.STEP, 5)
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self._dress()
        theme.changed.connect(self._dress)
        self.hide()

    def say(self, words: str) -> None:
        """Say this, or nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def _dress(self) -> None:
        side = self._theme.px(ICON)
        self._icon.setPixmap(self._theme.icon(Mark.NOTE.icon, Mark.NOTE.token).pixmap(QSize(side, side)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        Paint(painter, self._theme).box(QRectF(self.rect()), Token.TINT, radius=Radius.CONTROL)
        painter.end()
