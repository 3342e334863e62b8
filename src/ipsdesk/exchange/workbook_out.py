"""Writes the unit workbook full: every record of the unit in the form the template asks for it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty

from ipsdesk.errors import DeskError
from ipsdesk.excel import plain_properties, workbook_bytes, write_whole
from ipsdesk.exchange.encrypted import encrypt, refuse_password
from ipsdesk.exchange.layout import layout
from ipsdesk.exchange.records_sheet import RecordsSheet, RecordsWriter
from ipsdesk.exchange.sheet_form import LISTS, Lists, write_form
from ipsdesk.exchange.template_look import add_styles
from ipsdesk.exchange.template_read_me import write_read_me
from ipsdesk.services.desk import Desk
from ipsdesk.services.outgoing import Outgoing

TITLE = "Unit workbook"
LONGEST_NAME = 120

HANDLE_WITH_CARE = (
    "This workbook holds everything the unit keeps of its clients and staff. Keep it as safe as the unit "
    "itself, and delete it when it has done its work.",
    "You may change it and import it again. The column Record ID says which record a row is: leave it as it "
    "is, and empty in new rows.",
    "A record that was changed in the program since this export is not overwritten unawares: the import "
    "names its row, and you decide.",
    "A row that is deleted here stays in the unit.",
)


def write_unit_of(desk: Desk, path: Path, password: str | None = None) -> dict[str, int]:
    """Write the whole unit to ``path`` and note it in the audit trail; the rows of each sheet.

    Raises `NotAllowed`, or `CannotRun` with a sentence; an export that can't be noted is taken away again.
    """
    if password is not None:
        refuse_password(password)
    content = desk.exports.content()
    data = unit_bytes(content)
    if password is not None:
        data = encrypt(data, password)
    rows = {sheet.sheet: len(sheet.rows) for sheet in content.sheets}
    write_whole(data, path)
    try:
        desk.exports.note_written(rows, sha256(data).hexdigest(), with_password=password is not None)
    except DeskError:
        path.unlink(missing_ok=True)
        raise
    return rows


def unit_bytes(content: Outgoing) -> bytes:
    """The unit workbook as a file's content; raises `CannotRun` if Excel could not hold a sheet or a cell."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    add_styles(workbook)
    plain_properties(workbook, TITLE)
    book: Any = workbook  # the stubs know neither custom properties nor sheets of a class of one's own
    for name, value in content.properties.items():
        noted = IntProperty(name, value) if isinstance(value, int) else StringProperty(name, value)
        book.custom_doc_props.append(noted)
    sheets = layout()
    write_read_me(workbook.create_sheet("Read me"), sheets, _about(content))
    lists = Lists()
    for sheet, records in zip(sheets, content.sheets, strict=True):
        worksheet = RecordsSheet(workbook, sheet.family.sheet)
        book._add_sheet(worksheet)
        fields = {name: sheet.all_fields[name] for name in records.columns}
        write_form(worksheet, sheet.family, fields, lists)
        worksheet.take(list(fields.values()), records.rows)
    lists.write(workbook.create_sheet(LISTS))
    return workbook_bytes(workbook, RecordsWriter)


def _about(content: Outgoing) -> tuple[str, ...]:
    practice = ("Practice copy: everybody in it is fictional.",) if content.practice else ()
    name = "".join(sign if sign.isprintable() else " " for sign in content.unit_name[:LONGEST_NAME])
    made = f"{name or 'The unit'}, as it was on {content.made_on:%d/%m/%Y}."
    return (*practice, made, *HANDLE_WITH_CARE)
