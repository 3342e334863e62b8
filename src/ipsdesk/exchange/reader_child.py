"""Reads a workbook in a process of its own, so that a hostile one can harm or stop nothing but that process.

Standard input: one line of JSON (`sheets`: each with its `sheet` heading and its `fields` by attribute;
`error_parts`; `memory` and `seconds` as limits), then the bytes of the workbook. Standard output: one line
of JSON for each sheet found, then one for the end (`end`), or one that says why it can't be read (`refused`).
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from ipsdesk.exchange.error_cells import marked
from ipsdesk.exchange.sheet_reading import MOST_COLUMNS, MOST_ROWS, TooLarge, heading_key, read_sheet
from ipsdesk.fields import Field, Kind

SHEETS_OF_NOTES = frozenset({"lists", "read me"})
"""Sheets of the template that hold no records."""

Answer = dict[str, Any]


def main() -> int:
    """Read standard input, write the answers; the exit status is 0 whenever the last answer was written."""
    gc.disable()  # millions of cells and no cycles: collecting only costs time
    task = json.loads(sys.stdin.buffer.readline())
    limit(task["memory"], task["seconds"])
    out = sys.stdout.buffer
    for answer in answers(task, sys.stdin.buffer.read()):
        write(out, answer)
    return 0


def limit(memory: int, seconds: int) -> None:
    """Bound memory and time, write no file and leave no core dump, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    wanted = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def answers(task: Answer, data: bytes) -> Iterator[Answer]:
    """Each sheet as it is read, then the end."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 - under the limits just set

    try:
        book = load_workbook(io.BytesIO(marked(data, task["error_parts"])))
        yield from _sheets(book, task["sheets"])
    except TooLarge as sheet:
        yield {
            "refused": f"The sheet {sheet} has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns; "
            "delete what lies beyond the records and import the workbook again."
        }
    except CalamineError:
        yield {"refused": "The workbook is damaged; open it in Excel, save it again and use that."}
    else:
        yield {"end": True}


def _sheets(book: Any, wanted: list[Answer]) -> Iterator[Answer]:
    by_key = {heading_key(sheet["sheet"]): sheet for sheet in wanted}
    seen: set[str] = set()
    notes = []
    for name in book.sheet_names:
        key = heading_key(name)
        sheet = by_key.get(key)
        if key in seen:
            yield {
                "refused": f"The workbook has two sheets named {sheet['sheet'] if sheet else name}; keep one."
            }
            return
        seen.add(key)
        if sheet is None:
            if key not in SHEETS_OF_NOTES:
                notes.append(f"The sheet '{name}' is ignored; it is not part of the unit workbook")
            continue
        answer = read_sheet(book.get_sheet_by_name(name), sheet["sheet"], _fields(sheet["fields"]))
        if answer is not None:
            yield answer
    yield {"notes": notes}


def _fields(declared: dict[str, dict[str, Any]]) -> dict[str, Field]:
    return {
        name: Field(**{**field, "kind": Kind(field["kind"]), "choices": tuple(field["choices"])})
        for name, field in declared.items()
    }


def write(out: BinaryIO, answer: Answer) -> None:
    """One answer as a line."""
    out.write(json.dumps(answer, separators=(",", ":"), check_circular=False).encode() + b"\n")
    out.flush()
