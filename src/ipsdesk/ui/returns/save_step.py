"""The fifth step of a return: which files are written where, and whether the workbook has a password."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.submissions_kept import Form
from ipsdesk.ui.importing.export_step import WITH, WITHOUT, ExportStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import NAME
from ipsdesk.ui.widgets.tick_field import TickBox
from ipsdesk.ui.widgets.words import Words

HEADING = "Save the return"
WORDS = "The workbook always; the written report as Word, to go on writing in, and as PDF, to be sent."
FORMS = {Form.WORD: "Report as Word", Form.PDF: "Report as PDF"}
ONLY_THE_WORKBOOK = "The password covers the workbook alone: a report in Word or PDF is readable by anyone."
REPLACES = "There is {} already. Save again to replace {}, or write another name."


class SaveStep(ExportStep):
    """The name of the workbook is that of the reports too."""

    heading, words, of_clear = HEADING, WORDS, ""
    first = WITHOUT

    def __init__(self, theme: Theme, start: Path) -> None:
        self.boxes = {form: TickBox(theme, words) for form, words in FORMS.items()}
        self.covers, self.outcome = Hint(theme), MarkedWords(theme)
        self._may_replace: tuple[Path, ...] = ()
        super().__init__(theme, start)
        self._layout.insertWidget(3, self._forms(theme))
        self._layout.insertWidget(self._layout.count() - 1, self.covers)
        self._layout.insertWidget(self._layout.count() - 1, self.outcome)
        self.choice.chosen.connect(self._say_covers)
        self.file.changed.connect(self._renamed)
        for box in self.boxes.values():
            box.setChecked(True)
            box.toggled.connect(self._renamed)

    def _forms(self, theme: Theme) -> QWidget:
        part = QWidget()
        lines = QVBoxLayout(part)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.LABEL)
        lines.addWidget(Words(theme, "Beside the workbook", NAME))
        for box in self.boxes.values():
            lines.addWidget(box)
        return part

    def _renamed(self) -> None:
        self._may_replace = ()
        self.outcome.say(Mark.NOTE, "")
        self._say_covers()

    def _say_covers(self, _place: int = 0) -> None:
        self.covers.say(ONLY_THE_WORKBOOK if self.choice.place == WITH and len(self.forms) > 1 else "")

    @property
    def forms(self) -> tuple[Form, ...]:
        """What is written."""
        return (Form.WORKBOOK, *(form for form, box in self.boxes.items() if box.isChecked()))

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where each of them goes."""
        return tuple(self.file.path.with_suffix(f".{form.value}") for form in self.forms)

    def asks_to_replace(self) -> bool:
        """Whether files are there already and nobody has agreed yet that they are replaced; asks that."""
        there = tuple(path for path in self.paths if path.is_file())
        if not there or there == self._may_replace:
            return False
        self._may_replace = there
        names = " and ".join(breakable(path.name) for path in there)
        self.outcome.say(Mark.NEAR_LIMITS, REPLACES.format(names, "it" if len(there) == 1 else "them"))
        return True

    def show_saved(self, paths: Sequence[Path]) -> None:
        """Say what was written where; it may be written again."""
        self._may_replace = tuple(paths)
        names = ", ".join(path.name for path in paths)
        self.outcome.say(Mark.DONE, breakable(f"Saved in {paths[0].parent}: {names}."))
