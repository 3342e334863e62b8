"""The action plan of a review: what is done about which item, by whom and when, and what it would lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from ipsdesk.rules.ips25 import item
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.fidelity_plan import PlanAction, Predicted
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.fidelity.asking import ask_done, ask_note, ask_revise, ask_stop, ask_verify
from ipsdesk.ui.fidelity.view import FidelityView
from ipsdesk.ui.fidelity.words import (
    EVIDENCED,
    STOPPED,
    action_mark,
    action_status,
    due_of,
    score_to,
)
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_list import Line

Read = tuple[Sequence[PlanAction], Predicted | None]
NO_REVIEW = "No review yet: an action plan belongs to one."
CHOOSE = "Choose an action first. Nothing was done."


class PlanView(FidelityView, DetailView):
    """What was decided after a review; the verbs are buttons beside the list."""

    title: ClassVar[str] = "Action plan"
    kind: ClassVar[str] = "fidelity action"
    adds: ClassVar[str] = "Add action"
    nouns: ClassVar[tuple[str, str]] = ("action", "actions")
    nothing: ClassVar[str] = "Choose an action to see how far it is"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.predicted = Hint(at.theme, "bullseye-arrow")
        self._column.insertWidget(0, self.predicted)
        self.card.tools.setVisible(self.may_change)
        self.verbs = [self._verb(words, ask) for words, ask, _ in VERBS]
        self.notes = self.card.add_section(Section(self._theme, "Notes", "No note yet."))
        self.notes.add_button("Add a note…", partial(self._ask, ask_note), "plus")
        self.notes.set_may_change(may=self.may_change)

    def _verb(self, words: str, ask: Callable[[PlanAction, date], Asked]) -> Button:
        button = Button(self._theme, words)
        button.clicked.connect(partial(self._ask, ask))
        layout = self.card.tools.layout()
        assert layout is not None  # noqa: S101 - it was made with one
        layout.addWidget(button)
        return button

    def _ask(self, ask: Callable[[PlanAction, date], Asked], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - of a button's signal
        if self.chosen is None:
            self.told.emit(CHOOSE, True)  # noqa: FBT003 - a signal has no names
        elif self.may_change:
            self.doing.ask(ask(self.chosen, self._at.desk.workspace.today()))

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[PlanAction]:
        columns = (
            Column[PlanAction]("Action", lambda one: one.item, lambda one: one.action, width=310, name=True,
                               second=lambda one: f"Item {one.item}"),
            Column[PlanAction]("Status", action_status, width=190, mark=action_mark),
            Column[PlanAction]("Due", lambda one: one.due, lambda one: short_day(one.due, today()), width=110,
                               second=lambda one: "revised" if one.revised_due_on else "", gives_way=1),
            Column[PlanAction]("Owner", lambda one: one.owner, width=140, gives_way=2),
            Column[PlanAction]("Score", lambda one: one.target_score, score_to, width=70, gives_way=3),
        )  # fmt: skip
        filters = [
            Filter[PlanAction]("All", everything),
            Filter("Overdue", lambda one: one.is_overdue),
            Filter("To be done", lambda one: one.is_open),
            Filter("Finished", lambda one: not one.is_open),
        ]
        nobody = "No action yet: add the first one"
        return Listing(
            "Action plan", columns, nobody, lambda one: one.id, filters, Height.CASELOAD_ROW,
        )  # fmt: skip

    def read(self) -> Read:
        if self.review is None:
            return (), None
        plan = self._at.desk.fidelity_plan
        return plan.actions(self.review), plan.predicted(self.review)

    def rows_of(self, read: Read) -> Sequence[PlanAction]:
        self.predicted.say(read[1].words if read[1] is not None and read[0] else "")
        return read[0]

    def words_of(self, read: Read) -> str:
        if self.review is None:
            return NO_REVIEW
        overdue = sum(one.is_overdue for one in read[0])
        return f"{counted(len(read[0]), 'action')}{f' · {overdue} overdue' if overdue else ''}"

    def details(self, row: PlanAction) -> tuple[str, str, Details]:
        fields = [
            ("Item", f"{row.item}, {item(row.item).name}"),
            ("Score", score_to(row)),
            ("Status", action_status(row)),
            ("Owner", row.owner),
            ("Start", shown_day(row.start_on) if row.start_on else ""),
            ("Due", due_of(row)),
            ("How it is measured", row.measured_by),
            ("Priority", sentence_case(row.priority)),
            ("Done", shown_day(row.done_on) if row.done_on else ""),
            ("Evidence", row.evidence),
            ("Verified", _verified(row)),
            ("Reason stopped", row.stopped_reason),
        ]
        return row.action, "", fields

    def show_row(self, row: Any) -> None:
        super().show_row(row)
        lines = [Line(n, shown_day(one.on), one.words, one.staff) for n, one in enumerate(row.notes)]
        self.notes.show_lines(lines)
        for button, (_, _, can_be) in zip(self.verbs, VERBS, strict=True):
            button.setEnabled(can_be(row))

    def known(self) -> Mapping[str, Plain]:
        known: dict[str, Plain] = {"review_id": str(self.review)} if self.review is not None else {}
        return known

    def show_review(self, review: int | None) -> None:
        if review != self.review:
            self.chosen = None
            self.card.forget()
        super().show_review(review)

    def add(self) -> None:
        if self.review is None:
            self.told.emit(NO_REVIEW, True)  # noqa: FBT003 - as above
        else:
            super().add()


def _is_open(row: PlanAction) -> bool:
    return row.is_open


def _is_not_evidenced(row: PlanAction) -> bool:
    return row.status not in (EVIDENCED, STOPPED)


def _can_be_verified(row: PlanAction) -> bool:
    return row.done_on is not None and row.verified_on is None and row.status != STOPPED


VERBS = (
    ("Revise the day…", ask_revise, _is_open),
    ("Done…", ask_done, _is_not_evidenced),
    ("Verify…", ask_verify, _can_be_verified),
    ("Stop…", ask_stop, _is_open),
)
"""What can be done with an action: its words, what it asks, and when it can be."""


def _verified(row: PlanAction) -> str:
    if row.verified_on is None:
        return ""
    return f"{shown_day(row.verified_on)}{f', {row.verified_by}' if row.verified_by else ''}"
