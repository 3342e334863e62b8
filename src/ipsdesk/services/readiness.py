"""How ready the records are for a period's return: what is lacking, whose it is, how much is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from ipsdesk.measures import Window
from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.readiness_reading import LISTED, NOBODY, OWNED, PEOPLE, SUMMED, kind_of_want
from ipsdesk.services.readiness_wanted import WANTED, Lacking, of_itself
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of
from ipsdesk.services.roles import EVERYONE, Service, Workspace, allowed
from ipsdesk.services.today_lines import OpenPerson, Target
from ipsdesk.services.today_whose import staff_names

ASK_FIRST = "Open it with a reason"
THING = {"contact": "contact of", "referral": "referral received", "activity": "job begun"}
"""What a record is called before its day."""

Person = tuple[str, int | None]
"""A person's name and specialist."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing that a record lacks: what, what to do, of which record, whose, and what opens.

    ``owner`` is the member of staff it waits for by number, 0 where it is nobody's.
    """

    title: str
    to_do: str
    about: str
    client: int | None
    name: str
    owner: int
    owner_name: str
    opens: Target
    place: int


@dataclass(frozen=True, slots=True)
class Filled:
    """Of one kind of thing, how many of the records of ``among`` lack it."""

    title: str
    among: str
    missing: int
    of: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """All that is wanted of the records of a period, and what of it is not there yet."""

    period: Period
    kinds: tuple[Filled, ...]
    items: tuple[OpenItem, ...]

    @property
    def wanted(self) -> int:
        """How much is wanted in all."""
        return sum(kind.of for kind in self.kinds)

    @property
    def filled(self) -> int:
        """How much of it is there."""
        return self.wanted - sum(kind.missing for kind in self.kinds)

    def record(self) -> Mapping[str, Any]:
        """As a return keeps it, without anybody's name."""
        lacking = [[kind.title, kind.among, kind.missing, kind.of] for kind in self.kinds if kind.missing]
        return {"wanted": self.wanted, "filled": self.filled, "lacking": lacking}


def so_far(period: Period, today: date) -> Period:
    """The days of a period that have come by today; its first where none have."""
    return Period(period.first, max(period.first, min(period.last, today)), period.label)


def given_for(connection: Connection, period: Period, today: date) -> dict[str, Any]:
    """What every statement of readiness is asked with."""
    window = Window(so_far(period, today), staffing_of(connection), rates_of(connection))
    return {**window.parameters, "owned_on": today}


class ReturnReadiness(Service):
    """What would make the return of a period wrong or thin."""

    @allowed(*EVERYONE)
    def of(self, period: Period) -> Readiness:
        """What the records of a period lack; of a restricted record no more than that something does."""
        with self.workspace.transactions.read() as connection:
            return readiness_of(connection, self.workspace, period)


def filled_share(connection: Connection, period: Period, today: date) -> Fraction | None:
    """How much of all that is wanted of the records of a period is there; None where nothing is."""
    sums = list(SUMMED.rows(connection, given_for(connection, period, today)))
    wanted = sum(of for _, _, of in sums)
    return Fraction(wanted - sum(missing for _, missing, _ in sums), wanted) if wanted else None


def readiness_of(connection: Connection, workspace: Workspace, period: Period) -> Readiness:
    """The same, in the caller's transaction."""
    today = workspace.today()
    given = given_for(connection, period, today)
    sums = {want: (missing, of) for want, missing, of in SUMMED.rows(connection, given)}
    kinds = tuple(Filled(one.gap.title, one.gap.among, *sums[place]) for place, one in enumerate(WANTED))
    people = {client: (name, staff) for client, name, staff in PEOPLE.rows(connection, given)}
    withheld, names = access_of(connection, workspace).asked, staff_names(connection)
    items: dict[object, OpenItem] = {}
    for place, row in enumerate(LISTED.rows(connection, given)):
        item = _item(Lacking(*row), people, names, today)
        if item.client in withheld:
            items[item.client] = _closed(item)
        else:
            items[place, row[0]] = item
    return Readiness(period, kinds, tuple(sorted(items.values(), key=_in_order)))


def _item(row: Lacking, people: Mapping[int, Person], names: Mapping[int, str], today: date) -> OpenItem:
    want = WANTED[row.want]
    kind = kind_of_want(row.want)
    name, specialist = people.get(row.client or 0, ("", None))
    owner = row.staff or specialist or NOBODY
    thing = want.thing or THING.get(kind, "")
    return OpenItem(
        want.gap.title,
        want.to_do,
        f"{thing} {shown_day(row.day)}" if thing and row.day else "",
        row.client,
        name or row.text or "",
        owner,
        names.get(owner, ""),
        want.opens(row, today) if want.opens else of_itself(kind, row, today),
        row.want,
    )


def _closed(item: OpenItem) -> OpenItem:
    """All that a restricted record lacks, as one line that asks for a reason."""
    person = OpenPerson(item.client or 0)
    return OpenItem(
        RESTRICTED_RECORD, ASK_FIRST, "", item.client, item.name, item.owner, item.owner_name, person, -1
    )


def _in_order(item: OpenItem) -> tuple[str, str, int, str]:
    """By person, then as the kinds stand; what is about nobody last."""
    return (item.name.casefold() or "\uffff", item.owner_name, item.place, item.about)


# ---- for Today ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owned:
    """How much waits for one member of staff, and about how many people."""

    owner: int
    missing: int
    people: int


def owned(connection: Connection, period: Period, today: date) -> Iterator[Owned]:
    """How much each member of staff has to fill in for the return of a period."""
    for row in OWNED.rows(connection, given_for(connection, period, today)):
        yield Owned(*row)
