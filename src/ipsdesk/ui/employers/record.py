"""One employer's record: who they are, five facts, and its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.services.caseload_record import Fact
from ipsdesk.services.caseload_words import counted, days_ago, short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.employers import EmployerRecord
from ipsdesk.services.employers_list import EmployerRow
from ipsdesk.ui.caseload.summary import Summary
from ipsdesk.ui.employers.list_words import known_words, lead_note, next_day
from ipsdesk.ui.employers.record_head import EmployerHead
from ipsdesk.ui.employers.record_page import EmployerPage
from ipsdesk.ui.employers.record_pages import PAGES
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.parts.page_bar import PageBar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

SETTLES_AFTER = 150
"""Milliseconds a row stays chosen before its record is read."""
NOBODY = "Choose an employer to see their record"
NOTHING = "–"


class EmployerCard(Card):
    """Shows the newest record that was read; ``wanted`` asks for one by key, ``left`` says that Esc was
    pressed."""

    wanted = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__(theme)
        self.setAccessibleName("Record")
        self._theme = theme
        self.employer: int | None = None
        """Whose record is asked for; the one on screen is in ``shown``."""
        self.shown: EmployerRow | None = None
        self.head, self.summary = EmployerHead(theme), Summary(theme)
        self.head.add_contact.setVisible(may_change)
        self.pages = [page(theme, doing, desk, may_change=may_change) for page in PAGES]
        self.bar = PageBar(theme, [page.title for page in PAGES])
        self._message = Words(theme, NOBODY, BODY.coloured(Token.TEXT2), wraps=True)
        self._area, self._inner = QScrollArea(), QWidget()
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._ask)
        self._standing_in: QListView | None = None
        self._follow = QTimer(self, singleShot=True, interval=0)
        self._follow.timeout.connect(self._keep_in_sight)
        self._build()
        for page in self.pages:
            page.stood.connect(self._stood)
        self.bar.turned.connect(self._turn)
        self._area.verticalScrollBar().valueChanged.connect(self._near_end)
        self._turn(0)

    # ---- how it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(Space.CARD)
        whole, inside = QVBoxLayout(self), QWidget()
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(inside)
        self._stack = QStackedLayout(inside)
        self._stack.addWidget(self._message)
        record = QWidget()
        self._stack.addWidget(record)
        layout = QVBoxLayout(record)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self._scrolled(), 1)

    def _scrolled(self) -> QScrollArea:
        """All but the name, which stays in sight."""
        area, inner = self._area, self._inner
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(EDGE, Space.SNUG, EDGE, Space.SNUG)
        strip.addWidget(self.summary)
        layout.addLayout(strip)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self.bar)
        layout.addWidget(Rule(self._theme))
        for page in self.pages:
            layout.addWidget(page)
        layout.addStretch(1)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        return area

    # ---- whose record -------------------------------------------------------------------------------

    def show_employer(self, employer: int, *, at_once: bool = False) -> None:
        """This one is chosen; the record is asked for once that stays so."""
        if employer != self.employer:
            self.employer = employer
            self._timer.start()
        if at_once and self._timer.isActive():
            self._timer.stop()
            self._ask()

    def read_again(self) -> None:
        """Something was changed: ask for the record on screen again."""
        self._ask()

    def _ask(self) -> None:
        if self.employer is not None:
            self.wanted.emit(self.employer)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        """Show this, unless another has been chosen since."""
        if record.employer != self.employer:
            return
        is_same = self.shown is not None and self.shown.employer == row.employer
        self.shown = row
        self.head.show_employer(row)
        self.summary.show_facts(facts(row, record))
        for page in self.pages:
            page.show_record(row, record)
        self._stack.setCurrentIndex(1)
        lead_in(self, self.page.first())
        if not is_same:
            self._area.verticalScrollBar().setValue(0)
            announce(self, f"Record of {row.name}")

    def forget(self, words: str = NOBODY) -> None:
        """No record is open any more."""
        self._timer.stop()
        self.employer = self.shown = None
        self._message.setText(words)
        self._stack.setCurrentIndex(0)

    # ---- pages --------------------------------------------------------------------------------------

    @property
    def page(self) -> EmployerPage:
        """The page on screen."""
        return self.pages[self.bar.bar.currentIndex()]

    def turn(self, by: int) -> None:
        """To the next page, or the one before; the keyboard goes into it if it was in the record."""
        keyboard = QApplication.focusWidget()
        had_keyboard = keyboard is not None and self.isAncestorOf(keyboard)
        announce(self, f"Page {self.bar.go(by)}")
        if had_keyboard:
            self.page.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, place: int) -> None:
        for number, page in enumerate(self.pages):
            page.setVisible(number == place)
        lead_in(self, self.page.first())

    def _stood(self, view: QListView) -> None:
        self._standing_in = view
        self._follow.start()

    def _keep_in_sight(self) -> None:
        """The line with the keyboard, as much of it as there is room for, its beginning first."""
        view = self._standing_in
        if view is None or not view.isVisible() or not view.hasFocus():
            return
        current = view.currentIndex()
        if not current.isValid():
            return
        line = view.visualRect(current)
        top = view.mapTo(self._inner, line.topLeft()).y()
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        lowest = min(top, top + line.height() - room)
        bar.setValue(min(max(bar.value(), lowest), top))

    def _near_end(self, value: int) -> None:
        if value and value == self._area.verticalScrollBar().maximum():
            self.page.want_more()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def facts(row: EmployerRow, record: EmployerRecord) -> list[Fact]:
    """Who knows them, the last contact, what is next, leads, and jobs here."""
    today = record.today
    met, due = row.last_contact_on, row.next_on
    year = f"{row.contacts_in_year:,} in a year"
    before = f"{row.jobs_before:,} before" if row.jobs_before else ""
    return [
        Fact("Known by", known_words(row) or NOTHING, "" if row.known_by else "nobody yet"),
        Fact("Last contact", short_day(met, today) if met else NOTHING,
             f"{days_ago((today - met).days)}, {year}" if met else "none yet"),
        Fact("Next action", row.next_action or (short_day(due, today) if due else NOTHING),
             next_day(row, today) if due else "none set"),
        Fact("Open leads", f"{row.leads:,}" if row.leads else NOTHING, lead_note(row, today)
             if row.closes_on else ""),
        Fact("Jobs here", counted(row.jobs_now, "job") + " now" if row.jobs_now else NOTHING, before),
    ]  # fmt: skip
