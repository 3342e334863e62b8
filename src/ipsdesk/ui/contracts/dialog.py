"""Contract and definitions: who pays, what is asked of each figure, and where the sources disagree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.contracts import ContractPage, TargetLine
from ipsdesk.services.editing import Plain, SavedRecord
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.contracts.asking import ask_choice, ask_target
from ipsdesk.ui.contracts.listings import COMMISSIONERS, CONTRACTS, SOURCES, TARGETS
from ipsdesk.ui.contracts.source_detail import SourceDetail
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY, NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE = "Contract and definitions"
PARTS = ("Definitions", "Targets", "Commissioners")
OF_PARTS = (
    "Where the sources of our definitions disagree. What this unit reports holds from a day on, for periods "
    "that end on it or later; figures, definitions and returns say so.",
    "What the contract asks of each figure. A target of the unit’s own takes the place of the default "
    "contract’s from its day on. Enter sets it.",
    "Who pays for referrals, and when their returns are due. Who pays for a referral stands in its form.",
)
COMMISSIONER, CONTRACT = "commissioner", "contract with a commissioner"
UNDO = "Undo in the menu Edit takes it back."
WIDTH, HEIGHT, TABLE_HEIGHT, HALF = 1160, 700, 320, 200


class ContractsDialog(WorkingDialog):
    """Three parts, each a table from which it is changed; ``saved`` carries what was done."""

    saved = Signal(object)

    def __init__(self, at: AtDesk, part: int = 0) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._at = at
        self.contents: ContractPage | None = None
        self.parts = Segments(at.theme, PARTS)
        self.parts.setAccessibleName("Part of the page")
        self.about, self.version = (Words(at.theme, style=one, wraps=True) for one in (BODY, SECOND))
        self.outcome, self.pages = MarkedWords(at.theme), QStackedWidget()
        self.sources, self.targets, self.commissioners, self.contracts = (
            TablePanel(at.theme, listing, at.settings)
            for listing in (SOURCES, TARGETS, COMMISSIONERS, CONTRACTS)
        )
        self.detail = SourceDetail(at.theme)
        self.add_commissioner = Button(at.theme, "Add a commissioner…", icon="plus")
        self.add_contract = Button(at.theme, "Add a contract…", icon="plus")
        self._build()
        self._connect()
        self.lay_out()
        self.back.hide()
        self.cancel.hide()
        self.next.setText("Close")
        self.next.setAutoDefault(False)
        self.next.setDefault(False)
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self.parts.choose(part)
        self._turn()
        self._read()

    def _build(self) -> None:
        page, scroll = QWidget(), FocusScroll()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        lines.addWidget(Words(self._theme, TITLE, PANEL))
        for widget in (self.parts, self.about, self.outcome):
            lines.addWidget(widget)
        lines.addWidget(self.pages, 1)
        lines.addWidget(self.version)
        payers = (self._head("Commissioners", self.add_commissioner), self.commissioners,
                  self._head("Contracts", self.add_contract), self.contracts)  # fmt: skip
        for widgets in ((self.sources, self.detail), (self.targets,), payers):
            self.pages.addWidget(self._page(widgets))
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _page(self, widgets: tuple[QWidget, ...]) -> QWidget:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.STEP)
        for widget in widgets:
            lines.addWidget(widget, 1 if isinstance(widget, TablePanel) else 0)
        return page

    def _head(self, words: str, button: Button) -> QWidget:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Words(self._theme, words, NAME), 1)
        line.addWidget(button)
        return head

    def _connect(self) -> None:
        self.next.clicked.connect(self.accept)
        self.parts.changed.connect(self._turn)
        self.sources.chosen.connect(self.detail.show_line)
        self.sources.opened.connect(self._change_choice)
        self.detail.change_wanted.connect(self._change_choice)
        self.targets.opened.connect(self.set_target)
        self.commissioners.opened.connect(self._open_commissioner)
        self.contracts.opened.connect(self._open_contract)
        self.add_commissioner.clicked.connect(self._new_commissioner)
        self.add_contract.clicked.connect(self._new_contract)
        self._theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.targets.setMinimumHeight(self._theme.px(TABLE_HEIGHT))
        for panel in (self.sources, self.commissioners, self.contracts):
            panel.setMinimumHeight(self._theme.px(HALF))

    def _turn(self) -> None:
        place = self.parts.place
        if place is None:  # taken back with Delete: there always is a part
            self.parts.choose(self.pages.currentIndex())
            return
        for page in range(self.pages.count()):  # only the page that is shown asks for room
            policy = QSizePolicy.Policy.Preferred if page == place else QSizePolicy.Policy.Ignored
            if (one := self.pages.widget(page)) is not None:
                one.setSizePolicy(policy, policy)
        self.pages.setCurrentIndex(place)
        self.about.setText(OF_PARTS[place])

    # ---- reading ------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._fetch, self._show, "Reading the contract")

    def _fetch(self, _progress: Progress) -> ContractPage:
        return self._at.desk.contracts.page()

    def _show(self, contents: ContractPage) -> None:
        is_first, self.contents = self.contents is None, contents
        self.sources.set_rows(contents.sources)
        self.targets.set_rows(contents.targets)
        self.commissioners.set_rows(contents.commissioners)
        self.contracts.set_rows(contents.contracts)
        self.add_contract.setEnabled(bool(contents.commissioners))
        self.detail.show_line(self.sources.current_row())
        self.version.setText(f"A return made today says: definitions {contents.version}.")
        if is_first:
            self.parts.segments[self.parts.place or 0].setFocus()

    # ---- changing -----------------------------------------------------------------------------------

    def _change_choice(self, _line: object = None) -> None:
        line = self.detail.line
        if line is None or self.contents is None:
            return
        if line.subject is None:
            self.parts.choose(2 if isinstance(line.about.decided, str) else 1)
        else:
            self._ask(ask_choice(line, self.contents.choices, self.contents.today))

    def set_target(self, line: TargetLine) -> None:
        """The small dialog of one figure's target."""
        if self.contents is not None:
            self._ask(ask_target(line, self.contents.targets.index(line), self.contents.today))

    def _ask(self, asked: Asked) -> None:
        dialog = StepDialog(replace(self._at, page=self), asked)
        dialog.taken.connect(self._done)
        self._at.open(dialog)

    def _open_commissioner(self, line: object) -> None:
        self._open(COMMISSIONER, line.id)  # type: ignore[attr-defined] # a line of the table

    def _open_contract(self, line: object) -> None:
        self._open(CONTRACT, line.id)  # type: ignore[attr-defined] # a line of the table

    def _new_commissioner(self) -> None:
        self._open(COMMISSIONER, None)

    def _new_contract(self) -> None:
        line = self.commissioners.current_row()
        self._open(CONTRACT, None, {"commissioner_id": str(line.id)} if line is not None else {})

    def _open(self, kind: str, id_: int | None, given: dict[str, Plain] | None = None) -> None:
        dialog = RecordDialog(replace(self._at, page=self), Wanted(kind, id_, given or {}))
        dialog.saved.connect(self._saved)
        self._at.open(dialog)

    def _saved(self, saved: SavedRecord) -> None:
        self._done(saved.done)

    def _done(self, done: Done) -> None:
        self.saved.emit(done)
        self._tell(Mark.DONE, f"{done.words}. {UNDO}")
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said above the tables."""
        self._tell(Mark.OVER, str(error))

    def _tell(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)
