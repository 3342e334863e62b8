"""The first step of filling a commissioner's form: which form, and which workbook it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from ipsdesk.fields import Field
from ipsdesk.services.return_templates import FormKept
from ipsdesk.ui.importing.chosen_field import ChosenField
from ipsdesk.ui.importing.file_field import FileField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.step_page import StepPage

TITLE = "Which form"
WORDS = (
    "Some commissioners send a workbook of their own to fill in. Say once which figure goes into which cell; "
    "from then on it is filled in a minute."
)
FORM = Field("Form", required=True)
FILE = Field("The commissioner's workbook", help="The empty form as it was sent: .xlsx, without macros.")
AGAIN = (
    "Leave the workbook empty to use the one that is kept. Choose another where the commissioner has sent a "
    "new one: what goes where stays."
)
NEW = Option("", "A new form")
TAKE_AWAY, SURE = "Take this form away", "Take it away? Press once more"


class FormStep(StepPage):
    """A form that is kept, or a new one; ``forget_wanted`` asks to keep one no longer."""

    forget_wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE, WORDS)
        self.form, self.file = ChosenField(theme, FORM, [NEW]), FileField(theme, FILE)
        self.again = Hint(theme)
        self.forget = Button(theme, TAKE_AWAY, Rank.QUIET, "delete-outline")
        self._add("form", self.form)
        self._add("file", self.file)
        self._layout.addWidget(self.again)
        self._layout.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch()
        self.form.chosen.connect(self._chosen)
        self.forget.clicked.connect(self._forget)
        self.offer(())

    def offer(self, forms: Sequence[FormKept], chosen: int | None = None) -> None:
        """Offer these; where none is kept there is nothing to choose."""
        self.rows["form"].setVisible(bool(forms))
        first = str(forms[0].id) if forms and chosen is None else "" if chosen is None else str(chosen)
        self.form.offer([*(Option(str(one.id), one.name) for one in forms), NEW], first)
        self._chosen()

    def _chosen(self, _value: str = "") -> None:
        is_kept = self.id is not None
        self.again.say(AGAIN if is_kept else "")
        self.forget.setVisible(is_kept)
        self.forget.setText(TAKE_AWAY)
        self.file.show_value("")
        self.show_problems({})

    def _forget(self) -> None:
        if self.forget.text() == TAKE_AWAY:
            self.forget.setText(SURE)
        elif self.id is not None:
            self.forget_wanted.emit(self.id)

    @property
    def id(self) -> int | None:
        """The form chosen; None: a new one."""
        value = self.form.value()
        return int(str(value)) if value else None

    @property
    def path(self) -> Path | None:
        """The workbook chosen; None: the one that is kept."""
        return self.file.path if self.file.value().strip() else None

    def problems(self) -> dict[str, str]:
        """A new form has a workbook."""
        if self.id is not None and self.path is None:
            return {}
        wrong = self.file.problem()
        return {"file": wrong} if wrong else {}

    def begin(self) -> None:
        """The keyboard to the form, or to its workbook."""
        (self.form if self.rows["form"].isVisibleTo(self) else self.file).setFocus()
        self.form.box.line.selectAll()  # as Tab does: what is typed replaces it
