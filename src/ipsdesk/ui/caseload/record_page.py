"""What a page of the record is: what it reads of a person, how it shows it, and what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done, RecordRef
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import LineList


class RecordPage(QWidget):
    """One page; it stays as it was until what it asked for is saved and it is read again.

    ``form_wanted`` carries a ``Wanted``, ``asked`` what a small dialog is to ask, ``ticked`` the record whose
    action was done, ``do_wanted`` what is done at once with a desk (it gives a ``Done``), ``compare_wanted``
    two versions of a profile, ``dialog_wanted`` what makes a dialog at a desk; ``stood`` the list whose
    line has the keyboard. ``restrict_wanted`` asks to
    keep the record from others, ``week_wanted`` for the person's week in the calendar,
    ``print_wanted`` carries what shows a preview at a desk.
    """

    title: ClassVar[str]
    form_wanted = Signal(object)
    asked = Signal(object)
    ticked = Signal(object)
    do_wanted = Signal(object)
    compare_wanted = Signal(object)
    dialog_wanted = Signal(object)
    restrict_wanted = Signal()
    week_wanted = Signal()
    print_wanted = Signal(object)
    more_wanted = Signal(object)
    stood = Signal(object)

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__()
        self._theme, self.may_change = theme, may_change
        self.client: int | None = None
        """Whose page is shown."""
        self.today = date.min
        whole, self._inside = QVBoxLayout(self), QWidget()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._inside)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add_section(self, section: Section) -> Section:
        """One part more, below the others."""
        section.set_may_change(may=self.may_change)
        self._column.addWidget(section)
        section.list.stood.connect(self._stood)
        return section

    def put_in_order(self) -> None:
        """Tab goes through each part's buttons and then its lines, from the top down."""
        stops = [stop for section in self.findChildren(Section) for stop in (*section.buttons, section.list)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def read(self, desk: Desk, client: int) -> object:
        """What is shown of a person; called in the background."""
        raise NotImplementedError

    def show_read(self, client: int, read: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def read_more(self, desk: Desk, client: int) -> object:
        """What follows what is shown; called in the background."""
        raise NotImplementedError

    def show_more(self, read: Any) -> None:
        """Show that below the rest."""
        raise NotImplementedError

    def want_more(self) -> None:
        """Its foot was scrolled to: ask for what follows, where there is more."""

    def chosen(self) -> tuple[int, ...]:
        """The contact with the keyboard, where the page shows any."""
        return ()

    def belongs_to(self, client: int) -> None:
        """Nothing of somebody else stays in sight while this person's page is read."""
        self._inside.setVisible(client == self.client)

    def show_of(self, client: int, read: object) -> None:
        """Show what was read of a person."""
        self.show_read(client, read)
        self._inside.show()
        if any(one.hasFocus() for one in self.findChildren(Section)):  # turned to before there was a line
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """What has the keyboard when the page is entered."""
        sections = self.findChildren(Section)
        shown = next((one.list for one in sections if one.lines_are_shown), None)
        return shown or sections[0]

    def add(self, kind: str, /, **given: Plain) -> None:
        """Ask for the form of a new record of the person."""
        if self.client is not None:
            self.form_wanted.emit(Wanted(kind, None, {"client_id": str(self.client), **given}))

    def change(self, kind: str, key: int) -> None:
        """Ask for the form of a record, to read or to change."""
        if self.may_change:
            self.form_wanted.emit(Wanted(kind, key))

    def tick(self, kind: str, key: int) -> None:
        """Ask for an action to be marked as done, or as not done again."""
        if self.may_change:
            self.ticked.emit(RecordRef(kind, key))

    def do(self, work: Callable[[Desk], Done]) -> None:
        """Do this at once, in the background."""
        if self.may_change:
            self.do_wanted.emit(work)

    def ask(self, asked: object) -> None:
        """Open a small dialog."""
        if self.may_change:
            self.asked.emit(asked)

    def _stood(self) -> None:
        if isinstance(shown := self.sender(), LineList):
            self.stood.emit(shown)
