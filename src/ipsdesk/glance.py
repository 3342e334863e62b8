"""What can be seen of a unit without its key: its name, whether it is one, and when it was last backed up."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

SUFFIX = ".ipsdesk"
UNFINISHED = ".part"
PLACES = "unit.places"
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 80


class Places(NamedTuple):
    """Where a manager chose to keep backups (None: beside the unit), and the second place for copies."""

    backups: Path | None = None
    second: Path | None = None


def places_of(folder: Path) -> Places:
    """What was chosen for the unit in ``folder``; nothing where that can't be read."""
    kept = _read(folder / PLACES)
    return Places(*(_absolute(kept.get(name)) for name in ("backups", "second")))


def name_of(folder: Path) -> str:
    """The name the unit's folder carries; its true name is sealed until a key opens it."""
    return folder.name.removesuffix(SUFFIX)


def file_name(unit: str) -> str:
    """The unit's name without the signs that names of files and folders may not have on any system."""
    return FORBIDDEN.sub("-", unit).strip(" .-")[:LONGEST_NAME] or "Unit"


def is_unit(folder: Path) -> bool:
    """Whether one of a unit's two files is there; opening it says what is wrong with a damaged one.

    A restore that was stopped between its last two steps is finished when the unit is opened.
    """
    files = (folder / "records.db", folder / "keys.json", restored_beside(folder) / "records.db")
    return any(file.is_file() for file in files)


def restored_beside(folder: Path) -> Path:
    """Where a restored unit waits, whole, for the moment in which it takes the place of the present one."""
    return folder.parent / f".{folder.name}.restored"


def newest_backup(folder: Path) -> datetime | None:
    """When the unit's newest backup was made; a finished one was verified before it got its name."""
    unit = _read(folder / "keys.json").get("unit")
    if unit is None:
        return None
    manifests = (
        _read(path)
        for place in {folder.parent / "backups", places_of(folder).backups or folder.parent / "backups"}
        for path in place.glob("*/manifest.json")
        if not path.parent.name.endswith(UNFINISHED)
    )
    times = [_time(manifest) for manifest in manifests if manifest.get("unit") == unit]
    return max((time for time in times if time is not None), default=None)


class BackupSeen(NamedTuple):
    """A backup as its manifest says, which proves nothing yet."""

    folder: Path
    at: datetime
    reason: str

    @property
    def unit_name(self) -> str:
        """What the unit was called, as the name of the backup's folder has it."""
        return re.split(r" \d{4}-\d\d-\d\d \d{6}Z", self.folder.name)[0]


def backups_seen(folder: Path) -> list[BackupSeen]:
    """The backup that a folder is, or those that lie in it, newest first."""
    places = [folder, *(path.parent for path in folder.glob("*/manifest.json"))]
    told = [(place, _read(place / "manifest.json")) for place in places if place.suffix != UNFINISHED]
    found = [
        BackupSeen(place, at, str(manifest.get("reason", "")))
        for place, manifest in told
        if (at := _time(manifest)) is not None
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _absolute(kept: object) -> Path | None:
    path = Path(kept) if isinstance(kept, str) and "\0" not in kept else None
    return path if path is not None and path.is_absolute() else None


def _read(path: Path) -> dict[str, Any]:
    """The values of a small JSON file; of one that can't be read, none."""
    try:
        kept = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _time(manifest: dict[str, Any]) -> datetime | None:
    try:
        at = datetime.fromisoformat(manifest["at"])
    except (KeyError, TypeError, ValueError):
        return None
    return at if at.tzinfo is not None else None
