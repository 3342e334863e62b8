"""The scorecard for a screen: a measure at a time, each opened up to its rows, and the charts."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from ipsdesk.errors import CannotRun
from ipsdesk.measures import MEASURES, Measure
from ipsdesk.measures.wording import goal_in_words
from ipsdesk.rules.periods import Period
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.services.scorecards_charts import make_charts
from ipsdesk.services.scorecards_drill import ROWS_SHOWN, Drill, RowsShown, make_drill, source_in_words
from ipsdesk.services.scorecards_lines import MeasureLine, counting, make_line
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, scopes_of

NAMES_FOR = STAFF
"""Who works with the people sees their names behind a figure; who only reads sees references."""


@dataclass(frozen=True, slots=True)
class MeasureAbout:
    """What a measure is, whatever the period: ``target`` is what the default contract asks, if anything."""

    key: str
    title: str
    unit: str
    definition: str
    source: str
    target: str
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionAbout:
    """A heading of the scorecard with its measures in printed order."""

    title: str
    measures: tuple[MeasureAbout, ...]


class Scorecards(Service):
    """The figures of a period for the screen, a transaction for each measure asked."""

    @allowed(*EVERYONE)
    def sections(self) -> tuple[SectionAbout, ...]:
        """Every measure by section, without asking the records."""
        return tuple(
            SectionAbout(str(section), tuple(map(_about, measures)))
            for section, measures in groupby(MEASURES, key=lambda measure: measure.section)
        )

    @allowed(*EVERYONE)
    def scopes(self) -> tuple[Scope, ...]:
        """Whose figures may be asked for: everybody's, each specialist's, each team's."""
        with self.workspace.transactions.read() as connection:
            return scopes_of(connection)

    @allowed(*EVERYONE)
    def line(self, key: str, period: Period, scope: Scope = EVERYBODY) -> MeasureLine:
        """One measure over the period, the one before, the year to date and five periods of its kind.

        Raises ``CannotRun`` where there is no such measure.
        """
        measure = measure_with(key)
        with self.workspace.transactions.read() as connection:
            return make_line(counting(connection, scope, self.workspace.today()), measure, period)

    @allowed(*EVERYONE)
    def drill(
        self, key: str, period: Period, scope: Scope = EVERYBODY, most: int | None = ROWS_SHOWN
    ) -> Drill:
        """The rows behind a figure, at most so many of each state (None: all), with names for staff.

        Raises ``CannotRun`` where there is no such measure.
        """
        measure, names = measure_with(key), self.workspace.actor.role in NAMES_FOR
        with self.workspace.transactions.read() as connection:
            counts = counting(connection, scope, self.workspace.today())
            shown = RowsShown(access_of(connection, self.workspace).asked, names=names, most=most)
            return make_drill(counts, measure, period, shown)

    @allowed(*EVERYONE)
    def charts(self, period: Period) -> tuple[Chart, ...]:
        """Job starts, time to job, staying in work, caseload and permitted work, for everybody."""
        with self.workspace.transactions.read() as connection:
            return make_charts(counting(connection, EVERYBODY, self.workspace.today()), period)


def measure_with(key: str) -> Measure:
    """The measure with this key; raises ``CannotRun`` where there is none."""
    found = next((measure for measure in MEASURES if measure.key == key), None)
    if found is None:
        raise CannotRun(f"There is no measure '{key}'.")
    return found


def _about(measure: Measure) -> MeasureAbout:
    return MeasureAbout(
        measure.key,
        measure.title,
        measure.unit,
        measure.words,
        source_in_words(measure),
        goal_in_words(measure),
        measure.bands,
    )
