"""The step that chooses where backups are kept, and where copies of them go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ipsdesk.fields import Field
from ipsdesk.glance import Places
from ipsdesk.services.desk import Desk
from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH, FolderField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.task import Task

FIELDS = {
    "backups": Field("Backup folder", help="Empty: the folder “backups” beside the unit."),
    "second": Field(
        "Second place",
        help="For copies: a stick, or a drive of another computer. Each copy is read again there. Empty: "
        "nowhere.",
    ),
}


class PlacesStep(Task):
    """Both places; either may stay empty."""

    done_words = "The places are chosen. Backups go there from now on; those made before stay where they are."

    def __init__(self, theme: Theme, places: Places) -> None:
        super().__init__(theme, "Where backups are kept", "They are encrypted, like the unit itself.")
        self._fields = {key: FolderField(theme, field) for key, field in FIELDS.items()}
        for key, field in self._fields.items():
            self._add(key, field)
            field.found.connect(self._found)
        self._fields["backups"].show_value(str(places.backups or ""))
        self._fields["second"].show_value(str(places.second or ""))

    def _found(self, folder: Path) -> None:
        next(field for field in self._fields.values() if field is self.sender()).show_value(str(folder))

    def _place(self, key: str) -> Path | None:
        return self._fields[key].folder if self._fields[key].value().strip() else None

    def problems(self) -> dict[str, str]:
        """A path from nowhere would end up wherever the program was started."""
        places = {key: self._place(key) for key in self._fields}
        return {key: WHOLE_PATH for key, place in places.items() if place and not place.is_absolute()}

    def job(self) -> Callable[[Desk], tuple[str, ...]]:
        backups, second = self._place("backups"), self._place("second")
        return lambda desk: desk.backups.choose_places(backups, second)
