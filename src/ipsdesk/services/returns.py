"""The commissioner's return: what goes into it, and the note that it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Measure, Window
from ipsdesk.measures.gaps import GAPS
from ipsdesk.measures.wording import as_agreed
from ipsdesk.rules.definitions import version_with
from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.rules.periods import DAY, Period, is_provisional, last_full_quarter, period_before, year_to_date
from ipsdesk.rules.rates import Rates
from ipsdesk.services.amendments_told import NOTHING_AMENDED, AmendmentsTold, amendments_told
from ipsdesk.services.figures import UnderContract, contract_of, count, staffing_of
from ipsdesk.services.national_bands import NationalFigure, national_bands
from ipsdesk.services.practice import is_practice
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.release import Breakdown, Release, Releasing, ShownGap, break_down
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, figure_of

"""The setting of a unit of fictional people: everything it prints says so."""

PERIODS_SHOWN = 5
"""How many periods of the same kind a trend shows, this one included."""


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """All that a return prints, protected as its profile asks; nothing else goes into the file.

    The period's figures stand beside those of the period before, the year to date, and the run of periods of
    the same kind to this one. ``anchor`` is the end of the audit trail, printed so that a later cut of the
    trail can be found. ``rates`` are the dated tables it was counted with. ``scope`` is whose return it is.
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
    national: tuple[NationalFigure, ...] = ()
    scope: Scope = EVERYBODY
    amended: AmendmentsTold = NOTHING_AMENDED


class Returns(Service):
    """What leaves the unit for the commissioner."""

    @allowed(Role.LEAD, Role.MANAGER)
    def content(
        self, period: Period, profile: Profile = DEFAULT_PROFILE, scope: Scope = EVERYBODY
    ) -> ReturnContent:
        """Everything a return prints, protected by its profile before it leaves this method.

        ``scope`` is everybody or one commissioner; of one, the gaps are not told, which are of all records.
        """
        return self._content(period, profile, scope)

    @allowed(Role.REPRESENTATIVE)
    def published(self, period: Period) -> ReturnContent:
        """What the unit would publish of a quarter; raises ``CannotRun`` for other days, or before its end.

        Figures of any days, or of days that go on, would tell by their differences of the people behind them.
        """
        if period != last_full_quarter(period.last + DAY) or is_provisional(period, self.workspace.today()):
            raise CannotRun("A representative sees the figures of whole quarters that have ended.")
        return self._content(period, Profile.OPEN, EVERYBODY)

    def _content(self, period: Period, profile: Profile, scope: Scope) -> ReturnContent:
        periods = [period]
        while len(periods) < PERIODS_SHOWN:
            periods.append(period_before(periods[-1]))
        with self.workspace.transactions.read() as connection:
            staffing = staffing_of(connection)
            asked = (*periods, year_to_date(period))
            cards = {each: count(connection, each, staffing, scope=scope) for each in asked}
            measures = tuple(as_agreed(measure, staffing, period.last) for measure in MEASURES)
            reach, people_exact = break_down(cards[period], measures, profile)
            releasing = Releasing(profile, period, people_exact)
            release = releasing.release
            run = tuple(release(cards[each]) for each in reversed(periods))
            rates = rates_of(connection)
            window = Window(period, staffing, rates)
            gaps = [gap for gap in GAPS if not (gap.personal and profile.protects_tables)]
            gaps = [] if scope != EVERYBODY else gaps
            return ReturnContent(
                **self._about(connection, period),
                rates=rates,
                measures=measures,
                definitions_version=version_with(DEFINITIONS_VERSION, window.choices),
                profile=profile,
                now=release(cards[period]),
                before=release(cards[periods[1]]),
                year_to_date=releasing.year_to_date(cards[year_to_date(period)], run),
                run=run,
                reach=reach,
                gaps=tuple(releasing.gap(gap.count(connection, window)) for gap in gaps),
                national=national_bands(lambda one: figure_of(one, scope, connection, window), profile),
                scope=scope,
                amended=amendments_told(connection, profile, scope),
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
