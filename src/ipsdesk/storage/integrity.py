"""Whether a file's pages, structure and references are whole, asked through the driver's connection."""

from __future__ import annotations

from typing import Any

from sqlcipher3 import dbapi2

from ipsdesk.errors import UnitDamaged

DAMAGED = {11, 26}  # SQLite: malformed, not a database (also: a page whose HMAC fails)
DAMAGE_FOUND = (
    "The unit's records are damaged: some of what is in records.db was altered or lost ({found}). Nothing was"
    " changed. Keep the unit as it is and go back to the newest backup, in the folder backups beside it."
)


def bad_pages(connection: Any) -> str:
    """What the HMAC of every page of the file on disk says; empty if all is well.

    What still waits in the journal must have been moved into the file first (``checkpoint``).
    """
    return _first(connection, "PRAGMA cipher_integrity_check")


def bad_structure(connection: Any) -> str:
    """What SQLite's own check of tables and indexes says; empty if all is well."""
    found = _first(connection, "PRAGMA integrity_check(1)")
    return "" if found == "ok" else found


def bad_references(connection: Any) -> str:
    """The first row that points to one that does not exist; empty if all is well."""
    row = connection.execute("PRAGMA foreign_key_check").fetchone()
    return f"a row of {row[0]} points to one of {row[2]} that does not exist" if row else ""


def checkpoint(connection: Any) -> None:
    """Move what waits in the journal into the file."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def refuse_damage(connection: Any) -> None:
    """Check pages and structure.

    Raises:
        UnitDamaged: naming the first fault.
    """
    found = bad_pages(connection) or bad_structure(connection)
    if found:
        raise UnitDamaged(DAMAGE_FOUND.format(found=found))


def row_counts(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    named = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    counts = {}
    for (name,) in named:
        statement = f'SELECT count(*) FROM "{name}"'  # noqa: S608 (a name from the schema itself)
        counts[name] = connection.execute(statement).fetchone()[0]
    return counts


def _first(connection: Any, pragma: str) -> str:
    try:
        row = connection.execute(pragma).fetchone()
    except dbapi2.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", 0) & 0xFF in DAMAGED:
            return str(fault)
        raise
    return str(row[0]) if row else ""
