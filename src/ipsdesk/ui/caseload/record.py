"""One person's record, to read: who it is, five facts, the way so far, and what has happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.pathway import Standing
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.ui.caseload.page_kinds import PAGES
from ipsdesk.ui.caseload.pages import RecordPages
from ipsdesk.ui.caseload.reader import PageRead, RecordRead
from ipsdesk.ui.caseload.record_head import RecordHead
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.summary import Summary
from ipsdesk.ui.caseload.timeline import TimelinePane
from ipsdesk.ui.caseload.timeline_list import EDGE
from ipsdesk.ui.caseload.way import WayPicture
from ipsdesk.ui.restricted.reason_card import ReasonCard
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.words import Words

SETTLES_AFTER, LOOKED_AT_AFTER = 150, 1_000
"""Milliseconds a row stays chosen before its record is read; a record is on screen before that is noted."""

STAYS_FROM = 320
"""At 100 %: how high the record has to be for the name to stay in sight while it scrolls."""

NOBODY = "Choose a person to see their record"


class Record(Card):
    """Shows the newest record that was read; the one before stays until then.

    ``wanted`` asks for a client's record, ``page_wanted`` for a page of the timeline on screen, ``looked_at``
    tells that a record has been on screen for a second, ``left`` that Esc was pressed.
    """

    wanted = Signal(int, object)
    page_wanted = Signal(int, object, object)
    looked_at = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], *, may_change: bool = True) -> None:
        super().__init__(theme)
        self.setAccessibleName("Record")
        self._theme = theme
        self.client: int | None = None
        """Whose record is asked for; the one on screen is in ``shown``."""
        self.shown: ClientRecord | None = None
        self.standing: Standing | None = None
        """How the referral of the one on screen stands."""
        self._timer = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._timer.timeout.connect(self._ask)
        self._looking = QTimer(self, singleShot=True, interval=LOOKED_AT_AFTER)
        self._looking.timeout.connect(self._looked)
        self.head, self.summary, self.way = RecordHead(theme), Summary(theme), WayPicture(theme)
        self._since = Words(theme, style=SECOND)
        self.timeline = TimelinePane(theme, today)
        self.pages = RecordPages(theme, self.timeline, PAGES, may_change=may_change)
        self._message = Words(theme, NOBODY, BODY.coloured(Token.TEXT2), wraps=True)
        self._area, self._page = QScrollArea(), QWidget()
        self._build()
        self.reason = ReasonCard(theme)
        self._pages.addWidget(self.reason)
        self._enter_at()
        self._standing_in: QListView = self.timeline.list
        # Once what has changed is laid out.
        self._follow = QTimer(self, singleShot=True, interval=0)
        self._follow.timeout.connect(self._keep_in_sight)
        self.timeline.list.stood.connect(self._stood_in_timeline)
        self.pages.turned.connect(self._enter_at)
        self.pages.made.connect(self._page_made)
        self._area.verticalScrollBar().valueChanged.connect(self._near_end)
        self.timeline.kind_wanted.connect(self._kind_wanted)
        self.timeline.earlier_wanted.connect(self._earlier_wanted)

    # ---- how it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setMargin(Space.CARD)
        whole, inside = QVBoxLayout(self), QWidget()
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(inside)
        self._pages = QStackedLayout(inside)
        self._pages.addWidget(self._message)
        page = QWidget()
        self._pages.addWidget(page)
        layout = self._whole = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self._scrolled(), 1)
        self._theme.changed.connect(self._place_head)

    def _scrolled(self) -> QScrollArea:
        """All but the name, which stays in sight where there is room."""
        area, page = self._area, self._page
        layout = self._all = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(_inset(self.summary, Space.SNUG, Space.SNUG))
        layout.addWidget(Rule(self._theme))
        layout.addLayout(self._way_part())
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self.pages, 1)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)  # after it was put in, which turns this on
        return area

    def _way_part(self) -> QVBoxLayout:
        part = QVBoxLayout()
        part.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        part.setSpacing(Space.LABEL)
        top = QHBoxLayout()
        top.addWidget(Words(self._theme, "The way so far", NAME))
        top.addStretch()
        top.addWidget(self._since)
        part.addLayout(top)
        part.addWidget(self.way)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def _place_head(self) -> None:
        """The name scrolls along with the rest where it would leave hardly any room for it."""
        place = self._whole if self.height() >= self._theme.px(STAYS_FROM) else self._all
        if place.indexOf(self.head) < 0:
            place.insertWidget(0, self.head)

    # ---- whose record -------------------------------------------------------------------------------

    def show_person(self, client: int, *, at_once: bool = False) -> None:
        """This person is chosen; the record is asked for once that stays so."""
        if client != self.client:
            self.client = client
            self._timer.start()
        if at_once and self._timer.isActive():
            self._timer.stop()
            self._ask()

    def read_again(self) -> None:
        """Something was changed: ask for the record on screen again."""
        if self.client is not None:
            self._ask()

    def _ask(self) -> None:
        if self.client is not None:
            self.wanted.emit(self.client, self.timeline.kind)

    def show_record(self, read: RecordRead) -> None:
        """Show this, unless somebody else has been chosen since."""
        if read.client != self.client:
            return
        record, before = read.record, self.shown
        self.shown, self.standing = record, read.standing
        self._end_asking()
        self.head.show_record(record)
        self.summary.show_facts(record.facts)
        self.way.show_steps(record.way)
        days = record.days_since_referral
        self._since.setText("" if days is None else f"{counted(days, 'day')} since referral")
        self._pages.setCurrentIndex(1)
        is_same = before is not None and before.person.client == read.client
        if not (is_same and self.timeline.is_as_read(read.timeline, read.kind)):
            self.timeline.show_timeline(read.timeline, read.kind)
        self.pages.show_client(read.client)
        if not is_same:
            self._area.verticalScrollBar().setValue(0)
            self._looking.stop()
            self._look()
            announce(self, f"Record of {record.person.name}")

    def show_page(self, read: PageRead) -> None:
        """Another kind of lines, or earlier ones."""
        if self.shown is None or read.client != self.shown.person.client:
            return
        if read.before is None:
            self.timeline.show_timeline(read.timeline, read.kind)
        elif (read.before, read.kind) == (self.timeline.earlier, self.timeline.kind):
            self.timeline.add(read.timeline)

    def say(self, sentence: str) -> None:
        """Why there is nothing to show."""
        self.shown = None
        self._looking.stop()
        self.reason.clear()
        self._message.setText(sentence)
        self._pages.setCurrentIndex(0)
        announce(self, sentence, urgent=True)

    def ask_reason(self, state: RestrictionState) -> None:
        """Ask why this restricted record is needed, in place of it."""
        if state.client == self.client:
            self.shown = None
            self._looking.stop()
            self.reason.show_state(state)
            self._pages.setCurrentWidget(self.reason)
            lead_in(self, self.reason)

    def _end_asking(self) -> None:
        self._enter_at()
        if self.reason.has_keyboard:
            self._pages.setCurrentIndex(1)
            self.pages.entrance().setFocus()
        self.reason.clear()

    def stop(self) -> None:
        """The unit is about to be closed."""
        self._timer.stop()
        self._looking.stop()
        self.client = None

    def forget(self) -> None:
        """Nobody's record is open any more."""
        self.stop()
        self.shown = None
        self._message.setText(NOBODY)
        self._pages.setCurrentIndex(0)

    def _keep_in_sight(self) -> None:
        """The line with the keyboard, as much of it as there is room for, its beginning first."""
        view = self._standing_in
        current = view.currentIndex()
        if not current.isValid() or not view.isVisible() or not view.hasFocus():
            return
        line = view.visualRect(current)
        top = view.mapTo(self._page, line.topLeft()).y()
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        lowest = min(top, top + line.height() - room)
        bar.setValue(min(max(bar.value(), lowest), top))

    def _page_made(self, page: RecordPage) -> None:
        page.stood.connect(self._stood)

    def _stood(self, view: QListView) -> None:
        """The keyboard has come to a line of this list, or the line to another place."""
        self._standing_in = view
        self._follow.start()

    def _stood_in_timeline(self) -> None:
        self._stood(self.timeline.list)

    def _enter_at(self) -> None:
        """Where the keyboard goes that comes to the record."""
        lead_in(self, self.pages.entrance())

    def _near_end(self, value: int) -> None:
        """Scrolled to the foot of a page that may show more."""
        page = self.pages.page
        if page is not None and value and value == self._area.verticalScrollBar().maximum():
            page.want_more()

    def _kind_wanted(self, kind: EntryKind | None) -> None:
        if self.shown is not None:
            self.page_wanted.emit(self.shown.person.client, kind, None)

    def _earlier_wanted(self) -> None:
        if self.shown is not None and self.timeline.earlier is not None:
            self.page_wanted.emit(self.shown.person.client, self.timeline.kind, self.timeline.earlier)

    # ---- how long it is looked at -------------------------------------------------------------------

    def _look(self) -> None:
        if self.isVisible() and self.shown is not None:
            self._looking.start()

    def _looked(self) -> None:
        if self.shown is not None:
            self.looked_at.emit(self.shown.person.client)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._looking.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _inset(widget: QWidget, above: int, below: int) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(EDGE, above, EDGE, below)
    layout.addWidget(widget)
    return layout
