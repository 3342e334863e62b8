"""When a backup is due, and which are kept: all of two days, then one of some days, weeks and months each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

FIRST_OF_DAY, AFTER_HOURS = "first of the day", "4 hours of use"
EVERY = timedelta(hours=4)
ALL_WITHIN = timedelta(days=2)
NEWEST = 5
"""Never fewer than this many are left."""

PERIODS: tuple[tuple[Callable[[datetime], object], int], ...] = (
    (lambda at: at.date(), 14),
    (lambda at: at.isocalendar()[:2], 8),
    (lambda at: (at.year, at.month), 12),
)
"""For each period (day, week, month), of how many the newest backup is kept; empty periods don't count."""


def to_keep(times: Sequence[datetime], now: datetime) -> set[int]:
    """The places, in a list of when backups were made, of those that are kept.

    All of them where the clock is behind one: who set it back must not lose backups by it.
    """
    if any(at > now for at in times):
        return set(range(len(times)))
    newest_first = sorted(range(len(times)), key=lambda place: times[place], reverse=True)
    keep = {place for place in newest_first if now - times[place] <= ALL_WITHIN}
    keep.update(newest_first[:NEWEST])
    for period, most in PERIODS:
        newest: dict[object, int] = {}
        for place in newest_first:
            newest.setdefault(period(times[place].astimezone(UTC)), place)
        keep.update(list(newest.values())[:most])
    return keep


def why_due(times: Sequence[datetime], now: datetime, *, changed: bool) -> str:
    """Why a backup is to be made now, given when the others were; empty: it isn't.

    One from the future, made before the clock was set back, counts for nothing.
    """
    last = max((at for at in times if at <= now), default=None)
    if last is None or last.astimezone().date() < now.astimezone().date():
        return FIRST_OF_DAY
    return AFTER_HOURS if changed and now - last >= EVERY else ""
