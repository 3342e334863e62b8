"""The parts of a meeting's record: its agenda, its actions, and the turns that were offered."""

from __future__ import annotations

from ipsdesk.services.meetings_record import ActionOf, Item, MeetingRecord, TurnLine
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.involvement.meeting_words import action_line, item_line, turn_line
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line

ITEM, ACTION, TURN = "agenda item", "action of a meeting", "turn"
FIRST_ITEM = "Choose an item first that is open to you"


class MeetingPart(Section):
    """A part that is shown from the whole meeting."""

    def __init__(self, theme: Theme, doing: Doing, title: str, nothing: str, keys: str) -> None:
        super().__init__(theme, title, nothing, keys)
        self.doing = doing
        self.meeting: MeetingRecord | None = None
        self.list.opened.connect(self._open)

    def show_meeting(self, meeting: MeetingRecord) -> None:
        """Show this meeting's."""
        self.meeting = meeting
        self.show_lines(self.lines_of(meeting))
        self._settle_buttons()

    def forget(self) -> None:
        """Another meeting is being read."""
        self.meeting = None
        self.show_lines([])

    def lines_of(self, meeting: MeetingRecord) -> list[Line]:
        """Its lines."""
        raise NotImplementedError

    def _settle_buttons(self) -> None:
        """Signed minutes are not changed: what would is not offered."""

    def _open(self, about: object) -> None:
        """Enter on a line."""

    @property
    def is_signed(self) -> bool:
        """Whether the minutes are signed off."""
        return self.meeting is not None and self.meeting.row.signed_on is not None


class AgendaPart(MeetingPart):
    """Items in their order; of a closed one nothing is told to those it is closed to."""

    def __init__(self, theme: Theme, doing: Doing) -> None:
        super().__init__(theme, doing, "Agenda", "Nothing is on the agenda yet.", "Enter changes an item.")
        self.add_item = self.add_button("Add item", self._add, "plus")
        self.take_on = self.add_button("Take on requests…", self._nothing)

    def _nothing(self) -> None:
        """The view asks which."""

    def lines_of(self, meeting: MeetingRecord) -> list[Line]:
        return [item_line(one) for one in meeting.items]

    def _settle_buttons(self) -> None:
        for button in self.buttons:
            button.setVisible(self._may_change and not self.is_signed)

    def _add(self) -> None:
        if self.meeting is not None:
            self.doing.add(ITEM, meeting_id=str(self.meeting.row.id), number=self.meeting.next_number)

    def _open(self, about: object) -> None:
        if isinstance(about, Item) and not about.is_withheld and self._may_change and not self.is_signed:
            self.doing.change(ITEM, about.id)


class ActionsPart(MeetingPart):
    """Who does what by when; also after the minutes are signed off."""

    def __init__(self, theme: Theme, doing: Doing) -> None:
        keys = "Enter changes an action, Space says that it is done."
        super().__init__(theme, doing, "Actions", "No action was agreed yet.", keys)
        self.add_action = self.add_button("Add action", self._add, "plus")
        self.list.ticked.connect(self._tick)

    def lines_of(self, meeting: MeetingRecord) -> list[Line]:
        return [action_line(one, meeting.today) for item in meeting.items for one in item.actions]

    def _settle_buttons(self) -> None:
        self.add_action.setVisible(self._may_change and not self.is_signed)

    def _add(self) -> None:
        if self.meeting is not None:
            self.doing.add(ACTION, meeting_id=str(self.meeting.row.id))

    def _open(self, about: object) -> None:
        if isinstance(about, ActionOf) and self._may_change:
            self.doing.change(ACTION, about.id)

    def _tick(self, about: object) -> None:
        if isinstance(about, ActionOf) and self._may_change:
            key = about.id
            self.doing.do(lambda desk: desk.meetings.tick_action(key))


class TurnsPart(MeetingPart):
    """Who was asked to come for those who use the service."""

    def __init__(self, theme: Theme, doing: Doing) -> None:
        nothing = "Nobody was offered the turn yet."
        super().__init__(theme, doing, "Turns of representatives", nothing, "Enter changes a turn.")
        self.offer = self.add_button("Offer the turn", self._offer, name="Offer the turn to whom it is due")

    def lines_of(self, meeting: MeetingRecord) -> list[Line]:
        return [turn_line(one, meeting.today) for one in meeting.turns]

    def _settle_buttons(self) -> None:
        meeting = self.meeting
        ahead = meeting is not None and meeting.row.is_open and meeting.row.on >= meeting.today
        free = meeting is not None and all(one.answer == "declined" for one in meeting.turns)
        self.offer.setVisible(self._may_change and ahead and free)

    def _offer(self) -> None:
        if self.meeting is not None:
            key = self.meeting.row.id
            self.doing.do(lambda desk: desk.rota.offer_next(key))

    def _open(self, about: object) -> None:
        if isinstance(about, TurnLine) and self._may_change and not about.is_withheld:
            self.doing.change(TURN, about.id)
