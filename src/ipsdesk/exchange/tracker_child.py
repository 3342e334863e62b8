"""Reads every sheet of a unit's own tracker, cell by cell, in the process that may be harmed by it.

Standard input: one line of JSON (`error_parts`; `memory` and `seconds` as limits), then the bytes of the
workbook. Standard output: for each sheet with anything in it its `sheet`, `column` (the first, from 0) and
`merged` ranges, then its `rows` in blocks; the end (`end`), or one line that says why it can't be read.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ipsdesk.exchange.complaint import Raw
from ipsdesk.exchange.error_cells import marked
from ipsdesk.exchange.reader_child import Answer, limit, write

COMMAND = "_read-tracker"
ROWS_AT_ONCE = 1_000
MOST_ROWS, MOST_COLUMNS = 100_000, 300
"""A tracker is a list of people or contacts; beyond this it is none."""

Cell = str | float | bool | list[str] | list[float]
"""A cell as it is sent: text, numbers and truths as they are, days and times as a letter and a value."""


def main() -> int:
    """Read standard input, write the answers; the exit status is 0 whenever the last answer was written."""
    gc.disable()
    task = json.loads(sys.stdin.buffer.readline())
    limit(task["memory"], task["seconds"])
    for answer in answers(task, sys.stdin.buffer.read()):
        write(sys.stdout.buffer, answer)
    return 0


def answers(task: Answer, data: bytes) -> Iterator[Answer]:
    """Each sheet in blocks of rows, then the end."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 - under the limits just set

    try:
        book = load_workbook(io.BytesIO(marked(data, task["error_parts"])))
        for name in book.sheet_names:
            yield from _sheet(name, book.get_sheet_by_name(name))
    except CalamineError:
        yield {"refused": "The workbook is damaged; open it in Excel, save it again and use that."}
    else:
        yield {"end": True}


def _sheet(name: str, grid: Any) -> Iterator[Answer]:
    if grid.start is None or grid.end is None:
        return
    if grid.end[0] >= MOST_ROWS or grid.end[1] >= MOST_COLUMNS:
        yield {
            "refused": f"The sheet {name} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns; delete "
            "what lies beyond the list and import the workbook again."
        }
    merged = [[*first, *last] for first, last in grid.merged_cell_ranges or ()]
    yield {"sheet": name, "column": grid.start[1], "merged": merged}
    rows = grid.iter_rows()  # from row 1 on, whatever row the first filled cell stands in
    while block := list(islice(rows, ROWS_AT_ONCE)):
        yield {"rows": [[sent(raw) for raw in row] for row in block]}


def sent(raw: Raw) -> Cell:
    """A cell in a form that JSON carries."""
    if isinstance(raw, dt.datetime):
        return ["moment", raw.isoformat()]
    if isinstance(raw, dt.date):
        return ["day", raw.isoformat()]
    if isinstance(raw, dt.time):
        return ["time", raw.isoformat()]
    if isinstance(raw, dt.timedelta):
        return [raw.total_seconds()]
    return raw


def received(cell: Cell) -> Raw:
    """The cell again as the reader of workbooks gave it; raises ValueError for anything else."""
    match cell:
        case str() | bool() | int() | float():
            return cell
        case ["moment", str(text)]:
            return dt.datetime.fromisoformat(text)
        case ["day", str(text)]:
            return dt.date.fromisoformat(text)
        case ["time", str(text)]:
            return dt.time.fromisoformat(text)
        case [float() | int() as seconds]:
            return dt.timedelta(seconds=seconds)
    raise ValueError("not a cell")


if __name__ == "__main__":
    sys.exit(main())
