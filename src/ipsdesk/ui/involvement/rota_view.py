"""The rota of representatives: meetings ahead and whose turn it is, turns to finish, volunteers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.meetings_record import TurnLine
from ipsdesk.services.rota import MeetingAhead, RotaPage, VolunteerRow
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.involvement.meeting_words import together, turn_line
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

REPRESENTATIVE, TURN = "representative", "turn"
SOON = 14


class RotaView(View):
    """Three lists below each other; Tab goes through them from the top down."""

    title: ClassVar[str] = "Rota"
    adds: ClassVar[str] = "Add volunteer"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.shown: RotaPage | None = None
        self.ahead = Section(
            self._theme, "Meetings ahead", "No meeting ahead is open to representatives.",
            "Enter offers the turn to whom it is due.",
        )  # fmt: skip
        self.turns = Section(
            self._theme, "Turns offered", "No turn waits for anything.",
            "Enter opens a turn: preparation, papers, expenses, debrief.",
        )  # fmt: skip
        self.volunteers = Section(
            self._theme, "Volunteers", "Nobody volunteers yet. Ask who would like to take turns.",
            "Enter changes what is recorded. Who was offered least comes first, then who has waited longest.",
        )  # fmt: skip
        self.sections = (self.ahead, self.turns, self.volunteers)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.offer = self.ahead.add_line_button(
            "Offer the turn", self._offer, _can_offer,
            "Choose a meeting first that nobody has taken or is asked for, and for which somebody is left",
            "Offer the turn to whom it is due",
        )  # fmt: skip
        waits = "Choose a turn first that waits for an answer"
        self.takes = self.turns.add_line_button(
            "Accepted", self._accept, _waits, waits, "The turn is accepted"
        )
        self.declines = self.turns.add_line_button("Declined", self._decline, _waits, waits, "It is declined")
        held = "Choose a turn first whose meeting was held"
        self.was_there = self.turns.add_line_button("Attended", self._attended, self._was_held, held)
        self.was_not = self.turns.add_line_button("Was not there", self._absent, self._was_held, held)
        card, inner, area = Card(self._theme), QWidget(), QScrollArea()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for section in self.sections:
            section.set_may_change(may=self.may_change)
            section.nothing.hide()
            column.addWidget(section)
        column.addStretch()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        self._column.addWidget(card, 1)
        self.setFocusProxy(self.ahead.list)

    def _wire(self) -> None:
        self.ahead.list.opened.connect(self._offer_for)
        self.turns.list.opened.connect(self._open_turn)
        self.volunteers.list.opened.connect(self._open_volunteer)

    # ---- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.reading.ask("rota", self._at.desk.rota.page, self._show)

    def _show(self, page: RotaPage) -> None:
        self.shown, today = page, page.today
        self.ahead.show_lines([_ahead_line(one, today) for one in page.ahead])
        turns = [
            turn_line(turn, today, f"{one.called}, {short_day(one.on, today)}")
            for one in page.ahead
            for turn in one.turns
        ]
        turns += [
            turn_line(turn, today, f"{called}, {short_day(on, today)}") for called, on, turn in page.to_finish
        ]
        self.turns.show_lines(turns)
        self.volunteers.show_lines([_volunteer_line(one, today) for one in page.volunteers])
        now = sum(one.place is not None for one in page.volunteers)
        free = sum(not one.is_taken for one in page.ahead)
        self.say(f"{counted(now, 'volunteer')}, {counted(free, 'meeting')} without a representative")

    def enter(self) -> None:
        shown = next((one.list for one in self.sections if one.lines_are_shown), self.ahead.list)
        shown.setFocus()

    # ---- what is done -------------------------------------------------------------------------------

    def add(self) -> None:
        self.doing.add(REPRESENTATIVE, from_on=self._at.desk.workspace.today())

    def _offer(self) -> None:
        if (line := self.ahead.list.current()) is not None:
            self._offer_for(line.about)

    def _offer_for(self, meeting: MeetingAhead) -> None:
        if self.may_change and not meeting.is_taken and not meeting.is_asked:
            self.doing.do(lambda desk: desk.rota.offer_next(meeting.id))

    def _turn(self) -> int:
        line = self.turns.list.current()
        return line.about.id if line is not None else 0

    def _accept(self) -> None:
        key = self._turn()
        self.doing.do(lambda desk: desk.rota.answer(key, accepted=True))

    def _decline(self) -> None:
        key = self._turn()
        self.doing.do(lambda desk: desk.rota.answer(key, accepted=False))

    def _attended(self) -> None:
        key = self._turn()
        self.doing.do(lambda desk: desk.rota.attend(key, attended=True))

    def _absent(self) -> None:
        key = self._turn()
        self.doing.do(lambda desk: desk.rota.attend(key, attended=False))

    def _was_held(self, line: Line) -> bool:
        finishing = {turn.id for _, _, turn in self.shown.to_finish} if self.shown is not None else set()
        today = {
            turn.id
            for one in (self.shown.ahead if self.shown is not None else ())
            for turn in one.turns
            if one.on == self._at.desk.workspace.today()
        }
        turn: TurnLine = line.about
        return turn.attended is None and turn.id in finishing | today and not turn.is_withheld

    def _open_turn(self, turn: TurnLine) -> None:
        if self.may_change and not turn.is_withheld:
            self.doing.change(TURN, turn.id)

    def _open_volunteer(self, row: VolunteerRow) -> None:
        if self.may_change and not row.is_withheld:
            self.doing.change(REPRESENTATIVE, row.id)


def _ahead_line(meeting: MeetingAhead, today: date) -> Line:
    """The meeting, who comes, and who is asked next."""
    title = f"{meeting.called}, {short_day(meeting.on, today)}"
    answered = [f"{one.name} {one.answer or 'offered'}" for one in meeting.turns]
    taken = [one.name for one in meeting.turns if one.answer == "accepted"]
    waits = any(not one.answer for one in meeting.turns)
    following = f"Next to ask: {meeting.next_name}" if meeting.next_name and not taken else ""
    note = together(", ".join(answered), following if not waits else "")
    if taken:
        return Line(meeting.id, title, note, f"{' and '.join(taken)} will come", Mark.DONE, about=meeting)
    if waits:
        return Line(meeting.id, title, note, "Asked", Mark.WAITING, about=meeting)
    soon = (meeting.on - today).days <= SOON
    words = "Nobody asked yet" if meeting.next_name else "Nobody left to ask"
    return Line(meeting.id, title, note, words, Mark.DAY_COMING if soon else Mark.WAITING, about=meeting)


def _volunteer_line(row: VolunteerRow, today: date) -> Line:
    """Who, what they were offered and took so far, and where they stand in the order."""
    since = f"Since {shown_day(row.since)}" + (f" until {shown_day(row.until)}" if row.until else "")
    only = f"only {', '.join(row.meetings)}" if row.meetings else ""
    offered = (
        f"offered {row.offered}, accepted {row.accepted}, declined {row.declined}, attended {row.attended}"
    )
    last = f"last asked {short_day(row.last_on, today)}" if row.last_on else "not asked yet"
    note = "\n".join(
        part for part in (together(since, only), sentence_case(f"{offered}; {last}"), row.needs) if part
    )
    place = "First in turn" if row.place == 1 else f"{row.place} in turn"
    aside = place if row.place is not None else "Does not take turns now"
    mark = Mark.DAY_COMING if row.place == 1 else None
    return Line(row.id, row.name, note, aside, mark, quiet=row.place is None, about=row)


def _can_offer(line: Line) -> bool:
    meeting: MeetingAhead = line.about
    return bool(meeting.next_client) and not meeting.is_taken and not meeting.is_asked


def _waits(line: Line) -> bool:
    turn: TurnLine = line.about
    return turn.attended is None and not turn.is_withheld
