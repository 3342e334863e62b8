"""A commissioner's own form: looked at, and filled with the figures as a profile protects them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from ipsdesk.errors import CannotRun
from ipsdesk.excel import refuse_if_open, write_whole
from ipsdesk.measures import Measure
from ipsdesk.measures.wording import NO_FIGURE, target_in_words
from ipsdesk.reports.figure_words import cell_value
from ipsdesk.reports.return_summary import PROFILES
from ipsdesk.reports.template_book import MALFORMED, UNREADABLE, TemplateBook, Value
from ipsdesk.reports.template_cells import SeenCell, SheetSeen
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import Period
from ipsdesk.rules.targets import Sense
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.release import HIDDEN, Count, Number, Shown
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_templates import Fact, MappedCell, Part, ReturnForm
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope
from ipsdesk.services.trail_notes import Out, Way

SHOWN_ROWS, SHOWN_COLUMNS = 300, 60
NOTHING = "Nothing was written."
PRACTICE = (
    "A practice unit fills no commissioner's form: nothing on it would say that its people are fictional. "
    + NOTHING
)
NOT_SUBMITTED = "not submitted yet"
EVERY_COMMISSIONER = "all commissioners together"
UNKNOWN = "{} goes into cell {} of sheet {}, and is not counted any more. Take it out. " + NOTHING


# ---- looked at ------------------------------------------------------------------------------------


def sheets_of(form: bytes) -> tuple[SheetSeen, ...]:
    """Its sheets that are not hidden; raises ``CannotRun`` where it can't be read as a workbook."""
    try:
        book = load_workbook(io.BytesIO(form))
        return tuple(_seen(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible")
    except MALFORMED as error:
        raise CannotRun(UNREADABLE) from error


def _seen(sheet: Any) -> SheetSeen:
    """With some room below and beside what is filled in."""
    height, width = min(sheet.max_row + 5, SHOWN_ROWS), min(sheet.max_column + 3, SHOWN_COLUMNS)
    rows = (tuple(_seen_cell(cell) for cell in row) for row in sheet.iter_rows(max_row=height, max_col=width))
    areas = (area for area in sheet.merged_cells.ranges if area.max_row <= height and area.max_col <= width)
    joined = ((one.min_row - 1, one.min_col - 1, one.size["rows"], one.size["columns"]) for one in areas)
    return SheetSeen(sheet.title, tuple(rows), tuple(_widths(sheet, width)), tuple(joined))


def _widths(sheet: Any, count: int) -> Iterator[float]:
    """One for each column: a width that is given holds for several."""
    given = [(one.min, one.max, one.width) for one in sheet.column_dimensions.values() if one.min]
    for place in range(1, count + 1):
        yield next((width for first, last, width in given if first <= place <= last), 9.0)


def _seen_cell(cell: Any) -> SeenCell:
    value = cell.value
    if value is None:
        return SeenCell()
    if cell.data_type == "f":
        return SeenCell(str(getattr(value, "text", value)), quiet=True)
    if isinstance(value, datetime):
        return SeenCell(shown_day(value.date()), bool(cell.font.b))
    return SeenCell(" ".join(str(value).split()), bool(cell.font.b))


# ---- what goes into a cell ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a return as they are printed, and what is told beside them."""

    content: ReturnContent
    prepared_by: str
    number: int | None


def value_for(cell: MappedCell, told: Told) -> Value:
    """What goes into a cell, as the profile of the return prints it; raises ``CannotRun``."""
    content = told.content
    if cell.what in tuple(Fact):
        return _fact(Fact(cell.what), told)
    measure = next((one for one in content.measures if one.key == cell.what), None)
    if measure is None:
        raise CannotRun(UNKNOWN.format(cell.words, cell.cell, cell.sheet))
    figure = content.now[measure.key]
    if cell.band:
        return cell_value(_in_band(cell, content, figure))
    if cell.part is Part.TARGET:
        return _target(measure, figure)
    if cell.part is Part.PER_CENT:
        return cell_value(figure.value * 100 if isinstance(figure.value, Fraction) else figure.value)
    number: dict[Part, Number] = {
        Part.FIGURE: figure.value,
        Part.NUMERATOR: figure.numerator,
        Part.DENOMINATOR: figure.denominator,
    }
    return cell_value(number[cell.part])


def _fact(fact: Fact, told: Told) -> Value:
    content, period = told.content, told.content.now.period
    whose = content.scope.name if content.scope.key else content.contract.commissioner
    facts: dict[Fact, str | int | date] = {
        Fact.UNIT: content.contract.unit_name or NO_FIGURE,
        Fact.PERIOD: period.label
        if period.months
        else f"{shown_day(period.first)} to {shown_day(period.last)}",
        Fact.FIRST: period.first,
        Fact.LAST: period.last,
        Fact.COMMISSIONER: whose or EVERY_COMMISSIONER,
        Fact.NUMBER: told.number or NOT_SUBMITTED,
        Fact.PREPARED: told.prepared_by,
        Fact.MADE: content.made_on,
        Fact.PROFILE: PROFILES[content.profile],
    }
    return facts[fact]


def _in_band(cell: MappedCell, content: ReturnContent, figure: Shown) -> Count:
    """Of who is reached, as its table prints it."""
    for table in content.reach:
        if table.measure.key == cell.what:
            return HIDDEN if table.counts is None else table.counts[table.measure.bands.index(cell.band)]
    return (figure.bands or {}).get(cell.band, 0)


def _target(measure: Measure, figure: Shown) -> str | int | float:
    if figure.target is None:
        return NO_FIGURE
    if figure.target.sense is Sense.BETWEEN:
        return target_in_words(measure, figure.target)
    return cell_value(figure.target.bounds[0])


# ---- filled ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form is filled with the figures of which period, for whom."""

    form: ReturnForm
    period: Period
    profile: Profile
    scope: Scope = EVERYBODY


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled in, not written yet, and what stands in each of its cells."""

    wanted: Wanted
    content: bytes
    values: tuple[tuple[MappedCell, Value], ...]

    @property
    def hidden(self) -> int:
        """How many cells hold a number that is kept back."""
        return sum(value == HIDDEN for _, value in self.values)


def fill(desk: Desk, wanted: Wanted) -> Filled:
    """Count the figures and fill a form with them; raises ``CannotRun`` where a cell can't be filled."""
    told = Told(
        desk.returns.content(wanted.period, wanted.profile, wanted.scope),
        desk.workspace.actor.name,
        _number(desk, wanted),
    )
    values = tuple((cell, value_for(cell, told)) for cell in wanted.form.kept.cells)
    return Filled(wanted, filled(wanted.form.content, values), values)


def _number(desk: Desk, wanted: Wanted) -> int | None:
    """The number of the return of these days to this commissioner, if there is one."""
    whose = (wanted.period, wanted.scope.key or None)
    found = (one for one in desk.submissions.list() if (one.period, one.commissioner) == whose)
    return next((one.number for one in found if one.number and one.superseded_by is None), None)


def filled(form: bytes, values: Sequence[tuple[MappedCell, Value]]) -> bytes:
    """A workbook with these values in its cells; raises ``CannotRun`` where one can't be filled."""
    book = TemplateBook(form)
    for cell, value in values:
        if why := book.why_not(cell.sheet, cell.cell):
            raise CannotRun(f"{why} {cell.words} goes there. {NOTHING}")
        book.put(cell.sheet, cell.cell, value)
    return book.content()


def write_filled(desk: Desk, made: Filled, path: Path) -> None:
    """Note by its fingerprint that a filled form goes out, and write it; raises ``CannotRun``."""
    if desk.is_practice:
        raise CannotRun(PRACTICE)
    refuse_if_open(path)
    wanted = made.wanted
    about = ", ".join(
        part
        for part in (wanted.period.label, wanted.profile, wanted.scope.name if wanted.scope.key else "")
        if part
    )
    sums = sha256(made.content).hexdigest()
    out = Out(f"form {wanted.form.kept.name}", Way.EXPORTED, about, rows=len(made.values), sha256=sums)
    desk.trail.note_out(out)
    write_whole(made.content, path)
