"""The weekly earnings limits of permitted work by date, and the benefit week that is held against them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.periods import DAY

LAST_WEEKDAY = WEEKDAYS[-1]
"""The day a benefit week ends on where it is not known (Sunday)."""


class Certainty(StrEnum):
    """How sure a figure of the table is, as it is marked on screen."""

    SOURCED = "sourced"
    DERIVED = "derived"
    UNCERTAIN = "uncertain"

    @property
    def mark(self) -> str:
        """The words shown after the figure; empty where a published source gives it."""
        return {
            Certainty.SOURCED: "",
            Certainty.DERIVED: "derived from the minimum wage; confirm with DWP",
            Certainty.UNCERTAIN: "uncertain; confirm with DWP",
        }[self]


@dataclass(frozen=True, slots=True)
class HigherLimit:
    """The most a person may earn in a benefit week from a day on, in pence, and where that is from."""

    since: date
    pence: int
    source: str
    certainty: Certainty


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("ipsdesk.rules").joinpath("permitted_limits.toml").read_text("utf-8"))


@cache
def lower_limit() -> int:
    """The limit in pence a week under which hours are not tested (ESA Regulations 2008 reg 45(2))."""
    return _pence(_table()["lower_limit"])


@cache
def higher_limits() -> tuple[HigherLimit, ...]:
    """The dated table the program comes with, earliest first (ESA Regulations 2008 reg 45, 2013 reg 39)."""
    return tuple(
        HigherLimit(row["from"], _pence(row["limit"]), row["source"], Certainty(row["certainty"]))
        for row in _table()["limits"]
    )


def _pence(pounds: str) -> int:
    whole, part = pounds.split(".")
    return int(whole) * 100 + int(part)


def limits_with(added: Iterable[HigherLimit]) -> tuple[HigherLimit, ...]:
    """The table and a unit's own rows, earliest first; of two rows of one date the later given holds."""
    by_date = {row.since: row for row in (*higher_limits(), *added)}
    return tuple(by_date[since] for since in sorted(by_date))


def limits_within(ends_on: date, limits: Sequence[HigherLimit] | None = None) -> list[HigherLimit]:
    """The limits that hold on some of the seven days to ``ends_on``, earliest first.

    ``limits`` stand earliest first; the last row holds on after the table's end. None of them where the
    table begins after the week's first day.
    """
    rows = higher_limits() if limits is None else limits
    starts_on = ends_on - 6 * DAY
    before = [row for row in rows if row.since <= starts_on]
    return [before[-1], *(row for row in rows if starts_on < row.since <= ends_on)] if before else []


def limit_in_week(ends_on: date, limits: Sequence[HigherLimit] | None = None) -> HigherLimit | None:
    """The limit of the seven days to ``ends_on``: the lower of two where they straddle a change."""
    return min(limits_within(ends_on, limits), key=lambda row: row.pence, default=None)


def week_ending(day: date, benefit_week_ends: str | None) -> date:
    """The last day of the benefit week that holds a day; weeks end on Sunday where it is not known."""
    ends = WEEKDAYS.index(benefit_week_ends or LAST_WEEKDAY)
    return day + timedelta(days=(ends - day.weekday()) % 7)
