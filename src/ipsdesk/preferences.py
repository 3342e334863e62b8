"""Personal preferences, kept apart from any unit: which unit was opened last, and how the window looks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_config_path, user_data_path, user_log_path

APPLICATION = "ipsdesk"


class Preferences(NamedTuple):
    """What this person's account on this computer remembers.

    ``shade`` is a shade's name, empty to look as the system does; ``text_size`` is in percent, 100 to 200.
    """

    last_unit: str = ""
    shade: str = ""
    text_size: int = 100


def preferences_file() -> Path:
    """Where the preferences are kept."""
    return user_config_path(APPLICATION, appauthor=False) / "preferences.json"


def window_file() -> Path:
    """Where sizes of windows and widths of columns are kept."""
    return user_config_path(APPLICATION, appauthor=False) / "window.ini"


def practice_unit() -> Path:
    """Where the practice copy lives."""
    return user_data_path(APPLICATION, appauthor=False) / "Practice.ipsdesk"


def log_file() -> Path:
    """Where faults of the program are written down, without personal data."""
    return user_log_path(APPLICATION, appauthor=False) / "ipsdesk.log"


def load() -> Preferences:
    """The preferences; a missing or unreadable file means none, a strange value means the usual one."""
    try:
        kept = json.loads(preferences_file().read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    usual = Preferences()._asdict()
    known = kept.items() if isinstance(kept, dict) else ()
    return Preferences(
        **{name: value for name, value in known if name in usual and type(value) is type(usual[name])}
    )


def save(preferences: Preferences) -> None:
    """Keep the preferences; a folder that can't be written to costs no more than the remembering."""
    path = preferences_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(preferences._asdict()), "utf-8")
    except OSError:
        return


def remember(folder: Path) -> None:
    """Keep which unit was opened last."""
    save(load()._replace(last_unit=str(folder.resolve())))


def remember_look(shade: str | None, text_size: int) -> None:
    """Keep how the window looks; None: as the system does."""
    save(load()._replace(shade=shade or "", text_size=text_size))
