"""Copies backups to a second place, a stick or a share, reads them again there, and knows the place again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from ipsdesk.errors import CannotRun, DeskError, NoSpace
from ipsdesk.storage.backup import COPIED, MANIFEST, BackupInfo, clear_leftovers, unfinished_name
from ipsdesk.storage.faults import OF_SYSTEM
from ipsdesk.storage.manifest import sha256_of
from ipsdesk.storage.private_files import make_private_folder, sync_folder

SIGN = "Copies of IPS Desk backups.txt"
"""The file by which a chosen place is known again: an empty mount point, or another stick, has none."""
SIGN_WORDS = (
    "Copies of the backups of an IPS Desk unit are kept in this folder. They are encrypted.\n"
    "Keep them apart from the computer; without a passphrase or the recovery key nobody can read them.\n"
)
MOST_AT_ONCE = 5


def mark_place(place: Path) -> None:
    """Make the folder, if need be, and leave the file by which it is known again; raises ``CannotRun``."""
    try:
        make_private_folder(place)
        (place / SIGN).write_text(SIGN_WORDS, encoding="utf-8")
    except OSError as fault:
        raise _fault(place, fault, "was not chosen") from fault


def is_there(place: Path) -> bool:
    """Whether the chosen place can be reached now."""
    try:
        return (place / SIGN).is_file()
    except OSError:
        return False


def copy_missing(backups: Sequence[BackupInfo], place: Path) -> list[BackupInfo]:
    """Copy the newest of these backups (newest first) that are not in the place yet; return what was copied.

    A copy has its final name only after it was read again and is the same byte for byte.

    Raises:
        CannotRun, NoSpace: the place can't be reached, was full or was pulled out; what is there is whole.
    """
    if not is_there(place):
        raise CannotRun(
            f"The second place {place} can't be reached, so nothing was copied. The backups on this computer"
            " are safe. Connect the stick or drive, then try again."
        )
    wanted = [one for one in backups[:MOST_AT_ONCE] if not (place / one.folder.name).exists()]
    try:
        for unit in {one.manifest.unit for one in backups}:
            clear_leftovers(place, unit)
        return [_copy(backup, place) for backup in wanted]
    except OSError as fault:
        raise _fault(place, fault, "did not take the copy") from fault


def _copy(backup: BackupInfo, place: Path) -> BackupInfo:
    final = place / backup.folder.name
    part = final.with_name(unfinished_name(final.name, backup.manifest.unit))
    part.mkdir(mode=0o700)
    try:
        for name in (*COPIED, MANIFEST):
            _copy_file(backup.folder / name, part / name, backup.manifest.sha256.get(name, ""))
        part.rename(final)
        sync_folder(place)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return BackupInfo(final, backup.manifest)


def _copy_file(source: Path, target: Path, noted: str) -> None:
    """Copy one file and read it again from the medium, where the system lets its own copy in memory go."""
    expected = noted or sha256_of(source)
    with source.open("rb") as whole, target.open("xb") as copy:
        shutil.copyfileobj(whole, copy, 1024 * 1024)
        copy.flush()
        os.fsync(copy.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(copy.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if sha256_of(target) != expected:
        raise CannotRun(
            f"The copy of {source.parent.name} in the second place was not the same when it was read again,"
            " so it was taken away. The backups on this computer were not touched. Try again; if it"
            " happens once more, check this computer's backups and use another stick."
        )


def _fault(place: Path, fault: OSError, what: str) -> DeskError:
    if OF_SYSTEM.get(fault.errno or 0, (None,))[0] is NoSpace:
        return NoSpace(
            f"The second place {place} is full, so it {what}. The backups on this computer are safe, and what"
            " was copied before is whole. Free some space there, or use another stick, then try again."
        )
    return CannotRun(
        f"The second place {place} {what}: it was pulled out, or can't be written to. The backups on this"
        " computer are safe, and what was copied before is whole. Connect it, then try again."
    )
