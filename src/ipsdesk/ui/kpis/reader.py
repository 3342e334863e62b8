"""Counts in the background, one measure at a time: what is looked at first, what nobody wants never."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import Period
from ipsdesk.services.scorecards import MeasureAbout, Scorecards
from ipsdesk.services.scorecards_cache import ScorecardCache
from ipsdesk.services.scorecards_drill import ROWS_SHOWN, Drill
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.kpis.opened import Opened, only_band, open_up

SLOW = ("team.lead_contact", "permitted.weeks")
"""Measures that take far longer than the others, slowest last: everything else is shown before them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure somebody wants to see behind: of a measure, or of one of its bands."""

    about: MeasureAbout
    band: str
    period: Period
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], object]
    hand_over: Callable[[object], None]


class ScorecardReader(QObject):
    """Gives one piece of work away at a time, so that saves of other tabs never wait for more than that."""

    lines_read = Signal(object)
    """Lines (a list) of the period last asked for."""
    finished = Signal()
    """Every line of that period is there."""
    opened = Signal(object)
    """The `Opened` asked for last."""
    charts_read = Signal(object)
    """The period asked for last and its charts, as a pair."""
    refused = Signal(str)
    """Why something could not be read, in a sentence."""

    def __init__(
        self,
        run: RunInBackground,
        cache: ScorecardCache,
        scorecards: Scorecards,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._run, self._cache, self._scorecards = run, cache, scorecards
        self._keys: deque[str] = deque()
        self._period: Period | None = None
        self._scope = EVERYBODY
        self._asked: Asked | None = None
        self._charts: Period | None = None
        self._job: _Job | None = None
        self._tells_end = self._is_going_on = self._is_stopped = False

    # ---- what is wanted -----------------------------------------------------------------------------

    def read_lines(self, keys: Sequence[str], period: Period, scope: Scope) -> None:
        """Read these measures: what is known at once, the rest one by one; those asked before are left."""
        self._period, self._scope = period, scope
        known = [line for key in keys if (line := self._cache.known(key, period, scope))]
        there = {line.key for line in known}
        wanted = [key for key in keys if key not in there]
        self._keys = deque(sorted(wanted, key=_slowness))
        self._tells_end = True
        self.lines_read.emit(known)
        self._go_on()

    def read_opened(self, asked: Asked) -> None:
        """What lies behind a figure, before anything else."""
        self._asked = asked
        self._go_on()

    def read_charts(self, period: Period) -> None:
        """The charts of a period."""
        self._charts = period
        self._go_on()

    def stop(self) -> None:
        """The unit is about to be closed: nothing more is begun."""
        self._is_stopped = True
        self._keys.clear()
        self._asked = self._charts = None

    @property
    def left(self) -> int:
        """How many measures are still to be counted."""
        return len(self._keys)

    # ---- one after another --------------------------------------------------------------------------

    def _go_on(self) -> None:
        """Give the next piece away; a loop, as work may be done at once."""
        if self._is_going_on:
            return
        self._is_going_on = True
        while self._job is None and not self._is_stopped and (job := self._next()) is not None:
            self._job = job
            self._run(self._works(job), self._done, self._failed)
        self._is_going_on = False

    def _works(self, job: _Job) -> Callable[[Progress], object]:
        def work(_progress: Progress) -> object:
            return job.work()

        return work

    def _next(self) -> _Job | None:
        if (asked := self._asked) is not None:
            self._asked = None
            return _Job(lambda: self._open(asked), self.opened.emit)
        if (charted := self._charts) is not None:
            self._charts = None
            return _Job(lambda: (charted, self._scorecards.charts(charted)), self.charts_read.emit)
        if self._keys and (period := self._period) is not None:
            key, scope = self._keys.popleft(), self._scope
            return _Job(lambda: self._cache.line(key, period, scope), self._take_line)
        if self._tells_end:
            self._tells_end = False
            self.finished.emit()
            return self._next() if self._asked or self._charts or self._keys else None
        return None

    def _open(self, asked: Asked) -> Opened:
        line = self._cache.line(asked.about.key, asked.period, asked.scope)
        return open_up(asked.about, line, drill_of(self._scorecards, asked, ROWS_SHOWN), asked.band)

    def _take_line(self, line: object) -> None:
        self.lines_read.emit([line])

    def _done(self, result: object) -> None:
        job, self._job = self._job, None
        if job is not None and not self._is_stopped:
            job.hand_over(result)
        self._go_on()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._go_on()
        if self._is_stopped:
            return
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(str(error))


def drill_of(scorecards: Scorecards, asked: Asked, most: int | None) -> Drill:
    """The rows behind a figure, at most so many of each state (None: all)."""
    if not asked.band:
        return scorecards.drill(asked.about.key, asked.period, asked.scope, most)
    return only_band(scorecards.drill(asked.about.key, asked.period, asked.scope, None), asked.band, most)


def _slowness(key: str) -> int:
    return SLOW.index(key) if key in SLOW else -1
