"""Takes back one's own last saved change, whole, unless someone else has changed one of its records since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ipsdesk.errors import CannotRun, ChangedSince
from ipsdesk.models import Record
from ipsdesk.services.records_belonging import going_with
from ipsdesk.services.records_checks import refuse_contradictions
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import (
    ADDED,
    BROUGHT_BACK,
    REMOVED,
    SAVED_HERE,
    UNDONE,
    Key,
    Saving,
    Values,
    kept_values,
    records_of,
)
from ipsdesk.storage.audit import ENTRIES

UNDO_WITHIN = timedelta(hours=12)
"""A working day: an older change is mended by typing it anew, not by a key pressed by chance."""

LOOKED_BACK = 5_000
"""Entries of the audit trail among which the last change is looked for."""

CARRIED = ("reason", "along", "with")
"""What is noted of a removal, and stays noted when it is taken back and made again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record's part in a saved change, as the audit trail notes it."""

    id: int
    action: str
    kind: str
    record_id: int
    details: Mapping[str, Any]

    @property
    def model(self) -> type[Record]:
        """The family of the record."""
        return SAVED_HERE[self.kind]

    @property
    def carried(self) -> dict[str, Any]:
        """What is noted of a removal."""
        return {name: self.details[name] for name in CARRIED if name in self.details}


@dataclass(frozen=True, slots=True)
class LastChange:
    """The change that would be undone next: its entries, newest first; ``undone`` are taken back already."""

    change: str
    words: str
    entries: tuple[Entry, ...]
    undone: frozenset[str]


def last_change(connection: Connection, account: int, now: datetime) -> LastChange | None:
    """The newest change of an account, not yet undone and not older than a working day."""
    noted = ENTRIES.c
    newest = select(func.max(noted.id)).scalar_subquery()
    rows = connection.execute(
        select(ENTRIES)
        .where(
            noted.id > newest - LOOKED_BACK,
            noted.at >= (now - UNDO_WITHIN).isoformat(),
            noted.kind.in_(list(SAVED_HERE)),
            noted.record_id.is_not(None),
        )
        .order_by(noted.id.desc())
    )
    undone: set[str] = set()
    for row in rows:
        entry = _entry(row)
        change = entry.details.get("change")
        if entry.action == UNDONE:
            undone.add(entry.details["undoes"])
        elif change and row.account_id == account and change not in undone:
            rows.close()
            entries = change_entries(connection, change, entry.id)
            return LastChange(change, entry.details["words"], entries, frozenset(undone))
    return None


def change_entries(connection: Connection, change: str, newest: int) -> tuple[Entry, ...]:
    """All entries of a change, newest first; they stand one after another, as one transaction wrote them."""
    found = []
    until_newest = select(ENTRIES).where(ENTRIES.c.id <= newest).order_by(ENTRIES.c.id.desc())
    with connection.execute(until_newest) as rows:
        for row in rows:
            details = json.loads(row.details)
            if details.get("change") != change:
                break
            found.append(Entry(row.id, row.action, row.kind, row.record_id, details))
    return tuple(found)


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.action, row.kind, row.record_id, json.loads(row.details))


def undo_last(connection: Connection, workspace: Workspace) -> Saving:
    """Take back the account's own last change; raises ``CannotRun`` (nothing to undo), ``ChangedSince``."""
    last = last_change(connection, workspace.actor.account, workspace.now())
    if last is None:
        raise CannotRun("There is nothing of yours to undo. Nothing was changed.")
    saving = Saving(workspace, connection, f"Undo: {last.words}", undoes=last.change)
    records, since = records_of(connection, map(key_of, last.entries)), _since(connection, last)
    for entry in last.entries:
        record = records[key_of(entry)]
        _refuse_if_changed_since(last, since[key_of(entry)], record)
        if entry.action in (ADDED, BROUGHT_BACK):
            saving.remove(entry.model, record, **entry.carried)
            continue
        before = kept_values(entry.model, entry.details["before"])
        if entry.action == REMOVED:
            saving.bring_back(entry.model, record, before, **entry.carried)
        else:
            saving.alter(entry.model, record, before, **entry.carried)
    _refuse_if_built_upon(connection, last)
    refuse_contradictions(connection, _keys(last.entries, removed=False), "Not undone")
    return saving


def key_of(entry: Entry) -> Key:
    """Kind and key of the record that an entry is about."""
    return entry.kind, entry.record_id


def _keys(entries: Iterable[Entry], *, removed: bool) -> list[Key]:
    """The records that undoing removes, or those that it leaves in place."""
    return [key_of(entry) for entry in entries if (entry.action in (ADDED, BROUGHT_BACK)) is removed]


def _since(connection: Connection, last: LastChange) -> Mapping[Key, list[Entry]]:
    """What was done to each record from this change on, oldest first; not who only looked at it."""
    found: dict[Key, list[Entry]] = {key_of(entry): [] for entry in last.entries}
    oldest = last.entries[-1].id
    for row in connection.execute(select(ENTRIES).where(ENTRIES.c.id >= oldest).order_by(ENTRIES.c.id)):
        if (row.kind, row.record_id) in found and "version" in (entry := _entry(row)).details:
            found[key_of(entry)].append(entry)
    return found


def _refuse_if_changed_since(last: LastChange, since: Sequence[Entry], record: Values) -> None:
    """What has been changed and taken back again does not count; an import shows in the version alone."""
    others = [
        other
        for other in since[1:]
        if other.action != UNDONE and other.details.get("change") not in last.undone
    ]
    if others or record["version"] != since[-1].details["version"]:
        raise ChangedSince(
            f"Not undone: {last.words}. It was changed again since, and undoing would lose that. "
            "Nothing was changed; look at it and type what is right."
        )


def _refuse_if_built_upon(connection: Connection, last: LastChange) -> None:
    if going_with(connection, _keys(last.entries, removed=True)):
        raise ChangedSince(
            f"Not undone: {last.words}. Something was recorded about it since, and undoing would lose that. "
            "Nothing was changed; remove it with a reason if it should go."
        )
