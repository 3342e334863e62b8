"""What a chart shows, as plain data: its series, axis and target, one sentence, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Literal

from ipsdesk.rules.periods import Period
from ipsdesk.rules.wording import shown_day

MOST_TICKS = 4
STEPS = (1, 2, 5)


class Tone(StrEnum):
    """What a series means; the window has a colour and a hatch for each."""

    PLAIN = "plain"
    SECOND = "second"
    WITHIN = "within"
    NEAR = "near"
    OVER = "over"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label of the chart, with its words; None is a gap, never a nought."""

    name: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]
    tone: Tone = Tone.PLAIN


Mark = tuple[float, str]
"""A height on the axis and its words: a hairline, or a target."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: several series stand on each other; ``targets`` has a value, or none, for each label."""

    key: str
    title: str
    unit: str
    sentence: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    targets: tuple[Mark | None, ...]
    ticks: tuple[Mark, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    form: Literal["bars", "line"] = "bars"

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for series in self.series for value in series.values)


SHARE_TICKS: tuple[Mark, ...] = ((0, "0%"), (0.5, "50%"), (1, "100%"))


def ticks_for(series: Iterable[Series], targets: Iterable[Mark | None] = ()) -> tuple[Mark, ...]:
    """Whole, round numbers from 0 to at least the tallest stack of values and the highest target."""
    stacks = zip(*(one.values for one in series), strict=True)
    heights = [sum(value or 0 for value in stack) for stack in stacks]
    top = max([*heights, *(target[0] for target in targets if target), 1])
    step = next(step for step in _steps() if step * MOST_TICKS >= top)
    return tuple((float(at), f"{at:,}") for at in range(0, _up_to(top, step) + 1, step))


def _steps() -> Iterable[int]:
    return (step * 10**power for power in count() for step in STEPS)


def _up_to(top: float, step: int) -> int:
    return -int(-top // step) * step


def days_in_words(period: Period) -> str:
    """``2026-27 Q2``, or the first and the last day of a free range."""
    return period.label if period.months else f"{shown_day(period.first)} to {shown_day(period.last)}"
