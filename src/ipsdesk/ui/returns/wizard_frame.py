"""What every step of the wizard has: going on and back, work in sight, what is said where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.working_dialog import WorkingDialog


class WizardFrame(WorkingDialog):
    """Its steps are gone through one by one; a step with problems is not left."""

    steps: Steps

    @property
    def at(self) -> int:
        """The step on screen."""
        return self.steps.at

    def _show(self, at: int) -> None:
        raise NotImplementedError

    def _leave_step(self, at: int) -> None:
        """Carry out what going on from a step asks for."""
        raise NotImplementedError

    def _go_on(self) -> None:
        page = self.steps.page
        problems = page.problems()
        page.show_problems(problems)
        if problems:
            self.steps.scroll_up()
            return
        self._leave_step(self.at)

    def _go_back(self) -> None:
        self._show(self.at - 1)

    def refused(self, error: DeskError) -> None:
        """Said at the top of the step."""
        self.steps.page.show_problems({"": breakable(str(error))})
        self.steps.scroll_up()

    def stopped(self, sentence: str) -> None:
        """What was written before stays in the draft."""
        self.doing.setText(f"{sentence} The draft is as it was.")

    def _do(self, work: Callable[[], object], on_done: Callable[[Any], None], words: str) -> None:
        def begun(progress: Progress) -> object:
            progress.check()
            return work()

        self.begin(begun, on_done, words)
