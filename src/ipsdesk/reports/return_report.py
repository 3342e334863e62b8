"""The return as a written report: what is told in words, charts, and the figures each part is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import cases_behind, printed, target_in_words
from ipsdesk.reports.blocks import Block, Cell, Diagram, Heading, Line, Paragraph, Side, Table, Tone
from ipsdesk.reports.report_charts import chart_of
from ipsdesk.reports.return_amendments import NONE, figure_cells
from ipsdesk.reports.return_cover import how_made, of_whom
from ipsdesk.reports.return_reach import PROTECTION, SIDES, STARTED, STARTED_NOTE, traits_of
from ipsdesk.reports.return_sections import limits_used
from ipsdesk.reports.return_summary import status_words
from ipsdesk.reports.return_told import parts_of
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.release import Breakdown
from ipsdesk.services.return_changes import since_words
from ipsdesk.services.return_content import ReturnContent

HEADS = ("Measure", "Figure", "Made of", "Target", "Status", "Period before")
FIGURES = (Side.LEFT, Side.RIGHT, Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT)
WIDTHS = (0.3, 0.13, 0.18, 0.14, 0.11, 0.14)
TWO, TWO_WIDTHS = (Side.LEFT, Side.LEFT), (0.28, 0.72)
ABOUT = (
    *("Period", "Commissioner", "Contract", "Return number", "Version", "Prepared by", "Approved by"),
    *("Disclosure", "Records filled in", "Made on"),
)
"""The lines of the cover that a report begins with."""
PROVISIONAL = "Provisional: the period has not ended; figures may still change."
CHANGED = ("Figure", "As submitted", "As it stands now", "Why")


def report_blocks(content: ReturnContent) -> list[Block]:
    """Every part in order: its text, what changed, its chart, its figures; then who is reached."""
    blocks: list[Block] = [
        Heading(f"Return {content.now.period.label}"),
        Paragraph(f"{content.contract.unit_name}. Individual Placement and Support.", strong=True),
        Table(("About this return", ""), list(_about(content)), TWO, TWO_WIDTHS),
    ]
    if content.provisional:
        blocks.append(Paragraph(PROVISIONAL, strong=True))
    for part, text, moved in parts_of(content):
        blocks.extend(_part(content, part.title, text, moved, part.about))
    return [*blocks, *_reach(content), *_amendments(content), *_definitions(content)]


def _about(content: ReturnContent) -> Iterator[tuple[str, str]]:
    told = {label: (value, form) for label, value, form in (*of_whom(content), *how_made(content))}
    for label in ABOUT:
        value, form = told[label]
        if isinstance(value, date):
            value = shown_day(value)
        yield label, f"{value:.0%}" if form == "0%" and isinstance(value, float) else str(value)


# ---- parts ----------------------------------------------------------------------------------------


def _part(
    content: ReturnContent, title: str, text: str, moved: Sequence[str], about: tuple[Section, ...]
) -> Iterator[Block]:
    rows = [
        row for measure in content.measures if measure.section in about for row in _rows(content, measure)
    ]
    rows += [row for table in _tables(content, about) for row in _table_rows(table)]
    if not (text or rows):
        return
    yield Heading(title, 2)
    yield from (Paragraph(one) for one in text.split("\n") if one.strip())
    if moved:
        told = f"What changed against the figures {since_words(content.before.period)}"
        yield Table((told,), [(one,) for one in moved], (Side.LEFT,), (1.0,))
    for chart in filter(None, (chart_of(section, content) for section in about)):
        yield Diagram(chart)
    if rows:
        yield Table(HEADS, rows, FIGURES, WIDTHS)
    if Section.PERMITTED in about:
        yield Paragraph(limits_used(content))
    if Section.QUALITY in about and content.low_items:
        low = "; ".join(f"{one.number} {one.name} ({one.score})" for one in content.low_items)
        yield Paragraph(f"Items of the fidelity review scored below 4 of 5: {low}.")


def _rows(content: ReturnContent, measure: Measure) -> Iterator[tuple[Cell, ...]]:
    now, before = content.now[measure.key], content.before[measure.key]
    if now.bands is None:
        target = target_in_words(measure, now.target) if now.target else ""
        figures = printed(measure, now.value), cases_behind(now), target, status_words(now)
        yield (measure.title, *figures, printed(measure, before.value))
        return
    yield (measure.title, "", "", "", "", "")
    for band, count in now.bands.items():
        earlier = (before.bands or {}).get(band, 0)
        if count or earlier:
            yield (_within(band), str(count), "", "", "", str(earlier))


def _tables(content: ReturnContent, about: tuple[Section, ...]) -> Iterator[Breakdown]:
    tables = content.tables
    return (one for one in (tables.employer_contacts, tables.jobs_ended) if one.measure.section in about)


def _table_rows(table: Breakdown) -> Iterator[tuple[Cell, ...]]:
    """A table of this period alone; bands in which nothing stands are left out."""
    yield (table.measure.title, "", "", "", "", "")
    if table.counts is None:
        yield (_within(WITHHELD), "", "", "", "", "")
        return
    counted = [(band, str(n)) for band, n in zip(table.measure.bands, table.counts, strict=True) if n]
    for band, count in counted or [("none", "")]:
        yield (_within(band), count, "", "", "", "")


def _within(words: str) -> Cell:
    return (Line(words, Tone.QUIET, indent=1),)


# ---- who is reached, what changed, what is counted ------------------------------------------------


def _reach(content: ReturnContent) -> Iterator[Block]:
    yield Heading(Section.REACH, 2)
    if content.profile.protects_tables:
        yield Paragraph(PROTECTION)
    for served, started in traits_of(content):
        yield from _table(served.measure.title, *filter(None, (served, started)))
    starters = printed(content.measures[0], content.now[STARTED].value)
    yield Paragraph(f"People who started a job: {starters}. {STARTED_NOTE}")


def _table(title: str, *tables: Breakdown) -> Iterator[Block]:
    shown = [(side, table.counts) for side, table in zip(SIDES, tables, strict=False) if table.counts]
    yield Heading(title, 3)
    if len(shown) < len(tables):
        gone = [side.lower() for side, table in zip(SIDES, tables, strict=False) if table.counts is None]
        yield Paragraph(f"{WITHHELD} ({' and '.join(gone)}).")
    if shown:
        columns = [[str(count) for count in counts] for _, counts in shown]
        rows = list(zip(tables[0].measure.bands, *columns, strict=True))
        sides = (Side.LEFT, *[Side.RIGHT] * len(shown))
        yield Table(("", *(side for side, _ in shown)), rows, sides, (0.6, *[0.2] * len(shown)))


def _amendments(content: ReturnContent) -> Iterator[Block]:
    yield Heading("Changes to earlier returns", 2)
    rows = []
    for figure in content.amended.figures:
        number, title, submitted, now, _changed, why = figure_cells(figure)
        rows.append((f"Return {number}. {title}", submitted, now, why))
    yield Table(CHANGED, rows, (), (0.4, 0.15, 0.15, 0.3)) if rows else Paragraph(NONE)


def _definitions(content: ReturnContent) -> Iterator[Block]:
    yield Heading("What is counted", 2)
    rows = [(measure.title, measure.words) for measure in content.measures]
    yield Table(("Measure", "Definition"), rows, TWO, TWO_WIDTHS)
    yield Paragraph(f"Definitions {content.definitions_version}. Audit trail: {content.anchor}.")
