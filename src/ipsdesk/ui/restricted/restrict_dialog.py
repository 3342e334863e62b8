"""Restricts a person's record, or lifts the restriction: what that means, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.typed_values import fill_in
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

RESTRICT, LIFT = "Restrict a record", "Lift a restriction"
RESTRICTING = (
    "From now on the record is opened only with a reason, except by the person's key worker, care "
    "coordinator and employment specialist, and by whoever covers for one of them."
)
LIFTING = "From now on everyone who may see records opens this one as any other."
STAYS = "Name and reference stay in the lists, with the words Restricted record. Hours can still be typed."
WHY_RESTRICT = Field("Why it is restricted", Kind.LONG_TEXT, "Such as: works for the unit.", required=True)
WHY_LIFT = Field("Why it is lifted", Kind.LONG_TEXT, required=True)
WIDTH, HEIGHT = 560, 430

DRAFT = "restriction"
RESTRICT_DRAFT, LIFT_DRAFT = "the reason for a restriction", "the reason for lifting a restriction"


class Whose(NamedTuple):
    """A client's key, and name and reference in words."""

    client: int
    called: str


class ReasonStep(StepPage):
    """What it is about, what happens, and one field."""

    def __init__(self, theme: Theme, title: str, words: str, field: Field) -> None:
        super().__init__(theme, title, words)
        self.hint = Hint(theme, "lock-outline")
        self._layout.addWidget(self.hint)
        self.reason = LongTextField(theme, field)
        self._add("reason", self.reason)
        self._layout.addStretch(1)

    @property
    def given(self) -> str:
        """The reason."""
        return str(self.reason.value() or "")

    def problems(self) -> dict[str, str]:
        """Whether there is a reason."""
        return {} if self.given else {"reason": fill_in(self.reason.field)}


class RestrictDialog(WorkingDialog):
    """One page; the person's name is on it and never in the title of the window."""

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        desk: Desk,
        whose: Whose,
        *,
        lifts: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, run, LIFT if lifts else RESTRICT, parent)
        self._service, self._whose, self._lifts = desk.restricted, whose, lifts
        words, field = (LIFTING, WHY_LIFT) if lifts else (RESTRICTING, WHY_RESTRICT)
        self.step = ReasonStep(theme, whose.called, words, field)
        self.step.hint.say("" if lifts else STAYS)
        scroll = FocusScroll()
        scroll.setWidget(self.step)
        self.inside.addWidget(scroll)
        self.inside.setSpacing(Space.FIELD)
        self.lay_out()
        self.back.hide()
        self.next.setText("Lift the restriction" if lifts else "Restrict the record")
        self.next.clicked.connect(self._do)
        self.fit(WIDTH, HEIGHT)
        self.step.begin()
        if lifts:
            self.begin(self._read, self._tell, "Reading why it is restricted")

    def _read(self, _progress: Progress) -> RestrictionState | None:
        return self._service.of(self._whose.client)

    def _tell(self, state: RestrictionState | None) -> None:
        if state is not None:
            day = shown_day(state.since.astimezone().date())
            self.step.hint.say(f"Restricted by {state.by} on {day}: {state.reason}")
        self.step.begin()

    def drafts(self) -> Sequence[DraftNote]:
        """The reason typed so far."""
        typed, (client, called) = self.step.reason.typed(), self._whose
        content = {"called": called, "lifts": self._lifts, "typed": typed}
        words = LIFT_DRAFT if self._lifts else RESTRICT_DRAFT
        return [DraftNote(DRAFT, client, words, content)] if typed else []

    def _do(self) -> None:
        problems = self.step.problems()
        self.step.show_problems(problems)
        if not problems:
            self.begin(partial(self._save, self.step.given), self._done, "Saving")

    def _save(self, reason: str, _progress: Progress) -> None:
        (self._service.lift if self._lifts else self._service.restrict)(self._whose.client, reason)

    def _done(self, _nothing: None) -> None:
        self.accept()

    def refused(self, error: DeskError) -> None:
        """Said at the top; what was typed stays."""
        self.step.show_problems({"": str(error)})
