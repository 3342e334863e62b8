"""What can be seen of a unit without its key: its name, whether it is one, and when it was last backed up."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

SUFFIX = ".ipsdesk"
UNFINISHED = ".part"
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST_NAME = 80


def name_of(folder: Path) -> str:
    """The name the unit's folder carries; its true name is sealed until a key opens it."""
    return folder.name.removesuffix(SUFFIX)


def file_name(unit: str) -> str:
    """The unit's name without the signs that names of files and folders may not have on any system."""
    return FORBIDDEN.sub("-", unit).strip(" .-")[:LONGEST_NAME] or "Unit"


def is_unit(folder: Path) -> bool:
    """Whether one of a unit's two files is there; opening it says what is wrong with a damaged one."""
    return (folder / "records.db").is_file() or (folder / "keys.json").is_file()


def newest_backup(folder: Path) -> datetime | None:
    """When the newest backup beside the unit was made; a finished one was verified before it got its name."""
    unit = _read(folder / "keys.json").get("unit")
    if unit is None:
        return None
    manifests = (
        _read(path)
        for path in (folder.parent / "backups").glob("*/manifest.json")
        if not path.parent.name.endswith(UNFINISHED)
    )
    times = [_time(manifest) for manifest in manifests if manifest.get("unit") == unit]
    return max((time for time in times if time is not None), default=None)


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
