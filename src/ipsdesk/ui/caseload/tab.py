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
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.caseload.exporting import ListExport, printed_rows
from ipsdesk.ui.caseload.list_words import context_words
from ipsdesk.ui.caseload.listing import found_in
from ipsdesk.ui.caseload.of_person import OfPerson
from ipsdesk.ui.caseload.page import CaseloadPage
from ipsdesk.ui.caseload.pages_reader import PagesReader
from ipsdesk.ui.caseload.reader import CaseloadReader
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.tab_actions import ACTIONS
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.step_dialog import DRAFT
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.restricted.opening import Opening
from ipsdesk.ui.tab import Found, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.of_record import OfRecord
from ipsdesk.ui.verbs import FIND, PRINT
from ipsdesk.ui.widgets.side_panel import lead_in
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
         "risk", "qualification", "involvement", "joint training", "team", "staff", "account",
         "restriction", "cover", "vocational profile", "profile session", "goal", "goal rating",
         "plan action", "adjustment", "timetable entry", "care review", "usual shift", "milestone",
         "in-work support plan", "retention case", "benefits advice", "safeguard", "appointment",
         "permitted work event", "pay period", "vacancy", "consent", "talk about personal information",
         "decision about personal information", "criminal record information", "leave authority",
         "leave outcome"}
    )  # fmt: skip

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._theme, self._run, self._desk = theme, run, desk
        self._today = desk.workspace.today
        self.people: CaseloadList | None = None
        self._wanted: int | None = None
        self.reader = CaseloadReader(run, desk, self)
        self.reader.read_ahead()  # SQLite looks while the rest is put together
        may_change = desk.workspace.actor.role in STAFF
        self.page = CaseloadPage(theme, settings, self._today, self._export, self, may_change=may_change)
        self.list, self.record, self.panes = self.page.list, self.page.record, self.page.panes
        self.opening = Opening(run, desk, self)
        self.export = ListExport(run, desk, self.page)
        at = AtDesk(theme, run, desk, settings, self)
        self.of_record = OfRecord(at, self.record)
        self.of_person = OfPerson(at, self.record, self.of_record)
        self.pages_reader = PagesReader(run, desk, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        lead_in(self, self.list.view)
        self._wire()

    def _wire(self) -> None:
        panel, record, reader, find = self.list, self.record, self.reader, self.page.toolbar.find_box
        find.textChanged.connect(panel.search)
        find.left.connect(panel.view.setFocus)
        panel.cleared.connect(find.clear)
        panel.opened.connect(self._open)
        panel.chips.chosen.connect(self._filtered)
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
        record.pages.wanted.connect(self.pages_reader.read)
        record.pages.made.connect(self._page_made)
        self.pages_reader.refused.connect(self._refused)
        self.page.toolbar.add.clicked.connect(self.of_person.add_person)
        self.of_person.told.connect(self._told)
        self.of_person.saved.connect(self.saved)
        self.of_person.added.connect(self.go_to)
        self.of_record.told.connect(self._told)
        self.of_record.saved.connect(self.saved)
        self.of_record.person_removed.connect(self._removed)
        reader.reason_needed.connect(self.opening.ask)
        record.reason.given.connect(self.opening.open)
        self.opening.asked.connect(record.ask_reason)
        self.opening.opened.connect(self._opened)
        self.opening.refused.connect(self._refused)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {
            PRINT.key: self.print_list,
            "caseload-print-record": self.print_record,
            FIND.key: self.page.toolbar.find_box.enter,
            "caseload-before": self.go_back,
            "caseload-after": self.go_on,
            **self.of_person.doers(),
            **self.of_record.doers(),
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
        self.found_more.emit()
        wanted = self._wanted
        if wanted is not None and self.record.client in (None, wanted):
            self.go_to(wanted)
        self._wanted = None

    def _show_all(self, people: CaseloadList) -> None:
        """To somebody who has no people of their own an empty list would say nothing."""
        if people.counts[Filter.ALL]:
            self.list.chips.choose(FILTERS.index(Filter.ALL))

    def _filter(self) -> Filter:
        return FILTERS[self.list.chips.place]

    def _filtered(self) -> None:
        self.page.say("")
        self._tell()

    def _tell(self) -> None:
        if self.people is not None:
            self.context.emit(context_words(self.people, self._filter()))

    def leave(self) -> None:
        self.record.stop()
        self.reader.stop()
        self.pages_reader.stop()

    def is_settled(self) -> bool:
        return self.reader.is_settled()

    # ---- whose record -------------------------------------------------------------------------------

    def _choose(self) -> None:
        view, row = self.list.view, self.list.current_row()
        if row is not None and view.selectionModel().isRowSelected(view.currentIndex().row()):
            if row.client != self.record.client:
                self.page.say("")
            self.record.show_person(row.client)

    def _open(self, row: PersonRow) -> None:
        view = self.list.view
        view.setCurrentIndex(view.currentIndex())  # chosen from now on, where it only had the keyboard
        self.record.show_person(row.client, at_once=True)
        self.panes.go_to_side()

    def _refused(self, sentence: str) -> None:
        if self.record.client is not None:  # else it was removed from here, and that is said already
            self.record.say(sentence)

    def _opened(self, client: int) -> None:
        if client == self.record.client:
            self.refresh()

    def _page_made(self, page: RecordPage) -> None:
        page.more_wanted.connect(self.pages_reader.read_more)

    def _told(self, words: str, refused: bool) -> None:  # noqa: FBT001 - a signal has no names
        self.page.say(words, refused=refused)

    def _removed(self, words: str) -> None:
        self.record.forget()
        self._leave_record()
        self.page.say(words)

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

    def show_person(self, client: int, page: str = "") -> bool:
        self.go_to(client)
        if page:
            self.record.pages.turn_to(page)
        return True

    def go_to(self, client: int) -> None:
        """Go to a person's row, whatever the list is narrowed to, and show the record."""
        if self.people is None:
            self._wanted = client
            return
        self._wanted = None
        person = next((one for one in self.people.people if one.client == client), None)
        if person is None:
            self._wanted = client  # somebody new: the list that is read next has the row
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

    def person_on_screen(self) -> tuple[int, str] | None:
        shown = self.record.shown
        return (shown.person.client, shown.person.name) if shown is not None else None

    def contacts_on_screen(self) -> Sequence[int]:
        if (page := self.record.pages.page) is not None:
            return page.chosen() if self.record.shown else ()
        entry = self.record.timeline.list.current_entry() if self.record.shown else None
        return (entry.key,) if entry is not None and entry.source == "contact" else ()

    def read_to_find(self) -> None:
        self.reader.read_ahead()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        people = self.people.people if self.people else ()
        return [
            Found(one.name, self.title, partial(self.go_to, one.client)) for one in found_in(people, words)
        ]

    def reopeners(self) -> Reopeners:
        return {**self.of_record.reopeners(), DRAFT: self.of_person.doing.reopen}

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
        noting = Noting(self._run, self._desk.trail, shown.filter, len(shown.rows))
        print_blocks(self._theme, blocks, self._footing(), self, noting)

    def print_record(self) -> None:
        """The record and the lines of the timeline on screen."""
        record, timeline = self.record.shown, self.record.timeline
        if record is None:
            self.page.say(NO_RECORD, refused=True)
            return
        blocks = client_record_blocks(
            record, timeline.list.entries.entries, timeline.total, timeline.kind, self._today()
        )
        lines, client = len(timeline.list.entries.entries), record.person.client
        noting = Noting(self._run, self._desk.trail, timeline.kind or "", lines, about=client)
        print_blocks(self._theme, blocks, self._footing(), self, noting)

    def _footing(self) -> Footing:
        return Footing(self._desk.unit_name, shown_day(self._today()), self._desk.is_practice)

    def _export(self, shown: Shown[PersonRow]) -> None:
        self.export.ask(shown)
