"""The returns of the unit: their files again, what changed since, today beside them, the second person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ipsdesk.services.roles import Role
from ipsdesk.services.submissions import Form, State, Submission
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.returns.listed import ListWindow
from ipsdesk.ui.returns.submitted_listings import BESIDE, CHANGES, OUT, SUBMITTED, rows_beside
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Listing
from ipsdesk.ui.widgets.file_dialog import EXCEL, PDF, WORD, FileKind, ask_to_save, documents
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.tool_line import ToolLine

TITLE = "Submitted returns"
WORDS = "A submitted return stays as it was sent, whatever is changed in the records later."
BESIDE_WORDS = (
    "Each figure as it was submitted beside the same as the records stand today, and every row that differs."
)
CHANGES_WORDS = "Each row that was changed after its return was submitted, why, and which return told of it."
OUT_WORDS = "Everything that was printed, exported or submitted, with the fingerprint of its file."
KINDS: dict[Form, FileKind] = {Form.WORKBOOK: EXCEL, Form.WORD: WORD, Form.PDF: PDF}
BUTTONS = {Form.WORKBOOK: "Workbook…", Form.WORD: "Word…", Form.PDF: "PDF…"}


class SubmittedReturns(ListWindow):
    """The list; what can be done with the return under the cursor stands above it."""

    def __init__(self, at: AtDesk) -> None:
        self._submissions = at.desk.submissions
        self._own = at.desk.workspace.actor
        theme = at.theme
        self.saves = {form: Button(theme, words, Rank.PLAIN) for form, words in BUTTONS.items()}
        self.compare = Button(theme, "Compare with today…")
        self.changes = Button(theme, "Changes since…")
        self.approve = Button(theme, "Approve", Rank.PLAIN, "shield-check-outline")
        super().__init__(at, TITLE, WORDS, SUBMITTED, self._submissions.list)

    def _build(self) -> None:
        super()._build()
        tools = QWidget()
        line = ToolLine(tools, Space.SNUG)
        for form, button in self.saves.items():
            button.setAccessibleName(f"Save the {KINDS[form].words} of this return as it was submitted")
        for widget in (*self.saves.values(), self.compare, self.changes, self.approve):
            line.addWidget(widget)
        self.lines.insertWidget(self.lines.count() - 1, tools)

    def _wire(self) -> None:
        super()._wire()
        for form, button in self.saves.items():
            button.clicked.connect(partial(self._ask_copy, form))
        self.compare.clicked.connect(self.show_beside)
        self.changes.clicked.connect(self.show_changes)
        self.approve.clicked.connect(self.do_approve)
        self.panel.chosen.connect(self._choose)
        self.panel.opened.connect(self._open)
        self._choose(None)

    def _choose(self, one: Submission | None) -> None:
        """What can be done with it; why not is said where it can't."""
        sent = one is not None and one.state is State.SUBMITTED and not self.is_working
        names = one.files if one is not None else ()
        for form, button in self.saves.items():
            button.setEnabled(sent and any(name.endswith(f".{form}") for name in names))
        may_read = self._own.role in (Role.LEAD, Role.MANAGER)
        self.compare.setEnabled(sent and may_read)
        self.changes.setEnabled(sent)
        why_not = self._why_not(one) if one is not None and sent else "Choose a submitted return"
        self.approve.setEnabled(not why_not)
        self.approve.setToolTip(why_not or "Approve this return as the second person")

    def _why_not(self, one: Submission) -> str:
        if self._own.role not in (Role.LEAD, Role.MANAGER):
            return "A lead or a manager approves a return"
        if one.approved_by:
            return f"{one.approved_by} approved it already"
        return "You prepared it: a second person approves it" if one.prepared_by == self._own.name else ""

    def _show(self, found: Sequence[Submission]) -> None:
        super()._show(found)
        self._choose(self.panel.current_row())

    def _open(self, one: Submission) -> None:
        if one.state is State.SUBMITTED and self.compare.isEnabled():
            self.show_beside()

    # ---- its files ----------------------------------------------------------------------------------

    @property
    def _chosen(self) -> Submission:
        """The return under the cursor; the buttons are off where there is none."""
        one: Submission | None = self.panel.current_row()
        if one is None or one.number is None:
            raise LookupError("no submitted return is chosen")
        return one

    def _number(self) -> int:
        return self._chosen.number or 0

    def _ask_copy(self, form: Form, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        one = self._chosen
        name = next(name for name in one.files if name.endswith(f".{form}"))
        ask_to_save(
            self,
            f"Save {name}",
            documents() / name,
            KINDS[form],
            partial(self.save_copy, self._number(), form),
        )

    def save_copy(self, number: int, form: Form, path: str) -> None:
        """Write a file of a return as it was submitted."""
        self._path = Path(path)
        self.begin(partial(self._write_copy, number, form), self._written, "Writing the file")

    def _write_copy(self, number: int, form: Form, _progress: Progress) -> None:
        from ipsdesk.reports.return_submitting import write_submitted  # noqa: PLC0415 - who saves one

        write_submitted(self._at.desk, number, self._path, form)

    # ---- what is shown of it ------------------------------------------------------------------------

    def show_beside(self) -> None:
        """As submitted, and as the records stand today."""
        number = self._number()

        def read() -> Sequence[object]:
            return rows_beside(self._submissions.compare(number))

        self._show_list(f"Return {number} and today", BESIDE_WORDS, BESIDE, read)

    def show_changes(self) -> None:
        """What was changed after it was submitted."""
        number = self._number()
        read = partial(self._submissions.amendments, number)
        self._show_list(f"Amendments to return {number}", CHANGES_WORDS, CHANGES, read)

    def _show_list(
        self, title: str, words: str, listing: Listing[Any], read: Callable[[], Sequence[Any]]
    ) -> None:
        self._at.open(ListWindow(replace(self._at, page=self), title, words, listing, read))

    # ---- the second person --------------------------------------------------------------------------

    def do_approve(self) -> None:
        """Approve it, once, as the second person."""
        self.begin(partial(self._approve, self._number()), self._approved, "Approving")

    def _approve(self, number: int, _progress: Progress) -> Submission:
        return self._submissions.approve(number)

    def _approved(self, one: Submission) -> None:
        self.say(Mark.DONE, f"Return {one.number} is approved by {one.approved_by}.")
        self.read()


class WhatWentOut(ListWindow):
    """The log of everything that left the unit."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at, "What went out", OUT_WORDS, OUT, at.desk.trail.gone_out)
