"""All that a return prints, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ipsdesk.measures import Measure
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.rates import Rates
from ipsdesk.services.amendments_told import NOTHING_AMENDED, AmendmentsTold
from ipsdesk.services.figures import UnderContract
from ipsdesk.services.national_bands import NationalFigure
from ipsdesk.services.release import Breakdown, Release, ShownGap
from ipsdesk.services.return_about import NOT_HANDED, ContractNumber, Handed, LowItem
from ipsdesk.services.return_tables import ReturnTables
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope


@dataclass(frozen=True, slots=True)
class ReturnContent:
    """All that a return prints, protected as its profile asks; nothing else goes into the file.

    The period's figures stand beside those of the period before, the run of periods of the same kind to this
    one, the quarters of its financial year (None: not over by its last day), the year to date and the year
    before. ``anchor`` is the end of the audit trail, printed so that a later cut of the trail can be found.
    ``rates`` are the dated tables it was counted with. ``scope`` is whose return it is, ``contracts`` are the
    commissioners' own numbers. ``filled`` is how much of what is wanted of the records is there. ``withheld``
    are the measures and tables that it keeps back for the sake of returns that are out.
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
    withheld: frozenset[str] = frozenset()
