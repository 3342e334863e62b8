"""The contacts that are still to be entered on the clinical system: copied, and marked once chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.contacts import ContactLine, NotEntered
from ipsdesk.services.records import Done
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.background import Progress
from ipsdesk.ui.caseload.toolbar import FindBox
from ipsdesk.ui.contacts.clinical import copy_text
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Not yet on the clinical system"
FIND_NAME = "Find a contact by person, note or who of us"
ENTERED_ON = Field("Entered on", Kind.DATE)
CHOOSE = "Choose those that were entered; Ctrl+A chooses all that are shown."
WIDTH, HEIGHT, TABLE_HEIGHT = 940, 620, 220


def _fits(line: ContactLine, typed: Sequence[str]) -> bool:
    text = plain("\n".join((*line.people, line.words, line.note, line.who)))
    return all(plain(part) in text for part in typed)


def _named(line: ContactLine) -> str:
    others = len(line.people) - 1
    return f"{line.people[0]} and {counted(others, 'other')}" if others else line.people[0]


def _said(line: ContactLine) -> str:
    return ", ".join(part for part in (_named(line), f"{line.on:%d/%m/%Y}", line.words, line.note) if part)


LISTING = Listing[ContactLine](
    TITLE,
    (
        Column[ContactLine]("Person", _named, width=170, name=True),
        Column[ContactLine]("Day", lambda line: line.on, width=155),
        Column[ContactLine](
            "What", lambda line: line.words, width=250, second=lambda line: " ".join(line.note.split())
        ),
        Column[ContactLine]("Who of us", lambda line: line.who, width=140, gives_way=1),
    ),
    "Everything is on the clinical system: no contact waits to be entered.",
    lambda line: line.id,
    (Filter("Mine", lambda line: line.is_mine), Filter("All", everything)),
    row_height=Height.CASELOAD_ROW,
    said=_said,
    fits=_fits,
)


def count_words(found: NotEntered) -> str:
    """How much waits, in words."""
    if not found.total:
        words = "No contact waits to be entered"
    else:
        verb = "waits" if found.total == 1 else "wait"
        words = f"{counted(found.total, 'contact')} {verb} to be entered, {found.mine:,} of them yours"
    listed = "" if found.total == len(found.lines) else f" The newest {len(found.lines):,} are listed."
    kept = f" Those of restricted records ({found.withheld:,}) are not told here." if found.withheld else ""
    return f"{words}.{listed}{kept}"


class NotEnteredDialog(WorkingDialog):
    """The list; what is chosen is copied or marked, else all that is shown is copied. ``saved`` says so."""

    saved = Signal(object)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._at, self._may = at, at.desk.workspace.actor.role in STAFF
        self.panel, self.outcome = TablePanel(at.theme, LISTING, at.settings), MarkedWords(at.theme)
        self.find_box = FindBox(at.theme, FIND_NAME)
        self.counts = Words(at.theme, "", BODY, wraps=True)
        self.copy = Button(at.theme, "Copy as clinical text", icon="content-copy")
        self.day = DateField(at.theme, ENTERED_ON, at.desk.workspace.today, looks_back=True)
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.setText("Close")
        self.next.setText("Mark as entered")
        self._wire()
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _build(self) -> None:
        page, scroll, top, done = QWidget(), FocusScroll(), QWidget(), QWidget()
        line = ToolLine(top, Space.FIELD)
        line.addWidget(Words(self._theme, TITLE, PANEL))
        line.addWidget(self.find_box)
        line.done_from = 1
        below = ToolLine(done, Space.FIELD)
        below.addWidget(FormRow(self._theme, self.day))
        below.addWidget(self.copy)
        below.done_from = 1
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        for widget in (top, self.counts, self.outcome):
            lines.addWidget(widget)
        lines.addWidget(self.panel, 1)
        lines.addWidget(done)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)
        self.day.show_value(self._at.desk.workspace.today())

    def _wire(self) -> None:
        panel, find = self.panel, self.find_box
        find.textChanged.connect(panel.search)
        find.textChanged.connect(self._name_them)
        find.left.connect(panel.view.setFocus)
        panel.cleared.connect(find.clear)
        self.next.clicked.connect(self.mark)
        self.copy.clicked.connect(self.copy_them)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self, self.copy_them)
        QShortcut(QKeySequence("Ctrl+J"), self, self.mark)
        panel.view.selectionModel().selectionChanged.connect(self._name_them)
        panel.chips.chosen.connect(self._name_them)
        self._theme.changed.connect(self._measure)

    def _name_them(self) -> None:
        """The buttons say of how many they are."""
        count, chosen = len(self.chosen()), self._is_chosen()
        which = "the chosen one" if chosen and count == 1 else f"{'' if chosen else 'all '}{count:,}"
        self.next.setText(f"Mark {which} as entered" if chosen else "Mark as entered")
        self.next.setToolTip("" if chosen else CHOOSE)
        self.next.setAccessibleDescription(self.next.toolTip())
        self.copy.setText(f"Copy {which} as clinical text" if count else "Copy as clinical text")
        self.copy.setEnabled(bool(count) and not self.is_working)
        self.next.setEnabled(chosen and self._may and not self.is_working)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    def _is_chosen(self) -> bool:
        return self.panel.view.selectionModel().hasSelection()

    def chosen(self) -> list[ContactLine]:
        """The lines that are chosen where they are several, else all that are shown."""
        rows = {index.row() for index in self.panel.view.selectionModel().selectedRows()}
        shown = self.panel.model.shown
        return [shown[row] for row in sorted(rows)] or list(shown)

    # ---- reading ------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._fetch, self._show, "Reading the contacts")

    def _fetch(self, _progress: Progress) -> NotEntered:
        return self._at.desk.contacts.not_entered()

    def _show(self, found: NotEntered) -> None:
        self.counts.setText(count_words(found))
        self.panel.set_rows(found.lines)
        if not found.mine and found.total:
            self.panel.chips.choose(1)
        (self.panel.view if self.panel.model.shown else self.cancel).setFocus()
        self._name_them()
        announce(self, self.counts.text())

    # ---- copying and marking ------------------------------------------------------------------------

    def copy_them(self) -> None:
        """As plain sentences onto the clipboard."""
        if lines := self.chosen():
            try:
                self._tell(Mark.DONE, copy_text(self._at, [line.id for line in lines]))
            except DeskError as error:
                self.refused(error)

    def mark(self) -> None:
        """Say that they were entered on the day."""
        try:
            day = self.day.value()
        except Complaint as complaint:
            self._tell(Mark.OVER, f"Entered on: {complaint}")
            return
        if not self._is_chosen():
            self._tell(Mark.OVER, CHOOSE)
            return
        lines = self.chosen()
        if lines and isinstance(day, date) and self._may and not self.is_working:
            ids = [line.id for line in lines]
            self.begin(partial(self._work, ids, day), self._marked, "Marking them")
        elif not isinstance(day, date):
            self._tell(Mark.OVER, "Say on which day they were entered.")

    def _work(self, contacts: Sequence[int], on: date, progress: Progress) -> Done:
        progress.check()
        return self._at.desk.contacts.mark_entered(contacts, on)

    def _marked(self, done: Done) -> None:
        self.saved.emit(done)
        self._tell(Mark.DONE, f"Marked: {done.words}. Undo in the menu Edit takes it back.")
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said above the list."""
        self._tell(Mark.OVER, str(error))

    def _tell(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)
