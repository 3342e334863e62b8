"""The rota of representatives: who volunteers, whose turn it is, and what became of each turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import Client, DecisionMeeting, Representative, Turn
from ipsdesk.rules.rota import Volunteer, in_turn
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.meetings_record import TurnLine, read_turns
from ipsdesk.services.meetings_step import blank, follow
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import (
    RESTRICTED_RECORD,
    Access,
    access_of,
    refuse_without_reason,
)
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

CLIENTS, MEETINGS, REPRESENTATIVES, TURNS = (
    Client.__table__,
    DecisionMeeting.__table__,
    Representative.__table__,
    Turn.__table__,
)
ACCEPTED, DECLINED = "accepted", "declined"
NOBODY = "Nobody volunteers for such a meeting who was not asked already. Nothing was changed."
ASKED = "{name} was offered this turn already. Nothing was changed."
GONE = "This turn has been removed. Nothing was changed."


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A volunteer and what they were offered so far; ``place`` in the order for the next meeting of any kind.

    Of a restricted record that is not open to this account there is no name and no need.
    """

    id: int
    client: int
    name: str
    since: date
    until: date | None
    meetings: tuple[str, ...]
    needs: str
    offered: int
    accepted: int
    declined: int
    attended: int
    last_on: date | None
    place: int | None
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class MeetingAhead:
    """A meeting to come: the turns offered for it, and who is asked next."""

    id: int
    reference: str
    called: str
    kind: str
    on: date
    turns: tuple[TurnLine, ...]
    next_client: int | None
    next_name: str

    @property
    def is_taken(self) -> bool:
        """Whether somebody has accepted."""
        return any(one.answer == ACCEPTED for one in self.turns)

    @property
    def is_asked(self) -> bool:
        """Whether somebody was asked who has not answered: one is asked at a time."""
        return any(not one.answer and one.attended is None for one in self.turns)


@dataclass(frozen=True, slots=True)
class RotaPage:
    """Volunteers in the order of their turns, those who no longer take turns last."""

    today: date
    volunteers: tuple[VolunteerRow, ...]
    ahead: tuple[MeetingAhead, ...]
    to_finish: tuple[tuple[str, date, TurnLine], ...]
    """Turns of meetings that were held of which it is not said who came, or of which something is open."""


class Rota(Service):
    """Declines count as offered. Raises ``ReasonNeeded`` for somebody whose record is restricted."""

    @allowed(*EVERYONE)
    def page(self) -> RotaPage:
        """The whole rota."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            people = _volunteers(connection, access, today)
            ahead = _ahead(connection, access, today)
            return RotaPage(today, people, ahead, _to_finish(connection, access, today))

    @allowed(*STAFF)
    def offer_next(self, meeting: int) -> Done:
        """Offer the turn to whom it is due; raises ``CannotRun`` where nobody is left to ask."""
        with self.workspace.transactions.read() as connection:
            found = next_for(connection, self._meeting(connection, meeting))
        if found is None:
            raise CannotRun(NOBODY)
        return self.offer(meeting, found)

    @allowed(*STAFF)
    def offer(self, meeting: int, client: int) -> Done:
        """Offer a turn to somebody."""
        space = self.workspace
        with space.transactions.begin() as connection:
            refuse_without_reason(connection, space, client)
            row = self._meeting(connection, meeting)
            name = connection.scalar(select(CLIENTS.c.name).where(live(CLIENTS), CLIENTS.c.id == client))
            if name is None:
                raise CannotRun("This person was removed. Nothing was changed.")
            same = live(TURNS), TURNS.c.meeting_id == meeting, TURNS.c.client_id == client
            if connection.scalar(select(TURNS.c.id).where(*same)) is not None:
                raise CannotRun(ASKED.format(name=name))
            saving = Saving(space, connection, f"turn at {_called(row)} offered to {name}")
            turn = {"meeting_id": meeting, "client_id": client, "offered_on": space.today()}
            saving.add(Turn, blank(Turn) | turn)
        return self._announced(saving)

    @allowed(*STAFF)
    def answer(self, turn: int, *, accepted: bool) -> Done:
        """The person takes the turn, or does not."""
        answer = ACCEPTED if accepted else DECLINED

        def values(_record: Values) -> dict[str, Any]:
            return {"answer": answer, "answered_on": self.workspace.today()}

        return self._save(turn, answer, values)

    @allowed(*STAFF)
    def attend(self, turn: int, *, attended: bool) -> Done:
        """The person was at the meeting, or was not; the meeting then names them among who attended."""

        def values(record: Values) -> dict[str, Any]:
            came = {"answer": ACCEPTED} if attended and not record["answer"] else {}
            return {"attended": attended, **came}

        return self._save(turn, "attended" if attended else "did not attend", values)

    def _save(self, turn: int, did: str, values: Callable[[Values], dict[str, Any]]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (Turn.family.kind, turn)
            for client in names.people(key):
                refuse_without_reason(connection, space, client)
            if not (row := names.row(key)) or row["removed_at"]:
                raise CannotRun(GONE)
            record = record_at(connection, Turn, turn)
            meeting = self._meeting(connection, record["meeting_id"])
            if "attended" in (given := values(record)) and meeting.on_date > space.today():
                raise CannotRun(f"The meeting is on {shown_day(meeting.on_date)}. Nothing was changed.")
            who = names.person(key)[1]
            saving = Saving(space, connection, f"turn of {who} at {_called(meeting)}: {did}")
            saving.alter(Turn, record, given)
            follow(saving, Turn, turn, is_new=False)
        return self._announced(saving)

    def _meeting(self, connection: Connection, meeting: int) -> Any:
        row = connection.execute(select(MEETINGS).where(live(MEETINGS), MEETINGS.c.id == meeting)).first()
        if row is None:
            raise CannotRun("This meeting has been removed. Nothing was changed.")
        return row

    def _announced(self, saving: Saving) -> Done:
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(sentence_case(saving.words), saving.at, kinds)


def _called(meeting: Any) -> str:
    return f"{meeting.name or meeting.kind} of {shown_day(meeting.on_date)}"


def next_for(connection: Connection, meeting: Any) -> int | None:
    """Who is asked next for a meeting: a volunteer of that day for its kind who was not asked yet."""
    turns = _turns_by_client(connection)
    asked = {client for client, those in turns.items() if any(one.meeting_id == meeting.id for one in those)}
    rows = [
        row
        for row in _standing(connection, meeting.on_date)
        if meeting.kind in (row.meetings or [meeting.kind])
    ]
    everyone = _as_volunteers(rows, turns)
    return next((one for one in in_turn(everyone) if one not in asked), None)


def _standing(connection: Connection, day: date) -> Sequence[Any]:
    """The volunteers of a day."""
    own = REPRESENTATIVES.c
    return connection.execute(
        select(REPRESENTATIVES)
        .join(CLIENTS, CLIENTS.c.id == own.client_id)
        .where(
            live(REPRESENTATIVES),
            live(CLIENTS),
            own.from_on <= day,
            or_(own.to_on.is_(None), own.to_on >= day),
        )
    ).all()


def _turns_by_client(connection: Connection) -> Mapping[int, Sequence[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(select(TURNS).where(live(TURNS)).order_by(TURNS.c.offered_on, TURNS.c.id)):
        found[row.client_id].append(row)
    return found


def _as_volunteers(rows: Iterable[Any], turns: Mapping[int, Sequence[Any]]) -> list[Volunteer]:
    since: dict[int, date] = {}
    for row in rows:
        since[row.client_id] = min(row.from_on, since.get(row.client_id, row.from_on))
    return [
        Volunteer(client, day, tuple(one.offered_on for one in turns.get(client, ())))
        for client, day in since.items()
    ]


def _volunteers(connection: Connection, access: Access, today: date) -> tuple[VolunteerRow, ...]:
    own, turns = REPRESENTATIVES.c, _turns_by_client(connection)
    places = {
        client: place
        for place, client in enumerate(in_turn(_as_volunteers(_standing(connection, today), turns)), 1)
    }
    rows = connection.execute(
        select(REPRESENTATIVES, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == own.client_id)
        .where(live(REPRESENTATIVES), live(CLIENTS))
    )
    found = [_volunteer(row, turns.get(row.client_id, ()), places, access, today) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.place is None, one.place or 0, one.name.casefold())))


def _volunteer(
    row: Any, turns: Sequence[Any], places: Mapping[int, int], access: Access, today: date
) -> VolunteerRow:
    withheld = row.client_id in access.asked
    is_now = row.from_on <= today and (row.to_on is None or row.to_on >= today)
    return VolunteerRow(
        row.id, row.client_id, RESTRICTED_RECORD if withheld else row.name, row.from_on, row.to_on,
        tuple(row.meetings or ()), "" if withheld else row.needs or "", len(turns),
        sum(one.answer == ACCEPTED for one in turns), sum(one.answer == DECLINED for one in turns),
        sum(bool(one.attended) for one in turns), turns[-1].offered_on if turns else None,
        places.get(row.client_id) if is_now else None, withheld,
    )  # fmt: skip


def _ahead(connection: Connection, access: Access, today: date) -> tuple[MeetingAhead, ...]:
    meetings = connection.execute(
        select(MEETINGS)
        .where(live(MEETINGS), MEETINGS.c.on_date >= today, MEETINGS.c.open_to.is_(True))
        .order_by(MEETINGS.c.on_date, MEETINGS.c.id)
    ).all()
    return tuple(_one_ahead(connection, access, row) for row in meetings)


def _one_ahead(connection: Connection, access: Access, row: Any) -> MeetingAhead:
    client = next_for(connection, row)
    name = connection.scalar(select(CLIENTS.c.name).where(CLIENTS.c.id == client)) or ""
    return MeetingAhead(
        row.id, row.reference, row.name or sentence_case(row.kind), row.kind, row.on_date,
        read_turns(connection, access, TURNS.c.meeting_id == row.id), client,
        RESTRICTED_RECORD if client in access.asked else name,
    )  # fmt: skip


def _to_finish(connection: Connection, access: Access, today: date) -> tuple[tuple[str, date, TurnLine], ...]:
    unsaid = TURNS.c.attended.is_(None)
    no_debrief = (TURNS.c.attended.is_(True)) & (TURNS.c.debrief_on.is_(None))
    unpaid = TURNS.c.expenses.is_not(None) & TURNS.c.expenses_on.is_(None)
    held = select(MEETINGS.c.id).where(live(MEETINGS), MEETINGS.c.on_date < today)
    answered = or_(TURNS.c.answer.is_(None), TURNS.c.answer != DECLINED)
    lines = read_turns(
        connection, access, TURNS.c.meeting_id.in_(held), answered, or_(unsaid, no_debrief, unpaid)
    )
    called = {
        row.id: (row.name or sentence_case(row.kind), row.on_date)
        for row in connection.execute(
            select(MEETINGS).where(MEETINGS.c.id.in_({one.meeting for one in lines}))
        )
    }
    return tuple((*called[one.meeting], one) for one in lines)
