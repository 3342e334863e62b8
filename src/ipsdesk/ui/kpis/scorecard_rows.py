"""The lines of the scorecard, what each of its cells says, and what is read out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ipsdesk.services.scorecards import MeasureAbout, SectionAbout
from ipsdesk.services.scorecards_lines import BandLine, MarkKind, MeasureLine, TrendPoint
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import LEFT, RIGHT

SO_FAR = " so far"
MARKS = {kind: Mark[kind.name] for kind in MarkKind}


class Of(IntEnum):
    """The columns of the scorecard."""

    MEASURE = 0
    FIGURE = 1
    TARGET = 2
    STATUS = 3
    PREVIOUS = 4
    YEAR = 5
    TREND = 6


ALIGNED = dict.fromkeys(Of, LEFT) | {Of.PREVIOUS: RIGHT, Of.YEAR: RIGHT}


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, a measure, or one band of a measure."""

    title: str
    about: MeasureAbout | None = None
    band: str = ""

    @property
    def key(self) -> str:
        """The measure it belongs to; none for a heading."""
        return self.about.key if self.about else ""


def rows_of(sections: Sequence[SectionAbout]) -> list[Row]:
    """Every line in printed order."""
    return list(_rows(sections))


def _rows(sections: Sequence[SectionAbout]) -> Iterator[Row]:
    for section in sections:
        yield Row(section.title)
        for about in section.measures:
            yield Row(about.title, about)
            for band in about.bands:
                yield Row(capital(band), about, band)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: its words, quieter ones beside or below them, and its sign."""

    words: str = ""
    second: str = ""
    mark: Mark | None = None

    @property
    def spoken(self) -> str:
        """All of it in one go."""
        return ", ".join(part for part in (self.words, self.second) if part)


def cell_of(row: Row, column: Of, line: MeasureLine | None) -> Cell:
    """One cell; only its title while the line is not counted yet."""
    if column is Of.MEASURE or line is None or row.about is None:
        return Cell(row.title if column is Of.MEASURE else "")
    if row.band or line.figure.bands is not None:
        return _band_cell(row, column, line)
    return _measure_cell(column, line)


def _measure_cell(column: Of, line: MeasureLine) -> Cell:
    if column is Of.FIGURE:
        return Cell(line.shown, line.behind or line.why or line.unit.replace("£", ""))
    if column is Of.TARGET:
        return Cell(line.target or "–", line.working)
    if column is Of.STATUS:
        return status_cell(line)
    return Cell({Of.PREVIOUS: line.previous, Of.YEAR: line.year_to_date}.get(column, ""))


def status_cell(line: MeasureLine) -> Cell:
    """How a line stands: sign, word, and whether only so far."""
    words = line.standing.removesuffix(SO_FAR)
    return Cell(capital(words), SO_FAR.strip() if words != line.standing else "", MARKS[line.mark])


def _band_cell(row: Row, column: Of, line: MeasureLine) -> Cell:
    band = band_of(row, line)
    if band is None:
        return Cell("–", line.why) if column is Of.FIGURE and line.why and not row.band else Cell()
    return Cell(
        {Of.FIGURE: band.shown, Of.PREVIOUS: band.previous, Of.YEAR: band.year_to_date}.get(column, "")
    )


def band_of(row: Row, line: MeasureLine) -> BandLine | None:
    """The band a row shows."""
    return next((one for one in line.bands if row.band and one.band == row.band), None)


def trend_of(row: Row, line: MeasureLine) -> Sequence[TrendPoint]:
    """The points of a row's trend; none of a measure that has bands instead."""
    if row.band:
        band = band_of(row, line)
        return band.trend if band else ()
    return () if line.figure.bands is not None else line.trend


def trend_in_words(points: Sequence[TrendPoint]) -> str:
    """``60%, 40%, 100%, 67%, 60%``; a gap is said."""
    return ", ".join("none" if point.value is None else point.shown for point in points)


def row_in_words(row: Row, line: MeasureLine | None, *, counting: bool) -> str:
    """A whole line for the ear: measure, figure, target, status."""
    if row.about is None:
        return row.title
    name = f"{row.about.title}, {row.band}" if row.band else row.title
    if line is None or counting:
        return f"{name}: being counted"
    figure = cell_of(row, Of.FIGURE, line)
    if not figure.words:
        return f"{name}: by band, below"
    parts = [f"{name}: {figure.spoken}"]
    if line.target and not row.band:
        parts.append(f"target {line.target}")
    if not row.band:
        parts.append(line.standing)
    return "; ".join(parts)


def capital(words: str) -> str:
    """The same with its first letter large."""
    return words[:1].upper() + words[1:]
