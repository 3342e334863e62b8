"""Limits of permitted work, minimum wages and work allowances by date: those shipped, and the unit's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.rates import RateKind
from ipsdesk.rules.wording import shown_day, shown_pounds
from ipsdesk.services.editing import Plain, SavedRecord
from ipsdesk.services.rates import RateLine, RateTables
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY, PANEL
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

TITLE, RATE = "Limits, wages and allowances", "rate"
WORDS = (
    "What weeks, pay and awards are held against, from the day each figure holds. A row that has been used "
    "is never changed, only superseded by a new one, and no new row changes how a past week stands."
)
READING = "Only a manager of the unit can add rows."
UNDO = "Undo in the menu Edit takes it back."
TOLD = "The tab Team lists it as training to put on, so that everybody hears of it."
OURS, SHIPPED = "Added by the unit", "Came with the program"
SHORT = {
    RateKind.LIMIT: "Permitted work, higher limit",
    RateKind.WAGE: "Minimum wage",
    RateKind.WITH_HOUSING: "Work allowance with housing",
    RateKind.WITHOUT_HOUSING: "Work allowance without housing",
}
CHIPS = {
    RateKind.LIMIT: "Permitted work",
    RateKind.WAGE: "Minimum wage",
    RateKind.WITH_HOUSING: "Allowance with housing",
    RateKind.WITHOUT_HOUSING: "Allowance without housing",
}
EACH = {RateKind.LIMIT: "a week", RateKind.WAGE: "an hour"}
CERTAINTY_MARKS = {"published": Mark.DONE, "derived": Mark.NEAR_LIMITS}
WIDTH, HEIGHT, TABLE_HEIGHT = 1240, 640, 260


def _named(line: RateLine) -> str:
    age = f", from age {line.row.from_age}" if line.row.kind is RateKind.WAGE else ""
    return f"{SHORT[line.row.kind]}{age}"


def _amount(line: RateLine) -> str:
    return f"{shown_pounds(line.row.pence)} {EACH.get(line.row.kind, 'a month')}"


def _stands(line: RateLine) -> str:
    if line.is_superseded:
        return "Superseded"
    if line.holds:
        return "Holds today"
    return "Held before" if line.is_used else "To come"


def _mark(line: RateLine) -> Mark | None:
    if line.holds and not line.is_superseded:
        return Mark.DONE
    return None if line.is_used or line.is_superseded else Mark.WAITING


def _whose(line: RateLine) -> str:
    if line.id is None:
        return SHIPPED
    return f"{OURS}, checked {shown_day(line.checked_on)}" if line.checked_on else OURS


def _said(line: RateLine) -> str:
    row = line.row
    parts = (
        _named(line),
        f"from {shown_day(row.since)}",
        _amount(line),
        _stands(line),
        row.certainty,
        row.source,
    )
    return ", ".join(part for part in parts if part)


def _of(kind: RateKind) -> Filter[RateLine]:
    return Filter(CHIPS[kind], lambda line: line.row.kind is kind)


LISTING = Listing[RateLine](
    TITLE,
    (
        Column[RateLine]("Figure", _named, width=232, name=True, second=_whose),
        Column[RateLine]("From", lambda line: line.row.since, width=118),
        Column[RateLine]("Amount", lambda line: line.row.pence, text=_amount, width=122, align=RIGHT),
        Column[RateLine]("How it stands", _stands, width=118, mark=_mark),
        Column[RateLine](
            "How sure",
            lambda line: line.row.certainty,
            text=lambda line: line.row.certainty.capitalize(),
            mark=lambda line: CERTAINTY_MARKS.get(line.row.certainty, Mark.NEAR_LIMITS),
            width=104,
        ),
        Column[RateLine]("Source", lambda line: line.row.source, width=470, gives_way=1),
    ),
    "No figure is known.",
    lambda line: (line.id, line.row),
    (Filter("All", everything), *map(_of, RateKind)),
    row_height=Height.CASELOAD_ROW,
    said=_said,
)


class RatesDialog(WorkingDialog):
    """The list; a manager adds rows and changes those that were not used yet. ``saved`` carries what was."""

    saved = Signal(object)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.theme, at.run, TITLE, at.page)
        self._at = at
        self.tables: RateTables | None = None
        self.panel, self.outcome = TablePanel(at.theme, LISTING, at.settings), MarkedWords(at.theme)
        self.hint = Hint(at.theme)
        self._build()
        self.lay_out()
        self.back.hide()
        self.cancel.setText("Close")
        self.next.setText("Add a row…")
        self.next.clicked.connect(self.add)
        self.panel.opened.connect(self.change)
        self._theme.changed.connect(self._measure)
        self._measure()
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _build(self) -> None:
        page, scroll = QWidget(), FocusScroll()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(RING_ROOM, 0, RING_ROOM, RING_ROOM)
        lines.setSpacing(Space.STEP)
        lines.addWidget(Words(self._theme, TITLE, PANEL))
        lines.addWidget(Words(self._theme, WORDS, BODY, wraps=True))
        for widget in (self.outcome, self.hint):
            lines.addWidget(widget)
        lines.addWidget(self.panel, 1)
        scroll.setWidget(page)
        self.inside.addWidget(scroll)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    # ---- reading ------------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._fetch, self._show, "Reading the tables")

    def _fetch(self, _progress: Progress) -> RateTables:
        return self._at.desk.rates.tables()

    def _show(self, tables: RateTables) -> None:
        had_rows = self.tables is not None
        self.tables = tables
        self.panel.set_rows(tables.lines)
        self.next.setVisible(tables.may_change)
        missing = [one.words for one in tables.missing]
        told = f"{'. '.join(missing)}." if missing else ""
        self.hint.say(" ".join(part for part in (told, "" if tables.may_change else READING) if part))
        if not had_rows:
            self.panel.view.setFocus()

    # ---- adding and changing ------------------------------------------------------------------------

    def add(self) -> None:
        """The form of a new row, begun with the next 1 April or the first day it may hold from."""
        if self.tables is not None and self.tables.may_change:
            line = self.panel.current_row()
            kind = line.row.kind if line is not None else RateKind.LIMIT
            since = max(self.tables.next_april, self.tables.first_new)
            self._open(Wanted(RATE, None, self._known(kind, since, line)))

    def _known(self, kind: RateKind, since: date, line: RateLine | None) -> dict[str, Plain]:
        known: dict[str, Plain] = {"kind": str(kind), "from_on": since, "checked_on": self._today()}
        if kind is RateKind.WAGE and line is not None:
            known["from_age"] = line.row.from_age
        return known

    def _today(self) -> date:
        return self._at.desk.workspace.today()

    def change(self, line: RateLine) -> None:
        """The form of a row of the unit's own that was not used yet; why not, of any other."""
        if line.id is None:
            self._tell(Mark.NOTE, "This row came with the program. A new row from a later day supersedes it.")
        elif line.is_used:
            self._tell(Mark.NOTE, "This row has been used and is never changed. A new row supersedes it.")
        elif self.tables is not None and self.tables.may_change:
            self._open(Wanted(RATE, line.id))

    def _open(self, wanted: Wanted) -> None:
        dialog = RecordDialog(replace(self._at, page=self), wanted)
        dialog.saved.connect(self._saved)
        self._at.open(dialog)

    def _saved(self, saved: SavedRecord) -> None:
        self.saved.emit(saved.done)
        told = f" {TOLD}" if "training action" in saved.done.kinds else ""
        self._tell(Mark.DONE, f"{saved.done.words}. {UNDO}{told}")
        self._read()

    def refused(self, error: DeskError) -> None:
        """Said above the list."""
        self._tell(Mark.OVER, str(error))

    def _tell(self, mark: Mark, words: str) -> None:
        self.outcome.say(mark, words)
        announce(self, words, urgent=mark is Mark.OVER)
