"""The tab of the caseload: the list of people, and beside it the record of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.reports.caseload_list import caseload_list_blocks
from ipsdesk.reports.client_record import client_record_blocks
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_list import CaseloadList, Filter, PersonRow
from ipsdesk.services.desk import Desk
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.caseload.exporting import ListExport, printed_rows
from ipsdesk.ui.caseload.list_words import context_words
from ipsdesk.ui.caseload.listing import found_in
from ipsdesk.ui.caseload.page import CaseloadPage
from ipsdesk.ui.caseload.reader import CaseloadReader
from ipsdesk.ui.caseload.tab_actions import ACTIONS
from ipsdesk.ui.printing import Footing, print_blocks
from ipsdesk.ui.tab import Found, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.verbs import FIND, PRINT
from ipsdesk.ui.widgets.table_panel import Shown

FILTERS = tuple(Filter)
NO_RECORD = "Choose a person first: no record is open."


class CaseloadTab(Tab):
    """Everybody the unit supports; reading a record is noted in the audit trail."""

    title: ClassVar[str] = "Caseload"
    help_page: ClassVar[str] = "caseload"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"client", "referral", "change", "contact", "employer", "activity", "hours", "hours reason", "plan",
         "risk", "qualification", "involvement", "joint training", "team", "staff", "account"}
    )  # fmt: skip

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._desk = theme, desk
        self._today = desk.workspace.today
        self.people: CaseloadList | None = None
        self._wanted: int | None = None
        self.page = CaseloadPage(theme, settings, self._today, self._export)
        self.list, self.record, self.panes = self.page.list, self.page.record, self.page.panes
        self.reader = CaseloadReader(run, desk, self)
        self.export = ListExport(run, desk, self.page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        self.setFocusProxy(self.list.view)
        self._wire()

    def _wire(self) -> None:
        panel, record, reader, find = self.list, self.record, self.reader, self.page.toolbar.find_box
        find.textChanged.connect(panel.search)
        find.left.connect(panel.view.setFocus)
        panel.cleared.connect(find.clear)
        panel.opened.connect(self._open)
        panel.chips.chosen.connect(self._tell)
        panel.view.selectionModel().selectionChanged.connect(self._choose)
        record.head.before.clicked.connect(self.go_back)
        record.head.after.clicked.connect(self.go_on)
        record.wanted.connect(reader.read_record)
        record.page_wanted.connect(reader.read_page)
        record.looked_at.connect(reader.note_viewed)
        record.left.connect(self._leave_record)
        reader.list_read.connect(self._list_read)
        reader.record_read.connect(record.show_record)
        reader.page_read.connect(record.show_page)
        reader.refused.connect(self._refused)
        reader.settled.connect(self.settled)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {
            PRINT.key: self.print_list,
            "caseload-print-record": self.print_record,
            FIND.key: self.page.toolbar.find_box.enter,
            "caseload-before": self.go_back,
            "caseload-after": self.go_on,
        }

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again, and the record that is open."""
        self.reader.read_list()
        self.record.read_again()

    def _list_read(self, people: CaseloadList) -> None:
        if self.people is None and not people.counts[Filter.MINE] and self._filter() is Filter.MINE:
            self._show_all(people)
        self.people = people
        self.list.set_rows(people.people)
        self._tell()
        if self._wanted is not None:
            self.go_to(self._wanted)

    def _show_all(self, people: CaseloadList) -> None:
        """To somebody who has no people of their own an empty list would say nothing."""
        if people.counts[Filter.ALL]:
            self.list.chips.choose(FILTERS.index(Filter.ALL))

    def _filter(self) -> Filter:
        return FILTERS[self.list.chips.place]

    def _tell(self) -> None:
        self.page.say("")
        if self.people is not None:
            self.context.emit(context_words(self.people, self._filter()))

    def leave(self) -> None:
        self.record.stop()
        self.reader.stop()

    def is_settled(self) -> bool:
        return self.reader.is_settled()

    # ---- whose record -------------------------------------------------------------------------------

    def _choose(self) -> None:
        view, row = self.list.view, self.list.current_row()
        if row is not None and view.selectionModel().isRowSelected(view.currentIndex().row()):
            self.record.show_person(row.client)

    def _open(self, row: PersonRow) -> None:
        view = self.list.view
        view.setCurrentIndex(view.currentIndex())  # chosen from now on, where it only had the keyboard
        self.record.show_person(row.client, at_once=True)
        self.panes.go_to_side()

    def _refused(self, sentence: str) -> None:
        self.record.say(sentence)

    def _leave_record(self) -> None:
        if self.panes.is_drawer:
            self.panes.shut()
        else:
            self.panes.go_to_main()

    def go_back(self) -> None:
        """To the person above."""
        self._step(-1)

    def go_on(self) -> None:
        """To the person below."""
        self._step(1)

    def _step(self, by: int) -> None:
        view, shown = self.list.view, len(self.list.model.shown)
        if shown:
            selected = view.selectionModel().hasSelection()
            place = view.currentIndex().row() + by if selected else (0 if by > 0 else shown - 1)
            column = self.list.columns.first_shown()
            view.setCurrentIndex(self.list.model.index(min(max(place, 0), shown - 1), column))

    def show_person(self, client: int) -> bool:
        self.go_to(client)
        return True

    def go_to(self, client: int) -> None:
        """Go to a person's row, whatever the list is narrowed to, and show the record."""
        if self.people is None:
            self._wanted = client
            return
        self._wanted = None
        person = next((one for one in self.people.people if one.client == client), None)
        if person is not None and self.list.model.place_of(client) is None:
            self.page.toolbar.find_box.clear()
            if self._filter() not in person.filters:
                wider = Filter.ALL if Filter.ALL in person.filters else Filter.CLOSED
                self.list.chips.choose(FILTERS.index(wider))
        place = self.list.model.place_of(client)
        if place is not None:
            column = self.list.columns.first_shown()
            self.list.view.setCurrentIndex(self.list.model.index(place, column))
            self.list.view.setFocus()
        self.record.show_person(client, at_once=True)
        if self.panes.is_drawer:
            self.panes.go_to_side()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        people = self.people.people if self.people else ()
        return [
            Found(one.name, self.title, partial(self.go_to, one.client)) for one in found_in(people, words)
        ]

    # ---- on paper, and out --------------------------------------------------------------------------

    def print_list(self) -> None:
        """The list as it is shown."""
        shown = Shown(
            self.list.listing.name, self._filter().value, self.list.columns.shown(), self.list.model.shown
        )
        blocks = caseload_list_blocks(
            self._filter().value,
            self._desk.unit_name,
            self._today(),
            [column.plain_head for column in shown.columns],
            printed_rows(shown),
            frozenset(place for place, column in enumerate(shown.columns) if column.numeric),
        )
        print_blocks(self._theme, blocks, self._footing(), self)

    def print_record(self) -> None:
        """The record and the lines of the timeline on screen."""
        record, timeline = self.record.shown, self.record.timeline
        if record is None:
            self.page.say(NO_RECORD, refused=True)
            return
        blocks = client_record_blocks(
            record, timeline.list.entries.entries, timeline.total, timeline.kind, self._today()
        )
        print_blocks(self._theme, blocks, self._footing(), self)

    def _footing(self) -> Footing:
        return Footing(self._desk.unit_name, shown_day(self._today()), self._desk.is_practice)

    def _export(self, shown: Shown[PersonRow]) -> None:
        self.export.ask(shown)
