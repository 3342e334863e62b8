"""The commissioner's return: what goes into it, and the note that it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure, Window
from ipsdesk.measures.wording import as_agreed
from ipsdesk.rules.definitions import version_with
from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.rules.periods import DAY, Period, is_provisional, last_full_quarter
from ipsdesk.rules.rates import Rates
from ipsdesk.services.amendments_told import NOTHING_AMENDED, AmendmentsTold, amendments_told
from ipsdesk.services.figures import UnderContract, contract_of, staffing_of
from ipsdesk.services.national_bands import NationalFigure, national_bands
from ipsdesk.services.practice import is_practice
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.readiness import filled_share
from ipsdesk.services.release import Breakdown, Release, Releasing, ShownGap, break_down
from ipsdesk.services.return_about import (
    NOT_HANDED,
    ContractNumber,
    Handed,
    LowItem,
    contract_numbers,
    gaps_for,
    low_items,
)
from ipsdesk.services.return_periods import Cards, releases_of
from ipsdesk.services.return_tables import Printing, ReturnTables, Tables
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, figure_of


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """All that a return prints, protected as its profile asks; nothing else goes into the file.

    The period's figures stand beside those of the period before, the run of periods of the same kind to this
    one, the quarters of its financial year (None: not over by its last day), the year to date and the year
    before. ``anchor`` is the end of the audit trail, printed so that a later cut of the trail can be found.
    ``rates`` are the dated tables it was counted with. ``scope`` is whose return it is, ``contracts`` are the
    commissioners' own numbers. ``filled`` is how much of what is wanted of the records is there.
    """

    contract: UnderContract
    measures: tuple[Measure, ...]
    definitions_version: str
    profile: Profile
    provisional: bool
    made_on: date
    practice: bool
    anchor: str
    rates: Rates
    now: Release
    before: Release
    year_to_date: Release
    run: tuple[Release, ...]
    reach: tuple[Breakdown, ...]
    gaps: tuple[ShownGap, ...]
    quarters: tuple[Release | None, ...]
    previous_year: Release
    tables: ReturnTables
    national: tuple[NationalFigure, ...] = ()
    scope: Scope = EVERYBODY
    amended: AmendmentsTold = NOTHING_AMENDED
    contracts: tuple[ContractNumber, ...] = ()
    filled: Fraction | None = None
    wte: Fraction = Fraction(0)
    low_items: tuple[LowItem, ...] = ()
    handed: Handed = NOT_HANDED


class Returns(Service):
    """What leaves the unit for the commissioner."""

    @allowed(Role.LEAD, Role.MANAGER)
    def content(
        self, period: Period, profile: Profile = DEFAULT_PROFILE, scope: Scope = EVERYBODY
    ) -> ReturnContent:
        """Everything a return prints, protected by its profile before it leaves this method.

        ``scope`` is everybody or one commissioner; of one, the gaps are not told, which are of all records.
        """
        (content,) = self._contents(period, (profile,), scope)
        return content

    @allowed(Role.LEAD, Role.MANAGER)
    def contents(
        self, period: Period, profiles: Sequence[Profile], scope: Scope = EVERYBODY
    ) -> tuple[ReturnContent, ...]:
        """The same for several profiles, counted once."""
        return self._contents(period, profiles, scope)

    @allowed(Role.REPRESENTATIVE)
    def published(self, period: Period) -> ReturnContent:
        """What the unit would publish of a quarter; raises ``CannotRun`` for other days, or before its end.

        Figures of any days, or of days that go on, would tell by their differences of the people behind them.
        """
        if period != last_full_quarter(period.last + DAY) or is_provisional(period, self.workspace.today()):
            raise CannotRun("A representative sees the figures of whole quarters that have ended.")
        (content,) = self._contents(period, (Profile.OPEN,), EVERYBODY)
        return content

    def _contents(
        self, period: Period, profiles: Sequence[Profile], scope: Scope
    ) -> tuple[ReturnContent, ...]:
        with self.workspace.transactions.read() as connection:
            cards = Cards(connection, staffing_of(connection), scope)
            return tuple(self._content(connection, cards, period, profile) for profile in profiles)

    def _content(
        self, connection: Connection, cards: Cards, period: Period, profile: Profile
    ) -> ReturnContent:
        staffing, scope, rates = cards.staffing, cards.scope, rates_of(connection)
        window = Window(period, staffing, rates)
        measures = tuple(as_agreed(measure, staffing, period.last) for measure in MEASURES)
        reach, people_exact = break_down(cards.of(period), measures, profile)
        shown = releases_of(cards, Releasing(profile, period, people_exact), period)
        gaps = [] if scope != EVERYBODY else gaps_for(profile)
        printing = Printing(profile, cards.of(period), shown.now, reach, people_exact)
        today = self.workspace.today()
        return ReturnContent(
            **self._about(connection, period),
            rates=rates,
            measures=measures,
            definitions_version=version_with(DEFINITIONS_VERSION, window.choices),
            profile=profile,
            now=shown.now,
            before=shown.run[-2],
            year_to_date=shown.year_to_date,
            run=shown.run,
            quarters=shown.quarters,
            previous_year=shown.previous_year,
            reach=reach,
            tables=Tables(connection, window, scope, printing).all(),
            gaps=tuple(shown.releasing.gap(gap.count(connection, window)) for gap in gaps),
            national=national_bands(lambda one: figure_of(one, scope, connection, window), profile),
            scope=scope,
            amended=amendments_told(connection, profile, scope),
            contracts=contract_numbers(connection, period, scope.key or None),
            filled=filled_share(connection, period, today) if scope == EVERYBODY else None,
            wte=staffing.wte_on(period.last),
            low_items=low_items(connection, period.last),
        )

    def _about(self, connection: Connection, period: Period) -> dict[str, Any]:
        today = self.workspace.today()
        number, mac = self.workspace.audit.head(connection)
        return {
            "contract": contract_of(connection),
            "provisional": is_provisional(period, today),
            "made_on": today,
            "practice": is_practice(connection),
            "anchor": f"Entry {number}, {mac[:16]}",
        }

    @allowed(Role.LEAD, Role.MANAGER)
    def note_made(self, period: Period, profile: Profile, sha256: str) -> None:
        """Note in the audit trail that a return was made, by the fingerprint of its file."""
        with self.workspace.transactions.begin() as connection:
            head = self.workspace.audit.head(connection)
            details = {"period": period.label, "profile": profile, "sha256": sha256, "head": head}
            self.workspace.note(connection, "made a return", details)
