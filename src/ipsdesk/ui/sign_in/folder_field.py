"""A field for the path of a folder, with a button that looks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
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
        dialog = QFileDialog(self, self.field.label, str(_nearest(self.folder)))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, path: str) -> None:
        self.found.emit(Path(path))


def _nearest(folder: Path) -> Path:
    """The folder itself or the nearest one above it that is there."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), Path.home())
