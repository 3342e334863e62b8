"""The page of contacts: newest first, who came, who else was there, and what follows."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.services.desk import Desk
from ipsdesk.services.pathway import ContactPage
from ipsdesk.services.pathway_contacts import ContactLine
from ipsdesk.ui.caseload.contact_lines import contact_line
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

CONTACT = "contact"


class ContactsOfPerson(RecordPage):
    """The first of them at once, earlier ones when they are asked for or scrolled to."""

    title: ClassVar[str] = "Contacts"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._shown: list[ContactLine] = []
        self._waits = False
        self.contacts = self.add_section(
            Section(
                theme,
                "Contacts",
                "No contact is recorded yet.",
                "Enter changes a contact, Space marks what follows from it as done.",
            )
        )
        self.contacts.add_line_button(
            "Next action done", self._tick_current, _has_step, "Nothing is left to be done from this contact"
        )
        self.count, self.more = Words(theme, style=SECOND), Button(theme, "Show earlier", Rank.QUIET)
        self.foot = QWidget()
        line = QHBoxLayout(self.foot)
        line.setContentsMargins(EDGE, Space.SNUG, Space.STEP, Space.SNUG)
        line.addWidget(self.count, 1)
        line.addWidget(self.more)
        self._column.addWidget(self.foot)
        self.foot.hide()
        self.put_in_order()
        QWidget.setTabOrder(self.contacts.list, self.more)
        self.more.clicked.connect(self.want_more)
        self.contacts.list.opened.connect(self._open)
        self.contacts.list.ticked.connect(self._tick)
        self.contacts.list.stood.connect(self._near_end)

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.pathway.contacts(client)

    def read_more(self, desk: Desk, client: int) -> ContactPage:
        return desk.pathway.contacts(client, self._shown[-1].place)

    def show_read(self, client: int, read: ContactPage) -> None:
        self.client = client
        self._shown = []
        self.show_more(read)

    def show_more(self, read: ContactPage) -> None:
        grown = bool(self._shown)
        self._waits, self.today = False, read.today
        self._shown += read.lines
        if self.more.hasFocus():
            self.contacts.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.contacts.show_lines([contact_line(one, self.today) for one in self._shown])
        self.foot.setVisible(read.has_more)
        self.count.setText(f"The latest {len(self._shown):,} of {read.total:,} are shown")
        if grown:
            announce(self.contacts.list, self.count.text())

    def want_more(self) -> None:
        if self.client is not None and self._shown and not self._waits and not self.foot.isHidden():
            self._waits = True
            self.more_wanted.emit(self)

    def _near_end(self) -> None:
        """The keyboard has come to the last line."""
        if self.contacts.list.currentIndex().row() == len(self._shown) - 1:
            self.want_more()

    def chosen(self) -> tuple[int, ...]:
        line = self.contacts.list.current()
        return (line.about.entry.key,) if line is not None else ()

    # ---- what is asked for --------------------------------------------------------------------------

    def _open(self, contact: ContactLine) -> None:
        self.change(CONTACT, contact.entry.key)

    def _tick(self, contact: ContactLine) -> None:
        if contact.next_step is not None:
            self.tick(CONTACT, contact.entry.key)

    def _tick_current(self) -> None:
        if (line := self.contacts.list.current()) is not None:
            self._tick(line.about)


def _has_step(line: Line) -> bool:
    return line.about.next_step is not None
