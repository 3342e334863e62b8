"""A field for the path of a folder, with a button that looks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.file_dialog import ask_for_folder
from ipsdesk.ui.widgets.line_fields import Line, LineField

WHOLE_PATH = "Give the whole path of the folder, from the drive on."


class FolderField(LineField):
    """Typed or looked for; ``found`` carries the folder chosen in the system's own window."""

    found = Signal(object)

    def __init__(self, theme: Theme, field: Field) -> None:
        super().__init__(theme, field, Line(theme, Height.CONTROL))
        self.browse = Button(theme, "Browse…", Rank.PLAIN, "folder-open-outline")
        self._line.addWidget(self.browse)
        self.browse.clicked.connect(self._look)

    @property
    def folder(self) -> Path:
        """The path as it is typed."""
        return Path(self.value().strip()).expanduser()

    def _look(self) -> None:
        ask_for_folder(self, self.field.label, self.folder, self._take)

    def _take(self, path: str) -> None:
        self.found.emit(Path(path))
