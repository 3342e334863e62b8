"""One sheet of an incoming workbook against the unit: references resolved, rows matched, then written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Table

from ipsdesk.fields import Field, Kind
from ipsdesk.models import FAMILIES, Links, Record
from ipsdesk.models.base import TABLE_OF, new_uuid
from ipsdesk.services.incoming import IncomingSheet, Problem
from ipsdesk.services.intake_frozen import frozen_in, refuses_new
from ipsdesk.services.meetings_sealed import IN_MINUTES
from ipsdesk.services.risk_sealed import FINISHED, sealed_in
from ipsdesk.services.supervision_signed import IN_RECORD, signed_fields

Rows = dict[int, dict[str, Any]]
"""The rows of a sheet by their Excel row numbers, values as kept."""

Ids = dict[str, dict[str, int]]
"""By kind of record: the unit's own reference -> the record's key."""

SHEET_OF = {model.family.kind: model.family.sheet for model in FAMILIES}


@dataclass
class Tally:
    """What an import does to one sheet, in rows."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Update:
    """One record that an import changes: what was there, what comes instead."""

    id: int
    uuid: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Outcome:
    """The rows of one sheet, sorted out: ids of every good row by its Excel row number."""

    tally: Tally = field(default_factory=Tally)
    places: dict[int, int] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)


class SheetIntake:
    """Brings one sheet's rows into its table, within the caller's transaction.

    Values are those kept in the file: dates as ISO text, yes and no as 1 and 0, lists as JSON.
    """

    def __init__(
        self, connection: Connection, model: type[Record], sheet: IncomingSheet, ids: Ids, bad: set[int]
    ) -> None:
        self.connection, self.model, self.sheet, self.ids, self.bad = connection, model, sheet, ids, bad
        self.table: Table = model.__table__  # type: ignore[assignment]
        self.fields: dict[str, Field] = dict(model.fields())
        self.links: dict[str, Links] = model.links()
        self.signed: frozenset[int] = frozenset()
        self.problems: list[Problem] = []
        self.columns = [name for name in sheet.columns if name != "uuid"]
        self.plain = [name for name in self.columns if name not in self.links]
        self.stored = [name for name in self.fields if name not in self.links]

    def complain(self, row: int, attribute: str, text: str) -> None:
        """Note a problem of a row, named by its cell; the row is not written."""
        self.problems.append(Problem(self.sheet.sheet, self.sheet.complain_cell(attribute, row), text))
        self.bad.add(row)

    # ---- values -----------------------------------------------------------------------------------

    def resolved(self) -> dict[int, dict[str, Any]]:
        """Each good row by its Excel row number, references turned into keys, values as kept."""
        columns = [self._kept(name, place) for place, name in enumerate(self.sheet.columns)]
        rows = zip(*columns, strict=True) if columns else iter(())
        names = self.sheet.columns
        unsaid = {name: self.fields[name].default for name in self.model.family.natural_key}
        return {
            number: unsaid | dict(zip(names, row, strict=True))
            for number, row in zip(self.sheet.numbers, rows, strict=False)
            if number not in self.bad
        }

    def _kept(self, name: str, place: int) -> list[Any]:
        given = [row[place] for row in self.sheet.rows]
        if name == "uuid":
            return given
        declared = self.fields[name]
        match declared.kind:
            case Kind.REFERENCE:
                return list(self._looked_up(name, declared, given, lambda value: [value]))
            case Kind.REFERENCES:
                return list(self._looked_up(name, declared, given, lambda value: value))
            case Kind.CHOICES | Kind.TEXTS:
                return [None if value is None else json.dumps(value) for value in given]
            case Kind.YES_NO:
                return [None if value is None else int(value) for value in given]
        return given

    def _looked_up(
        self, name: str, declared: Field, given: Sequence[Any], parts: Callable[[Any], list[str]]
    ) -> Iterator[Any]:
        known = self.ids[declared.target or ""]
        many = declared.kind is Kind.REFERENCES
        for number, value in zip(self.sheet.numbers, given, strict=True):
            if value is None:
                yield () if many else None
                continue
            found = [known.get(part) for part in parts(value)]
            if None in found:
                missing = [f"'{part}'" for part, key in zip(parts(value), found, strict=True) if key is None]
                self.complain(
                    number,
                    name,
                    f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not in the sheet "
                    f"{SHEET_OF[declared.target or '']} or this unit",
                )
            yield tuple(dict.fromkeys(found)) if many else found[0]

    # ---- what is there ----------------------------------------------------------------------------

    @cached_property
    def existing(self) -> dict[int, dict[str, Any]]:
        """Every record of the table that has not been removed, by key, values as kept."""
        names = ["id", "uuid", *self.stored]
        listed = ", ".join(f'"{name}"' for name in names)
        found = self.connection.exec_driver_sql(
            f"SELECT {listed} FROM {self.table.name} WHERE removed_at IS NULL ORDER BY id"  # noqa: S608
        )
        records = {row[0]: dict(zip(names, row, strict=True)) for row in found}
        for name, link in self.links.items():
            for record in records.values():
                record[name] = ()
            linked: dict[int, list[int]] = defaultdict(list)
            for owner, other in self.connection.exec_driver_sql(
                f"SELECT {link.owner}, {link.linked} FROM {link.table.name} ORDER BY {link.owner}, position"  # noqa: S608
            ):
                linked[owner].append(other)
            for owner, others in linked.items():
                if owner in records:
                    records[owner][name] = tuple(others)
        self._pass_over_removed(records)
        return records

    def _pass_over_removed(self, records: dict[int, dict[str, Any]]) -> None:
        """A removed record that is still named counts as not named, as it does in an export."""
        for name, declared in self.fields.items():
            if not declared.target:
                continue
            table = TABLE_OF[declared.target].partition(".")[0]
            removed = f"SELECT id FROM {table} WHERE removed_at IS NOT NULL"  # noqa: S608
            gone = {id_ for (id_,) in self.connection.exec_driver_sql(removed)}
            for record in records.values() if gone else ():
                if name in self.links:
                    record[name] = tuple(other for other in record[name] if other not in gone)
                elif record[name] in gone:
                    record[name] = None

    # ---- matching ---------------------------------------------------------------------------------

    def bring_in(self, rows: dict[int, dict[str, Any]], import_id: int | None) -> Outcome:
        """Match the rows against the table and write what is new or different."""
        existing = self.existing
        outcome = Outcome()
        matched = self._match(rows, existing)
        new: dict[int, dict[str, Any]] = {}
        next_id = self._next_id()
        for number, row in rows.items():
            known = matched.get(number)
            if known is None:
                if refuses_new(self.signed, self.model, row):
                    self.complain(number, self.columns[0], IN_MINUTES)
                row["id"] = self._new_id(row) or next_id
                next_id = max(next_id, row["id"] + 1)
                outcome.places[row["id"]] = number
                new[number] = row
                outcome.tally.added += 1
                continue
            outcome.places[known] = number
            self._refuse_sealed(number, existing[known], row)
            self._compare(existing[known], row, outcome)
        self._make_way(outcome.updates)
        self._insert(new.values(), import_id)
        for update in outcome.updates:
            self._update(update)
        return outcome

    def _refuse_sealed(self, number: int, record: dict[str, Any], row: dict[str, Any]) -> None:
        changed = {name: row[name] for name in self.columns if record[name] != row[name]}
        for name in sealed_in(self.model, record, changed):
            self.complain(number, name, FINISHED)
        frozen = frozen_in(self.signed, self.model, record, changed)
        for name in (*frozen, *signed_fields(self.model, record, changed)):
            self.complain(number, name, IN_MINUTES if frozen else IN_RECORD)

    def _new_id(self, row: dict[str, Any]) -> int | None:
        """The key already promised to a new reference, so that other sheets could name it."""
        identity = self.model.family.identity
        return self.ids[self.model.family.kind].get(row[identity]) if identity else None

    def _next_id(self) -> int:
        highest = self.connection.exec_driver_sql(f"SELECT max(id) FROM {self.table.name}").scalar()  # noqa: S608
        return max(highest or 0, *self.ids.get(self.model.family.kind, {}).values(), 0) + 1

    def _match(self, rows: dict[int, dict[str, Any]], existing: dict[int, dict[str, Any]]) -> dict[int, int]:
        family = self.model.family
        if family.single:
            return dict.fromkeys(rows, next(iter(existing))) if existing else {}
        if family.identity:
            return self._match_by_key(rows, existing, (family.identity,))
        matched = self.match_by_record_id(rows)
        taken = set(matched.values())
        open_rows = {number: row for number, row in rows.items() if number not in matched}
        free = {id_: record for id_, record in existing.items() if id_ not in taken}
        if family.natural_key:
            return matched | self._match_by_key(open_rows, free, family.natural_key)
        return matched | self._match_alike(open_rows, free)

    def match_by_record_id(self, rows: Rows) -> dict[int, int]:
        """The rows that say by a Record ID which record they are."""
        if "uuid" not in self.sheet.columns:
            return {}
        by_uuid = {record["uuid"]: id_ for id_, record in self.existing.items()}
        return {number: by_uuid[row["uuid"]] for number, row in rows.items() if row["uuid"] in by_uuid}

    def _match_by_key(
        self, rows: dict[int, dict[str, Any]], existing: dict[int, dict[str, Any]], key: tuple[str, ...]
    ) -> dict[int, int]:
        by_key = {tuple(record[name] for name in key): id_ for id_, record in existing.items()}
        found = ((number, by_key.get(tuple(row[name] for name in key))) for number, row in rows.items())
        return {number: id_ for number, id_ in found if id_ is not None}

    def _match_alike(
        self, rows: dict[int, dict[str, Any]], existing: dict[int, dict[str, Any]]
    ) -> dict[int, int]:
        """Rows with neither reference nor Record ID: identical ones one for one."""
        alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for id_, record in existing.items():
            alike[tuple(record[name] for name in self.columns)].append(id_)
        matched = {}
        for number, row in rows.items():
            if not row.get("uuid"):
                same = alike.get(tuple(row[name] for name in self.columns))
                if same:
                    matched[number] = same.pop(0)
        return matched

    def _compare(self, record: dict[str, Any], row: dict[str, Any], outcome: Outcome) -> None:
        different = [name for name in self.columns if record[name] != row[name]]
        if self.model.family.single and row.get("uuid", record["uuid"]) not in {None, record["uuid"]}:
            different.append("uuid")  # the unit's one contract takes over the identity it had elsewhere
        if not different:
            outcome.tally.unchanged += 1
            return
        outcome.tally.updated += 1
        outcome.updates.append(
            Update(
                record["id"],
                record["uuid"],
                {name: record[name] for name in different},
                {name: row[name] for name in different},
            )
        )

    # ---- writing ----------------------------------------------------------------------------------

    def _make_way(self, updates: Iterable[Update]) -> None:
        """Records whose natural key changes give theirs up first, since two may change places."""
        key = self.model.family.natural_key
        moving = [(update.id,) for update in updates if self._moves(update)]
        if moving and self.model.stays_taken(key):
            last = key[-1]
            self.connection.exec_driver_sql(
                f"UPDATE {self.table.name} SET {last} = 'moved ' || id WHERE id = ?",  # noqa: S608
                moving,
            )

    def _moves(self, update: Update) -> bool:
        return not update.after.keys().isdisjoint(self.model.family.natural_key)

    def _insert(self, rows: Iterable[dict[str, Any]], import_id: int | None) -> None:
        rows = list(rows)
        if not rows:
            return
        defaults = {
            name: declared.default
            for name, declared in self.fields.items()
            if name not in self.columns and declared.default is not None
        }
        names = ["id", "uuid", "import_id", *self.plain, *defaults]
        marks = ", ".join("?" * len(names))
        listed = ", ".join(f'"{name}"' for name in names)
        constant = tuple(int(value) if isinstance(value, bool) else value for value in defaults.values())
        plain = self.plain
        self.connection.exec_driver_sql(
            f"INSERT INTO {self.table.name} ({listed}) VALUES ({marks})",  # noqa: S608
            [
                (
                    row["id"],
                    row.get("uuid") or new_uuid(),
                    import_id,
                    *[row[name] for name in plain],
                    *constant,
                )
                for row in rows
            ],
        )
        for name, link in self.links.items():
            if name in self.columns:
                self._link(link, [(row["id"], row[name]) for row in rows])

    def _link(self, link: Links, linked: Iterable[tuple[int, tuple[int, ...]]]) -> None:
        pairs = [(owner, other, place) for owner, others in linked for place, other in enumerate(others)]
        if pairs:
            self.connection.exec_driver_sql(
                f"INSERT INTO {link.table.name} ({link.owner}, {link.linked}, position) VALUES (?, ?, ?)",  # noqa: S608
                pairs,
            )

    def _update(self, update: Update) -> None:
        plain = {name: value for name, value in update.after.items() if name not in self.links}
        if self._moves(update):
            last = self.model.family.natural_key[-1]
            plain.setdefault(last, self.existing[update.id][last])
        settings = "".join(f', "{name}" = ?' for name in plain)
        self.connection.exec_driver_sql(
            f"UPDATE {self.table.name} SET version = version + 1{settings} WHERE id = ?",  # noqa: S608
            (*plain.values(), update.id),
        )
        for name, link in self.links.items():
            if name in update.after:
                self.connection.exec_driver_sql(
                    f"DELETE FROM {link.table.name} WHERE {link.owner} = ?",  # noqa: S608
                    (update.id,),
                )
                self._link(link, [(update.id, update.after[name])])
