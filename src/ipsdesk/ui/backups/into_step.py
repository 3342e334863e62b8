"""The step that makes a unit of a backup in a new folder: where it goes, and what opens the backup."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from ipsdesk.fields import Field
from ipsdesk.glance import SUFFIX
from ipsdesk.ui.backups.secret_step import SecretStep
from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH, FolderField

FOLDER = Field(
    "Folder of the restored unit", required=True, help="A new folder on this computer; it is made."
)
AS_THEN = Field(
    "Open the backup with",
    help="An account and passphrase as they were when it was made, or the recovery key of that time.",
)


def free_place(wanted: Path) -> Path:
    """This folder, or with a number after the name the first that is not there yet."""
    name = wanted.name.removesuffix(SUFFIX)
    places = (wanted.with_name(f"{name} {number}{SUFFIX}") for number in count(2))
    return wanted if not wanted.exists() else next(place for place in places if not place.exists())


class IntoStep(SecretStep):
    """The folder offered is free; a folder that is looked for is where the unit's own one is to be made."""

    button, doing = "Restore", "Reading the backup and making the unit…"

    def _add_place(self, wanted: Path) -> None:
        self._place = FolderField(self._theme, FOLDER)
        self._place.show_value(str(free_place(wanted)))
        self._place.found.connect(self._found)
        self._add("folder", self._place)
        self._add_secret(AS_THEN)

    def _found(self, folder: Path) -> None:
        self._place.show_value(str(free_place(folder / self.folder.name)))

    @property
    def folder(self) -> Path:
        """The folder that is to be made."""
        return self._place.folder

    def problems(self) -> dict[str, str]:
        """What is missing, and a path from nowhere."""
        found = super().problems()
        if "folder" not in found and not self.folder.is_absolute():
            found["folder"] = WHOLE_PATH
        return found
