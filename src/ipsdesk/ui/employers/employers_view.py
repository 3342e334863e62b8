"""The list of employers with its filters, and beside it the record of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ipsdesk.services.employers import EmployerList, EmployerRecord
from ipsdesk.services.employers_list import EmployerFilter, EmployerRow
from ipsdesk.ui.caseload.exporting import ListExport
from ipsdesk.ui.employers.list_words import context_words
from ipsdesk.ui.employers.listing import NAME, employers_listing, fits
from ipsdesk.ui.employers.narrowing import Narrowing
from ipsdesk.ui.employers.of_employer import EMPLOYER, OfEmployer
from ipsdesk.ui.employers.record import EmployerCard
from ipsdesk.ui.employers.record_pages import ContactsPage
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.tab import Found
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.side_panel import SidePanel, lead_in
from ipsdesk.ui.widgets.table_panel import TablePanel

RECORD, ROOM = 700, 976
"""At 100 %: width of the record; the width from which it stands beside the list."""
ALL = tuple(EmployerFilter).index(EmployerFilter.ALL)


class EmployersView(View):
    """Everybody who hires, as far as the unit knows them."""

    title: ClassVar[str] = NAME
    adds: ClassVar[str] = "Add employer"
    finds: ClassVar[str] = "an employer by name, sector, town or somebody who knows them"
    nouns: ClassVar[tuple[str, str]] = ("employer", "employers")

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        desk = at.desk
        self.employers: EmployerList | None = None
        self._wanted: int | None = None
        self.export = ListExport(at.run, desk, at.page, self.nouns)
        today = desk.workspace.today
        self.list = self.panel = TablePanel(
            self._theme, employers_listing(today), at.settings, self.export.ask
        )
        self.record = EmployerCard(self._theme, self.doing, desk, may_change=self.may_change)
        self.of_employer = OfEmployer(at, self.record, self.doing)
        self.narrowing = Narrowing(self._theme)
        self.narrow_button = Button(self._theme, "Narrow", Rank.PLAIN, "chevron-down")
        self._above, self._narrows = QWidget(), False
        self.panes = SidePanel(self._theme, self.list, self.record, "Record", side_width=RECORD, room=ROOM)
        lead_in(self.list, self.list.view)
        self._build()
        self._wire()

    def _build(self) -> None:
        line = QHBoxLayout(self._above)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.SNUG)
        line.addWidget(self.list.chips, 1)
        line.addWidget(self.narrow_button, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self._above, self.narrowing):
            self._column.addWidget(widget)
        self._column.addWidget(self.panes, 1)
        self.narrowing.hide()

    def _wire(self) -> None:
        panel, record = self.list, self.record
        self.panes.turned.connect(self._make_room)
        panel.opened.connect(self._open)
        panel.cleared.connect(self._cleared)
        panel.view.selectionModel().selectionChanged.connect(self._choose)
        self.narrow_button.clicked.connect(self.turn_narrowing)
        self.narrowing.changed.connect(self._narrow)
        record.wanted.connect(self._read_record)
        record.left.connect(self._leave_record)
        record.head.before.clicked.connect(self.go_back)
        record.head.after.clicked.connect(self.go_on)
        for page in record.pages:
            page.person_wanted.connect(self.person_wanted)
            page.more_wanted.connect(self._read_more)
        self.of_employer.told.connect(self.told)
        self.doing.saved_new.connect(self._added)

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.reading.ask("list", self._at.desk.employers.directory, self._show_list)

    def _show_list(self, found: EmployerList) -> None:
        self.employers = found
        self.list.set_rows(found.employers)
        self.narrowing.offer(found.employers)
        self._narrow()
        self.say(context_words(found))
        if self._wanted is not None:
            self.go_to(self._wanted)
        elif self.record.employer is not None and self._row(self.record.employer) is None:
            self.record.forget()
        else:
            self.record.read_again()

    def _read_record(self, employer: int) -> None:
        self.reading.ask("record", partial(self._at.desk.employers.record, employer), self._show_record)

    def _show_record(self, record: EmployerRecord) -> None:
        if (row := self._row(record.employer)) is not None:
            self.record.show_record(row, record)

    def _read_more(self, page: ContactsPage) -> None:
        if page.employer is not None:
            read = partial(
                self._at.desk.employers.contacts, page.employer.employer, page.contacts.shown[-1].place
            )
            self.reading.ask("record", read, page.contacts.show_more)

    def refused(self, sentence: str) -> None:
        self.record.forget(sentence)
        super().refused(sentence)

    def _row(self, employer: int) -> EmployerRow | None:
        rows = self.employers.employers if self.employers else ()
        return next((one for one in rows if one.employer == employer), None)

    # ---- narrowing ----------------------------------------------------------------------------------

    def turn_narrowing(self) -> None:
        """Show the fields the list is narrowed with, or put them away; what they say stays so."""
        self._narrows = not self._narrows
        self.narrow_button.set_icon("chevron-up" if self._narrows else "chevron-down")
        self._make_room()
        if not self.narrowing.isHidden():
            self.narrowing.fields[0].box.setFocus()

    def _make_room(self) -> None:
        """A record that lies over the list has the room of what the list is narrowed with."""
        over = self.panes.is_drawer and self.panes.is_side_shown
        self._above.setVisible(not over)
        self.narrowing.setVisible(self._narrows and not over)

    def _narrow(self) -> None:
        self.list.narrow(self.narrowing.keeps())
        active = self.narrowing.active
        self.narrow_button.setText(f"Narrow ({active})" if active else "Narrow")

    def _cleared(self) -> None:
        self.narrowing.clear()
        self.narrow_button.setText("Narrow")
        self.cleared.emit()

    # ---- whose record -------------------------------------------------------------------------------

    def _choose(self) -> None:
        view, row = self.list.view, self.list.current_row()
        if row is not None and view.selectionModel().isRowSelected(view.currentIndex().row()):
            self.record.show_employer(row.employer)

    def _open(self, row: EmployerRow) -> None:
        view = self.list.view
        view.setCurrentIndex(view.currentIndex())  # chosen from now on, where it only had the keyboard
        self.record.show_employer(row.employer, at_once=True)
        self.panes.go_to_side()

    def _leave_record(self) -> None:
        if self.panes.is_drawer:
            self.panes.shut()
        else:
            self.panes.go_to_main()

    def go_back(self) -> None:
        """To the employer above."""
        self._step(-1)

    def go_on(self) -> None:
        """To the employer below."""
        self._step(1)

    def _step(self, by: int) -> None:
        view, shown = self.list.view, len(self.list.model.shown)
        if shown:
            selected = view.selectionModel().hasSelection()
            place = view.currentIndex().row() + by if selected else (0 if by > 0 else shown - 1)
            column = self.list.columns.first_shown()
            view.setCurrentIndex(self.list.model.index(min(max(place, 0), shown - 1), column))

    def go_to(self, employer: int) -> None:
        """Go to an employer's row, whatever the list is narrowed to, and show the record."""
        row = self._row(employer)
        if row is None:
            self._wanted = employer
            return
        self._wanted = None
        if self.list.model.place_of(employer) is None:
            self.list.search("")
            self.list.narrow(None)
            self._cleared()
            if self.list.model.place_of(employer) is None:
                self.list.chips.choose(ALL)
        if (place := self.list.model.place_of(employer)) is not None:
            column = self.list.columns.first_shown()
            self.list.view.setCurrentIndex(self.list.model.index(place, column))
            self.list.view.setFocus()
        self.record.show_employer(employer, at_once=True)
        if self.panes.is_drawer:
            self.panes.go_to_side()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        """What the search box offers: employers whose name, place or people have these words."""
        rows = self.employers.employers if self.employers else ()
        typed = words.split()
        found = [row for row in rows if typed and fits(row, typed)]
        return [Found(row.name, NAME, partial(self.go_to, row.employer)) for row in found]

    # ---- adding -------------------------------------------------------------------------------------

    def add(self) -> None:
        self.doing.add(EMPLOYER)

    def _added(self, kind: str, key: int) -> None:
        """Somebody new is shown once the list has it."""
        if kind == EMPLOYER:
            self._wanted = key
            self.refresh()
