"""Cells that hold words: text, choices, lists, yes or no, references and NHS numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from ipsdesk.exchange.complaint import (
    Complaint,
    Raw,
    clock_seconds,
    duration_text,
    number_text,
    shown,
    whole_seconds,
)
from ipsdesk.fields import Field

LONGEST = 32_767
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
YES_NO = {"yes": True, "no": False, "true": True, "false": False}
RECORD_ID = re.compile("[0-9a-f]{32}")


def clean(raw: str) -> str:
    """Text without surrounding space, with plain line ends; refused if Excel could not hold or show it."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    if found := FORBIDDEN.search(text):
        raise Complaint(
            f"{shown(raw)} holds a character that can't be printed (U+{ord(found[0]):04X}); delete it"
        )
    text = text.strip()
    if len(text) > LONGEST // 2 and (length := len(text.encode("utf-16-le")) // 2) > LONGEST:
        raise Complaint(f"the text has {length:,} characters; at most {LONGEST:,} can be kept")
    return text


def text(raw: Raw) -> str:
    """Any cell as text: 7 rather than 7.0, a date as ``YYYY-MM-DD``, TRUE and FALSE as yes and no."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | float):
        return number_text(float(raw))
    if isinstance(raw, dt.datetime):
        clock = clock_seconds(raw.time())
        return f"{raw:%Y-%m-%d} {duration_text(clock)}" if clock else f"{raw:%Y-%m-%d}"
    if isinstance(raw, dt.date):
        return raw.isoformat()
    if isinstance(raw, dt.time):
        return duration_text(clock_seconds(raw))
    return duration_text(whole_seconds(raw))


def texts(raw: Raw) -> list[str] | None:
    """The parts of a cell between semicolons, each once; None if there are none."""
    parts = (part.strip() for part in text(raw).split(";"))
    return list(dict.fromkeys(part for part in parts if part)) or None


def yes_no(raw: Raw) -> bool:
    """Yes or no, or Excel's TRUE or FALSE."""
    if isinstance(raw, bool):
        return raw
    kept = YES_NO.get(raw.casefold()) if isinstance(raw, str) else None
    if kept is None:
        raise Complaint(f"{shown(raw)} is neither yes nor no")
    return kept


def choice(field: Field) -> Callable[[Raw], str]:
    """One of the field's choices, in the list's own spelling."""
    by_key = {one.casefold(): one for one in field.choices}
    expected = ", ".join(field.choices)

    def keep(raw: Raw) -> str:
        key = text(raw).casefold()
        # Excel drops the 0 of a code such as 03 as soon as it takes it for a number.
        kept = by_key.get(key) or (by_key.get(key.zfill(2)) if key.isdecimal() else None)
        if kept is None:
            raise Complaint(f"{shown(raw)} is not one of: {expected}")
        return kept

    return keep


def choices(field: Field) -> Callable[[Raw], list[str] | None]:
    """Some of the field's choices, separated by semicolons, each once."""
    one = choice(field)

    def keep(raw: Raw) -> list[str] | None:
        return list(dict.fromkeys(one(part) for part in texts(raw) or ())) or None

    return keep


def nhs_number(raw: Raw) -> str:
    """An NHS number as ten digits; its last digit must follow from the other nine (modulus 11)."""
    digits = text(raw).replace(" ", "").replace("-", "")
    if not (len(digits) == 10 and digits.isascii() and digits.isdecimal()):
        raise Complaint(f"{shown(raw)} is not an NHS number of ten digits")
    from stdnum.gb import nhs  # noqa: PLC0415 (76 ms, and only for a workbook with such numbers)

    if not nhs.is_valid(digits):
        raise Complaint(f"{shown(raw)} is not an NHS number: its last digit does not match the others")
    return digits


def record_id(raw: Raw) -> str:
    """The identity a record was exported with: 32 hexadecimal digits."""
    kept = text(raw).casefold()
    if RECORD_ID.fullmatch(kept) is None:
        raise Complaint(f"{shown(raw)} is not a Record ID of an export; leave it empty for a new record")
    return kept
