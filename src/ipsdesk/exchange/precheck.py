"""What can be known of a workbook before any parser sees it: is it whole, and is it safe to read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

from ipsdesk.errors import UnreadableFile
from ipsdesk.exchange.encrypted import OLD_EXCEL
from ipsdesk.exchange.parts import DAMAGED, parts_of, unpacked

MOST_UNPACKED = 500_000_000
HIGH_RATIO, RATIO_FROM = 200, 2_000_000
"""A workbook seldom unpacks to more than 30 times its size; a small one may, and does no harm."""

SUSPICIOUS_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|[\\:\x00-\x1f]|^$")
DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
ERROR_CELLS = (b't="e"', b"t='e'")
FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r=["']([A-Z]{1,7})([0-9]{1,12})["'][^<>]*(?<!/)>""")
OUTSIDE_LINK = re.compile(
    rb"""<(?:\w+:)?Relationship\s[^<>]*TargetMode=["']External["'][^<>]*>""", re.IGNORECASE
)
HYPERLINK = re.compile(rb"""Type=["'][^"']*/hyperlink["']""", re.IGNORECASE)
PROPERTIES = "docprops/custom.xml"

MOST_SCANNED = 8_000_000
"""Bytes of a sheet in which filled cells are looked at one by one; a larger sheet may take more memory."""
WIDE_GRID, CELLS_TO_ONE = 4_000_000, 100
"""A grid is refused that has this many cells and only one in a hundred of them filled."""

NOT_A_WORKBOOK = "The file is not an Excel workbook (.xlsx)."
MACROS = "The workbook has macros; save it as an Excel workbook (.xlsx) without them and use that."
LINKS = "The workbook has links to other files or sources; break the links in Excel, save it and use that."
DTD = "The workbook holds a document type definition (DTD), which no workbook needs; it is not safe to read."
TOO_MUCH = "The workbook unpacks to more than 500 MB; divide it into several and import one after the other."
BOMB = "The workbook is packed far more tightly than any real one; it is not safe to read."
NAMES = (
    "The workbook has parts with names that no workbook has, or the same name twice; it is not safe to read."
)


@dataclass(slots=True)
class Checked:
    """What the check found out: bytes unpacked, the parts with error cells, the custom properties' XML."""

    unpacked: int = 0
    error_parts: list[str] = field(default_factory=list)
    properties: bytes = b""


def check(data: bytes) -> Checked:
    """Refuse a file that is no workbook or not safe to read, with one sentence."""
    if not data:
        raise UnreadableFile("The file is empty.")
    if data.startswith(OLD_EXCEL):
        raise UnreadableFile("The workbook is in an old Excel format; save it as an Excel workbook (.xlsx).")
    if not data.startswith(b"PK"):
        raise UnreadableFile(NOT_A_WORKBOOK)
    parts = parts_of(data)
    _check_names([part.filename for part in parts])
    _check_sizes(parts, len(data))
    checked = Checked()
    for part in parts:
        _check_part(data, part, checked)
    return checked


def _check_names(names: Sequence[str]) -> None:
    folded = [name.casefold() for name in names]
    if len(set(folded)) < len(folded) or any(SUSPICIOUS_NAME.search(name) for name in names):
        raise UnreadableFile(NAMES)
    if "xl/workbook.bin" in folded:
        raise UnreadableFile(
            "The workbook is in Excel's binary format (.xlsb); save it as an Excel workbook (.xlsx)."
        )
    if "mimetype" in folded and "content.xml" in folded:
        raise UnreadableFile(
            "The file is an OpenDocument spreadsheet (.ods); save it as an Excel workbook (.xlsx)."
        )
    if "xl/workbook.xml" not in folded or "[content_types].xml" not in folded:
        raise UnreadableFile(NOT_A_WORKBOOK)
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in folded):
        raise UnreadableFile(MACROS)
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in folded):
        raise UnreadableFile(LINKS)


def _check_sizes(parts: Sequence[zipfile.ZipInfo], packed: int) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_UNPACKED:
        raise UnreadableFile(TOO_MUCH)
    if total > RATIO_FROM and total > HIGH_RATIO * packed:
        raise UnreadableFile(BOMB)


def _check_part(data: bytes, part: zipfile.ZipInfo, checked: Checked) -> None:
    """Unpack one part as far as it really goes, and look at what it holds as it passes."""
    name = part.filename.casefold()
    size, kept, tail = 0, b"", b""
    for chunk in unpacked(data, part):
        size += len(chunk)
        checked.unpacked += len(chunk)
        if size > part.file_size:
            raise UnreadableFile(DAMAGED)
        seen = tail + chunk
        _look(part.filename, seen, checked)
        tail = seen[-32:]
        if part.file_size <= MOST_SCANNED and not name.startswith("xl/media/"):
            kept += chunk
    if name.endswith(".rels") or name == "[content_types].xml":
        _check_links(kept)
    elif name.startswith("xl/worksheets/"):
        _check_grid(kept)
    elif name == PROPERTIES:
        checked.properties = kept


def _look(name: str, seen: bytes, checked: Checked) -> None:
    # A picture may be an SVG drawing with a DTD of its own; nothing here ever reads it.
    if not name.casefold().startswith("xl/media/") and any(word in seen for word in DECLARATIONS):
        raise UnreadableFile(DTD)
    if name not in checked.error_parts and any(word in seen for word in ERROR_CELLS):
        checked.error_parts.append(name)


def _check_links(content: bytes) -> None:
    folded = content.lower()
    if b"vbaproject" in folded or b"macroenabled" in folded:
        raise UnreadableFile(MACROS)
    outside = (link[0] for link in OUTSIDE_LINK.finditer(content))
    if b"externallink" in folded or not all(HYPERLINK.search(link) for link in outside):
        raise UnreadableFile(LINKS)


def _check_grid(content: bytes) -> None:
    """Refuse a sheet with a cell so far out that its grid would fill the memory with nothing."""
    cells = FILLED_CELL.findall(content)
    if not cells:
        return
    column = max((letters for letters, _ in cells), key=lambda letters: (len(letters), letters))
    row = max(int(number) for _, number in cells)
    width = 0
    for letter in column:
        width = width * 26 + letter - ord("A") + 1
    if width * row > max(WIDE_GRID, CELLS_TO_ONE * len(cells)):
        place = f"{column.decode()}{row}" if width < 20_000 else f"row {row:,}"
        raise UnreadableFile(
            f"A sheet has a cell filled in far away from all others, near {place}; "
            "empty it, save the workbook and import it again."
        )
