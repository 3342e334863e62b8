"""Limits, minimum wages and work allowances by date: the program's own tables with a unit's own rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from ipsdesk.rules.pay import PAY_SCALE, WageBand, WageRate, wage_bands, wage_rates, wages_with
from ipsdesk.rules.periods import YEAR_STARTS_IN, add_months, financial_year_start
from ipsdesk.rules.permitted_limits import Certainty, HigherLimit, higher_limits, limits_with
from ipsdesk.rules.universal_credit import (
    Allowance,
    OwnAllowance,
    WorkAllowances,
    allowances_with,
    work_allowances,
)
from ipsdesk.rules.wording import shown_day

PENNY = PAY_SCALE // 100
TOLD_BEFORE = timedelta(days=60)
"""How long before 1 April it is told that next year's figures are not known."""


class RateKind(StrEnum):
    """What a dated figure is, as the unit workbook says it."""

    LIMIT = "permitted work limit"
    WAGE = "minimum wage"
    WITH_HOUSING = "work allowance with housing"
    WITHOUT_HOUSING = "work allowance without housing"


CERTAINTY_OF = {
    "published": Certainty.SOURCED,
    "derived": Certainty.DERIVED,
    "uncertain": Certainty.UNCERTAIN,
}
ALLOWANCE_OF = {RateKind.WITH_HOUSING: Allowance.LOWER, RateKind.WITHOUT_HOUSING: Allowance.HIGHER}


@dataclass(frozen=True, slots=True)
class RateRow:
    """One dated figure in pence, of the program's tables or the unit's own.

    ``from_age`` is 0 where it holds at every age; ``certainty`` published, derived or uncertain.
    """

    kind: RateKind
    since: date
    pence: int
    from_age: int
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Every dated table that figures are held against, the unit's own rows among them."""

    limits: tuple[HigherLimit, ...]
    wages: tuple[WageRate, ...]
    allowances: tuple[WorkAllowances, ...]


@cache
def shipped_rates() -> Rates:
    """The tables the program comes with."""
    return Rates(higher_limits(), wage_rates(), work_allowances())


def rates_with(own: Iterable[RateRow]) -> Rates:
    """The program's tables with a unit's own rows in the order they were entered."""
    rows = list(own)
    if not rows:
        return shipped_rates()
    return Rates(
        limits_with(
            HigherLimit(
                row.since, row.pence, row.source, CERTAINTY_OF.get(row.certainty, Certainty.UNCERTAIN)
            )
            for row in rows
            if row.kind is RateKind.LIMIT
        ),
        wages_with(
            WageBand(row.since, row.from_age, row.pence * PENNY, row.source, row.certainty)
            for row in rows
            if row.kind is RateKind.WAGE
        ),
        allowances_with(
            OwnAllowance(row.since, ALLOWANCE_OF[row.kind], row.pence, row.source, row.certainty)
            for row in rows
            if row.kind in ALLOWANCE_OF
        ),
    )


def shipped_rows() -> Iterator[RateRow]:
    """The program's own rows, kind by kind, the oldest first."""
    for limit in higher_limits():
        yield RateRow(RateKind.LIMIT, limit.since, limit.pence, 0, limit.source, _word(limit.certainty))
    for band in wage_bands():
        yield RateRow(
            RateKind.WAGE, band.since, band.rate // PENNY, band.youngest, band.source, _word(band.certainty)
        )
    for row in work_allowances():
        for kind, allowance in ALLOWANCE_OF.items():
            yield RateRow(kind, row.since, row.of(allowance), 0, row.source, _word(row.certainty))


def _word(certainty: str) -> str:
    return {"sourced": "published", "general knowledge": "uncertain"}.get(certainty, str(certainty))


# ---- what is missing ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MissingRate:
    """A figure that is not known from a day on (1 April), in words."""

    kind: RateKind
    since: date

    @property
    def words(self) -> str:
        """``Permitted work limit is not known from 1 April 2027``."""
        return f"{self.kind.value.capitalize()} is not known from {shown_day(self.since)}"


def missing_rates(rates: Rates, today: date) -> list[MissingRate]:
    """The figures whose last row is of a financial year before today's, or before one that begins soon."""
    coming = date(financial_year_start(today).year + 1, YEAR_STARTS_IN, 1)
    april = coming if today >= coming - TOLD_BEFORE else financial_year_start(today)
    last = {
        RateKind.LIMIT: rates.limits[-1].since,
        RateKind.WAGE: rates.wages[-1].since,
        RateKind.WITH_HOUSING: rates.allowances[-1].since,
    }
    return [MissingRate(kind, april) for kind, since in last.items() if since < april]


def first_day_for_new(today: date) -> date:
    """The first day from which a new row may hold: after the week of today, so that no past week changes."""
    return today + timedelta(days=7 - today.weekday())


def is_used(since: date, today: date) -> bool:
    """Whether a row has been used: weeks that are over, or the one that runs, were held against it."""
    return since < first_day_for_new(today)


def next_april(today: date) -> date:
    """The 1 April to come, for which a new row is most often added."""
    return add_months(financial_year_start(today), 12)
