"""The sheet Changes: what stands in ``Value`` is read as the field it dates is read on its own sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ipsdesk.exchange.cells import converter
from ipsdesk.exchange.complaint import Complaint, shown
from ipsdesk.exchange.sheet_reading import heading_key
from ipsdesk.models import Change
from ipsdesk.services.incoming import IncomingSheet, Problem
from ipsdesk.services.intake_changes import dated_attributes

NEEDED = ("record", "fact", "value")


def read_changes(sheet: IncomingSheet) -> tuple[IncomingSheet, list[Problem]]:
    """The sheet with its values in the form their own fields keep them in, and what is wrong with some."""
    if sheet.kind != Change.family.kind or not set(NEEDED) <= set(sheet.columns):
        return sheet, []
    places = [sheet.columns.index(name) for name in NEEDED]
    rows, problems = [], []
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        record, fact, value = (row[place] for place in places)
        cells = list(row)
        try:
            if record and fact:
                cells[places[1]], cells[places[2]] = _read(record, fact, value)
        except _Elsewhere as elsewhere:
            problems.append(Problem(sheet.sheet, sheet.complain_cell("fact", number), str(elsewhere)))
        except Complaint as complaint:
            problems.append(Problem(sheet.sheet, sheet.complain_cell("value", number), str(complaint)))
        rows.append(tuple(cells))
    return replace(sheet, rows=rows), problems


class _Elsewhere(Exception):
    """The heading is not that of a field whose changes are kept."""


def _read(record: str, fact: str, value: str | None) -> tuple[str, Any]:
    dated = {heading_key(field.label): (name, field) for name, field in dated_attributes(record).items()}
    found = dated.get(heading_key(fact))
    if found is None:
        known = ", ".join(field.label for _, field in dated.values())
        raise _Elsewhere(f"{shown(fact)} is not a field of a {record} that may change; these are: {known}")
    attribute, field = found
    return field.label, None if value is None else converter(attribute, field)(value)
