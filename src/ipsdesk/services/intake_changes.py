"""The sheet Changes: each row finds the record it is about and the field whose value it dates."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from ipsdesk.fields import Field, Kind
from ipsdesk.models import Activity, Client, Episode, Record
from ipsdesk.services.intake_rows import SHEET_OF, SheetIntake

OWNERS: dict[str, tuple[type[Record], str]] = {
    "client": (Client, "client_id"),
    "referral": (Episode, "episode_id"),
    "activity": (Activity, "activity_id"),
}
"""What a row's ``Record`` names: the record, and the column of ``changes`` that points to it."""

VALUE_COLUMNS = {"team": "team_id", "staff": "staff_id", "commissioner": "commissioner_id"}
KIND_OF_KEY = {column: owner.family.kind for owner, column in OWNERS.values()} | {
    column: kind for kind, column in VALUE_COLUMNS.items()
}
KEYS = (*(column for _, column in OWNERS.values()), *VALUE_COLUMNS.values())


def dated_attributes(record: str) -> dict[str, Field]:
    """The fields of a kind of record that may change from a day on, by attribute name."""
    owner, _ = OWNERS[record]
    return {name: declared for name, declared in owner.fields() if declared.dated}


class ChangesIntake(SheetIntake):
    """Adds to each row the key of its owner, and the key of a team or member of staff named as its value."""

    def resolved(self) -> dict[int, dict[str, Any]]:
        """Each good row with its keys; a row that names nothing known is a problem."""
        rows = super().resolved()
        self.plain = [*self.plain, *KEYS]
        self.stored = [*self.stored, *KEYS]
        for number, row in rows.items():
            self._find_keys(number, row)
        self.columns = [*self.columns, *KEYS]
        return {number: row for number, row in rows.items() if number not in self.bad}

    @cached_property
    def existing(self) -> dict[int, dict[str, Any]]:
        """What is there, with the references that owners and values have at present; none if removed."""
        records = super().existing
        present = {
            column: {id_: reference for reference, id_ in self.ids[kind].items()}
            for column, kind in KIND_OF_KEY.items()
        }
        for record in records.values():
            for column, known in present.items():
                if record[column] is not None:
                    shown = "value" if column in VALUE_COLUMNS.values() else "about"
                    record[shown] = known.get(record[column])
                    record[column] = record[column] if record[column] in known else None
        return records

    def _find_keys(self, number: int, row: dict[str, Any]) -> None:
        row.update(dict.fromkeys(KEYS))
        owner, column = OWNERS[row["record"]]
        kind = owner.family.kind
        row[column] = self.ids[kind].get(row["about"])
        if row[column] is None:
            self.complain(
                number, "about", f"'{row['about']}' is not in the sheet {SHEET_OF[kind]} or this unit"
            )
        declared = {field.label: field for field in dated_attributes(row["record"]).values()}[row["fact"]]
        value = row.setdefault("value", None)
        if declared.kind is Kind.REFERENCE and value is not None:
            target = declared.target or ""
            row[VALUE_COLUMNS[target]] = found = self.ids[target].get(value)
            if found is None:
                self.complain(
                    number, "value", f"'{value}' is not in the sheet {SHEET_OF[target]} or this unit"
                )
        elif isinstance(value, list):
            row["value"] = json.dumps(value)
        elif value is not None:
            row["value"] = str(value)
