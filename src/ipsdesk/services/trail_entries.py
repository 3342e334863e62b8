"""Entries of the audit trail as a filter finds them, newest first, page by page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, Row, select

from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_finding import FoundPerson, first_fitting
from ipsdesk.services.records_belonging import everything_of
from ipsdesk.services.records_history import COLUMNS, EARLIEST, TOUCHING, touching
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import CLIENTS
from ipsdesk.services.saving import REMOVED

ANYBODY = select(CLIENTS.c.id, CLIENTS.c.name, CLIENTS.c.reference, CLIENTS.c.removed_at)


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries: by account, by person, by kinds of record, by what was done, by day (both included).

    By person: all that is about the person, also what belongs to their record and what was removed.
    """

    account: int | None = None
    client: int | None = None
    kinds: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None


def find(
    connection: Connection, names: Names, wanted: TrailFilter, *, before: int | None, limit: int
) -> tuple[Sequence[Row[Any]], int]:
    """The newest ``limit`` entries older than ``before``, and how many the filter finds in all."""
    conditions, given = _conditions(connection, names, wanted)
    where = " AND ".join(conditions)
    page = f"SELECT entry.id FROM audit_entries AS entry WHERE {where} AND entry.id < :before"  # noqa: S608
    rows = connection.exec_driver_sql(
        f"SELECT {COLUMNS} FROM audit_entries AS entry "  # noqa: S608
        "LEFT JOIN accounts ON accounts.id = entry.account_id "
        f"WHERE entry.id IN ({page} ORDER BY entry.id DESC LIMIT :limit) ORDER BY entry.id DESC",
        given | {"before": EARLIEST if before is None else before, "limit": limit},
    ).all()
    total = connection.exec_driver_sql(
        f"SELECT count(*) FROM audit_entries AS entry WHERE {where}",  # noqa: S608
        given,
    )
    return rows, int(total.scalar_one())


def find_anybody(connection: Connection, words: str) -> tuple[FoundPerson, ...]:
    """Those a search finds among everybody there ever was; their stage says if they were removed."""
    found = [
        connection.execute(ANYBODY.where(CLIENTS.c.id == client)).one()
        for client in first_fitting(connection, ANYBODY, words)
    ]
    return tuple(
        FoundPerson(one.id, one.reference, one.name, REMOVED if one.removed_at else "") for one in found
    )


def details_of(row: Row[Any]) -> dict[str, Any]:
    """What an entry noted; nothing where somebody tampered with it, which verifying the trail tells."""
    try:
        return dict(json.loads(row.details))
    except (TypeError, ValueError):
        return {}


def _conditions(
    connection: Connection, names: Names, wanted: TrailFilter
) -> tuple[list[str], dict[str, Any]]:
    given: dict[str, Any] = {}
    if wanted.client is not None:
        given |= touching(names, everything_of(connection, wanted.client))
    asked = {
        f"entry.id IN ({TOUCHING})": ("client", wanted.client),
        "entry.account_id = :account": ("account", wanted.account),
        "entry.kind IN (SELECT value FROM json_each(:kinds))": ("kinds", _listed(wanted.kinds)),
        "entry.action IN (SELECT value FROM json_each(:actions))": ("actions", _listed(wanted.actions)),
        "entry.at >= :since": ("since", _midnight(wanted.since)),
        "entry.at < :until": ("until", _midnight(wanted.until + DAY if wanted.until else None)),
    }
    conditions = [condition for condition, (_, value) in asked.items() if value is not None]
    return conditions or ["1"], given | {name: value for name, value in asked.values() if value is not None}


def _listed(words: frozenset[str]) -> str | None:
    return json.dumps(sorted(words)) if words else None


def _midnight(day: date | None) -> str | None:
    """The beginning of a day on this computer's clock, as entries note their time."""
    return datetime.combine(day, time.min).astimezone(UTC).isoformat() if day else None
