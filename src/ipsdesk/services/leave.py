"""Leave under section 17 as it was authorised, how it went, and what of the weeks ahead it does not cover.

The program compares what is recorded. It authorises nothing: only the responsible clinician does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import Leave
from ipsdesk.rules.leave import Standing, warned
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.calendar import monday_of
from ipsdesk.services.calendar_reading import PersonSlots, Slot, What, read_some
from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.hours_records import WEEK
from ipsdesk.services.leave_reading import AuthoritySeen, Held, OutcomeSeen, read_held, with_cover
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

__all__ = ["AuthoritySeen", "LeavePage", "Leaves", "OutcomeSeen"]

AHEAD = 14
"""Days of shifts and appointments that are looked at."""
GONE = "This leave has been removed. Nothing was changed."


@dataclass(frozen=True, slots=True)
class LeavePage:
    """What was authorised, newest first; ``ahead`` is what leave is asked for in the next 14 days.

    ``status`` is the code of the legal status, ``checks`` the change since which an authority was not looked
    at again, ``ends_in`` the days an authority has left where it is warned, both by its key.
    """

    today: date
    standing: Standing
    status: str | None
    clinician: str
    authorities: tuple[AuthoritySeen, ...]
    ahead: tuple[Slot, ...]
    checks: Mapping[int, date]
    ends_in: Mapping[int, int]

    @property
    def uncovered(self) -> tuple[Slot, ...]:
        """What no leave covers."""
        return tuple(one for one in self.ahead if one.cover is not None and not one.cover.is_enough)


class Leaves(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> LeavePage:
        """All that is shown of a person's leave."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            uuid_of(connection, client)
            held = read_held(connection, [client])[client]
            ahead = tuple(slot for _, slot in slots_ahead(connection, {client}, today))
        return _page(held, ahead, today)

    @allowed(*STAFF)
    def mark_checked(self, leave: int) -> Done:
        """Somebody made sure today that it still holds."""
        return self._set(leave, "checked_on", "checked again")

    @allowed(*STAFF)
    def revoke(self, leave: int, on: date) -> Done:
        """It was revoked on a day; from that day on it covers nothing."""
        return self._set(leave, "revoked_on", "revoked", on)

    def _set(self, leave: int, name: str, did: str, on: date | None = None) -> Done:
        space = self.workspace
        day = on or space.today()
        with space.transactions.begin() as connection:
            record = _present(connection, leave)
            refuse_without_reason(connection, space, record["client_id"])
            if day < record["authorised_on"]:
                raise CannotRun(f"{shown_day(day)} is before the leave was authorised. Nothing was changed.")
            name_of = Names(connection).person(("client", record["client_id"]))[1]
            saving = Saving(space, connection, f"leave of {name_of}: {did} on {shown_day(day)}")
            saving.alter(Leave, record, {name: day})
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)


def _present(connection: Connection, leave: int) -> Values:
    try:
        record = record_at(connection, Leave, leave)
    except IndexError:
        raise CannotRun(GONE) from None
    if record["removed_at"] is not None:
        raise CannotRun(GONE)
    return record


def slots_ahead(
    connection: Connection, clients: Collection[int], today: date, days: int = AHEAD
) -> Iterator[tuple[int, Slot]]:
    """What leave is asked for from today on, each with whose it is, of one person in order."""
    first, last = monday_of(today), today + days * DAY
    mondays = [first + number * WEEK for number in range(-((first - last) // WEEK))]
    weeks = [one for monday in mondays for one in read_some(connection, monday, clients)]
    for one in with_cover(connection, weeks):
        for slot in one.slots:
            if slot.cover is not None and today <= slot.day < last and not _is_said(slot, one):
                yield one.client, slot


def _is_said(slot: Slot, person: PersonSlots) -> bool:
    """What the timetable says of work on a day of a shift is that shift."""
    at_work = slot.kind == "timetable entry" and slot.what is What.WORK
    return at_work and any(other.kind == "activity" for other in person.on(slot.day))


def _page(held: Held, ahead: tuple[Slot, ...], today: date) -> LeavePage:
    rules = [one.rule for one in held.authorities if not one.rule.is_over(today)]
    return LeavePage(
        today,
        held.standing_on(today),
        held.status_on(today),
        held.clinician_on(today) or "",
        held.authorities,
        ahead,
        {one.id: since for one in rules if (since := one.needs_checking(held.changed, today))},
        {one.id: left for one in rules if (left := warned(one, today)) is not None},
    )
