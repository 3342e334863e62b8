"""A survey alone in the window, in large type or easy read; whoever leaves it locks the records."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import SURVEY_ANSWERS
from ipsdesk.rules.surveys import RATING_WORDS, RATINGS, Question, SurveyForm
from ipsdesk.services.surveys import Answer, RoundSeen
from ipsdesk.ui.background import Progress
from ipsdesk.ui.frame.alone import AloneView
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.risk.large import BODY_LARGE, HEAD_LARGE, NAME_LARGE, LargeText, RoomyButton
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.together.answers import LargeAnswers
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Rank
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import RING_ROOM
from ipsdesk.ui.widgets.words import Words

LARGE, EASY = "Large print", "Easy read"
PROMISE = "Nobody is told who answered. You can leave out whatever you like."
PROMISE_EASY = "Nobody knows who wrote this. You can leave things out."
FINISH, NEXT, LOCK = "Give my answers", "Somebody else answers", "Leave and lock"
THANKS = "Thank you. Your answers are kept."
WORDS = Field("Anything else?", Kind.LONG_TEXT)
WIDEST = 900


class Asking(QWidget):
    """The questions below each other; ``easy`` says them in short sentences."""

    def __init__(self, theme: Theme, form: SurveyForm, *, easy: bool) -> None:
        super().__init__()
        self.form = form
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.WIDE)
        column.setSpacing(Space.CARD)
        column.addWidget(Words(theme, PROMISE_EASY if easy else PROMISE, BODY_LARGE, wraps=True))
        ratings = [f"{number} {words}" for number, words in zip(RATINGS, RATING_WORDS, strict=True)]
        self.overall = self._ask(theme, form.overall, ratings, easy=easy)
        said = [one.capitalize() for one in SURVEY_ANSWERS]
        self.answers = {one.number: self._ask(theme, one, said, easy=easy) for one in form.questions}
        column.addWidget(Words(theme, WORDS.label, HEAD_LARGE, wraps=True))
        self.comment = LargeText(theme, WORDS)
        self.comment.text.setAccessibleName(WORDS.label)
        column.addWidget(self.comment)

    def _ask(self, theme: Theme, question: Question, said: list[str], *, easy: bool) -> LargeAnswers:
        words = question.easy if easy else question.words
        answers = LargeAnswers(theme, words, said)
        asked = QVBoxLayout()
        asked.setSpacing(Space.SNUG)
        asked.addWidget(Words(theme, words, HEAD_LARGE, wraps=True))
        asked.addWidget(answers)
        self._column.addLayout(asked)
        return answers

    def answer(self) -> Answer:
        """What was answered."""
        said = {n: SURVEY_ANSWERS[one.place] for n, one in self.answers.items() if one.place >= 0}
        overall = RATINGS[self.overall.place] if self.overall.place >= 0 else None
        return Answer(overall, said, str(self.comment.value() or ""))

    def show_answer(self, answer: Answer) -> None:
        """What was answered before the words were changed."""
        if answer.overall is not None:
            self.overall.choose(RATINGS.index(answer.overall))
        for number, said in answer.answers.items():
            self.answers[number].choose(SURVEY_ANSWERS.index(said))
        self.comment.show_value(answer.comment)


class SurveyAlone(AloneView):
    """Nothing of it is kept as a draft: an answer belongs to nobody."""

    def __init__(self, at: AtDesk, round_: RoundSeen) -> None:
        super().__init__()
        self._at, self._theme, self._round = at, at.theme, round_
        self.setAccessibleName(round_.form.title)
        self.manner = LargeAnswers(at.theme, "How it is asked", [LARGE, EASY])
        self.told = MarkedWords(at.theme)
        self.finish = RoomyButton(at.theme, FINISH, Rank.PRIMARY)
        self.lock = RoomyButton(at.theme, LOCK)
        self.next, self.end = RoomyButton(at.theme, NEXT), RoomyButton(at.theme, LOCK, Rank.PRIMARY)
        self.asking = Asking(at.theme, round_.form, easy=False)
        self._area = FocusScroll()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._page())
        self._stack.addWidget(self._thanks())
        self.manner.choose(0)
        self.manner.chosen.connect(self._ask_again)
        self.finish.clicked.connect(self.give)
        self.next.clicked.connect(self.begin)
        for button in (self.lock, self.end):
            button.clicked.connect(self.lock_wanted)

    def _page(self) -> QWidget:
        page, top = QWidget(), QHBoxLayout()
        top.addWidget(Words(self._theme, self._round.form.title, NAME_LARGE, wraps=True), 1)
        top.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.WIDE, Space.FIELD, Space.WIDE, Space.FIELD)
        column.setSpacing(Space.STEP)
        column.addLayout(top)
        column.addWidget(self.manner)
        self._area.setAccessibleName("Questions")
        self._area.viewport().setAutoFillBackground(False)
        column.addWidget(self._area, 1)
        below = QHBoxLayout()
        below.addStretch()
        below.addWidget(self.told)
        below.addWidget(self.finish)
        column.addLayout(below)
        return page

    def _thanks(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.FIELD)
        column.addStretch()
        column.addWidget(Words(self._theme, THANKS, NAME_LARGE, wraps=True))
        buttons = QHBoxLayout()
        for button in (self.next, self.end):
            buttons.addWidget(button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addStretch()
        return page

    def begin(self) -> None:
        """Nothing answered yet."""
        self._show(Answer())
        self.told.say(Mark.NOTE, "")
        self._stack.setCurrentIndex(0)
        self.asking.overall.focus()

    def _show(self, answer: Answer) -> None:
        self.asking = Asking(self._theme, self._round.form, easy=self.manner.place == 1)
        self.asking.show_answer(answer)
        inner = QWidget()
        line = QHBoxLayout(inner)
        line.setContentsMargins(RING_ROOM, RING_ROOM, Space.STEP, 0)
        line.addWidget(self.asking, 1000)
        line.addStretch(1)
        self.asking.setMaximumWidth(self._theme.px(WIDEST))
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)

    def _ask_again(self, _place: int) -> None:
        self._show(self.asking.answer())

    def give(self) -> None:
        """Keep the answers; what can't be kept stays on the page."""
        self.finish.setEnabled(False)
        answer = self.asking.answer()
        self._at.run(partial(self._keep, answer), self._kept, self._failed)

    def _keep(self, answer: Answer, _progress: Progress) -> None:
        self._at.desk.surveys.answer(self._round.id, answer)

    def _kept(self, _nothing: object) -> None:
        self.finish.setEnabled(True)
        self._show(Answer())
        self._stack.setCurrentIndex(1)
        self.end.setFocus()
        announce(self, THANKS)

    def _failed(self, error: BaseException) -> None:
        self.finish.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        self.told.say(Mark.OFF_TARGET, str(error))
        announce(self, str(error), urgent=True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.PAGE))
        painter.end()
