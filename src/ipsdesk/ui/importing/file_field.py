"""A field for the path of an Excel file, to read or to write, with a button that looks for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_open, ask_to_save
from ipsdesk.ui.widgets.line_fields import Line, LineField

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
        return path if not self._writes or path.suffix else path.with_name(f"{path.name}{EXCEL.ending}")

    def problem(self) -> str:
        """What is wrong with the path, if anything."""
        if not self.value().strip():
            return f"Fill in '{self.field.label}'"
        return "" if self.path.is_absolute() else WHOLE_PATH

    def _look(self) -> None:
        start = self.path if self.value().strip() else Path.home()
        ask = ask_to_save if self._writes else ask_to_open
        ask(self, self.field.label, start, EXCEL, self._take)

    def _take(self, path: str) -> None:
        self.show_value(str(Path(path)))
        self.found.emit(Path(path))
