"""The audit trail: each entry chained to the one before it, so that tampering shows."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, column, select, table

from ipsdesk.storage.data_key import DataKey, Purpose

COLUMNS = "id at account_id action kind record_id record_uuid import_id details mac"
ENTRIES = table("audit_entries", *map(column, COLUMNS.split()))
NOTHING_BEFORE = b"ipsdesk: the audit trail begins"
IN_ORDER = select(ENTRIES).order_by(ENTRIES.c.id)
SETTINGS = table("settings", column("name"), column("value"))
KEPT_KEY = "audit key"
CANONICAL = json.JSONEncoder(separators=(",", ":")).encode
"""The one way an entry is written down to be chained."""
NEWEST = select(ENTRIES.c.id, ENTRIES.c.mac).order_by(ENTRIES.c.id.desc()).limit(1)


class AuditTrail:
    """Writes and verifies the chain with a key of its own.

    The trail is tamper-evident, not tamper-proof: who has the data key and this program's source can write a
    chain anew. That is why its head also stands in every backup's manifest.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def keep_key(self, connection: Connection) -> None:
        """Write this trail's key among the records, if it isn't there: the data key is about to change."""
        if not connection.scalar(_kept_key()):
            connection.execute(SETTINGS.insert(), {"name": KEPT_KEY, "value": self._key.hex()})

    def append(  # noqa: PLR0913 (one keyword for each column of an entry)
        self,
        connection: Connection,
        *,
        account: int | None,
        action: str,
        kind: str,
        record_id: int | None,
        record_uuid: str | None,
        details: Mapping[str, Any],
        at: datetime,
        import_id: int | None = None,
    ) -> int:
        """Write one entry in the caller's transaction and return its number.

        ``details`` is plain data (dates are written in ISO 8601); ``at`` must know its time zone.
        """
        if at.tzinfo is None:
            raise ValueError("the time of an audit entry needs a time zone")
        number, mac = self._head(connection)
        entry = {
            "id": number + 1,
            "at": at.astimezone(UTC).isoformat(),
            "account_id": account,
            "action": action,
            "kind": kind,
            "record_id": record_id,
            "record_uuid": record_uuid,
            "import_id": import_id,
            "details": json.dumps(details, default=_iso, ensure_ascii=False, sort_keys=True),
        }
        connection.execute(ENTRIES.insert(), entry | {"mac": self._chain(mac, list(entry.values()))})
        return number + 1

    def head(self, connection: Connection) -> tuple[int, str]:
        """Number and MAC (hexadecimal) of the newest entry; number 0 in an empty trail."""
        number, mac = self._head(connection)
        return number, mac.hex() if number else ""

    def verify(
        self, connection: Connection, *, last: int | None = None, anchors: Mapping[int, str] | None = None
    ) -> int | None:
        """The number of the first entry that is altered, missing or out of place, or None if all is well.

        ``last`` looks only at that many newest entries. ``anchors`` are heads noted earlier (number and MAC),
        which also show that the newest entries were cut off.
        """
        known = {number: mac for number, mac in (anchors or {}).items() if number}
        newest, _ = self._head(connection)
        first = 1 if last is None else max(1, newest - last + 1)
        missing = [number for number in known if number > newest]
        bad = self._first_bad(connection, first, newest, known)
        return bad if bad is not None else (newest + 1 if missing else None)

    def _first_bad(
        self, connection: Connection, first: int, newest: int, known: Mapping[int, str]
    ) -> int | None:
        entries = _entries(connection, first - 1 if first > 1 else None)
        before = NOTHING_BEFORE
        if first > 1:
            start = next(entries, None)
            if start is None or start.id != first - 1 or not isinstance(start.mac, bytes):
                return first - 1
            before = start.mac
        expected = first
        for entry in entries:
            right = self._chain(before, list(entry)[:-1])
            anchored = known.get(entry.id, right.hex())
            if entry.id != expected or entry.mac != right or anchored != right.hex():
                return expected
            before, expected = entry.mac, expected + 1
        return expected if expected <= newest else None

    def _head(self, connection: Connection) -> tuple[int, bytes]:
        row = connection.execute(NEWEST).first()
        return (row.id, row.mac) if row else (0, NOTHING_BEFORE)

    def _chain(self, before: bytes, values: list[Any]) -> bytes:
        return hmac.digest(self._key, before + CANONICAL(values).encode(), "sha256")


def trail_of(connection: Connection, data_key: DataKey) -> AuditTrail:
    """The trail of a unit: under the key that was kept when its data key first changed, or a derived one."""
    kept = connection.scalar(_kept_key())
    try:
        return AuditTrail(bytes.fromhex(kept) if kept else data_key.derive(Purpose.AUDIT))
    except ValueError:  # it was altered: no entry fits, and the trail shows as broken
        return AuditTrail(kept.encode())


def _kept_key() -> Select[Any]:
    return select(SETTINGS.c.value).where(SETTINGS.c.name == KEPT_KEY)


def _entries(connection: Connection, at_least: int | None) -> Iterator[Row[Any]]:
    statement = IN_ORDER if at_least is None else IN_ORDER.where(ENTRIES.c.id >= at_least)
    return iter(connection.execute(statement, execution_options={"yield_per": 2000}))


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} can't be written to the audit trail")
