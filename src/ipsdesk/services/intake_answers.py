"""Anonymous answers on their way in: without Record IDs, dated by their round, in no order that tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from secrets import SystemRandom
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ipsdesk.models import Record
from ipsdesk.services.incoming import IncomingSheet
from ipsdesk.services.intake_rows import Ids, SheetIntake

FURTHEST_KEY = 2**53

ROUNDS = """
SELECT id, reference, opens_on, max(closes_on, coalesce(closed_on, closes_on)), coalesce(closed_on, closes_on)
FROM survey_rounds WHERE removed_at IS NULL
"""


class Round(NamedTuple):
    """A round: the days on which an answer may be given, and the day that stands for all of them."""

    reference: str
    first: str
    last: str
    closing: str


def rounds_of(connection: Connection) -> Mapping[int, Round]:
    """Every round by its key; days as kept."""
    return {id_: Round(*days) for id_, *days in connection.exec_driver_sql(ROUNDS)}


def random_key() -> int:
    """A key that tells nothing of when its record was made."""
    return SystemRandom().randrange(1, FURTHEST_KEY)


class AnswersIntake(SheetIntake):
    """Adds the answers that are not there yet; each takes the closing day of the round it names."""

    def __init__(
        self, connection: Connection, model: type[Record], sheet: IncomingSheet, ids: Ids, bad: set[int]
    ) -> None:
        super().__init__(connection, model, _without_record_ids(sheet), ids, bad)
        self._rounds = rounds_of(connection)

    def resolved(self) -> dict[int, dict[str, Any]]:
        """Each good row on its round's closing day; one dated outside its round is a problem."""
        rows = super().resolved()
        for number, row in rows.items():
            round_ = self._rounds.get(row.get("round_id") or 0)
            if round_ is None:
                continue
            if not round_.first <= row["on_date"] <= round_.last:
                self.complain(number, "on_date", f"this day is outside the round '{round_.reference}'")
            row["on_date"] = round_.closing
        return {number: row for number, row in rows.items() if number not in self.bad}

    @cached_property
    def existing(self) -> dict[int, dict[str, Any]]:
        """What is there, dated by its round."""
        records = super().existing
        for record in records.values():
            if round_ := self._rounds.get(record["round_id"] or 0):
                record["on_date"] = round_.closing
        return records

    def _new_id(self, row: dict[str, Any]) -> int:
        del row
        return random_key()


def _without_record_ids(sheet: IncomingSheet) -> IncomingSheet:
    """An export of an earlier version has them for answers too; they are passed over."""
    if "uuid" not in sheet.columns:
        return sheet
    place = sheet.columns.index("uuid")
    rows = [(*row[:place], *row[place + 1 :]) for row in sheet.rows]
    return replace(sheet, columns=tuple(name for name in sheet.columns if name != "uuid"), rows=rows)
