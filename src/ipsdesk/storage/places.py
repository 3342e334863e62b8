"""Which places are risky for a unit: synchronised folders, network drives, removable drives."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

SYNCHRONISED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "box sync", "nextcloud")
NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "davfs"})
REMOVABLE_ROOTS = ("/media/", "/run/media/", "/mnt/usb", "/Volumes/")
MOUNTS = Path("/proc/mounts")
DRIVE_REMOVABLE = 2
DRIVE_REMOTE = 4


def warnings_about(folder: Path) -> list[str]:
    """One sentence for each risk that the place of ``folder`` carries; an empty list for an ordinary disk."""
    found = []
    service = synchronised_by(folder)
    if service:
        found.append(
            f"This unit lies in a folder that looks synchronised ({service}): a copy made while you work"
            " can damage it. The records are not harmed yet. Move the unit to an ordinary folder of this"
            " computer."
        )
    if is_network(folder):
        found.append(
            "This unit lies on a network drive, where two computers can write to it at once and damage it."
            " The records are not harmed yet. Move the unit to a disk of this computer."
        )
    elif is_removable(folder):
        found.append(
            "This unit lies on a removable drive, which can be pulled out while saving or be lost."
            " The records are encrypted. Keep the unit on a disk of this computer and backups on the drive."
        )
    return found


def is_network(folder: Path) -> bool:
    """Whether ``folder`` is reached through a network, as far as the system tells."""
    if folder.as_posix().startswith("//"):
        return True
    if sys.platform == "win32":
        return _windows_drive_type(folder) == DRIVE_REMOTE
    return _mount_type(folder) in NETWORK_TYPES


def is_removable(folder: Path) -> bool:
    """Whether ``folder`` is on a stick or the like, as far as the system tells."""
    if sys.platform == "win32":
        return _windows_drive_type(folder) == DRIVE_REMOVABLE
    return folder.as_posix().startswith(REMOVABLE_ROOTS)


def _windows_drive_type(folder: Path) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor))
    return 0


def _mount_type(folder: Path) -> str:
    """The kind of file system ``folder`` is on: the longest mount point above it in the table of mounts."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    above = {"/" if parent == parent.parent else parent.as_posix() for parent in (folder, *folder.parents)}
    found = [
        (len(point), kind)
        for _, point, kind, *_ in (line.split() for line in lines)
        if point.replace("\\040", " ") in above
    ]
    return max(found)[1] if found else ""


def warnings_about_backups(place: Path, unit: Path, *, second: bool) -> list[str]:
    """One sentence for each risk of a place chosen for a unit's backups, or as the second place."""
    found = []
    service = synchronised_by(place)
    if service:
        found.append(
            f"This folder looks synchronised ({service}): the backups, which are encrypted, leave this"
            " computer with it. Ask first whoever answers for the unit's data."
        )
    if second and _same_disk(place, unit):
        found.append(
            "This folder is on the same disk as the unit: what destroys the one destroys the other. Choose"
            " a stick or a drive of another computer."
        )
    if not second and (is_removable(place) or is_network(place)):
        found.append(
            "This folder can be out of reach, and while it is, backups are kept beside the unit. It may do"
            " better as the second place."
        )
    return found


def synchronised_by(folder: Path) -> str:
    """The service that seems to synchronise ``folder``; empty for none."""
    return next((name for name in SYNCHRONISED for part in folder.parts if name in part.lower()), "")


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
