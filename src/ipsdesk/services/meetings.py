"""Meetings in which decisions are taken: their agenda, signing off the minutes, sharing them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.measures.terms import live
from ipsdesk.models import AgendaItem, DecisionMeeting, MeetingAction, Recommendation
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.hours_reasons import UNPRINTABLE
from ipsdesk.services.meetings_closed import NOT_YOURS, is_entitled, refuse_closed
from ipsdesk.services.meetings_list import MeetingList, NotOpenList, read_meetings, read_not_open
from ipsdesk.services.meetings_record import MeetingRecord, read_meeting
from ipsdesk.services.meetings_sealed import SIGNED, is_signed
from ipsdesk.services.meetings_step import blank, involve
from ipsdesk.services.outgoing import LONGEST
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

__all__ = ["MeetingList", "MeetingRecord", "Meetings", "NotOpenList"]

ITEMS, MEETINGS, RECOMMENDATIONS = (
    AgendaItem.__table__,
    DecisionMeeting.__table__,
    Recommendation.__table__,
)
PROPOSED = {"first impressions": "first impressions", "survey": "survey", "resident": "resident"}
"""Who proposes the item that a recommendation becomes, by where it comes from; else others."""
TITLE = 80
LETTERS = 3
NOT_WAITING = (
    "One of these requests was answered, removed, or taken to a meeting meanwhile. Nothing was changed. Look "
    "again which of them wait."
)
GONE = "This meeting has been removed. Nothing was changed."


class Meetings(Service):
    """Raises ``CannotRun`` for a meeting that was removed, and ``ReasonNeeded`` where somebody's record who
    attended is restricted from this account."""

    @allowed(*EVERYONE)
    def directory(self) -> MeetingList:
        """Every meeting, newest first."""
        with self.workspace.transactions.read() as connection:
            return read_meetings(connection, access_of(connection, self.workspace), self.workspace.today())

    @allowed(*EVERYONE)
    def record(self, meeting: int) -> MeetingRecord:
        """One meeting with its agenda; of closed items no more than this account may read."""
        with self.workspace.transactions.read() as connection:
            return read_meeting(connection, self.workspace, meeting)

    @allowed(*EVERYONE)
    def not_open(self) -> NotOpenList:
        """The meetings that are not open to representatives yet, and the plan to open them."""
        with self.workspace.transactions.read() as connection:
            return read_not_open(connection, self.workspace.today())

    @allowed(*STAFF)
    def take_on(self, meeting: int, recommendations: Sequence[int]) -> Done:
        """Put recommendations and requests on the agenda, each in the words of who made it."""

        def write(saving: Saving, record: Values) -> None:
            connection = saving.connection
            if is_signed(connection, meeting):
                raise CannotRun(SIGNED)
            taken = select(ITEMS.c.number).where(live(ITEMS), ITEMS.c.meeting_id == meeting)
            number = max(connection.scalars(taken), default=0)
            for id_ in recommendations:
                number += 1
                asked = _waiting(connection, id_)
                if asked["client_id"] is not None:
                    refuse_without_reason(connection, self.workspace, asked["client_id"])
                saving.add(AgendaItem, _item(record["id"], number, asked))
                saving.alter(Recommendation, asked, {"meeting_id": meeting})

        return self._save(meeting, f"{counted(len(recommendations), 'recommendation')} on the agenda", write)

    @allowed(*STAFF)
    def sign_off(self, meeting: int, on: date) -> Done:
        """The minutes stay as they are from now on; those who attended have it among their involvement.

        Raises ``NotSaved`` for a day that can't be, ``NotAllowed`` for who may not read the closed items.
        """

        def write(saving: Saving, record: Values) -> None:
            connection, today = saving.connection, self.workspace.today()
            if not is_entitled(connection, self.workspace, meeting):
                raise NotAllowed(NOT_YOURS)
            if record["signed_on"] is not None:
                raise CannotRun(SIGNED)
            if record["on_date"] > today:
                raise CannotRun(f"The meeting is on {shown_day(record['on_date'])}. Nothing was changed.")
            if not record["on_date"] <= on <= today:
                raise NotSaved(
                    {"on": f"Signed off on: a day from {shown_day(record['on_date'])} to {shown_day(today)}"}
                )
            me = who_am_i(connection, self.workspace.actor.account, self.workspace.actor.name)
            saving.alter(DecisionMeeting, record, {"signed_on": on, "signed_by_id": me[0] if me else None})
            called = record["name"] or sentence_case(record["kind"])
            involve(saving, record, f"{called}, as a full voting member")

        return self._save(meeting, "minutes signed off", write)

    @allowed(*STAFF)
    def new_version(self, meeting: int, reason: str) -> Done:
        """Open signed minutes to be changed, signed off and shared again; the reason is kept in the trail."""
        why = UNPRINTABLE.sub("", reason).strip()
        if sum(map(str.isalpha, why)) < LETTERS:
            raise NotSaved({"reason": "Reason: say in a few words why a new version is needed"})

        def write(saving: Saving, record: Values) -> None:
            if not is_entitled(saving.connection, self.workspace, meeting):
                raise NotAllowed(NOT_YOURS)
            if record["signed_on"] is None:
                raise CannotRun("These minutes are not signed off: change them as they are.")
            version = record["minutes_version"] + 1
            begun = dict.fromkeys(("signed_on", "signed_by_id", "shared_on", "shared_how"))
            saving.alter(DecisionMeeting, record, {**begun, "minutes_version": version}, reason=why)

        return self._save(meeting, "a new version of the minutes begun", write)

    @allowed(*STAFF)
    def share(self, meeting: int, on: date, how: str) -> Done:
        """The representative was given the open minutes; raises ``CannotRun`` before they are signed off."""

        def write(saving: Saving, record: Values) -> None:
            signed = record["signed_on"]
            if signed is None:
                raise CannotRun("Sign the minutes off first. Nothing was changed.")
            if not signed <= on <= self.workspace.today():
                raise NotSaved({"on": f"Shared on: not before they were signed off, {shown_day(signed)}"})
            if len(how) > LONGEST:
                raise NotSaved({"how": f"How has {len(how):,} characters; it can have {LONGEST:,}"})
            saving.alter(DecisionMeeting, record, {"shared_on": on, "shared_how": how.strip() or None})

        return self._save(meeting, "open minutes shared", write)

    @allowed(*STAFF)
    def tick_action(self, action: int) -> Done:
        """An action is done today, or not done after all; raises ``NotAllowed`` for one of a closed item."""
        with self.workspace.transactions.begin() as connection:
            row = Names(connection).row((MeetingAction.family.kind, action))
            if not row or row["removed_at"]:
                raise CannotRun("This action has been removed. Nothing was changed.")
            record = record_at(connection, MeetingAction, action)
            refuse_closed(connection, self.workspace, MeetingAction, record)
            is_done = record["done_on"] is not None
            called = Names(connection).record((MeetingAction.family.kind, action))
            did = "not done after all" if is_done else "done"
            saving = Saving(self.workspace, connection, f"{called}: {did}")
            saving.alter(MeetingAction, record, {"done_on": None if is_done else self.workspace.today()})
        return self._announced(saving)

    def _save(self, meeting: int, did: str, write: Callable[[Saving, Values], None]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (DecisionMeeting.family.kind, meeting)
            for client in names.people(key):
                refuse_without_reason(connection, space, client)
            if not (row := names.row(key)) or row["removed_at"]:
                raise CannotRun(GONE)
            saving = Saving(space, connection, f"{names.record(key)}: {did}")
            write(saving, record_at(connection, DecisionMeeting, meeting))
        return self._announced(saving)

    def _announced(self, saving: Saving) -> Done:
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(sentence_case(saving.words), saving.at, kinds)


def _waiting(connection: Connection, recommendation: int) -> Values:
    """A recommendation that is on no agenda and has no answer; raises ``CannotRun`` for another."""
    taken = select(MEETINGS.c.id).where(live(MEETINGS), MEETINGS.c.id == RECOMMENDATIONS.c.meeting_id)
    waits = select(RECOMMENDATIONS.c.id).where(
        live(RECOMMENDATIONS),
        RECOMMENDATIONS.c.id == recommendation,
        RECOMMENDATIONS.c.answered_on.is_(None),
        ~taken.exists(),
    )
    if connection.scalar(waits) is None:
        raise CannotRun(NOT_WAITING)
    return record_at(connection, Recommendation, recommendation)


def _item(meeting: int, number: int, asked: Values) -> dict[str, object]:
    """A recommendation as an item of the agenda: short as its title, whole as the residents' view."""
    words = " ".join(asked["recommendation"].split())
    short = words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"
    item = {
        "meeting_id": meeting,
        "number": number,
        "title": short,
        "proposed_by": PROPOSED.get(asked["source"], "other"),
        "client_id": asked["client_id"],
        "residents_view": asked["recommendation"],
    }
    return blank(AgendaItem) | item
