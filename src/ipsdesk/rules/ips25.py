"""The fidelity scale of 25 items: its items as data, the total of a review and the band it falls in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.periods import DAY, Period, add_months, free_period

LOWEST, HIGHEST = 1, 5
"""The scores an item can have."""

WINDOW_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the scale, in our own words.

    ``anchors`` say what earns 1 to 5, in this order. ``components`` are parts ticked one by one (none in
    most items), worth their number plus ``offset``. ``borders`` are the figures for 5, 4, 3 and (where
    there is a fourth) 2, most or least by ``at_most``; empty where records propose nothing. ``figure``
    says what is counted.
    """

    number: int
    section: str
    name: str
    anchors: tuple[str, ...]
    components: tuple[str, ...]
    offset: int
    figure: str
    borders: tuple[int, ...]
    at_most: bool
    certainty: str


@dataclass(frozen=True, slots=True)
class Band:
    """A name for totals from ``least`` up to the next better band."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a review has come: items scored, their sum, and the band once all are scored."""

    scored: int
    subtotal: int
    band: Band | None

    @property
    def total(self) -> int | None:
        """25 to 125 once every item is scored."""
        return self.subtotal if self.band else None

    @property
    def words(self) -> str:
        """``103 of 125: good``, or ``18 of 25 scored, subtotal 71``."""
        if self.band:
            return f"{self.subtotal} of {FIDELITY_ITEMS * HIGHEST}: {self.band.name}"
        return f"{self.scored} of {FIDELITY_ITEMS} scored, subtotal {self.subtotal}"


@cache
def _scale() -> dict[str, Any]:
    return tomllib.loads(files("ipsdesk.rules").joinpath("ips25.toml").read_text("utf-8"))


def scale_code() -> str:
    """The code and version kept with every review, so that another scale can stand beside it."""
    return str(_scale()["code"])


@cache
def items() -> tuple[Item, ...]:
    """The 25 items in order (Supported Employment Fidelity Scale of 1 July 2008, UK terms, own words)."""
    return tuple(
        Item(
            row["number"],
            row["section"],
            row["name"],
            tuple(row["anchors"]),
            tuple(row.get("components", ())),
            row.get("offset", 0),
            row.get("figure", ""),
            tuple(row.get("at_most") or row.get("at_least") or ()),
            "at_most" in row,
            row["certainty"],
        )
        for row in _scale()["items"]
    )


def item(number: int) -> Item:
    """The item of that number, 1 to 25; ``ValueError`` for any other."""
    if number not in range(1, FIDELITY_ITEMS + 1):
        raise ValueError(f"the scale has no item {number}")
    return items()[number - 1]


@cache
def bands() -> tuple[Band, ...]:
    """The bands of a total, best first."""
    return tuple(Band(row["name"], row["from"]) for row in _scale()["bands"])


def band_of(total: int) -> Band:
    """The band of a total of 25 to 125; ``ValueError`` for any other."""
    if total not in range(FIDELITY_ITEMS * LOWEST, FIDELITY_ITEMS * HIGHEST + 1):
        raise ValueError(f"{total} is no total of {FIDELITY_ITEMS} items")
    return next(band for band in bands() if total >= band.least)


def standing(scores: Mapping[int, int]) -> Standing:
    """How a review stands by the scores given so far (item number: 1 to 5).

    No band before all 25 are scored. Raises ``ValueError`` for an item or score the scale does not have.
    """
    for number, score in scores.items():
        if score not in range(LOWEST, HIGHEST + 1):
            raise ValueError(f"{score} is no score of item {item(number).number}")
        item(number)
    subtotal = sum(scores.values())
    return Standing(len(scores), subtotal, band_of(subtotal) if len(scores) == FIDELITY_ITEMS else None)


def component_score(number: int, met: int) -> int:
    """The score of an item of components by how many are met: their number plus the item's offset, 1 to 5.

    Raises ``ValueError`` for an item without components or more met than it has.
    """
    chosen = item(number)
    if not chosen.components or met not in range(len(chosen.components) + 1):
        raise ValueError(f"{met} is no number of components of item {number}")
    return max(LOWEST, met + chosen.offset)


def parts_met(number: int, told: Iterable[str]) -> tuple[int, ...]:
    """Which components of an item these numbers name, in order; what names none of them is passed over."""
    there = range(1, len(item(number).components) + 1)
    return tuple(sorted({int(part) for part in told if part.isdecimal() and int(part) in there}))


def review_window(day: date) -> Period:
    """The days a review of that day looks back on: from the day after the same day six months before."""
    return free_period(add_months(day, -WINDOW_MONTHS) + DAY, day)
