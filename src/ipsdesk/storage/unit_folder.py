"""Where the files of a unit lie: one folder with everything in it, and a folder for backups beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ipsdesk.storage.places import warnings_about

SUFFIX = ".ipsdesk"


@dataclass(frozen=True, slots=True)
class UnitFolder:
    """A unit on disk: ``Name.ipsdesk/`` with ``records.db`` and ``keys.json``.

    ``chosen_backups`` is the backup folder the manager chose; without one it is ``backups/`` beside the unit.
    """

    path: Path
    chosen_backups: Path | None = None

    def __post_init__(self) -> None:
        # Kept absolute, so that a change of the current folder cannot make two units of one.
        object.__setattr__(self, "path", Path(os.path.abspath(self.path)))  # noqa: PTH100 (no symlinks resolved)

    @property
    def name(self) -> str:
        """The folder's name without its suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @property
    def records(self) -> Path:
        """The encrypted database."""
        return self.path / "records.db"

    @property
    def keys(self) -> Path:
        """The key slots."""
        return self.path / "keys.json"

    @property
    def lock(self) -> Path:
        """The file one program at a time holds locked."""
        return self.path / "unit.lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock: account number, computer, time."""
        return self.path / "unit.holder"

    @property
    def backups(self) -> Path:
        """The folder with the unit's backups, which units beside each other share."""
        return self.chosen_backups or self.path.parent / "backups"

    @property
    def keys_copy(self) -> Path:
        """The second copy of the key slots, in the backup folder."""
        return self.backups / f"{self.path.name}.keys.json"

    def exists(self) -> bool:
        """Whether the folder holds a unit, whole or damaged: one of its two files is there."""
        return self.records.exists() or self.keys.exists()

    def warnings(self) -> list[str]:
        """Sentences about a risky place: synchronised, network or removable."""
        return warnings_about(self.path)
