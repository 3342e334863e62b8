"""Workbooks for the tests: honest ones through openpyxl, the others put together part by part."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.services.incoming import Incoming

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8"?>'

PARTS = {
    "[Content_Types].xml": f"""{XML}<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>""",
    "_rels/.rels": f"""{XML}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>
<sheet name="Teams" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""{XML}<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
}
HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Team ID</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Name</t></is></c></row>'
)


def sheet_xml(rows: str = "", before: str = "", headings: str = HEADINGS) -> str:
    """The sheet Teams with these rows of XML below its headings."""
    return f'{XML}<worksheet xmlns="{MAIN}">{before}<sheetData>{headings}{rows}</sheetData></worksheet>'


def package(changed: Mapping[str, str | bytes] | None = None) -> bytes:
    """A small workbook put together by hand, some of its parts changed or added."""
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet_xml(), **(changed or {})}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> Workbook:
    """A workbook with these sheets, rows and cells."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        worksheet = workbook.create_sheet(name)
        for row in rows:
            worksheet.append(list(row))
    return workbook


def read(folder: Path, content: Workbook | bytes, password: str | None = None) -> Incoming:
    """What the program reads of this workbook."""
    path = folder / "unit.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content.save(path)
    return read_workbook(path, password)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    """A moment as Excel knows it, without a time zone."""
    return dt.datetime(year, month, day, hour, minute)


def problems(incoming: Incoming) -> list[str]:
    """The problems as people read them."""
    return [str(problem) for problem in incoming.problems]
