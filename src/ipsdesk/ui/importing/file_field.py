"""A field for the path of an Excel file, to read or to write, with a button that looks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.line_fields import Line, LineField

EXCEL, ENDING = "Excel workbooks (*.xlsx)", ".xlsx"
WHOLE_PATH = "Give the whole path of the file, from the drive on."


class FileField(LineField):
    """Typed or looked for; ``found`` carries the file chosen in the system's own window."""

    found = Signal(object)

    def __init__(self, theme: Theme, field: Field, *, writes: bool = False) -> None:
        super().__init__(theme, field, Line(theme, Height.CONTROL))
        self._writes = writes
        self.browse = Button(theme, "Browse…", Rank.PLAIN, "folder-open-outline")
        self._line.addWidget(self.browse)
        self.browse.clicked.connect(self._look)

    @property
    def path(self) -> Path:
        """The path as it is typed; one to write to always ends as Excel's files do."""
        path = Path(self.value().strip().strip('"')).expanduser()
        return path if not self._writes or path.suffix else path.with_name(f"{path.name}{ENDING}")

    def problem(self) -> str:
        """What is wrong with the path, if anything."""
        if not self.value().strip():
            return f"Fill in '{self.field.label}'"
        return "" if self.path.is_absolute() else WHOLE_PATH

    def _look(self) -> None:
        start = self.path if self.value().strip() else Path.home()
        dialog = file_dialog(self, self.field.label, start, writes=self._writes)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self.show_value(str(Path(path)))
        self.found.emit(Path(path))


def file_dialog(
    parent: QWidget, title: str, start: Path, *, writes: bool, kind: str = EXCEL, ending: str = ENDING
) -> QFileDialog:
    """The system's own window for choosing a file."""
    folder = next((one for one in (start, *start.parents) if one.is_dir()), Path.home())
    dialog = QFileDialog(parent, title, str(folder), kind)
    if writes:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(start.name)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
