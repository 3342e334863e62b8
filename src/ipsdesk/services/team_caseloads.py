"""What each specialist carries against the limits: today, and month by month over a year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from ipsdesk.measures import Window
from ipsdesk.measures.measure import COUNTED
from ipsdesk.measures.terms import E, live, named_specialist_on, on_caseload, posts
from ipsdesk.measures.window import LAST
from ipsdesk.models import Staff
from ipsdesk.rules.periods import DAY, add_months, free_period
from ipsdesk.rules.rates import Rates
from ipsdesk.rules.targets import Post, Staffing, Target
from ipsdesk.services.cases import measure_of
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.saving import table_of
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose, figure_of
from ipsdesk.services.team import wte_of

WORKING, PERMITTED, SERVED = "caseload.working", "caseload.permitted_work", "access.served_year"
MONTHS = 12
UNIT = 0
"""In place of a member of staff's key: the whole unit."""
NOBODY = -1
"""In place of one, where nobody is named."""
PEOPLE = table_of(Staff)


@dataclass(frozen=True, slots=True)
class Against:
    """A number of people, and what it is held against; no target where no WTE stands behind it."""

    people: int
    target: Target | None

    @property
    def least(self) -> Fraction | None:
        """The lower end of a range."""
        return self.target.bounds[0] if self.target and len(self.target.bounds) > 1 else None

    @property
    def most(self) -> Fraction | None:
        """The most it may be."""
        return self.target.bounds[-1] if self.target else None

    @property
    def is_over(self) -> bool:
        """More than the most."""
        return self.most is not None and self.people > self.most

    @property
    def is_under(self) -> bool:
        """Less than the least."""
        return self.least is not None and self.people < self.least


@dataclass(frozen=True, slots=True)
class Carried:
    """What somebody (or the unit) carries on a day; ``served`` counts the year to it."""

    day: date
    wte: Fraction
    working: Against
    permitted: Against
    served: Against


@dataclass(frozen=True, slots=True)
class CaseloadLine:
    """A specialist of today; ``staff`` `UNIT`: the whole unit."""

    staff: int
    name: str
    carried: Carried


@dataclass(frozen=True, slots=True)
class Caseloads:
    """The unit first, then everybody by name; ``nobody_s`` are people without a specialist of today."""

    lines: tuple[CaseloadLine, ...]
    nobody_s: int


@dataclass(frozen=True, slots=True)
class _Counting:
    """What counting on any day takes; posts by member of staff."""

    connection: Connection
    staffing: Staffing
    rates: Rates
    posts: Mapping[int, tuple[Post, ...]]

    @classmethod
    def begin(cls, connection: Connection) -> _Counting:
        post = posts()
        held: dict[int, tuple[Post, ...]] = {}
        for staff, first, last, wte in connection.execute(
            select(post.c.staff_id, post.c.first, post.c.last, post.c.wte).order_by(post.c.first)
        ):
            held[staff] = (*held.get(staff, ()), Post(first, last, wte_of(wte)))
        return cls(connection, staffing_of(connection), rates_of(connection), held)

    def window(self, day: date) -> Window:
        """The month to the day, with the whole unit's staffing."""
        return Window(free_period(day.replace(day=1), day), self.staffing, self.rates)

    def carried(self, staff: int, day: date, counts: Mapping[str, Mapping[int, int]]) -> Carried:
        """What one carries; ``counts`` are those of the day by measure and member of staff."""
        own = replace(self.staffing, posts=self.posts.get(staff, ())) if staff else self.staffing
        window = replace(self.window(day), staffing=own)
        scope = Scope(Whose.SPECIALIST, staff) if staff else EVERYBODY
        served = figure_of(measure_of(SERVED), scope, self.connection, window).value or Fraction(0)
        working, permitted = (
            _against(key, counts[key].get(staff, 0), window) for key in (WORKING, PERMITTED)
        )
        return Carried(day, own.wte_on(day), working, permitted, _against(SERVED, int(served), window))

    def counts(self, day: date) -> Mapping[str, Mapping[int, int]]:
        """The working caseload and the permitted-work group on a day: the unit's, and by named specialist."""
        window = self.window(day)
        return {key: self._count(key, window) for key in (WORKING, PERMITTED)}

    def _count(self, key: str, window: Window) -> Mapping[int, int]:
        rows = self.connection.execute(_by_specialist(key), window.parameters)
        unit = figure_of(measure_of(key), EVERYBODY, self.connection, window).value or Fraction(0)
        return {**{row.staff_id or NOBODY: row.people for row in rows}, UNIT: int(unit)}


def _against(key: str, people: int, window: Window) -> Against:
    goal = measure_of(key).goal_on(window.staffing, window.period.last)
    return Against(people, goal.target(window.staffing, window.period, window.year) if goal else None)


@cache
def _by_specialist(key: str) -> Select[Any]:
    """The people a measure counts on the last day, by who is their named specialist that day."""
    cases = measure_of(key).cases.subquery("cases")
    theirs = (
        select(named_specialist_on(LAST).label("staff_id"), cases.c.subject)
        .select_from(cases)
        .join(E, E.c.client_id == cases.c.subject)
        .where(cases.c.state == COUNTED, on_caseload(LAST))
        .subquery("theirs")
    )
    people = func.count(theirs.c.subject.distinct()).label("people")
    return select(theirs.c.staff_id, people).group_by(theirs.c.staff_id)


class TeamCaseloads(Service):
    """Caseloads through the measures of the same names; a person's is by named specialist on the day."""

    @allowed(*EVERYONE)
    def today(self) -> Caseloads:
        """The unit and every specialist of today."""
        day = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            counting = _Counting.begin(connection)
            counts = counting.counts(day)
            own = PEOPLE.c
            names = select(own.id, own.name).where(live(PEOPLE)).order_by(own.name, own.id)
            there = [
                (staff, name)
                for staff, name in connection.execute(names)
                if any(post.first <= day <= post.last for post in counting.posts.get(staff, ()))
            ]
            lines = [
                CaseloadLine(staff, name, counting.carried(staff, day, counts))
                for staff, name in ((UNIT, "The whole unit"), *there)
            ]
        known = {UNIT, *(staff for staff, _ in there)}
        nobody_s = sum(n for key in counts for staff, n in counts[key].items() if staff not in known)
        return Caseloads(tuple(lines), nobody_s)

    @allowed(*EVERYONE)
    def months(self, staff: int) -> tuple[Carried, ...]:
        """The last twelve months of one specialist or the unit: each on its last day, this one today."""
        with self.workspace.transactions.read() as connection:
            counting = _Counting.begin(connection)
            return tuple(
                counting.carried(staff, day, counting.counts(day))
                for day in month_ends(self.workspace.today())
            )


def carried_on(connection: Connection, staff: int, day: date) -> Carried:
    """What one specialist carries on a day."""
    counting = _Counting.begin(connection)
    return counting.carried(staff, day, counting.counts(day))


def month_ends(today: date) -> Iterable[date]:
    """The last days of the eleven months before this one, and today."""
    first = today.replace(day=1)
    return (*(add_months(first, n) - DAY for n in range(2 - MONTHS, 1)), today)
