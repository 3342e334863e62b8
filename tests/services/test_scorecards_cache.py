"""A line is counted once until something changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

from ipsdesk.rules.periods import Period, parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Changes
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.scorecards_cache import ScorecardCache
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, Whose

QUARTER, BEFORE = parse_period("2026-27 Q2"), parse_period("2026-27 Q1")


class Counted(Scorecards):
    """The scorecard, with a note of what was asked and something to do meanwhile."""

    asked: list[tuple[str, str]]
    meanwhile: Callable[[], None] | None = None

    def _noted(self, key: str, period: Period, scope: Scope = EVERYBODY) -> Any:
        self.asked.append((key, period.label))
        if self.meanwhile:
            self.meanwhile()
        return Scorecards.line(self, key, period, scope)


def cache_of(desk: Desk) -> tuple[ScorecardCache, Counted, Changes]:
    """A cache over a scorecard that notes what it is asked."""
    cards = Counted(desk.workspace)
    cards.asked = []
    cards.line = cards._noted  # type: ignore[method-assign]  # only in this one object
    changes = Changes()
    return ScorecardCache(cards, changes), cards, changes


def test_turning_back_and_forth_asks_nothing_twice(desk: Desk) -> None:
    cache, cards, _ = cache_of(desk)
    assert cache.known("access.started", QUARTER) is None
    first = cache.line("access.started", QUARTER)
    cache.line("access.started", BEFORE)
    assert cache.line("access.started", QUARTER) is first is cache.known("access.started", QUARTER)
    assert cards.asked == [("access.started", QUARTER.label), ("access.started", BEFORE.label)]
    assert cache.known("access.started", QUARTER, Scope(Whose.TEAM, 1)) is None


def test_any_change_drops_every_line(desk: Desk) -> None:
    cache, cards, changes = cache_of(desk)
    cache.line("access.started", QUARTER)
    changes.announce(frozenset({"hours"}))
    assert cache.known("access.started", QUARTER) is None
    cache.line("access.started", QUARTER)
    assert len(cards.asked) == 2


def test_a_line_counted_while_something_changed_is_not_kept(desk: Desk) -> None:
    cache, cards, changes = cache_of(desk)
    cards.meanwhile = lambda: changes.announce(frozenset({"hours"}))
    assert cache.line("access.started", QUARTER).key == "access.started"
    assert cache.known("access.started", QUARTER) is None


def test_threads_share_it(desk: Desk) -> None:
    cache, _, changes = cache_of(desk)
    keys = ("access.started", "access.served", "jobs.started", "caseload.plan")
    found: list[str] = []

    def ask() -> None:
        for key in keys:
            found.append(cache.line(key, QUARTER).key)
            changes.announce(frozenset({"client"}))

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(keys * 3)
