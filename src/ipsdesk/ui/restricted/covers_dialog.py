"""Cover for a colleague: who covers for whom and until when, a cover added, a cover ended."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.restricted_covers import CoverChoices, Covered
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.importing.steps import Steps
from ipsdesk.ui.restricted.cover_steps import TITLE, CoverForm, CoverList
from ipsdesk.ui.restricted.restrict_dialog import ReasonStep
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.typed_values import Value
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

LIST, FORM, END = range(3)
NEXT = ("Close", "Add the cover", "End the cover")
WHY = Field("Why it ends", Kind.LONG_TEXT, required=True)
ENDS = "From now on this account is asked for a reason again. The cover stays in the list."
WIDTH, HEIGHT = 860, 580


class Covers(WorkingDialog):
    """The list first; a form or a reason in its place while a cover is added or ended."""

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        desk: Desk,
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, TITLE, parent)
        self._service = desk.restricted
        self.list, self.form = CoverList(theme, settings), CoverForm(theme, desk.workspace.today)
        self.reason = ReasonStep(theme, "End a cover", ENDS, WHY)
        self.steps = Steps(theme, (self.list, self.form, self.reason))
        self.inside.addWidget(self.steps)
        self.lay_out()
        self.cancel.hide()
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.list.add.clicked.connect(self._ask)
        self.list.end.clicked.connect(self._ask_end)
        self.fit(WIDTH, HEIGHT)
        self._go_to(LIST)
        self._read()

    def _go_to(self, step: int) -> None:
        self.back.setVisible(step != LIST)
        self.next.setText(NEXT[step])
        self.steps.show_step(step)

    def _go_back(self) -> None:
        self._go_to(LIST)

    def _go_on(self) -> None:
        if self.steps.at == LIST:
            self.accept()
        elif self.steps.at == FORM:
            self._add()
        else:
            self._end_it()

    # ---- the list -----------------------------------------------------------------------------------

    def _read(self) -> None:
        self.begin(self._covers, self._show, "Reading who covers for whom")

    def _covers(self, _progress: Progress) -> tuple[Covered, ...]:
        return self._service.covers()

    def _show(self, covers: tuple[Covered, ...]) -> None:
        self.list.show_covers(covers)
        self._go_to(LIST)

    # ---- a cover is added ---------------------------------------------------------------------------

    def _ask(self) -> None:
        self.begin(self._choices, self._offer, "Reading accounts and colleagues")

    def _choices(self, _progress: Progress) -> CoverChoices:
        return self._service.cover_choices()

    def _offer(self, choices: CoverChoices) -> None:
        self.form.offer(choices)
        self._go_to(FORM)

    def _add(self) -> None:
        if (values := self.form.values()) is not None:
            self.begin(partial(self._write, values), self._written, "Saving")
        self.steps.scroll_up()

    def _write(self, values: dict[str, Value], _progress: Progress) -> None:
        given = {key: int(str(values[key])) for key in ("account", "colleague")}
        self._service.add_cover(**(values | given))  # type: ignore[arg-type] # dates and words, as the fields say

    def _written(self, _nothing: None) -> None:
        self._read()

    # ---- a cover is ended ---------------------------------------------------------------------------

    def _ask_end(self) -> None:
        cover: Covered | None = self.list.panel.current_row()
        if cover is not None:
            self.reason.hint.say(f"{cover.account} covers for {cover.colleague}.")
            self.reason.reason.show_value("")
            self.reason.show_problems({})
            self._go_to(END)

    def _end_it(self) -> None:
        cover: Covered | None = self.list.panel.current_row()
        problems = self.reason.problems()
        self.reason.show_problems(problems)
        if cover is not None and not problems:
            self.begin(partial(self._finish, cover.id, self.reason.given), self._written, "Saving")

    def _finish(self, cover: int, reason: str, _progress: Progress) -> None:
        self._service.end_cover(cover, reason)

    # ---- what went wrong, and leaving ---------------------------------------------------------------

    def refused(self, error: DeskError) -> None:
        """Said at the top; what was typed stays."""
        if self.steps.at == FORM:
            self.form.refuse(str(error))
        else:
            self.steps.page.show_problems({"": str(error)})
        self.steps.scroll_up()

    def reject(self) -> None:
        """Esc goes back to the list, and closes that."""
        if self.steps.at == LIST or self.is_working:
            super().reject()
        else:
            self._go_back()
