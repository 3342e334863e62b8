"""The checks of an open unit, one line each, for the ``check`` command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ipsdesk.errors import DeskError
from ipsdesk.storage.backup import BackupInfo, backups_in, backups_of, verify_backup
from ipsdesk.storage.bundles import anchors_of, is_whole, opens_with
from ipsdesk.storage.integrity import bad_pages, bad_references, bad_structure, checkpoint
from ipsdesk.storage.keys import OTHER_KEYS, read_keys, where_a_copy_is
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.second_place import is_there
from ipsdesk.storage.upgrade import THIS_PROGRAM, Schema


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One check: what was looked at, whether it is well, and a sentence."""

    name: str
    ok: bool
    sentence: str


def checks(opened: Opened, schema: Schema = THIS_PROGRAM) -> list[CheckLine]:
    """Everything that can be checked without changing the unit, from the folder to the newest backup."""
    looks: list[tuple[str, Callable[[Opened], str], str | Callable[[Opened], str]]] = [
        ("folder", _folder, "The unit lies on an ordinary disk."),
        ("lock", _lock, "Only this program has the unit open."),
        ("keys", _keys, "The key file is whole."),
        ("file version", lambda unit: _version(unit, schema), "The records have this program's version."),
        ("encrypted pages", lambda unit: _pages(unit, bad_pages), "Every page of the records is authentic."),
        ("structure", lambda unit: _pages(unit, bad_structure), "Tables and indexes are whole."),
        ("references", lambda unit: _pages(unit, bad_references), "Every reference leads to a record."),
        ("audit trail", _audit, "The audit trail is unbroken."),
        ("newest backup", _newest_backup, _newest_words),
        ("backups", _altered_backups, _backup_words),
        ("second place", _second_place, _second_words),
    ]
    return [_line(opened, name, look, well) for name, look, well in looks]


def _line(
    opened: Opened, name: str, look: Callable[[Opened], str], well: str | Callable[[Opened], str]
) -> CheckLine:
    try:
        fault = look(opened)
    except DeskError as error:
        fault = str(error)
    return CheckLine(name, ok=not fault, sentence=fault or (well if isinstance(well, str) else well(opened)))


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
    with opened.transactions.read() as connection:
        bad = opened.audit.verify(connection, anchors=anchors_of(_backups(opened), connection))
    return f"The audit trail is broken at entry {bad}. Compare it with an earlier backup." if bad else ""


def _backups(opened: Opened) -> list[BackupInfo]:
    return backups_of(opened.unit, opened.keys.unit)


def _newest_backup(opened: Opened) -> str:
    """The newest under the present key; one from before the keys were renewed can only be compared."""
    for newest in [one for one in _backups(opened) if opens_with(one, opened.data_key)][:1]:
        verify_backup(newest.folder, opened.data_key)
    return ""


def _newest_words(opened: Opened) -> str:
    backups = _backups(opened)
    if not backups:
        return "There is no backup yet; one is made before records are first brought in."
    if not any(opens_with(one, opened.data_key) for one in backups):
        return "There is no backup since the unit's keys were renewed. Make one."
    return "The newest backup was read from end to end and is usable."


def _altered_backups(opened: Opened) -> str:
    altered = [one.folder.name for one in _backups(opened) if not is_whole(one)]
    if not altered:
        return ""
    return f"Not whole any more: {', '.join(altered)}. The unit itself is not concerned. Make a new backup."


def _backup_words(opened: Opened) -> str:
    backups = _backups(opened)
    if not backups:
        return f"None is in {opened.unit.backups} yet."
    older = sum(not opens_with(one, opened.data_key) for one in backups)
    before = f"; {older} from before the keys were renewed, which open as they did then" if older else ""
    since = f"{backups[-1].manifest.at.astimezone():%d/%m/%Y}"
    return f"{len(backups)} in {opened.unit.backups}, the oldest of {since}, as they were made{before}."


def _second_place(opened: Opened) -> str:
    place = opened.unit.second_place
    copies = backups_in(place, opened.keys.unit) if place is not None and is_there(place) else []
    altered = [one.folder.name for one in copies[:1] if not is_whole(one)]
    return f"The newest copy in {place} is not whole: {altered[0]}. Copy again." if altered else ""


def _second_words(opened: Opened) -> str:
    place = opened.unit.second_place
    if place is None:
        return "None is chosen: what takes this computer takes unit and backups together."
    if not is_there(place):
        return f"{place} is not connected, so its copies were not looked at."
    copies = backups_in(place, opened.keys.unit)
    if not copies:
        return f"There is no copy in {place} yet."
    at = copies[0].manifest.at.astimezone()
    return f"{len(copies)} in {place}; the newest, of {at:%d/%m/%Y}, is whole."
