"""The unit's week: who works when, beside appointments and what else the week holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.periods import DAY
from ipsdesk.services.calendar_reading import Cover, PersonSlots, Slot, What, read_people
from ipsdesk.services.leave_reading import with_cover
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, Service, allowed

__all__ = ["Calendar", "Cover", "PersonSlots", "Slot", "UnitWeek", "What"]


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """Monday to Sunday; ``withheld`` counts people whose records this account opens only with a reason."""

    monday: date
    today: date
    people: tuple[PersonSlots, ...]
    withheld: int

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.monday + number * DAY for number in range(7))


class Calendar(Service):
    """Each reads from Monday on the week that holds a day."""

    @allowed(*EVERYONE)
    def week(self, day: date) -> UnitWeek:
        """Everybody with something in it; those of restricted records are only counted."""
        with self.workspace.transactions.read() as connection:
            asked = access_of(connection, self.workspace).asked
            people = with_cover(connection, read_people(connection, monday_of(day), None))
        shown = tuple(one for one in people if one.client not in asked)
        return UnitWeek(monday_of(day), self.workspace.today(), shown, len(people) - len(shown))

    @allowed(*EVERYONE)
    def week_of(self, client: int, day: date) -> UnitWeek:
        """One person's; raises ``ReasonNeeded`` for a restricted record."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            people = with_cover(connection, read_people(connection, monday_of(day), client))
        return UnitWeek(monday_of(day), self.workspace.today(), people, 0)


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - day.weekday() * DAY
