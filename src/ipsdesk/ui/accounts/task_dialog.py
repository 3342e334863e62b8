"""A dialog that shows one task at a time and carries it out in the background, to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

CLOSE, CANCEL = "Close", "Cancel"
WIDTH, HEIGHT = 560, 590


class SaidStep(StepPage):
    """What became of it."""

    def problems(self) -> dict[str, str]:
        """There is nothing to fill in."""
        return {}


class TaskDialog(WorkingDialog):
    """Shows a page over its foot; what is under way can't be stopped half done."""

    def __init__(self, theme: Theme, run: RunInBackground, title: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, run, title, parent)
        self.area = FocusScroll()
        self.page: StepPage | None = None
        self.back.hide()

    def show_page(self, page: StepPage, button: str) -> None:
        """Show a page in the place of the one before, which is forgotten with all that was typed in it."""
        self.page, holder = page, QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        layout.addStretch(1)  # the page keeps together at the top
        self.area.setWidget(holder)
        holder.show()
        self.doing.setText("")
        self.next.setText(button)
        self.cancel.setVisible(button != CLOSE)
        self.next.setFocus() if isinstance(page, SaidStep) else page.begin()
        self.area.show_focus()
        announce(self, page.title)

    def show_done(self, title: str, words: str) -> None:
        """Say what became of it; all that is left is to close."""
        self.show_page(SaidStep(self._theme, title, words), CLOSE)
        announce(self, words)

    def carry_out(self, work: Callable[[], object], on_done: Callable[[Any], None], doing: str) -> None:
        """Do this in the background."""

        def begun(_progress: Progress) -> object:
            return work()

        self.begin(begun, on_done, doing)

    def _show_working(self, doing: str) -> None:
        super()._show_working(doing)
        self.cancel.setEnabled(not doing)

    def refused(self, error: DeskError) -> None:
        """Said at the top of the page."""
        if self.page is not None:
            self.page.show_problems({"": breakable(str(error))})
            self.area.verticalScrollBar().setValue(0)

    def reject(self) -> None:
        """Cancel, Esc and the window's cross: not while something is being done."""
        if not self.is_working:
            super().reject()
