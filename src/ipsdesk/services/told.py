"""What may be told of a person, to whom, and on whose word: decisions, talks, consents, criminal record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import Consent, CriminalRecordInformation
from ipsdesk.rules.codes import CONSENT_SCOPES
from ipsdesk.rules.consent import EMPLOYERS, ConsentState, standing
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import access_of, note_on, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at
from ipsdesk.services.told_reading import (
    CLIENTS,
    CRIMINAL,
    Ahead,
    ConsentSeen,
    CriminalSeen,
    DecisionSeen,
    MayBeSaid,
    TalkSeen,
    answers_of,
    employer_called,
    read_ahead,
    read_consents,
    read_criminal,
    read_decisions,
    read_said,
    read_talks,
    said_to,
)
from ipsdesk.storage.audit import ENTRIES

__all__ = ["Ahead", "BeforeContact", "ConsentSeen", "CriminalSeen", "DecisionSeen", "MayBeSaid", "ScopeSeen",
           "TalkSeen", "Told", "ToldPage"]  # fmt: skip

VIEWED = "viewed"
VIEWED_AGAIN_AFTER = timedelta(minutes=10)
GONE = "This consent has been removed. Nothing was changed."
NOT_IN_FORCE = "This consent is not in force on {day}. Nothing was changed."
BEFORE_GIVEN = "{day} is before the consent was given. Nothing was changed."


@dataclass(frozen=True, slots=True)
class ScopeSeen:
    """How one scope stands today; ``latest`` is the answer that counts, None where nobody asked."""

    scope: str
    state: ConsentState
    latest: ConsentSeen | None


@dataclass(frozen=True, slots=True)
class ToldPage:
    """All of the page but the criminal record, of which only the number of records and the newest's day."""

    today: date
    said: tuple[MayBeSaid, ...]
    decisions: tuple[DecisionSeen, ...]
    talks: tuple[TalkSeen, ...]
    scopes: tuple[ScopeSeen, ...]
    ahead: tuple[Ahead, ...]
    criminal_records: int
    criminal_newest: date | None

    @property
    def with_employers(self) -> ScopeSeen:
        """The consent to speak with employers."""
        return next(one for one in self.scopes if one.scope == EMPLOYERS)


@dataclass(frozen=True, slots=True)
class BeforeContact:
    """What to know before speaking with an employer about somebody; ``is_kept``: a reason is needed first."""

    client: int
    name: str
    state: ConsentState
    said: MayBeSaid | None
    is_kept: bool = False


class Told(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> ToldPage:
        """All that is shown before the criminal record is asked for."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            uuid_of(connection, client)
            decisions = read_decisions(connection, client)
            kept = select(func.count(), func.max(CRIMINAL.c.on_date, type_=CRIMINAL.c.on_date.type)).where(
                live(CRIMINAL), CRIMINAL.c.client_id == client
            )
            count, newest = connection.execute(kept).one()
            return ToldPage(
                today,
                read_said(connection, client, decisions, today),
                decisions,
                read_talks(connection, client),
                tuple(_scopes(read_consents(connection, client), today)),
                read_ahead(connection, client, today),
                count,
                newest,
            )

    @allowed(*STAFF)
    def criminal_record(self, client: int) -> tuple[CriminalSeen, ...]:
        """What may be told of a criminal record; that it was looked at is noted, once in ten minutes."""
        space = self.workspace
        with space.transactions.begin() as connection:
            refuse_without_reason(connection, space, client)
            uuid_of(connection, client)
            seen = read_criminal(connection, client)
            for one in seen:
                self._note_viewed(connection, one.id)
        return seen

    @allowed(*STAFF)
    def before_contact(
        self, clients: Sequence[int], employer: int | None, on: date
    ) -> tuple[BeforeContact, ...]:
        """Whether each of these people agreed to contact with employers on a day, and what may be said.

        Of a restricted record that is not open it is told only whose it is.
        """
        space = self.workspace
        with space.transactions.read() as connection:
            asked = access_of(connection, space).asked
            named = select(CLIENTS.c.id, CLIENTS.c.name).where(live(CLIENTS), CLIENTS.c.id.in_(clients))
            names = {row.id: row.name for row in connection.execute(named)}
            answers = answers_of(connection, names.keys() - asked, EMPLOYERS)
            called = employer_called(connection, employer)
            return tuple(
                BeforeContact(client, names[client], ConsentState.NEVER, None, is_kept=True)
                if client in asked
                else BeforeContact(
                    client,
                    names[client],
                    standing(answers[client], EMPLOYERS, on)[0],
                    said_to(read_decisions(connection, client), employer, called, on),
                )
                for client in dict.fromkeys(clients)
                if client in names
            )

    @allowed(*STAFF)
    def ahead_of(self, consent: int) -> tuple[Ahead, ...]:
        """What has a day from today on and rests on a consent that is to be withdrawn."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            record = self._present(connection, consent)
            ahead = read_ahead(connection, record["client_id"], today)
        return tuple(resting_on(record["scope"], ahead))

    @allowed(*STAFF)
    def withdraw(self, consent: int, on: date) -> Done:
        """The person withdrew it on a day; from that day on it no longer holds."""
        space = self.workspace
        with space.transactions.begin() as connection:
            record = self._present(connection, consent)
            if on < record["on_date"]:
                raise CannotRun(BEFORE_GIVEN.format(day=shown_day(on)))
            answers = answers_of(connection, [record["client_id"]], record["scope"])[record["client_id"]]
            mine = next(one for one in answers if one.id == consent)
            if mine.state_on(on) is not ConsentState.IN_FORCE:
                raise CannotRun(NOT_IN_FORCE.format(day=shown_day(on)))
            name = Names(connection).person(("client", record["client_id"]))[1]
            saving = Saving(
                space, connection, f"consent of {name}, {record['scope']}: withdrawn on {shown_day(on)}"
            )
            saving.alter(Consent, record, {"withdrawn_on": on})
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)

    # ---- in the caller's transaction ----------------------------------------------------------------

    def _present(self, connection: Connection, consent: int) -> Values:
        try:
            record = record_at(connection, Consent, consent)
        except IndexError:
            raise CannotRun(GONE) from None
        refuse_without_reason(connection, self.workspace, record["client_id"])
        if record["removed_at"] is not None:
            raise CannotRun(GONE)
        return record

    def _note_viewed(self, connection: Connection, id_: int) -> None:
        kind, now, noted = CriminalRecordInformation.family.kind, self.workspace.now(), ENTRIES.c
        recent = select(func.count()).where(
            noted.record_id == id_,
            noted.kind == kind,
            noted.action == VIEWED,
            noted.account_id == self.workspace.actor.account,
            noted.at > (now - VIEWED_AGAIN_AFTER).isoformat(),
            noted.at <= now.isoformat(),
        )
        if not connection.scalar(recent):
            uuid = record_at(connection, CriminalRecordInformation, id_)["uuid"]
            note_on(connection, self.workspace, VIEWED, (kind, id_, uuid), {})


def resting_on(scope: str, ahead: Sequence[Ahead]) -> Iterator[Ahead]:
    """Of what is ahead, contacts with employers rest on the consent for them alone; appointments on any."""
    return (one for one in ahead if scope == EMPLOYERS or not one.with_employer)


def _scopes(consents: Sequence[ConsentSeen], today: date) -> Iterator[ScopeSeen]:
    by_id = {one.answer.id: one for one in consents}
    for scope in CONSENT_SCOPES:
        state, latest = standing((one.answer for one in consents), scope, today)
        yield ScopeSeen(scope, state, by_id[latest.id] if latest else None)
