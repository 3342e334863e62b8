"""The changes made to earlier returns since they were submitted, as the next return tells of them."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures import Measure
from ipsdesk.measures.wording import cases_behind, printed
from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import Column, row_height, write_heads, write_line, write_note, write_title
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.amendments_told import AmendedFigure
from ipsdesk.services.release import Shown
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.submissions_kept import Amendment

COLUMNS = (
    Column("Return", 18),
    Column("Figure, and whose row of it", 46),
    Column("As submitted", 22),
    Column("As it stands now", 22),
    Column("Changed", 18),
    Column("Why", 44),
)
NONE = "Nothing that an earlier return said has changed since it was submitted, or since it was told of."
NOTE = (
    "An earlier return is kept as it was submitted. What was changed in its records afterwards, and why, is "
    "told here once, in the next return."
)
PROTECTED = " Figures are left out where, beside those of the earlier return, they would tell of one person."
NOT_TOLD, NOBODY = "not told", "none in any band"


def write_amendments(sheet: Worksheet, content: ReturnContent) -> None:
    """Each figure that changed; inside the unit also row by row, and by whom."""
    write_title(sheet, "Amendments", period_in_words(content.now.period))
    write_heads(sheet, 4, COLUMNS)
    row = 5
    for figure in content.amended.figures:
        row = _line(sheet, row, figure_cells(figure), bold=True)
        for one in content.amended.rows:
            if (one.number, one.key) == (figure.number, figure.measure.key):
                row = _line(sheet, row, row_cells(one))
    if row == 5:
        row = _line(sheet, row, ("", NONE, "", "", "", ""))
    protects = content.profile.protects_tables
    write_note(sheet, row + 1, NOTE + (PROTECTED if protects else ""), columns=len(COLUMNS))


def figure_cells(figure: AmendedFigure) -> tuple[str, ...]:
    """A figure that changed, in words, in the order of the columns."""
    rows = "" if figure.rows is None else f" ({figure.rows:,} row{'' if figure.rows == 1 else 's'})"
    return (
        f"{figure.number}: {figure.period.label}",
        f"{figure.measure.title}{rows}",
        figure_words(figure.measure, figure.submitted),
        figure_words(figure.measure, figure.now),
        shown_day(figure.changed_on),
        "; ".join(figure.why),
    )


def row_cells(one: Amendment) -> tuple[str, ...]:
    """One row of a figure that changed."""
    changed = f"{shown_day(one.at.astimezone().date())}, {one.who}"
    return ("", one.reference, one.before, one.after, changed, one.why)


def figure_words(measure: Measure, figure: Shown | None) -> str:
    """A figure as it is printed, with the cases behind it; of a table how many stand in each band."""
    if figure is None:
        return NOT_TOLD
    if figure.bands is not None:
        return ", ".join(f"{band} {count}" for band, count in figure.bands.items() if count) or NOBODY
    behind = cases_behind(figure)
    return f"{printed(measure, figure.value)}{f' ({behind})' if behind else ''}"


def _line(sheet: Worksheet, row: int, cells: tuple[str, ...], *, bold: bool = False) -> int:
    styled = [(text, "label" if bold and place < 2 else "words") for place, text in enumerate(cells)]
    texts = [(text, column.width) for text, column in zip(cells, COLUMNS, strict=True)]
    return write_line(sheet, row, styled, row_height(texts))
