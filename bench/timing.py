"""Seconds of things done by turns, and what is kept of them: the median ratio of the rounds."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once, with the rubbish of what went before collected first."""
    gc.collect()
    begun = perf_counter()
    work()
    return perf_counter() - begun


def by_turns(
    rounds: int, ours: Callable[[], object], floor: Callable[[], object]
) -> list[tuple[float, float]]:
    """Both done in each round, one after the other, so that other work on the machine meets both alike."""
    return [(seconds(ours), seconds(floor)) for _ in range(rounds)]


def ratio(rounds: list[tuple[float, float]]) -> float:
    """How many times as long as the floor: the median of the rounds' ratios."""
    return median(ours / floor for ours, floor in rounds)


@dataclass(frozen=True, slots=True)
class Figure:
    """One ratio at one scale, with the mark it is held against (None: it has none)."""

    what: str
    clients: int
    ratio: float
    mark: float | None
