"""The rows of the demonstration unit, gathered family by family in the form in which they are kept."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter

from ipsdesk.models import FAMILIES, Change, Record
from ipsdesk.services.incoming import Incoming, IncomingSheet


class Rows:
    """Takes records by the attributes of their family and gives them back as a workbook would bring them."""

    def __init__(self) -> None:
        self._fields = {model: dict(model.fields()) for model in FAMILIES}
        self._rows: dict[type[Record], list[tuple[Any, ...]]] = {model: [] for model in FAMILIES}

    def add(self, model: type[Record], **values: Any) -> None:
        """Add a record; what is not given is not recorded, and a day may be given as a date."""
        fields = self._fields[model]
        if unknown := values.keys() - fields.keys():
            raise ValueError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        given = (values.get(name, declared.default) for name, declared in fields.items())
        self._rows[model].append(tuple(_kept(value) for value in given))

    def change(self, record: str, about: str, fact: str, from_on: date, value: object) -> None:
        """Add what a dated fact of a client, referral or activity is from a day on."""
        self.add(Change, record=record, about=about, fact=fact, from_on=from_on, value=value)

    def incoming(self, file_name: str) -> Incoming:
        """Everything added so far as one workbook."""
        sheets = tuple(self._sheet(model) for model in FAMILIES)
        return Incoming(sheets, (), (), hashlib.sha256(repr(sheets).encode()).hexdigest(), file_name)

    def _sheet(self, model: type[Record]) -> IncomingSheet:
        columns, rows = tuple(self._fields[model]), self._rows[model]
        return IncomingSheet(
            kind=model.family.kind,
            sheet=model.family.sheet,
            columns=columns,
            letters={name: get_column_letter(place) for place, name in enumerate(columns, 1)},
            numbers=list(range(2, len(rows) + 2)),
            rows=rows,
        )


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
