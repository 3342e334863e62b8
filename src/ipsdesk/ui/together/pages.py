"""The pages of the view together: what is read in large type, and what the person says themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.reports.blocks import Block
from ipsdesk.reports.together_pages import risk_together
from ipsdesk.rules.codes import HIGHEST_RATING
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.risk import OwnForm
from ipsdesk.services.together import GoalLine, TogetherPage
from ipsdesk.ui.risk.large import BODY_LARGE, HEAD_LARGE, SECOND_LARGE, LargeText, RoomyButton
from ipsdesk.ui.risk.own_part import OwnPartPage
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.together.answers import LargeAnswers
from ipsdesk.ui.together.large_blocks import LargeBlocks
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.words import Words

NO_GOAL, OWN_GOAL = "No goal is written down yet.", "A new goal, in my own words"
HOW_NEAR = "How near am I? 0 is far, 10 is there."
ADD_GOAL, RATED = "Add this goal", "I said {rating} of {most} on {day}."
AGAIN, SAY_IT = "Look at it again: what I say now", "Say how I see it"


class TogetherPart(QWidget):
    """One page; it stays as it was until it is read again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.FIELD)

    def show_page(self, page: TogetherPage) -> None:
        """Show what was read."""
        raise NotImplementedError

    def first(self) -> QWidget | None:
        """What has the keyboard when the page is turned to; None: it is only read."""
        return None

    def said(self) -> str:
        """What is there to be read, for the ear."""
        return ""

    def drafts(self) -> Sequence[DraftNote]:
        """What is written and not kept."""
        return ()


class ReadTogether(TogetherPart):
    """What is only read."""

    def __init__(self, theme: Theme, blocks: Callable[[TogetherPage], list[Block]]) -> None:
        super().__init__(theme)
        self._blocks, self.shown = blocks, LargeBlocks(theme)
        self._column.addWidget(self.shown)
        self._column.addStretch()

    def show_page(self, page: TogetherPage) -> None:
        self.shown.show_blocks(self._blocks(page))

    def said(self) -> str:
        return self.shown.said


class GoalTogether(QWidget):
    """One goal, the last rating, and the eleven answers to a new one; ``rated`` carries goal and rating."""

    rated = Signal(int, int)

    def __init__(self, theme: Theme, goal: GoalLine) -> None:
        super().__init__()
        self.goal = goal
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.STEP)
        column.setSpacing(Space.SNUG)
        column.addWidget(Words(theme, goal.goal, HEAD_LARGE, wraps=True))
        last = goal.ratings[-1] if goal.ratings else None
        if last is not None:
            said = RATED.format(rating=last.rating, most=HIGHEST_RATING, day=shown_day(last.on_date))
            column.addWidget(Words(theme, said, BODY_LARGE, wraps=True))
        column.addWidget(Words(theme, HOW_NEAR, SECOND_LARGE, wraps=True))
        numbers = [str(one) for one in range(HIGHEST_RATING + 1)]
        self.answers = LargeAnswers(theme, f"How near: {goal.goal}", numbers)
        self.keep = RoomyButton(theme, "Keep this answer", Rank.PLAIN)
        self.keep.setAccessibleName(f"Keep this answer: {goal.goal}")
        self.keep.hide()
        column.addWidget(self.answers)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.answers.chosen.connect(self.keep.show)
        self.keep.clicked.connect(self._rate)

    def _rate(self) -> None:
        if self.answers.place >= 0:
            self.rated.emit(self.goal.id, self.answers.place)


class GoalsTogether(TogetherPart):
    """The goals under way, and a new one; ``added`` carries its words."""

    rated = Signal(int, int)
    added = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.goals: list[GoalTogether] = []
        self._client = 0
        self._shown: tuple[GoalLine, ...] | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.FIELD)
        self._none = Words(theme, NO_GOAL, BODY_LARGE, wraps=True)
        self.own = LargeText(theme, Field(OWN_GOAL, Kind.LONG_TEXT))
        self.own.name(OWN_GOAL, "")
        asked = Words(theme, OWN_GOAL, HEAD_LARGE, wraps=True)
        asked.setBuddy(self.own.control)
        self.add_button = RoomyButton(theme, ADD_GOAL)
        self.add_button.setEnabled(False)
        self._column.addLayout(self._list)
        for one in (self._none, asked, self.own):
            self._column.addWidget(one)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch()
        self.own.changed.connect(self._typed)
        self.add_button.clicked.connect(self._add)

    def show_page(self, page: TogetherPage) -> None:
        self._client = page.client
        goals = tuple(one for one in page.goals if one.is_open)
        if goals == self._shown:
            return  # an answer that is being chosen stays
        self._shown = goals
        for gone in self.goals:
            gone.hide()
            gone.deleteLater()
        self.goals = [GoalTogether(self._theme, one) for one in goals]
        for goal in self.goals:
            goal.rated.connect(self.rated)
            self._list.addWidget(goal)
        self._none.setVisible(not goals)

    def first(self) -> QWidget:
        return self.goals[0].answers if self.goals else self.own

    def forget_typed(self) -> None:
        """The new goal is kept."""
        self.own.show_value(None)

    def _words(self) -> str:
        return str(self.own.typed() or "").strip()

    def _typed(self) -> None:
        self.add_button.setEnabled(bool(self._words()))

    def _add(self) -> None:
        if words := self._words():
            self.added.emit(words)

    def drafts(self) -> Sequence[DraftNote]:
        if not self._words():
            return ()
        given, typed = {"client_id": str(self._client)}, {"goal": self._words(), "set_on": "today"}
        content: dict[str, Any] = {"kind": "goal", "id": None, "given": given, "typed": typed}
        return [DraftNote("record", self._client, "a goal", content)]


class RiskTogether(TogetherPart):
    """The person's part while it is open, else both parts and the way to a new version."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.form, self.shown = OwnPartPage(theme), LargeBlocks(theme)
        self.again = RoomyButton(theme, AGAIN)
        self._form: OwnForm | None = None
        self._is_open = self._writes = False
        self._column.addWidget(self.shown)
        self._column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.form)
        self._column.addStretch()
        self.again.clicked.connect(self.write)

    def show_page(self, page: TogetherPage) -> None:
        newest = page.risk[0] if page.risk else None
        self._is_open = newest is not None and newest.own_closed_on is None
        self.shown.show_blocks(risk_together(newest))
        self.again.setText(AGAIN if page.risk else SAY_IT)
        self._settle()

    def show_form(self, form: OwnForm) -> None:
        """What the person's part begins with; what is being written stays."""
        if not self.form.is_changed():
            self.form.show_form(form)
        self._settle()

    def write(self) -> None:
        """Begin to write."""
        self._writes = True
        self._settle()
        self.form.first().setFocus()

    def kept(self) -> None:
        """What was written is in the record: it is read from there."""
        self._writes = False
        self.form.forget()

    def _settle(self) -> None:
        writes = self._writes or self._is_open
        self.form.setVisible(writes)
        for one in (self.shown, self.again):
            one.setVisible(not writes)

    def first(self) -> QWidget:
        return self.form.first() if not self.form.isHidden() else self.again

    def said(self) -> str:
        return self.shown.said if self.form.isHidden() else ""

    def drafts(self) -> Sequence[DraftNote]:
        return self.form.drafts()
