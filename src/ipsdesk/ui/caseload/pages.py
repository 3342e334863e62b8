"""The pages of a record: their names on one line, or a list to choose from where it is tight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.timeline import TimelinePane
from ipsdesk.ui.frame.tab_bar import BEFORE, TabBar
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.rule import Rule

TIMELINE, NAME = "Timeline", "Page of the record"


class RecordPages(QWidget):
    """The timeline is the first page; ``wanted`` asks for what another one shows of a person.

    Which page was turned to stays so for whoever is chosen next.
    """

    wanted = Signal(object, int)
    turned = Signal()

    def __init__(self, theme: Theme, timeline: TimelinePane, pages: Sequence[RecordPage]) -> None:
        super().__init__()
        self._theme, self.timeline, self.pages = theme, timeline, list(pages)
        self._client: int | None = None
        self._holds: Sequence[QWidget] = [timeline, *pages]
        titles = [TIMELINE, *(page.title for page in pages)]
        self.bar = TabBar(theme)
        self.bar.setAccessibleName("Pages of the record")
        for title in titles:
            self.bar.add(title)
        self.picker = ChoiceField(theme, Field(NAME, Kind.CHOICE), [Option(one, one) for one in titles])
        self.picker.name(NAME, "")
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
        head.addWidget(self.picker)
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(Rule(self._theme))
        for widget in self._holds:
            layout.addWidget(widget)
        layout.addStretch()

    # ---- which page ---------------------------------------------------------------------------------

    @property
    def page(self) -> RecordPage | None:
        """The page on screen; None: the timeline."""
        place = self.bar.currentIndex()
        return self.pages[place - 1] if place > 0 else None

    def turn(self, by: int) -> None:
        """To the next page, or the one before; the keyboard goes along if it was in the page."""
        place = (self.bar.currentIndex() + by) % self.bar.count()
        had_keyboard = self._holds[self.bar.currentIndex()].isAncestorOf(self.focusWidget() or self)
        self.bar.setCurrentIndex(place)
        announce(self, f"Page {self._titles[place]}")
        if had_keyboard:
            self.entrance().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, page: type[QWidget]) -> None:
        """Turn to a page by its kind."""
        self.bar.setCurrentIndex(next(n for n, one in enumerate(self._holds) if isinstance(one, page)))

    def entrance(self) -> QWidget:
        """What has the keyboard when the page is entered."""
        return self.timeline.list if self.page is None else self.page.first()

    def _turn(self, place: int) -> None:
        for number, widget in enumerate(self._holds):
            widget.setVisible(number == place)
        self._picking = True
        self.picker.show_value(self._titles[place])
        self._picking = False
        self.turned.emit()
        self._ask(again=False)

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
        """A list to choose from where the names do not stand beside each other."""
        wide = sum(self.bar.tabSizeHint(place).width() for place in range(self.bar.count()))
        tight = wide > self.width() - 2 * EDGE
        self.bar.setVisible(not tight)
        self.picker.setVisible(tight)
        self.picker.setContentsMargins(BEFORE, Space.SNUG, 0, Space.SNUG)
