"""The first step of making a unit: what it is called, and where its folder lives."""

from __future__ import annotations

from pathlib import Path

from ipsdesk import glance
from ipsdesk.fields import Field
from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH, FolderField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.file_dialog import documents
from ipsdesk.ui.widgets.line_fields import Line, LineField
from ipsdesk.ui.widgets.step_page import StepPage

UNIT = Field("Name of the unit", required=True)
FOLDER = Field(
    "Folder it lives in",
    required=True,
    help="A new folder on this computer; not one that is synchronised with another place or shared.",
)


class PlaceStep(StepPage):
    """What the unit is called and where its folder lives; the folder follows the name until it is chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, "Name the unit", "Its records are kept in one encrypted folder on this computer."
        )
        self._unit = LineField(theme, UNIT, Line(theme, Height.CONTROL))
        self._place = FolderField(theme, FOLDER)
        self._add("unit", self._unit)
        self._add("folder", self._place)
        self._home = documents()
        self._unit.changed.connect(self._follow)
        self._place.line.textEdited.connect(self._chosen)
        self._place.found.connect(self._found)
        self._follows = True
        self._follow()

    @property
    def unit(self) -> str:
        """The name of the unit."""
        return self._unit.value().strip()

    @property
    def folder(self) -> Path:
        """The folder that is to be made."""
        return self._place.folder

    def _follow(self) -> None:
        if self._follows:
            self._place.show_value(str(self._home / f"{glance.file_name(self.unit)}{glance.SUFFIX}"))

    def _chosen(self) -> None:
        self._follows = False

    def _found(self, folder: Path) -> None:
        """The folder looked for is where the unit's own one is to be made."""
        self._home = folder
        self._follows = True
        self._follow()

    def problems(self) -> dict[str, str]:
        """A path from nowhere would end up wherever the program was started."""
        found = super().problems()
        if "folder" not in found and not self.folder.is_absolute():
            found["folder"] = WHOLE_PATH
        return found
