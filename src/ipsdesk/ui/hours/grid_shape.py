"""How wide the columns and how high the rows of the hours grid are, so that no word is cut."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from ipsdesk.ui.hours.grid_header import EDGE, PAD
from ipsdesk.ui.hours.grid_limit import height_of_limit, width_of_halves
from ipsdesk.ui.hours.lines import COLUMNS, FIRST_DAY, LAST_DAY, LIMIT, PAY, PERSON, TOTAL, Kind, Line, Look
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.painting import line_height, width_of
from ipsdesk.ui.widgets.text_styles import CELL, NAME, SECOND, TextStyle

WIDTHS = {PERSON: 168, TOTAL: 58, PAY: 84, LIMIT: 284}
DAY_WIDTH, PERSON_WANTED = 48, 206
WEEK_ROW, JOB_ROW, JOB_WEEK_ROW, REASON_ROW = 45, 28, 24, 42
JOB_INDENT = 15
"""How far a job's words stand in under the person's name, in pixels at 100 % text."""

STRONG = TextStyle(NAME.size, NAME.weight, tabular=True)


class Shape:
    """Widths and heights at the present text size; words already measured are remembered."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.widths: list[int] = [0] * COLUMNS
        self._measured: dict[tuple[str, TextStyle], float] = {}
        self._wrapped: dict[tuple[str, TextStyle, int], list[str]] = {}
        theme.changed.connect(self.forget)

    def forget(self) -> None:
        """Measure everything anew."""
        self._measured.clear()
        self._wrapped.clear()

    def width(self, words: str, style: TextStyle) -> float:
        """How wide words come out."""
        key = (words, style)
        if key not in self._measured:
            self._measured[key] = width_of(self._theme, words, style)
        return self._measured[key]

    def wrapped(self, words: str, style: TextStyle, room: int) -> list[str]:
        """Words on as many lines as they need; one longer than a line is broken."""
        key = (words, style, room)
        if key not in self._wrapped:
            self._wrapped[key] = list(self._lines(words, style, room))
        return self._wrapped[key]

    def _lines(self, words: str, style: TextStyle, room: int) -> Iterable[str]:
        title, comma, employer = words.partition(", ")
        if comma and self.width(words, style) > room >= self.width(employer, style):
            yield from self._broken(f"{title},", style, room)
            yield employer
        else:
            yield from self._broken(words, style, room)

    def _broken(self, words: str, style: TextStyle, room: int) -> Iterable[str]:
        line = ""
        for word in words.split(" "):
            longer = f"{line} {word}" if line else word
            if self.width(longer, style) <= room:
                line = longer
                continue
            if line:
                yield line
            line = word
            while self.width(line, style) > room and len(line) > 1:
                fits = next(
                    end
                    for end in range(len(line) - 1, 0, -1)
                    if end == 1 or self.width(line[:end], style) <= room
                )
                yield line[:fits]
                line = line[fits:]
        yield line

    # ---- columns --------------------------------------------------------------------------------------

    def fit_columns(self, lines: Sequence[Line], room: int) -> None:
        """Figures have their width; what is left goes to persons and limits."""
        px = self._theme.px
        self.widths = [px(WIDTHS.get(column, DAY_WIDTH)) for column in range(COLUMNS)]
        days = max(self._needed(lines, column) for column in range(FIRST_DAY, LAST_DAY + 1))
        for column in range(FIRST_DAY, LAST_DAY + 1):
            self.widths[column] = max(self.widths[column], days)
        for column in (TOTAL, PAY):
            self.widths[column] = max(self.widths[column], self._needed(lines, column))
        self.widths[LIMIT] = max(self.widths[LIMIT], self._needed_for_limits(lines))
        left = max(room - sum(self.widths), 0)
        first = min(left, px(PERSON_WANTED) - self.widths[PERSON])
        self.widths[PERSON] += first
        left -= first
        self.widths[PERSON] += left // 2
        self.widths[LIMIT] += left - left // 2

    def _needed(self, lines: Sequence[Line], column: int) -> int:
        words = {line.cells[column].words for line in lines if line.cells}
        style = CELL if FIRST_DAY <= column <= LAST_DAY else STRONG
        widest = max((self.width(one, style) for one in words), default=0.0)
        return math.ceil(widest) + self._theme.px(PAD + 2)

    def _needed_for_limits(self, lines: Sequence[Line]) -> int:
        halves = {line.limit.halves for line in lines if line.limit and line.limit.halves}
        return max((width_of_halves(self._theme, *pair, self.width) for pair in halves), default=0)

    def is_outgrown(self, lines: Sequence[Line]) -> bool:
        """Whether some figure of these lines needs a wider column."""
        figures = any(self._needed(lines, column) > self.widths[column] for column in range(FIRST_DAY, LIMIT))
        return figures or self._needed_for_limits(lines) > self.widths[LIMIT]

    # ---- rows -----------------------------------------------------------------------------------------

    def person_room(self, line: Line) -> int:
        """The width a person's or a job's words have."""
        indent = EDGE + (JOB_INDENT if line.kind is Kind.JOB else 0)
        return self.widths[PERSON] - self._theme.px(indent) - self._theme.px(PAD)

    def heights(self, lines: Sequence[Line]) -> list[int]:
        """How high each row is; the last part of a line makes up what its first column needs."""
        heights: list[int] = []
        for line in lines:
            heights.append(self._height(line))
            if line.part == line.parts - 1 and line.cells:
                lacking = self._person_height(line) - sum(heights[-line.parts :])
                heights[-1] += max(lacking, 0)
        return heights

    def _height(self, line: Line) -> int:
        px = self._theme.px
        if line.kind is Kind.REASON:
            return max(px(REASON_ROW), px(Height.CONTROL) + 10)
        is_job, one_week = line.kind is Kind.JOB, line.parts == 1
        least = (
            (JOB_ROW if one_week else JOB_WEEK_ROW) if is_job else Height.HOURS_ROW if one_week else WEEK_ROW
        )
        if line.limit is not None:
            return height_of_limit(self._theme, line.limit, self.widths[LIMIT], least)
        two_lines = line.cells[PAY].look is Look.ESTIMATED
        return max(px(least), round(2 * line_height(self._theme, SECOND)) + px(4) if two_lines else 0)

    def _person_height(self, line: Line) -> int:
        cell, room = line.cells[PERSON], self.person_room(line)
        style = SECOND if line.kind is Kind.JOB else NAME
        lines = len(self.wrapped(cell.words, style, room)) * line_height(self._theme, style)
        if cell.second:
            lines += len(self.wrapped(cell.second, SECOND, room)) * line_height(self._theme, SECOND)
        return round(lines) + self._theme.px(10)
