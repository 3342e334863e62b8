"""A workbook that somebody else made, in which single cells are filled: all else stays as it was sent."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries

from ipsdesk.errors import CannotRun
from ipsdesk.rules.wording import shown_day

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BOOK, BOOK_LINKS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
BEFORE_CALCULATION = ("definedNames", "externalReferences", "functionGroups", "sheets")
YES = ("1", "true")
CALLS_OUT = re.compile(r"\b(WEBSERVICE|IMAGE|RTD)\s*\(", re.IGNORECASE)

UNREADABLE = "The workbook can't be read; open it in Excel, save it once more and choose it again."
TALKS = (
    "A formula of the workbook asks the internet or another program ({}), and could hand figures on. Take it "
    "out and choose the workbook again."
)
NO_SHEET = "The workbook has no sheet {}."
FORMULA = "Cell {} of sheet {} holds a formula, which a figure would replace. Choose another cell."
JOINED = "Cell {} of sheet {} is joined with others ({}). Choose the first of them."
LOCKED = "Sheet {1} is protected, and its cell {0} is locked. Choose a cell that is left open."
HEAD = "Cell {} of sheet {} is the head of a table's column, which must stay. Choose another cell."

MALFORMED = (
    *(KeyError, IndexError, TypeError, ValueError, AttributeError),
    *(SyntaxError, zipfile.BadZipFile, zlib.error),  # of a syntax: both readers of XML
)
"""What reading a workbook that is not as it should be raises."""
Element = Any
"""An element of a part; lxml has no types."""
Value = str | int | float | date


class TemplateBook:
    """The parts of a workbook, read as they are needed; raises ``CannotRun`` where they can't be."""

    def __init__(self, content: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self._parts = {item.filename: archive.read(item) for item in archive.infolist()}
            self.sheets = self._sheet_parts()
        except MALFORMED as error:
            raise CannotRun(UNREADABLE) from error
        self._roots: dict[str, Element] = {}
        self._reasons: dict[tuple[str, str], str] = {}

    def _sheet_parts(self) -> dict[str, str]:
        """The part of each worksheet by its name."""
        links = {link.get("Id"): link for link in _root(self._parts[BOOK_LINKS])}
        found = {}
        for sheet in _root(self._parts[BOOK]).iter(f"{MAIN}sheet"):
            link = links[sheet.get(RELATION)]
            if link.get("Type").endswith("/worksheet"):
                found[sheet.get("name")] = posixpath.normpath(posixpath.join("/xl", link.get("Target")))[1:]
        return found

    def refuse_calls(self) -> None:
        """Raise ``CannotRun`` where a formula asks the internet or another program."""
        for name in (BOOK, *self.sheets.values()):
            if found := CALLS_OUT.search(self._parts.get(name, b"").decode("utf-8", "replace")):
                raise CannotRun(TALKS.format(found[1].upper()))

    def why_not(self, sheet: str, cell: str) -> str:
        """Why a cell can't be filled, in a sentence; empty where it can."""
        try:
            if (sheet, cell) not in self._reasons:
                self._reasons[sheet, cell] = self._why_not(sheet, cell)
            return self._reasons[sheet, cell]
        except MALFORMED as error:
            raise CannotRun(UNREADABLE) from error

    def _why_not(self, sheet: str, cell: str) -> str:
        if sheet not in self.sheets:
            return NO_SHEET.format(sheet)
        root = self._of(sheet)
        row, column = _place(cell)
        for joined in root.iter(f"{MAIN}mergeCell"):
            area = joined.get("ref")
            if _holds(area, row, column) and cell != area.partition(":")[0]:
                return JOINED.format(cell, sheet, area)
        if any(self._is_formula(one, row, column, cell) for one in root.iter(f"{MAIN}f")):
            return FORMULA.format(cell, sheet)
        if any(_holds(area, row, column) for area in self._table_heads(sheet)):
            return HEAD.format(cell, sheet)
        if self._is_protected(root) and not self._is_open(_style(root, row, column)):
            return LOCKED.format(cell, sheet)
        return ""

    def put(self, sheet: str, cell: str, value: Value) -> None:
        """Fill a cell that can be: a day as a date where the cell shows one, else in words."""
        root = self._of(sheet)
        row, column = _place(cell)
        style = _style(root, row, column)
        place = _cell(root, cell, row, column)
        if isinstance(value, date):
            value = (value - self._day_nought).days if self._shows_a_day(style) else shown_day(value)
        for child in list(place):
            place.remove(child)
        place.attrib.pop("t", None)
        if style and place.get("s") is None:
            place.set("s", str(style))
        if isinstance(value, str):
            place.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(place, f"{MAIN}is"), f"{MAIN}t").text = value
        else:
            etree.SubElement(place, f"{MAIN}v").text = repr(value)

    def content(self) -> bytes:
        """The workbook, which works all its formulas out anew when it is opened."""
        parts = dict(self._parts)
        for name in self.sheets.values():
            root = self._roots.get(name)
            root = _root(parts[name]) if root is None else root
            if _forget_results(root) or name in self._roots:
                parts[name] = _bytes(root)
        parts[BOOK] = _asking_to_work_out(parts[BOOK])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return made.getvalue()

    # ---- what a sheet says of a cell ----------------------------------------------------------------

    def _of(self, sheet: str) -> Element:
        name = self.sheets[sheet]
        if name not in self._roots:
            self._roots[name] = _root(self._parts[name])
        return self._roots[name]

    @staticmethod
    def _is_formula(formula: Element, row: int, column: int, cell: str) -> bool:
        """Whether a cell holds a formula, or is among those that one fills."""
        fills = formula.get("t") in ("array", "dataTable") and formula.get("ref")
        return formula.getparent().get("r") == cell or bool(fills and _holds(fills, row, column))

    @staticmethod
    def _is_protected(root: Element) -> bool:
        found = root.find(f"{MAIN}sheetProtection")
        return found is not None and found.get("sheet") in YES

    def _table_heads(self, sheet: str) -> Iterator[str]:
        """The first row of each table of a sheet."""
        folder, name = posixpath.split(self.sheets[sheet])
        links = self._parts.get(f"{folder}/_rels/{name}.rels")
        for link in () if links is None else _root(links):
            if link.get("Type").endswith("/table"):
                part = posixpath.normpath(posixpath.join("/", folder, link.get("Target")))[1:]
                table = _root(self._parts[part])
                first, _, last = table.get("ref").partition(":")
                if table.get("headerRowCount") != "0":
                    yield f"{first}:{coordinate_from_string(last)[0]}{coordinate_from_string(first)[1]}"

    # ---- styles -------------------------------------------------------------------------------------

    @cached_property
    def _formats(self) -> tuple[list[Element], dict[int, str]]:
        """The formats that cells have by number, and the number formats that the workbook has of its own."""
        root = _root(self._parts[STYLES])
        own = {int(one.get("numFmtId")): one.get("formatCode") for one in root.iter(f"{MAIN}numFmt")}
        return list(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")), own

    @cached_property
    def _day_nought(self) -> date:
        """What days are counted from: workbooks that a Mac began may have a later one."""
        settings = _root(self._parts[BOOK]).find(f"{MAIN}workbookPr")
        is_later = settings is not None and settings.get("date1904") in YES
        return date(1904, 1, 1) if is_later else date(1899, 12, 30)

    def _is_open(self, style: int) -> bool:
        formats, _ = self._formats
        found = formats[style].find(f"{MAIN}protection") if style < len(formats) else None
        return found is not None and found.get("locked") not in (None, *YES)

    def _shows_a_day(self, style: int) -> bool:
        formats, own = self._formats
        number = int(formats[style].get("numFmtId") or 0) if style < len(formats) else 0
        return is_date_format(own.get(number) or BUILTIN_FORMATS.get(number) or "General")


def _root(part: bytes) -> Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _bytes(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _place(cell: str) -> tuple[int, int]:
    """The row and the column of an address."""
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters)


def _holds(area: str, row: int, column: int) -> bool:
    bounds: Any = range_boundaries(area)
    left, top, right, bottom = bounds
    return bool(top <= row <= bottom and left <= column <= right)


def _style(root: Element, row: int, column: int) -> int:
    """The format of a cell; of one that is not there, that of its row or else of its column."""
    line = next(
        (one for one in root.iterfind(f"{MAIN}sheetData/{MAIN}row") if one.get("r") == str(row)), None
    )
    if line is not None:
        own = next((one for one in line if _place(one.get("r"))[1] == column), None)
        if own is not None or line.get("customFormat") in YES:
            return int((line if own is None else own).get("s") or 0)
    for one in root.iterfind(f"{MAIN}cols/{MAIN}col"):
        if int(one.get("min")) <= column <= int(one.get("max")):
            return int(one.get("style") or 0)
    return 0


def _cell(root: Element, cell: str, row: int, column: int) -> Element:
    """The cell, made in its place in the row where there is none yet."""
    data = root.find(f"{MAIN}sheetData")
    line = _in_order(data, f"{MAIN}row", str(row), row, lambda one: int(one.get("r")))
    line.attrib.pop("spans", None)  # they need not be there, and must not be wrong
    dimension = root.find(f"{MAIN}dimension")
    if dimension is not None:
        root.remove(dimension)
    return _in_order(line, f"{MAIN}c", cell, column, lambda one: _place(one.get("r"))[1])


def _in_order(parent: Element, tag: str, name: str, at: int, place_of: Any) -> Element:
    """The child that stands at a place; a new one comes where it belongs."""
    for position, child in enumerate(parent):
        found = place_of(child)
        if found == at:
            return child
        if found > at:
            made = etree.Element(tag, r=name)
            parent.insert(position, made)
            return made
    return etree.SubElement(parent, tag, r=name)


def _forget_results(root: Element) -> bool:
    """Take away what formulas had worked out; whether there are any."""
    formulas = list(root.iter(f"{MAIN}f"))
    for formula in formulas:
        cell = formula.getparent()
        cell.attrib.pop("t", None)
        for result in cell.findall(f"{MAIN}v"):
            cell.remove(result)
    return bool(formulas)


def _asking_to_work_out(part: bytes) -> bytes:
    """The workbook's own part, which now asks for all formulas to be worked out when it is opened."""
    book = _root(part)
    asks = book.find(f"{MAIN}calcPr")
    if asks is None:
        asks = etree.Element(f"{MAIN}calcPr")
        next(found for tag in BEFORE_CALCULATION if (found := book.find(f"{MAIN}{tag}")) is not None).addnext(
            asks
        )
    asks.set("fullCalcOnLoad", "1")
    return _bytes(book)
