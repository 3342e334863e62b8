"""A field's plain value as a person types it, and back; what it accepts is what the unit workbook accepts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import cast

from ipsdesk.exchange.cells import converter
from ipsdesk.exchange.complaint import Complaint
from ipsdesk.fields import Field, Kind

Value = str | int | bool | date | list[str] | None

__all__ = ["Complaint", "Value", "as_typed", "fill_in", "read_typed"]


def read_typed(field: Field, typed: str) -> Value:
    """The value of what was typed, None for nothing; raises `Complaint` with what is expected."""
    kept = converter("", field)(typed)
    return date.fromisoformat(str(kept)) if field.kind is Kind.DATE and kept is not None else kept


def as_typed(field: Field, value: Value) -> str:
    """The value as a field shows it, ready to be typed over."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list):
        return "; ".join(value)
    if field.kind is Kind.NHS_NUMBER:
        digits = str(value)
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    if field.kind is Kind.HOURS:
        return _clock(cast("int", value))
    if field.kind is Kind.MONEY:
        pence = cast("int", value)
        return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"
    if field.kind is Kind.DECIMAL:
        return f"{(Decimal(cast('int', value)) / field.scale).normalize():f}"
    return str(value)


def _clock(seconds: int) -> str:
    minutes, second = divmod(abs(seconds), 60)
    clock = f"{minutes // 60}:{minutes % 60:02}" + (f":{second:02}" if second else "")
    return f"-{clock}" if seconds < 0 else clock


def fill_in(field: Field) -> str:
    """What a required field says while it is empty."""
    if field.kind in (Kind.CHOICE, Kind.CHOICES, Kind.REFERENCE, Kind.REFERENCES, Kind.YES_NO):
        return f"{field.title}: nothing is chosen yet"
    return f"{field.title}: nothing is filled in yet"
