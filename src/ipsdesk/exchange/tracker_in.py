"""A unit's own tracker as the same incoming records that a unit workbook gives, for the same import.

References are made where the tracker has none, so that the grown tracker makes the same ones again:

* a person's from name and NHS number, or date of birth (``tracker_people.People`` says how they are found);
* a referral's from the person and the day it was received, a job's from the person and the day it started
  (and the employer, where a person starts two jobs on one day), so a corrected day is a new record;
* an employer's from the name; a contact's Record ID from the people in it, its day and its kind.

As in the unit workbook, an empty cell of a matched column says that nothing is recorded; a column that is not
matched leaves its field alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ipsdesk.exchange.cells import RECORD_ID_ATTRIBUTE
from ipsdesk.exchange.complaint import Complaint, Kept
from ipsdesk.exchange.sheet_reading import letter_of
from ipsdesk.exchange.tracker_fields import CONTACTS, EMPLOYERS
from ipsdesk.exchange.tracker_mapping import Mapping
from ipsdesk.exchange.tracker_people import Known, People, Person, made, name_key
from ipsdesk.exchange.tracker_rows import TrackerRow, TrackerRows
from ipsdesk.exchange.tracker_sheets import TrackerSheet
from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES, Record
from ipsdesk.services.incoming import Incoming, IncomingSheet, Problem

IDENTIFIED_BY = {
    "client": ("client.reference", "client.name", "client.nhs_number"),
    "referral": ("referral.reference", "referral.received_on"),
    "activity": ("activity.reference", "activity.started_on"),
    "employer": ("employer.reference", "employer.name"),
    "contact": ("contact.on_date",),
}
"""Whose cell is named when something is wrong with what identifies a record."""


def as_incoming(sheet: TrackerSheet, mapping: Mapping, known: Known | None = None) -> Incoming:
    """The tracker's records and every problem of its cells, named as ``Sheet1!C7``.

    ``known`` is what the unit has already (``known_of(desk.exports.content())``); without it staff and teams
    have to be given by their IDs, and contacts can't be read, since they are about people of the unit.
    """
    if mapping.missing:
        words = [f"no column is matched to '{label}', which must be filled in" for label in mapping.missing]
        problems = tuple(Problem(sheet.name, "", text) for text in words)
        return Incoming((), problems, (), sheet.sha256, sheet.file_name)
    records = Records(TrackerRows(sheet, mapping), known or Known())
    records.gather()
    rows = records.rows
    return Incoming(
        tuple(records.sheets()), tuple(rows.problems), tuple(rows.notes), sheet.sha256, sheet.file_name
    )


@dataclass(slots=True)
class Gathered:
    """One record: the row it first stands in, its values, and for each of them the row it comes from."""

    number: int
    values: dict[str, Any]
    places: dict[str, int]


class Records:
    """What the rows of a tracker say, put together record by record."""

    def __init__(self, rows: TrackerRows, known: Known) -> None:
        self.rows, self._known, self._mapping = rows, known, rows.mapping
        self._fields = rows.mapping.shape.fields
        self._known_people = dict(known.people)
        self._people = People(known, map(_person, rows.rows))
        self._found: dict[str, dict[str, Gathered]] = defaultdict(dict)
        self._same: Counter[tuple[Any, ...]] = Counter()
        self._starts: dict[tuple[str, str], set[str]] = defaultdict(set)

    def gather(self) -> None:
        """Go through every row."""
        take = {CONTACTS.name: self._take_contact, EMPLOYERS.name: self._take_employer}.get(
            self._mapping.shape.name, self._take_person
        )
        for row in self.rows.rows:
            self._starts[self._start(row)].add(_employer(row))
        for row in self.rows.rows:
            take(row)

    # ---- one row ----------------------------------------------------------------------------------

    def _take_person(self, row: TrackerRow) -> None:
        client = self._client(row)
        if client is None:
            return
        self._add("client", client, row, self._known_of(client, row))
        if row.of("referral") and self._complete(row, "referral"):
            received = str(row.values["referral.received_on"])
            reference = row.values.get("referral.reference") or f"{client}-R{received.replace('-', '')}"
            self._add("referral", str(reference), row, {"client_id": client})
        employer = self._take_employer(row)
        if row.of("activity") and self._complete(row, "activity"):
            self._add("activity", self._job(row, client), row, {"client_id": client, **employer})

    def _client(self, row: TrackerRow) -> str | None:
        """The reference of the person a row is about; None after a complaint."""
        if not self._complete(row, "client"):
            return None
        try:
            return str(row.values.get("client.reference") or self._people.reference(_person(row)))
        except Complaint as complaint:
            self.rows.complain("client.name", row.number, str(complaint))
            return None

    def _known_of(self, client: str, row: TrackerRow) -> dict[str, Any]:
        """What tells a person from others is not lost to an empty cell."""
        known = self._known_people.get(client, Person())
        told = {"nhs_number": known.nhs_number, "born_on": known.born_on}
        return {
            name: kept
            for name, kept in told.items()
            if kept and f"client.{name}" in self._mapping.columns and f"client.{name}" not in row.values
        }

    def _take_employer(self, row: TrackerRow) -> dict[str, Any]:
        """What a job or a contact says of its employer: the reference, if one is named."""
        name = row.values.get("employer.name")
        if name is None:
            if row.of("employer"):
                self._complete(row, "employer")
            return {}
        key = name_key(str(name))
        found = row.values.get("employer.reference") or self._known.names.get("employer", {}).get(key)
        reference = found or made("E", self._known.unit, key)
        self._add("employer", str(reference), row, {})
        return {"employer_id": str(reference)}

    def _start(self, row: TrackerRow) -> tuple[str, str]:
        return _person(row).key, str(row.values.get("activity.started_on"))

    def _job(self, row: TrackerRow, client: str) -> str:
        if own := row.values.get("activity.reference"):
            return str(own)
        day = str(row.values["activity.started_on"]).replace("-", "")
        several = len(self._starts[self._start(row)]) > 1
        return f"{client}-J{day}" + (made("", _employer(row))[:4] if several else "")

    def _take_contact(self, row: TrackerRow) -> None:
        if not self._complete(row, "contact"):
            return
        clients = self._clients(row)
        more: dict[str, Any] = self._take_employer(row)
        if clients:
            more["client_ids"] = clients
        kind = row.values.get("contact.kind", self._mapping.fixed.get("contact.kind"))
        same = (*sorted(clients), row.values["contact.on_date"], kind)
        self._same[same] += 1
        parts = "|".join(map(str, (self._known.unit, *same, self._same[same])))
        record_id = hashlib.sha256(parts.encode()).hexdigest()[:32]
        self._add("contact", record_id, row, more)

    def _clients(self, row: TrackerRow) -> list[str]:
        """The people of a contact, who have to be in the unit: a slip of the pen makes nobody new."""
        if reference := row.values.get("client.reference"):
            return [part.strip() for part in str(reference).split(";") if part.strip()]
        person = _person(row)
        names = (person.name or "").split("; ")
        people = [Person(name) for name in names] if len(names) > 1 else [person]
        found = []
        for one in people if row.of("client") else ():
            try:
                known = self._people.known_as(one)
            except Complaint as complaint:
                self.rows.complain("client.name", row.number, str(complaint))
                continue
            if known:
                found.append(known)
            else:
                words = f"'{one.name or one.nhs_number}' is not known in this unit; bring the people in first"
                self.rows.complain("client.name", row.number, words)
        return list(dict.fromkeys(found))

    def _complete(self, row: TrackerRow, kind: str) -> bool:
        """Whether all that a record must have is there; what is not is complained of by its cell."""
        start, whole = f"{kind}.", True
        for target in self._mapping.shape.required({start}):
            if target.startswith(start) and target not in row.values and target not in self._mapping.fixed:
                whole = False
                if target not in row.bad:
                    label = self._fields[target].label
                    self.rows.complain(target, row.number, f"'{label}' is empty and must be filled in")
        return whole

    # ---- records ----------------------------------------------------------------------------------

    def _add(self, kind: str, reference: str, row: TrackerRow, more: dict[str, Any]) -> None:
        """Put a row's values to those other rows have of the same record; two that differ are a problem."""
        record = self._found[kind].setdefault(reference, Gathered(row.number, {}, {}))
        values = {name: self._named(kind, name, kept) for name, kept in row.of(kind).items()}
        for name, value in (values | more).items():
            known = record.values.setdefault(name, value)
            place = record.places.setdefault(name, row.number)
            if known != value and str(known).casefold() != str(value).casefold():
                target = f"{kind}.{name}" if f"{kind}.{name}" in self._fields else "employer.name"
                ours, theirs = self.rows.shown(target, row.number), self.rows.shown(target, place)
                words = f"'{ours}' is not what row {place} has for the same {_family(kind).noun}: '{theirs}'"
                self.rows.complain(target, row.number, words)

    def _named(self, kind: str, name: str, kept: Kept) -> Any:
        """Staff and teams by their references, where the unit has them by name."""
        field = self._fields[f"{kind}.{name}"]
        if field.kind is Kind.REFERENCE and field.target and kept is not None:
            return self._known.reference(field.target, str(kept))
        return kept

    def sheets(self) -> Iterable[IncomingSheet]:
        """The records of each kind, each named by the row of the tracker it first stands in."""
        for model in FAMILIES:
            if records := self._found.get(model.family.kind):
                yield self._sheet(model, records)

    def _sheet(self, model: type[Record], records: dict[str, Gathered]) -> IncomingSheet:
        kind, fields = model.family.kind, dict(model.fields())
        identity = model.family.identity or RECORD_ID_ATTRIBUTE
        fixed = {name: value for name, value in self._fixed(kind) if name in fields}
        given = {name for record in records.values() for name in record.values} | self._mapped(kind)
        columns = (identity, *(name for name in fields if name != identity and name in given | fixed.keys()))
        rows = [
            (reference, *(self._kept(record, name, fields[name], fixed) for name in columns[1:]))
            for reference, record in records.items()
        ]
        numbers = [record.number for record in records.values()]
        letters = {name: self._letter(kind, name) for name in columns}
        return IncomingSheet(kind, self.rows.sheet.name, columns, letters, numbers, rows)

    def _fixed(self, kind: str) -> Iterable[tuple[str, str]]:
        for target, value in self._mapping.fixed.items():
            if target.partition(".")[0] == kind:
                yield target.partition(".")[2], value

    def _mapped(self, kind: str) -> set[str]:
        return {name.partition(".")[2] for name in self._mapping.columns if name.startswith(f"{kind}.")}

    def _kept(self, record: Gathered, name: str, field: Field, fixed: dict[str, str]) -> Any:
        return record.values.get(name, fixed.get(name, field.default))

    def _letter(self, kind: str, name: str) -> str:
        """The column to name for a field: its own, or that of what it was made of."""
        columns = self._mapping.columns
        made_of = {"client_id": "client", "client_ids": "client", "employer_id": "employer"}.get(name, kind)
        for target in (f"{kind}.{name}", *IDENTIFIED_BY[made_of]):
            if target in columns:
                return letter_of(columns[target])
        return "A"


def _person(row: TrackerRow) -> Person:
    values = row.values
    texts = (values.get(f"client.{name}") for name in ("name", "nhs_number", "born_on"))
    return Person(*(None if text is None else str(text) for text in texts))


def _employer(row: TrackerRow) -> str:
    return name_key(str(row.values.get("employer.name", "")))


def _family(kind: str) -> Any:
    return next(model.family for model in FAMILIES if model.family.kind == kind)
