"""Lines of the scorecard kept until a change of the records is announced, so that nothing is asked twice."""

from __future__ import annotations

from threading import Lock

from ipsdesk.rules.periods import Period
from ipsdesk.services.roles import Changes
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.scorecards_lines import MeasureLine
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope

Asked = tuple[str, Period, Scope]


class ScorecardCache:
    """Lines by measure, period and scope, from any thread; every announced change drops them all.

    A line that was being counted while a change was announced is handed over but not kept.
    """

    def __init__(self, scorecards: Scorecards, changes: Changes) -> None:
        self._scorecards = scorecards
        self._lock = Lock()
        self._lines: dict[Asked, MeasureLine] = {}
        self._changes_seen = 0
        changes.listen(self.drop)

    def known(self, key: str, period: Period, scope: Scope = EVERYBODY) -> MeasureLine | None:
        """The line if it was counted since the last change; asks nothing."""
        with self._lock:
            return self._lines.get((key, period, scope))

    def line(self, key: str, period: Period, scope: Scope = EVERYBODY) -> MeasureLine:
        """The line as kept, or counted now; raises what ``Scorecards.line`` raises."""
        with self._lock:
            kept, seen = self._lines.get((key, period, scope)), self._changes_seen
        if kept is not None:
            return kept
        counted = self._scorecards.line(key, period, scope)
        with self._lock:
            if seen == self._changes_seen:
                self._lines[key, period, scope] = counted
        return counted

    def drop(self, kinds: frozenset[str] = frozenset()) -> None:
        """Forget every line, whatever kinds of record changed."""
        del kinds
        with self._lock:
            self._lines.clear()
            self._changes_seen += 1
