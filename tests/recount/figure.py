"""The five forms a figure takes: a number, a share, a mean, a number with those current, and bands."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from statistics import median
from typing import Any

Figure = dict[str, Any]


def number(value: int | Fraction | None) -> Figure:
    """A count or an amount."""
    return {"value": value}


def share(counted: int, of: int) -> Figure:
    """A fraction with its two parts; no value when there is nothing to divide by."""
    return {"value": Fraction(counted, of) if of else None, "numerator": counted, "denominator": of}


def share_of(members: Collection[str], counted: Collection[str]) -> Figure:
    """The share of the members who are also among those counted."""
    return share(sum(1 for member in members if member in counted), len(members))


def mean(days: list[int]) -> Figure:
    """The mean with the median and the number of cases."""
    return {
        "value": Fraction(sum(days), len(days)) if days else None,
        "median": median(Fraction(day) for day in days) if days else None,
        "n": len(days),
    }


def bands(names: Iterable[str], cases: Iterable[str]) -> Figure:
    """The number of cases in each band, zeros included, in the order printed."""
    counts = dict.fromkeys(names, 0)
    for band in cases:
        counts[band] += 1
    return {"bands": counts}
