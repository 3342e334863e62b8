"""Takes back the last saved change of one's own, unless someone has changed one of its records since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ipsdesk.models import Activity, Hours, Record
from ipsdesk.services.hours_saving import (
    ADDED,
    BROUGHT_BACK,
    REMOVED,
    SAVED_HERE,
    UNDONE,
    Saving,
    Values,
    kept_values,
    record_at,
)
from ipsdesk.services.hours_typing import ChangedSince, HoursRefused
from ipsdesk.storage.audit import ENTRIES

UNDO_WITHIN = timedelta(hours=12)
"""A working day: an older change is mended by typing it anew, not by a key pressed by chance."""

LOOKED_BACK = 5_000
"""Entries of the audit trail among which the last change is looked for."""


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


@dataclass(frozen=True, slots=True)
class LastChange:
    """The change that would be undone next: its entries, newest first; ``undone`` are taken back already."""

    change: str
    words: str
    entries: tuple[Entry, ...]
    undone: frozenset[str]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record it changed."""
        return frozenset(entry.kind for entry in self.entries)


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
    found: list[Entry] = []
    for row in rows:
        entry = _entry(row)
        change = entry.details.get("change")
        if found and change != found[0].details["change"]:
            break
        if entry.action == UNDONE:
            undone.add(entry.details["undoes"])
        elif change and row.account_id == account and change not in undone:
            found.append(entry)
    if not found:
        return None
    details = found[0].details
    return LastChange(details["change"], details["words"], tuple(found), frozenset(undone))


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.action, row.kind, row.record_id, json.loads(row.details))


def take_back(connection: Connection, saving: Saving, last: LastChange) -> None:
    """Put every record of the change back as it was; raises ``ChangedSince`` or ``HoursRefused``."""
    for entry in last.entries:
        record = record_at(connection, entry.model, entry.record_id)
        _refuse_if_changed_since(connection, last, entry, record)
        if entry.action in (ADDED, BROUGHT_BACK):
            saving.remove(entry.model, record)
            continue
        put_back = saving.bring_back if entry.action == REMOVED else saving.alter
        put_back(entry.model, record, kept_values(entry.model, entry.details["before"]))
        if entry.model is Hours:
            _refuse_outside_job(connection, record)


def _refuse_if_changed_since(connection: Connection, last: LastChange, entry: Entry, record: Values) -> None:
    """What has been changed and taken back again does not count; an import shows in the version alone."""
    noted = ENTRIES.c
    since = [
        _entry(row)
        for row in connection.execute(
            select(ENTRIES)
            .where(noted.kind == entry.kind, noted.record_id == entry.record_id, noted.id >= entry.id)
            .order_by(noted.id)
        )
    ]
    others = [
        other
        for other in since[1:]
        if other.action != UNDONE and other.details.get("change") not in last.undone
    ]
    if others or record["version"] != since[-1].details.get("version"):
        raise ChangedSince(
            f"Not undone: {last.words}. It was changed again since, and undoing would lose that. "
            "Nothing was changed; look at it and type what is right."
        )


def _refuse_outside_job(connection: Connection, record: Values) -> None:
    job = record_at(connection, Activity, record["activity_id"])
    day = record["on_date"]
    ended = job["ended_on"] is not None and job["ended_on"] < day
    if job["removed_at"] or day < job["started_on"] or ended:
        raise HoursRefused(
            "Not undone: the job was removed or its dates were changed since, and those hours would lie "
            "outside it. Nothing was changed."
        )
