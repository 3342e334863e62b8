"""Criminal-record information, closed until somebody says that they want to open it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent

from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.told import CriminalSeen, ToldPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.told.lines import criminal_line
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button

TITLE, NOTHING = "Criminal record", "Nothing is recorded about a criminal record."
ASK = (
    "Open it only to advise the person, or to settle with them what an employer is told. That you opened it "
    "is noted in the audit trail. Open it?"
)


class CriminalFold(Section):
    """``opening`` asks for what is recorded; it is closed again whenever it goes out of sight."""

    opening = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE, NOTHING, "Enter changes it.")
        self._kept, self._closed = 0, NOTHING
        self.is_open = False
        self.open = self.add_button("Open…", self._ask, "lock-outline", "Open the criminal record")
        self.do_open = self.add_button("Open it", self.opening.emit, name="Open it, which is noted")
        self.leave = self.add_button("Leave it closed", self.close_again)
        self.shut = self.add_button("Close", self.close_again, name="Close the criminal record")

    def show_closed(self, page: ToldPage) -> None:
        """Only how much there is."""
        self._kept, newest = page.criminal_records, page.criminal_newest
        self._closed = NOTHING
        if newest is not None:
            what = counted(self._kept, "record")
            self._closed = f"{what}, the newest of {short_day(newest, page.today)}. Closed until you open it."
        self.close_again()

    def show_opened(self, seen: Sequence[CriminalSeen], today: date) -> None:
        """What is recorded."""
        self.is_open = True
        self.show_lines([criminal_line(one, today) for one in seen])
        self._offer(self.shut)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, "The criminal record is open, which is noted")

    def close_again(self) -> None:
        """Take it out of sight."""
        self.is_open = False
        self.show_lines([])
        self.nothing.setText(self._closed)
        self._offer(*([self.open] if self._kept else []))

    def _ask(self) -> None:
        self.nothing.setText(ASK)
        self._offer(self.do_open, self.leave)
        announce(self, ASK)

    def _offer(self, *shown: Button) -> None:
        """Only these; the keyboard stays among them if it was on one that goes."""
        every = (self.open, self.do_open, self.leave, self.shut)
        had_keyboard = any(one.hasFocus() for one in every)
        for one in shown:
            one.setVisible(self._may_change)
        if had_keyboard and shown:
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for one in every:
            if one not in shown:
                one.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever turns the page or locks finds it closed."""
        super().hideEvent(event)
        if not event.spontaneous() and self.is_open:
            self.close_again()
