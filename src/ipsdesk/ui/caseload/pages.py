"""The pages of a record: names on one line, those without room in a menu; or a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.caseload.page_kinds import PageKind
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.timeline import TimelinePane
from ipsdesk.ui.frame.tab_bar import BEFORE, TabBar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.rule import Rule

TIMELINE, NAME = "Timeline", "Page of the record"
FEWEST = 3
"""Where not even so many names stand beside each other, a list to choose from says more."""


class RecordPages(QWidget):
    """The timeline is the first page; each of the others is ``made`` when it is first turned to, and
    ``wanted`` asks for what it shows of a person.

    Which page was turned to stays so for whoever is chosen next.
    """

    made = Signal(object)
    wanted = Signal(object, int)
    turned = Signal()

    def __init__(
        self, theme: Theme, timeline: TimelinePane, kinds: Sequence[PageKind], *, may_change: bool
    ) -> None:
        super().__init__()
        self._theme, self.timeline, self._kinds, self._may_change = theme, timeline, kinds, may_change
        self._client: int | None = None
        self._made: dict[int, RecordPage] = {}
        titles = [TIMELINE, *(kind.title for kind in kinds)]
        self.bar = TabBar(theme)
        self.bar.setAccessibleName("Pages of the record")
        for title in titles:
            self.bar.add(title)
        self.picker = ChoiceField(theme, Field(NAME, Kind.CHOICE), [Option(one, one) for one in titles])
        self.picker.name(NAME, "")
        self.more = Button(theme, "", Rank.QUIET, "chevron-down")
        self.menu_of_more = QMenu(self.more)
        self.more.clicked.connect(self._ask_more)
        self.menu_of_more.triggered.connect(self._go_on)
        self._titles = titles
        self._picking = False
        self._build()
        self.bar.currentChanged.connect(self._turn)
        self.picker.changed.connect(self._pick)
        theme.changed.connect(self._fit)
        self._turn(0)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(EDGE - BEFORE, 0, EDGE, 0)
        head.addWidget(self.bar)
        head.addWidget(self.more)
        head.addWidget(self.picker)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule(self._theme))
        layout.addWidget(self.timeline)
        self._room = QVBoxLayout()
        layout.addLayout(self._room)
        layout.addStretch()

    # ---- which page ---------------------------------------------------------------------------------

    @property
    def pages(self) -> Sequence[RecordPage]:
        """Those that were turned to so far."""
        return list(self._made.values())

    @property
    def page(self) -> RecordPage | None:
        """The page on screen; None: the timeline."""
        return self._made.get(self.bar.currentIndex())

    def turn(self, by: int) -> None:
        """To the next page, or the one before; the keyboard goes along if it was in the page."""
        place = (self.bar.currentIndex() + by) % self.bar.count()
        had_keyboard = (self.page or self.timeline).isAncestorOf(self.focusWidget() or self)
        self.bar.setCurrentIndex(place)
        announce(self, f"Page {self._titles[place]}")
        if had_keyboard:
            self.entrance().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, page: type[RecordPage]) -> None:
        """Turn to a page by its kind."""
        self.turn_to(page.title)

    def turn_to(self, title: str) -> None:
        """Turn to a page by its title."""
        self.bar.setCurrentIndex(self._titles.index(title))

    def entrance(self) -> QWidget:
        """What has the keyboard when the page is entered."""
        return self.timeline.list if self.page is None else self.page.first()

    def _turn(self, place: int) -> None:
        if place and place not in self._made:
            self._make(place)
        self.timeline.setVisible(not place)
        for number, page in self._made.items():
            page.setVisible(number == place)
        self._picking = True
        self.picker.show_value(self._titles[place])
        self._picking = False
        self._fit()
        self.turned.emit()
        self._ask(again=False)

    def _make(self, place: int) -> None:
        page = self._made[place] = self._kinds[place - 1].page()(self._theme, may_change=self._may_change)
        self._room.addWidget(page)
        self.made.emit(page)

    def _pick(self) -> None:
        words = str(self.picker.typed())
        if not self._picking and words in self._titles:
            self.bar.setCurrentIndex(self._titles.index(words))

    # ---- whose --------------------------------------------------------------------------------------

    def show_client(self, client: int) -> None:
        """This person's record is on screen now, or was read again."""
        self._client = client
        for page in self.pages:
            page.belongs_to(client)
        self._ask(again=True)

    def _ask(self, *, again: bool) -> None:
        page = self.page
        if page is not None and self._client is not None and (again or page.client != self._client):
            self.wanted.emit(page, self._client)

    # ---- as wide as there is room -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many names as there is room for, the chosen one among them."""
        shown, count = self._fitting(), self.bar.count()
        tight = len(shown) < min(FEWEST, count)
        for place in range(count):
            if self.bar.isTabVisible(place) != (place in shown):  # said twice, Qt lays the tabs out no more
                self.bar.setTabVisible(place, place in shown)
        self.bar.updateGeometry()  # Qt asks for as much room as before
        self.bar.setVisible(not tight)
        self.more.setVisible(len(shown) < count and not tight)
        self.more.setText(f"{count - len(shown)} more")
        self.more.setAccessibleName(f"{count - len(shown)} more pages of the record")
        self.picker.setVisible(tight)
        self.picker.setContentsMargins(BEFORE, Space.SNUG, 0, Space.SNUG)

    def _fitting(self) -> set[int]:
        """The pages whose names stand beside each other."""
        wide = [self.bar.tabSizeHint(place).width() for place in range(self.bar.count())]
        room, chosen = self.width() - 2 * EDGE, max(self.bar.currentIndex(), 0)
        if sum(wide) <= room:
            return set(range(len(wide)))
        shown, used = {chosen}, wide[chosen] + self.more.sizeHint().width()
        for place, one in enumerate(wide):
            used += one if place != chosen else 0
            if used > room:
                break
            shown.add(place)
        return shown

    def _ask_more(self) -> None:
        """Offer the pages whose names have no room."""
        self.menu_of_more.clear()
        for place, title in enumerate(self._titles):
            if not self.bar.isTabVisible(place):
                self.menu_of_more.addAction(title).setData(place)
        self.menu_of_more.setActiveAction(self.menu_of_more.actions()[0])
        self.menu_of_more.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _go_on(self, action: QAction) -> None:
        self.bar.setCurrentIndex(action.data())
        announce(self, f"Page {action.text()}")
