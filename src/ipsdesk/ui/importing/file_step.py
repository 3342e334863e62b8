"""The first step of an import: which file, and its password if it has one."""

from __future__ import annotations

from pathlib import Path

from ipsdesk.fields import Field
from ipsdesk.ui.importing.drop_place import DropPlace
from ipsdesk.ui.importing.file_field import FileField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.line_fields import PassphraseField
from ipsdesk.ui.widgets.step_page import StepPage

FILE = Field("Excel file", required=True)
PASSWORD = Field(
    "Password of the workbook", required=True, help="The file is encrypted; only its password opens it."
)
WORDS = (
    "A unit workbook, or a list the unit keeps of its own. The file is only read, and nothing in the unit "
    "changes before you have seen what would."
)


class FileStep(StepPage):
    """The file, typed, looked for or dropped; its password is asked for once it turns out to need it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Which file?", WORDS)
        self.file = FileField(theme, FILE)
        self.password = PassphraseField(theme, PASSWORD, Height.CONTROL)
        self._add("file", self.file)
        self._add("password", self.password)
        self._layout.addWidget(DropPlace(theme))
        self._layout.addStretch()
        self.file.changed.connect(self._forget_password)
        self._forget_password()

    @property
    def path(self) -> Path:
        """The file."""
        return self.file.path

    def ask_password(self, problem: str) -> None:
        """Ask for the password; ``problem`` says what was wrong with the one that was given."""
        self.rows["password"].show()
        self.show_problems({"password": problem} if problem else {})
        announce(self, problem or PASSWORD.help, urgent=True)
        self.password.line.setFocus()
        self.password.line.selectAll()

    def _forget_password(self) -> None:
        self.password.show_value("")
        self.rows["password"].hide()

    def problems(self) -> dict[str, str]:
        """The file has to be named, and the password given where one was asked for."""
        found = super().problems()
        if not self.rows["password"].isVisibleTo(self):
            found.pop("password", None)
        if wrong := self.file.problem():
            found["file"] = wrong
        return found

    def take(self, path: Path) -> None:
        """A file that was dropped."""
        self.file.show_value(str(path))
