"""The last step of filling a commissioner's form: for whom, what goes in then, and where the copy goes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ipsdesk.fields import Field
from ipsdesk.measures import Shape
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.return_templates import OF_KEY, MappedCell, Part
from ipsdesk.ui.importing.file_field import FileField
from ipsdesk.ui.returns.profile_choice import ProfileChoice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import NAME
from ipsdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from ipsdesk.reports.return_template import Filled

TITLE = "Save the filled copy"
WORDS = "The form itself stays empty. Every copy that goes out is noted with its fingerprint."
FILE = Field("Excel file to write", required=True)
GOES_IN = "What goes in"
HIDDEN = (
    "{} kept back (*), so that nobody can be recognised. A formula of the form that counts with one of them "
    "shows an error."
)
REPLACES = "There is {} already. Save again to replace it, or write another name."
SAVED = "Saved in {}: {}. It is not encrypted."


class SaveFormStep(StepPage):
    """For whom it is counted, the values cell by cell, and the file."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE, WORDS)
        self.profiles, self.file = ProfileChoice(theme), FileField(theme, FILE, writes=True)
        self.hidden, self.outcome = Hint(theme), MarkedWords(theme)
        self.values = LineList(theme, GOES_IN)
        self._may_replace: Path | None = None
        self._layout.addWidget(self.outcome)
        self._layout.addWidget(self.profiles)
        self._add("file", self.file)
        for one in (self.hidden, Words(theme, GOES_IN, NAME), self.values):
            self._layout.addWidget(one)
        self._layout.addStretch()
        self.file.changed.connect(self._renamed)

    def show_filled(self, filled: Filled) -> None:
        """Show what goes into each cell."""
        self.outcome.say(Mark.NOTE, "")
        count = filled.hidden
        words = HIDDEN.format("1 number is" if count == 1 else f"{count} numbers are")
        self.hidden.say(words if count else "")
        self.values.show_lines(
            [
                Line(
                    (cell.sheet, cell.cell),
                    cell.words,
                    "",
                    f"{shown_value(cell, value)} · {cell.cell}",
                    plain=True,
                )
                for cell, value in filled.values
            ]
        )

    def _renamed(self) -> None:
        self._may_replace = None
        self.outcome.say(Mark.NOTE, "")

    def asks_to_replace(self) -> bool:
        """Whether the file is there already and nobody has agreed yet that it is replaced; asks that."""
        path = self.file.path
        if not path.is_file() or path == self._may_replace:
            return False
        self._may_replace = path
        self.outcome.say(Mark.NEAR_LIMITS, REPLACES.format(breakable(path.name)))
        announce(self, REPLACES.format(path.name), urgent=True)
        return True

    def show_saved(self, path: Path) -> None:
        """Say that it is there; it may be written again."""
        self._may_replace = path
        self.outcome.say(Mark.DONE, breakable(SAVED.format(path.parent, path.name)))
        announce(self, SAVED.format(path.parent, path.name))

    def problems(self) -> dict[str, str]:
        """A file that can be named."""
        wrong = self.file.problem()
        return {"file": wrong} if wrong else {}

    def begin(self) -> None:
        """The keyboard to the profile that is chosen."""
        self.profiles.focus_chosen()


def shown_value(cell: MappedCell, value: str | float | date) -> str:
    """A value as it is read here; the form shows it in its own way."""
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, str):
        return value
    is_share = cell.what in OF_KEY and OF_KEY[cell.what].shape is Shape.SHARE
    if is_share and cell.part in (Part.FIGURE, Part.TARGET):
        return f"{value:.0%}"
    return f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
