"""Whether a job pays the legal minimum for the person's age on the day it started."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import zip_longest

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


@dataclass(frozen=True, slots=True)
class WageBand:
    """One line of the table: the least hourly pay from a day on, from an age on."""

    since: date
    youngest: int
    rate: int
    source: str
    certainty: str


@cache
def wage_rates() -> tuple[WageRate, ...]:
    """The dated table of the minimum wage, earliest first (Minimum Wage Act 1998 and yearly regulations)."""
    return wages_with(())


def wages_with(added: Iterable[WageBand]) -> tuple[WageRate, ...]:
    """The table and a unit's own bands, earliest first; of two of one day and age the later given holds.

    The program's own rows replace all bands of the day before them; a band that is added replaces that of
    its age alone, and those not given go on as they were.
    """
    own: dict[date, dict[int, WageBand]] = defaultdict(dict)
    for band in added:
        own[band.since][band.youngest] = band
    shipped = _shipped()
    steps: list[tuple[date, dict[int, WageBand]]] = []
    bands: dict[int, WageBand] = {}
    for since in sorted({*shipped, *own}):
        bands = {**shipped.get(since, bands), **own.get(since, {})}
        steps.append((since, bands))
    ends = [since for since, _ in steps[1:]]
    return tuple(
        rate for (since, held), before in zip_longest(steps, ends) for rate in _held(since, before, held)
    )


def _held(since: date, before: date | None, bands: Mapping[int, WageBand]) -> Iterator[WageRate]:
    oldest: int | None = None
    for youngest in sorted(bands, reverse=True):
        band = bands[youngest]
        yield WageRate(since, before, youngest, oldest, band.rate, band.source, band.certainty)
        oldest = youngest


@cache
def wage_bands() -> tuple[WageBand, ...]:
    """The lines the program comes with, earliest first, the oldest band of a day first."""
    table = tomllib.loads(files("ipsdesk.rules").joinpath("minimum_wage.toml").read_text("utf-8"))["rates"]
    return tuple(
        WageBand(row["from"], youngest, _scaled(rate), row["source"], row["certainty"])
        for row in table
        for youngest, rate in row["bands"]
    )


def _shipped() -> dict[date, dict[int, WageBand]]:
    found: dict[date, dict[int, WageBand]] = defaultdict(dict)
    for band in wage_bands():
        found[band.since][band.youngest] = band
    return found


def _scaled(pounds: str) -> int:
    whole, _, part = pounds.partition(".")
    return int(whole) * PAY_SCALE + int(part.ljust(4, "0"))


def minimum_pay(on: date, age: int, rates: Sequence[WageRate] | None = None) -> int | None:
    """The legal minimum at that age on that day in ten-thousandths of a pound; None: not known.

    From the rates given (`wages_with`), else the program's own.
    """
    for row in wage_rates() if rates is None else rates:
        in_time = row.since <= on and (row.before is None or on < row.before)
        if in_time and row.youngest <= age and (row.oldest is None or age < row.oldest):
            return row.rate
    return None


def pays_minimum(
    hourly_pay: int | None,
    born_on: date | None,
    started_on: date,
    rates: Sequence[WageRate] | None = None,
) -> bool | None:
    """Whether the pay is at or above the minimum on the start date; None: not known.

    Not known: no pay or date of birth, an age under 16, or a start before the table begins.
    """
    if hourly_pay is None or born_on is None:
        return None
    least = minimum_pay(started_on, age_on(started_on, born_on), rates)
    return None if least is None else hourly_pay >= least
