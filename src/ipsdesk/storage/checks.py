"""The checks of an open unit, one line each, for the ``check`` command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipsdesk.errors import DeskError
from ipsdesk.storage.backup import backups_of, verify_backup
from ipsdesk.storage.integrity import bad_pages, bad_references, bad_structure, checkpoint
from ipsdesk.storage.keys import OTHER_KEYS, read_keys, where_a_copy_is
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.upgrade import THIS_PROGRAM, Schema


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: what was looked at, whether it is well, and a sentence."""

    name: str
    ok: bool
    sentence: str


def checks(opened: Opened, schema: Schema = THIS_PROGRAM) -> list[CheckLine]:
    """Everything that can be checked without changing the unit, from the folder to the newest backup."""
    looks: list[tuple[str, Callable[[Opened], str], str]] = [
        ("folder", _folder, "The unit lies on an ordinary disk."),
        ("lock", _lock, "Only this program has the unit open."),
        ("keys", _keys, "The key file is whole."),
        ("file version", lambda unit: _version(unit, schema), "The records have this program's version."),
        ("encrypted pages", lambda unit: _pages(unit, bad_pages), "Every page of the records is authentic."),
        ("structure", lambda unit: _pages(unit, bad_structure), "Tables and indexes are whole."),
        ("references", lambda unit: _pages(unit, bad_references), "Every reference leads to a record."),
        ("audit trail", _audit, "The audit trail is unbroken."),
        ("newest backup", _newest_backup, _backup_words(opened)),
    ]
    return [_line(opened, name, look, well) for name, look, well in looks]


def _line(opened: Opened, name: str, look: Callable[[Opened], str], well: str) -> CheckLine:
    try:
        fault = look(opened)
    except DeskError as error:
        fault = str(error)
    return CheckLine(name, ok=not fault, sentence=fault or well)


def _folder(opened: Opened) -> str:
    return " ".join(opened.unit.warnings())


def _lock(opened: Opened) -> str:
    return "" if opened.lock.held else "The unit's lock was lost. Close the unit and open it again."


def _keys(opened: Opened) -> str:
    whole = read_keys(opened.unit).verify_mac(opened.data_key)
    return "" if whole else f"{OTHER_KEYS} {where_a_copy_is(opened.unit)}"


def _version(opened: Opened, schema: Schema) -> str:
    with opened.transactions.read() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return "" if version == schema.head else f"The records have version {version}, not {schema.head}."


def _pages(opened: Opened, look: Callable[[Any], str]) -> str:
    with opened.transactions.outside("the check") as connection:
        checkpoint(connection)
        found = look(connection)
    return f"The records are damaged ({found}). Go back to the newest backup." if found else ""


def _audit(opened: Opened) -> str:
    saved = backups_of(opened.unit, opened.keys.unit)
    anchors = {number: mac for backup in saved for number, mac in backup.manifest.anchor.items()}
    with opened.transactions.read() as connection:
        bad = opened.audit.verify(connection, anchors=anchors)
    return f"The audit trail is broken at entry {bad}. Compare it with an earlier backup." if bad else ""


def _backup_words(opened: Opened) -> str:
    if not backups_of(opened.unit, opened.keys.unit):
        return "There is no backup yet; one is made before records are first brought in."
    return "The newest backup was read from end to end and is usable."


def _newest_backup(opened: Opened) -> str:
    for newest in backups_of(opened.unit, opened.keys.unit)[:1]:
        verify_backup(newest.folder, opened.data_key)
    return ""
