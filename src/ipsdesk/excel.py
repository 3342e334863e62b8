"""Manners shared by every workbook written: text stays text, files appear whole, no names in properties."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from ipsdesk.errors import CannotRun, NoSpace, OpenElsewhere, ReadOnly

PROGRAM = "IPS Desk"
FONT = "Arial"
"""Wherever a workbook is opened, a font of these widths is there."""

TEXT, TEXT2, ACCENT, ON_ACCENT = "FF1D2830", "FF4E5D69", "FF1F5C99", "FFFFFFFF"
LINE, SUNK, TINT = "FFCBD3DA", "FFF3F5F7", "FFE9F1F9"
"""The light colours of the look, as every workbook uses them."""

LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x000D_`` in a cell as a line end: typed text that looks like it needs its ``_`` escaped."""


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Put text into a cell, exactly as it is: neither ``=1+1`` nor ``#N/A`` becomes anything but text.

    After a named style is set, never before, since a style takes the mark of text away again.
    """
    cell.value = LOOKS_ESCAPED.sub("_x005F_", text)
    cell.data_type = "s"
    cell.quotePrefix = True  # or Excel makes a formula of it when the cell is edited


def plain_properties(workbook: Workbook, title: str) -> None:
    """A title and the program as author; no person's name."""
    workbook.properties = DocumentProperties(creator=PROGRAM, lastModifiedBy=PROGRAM, title=title)


class InMemoryWriter(ExcelWriter):
    """Writes a workbook without the temporary files in clear that openpyxl keeps each sheet in meanwhile."""

    sheet_writer = WorksheetWriter

    def write_worksheet(self, ws: Any) -> None:
        """One sheet, straight from memory into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        content = io.BytesIO()
        writer = self.sheet_writer(ws, out=content)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # neither is in the stubs
        self._archive.writestr(ws.path[1:], content.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def workbook_bytes(workbook: Workbook, writer: type[InMemoryWriter] = InMemoryWriter) -> bytes:
    """The workbook as a file's content, made in memory alone; not for write-only workbooks."""
    content = io.BytesIO()
    workbook.properties.modified = datetime.now(tz=UTC).replace(tzinfo=None)
    writer(workbook, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED)).save()
    return content.getvalue()


def save_workbook(workbook: Workbook, path: Path) -> None:
    """Write the workbook whole or not at all; raises `NoSpace` or another error with a sentence."""
    write_whole(workbook_bytes(workbook), path)


def write_whole(content: bytes, path: Path) -> None:
    """Put a file in its place in one step, so that nobody ever finds half of it."""
    part: Path | None = None
    refuse_if_open(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=".part", dir=path.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        raise _cannot_write(path, error, is_written=part is not None) from None


def refuse_if_open(path: Path) -> None:
    """Raise ``OpenElsewhere`` where Excel, Word or LibreOffice says beside the file that it is open."""
    beside = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    if path.is_file() and any(path.with_name(name).exists() for name in beside):
        raise _is_open(path)


def _is_open(path: Path) -> CannotRun:
    return OpenElsewhere(f"{path.name} is open in Excel or another program; close it there, then save again.")


def _cannot_write(path: Path, error: OSError, *, is_written: bool) -> CannotRun:
    """Why not, in words; ``is_written``: the content is there, and only can't take the place of the file."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return NoSpace(f"The disk is full; {path.name} was not written. Free some space and try again.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CannotRun(f"There is no folder {path.parent.name}; {path.name} was not written.")
    if path.is_dir():
        return CannotRun(f"{path.name} is a folder; give the name of a file.")
    if is_written and path.is_file():
        if os.access(path, os.W_OK):
            return _is_open(path)
        return ReadOnly(f"{path.name} can't be replaced: it is marked as read-only. Write another name.")
    return ReadOnly(f"{path.name} can't be written there: the folder {path.parent.name} is read-only.")
