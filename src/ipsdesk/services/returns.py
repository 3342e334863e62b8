"""The commissioner's return: what goes into it, and the note that it was made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Window
from ipsdesk.measures.wording import as_agreed
from ipsdesk.rules.definitions import version_with
from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.rules.periods import DAY, Period, is_provisional, last_full_quarter
from ipsdesk.services.amendments_told import amendments_told
from ipsdesk.services.figures import contract_of, staffing_of
from ipsdesk.services.national_bands import national_bands
from ipsdesk.services.practice import is_practice
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.readiness import filled_share
from ipsdesk.services.release import Releasing
from ipsdesk.services.release_tables import break_down
from ipsdesk.services.return_about import contract_numbers, gaps_for, low_items
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_linked import Printed
from ipsdesk.services.return_out import out_beside, without_what_tells
from ipsdesk.services.return_periods import Cards, releases_of
from ipsdesk.services.return_tables import Printing, Tables
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, figure_of


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

    @allowed(Role.LEAD, Role.MANAGER)
    def out_beside(self, period: Period, scope: Scope = EVERYBODY) -> tuple[Printed, ...]:
        """The submitted returns that one of these days is held against, as they were printed."""
        with self.workspace.transactions.read() as connection:
            return self._out_beside(connection, period, scope)

    def _out_beside(self, connection: Connection, period: Period, scope: Scope) -> tuple[Printed, ...]:
        def anew(period: Period, profile: Profile, scope: Scope) -> ReturnContent:
            cards = Cards(connection, staffing_of(connection), scope)
            return self._content(connection, cards, period, profile, frozenset())

        return out_beside(connection, period, scope, anew)

    def _contents(
        self, period: Period, profiles: Sequence[Profile], scope: Scope
    ) -> tuple[ReturnContent, ...]:
        with self.workspace.transactions.read() as connection:
            cards = Cards(connection, staffing_of(connection), scope)
            others = self._out_beside(connection, period, scope)
            make = partial(self._content, connection, cards, period)
            return tuple(
                without_what_tells(partial(make, profile), others)
                if profile.protects_tables
                else make(profile, frozenset())
                for profile in profiles
            )

    def _content(
        self,
        connection: Connection,
        cards: Cards,
        period: Period,
        profile: Profile,
        withheld: frozenset[str],
    ) -> ReturnContent:
        staffing, scope, rates = cards.staffing, cards.scope, rates_of(connection)
        window = Window(period, staffing, rates)
        measures = tuple(as_agreed(measure, staffing, period.last) for measure in MEASURES)
        reach, people_exact = break_down(cards.of(period), measures, profile, withheld)
        shown = releases_of(cards, Releasing(profile, period, people_exact, withheld), period)
        gaps = [] if scope != EVERYBODY else gaps_for(profile)
        printing = Printing(profile, cards.of(period), shown.now, reach, people_exact, withheld)
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
            national=national_bands(lambda one: figure_of(one, scope, connection, window), profile, withheld),
            scope=scope,
            amended=amendments_told(connection, profile, scope, withheld),
            contracts=contract_numbers(connection, period, scope.key or None),
            filled=filled_share(connection, period, today) if scope == EVERYBODY else None,
            wte=staffing.wte_on(period.last),
            low_items=low_items(connection, period.last),
            withheld=withheld,
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
