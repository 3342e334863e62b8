"""The files of an evidence pack: an index, and for each item what records say and the rows behind it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.measures.fidelity import BEHIND_ITEMS
from ipsdesk.measures.measure import LEFT_OUT
from ipsdesk.models import Client
from ipsdesk.rules.ips25 import Item, items, review_window
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.cases import Case, amount_in_words, as_cases
from ipsdesk.services.fidelity_evidence import evidence_of, reach_of
from ipsdesk.services.fidelity_proposing import (
    Reading,
    count_item,
    left_out_of,
    out_of_reach,
    reading,
    working_of,
)
from ipsdesk.services.fidelity_sheet import SheetItem, read_sheet
from ipsdesk.services.roles import Workspace

CLIENTS = Client.__table__
INDEX, SAID, ROWS = "Index.txt", "What the records say.txt", "Rows.csv"
HEADS = ("Person or record", "Day", "State", "Part in the figure", "Why left out")
SOMEBODY = "[name]"
SHORTEST = 3
"""Letters of a part of a name that is replaced too."""
DIGITS = 5
"""A Client ID of digits alone is replaced from this length on; a shorter one may be any number."""
LONG_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
"""What may be an NHS number, together or 3-3-4."""
SOME_NUMBER = "[number]"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


class Pseudonyms:
    """P01, P02 and so on, one for each person in the order they are met; ``asked`` are never named at all."""

    def __init__(self, connection: Connection, asked: Collection[int]) -> None:
        self.given: dict[int, str] = {}
        self.asked = asked
        rows = connection.execute(select(CLIENTS.c.id, CLIENTS.c.name, CLIENTS.c.reference)).all()
        whole = ((name, row.id) for row in rows for name in (row.name, row.reference))
        self._whole = {name.casefold(): client for name, client in whole if name and _tells(name)}
        parts = {part for row in rows for part in (row.name or "").split() if len(part) >= SHORTEST}
        self._names = _any_of([*sorted(self._whole, key=len, reverse=True), *sorted(parts)])

    def of(self, client: int) -> str:
        """The person's pseudonym."""
        if client in self.asked:
            return "restricted"
        return self.given.setdefault(client, f"P{len(self.given) + 1:02}")

    def replaced(self, words: str) -> str:
        """The words with every name and Client ID of the unit's people replaced, parts of names too.

        What may be an NHS number goes as well.
        """
        unnamed = self._names.sub(self._instead, words) if self._names else words
        return LONG_NUMBER.sub(SOME_NUMBER, unnamed)

    def _instead(self, found: re.Match[str]) -> str:
        client = self._whole.get(found[0].casefold())
        return SOMEBODY if client is None else self.of(client)


def _tells(name: str) -> bool:
    return not name.isdecimal() or len(name) >= DIGITS


def _any_of(names: list[str]) -> re.Pattern[str] | None:
    choices = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE) if names else None


def files_of(
    connection: Connection,
    record: Mapping[str, Any],
    delete_by_on: date,
    pseudonyms: Pseudonyms,
    workspace: Workspace,
) -> dict[str, bytes]:
    """Every file by its place in the folder."""
    sheet = read_sheet(connection, record["id"], workspace.today())
    read = reading(connection, record["on_date"])
    files: dict[str, bytes] = {}
    for known, one in zip(items(), sheet.items, strict=True):
        place = f"{known.number:02} {known.name.replace('/', ' ')}"
        files[f"{place}/{SAID}"] = _text(_said(read, known, one, pseudonyms))
        if known.number in BEHIND_ITEMS:
            files[f"{place}/{ROWS}"] = _rows(read, known.number, pseudonyms)
    index = _index(record, delete_by_on, sheet.standing.words, sorted(files), len(pseudonyms.given))
    return {INDEX: _text(index), **files}


def _text(lines: Iterator[str]) -> bytes:
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def _index(
    record: Mapping[str, Any], delete_by_on: date, standing: str, places: list[str], people: int
) -> Iterator[str]:
    window = review_window(record["on_date"])
    yield f"Evidence for the fidelity review {record['reference']} of {shown_day(record['on_date'])}"
    yield f"Scale: {record['scale']}. {standing[:1].upper()}{standing[1:]}."
    yield f"Records of {shown_day(window.first)} to {shown_day(window.last)}."
    yield ""
    yield f"People are called P01 and so on ({people} in all). Who they are is known only in the unit itself."
    yield "What was written of contacts is left out. This folder is not encrypted."
    yield f"Delete it, and every copy, by {shown_day(delete_by_on)}."
    yield ""
    yield from places


def _said(read: Reading, known: Item, one: SheetItem, pseudonyms: Pseudonyms) -> Iterator[str]:
    yield f"Item {known.number}: {known.name}"
    yield ""
    if known.number in BEHIND_ITEMS:
        counted = count_item(read, known.number)
        proposed = counted.proposal.score if counted.proposal else "no score"
        yield f"Records propose {proposed}. {counted.arithmetic}"
        yield from (f"{label}: {number}" for label, number in working_of(counted))
        yield from counted.notes
        left_out = left_out_of(read, known.number)
        yield from (f"Left out, {reason}: {rows}" for reason, rows in left_out)
        yield from filter(None, [out_of_reach(counted)])
    else:
        said = [*evidence_of(read, known.number), *filter(None, [reach_of(read, known.number)])]
        yield from said or ["Records say nothing of this item."]
    yield ""
    yield f"Score given: {one.score or 'none yet'}"
    met = [words for place, words in enumerate(known.components, 1) if place in one.parts]
    yield from (f"Part met: {words}" for words in met)
    words = (("Evidence", one.evidence), ("Comment", one.comment), ("Why it differs", one.reason))
    yield from (f"{label}: {pseudonyms.replaced(text)}" for label, text in words if text)


def _rows(read: Reading, number: int, pseudonyms: Pseudonyms) -> bytes:
    """The rows behind a figure, nobody's name or reference among them."""
    measure, written = BEHIND_ITEMS[number], io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(HEADS)
    rows = measure.rows(read.connection, read.window)
    for case in as_cases(read.connection, measure, rows, pseudonyms.asked, names=True):
        who = _who(case, pseudonyms)
        amount = "" if case.state == LEFT_OUT else amount_in_words(measure, case)
        cells = (who, str(case.day or ""), case.state, amount, case.reason or "")
        sheet.writerow([_plain(cell) for cell in cells])
    return written.getvalue().encode("utf-8-sig")


def _who(case: Case, pseudonyms: Pseudonyms) -> str:
    """A person by pseudonym; a contact by the employer it was with, if any."""
    if case.client is not None:
        return pseudonyms.of(case.client)
    return pseudonyms.replaced(case.name) or case.kind if case.kind == "contact" else case.name or case.kind


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
