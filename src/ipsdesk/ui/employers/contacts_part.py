"""Contacts with an employer or a partner: the latest of them, earlier ones when they are asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.services.employers_contacts import ContactsThere, ContactThere
from ipsdesk.services.records import RecordRef
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.employers.lines import contact_line
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

CONTACT = "contact"
KEYS = "Enter changes a contact, Space marks what follows from it as done."
ANSWERED = "Nothing is left to be done from this contact"


class ContactsPart(Section):
    """``more_wanted`` asks for those before the last that is shown."""

    more_wanted = Signal()

    def __init__(self, theme: Theme, title: str, nothing: str, doing: Doing) -> None:
        super().__init__(theme, title, nothing, KEYS)
        self._doing = doing
        self._waits = False
        self.shown: list[ContactThere] = []
        self.count, self.more = Words(theme, style=SECOND), Button(theme, "Show earlier", Rank.QUIET)
        self.foot = QWidget()
        line = QHBoxLayout(self.foot)
        line.setContentsMargins(EDGE, Space.SNUG, Space.STEP, Space.SNUG)
        line.addWidget(self.count, 1)
        line.addWidget(self.more)
        self.add_below(self.foot)
        self.foot.hide()
        self.more.clicked.connect(self.want_more)
        self.list.opened.connect(self._open)
        self.list.ticked.connect(self._tick)

    def add_ticking(self) -> None:
        """The button for what follows from a contact, after those that are there."""
        self.add_line_button("Next action done", self._tick_current, _has_step, ANSWERED)

    def show_first(self, read: ContactsThere) -> None:
        """Show these instead."""
        self.shown = []
        self.show_more(read)

    def show_more(self, read: ContactsThere) -> None:
        """Show these below the others."""
        grown = bool(self.shown)
        self._waits = False
        self.shown += read.lines
        if self.more.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_lines([contact_line(one, read.today) for one in self.shown])
        self.foot.setVisible(read.has_more)
        self.count.setText(f"The latest {len(self.shown):,} of {read.total:,} are shown")
        if grown:
            announce(self.list, self.count.text())

    def want_more(self) -> None:
        """Ask for earlier ones, unless there are none or they are on their way."""
        if self.shown and not self._waits and not self.foot.isHidden():
            self._waits = True
            self.more_wanted.emit()

    def _open(self, contact: ContactThere) -> None:
        if self._may_change:
            self._doing.change(CONTACT, contact.id)

    def _tick(self, contact: ContactThere) -> None:
        if contact.next_step is not None and self._may_change:
            self._doing.tick(RecordRef(CONTACT, contact.id))

    def _tick_current(self) -> None:
        if (line := self.list.current()) is not None:
            self._tick(line.about)


def _has_step(line: Line) -> bool:
    return line.about.next_step is not None
