"""Whether a job pays the legal minimum for the person's age on the day it started."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ipsdesk.rules.ages import age_on

PAY_SCALE = 10_000
"""Hourly pay is kept in ten-thousandths of a pound, so that rates such as £12.715 stay exact."""


@dataclass(frozen=True, slots=True)
class WageRate:
    """The least hourly pay from a day on, for people from ``youngest`` up to the next older band.

    ``rate`` is in ten-thousandths of a pound; ``before`` is the day the next rates begin and ``oldest``
    the first age of the next band (both exclusive, None: open).
    """

    since: date
    before: date | None
    youngest: int
    oldest: int | None
    rate: int
    source: str
    certainty: str


@cache
def wage_rates() -> tuple[WageRate, ...]:
    """The dated table of the minimum wage, earliest first (Minimum Wage Act 1998 and yearly regulations)."""
    table = tomllib.loads(files("ipsdesk.rules").joinpath("minimum_wage.toml").read_text("utf-8"))["rates"]
    ends = [row["from"] for row in table[1:]] + [None]
    return tuple(
        WageRate(row["from"], end, youngest, oldest, _scaled(rate), row["source"], row["certainty"])
        for row, end in zip(table, ends, strict=True)
        for (youngest, rate), oldest in zip(
            row["bands"], [None, *(age for age, _ in row["bands"][:-1])], strict=True
        )
    )


def _scaled(pounds: str) -> int:
    whole, _, part = pounds.partition(".")
    return int(whole) * PAY_SCALE + int(part.ljust(4, "0"))


def minimum_pay(on: date, age: int) -> int | None:
    """The legal minimum at that age on that day in ten-thousandths of a pound; None: not known."""
    for row in wage_rates():
        in_time = row.since <= on and (row.before is None or on < row.before)
        if in_time and row.youngest <= age and (row.oldest is None or age < row.oldest):
            return row.rate
    return None


def pays_minimum(hourly_pay: int | None, born_on: date | None, started_on: date) -> bool | None:
    """Whether the pay is at or above the minimum on the start date; None: not known.

    Not known: no pay or date of birth, an age under 16, or a start before the table begins.
    """
    if hourly_pay is None or born_on is None:
        return None
    least = minimum_pay(started_on, age_on(started_on, born_on))
    return None if least is None else hourly_pay >= least
