"""A block of text to and from a spreadsheet: which cells of the grid it falls on, or why it does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ipsdesk.services.hours_words import spoken_day
from ipsdesk.ui.hours.grid_model import GridModel, Place
from ipsdesk.ui.hours.lines import FIRST_DAY, LAST_DAY, LIMIT, PAY, PERSON, TOTAL, Kind, Line
from ipsdesk.ui.widgets.rows_model import Index

UNDONE = "Nothing was pasted."


class DoesNotFit(Exception):
    """The block can't be laid over the grid there; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Rows and columns of the table, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def copied(model: GridModel, chosen: Rectangle) -> str:
    """The recorded figures of a rectangle as text, a line for each line of the grid."""
    rows = _rows(model, chosen.top, only_pay=chosen.left == chosen.right == PAY)
    rows = [row for row in rows if row <= chosen.bottom]
    columns = range(chosen.left, chosen.right + 1)
    return "\n".join("\t".join(_copied(model, row, column) for column in columns) for row in rows)


def _copied(model: GridModel, row: int, column: int) -> str:
    line = model.lines[row]
    cell = line.cells[column]
    if column == PERSON:
        job = cell.second if line.kind is Kind.ONE else cell.words if line.kind is Kind.JOB else ""
        return ", ".join(part for part in (line.person.name, job) if part)
    if column == LIMIT:
        return " / ".join(f"{one.week.words}, {one.limit.said}" for one in _parts(model, row) if one.limit)
    if column == PAY:
        return " / ".join(part.cells[PAY].text for part in _parts(model, row) if part.cells[PAY].text)
    return cell.text


def _parts(model: GridModel, row: int) -> Sequence[Line]:
    first, count = model.spread(row)
    return model.lines[first : first + count]


def laid_out(model: GridModel, start: Index, text: str) -> list[tuple[Place, str]]:
    """The cells a pasted block falls on, from one cell to the right and down; raises `DoesNotFit`."""
    block = [line.split("\t") for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")]
    width = max(len(line) for line in block)
    columns = _columns(start.column(), width)
    only_pay = start.column() == PAY
    rows = _rows(model, start.row(), only_pay=only_pay)[: len(block)]
    if len(rows) < len(block):
        raise DoesNotFit(
            f"What was copied has {_lines(len(block))}, and from here on {_left(len(rows))}. {UNDONE}"
        )
    found = []
    for row, line in zip(rows, block, strict=True):
        for column, typed in zip(columns, [*line, *[""] * (width - len(line))], strict=True):
            place = _place(model, model.index(row, column), typed, only_pay=only_pay)
            if place is not None:
                found.append((place, typed))
    return found


def _columns(first: int, width: int) -> list[int]:
    """The columns a block covers: days, then pay; the total may stand between them or not."""
    if not (FIRST_DAY <= first <= LAST_DAY or first == PAY):
        raise DoesNotFit(f"Go to a day or to the pay first: that is where it is pasted. {UNDONE}")
    with_total = list(range(first, PAY + 1))
    without = [column for column in with_total if column != TOTAL]
    if width == len(with_total):
        return with_total
    if width > len(without):
        raise DoesNotFit(
            f"What was copied is {_wide(width)}, and from here on there is room for {len(without)}. {UNDONE}"
        )
    return without[:width]


def _rows(model: GridModel, first: int, *, only_pay: bool) -> list[int]:
    """The rows of a block from one on: one for each line, or for each benefit week where it is all pay."""
    first = first if only_pay else model.spread(first)[0]
    return [
        row
        for row in range(first, len(model.lines))
        if model.lines[row].kind is not Kind.REASON and (only_pay or model.lines[row].part == 0)
    ]


def _place(model: GridModel, index: Index, typed: str, *, only_pay: bool) -> Place | None:
    """The cell a piece falls on; None for nothing falling on a cell that is not typed in."""
    line, column = model.lines[index.row()], index.column()
    is_two_weeks_pay = column == PAY and line.parts > 1 and not only_pay
    if model.is_editable(index) and not is_two_weeks_pay:
        return model.place(index)
    if column == TOTAL or not typed.strip():
        return None
    raise DoesNotFit(f"{_why_not(line, column)} {UNDONE}")


def _why_not(line: Line, column: int) -> str:
    name = line.person.name
    if line.job is None:
        return f"{name}'s first line is the sum of {len(line.person.jobs)} jobs and is not typed in."
    if column == PAY:
        return f"{name}'s pay is for two benefit weeks: type or paste it there on its own."
    day = spoken_day(line.job.days[column - FIRST_DAY].day)
    return f"{name}, {day}, lies outside the dates of the job."


def _lines(count: int) -> str:
    return f"{count} line{'' if count == 1 else 's'}"


def _wide(count: int) -> str:
    return f"{count} column{'' if count == 1 else 's'} wide"


def _left(count: int) -> str:
    return f"there {'is' if count == 1 else 'are'} only {count}"
