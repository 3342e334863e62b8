"""The second step of a return: what the records lack, filled in here or left open and said so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipsdesk.rules.wording import counted
from ipsdesk.services.readiness import Readiness
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.returns.readiness_list import ReadinessList
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.step_page import StepPage

WORDS = "Enter opens the form of a line; what is filled in goes from the list."
OPEN = "{} can stay open: the return says how much is filled in, and keeps what was open on the day."


class ReadyStep(StepPage):
    """The list, and what becomes of lines that stay."""

    def __init__(self, at: AtDesk, dialog: QWidget) -> None:
        super().__init__(at.theme, "Are the records ready?", WORDS)
        self.list, self.left = ReadinessList(at, dialog), Hint(at.theme)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.left)

    def show_readiness(self, found: Readiness) -> None:
        """Show how ready the records are."""
        self.list.show_readiness(found)
        self.left.say(OPEN.format(counted(len(found.items), "line")) if found.items else "")

    def problems(self) -> dict[str, str]:
        """One can go on with whatever is open."""
        return {}

    def begin(self) -> None:
        """The keyboard into the list."""
        self.list.focus()
