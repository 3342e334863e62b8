"""What a unit publishes of a quarter: each figure and its target, a line each, protected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import printed, target_in_words
from ipsdesk.reports.blocks import Block, Heading, Paragraph, Side, Table
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.release import Shown
from ipsdesk.services.return_content import ReturnContent

PROTECTED = (
    "So that nobody can be recognised, every count of 1 to 4 is hidden (*), and the others are rounded to "
    "the nearest 5."
)
HEADS, SIDES, WIDTHS = ("Measure", "Figure", "Target"), (Side.LEFT, Side.RIGHT, Side.LEFT), (2.6, 0.6, 1)


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as it is published; a band of a measure stands under its ``measure``."""

    section: str
    measure: str
    figure: str
    target: str
    band: str = ""


def figure_lines(content: ReturnContent) -> tuple[FigureLine, ...]:
    """Every published figure in printed order; who we reach is for the return alone."""
    measures = (measure for measure in content.measures if measure.section is not Section.REACH)
    return tuple(line for measure in measures for line in _lines(measure, content.now[measure.key]))


def _lines(measure: Measure, shown: Shown) -> Iterator[FigureLine]:
    section = str(measure.section)
    if shown.bands is not None:
        for band, count in shown.bands.items():
            yield FigureLine(section, measure.title, str(count), "", band)
        return
    target = target_in_words(measure, shown.target) if shown.target else ""
    yield FigureLine(section, measure.title, printed(measure, shown.value), target)


def our_figures_blocks(content: ReturnContent, lines: Sequence[FigureLine]) -> list[Block]:
    """One sheet, a table for each section."""
    period = content.now.period
    days = f"{shown_day(period.first)} to {shown_day(period.last)}"
    blocks: list[Block] = [
        Heading(f"Figures of {content.contract.unit_name or 'the unit'}, {period.label}"),
        Paragraph(f"{days}. {PROTECTED}"),
    ]
    for section, within in groupby(lines, lambda line: line.section):
        rows = [
            (f"{one.measure}: {one.band}" if one.band else one.measure, one.figure, one.target)
            for one in within
        ]
        blocks += [Heading(section, 2), Table(HEADS, rows, SIDES, WIDTHS)]
    return blocks
