"""One figure opened up for the screen: its line, its rows, and of a band only the band's rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipsdesk.services.scorecards import MeasureAbout
from ipsdesk.services.scorecards_drill import ROWS_SHOWN, Drill, Rows
from ipsdesk.services.scorecards_lines import MeasureLine
from ipsdesk.ui.kpis.drill_rows import Line, lines_of


@dataclass(frozen=True, slots=True)
class Opened:
    """What lies behind one figure, ready to be shown; of a band ``drill`` holds its rows alone."""

    about: MeasureAbout
    line: MeasureLine
    drill: Drill
    lines: Sequence[Line]
    band: str = ""

    @property
    def title(self) -> str:
        """The measure, or the measure and the band."""
        return f"{self.about.title}: {self.band}" if self.band else self.about.title


def open_up(about: MeasureAbout, line: MeasureLine, drill: Drill, band: str = "") -> Opened:
    """Put it together; the lines of thousands of rows take their time, so not on the interface thread."""
    return Opened(about, line, drill, lines_of(drill), band)


def only_band(drill: Drill, band: str, most: int | None = ROWS_SHOWN) -> Drill:
    """The same with the counted rows of one band, at most so many of them; nothing else is in a band."""
    mine = tuple(pair for pair in drill.counted.shown if pair[0].band == band)
    nothing = Rows(0, ())
    counted = Rows(len(mine), mine[:most])
    return replace(drill, counted=counted, not_yet=nothing, left_out=nothing)
