"""The person's part: seven questions on a large calm page, kept for later or finished for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.risk import OwnForm, OwnPart, Point
from ipsdesk.services.risk_points import POINTS
from ipsdesk.ui.risk.large import (
    BODY_LARGE,
    HEAD_LARGE,
    ICON_LARGE,
    NAME_LARGE,
    SECOND_LARGE,
    LargeText,
    RoomyButton,
)
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.words import Words

DRAFT = "risk, the person"
WORDS = "the person’s part of risk"
TITLE = "This is how I see it"
INTRO = "These are my words. I can leave answers out. Staff add theirs after I have finished."
AGAIN = "This is what I said on {day}. I can change what is different now."
LATER, CLOSE = "Save and go on later", "This is how I see it"
SURE = "After this nobody changes my words. At a review I can write new ones."
YES, BACK = "Yes, this is how I see it", "Go back"


class OwnQuestion(QWidget):
    """One question with its symbol, and room for the answer."""

    def __init__(self, theme: Theme, point: Point) -> None:
        super().__init__()
        self.editor = LargeText(theme, Field(point.question, Kind.LONG_TEXT))
        self.editor.name(point.question, point.help)
        line = QHBoxLayout()
        line.setSpacing(Space.STEP)
        line.addWidget(Icon(theme, point.icon, Token.ACCENT, ICON_LARGE), 0, Qt.AlignmentFlag.AlignTop)
        asked = Words(theme, point.question, HEAD_LARGE, wraps=True)
        asked.setBuddy(self.editor.control)
        line.addWidget(asked, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SNUG)
        column.addLayout(line)
        column.addWidget(Words(theme, point.help, SECOND_LARGE, wraps=True))
        column.addWidget(self.editor)


class OwnPartPage(QWidget):
    """``given`` carries an ``OwnPart`` to be saved, ``changed`` says that something was typed."""

    given = Signal(object)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.shown: OwnForm | None = None
        self._begun: Mapping[str, str] = {}
        self._intro = Words(theme, INTRO, BODY_LARGE, wraps=True)
        self.problem = MarkedWords(theme)
        self.questions = {point.own: OwnQuestion(theme, point) for point in POINTS}
        self.later = RoomyButton(theme, LATER)
        self.close_button = RoomyButton(theme, CLOSE, Rank.PRIMARY)
        self._sure = Words(theme, SURE, BODY_LARGE, wraps=True)
        self.back = RoomyButton(theme, BACK)
        self.yes = RoomyButton(theme, YES, Rank.PRIMARY)
        self._build()
        for question in self.questions.values():
            question.editor.changed.connect(self._typed)
        self.later.clicked.connect(self.save)
        self.close_button.clicked.connect(self.ask_if_sure)
        self.back.clicked.connect(self.go_back)
        self.yes.clicked.connect(self.finish)
        self._ask(on=False)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SNUG, Space.SNUG, Space.SNUG, Space.SNUG)
        column.setSpacing(Space.WIDE)
        head = QVBoxLayout()
        head.setSpacing(Space.SNUG)
        head.addWidget(Words(self._theme, TITLE, NAME_LARGE, wraps=True))
        head.addWidget(self._intro)
        column.addLayout(head)
        for question in self.questions.values():
            column.addWidget(question)
        column.addWidget(self.problem)
        column.addWidget(self._sure)
        foot = QWidget()
        line = Flow(foot, Space.STEP)
        buttons = (self.later, self.close_button, self.back, self.yes)
        for button in buttons:
            line.addWidget(button)
        column.addWidget(foot)
        column.addStretch()
        stops = [*(one.editor.control for one in self.questions.values()), *buttons]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # ---- what is written ----------------------------------------------------------------------------

    def show_form(self, form: OwnForm) -> None:
        """Begin with this."""
        self.shown = form
        said = AGAIN.format(day=shown_day(form.begins_from)) if form.begins_from else INTRO
        self._intro.setText(said)
        for name, question in self.questions.items():
            question.editor.show_value(form.texts.get(name, ""))
        self._begun = self.texts()
        self.problem.say(Mark.NOTE, "")
        self._ask(on=False)

    def forget(self) -> None:
        """What was written is kept, and nothing is being written any more."""
        self.shown = None

    def texts(self) -> dict[str, str]:
        """What stands in the answers."""
        return {name: str(one.editor.typed() or "") for name, one in self.questions.items()}

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """What was written before, over what is there."""
        for name, words in texts.items():
            self.questions[name].editor.show_typed(words)

    def is_changed(self) -> bool:
        """Whether anything was written since."""
        return self.shown is not None and self.texts() != self._begun

    def first(self) -> QWidget:
        """Where writing begins: the first answer that is empty, else the first."""
        empty = [one.editor for one in self.questions.values() if not one.editor.typed()]
        return (empty or [one.editor for one in self.questions.values()])[0]

    def _typed(self) -> None:
        if not self.back.isHidden():
            self._ask(on=False)  # what was to be finished has changed
        self.changed.emit()

    # ---- keeping it ---------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep it, and go on another time."""
        self._give(closes=False)

    def ask_if_sure(self) -> None:
        """Say what finishing means, before it is done."""
        self._ask(on=True)
        self.yes.setFocus()
        announce(self.yes, SURE, urgent=True)

    def go_back(self) -> None:
        """Go on writing."""
        self._ask(on=False)
        self.close_button.setFocus()

    def finish(self) -> None:
        """The person has finished."""
        self._give(closes=True)

    def _give(self, *, closes: bool) -> None:
        if (form := self.shown) is not None:
            self.problem.say(Mark.NOTE, "")
            self.given.emit(OwnPart(form.client, form.id, form.version, self.texts(), closes))

    def refuse(self, words: str) -> None:
        """Say why it was not kept; what was written stays."""
        self._ask(on=False)
        self.problem.say(Mark.OFF_TARGET, words)
        announce(self, words, urgent=True)
        self.later.setFocus()

    def _ask(self, *, on: bool) -> None:
        for one in (self._sure, self.back, self.yes):
            one.setVisible(on)
        for one in (self.later, self.close_button):
            one.setVisible(not on)

    # ---- drafts -------------------------------------------------------------------------------------

    def drafts(self) -> Sequence[DraftNote]:
        """What is written and not kept."""
        form = self.shown
        if form is None or not self.is_changed():
            return ()
        content: dict[str, Any] = {"client": form.client, "id": form.id, "version": form.version}
        return [DraftNote(DRAFT, form.client, WORDS, {**content, "texts": self.texts()})]
