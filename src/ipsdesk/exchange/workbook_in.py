"""Reads a unit workbook: checked first, then parsed in a process of its own, then handed on as plain data."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange.changes_sheet import read_changes
from ipsdesk.exchange.encrypted import decrypt, is_encrypted
from ipsdesk.exchange.layout import SheetLayout, layout
from ipsdesk.exchange.precheck import MOST_UNPACKED, TOO_MUCH, Checked, check
from ipsdesk.models import Family
from ipsdesk.services.incoming import Incoming, IncomingSheet, Problem

SECONDS = 300
MOST_MEMORY = 3 << 30
LEAST_MEMORY = 150 << 20
LONGEST_ANSWER = 1 << 30
MEMORY_FOR_A_BYTE = 12
"""Memory allowed for each unpacked byte: some three times what a full sheet takes."""

CANT_BE_READ = (
    "The workbook can't be read: it is damaged, or not safe. Open it in Excel, save it again and use that."
)
TOOK_TOO_LONG = "The workbook took longer than five minutes to read; divide it into several."
PROPERTY = re.compile(
    rb'<(?:\w+:)?property\b[^<>]*?\bname="([^"<>]*)"[^<>]*>\s*<(?:\w+:)?\w+(?: xmlns[^<>]*)?>([^<>]*)</'
)
"""One custom property; who wrote it may declare the names of its parts anywhere."""

Progress = Callable[[str], None]


def read_workbook(
    path: Path, password: str | Callable[[], str] | None = None, progress: Progress | None = None
) -> Incoming:
    """The rows of a workbook and every problem of its cells; raises `UnreadableFile` with a sentence.

    ``password`` may be what asks for it, and is asked only if the workbook has one. ``progress`` is told in
    words what is being done.
    """
    tell = progress or (lambda _: None)
    tell("Checking the workbook")
    data = file_bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if is_encrypted(data):
        data = decrypt(data, password() if callable(password) else password)
    checked = check(data)
    tell("Reading the workbook")
    sheets = layout()
    families = {sheet.family.sheet: sheet.family for sheet in sheets}
    found = Found()
    with closing(answers(child_command(), task(sheets, checked), data)) as coming:
        for answer in coming:
            try:
                found.take(answer, families)
            except (AttributeError, IndexError, KeyError, TypeError, ValueError):
                raise UnreadableFile(CANT_BE_READ) from None
            if answer.get("numbers"):
                tell(f"{answer['sheet']}: {len(answer['numbers']):,} read")
    order = list(families)
    return Incoming(
        tuple(sorted(found.sheets, key=lambda sheet: order.index(sheet.sheet))),
        tuple(sorted(found.problems, key=lambda problem: order.index(problem.sheet))),
        tuple(found.notes),
        digest,
        path.name,
        _properties(checked),
    )


def file_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_UNPACKED:
            raise UnreadableFile(TOO_MUCH)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"There is no file {path.name}.") from None
    except OSError:
        raise UnreadableFile(f"The file {path.name} can't be opened; is it open in Excel?") from None


def child_command() -> list[str]:
    """What starts the process that parses: our own program once more."""
    # -P: the folder the program is started in must not lend its modules to the process that parses.
    module = [] if getattr(sys, "frozen", False) else ["-P", "-m", "ipsdesk"]
    return [sys.executable, *module, "_read-workbook"]


def task(sheets: tuple[SheetLayout, ...], checked: Checked) -> dict[str, Any]:
    """What that process needs to know: the sheets, the parts with error cells, and its limits."""
    return {
        "sheets": [sheet.task() for sheet in sheets],
        "error_parts": checked.error_parts,
        "memory": min(MOST_MEMORY, LEAST_MEMORY + MEMORY_FOR_A_BYTE * checked.unpacked),
        "seconds": SECONDS,
    }


def answers(command: list[str], wanted: dict[str, Any], data: bytes) -> Generator[dict[str, Any]]:
    """The answers of the process as they come; whatever becomes of it, one kind of error comes out."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
    child = subprocess.Popen(  # noqa: S603 - our own program
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith("IPSDESK_")},
        creationflags=flags,
    )
    timer = threading.Timer(wanted["seconds"], child.kill)
    feeder = threading.Thread(
        target=_feed, args=(child, json.dumps(wanted).encode() + b"\n", data), daemon=True
    )
    with child:
        try:
            timer.start()
            feeder.start()
            yield from _until_end(child, timer)
        finally:
            timer.cancel()
            child.kill()
            feeder.join()


def _feed(child: subprocess.Popen[bytes], *pieces: bytes) -> None:
    # A child that dies early closes the pipe; what became of it shows in its answers. Closing is tried in any
    # case: what could not be written would otherwise be written once more when the child is left.
    assert child.stdin is not None  # noqa: S101 - it was asked for
    with contextlib.suppress(OSError, ValueError):
        for piece in pieces:
            child.stdin.write(piece)
    with contextlib.suppress(OSError, ValueError):
        child.stdin.close()


def _until_end(child: subprocess.Popen[bytes], timer: threading.Timer) -> Iterator[dict[str, Any]]:
    assert child.stdout is not None  # noqa: S101 - it was asked for
    while line := child.stdout.readline(LONGEST_ANSWER):
        try:
            answer = json.loads(line)
        except ValueError:
            break
        if not isinstance(answer, dict) or "end" in answer:
            if isinstance(answer, dict):
                return
            break
        if "refused" in answer:
            raise UnreadableFile(str(answer["refused"]))
        yield answer
    raise UnreadableFile(TOOK_TOO_LONG if timer.finished.is_set() else CANT_BE_READ)


@dataclass(slots=True)
class Found:
    """What the process has answered so far."""

    sheets: list[IncomingSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, answer: dict[str, Any], families: dict[str, Family]) -> None:
        """One answer: a sheet with its problems and notes, or notes on the workbook."""
        self.notes.extend(answer["notes"])
        if "sheet" not in answer:
            return
        family, columns, numbers = families[answer["sheet"]], answer["columns"], answer["numbers"]
        self.problems.extend(Problem(family.sheet, cell, words) for cell, words in answer["problems"])
        if family.single and len(numbers) > 1:
            words = f"the sheet holds {len(numbers)} rows and may hold only one"
            self.problems.append(Problem(family.sheet, f"A{numbers[1]}", words))
        cells = [
            map(values.__getitem__, codes)
            for values, codes in zip(answer["values"], answer["codes"], strict=True)
        ]
        letters = dict(zip(columns, answer["letters"], strict=True))
        rows = list(zip(*cells, strict=True))
        sheet = IncomingSheet(family.kind, family.sheet, tuple(columns), letters, numbers, rows)
        sheet, problems = read_changes(sheet)
        self.sheets.append(sheet)
        self.problems.extend(problems)


def _properties(checked: Checked) -> dict[str, str]:
    found = PROPERTY.findall(checked.properties)
    return {
        unescape(name.decode("utf-8", "replace")): unescape(value.decode("utf-8", "replace"))
        for name, value in found
    }
