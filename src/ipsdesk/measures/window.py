"""The days a figure is about: the period, and the other days its definition names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import BindParameter, Date, Integer, String, bindparam

from ipsdesk.rules.definitions import BOTH, FOUR_HOURS, Choices
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

CLOCK: BindParameter[str] = bindparam("clock", Choices().clock, String)
"""What starts the 30-day clock. This and those below are as the definitions have them where none is given."""
ACCESS: BindParameter[str] = bindparam("access", Choices().access, String)
"""What counts as access."""
JOB_SECONDS: BindParameter[int] = bindparam("job_seconds", FOUR_HOURS, Integer)
"""Seconds of paid work after which a job counts as started."""
SAME_JOB_ONLY = -1
GAP: BindParameter[int] = bindparam("gap", SAME_JOB_ONLY, Integer)
"""The most days without a job between two; `SAME_JOB_ONLY` where only the same job is sustained."""
SURVEY: BindParameter[str] = bindparam("survey", BOTH, String)
"""The rounds whose answers count."""


def choices_given(choices: Choices) -> dict[str, Any]:
    """The choices as a measure's statement is given them."""
    return {
        "clock": choices.clock,
        "access": choices.access,
        "job_seconds": choices.job_seconds,
        "gap": SAME_JOB_ONLY if choices.gap is None else choices.gap,
        "survey": choices.survey,
    }


@dataclass(frozen=True)
class Window:
    """A period with the staffing behind its targets and the dated rates that figures are held against.

    ``parameters`` feeds every measure's statement; the unit's choices are those in force on the last day.
    """

    period: Period
    staffing: Staffing
    rates: Rates

    @cached_property
    def year(self) -> Period:
        """The year to the last day."""
        return year_to(self.period.last)

    @cached_property
    def choices(self) -> Choices:
        """What is counted where the specifications differ."""
        return self.staffing.choices_on(self.period.last)

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
            **choices_given(self.choices),
        }
