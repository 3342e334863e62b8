"""Units to try things on: a cheap key derivation, a few rows, and a way to see that no byte changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.creating import Created, create_unit
from ipsdesk.storage.database import connect
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.keys import read_keys
from ipsdesk.storage.opening import Opened, open_unit
from ipsdesk.storage.unit_folder import UnitFolder

CHEAP = Argon2Cost(opslimit=1, memlimit=8192)
NAME = "Zebulon Quillfeather"
PASSPHRASE = "harbour lantern mosaic thistle wagon"
NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
ROWS = 300


def noon() -> datetime:
    """The time at which everything happens here."""
    return NOON


def add_team(connection: Connection, number: int) -> None:
    """One row with a name that must be found again."""
    connection.execute(
        text("INSERT INTO teams (uuid, reference, name) VALUES (:uuid, :reference, :name)"),
        {"uuid": uuid.uuid4().hex, "reference": f"T{number}", "name": f"{NAME} {number} " + "x" * 200},
    )


def note(connection: Connection, audit: AuditTrail, number: int) -> int:
    """One entry in the audit trail."""
    return audit.append(
        connection,
        account=1,
        action="added",
        kind="team",
        record_id=number,
        record_uuid=None,
        details={"name": [None, f"Team {number}"]},
        at=NOON,
    )


def fill(connection: Connection, audit: AuditTrail) -> None:
    """A few hundred rows and ten audit entries."""
    for number in range(ROWS):
        add_team(connection, number)
    for number in range(10):
        note(connection, audit, number)


def make_unit(folder: Path, **how: Any) -> Created:
    """A new unit with rows in it."""
    return create_unit(folder, NAME, PASSPHRASE, cost=CHEAP, now=noon, fill=fill, **how)


def reopen(folder: Path, **how: Any) -> Opened:
    """Open the unit as its only account."""
    return open_unit(folder, NAME, PASSPHRASE, **({"now": noon} | how))


def count_teams(opened: Opened) -> int:
    """How many teams are in the unit."""
    with opened.transactions.read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM teams")).scalar_one())


def digest(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below ``folder``, but for the lock (which stays behind, empty), SQLite's
    index of its journal (a cache that is made anew), and the count of wrong passphrases."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("unit.lock", "records.db-shm", "unit.attempts")
    }


def change_closed(folder: Path, change: Callable[[Any], object]) -> None:
    """Change the records of a closed unit through the bare driver, as no program of ours would."""
    unit = UnitFolder(folder)
    _, data_key = read_keys(unit).unlock(NAME, PASSPHRASE)
    connection = connect(unit.records, data_key)
    try:
        change(connection)
    finally:
        connection.close()


def start_child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Another process that runs ``code``, which can import what the tests can."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    return subprocess.Popen([sys.executable, "-c", code, *arguments], text=True, env=environment, **pipes)


def run_child(code: str, *arguments: str) -> tuple[int, str]:
    """Run ``code`` to its end: exit status, and what it printed (its traceback, if that is all)."""
    child = start_child(code, *arguments)
    out, err = child.communicate(timeout=120)
    return child.returncode, out.strip() or err.strip()
