"""The page of leave: what the weeks ahead ask for, what was authorised, and how each leave went."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.leave import Standing
from ipsdesk.services.calendar import Slot
from ipsdesk.services.desk import Desk
from ipsdesk.services.leave import AuthoritySeen, LeavePage, OutcomeSeen
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.leave.asking import ask_revoked
from ipsdesk.ui.leave.lines import authority_line, outcome_line, slot_line, standing_words
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

LEAVE, OUTCOME = "leave authority", "leave outcome"
NEVER = (
    "This page records what the responsible clinician authorised and compares it with shifts and "
    "appointments, the way there and back included. It never authorises leave."
)
NOTHING_AHEAD = "No shift and no appointment of the next 14 days asks for leave."
NOTHING_YET = "No leave is recorded."
NO_LINE, OVER = "It has not begun yet", "This leave is over"
UNCHANGED = "Nothing changed since it was authorised or checked"


class LeaveOfPerson(RecordPage):
    """Where the person is not detained, and never had leave, nothing but that is said."""

    title: ClassVar[str] = "Leave"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._page: LeavePage | None = None
        self.state = MarkedWords(theme)
        self.ahead = self.add_section(Section(theme, "The next 14 days", NOTHING_AHEAD, "Enter opens it."))
        self.ahead.add_above(self._head(theme))
        self.leaves = self.add_section(
            Section(theme, "Leave authorised", NOTHING_YET, "Enter changes it. It is recorded as it stands "
                    "on the form that was signed.")
        )  # fmt: skip
        self.outcomes = self.add_section(
            Section(theme, "How leave went", "Nothing is recorded of any leave yet.", "Enter changes it.")
        )
        self._add_buttons()
        self.put_in_order()
        self.ahead.list.opened.connect(self._open_slot)
        self.leaves.list.opened.connect(self._open_leave)
        self.outcomes.list.opened.connect(self._open_outcome)

    def _head(self, theme: Theme) -> QWidget:
        head = QWidget()
        layout = QVBoxLayout(head)
        layout.setContentsMargins(EDGE, 0, EDGE, Space.SNUG)
        layout.setSpacing(Space.LABEL)
        layout.addWidget(self.state)
        layout.addWidget(Words(theme, NEVER, SECOND, wraps=True))
        return head

    def _add_buttons(self) -> None:
        section = self.leaves
        section.add_button("Add leave", self._add, "plus")
        section.add_line_button(
            "Checked today", self._check, self._needs_check, UNCHANGED, "The leave still holds, checked today"
        )
        section.add_line_button(
            "How it went…", self._went, self._has_begun, NO_LINE, "Record how a leave went"
        )
        section.add_line_button("Revoked…", self._revoke, self._holds, OVER, "The leave was revoked")

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.leave.page(client)

    def show_read(self, client: int, read: LeavePage) -> None:
        self.client, self.today, self._page = client, read.today, read
        free = read.standing is Standing.FREE and not read.authorities
        self.state.say(*standing_words(read))
        self.ahead.show_lines([slot_line(one, read.today) for one in read.ahead])
        self.ahead.say_nothing("" if free else NOTHING_AHEAD)
        self.leaves.show_lines([authority_line(one, read) for one in read.authorities])
        went = sorted(
            (one for seen in read.authorities for one in seen.outcomes),
            key=lambda one: (one.on_date, one.id),
            reverse=True,
        )
        self.outcomes.show_lines([outcome_line(one, read.today) for one in went])
        self.leaves.setHidden(free)
        self.outcomes.setVisible(bool(read.authorities))

    def first(self) -> QWidget:
        return self.ahead.list if self._page is not None and not self._page.authorities else super().first()

    # ---- what is asked for --------------------------------------------------------------------------

    def _add(self) -> None:
        self.add(LEAVE, authorised_on=self.today)

    def _seen(self) -> AuthoritySeen | None:
        line = self.leaves.list.current()
        return line.about if line is not None else None

    def _needs_check(self, line: Line) -> bool:
        return self._page is not None and line.key in self._page.checks

    def _has_begun(self, line: Line) -> bool:
        return bool(line.about.rule.from_on <= self.today)

    def _holds(self, line: Line) -> bool:
        return not line.about.rule.is_over(self.today)

    def _check(self) -> None:
        if (seen := self._seen()) is not None:
            leave = seen.rule.id
            self.do(lambda desk: desk.leave.mark_checked(leave))

    def _went(self) -> None:
        if (seen := self._seen()) is not None and self.client is not None:
            self.form_wanted.emit(
                Wanted(OUTCOME, None, {"leave_id": str(seen.rule.id), "on_date": self.today})
            )

    def _revoke(self) -> None:
        if (seen := self._seen()) is not None and self.client is not None:
            self.ask(ask_revoked(self.client, seen.rule.id, self.today))

    def _open_leave(self, seen: AuthoritySeen) -> None:
        self.change(LEAVE, seen.rule.id)

    def _open_outcome(self, outcome: OutcomeSeen) -> None:
        self.change(OUTCOME, outcome.id)

    def _open_slot(self, slot: Slot) -> None:
        self.change(slot.kind, slot.id)
