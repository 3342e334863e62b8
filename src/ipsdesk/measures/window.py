"""The days a figure is about: the period, and the other days its definition names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Date, bindparam

from ipsdesk.rules.periods import DAY, Period, financial_year_start, year_to
from ipsdesk.rules.rates import Rates
from ipsdesk.rules.targets import Staffing


def _day(name: str) -> BindParameter[date]:
    return bindparam(name, type_=Date)


FIRST = _day("first")
LAST = _day("last")
YEAR_FIRST = _day("year_first")
"""First day of the year to the last day."""
MONTH_FIRST = _day("month_first")
"""First day of the last day's calendar month."""
FINANCIAL_FIRST = _day("financial_first")
"""1 April of the last day's financial year."""
FINANCIAL_EVE = _day("financial_eve")
"""31 March before it."""
WAGE_RATES: BindParameter[str] = bindparam("wage_rates")
"""The minimum wage as JSON rows: since, before, youngest, oldest, rate in ten-thousandths of a pound."""


@dataclass(frozen=True)
class Window:
    """A period with the staffing behind its targets and the dated rates that figures are held against.

    ``parameters`` feeds every measure's statement.
    """

    period: Period
    staffing: Staffing
    rates: Rates

    @cached_property
    def year(self) -> Period:
        """The year to the last day."""
        return year_to(self.period.last)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """The value of every day and table a measure's statement may name."""
        first, last = self.period.first, self.period.last
        financial_first = financial_year_start(last)
        return {
            "first": first,
            "last": last,
            "year_first": self.year.first,
            "month_first": last.replace(day=1),
            "financial_first": financial_first,
            "financial_eve": financial_first - DAY,
            "wage_rates": json.dumps(
                [
                    [str(row.since), row.before and str(row.before), row.youngest, row.oldest, row.rate]
                    for row in self.rates.wages
                ]
            ),
        }
