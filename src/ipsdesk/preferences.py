"""Personal preferences, kept apart from any unit: so far only which unit was opened last."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_config_path, user_data_path, user_log_path

APPLICATION = "ipsdesk"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What this person's account on this computer remembers."""

    last_unit: str = ""


def preferences_file() -> Path:
    """Where the preferences are kept."""
    return user_config_path(APPLICATION, appauthor=False) / "preferences.json"


def practice_unit() -> Path:
    """Where the practice copy lives."""
    return user_data_path(APPLICATION, appauthor=False) / "Practice.ipsdesk"


def log_file() -> Path:
    """Where faults of the program are written down, without personal data."""
    return user_log_path(APPLICATION, appauthor=False) / "ipsdesk.log"


def load() -> Preferences:
    """The preferences; a missing or unreadable file means none."""
    try:
        kept = json.loads(preferences_file().read_text("utf-8"))
        return Preferences(last_unit=str(kept["last_unit"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()


def save(preferences: Preferences) -> None:
    """Keep the preferences; a folder that can't be written to costs no more than the remembering."""
    path = preferences_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(preferences)), "utf-8")
    except OSError:
        return
