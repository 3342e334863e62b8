"""One converter for each kind of field: a cell as Excel holds it becomes the value kept, or a complaint."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from ipsdesk.exchange.cell_dates import date, time
from ipsdesk.exchange.cell_numbers import decimal, hours, money, whole
from ipsdesk.exchange.cell_texts import choice, choices, clean, nhs_number, record_id, text, texts, yes_no
from ipsdesk.exchange.complaint import ERROR_MARK, Complaint, Kept, Raw
from ipsdesk.fields import Field, Kind

NOT_RECORDED = frozenset({"", "-", "n/a"})
RECORD_ID_ATTRIBUTE = "uuid"

Converter = Callable[[Raw], Kept]

CONVERTERS: dict[Kind, Callable[[Field], Converter]] = {
    Kind.TEXT: lambda _: text,
    Kind.LONG_TEXT: lambda _: text,
    Kind.NHS_NUMBER: lambda _: nhs_number,
    Kind.DATE: lambda _: date,
    Kind.TIME: lambda _: time,
    Kind.WHOLE: whole,
    Kind.DECIMAL: decimal,
    Kind.HOURS: hours,
    Kind.MONEY: money,
    Kind.YES_NO: lambda _: yes_no,
    Kind.CHOICE: choice,
    Kind.CHOICES: choices,
    Kind.TEXTS: lambda _: texts,
    Kind.REFERENCE: lambda _: text,
    Kind.REFERENCES: lambda _: texts,
}


def converter(attribute: str, field: Field) -> Converter:
    """What turns a cell of this field into the value kept, or None where nothing is recorded."""
    convert = record_id if attribute == RECORD_ID_ATTRIBUTE else CONVERTERS[field.kind](field)

    def keep(raw: Raw) -> Kept:
        if isinstance(raw, str):
            if raw.startswith(ERROR_MARK):
                raise Complaint(f"'{raw[1:]}' is an error of a formula; mend the formula or empty the cell")
            raw = clean(raw)
            if raw.casefold() in NOT_RECORDED:
                return None
        return convert(raw)

    return keep


def keep(raw: Raw, field: Field) -> Kept:
    """The value kept for one cell, the field's default where nothing is recorded; raises `Complaint`."""
    kept = converter("", field)(raw)
    if kept is None and field.required:
        raise Complaint(f"'{field.label}' is empty and must be filled in")
    return cast("Kept", field.default) if kept is None else kept
