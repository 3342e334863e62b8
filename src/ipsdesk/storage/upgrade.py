"""Brings the records' schema to what this program knows: in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

import ipsdesk
from ipsdesk.errors import CannotRun, DeskError, NewerUnit
from ipsdesk.storage.database import APPLICATION_ID
from ipsdesk.storage.faults import plain_words

HEAD = 12
"""The newest schema this program knows: ``user_version`` of the file and number of the newest revision."""


@dataclass(frozen=True, slots=True)
class Schema:
    """Which schema to reach, and further folders with revisions."""

    head: int = HEAD
    more_revisions: tuple[Path, ...] = ()


THIS_PROGRAM = Schema()


def migrations_folder() -> Path:
    """Beside ``src`` in a checkout, inside the package once installed.

    The checkout comes first: an editable install leaves a stale copy inside the package.
    """
    package = Path(ipsdesk.__file__).parent
    checkout = package.parents[1] / "migrations"
    return checkout if (checkout / "env.py").exists() else package / "migrations"


def create_schema(connection: Connection, schema: Schema = THIS_PROGRAM) -> None:
    """Make all tables in an empty file and mark it as a unit of this version, in the caller's transaction."""
    _run_revisions(connection, schema)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.head}")


def refuse_newer(version: int, schema: Schema = THIS_PROGRAM) -> None:
    """Stop before a file of a newer version is touched.

    Raises:
        NewerUnit: ``version`` is beyond what this program knows.
    """
    if version > schema.head:
        raise NewerUnit(
            f"A newer version of IPS Desk wrote this unit (its records have version {version}, this program"
            f" knows up to {schema.head}). Nothing was changed. Install the newer version."
        )


def upgrade(
    engine: Engine, schema: Schema = THIS_PROGRAM, note: Callable[[Connection], object] | None = None
) -> None:
    """Upgrade an older file that was backed up; ``note`` writes the audit entry in the same transaction.

    ``engine`` must keep foreign keys off: with them on, changing a table in SQLite deletes the rows that
    point to it.

    Raises:
        NoSpace, ReadOnly, UnitDamaged, CannotRun: the upgrade failed; the file is what it was.
    """
    try:
        with plain_words("the upgrade"), engine.begin() as connection:
            _run_revisions(connection, schema)
            orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if orphan:
                raise ValueError(f"a row of {orphan[0]} points to one of {orphan[2]} that does not exist")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.head}")
            if note:
                note(connection)
    except DeskError:
        raise
    except Exception as fault:
        # Whatever a revision trips over, the person at the desk needs to know that the records are as before.
        raise CannotRun(
            "This unit could not be brought up to date for this version of IPS Desk. Its records are"
            " unchanged and were backed up. Go on with the earlier version and report the fault."
        ) from fault


def _run_revisions(connection: Connection, schema: Schema) -> None:
    from alembic import command  # noqa: PLC0415 (60 ms to load, and most openings need no upgrade)
    from alembic.config import Config  # noqa: PLC0415

    scripts = migrations_folder()
    config = Config()
    places = [scripts / "versions", *schema.more_revisions]
    config.set_main_option("script_location", _literal(scripts))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(_literal, places)))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{schema.head:04}")


def _literal(path: Path) -> str:
    return str(path).replace("%", "%%")
