"""The meetings in which decisions are taken, and all that is recorded of the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.impressions import Recommendations
from ipsdesk.services.meetings_list import MeetingList, MeetingRow, Standing
from ipsdesk.services.meetings_record import MeetingRecord
from ipsdesk.ui.involvement import meeting_asking as asking
from ipsdesk.ui.involvement import meeting_words as words
from ipsdesk.ui.involvement.meeting_parts import ActionsPart, AgendaPart, TurnsPart
from ipsdesk.ui.involvement.minutes_out import MinutesOut
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything

MEETING = "decision meeting"


class MeetingsView(DetailView):
    """The newest first."""

    title: ClassVar[str] = "Meetings"
    kind: ClassVar[str] = MEETING
    adds: ClassVar[str] = "Add meeting"
    finds: ClassVar[str] = "a meeting by its name, kind, place or who attended"
    nouns: ClassVar[tuple[str, str]] = ("meeting", "meetings")
    nothing: ClassVar[str] = "Choose a meeting to see its agenda"
    side_width: ClassVar[int] = 640

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.record: MeetingRecord | None = None
        self.minutes = MinutesOut(at)
        self.minutes.told.connect(self.told)
        self.agenda = AgendaPart(self._theme, self.doing)
        self.after = ActionsPart(self._theme, self.doing)
        self.turns = TurnsPart(self._theme, self.doing)
        self.parts = (self.agenda, self.after, self.turns)
        for part in self.parts:
            part.set_may_change(may=self.may_change)
            self.card.add_section(part)
        self.agenda.take_on.clicked.connect(self._ask_to_take_on)
        self.sign, self.again, self.share, self.out = (
            Button(self._theme, text, rank)
            for text, rank in (
                ("Sign off…", Rank.PRIMARY),
                ("New version…", Rank.PLAIN),
                ("Shared…", Rank.PRIMARY),
                ("Minutes…", Rank.PLAIN),
            )
        )
        line = self.card.tools.layout()
        assert line is not None  # noqa: S101 - made with one
        for button, does in (
            (self.out, self.ask_minutes),
            (self.sign, partial(self._ask, asking.ask_sign_off)),
            (self.share, partial(self._ask, asking.ask_share)),
            (self.again, partial(self._ask, asking.ask_new_version)),
        ):
            line.addWidget(button)
            button.clicked.connect(does)
        self.card.tools.show()  # who only reads has the minutes too
        for button in (self.card.change, self.card.remove):
            button.setVisible(self.may_change)

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[MeetingRow]:
        columns = (
            Column[MeetingRow]("Meeting", lambda one: one.called, width=190, second=_kind, name=True),
            Column[MeetingRow]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), width=90),
            Column[MeetingRow]("Representatives", lambda one: "; ".join(one.people), words.people_words,
                               width=150, gives_way=2),
            Column[MeetingRow]("Items", lambda one: one.items, words.items_words, width=110, gives_way=3),
            Column[MeetingRow]("Minutes", lambda one: one.standing.value,
                               lambda one: words.standing_words(one, today()),
                               width=165, mark=words.standing_mark, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter("All", everything),
            Filter("Ahead", partial(_stands, Standing.AHEAD)),
            Filter("Not signed off", partial(_stands, Standing.HELD)),
            Filter("Not shared", partial(_stands, Standing.SIGNED)),
            Filter("Nobody attended", _without_people),
        ]
        return Listing(
            "Meetings", columns, "No meeting yet: add the first one", lambda one: one.id, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> MeetingList:
        return self._at.desk.meetings.directory()

    def rows_of(self, read: MeetingList) -> Sequence[MeetingRow]:
        return read.meetings

    def words_of(self, read: MeetingList) -> str:
        return f"{counted(read.held, 'meeting')} in a year, {read.with_people} with a representative"

    def found(self, typed: str) -> list[tuple[int, str]]:
        """What the search finds: keys and names."""
        parts = typed.split()
        return [
            (row.id, f"{row.called}, {shown_day(row.on)}") for row in self.rows if parts and _fits(row, parts)
        ]

    # ---- the meeting --------------------------------------------------------------------------------

    def details(self, row: MeetingRow) -> tuple[str, str, Details]:
        second = words.together(shown_day(row.on), _kind(row), words.standing_words(row, self._today()))
        record = self.record if self.record is not None and self.record.row.id == row.id else None
        fields = [("Full voting members who use the service", words.people_words(row))]
        if record is not None:
            fields += [
                ("When and where", words.together(record.from_time, row.place)),
                (
                    "Staff",
                    words.together(f"Chair: {record.chair}" if record.chair else "", ", ".join(record.staff)),
                ),
                ("Others", ", ".join(record.others)),
                ("Minutes", self._version(record)),
            ]
        return row.called, second, fields

    def _version(self, record: MeetingRecord) -> str:
        row = record.row
        signed = f"signed off {shown_day(row.signed_on)}" if row.signed_on else ""
        by = f"by {record.signed_by}" if signed and record.signed_by else ""
        shared = f"shared {shown_day(row.shared_on)}" if row.shared_on else ""
        how = f"({record.shared_how})" if shared and record.shared_how else ""
        told = ", ".join(filter(None, (f"{signed} {by}".strip(), f"{shared} {how}".strip())))
        return f"Version {row.version}, {told}" if told else ""

    def show_row(self, row: MeetingRow) -> None:
        if self.record is not None and self.record.row.id != row.id:
            self.record = None
            for part in self.parts:
                part.forget()
        super().show_row(row)
        self._offer()
        self.reading.ask("meeting", partial(self._at.desk.meetings.record, row.id), self._show_record)

    def _show_record(self, record: MeetingRecord) -> None:
        if self.chosen is None or self.chosen.id != record.row.id:
            return
        self.record = record
        super().show_row(record.row)
        self._offer()
        for part in self.parts:
            part.show_meeting(record)

    def _offer(self) -> None:
        """What can be done with the minutes as they stand."""
        row = self.chosen
        is_signed = row is not None and row.signed_on is not None
        may = self.may_change and (self.record is None or self.record.entitled)
        held = row is not None and row.on <= self._today()
        is_shared = row is not None and (row.shared_on is not None or not row.is_open)
        self.card.offer({
            self.sign: may and held and not is_signed,
            self.again: may and is_signed,
            self.share: self.may_change and is_signed and not is_shared,
            self.card.change: self.may_change and not is_signed,
            self.card.remove: self.may_change,
        })  # fmt: skip

    def _today(self) -> date:
        return self._at.desk.workspace.today()

    # ---- doing --------------------------------------------------------------------------------------

    def known(self) -> Mapping[str, Plain]:
        me = self._at.desk.contacts.known(None).get("staff_id")
        return {"staff_ids": [str(me)]} if me else {}

    def change(self) -> None:
        if self.record is not None and self.record.row.signed_on is not None:
            self.told.emit(SIGNED, True)  # noqa: FBT003 - a signal has no names
        else:
            super().change()

    def _added(self, kind: str, key: int) -> None:
        super()._added(kind, key)
        if kind == self.kind:
            self._take_on(key)

    def _ask(self, ask: Callable[[MeetingRecord], Asked]) -> None:
        if self.record is not None:
            self.doing.ask(ask(self.record))

    def ask_minutes(self) -> None:
        """Which part of the minutes, and how they go out."""
        if self.record is not None:
            self.minutes.ask(self.record)

    def _ask_to_take_on(self) -> None:
        if self.record is not None:
            self._take_on(self.record.row.id, is_asked=True)

    def _take_on(self, meeting: int, *, is_asked: bool = False) -> None:
        """What waits for an agenda is offered to every new meeting, and whenever it is asked for."""
        read = self._at.desk.impressions.recommendations
        self.reading.ask("waiting", read, partial(self._offer_waiting, meeting, is_asked))

    def _offer_waiting(self, meeting: int, is_asked: bool, found: Recommendations) -> None:  # noqa: FBT001
        if found.waiting:
            self.doing.ask(asking.ask_take_on(meeting, found))
        elif is_asked:
            self.told.emit(asking.NOTHING_WAITS, True)  # noqa: FBT003 - a signal has no names


SIGNED = "The minutes are signed off. Begin a new version of them first."


def _kind(row: MeetingRow) -> str:
    kind = sentence_case(row.kind)
    return "" if kind == row.called else kind


def _stands(standing: Standing, row: MeetingRow) -> bool:
    return row.standing is standing


def _without_people(row: MeetingRow) -> bool:
    return not row.people and row.standing is not Standing.AHEAD


def _fits(row: MeetingRow, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.called, row.kind, row.place, row.reference, *row.people)))
    return all(plain(part) in text for part in typed)
