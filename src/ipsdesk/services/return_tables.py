"""The tables that a return prints beside its figures, protected so that nothing hidden can be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from ipsdesk.measures import Measure, Window
from ipsdesk.measures.jobs import people_started
from ipsdesk.measures.tables import TRAITS, employer_contacts, jobs_ended, served_table, started_table
from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.rules.deduction import Evidence, Span, Sum, narrowed, rounded_people
from ipsdesk.rules.disclosure import CountTable, Profile, protect
from ipsdesk.rules.small_numbers import PrintedTable, printed
from ipsdesk.rules.subset import Bands, tells
from ipsdesk.services.figures import Scorecard
from ipsdesk.services.release import HIDDEN, SERVED, Breakdown, Number, Release
from ipsdesk.services.release_tables import reach_tables
from ipsdesk.services.scorecards_scope import Scope, figure_of
from ipsdesk.services.scorecards_scope import narrowed as of_scope

EMPLOYERS, CONTACTS_A_WEEK = "employers.contacted", "employers.per_week"


@dataclass(frozen=True, slots=True)
class Equality:
    """One trait: the people served by it, and the people who started a job by it."""

    title: str
    served: Breakdown
    started: Breakdown


@dataclass(frozen=True, slots=True)
class ReturnTables:
    """Everything that is printed in tables of its own."""

    equality: tuple[Equality, ...]
    employer_contacts: Breakdown
    jobs_ended: Breakdown


@dataclass(frozen=True, slots=True)
class Printing:
    """What the same file prints of the period: its figures, and who is reached.

    ``people_exact``: the number of people served stands in it as it is. ``withheld``: tables it keeps back.
    """

    profile: Profile
    card: Scorecard
    now: Release
    reach: tuple[Breakdown, ...]
    people_exact: bool
    withheld: frozenset[str] = frozenset()

    def people(self, number: Number, *, exact: bool) -> Span:
        """The least and the most that a printed number of people can stand for."""
        if number is None:
            return (0, 0)
        if number == HIDDEN:
            return rounded_people(None)
        return (int(number), int(number)) if exact else rounded_people(int(number))

    def least(self, number: Number) -> int:
        """The least that a printed figure can stand for."""
        return self.people(number, exact=not self.profile.protects_figures)[0]


class Tables:
    """Counts the tables of a period for one file and protects them."""

    def __init__(self, connection: Connection, window: Window, scope: Scope, printing: Printing) -> None:
        self._connection, self._window, self._scope = connection, window, scope
        self._printing, self._profile = printing, printing.profile

    def all(self) -> ReturnTables:
        """Each of them as it is printed."""
        return ReturnTables(
            tuple(self._equality()),
            self._protected(employer_contacts, self._of_scope(employer_contacts), self._contacts_known()),
            self._protected(jobs_ended, self._of_scope(jobs_ended)),
        )

    def _of_scope(self, measure: Measure) -> tuple[int, ...]:
        return tuple((figure_of(measure, self._scope, self._connection, self._window).bands or {}).values())

    def _protected(self, measure: Measure, counts: tuple[int, ...], known: tuple[Sum, ...] = ()) -> Breakdown:
        """A table alone, as if the number of all in it were known exactly."""
        if not self._profile.protects_tables:
            return Breakdown(measure, counts)
        if measure.key in self._printing.withheld:
            return Breakdown(measure, None)
        table = CountTable(counts, known=known)
        return _shown(measure, protect([table], sum(counts), Profile.COMMISSIONER).tables[0])

    def _contacts_known(self) -> tuple[Sum, ...]:
        """The credited ones face to face are told elsewhere, and each employer of the month had a contact."""
        bands, now = employer_contacts.bands, self._printing.now
        face_to_face = (bands.index(FACE_TO_FACE),)
        return (
            Sum(face_to_face, least=self._printing.least(now[CONTACTS_A_WEEK].numerator)),
            Sum(tuple(range(len(bands))), least=self._printing.least(now[EMPLOYERS].value)),
        )

    # ---- equality -----------------------------------------------------------------------------------

    def _equality(self) -> Iterator[Equality]:
        starters = of_scope(people_started, self._scope).cases
        served = self._served()
        for trait in TRAITS:
            measure, there = started_table(trait, starters), served[trait.key]
            figure = measure.figure(self._connection, self._window)
            started = self._protected(measure, tuple((figure.bands or {}).values()))
            if self._profile.protects_tables and self._tell_together(there, started):
                started = Breakdown(measure, None)
            yield Equality(trait.title, there, started)

    def _served(self) -> Mapping[str, Breakdown]:
        """The people served by each trait; none that no figure tells of, if it helps to work a cell out."""
        of_figures = {table.measure.key: table for table in self._printing.reach}
        there = {trait.key: of_figures[trait.figure.key] for trait in TRAITS if trait.figure is not None}
        more = {trait.key: served_table(trait) for trait in TRAITS if trait.figure is None}
        counts = {key: self._of_scope(measure) for key, measure in more.items()}
        if not self._profile.protects_tables:
            return there | {key: Breakdown(more[key], found) for key, found in counts.items()}
        tables = {key: printed(found) for key, found in counts.items()}
        known = self._evidence()
        told = narrowed([*known, *(Evidence(table) for table in tables.values())], self._people_served())
        for_all = any(told[: len(known)])
        for (key, table), tell in zip(tables.items(), told[len(known) :], strict=True):
            hide = tell or for_all or more[key].key in self._printing.withheld
            there[key] = _shown(more[key], None if hide else table)
        return there

    def _evidence(self) -> list[Evidence]:
        """The who-we-reach tables that are printed."""
        printing = self._printing
        reach = [table.measure for table in printing.reach if table.counts is not None]
        tables = reach_tables(printing.card, reach, self._profile)
        return [
            Evidence(printed(table.counts, table.mode, one_each=table.one_each), table.known)
            for table in tables
        ]

    def _people_served(self) -> Span:
        exact = self._printing.people_exact and not self._profile.protects_figures
        return self._printing.people(self._printing.now[SERVED].value, exact=exact)

    def _tell_together(self, served: Breakdown, started: Breakdown) -> bool:
        """Whether the two tables, read beside each other, tell of a cell."""
        if started.counts is None:
            return False
        exact = not self._profile.protects_figures
        starters = self._printing.people(self._printing.now[people_started.key].value, exact=exact)
        whole = None if served.counts is None else Bands(_cells(served), self._people_served())
        return tells(whole, Bands(_cells(started), starters))


def _cells(table: Breakdown) -> tuple[int | None, ...]:
    return tuple(None if isinstance(count, str) else count for count in table.counts or ())


def _shown(measure: Measure, table: PrintedTable | None) -> Breakdown:
    if table is None:
        return Breakdown(measure, None)
    return Breakdown(measure, tuple(HIDDEN if cell is None else cell for cell in table.cells))
