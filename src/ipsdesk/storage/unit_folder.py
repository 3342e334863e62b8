"""Where the files of a unit lie: one folder with everything in it, and a folder for backups beside it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ipsdesk.glance import places_of, restored_beside
from ipsdesk.storage.places import warnings_about

SUFFIX = ".ipsdesk"


@dataclass(frozen=True, slots=True)
class UnitFolder:
    """A unit on disk: ``Name.ipsdesk/`` with ``records.db`` and ``keys.json``.

    ``chosen_backups`` is the backup folder the manager chose, read from ``unit.places`` where it isn't given;
    without one, or while it can't be reached, it is ``backups/`` beside the unit.
    """

    path: Path
    chosen_backups: Path | None = None

    def __post_init__(self) -> None:
        # Kept absolute, so that a change of the current folder cannot make two units of one.
        object.__setattr__(self, "path", Path(os.path.abspath(self.path)))  # noqa: PTH100 (no symlinks resolved)
        if self.chosen_backups is None:
            object.__setattr__(self, "chosen_backups", places_of(self.path).backups)

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
    def attempts(self) -> Path:
        """How many wrong passphrases were typed since the last sign-in, and when the last."""
        return self.path / "unit.attempts"

    @property
    def backups(self) -> Path:
        """The folder with the unit's backups, which units beside each other share."""
        chosen = self.chosen_backups
        return chosen if chosen is not None and chosen.is_dir() else self.path.parent / "backups"

    @property
    def second_place(self) -> Path | None:
        """Where copies of backups are kept too, as chosen; None for nowhere."""
        return places_of(self.path).second

    @property
    def keys_copy(self) -> Path:
        """The second copy of the key slots, in the backup folder."""
        return self.backups / f"{self.path.name}.keys.json"

    def exists(self) -> bool:
        """Whether the folder holds a unit, whole or damaged: one of its two files is there."""
        return self.records.exists() or self.keys.exists()

    @property
    def restored(self) -> Path:
        """A restored unit that is whole and about to take the place of this one."""
        return restored_beside(self.path)

    def finish_restore(self) -> None:
        """Carry out the last step of a restore that was stopped just before it; the former unit is aside."""
        if not self.path.exists() and self.restored.is_dir():
            self.restored.rename(self.path)

    def drop_unused_restore(self) -> None:
        """Remove what a restore that was stopped before it changed anything left beside this unit."""
        shutil.rmtree(self.restored, ignore_errors=True)

    def warnings(self) -> list[str]:
        """Sentences about a risky place: synchronised, network or removable."""
        return warnings_about(self.path)
