"""One person's record alone in the window, in large type, until staff leave it with their passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError, NotSaved, WaitFirst
from ipsdesk.reports.together_pages import plan_together, progress_together, week_together
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain, Typed
from ipsdesk.services.risk import OwnForm, OwnPart
from ipsdesk.services.together import TogetherPage
from ipsdesk.ui.background import Progress
from ipsdesk.ui.frame.alone import AloneView
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.risk.large import NAME_LARGE, RoomyButton
from ipsdesk.ui.together.answers import LargeAnswers
from ipsdesk.ui.together.leaving import LeavingCard
from ipsdesk.ui.together.pages import GoalsTogether, ReadTogether, RiskTogether, TogetherPart
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.words import Words

PLAN, GOALS, RISK = "My plan", "My goals", "Risk together"
WEEK, PROGRESS = "My week", "How far I have come"
BACK, LOCK = "Back to the records…", "Lock"
KEPT = "Kept."
WIDEST = 900
"""Lines of large type are no longer than this, at 100 % text."""
RATING, GOAL = "goal rating", "goal"

Answer = TypeVar("Answer")


class TogetherView(AloneView):
    """``left`` says that the passphrase was right."""

    left = Signal()

    def __init__(self, at: AtDesk, page: TogetherPage) -> None:
        super().__init__()
        self._at, self._theme, self._client = at, at.theme, page.client
        self.setAccessibleName("Together view")
        self.goals, self.risk = GoalsTogether(at.theme), RiskTogether(at.theme)
        self.parts: dict[str, TogetherPart] = {
            PLAN: ReadTogether(at.theme, plan_together),
            GOALS: self.goals,
            RISK: self.risk,
            WEEK: ReadTogether(at.theme, week_together),
            PROGRESS: ReadTogether(at.theme, progress_together),
        }
        self.name = Words(at.theme, page.name, NAME_LARGE, wraps=True)
        self.turner = LargeAnswers(at.theme, "Page", list(self.parts))
        self.told = MarkedWords(at.theme)
        self.leave_button, self.lock_button = RoomyButton(at.theme, BACK), RoomyButton(at.theme, LOCK)
        self.leaving = LeavingCard(at.theme)
        self._above, self._top = QWidget(), QWidget()
        self._areas = [self._area(title, part) for title, part in self.parts.items()]
        self._build()
        self._wire()
        self.show_page(page)
        self._read_form()
        self.turner.choose(0)

    # ---- how it is put together ---------------------------------------------------------------------

    def _area(self, title: str, part: TogetherPart) -> FocusScroll:
        area, inner = FocusScroll(), QWidget()
        _in_the_middle(inner, part, Space.SNUG, Space.WIDE)
        area.setWidget(inner)
        area.setAccessibleName(title)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.STEP)
        head.addWidget(self.name, 1)
        for button in (self.leave_button, self.lock_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(Space.STEP)
        top.addLayout(head)
        top.addWidget(self.turner)
        top.addWidget(self.told)
        record = QWidget()
        _in_the_middle(self._above, self._top, Space.FIELD, Space.STEP)
        column = QVBoxLayout(record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above)
        self._pages = QStackedLayout()
        column.addLayout(self._pages, 1)  # first: without a parent its widgets would show as windows
        for area in self._areas:
            self._pages.addWidget(area)
        asking = QWidget()
        middle = QHBoxLayout(asking)
        middle.addStretch()
        middle.addWidget(self.leaving, 4, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch()
        self._record, self._asking = record, asking
        self._states = QStackedLayout(self)
        self._states.addWidget(record)
        self._states.addWidget(asking)
        self._fit()

    def _wire(self) -> None:
        self.turner.chosen.connect(self._turn)
        self.leave_button.clicked.connect(self.ask_to_leave)
        self.lock_button.clicked.connect(self.lock_wanted)
        self.leaving.given.connect(self._try)
        self.leaving.stayed.connect(self._stay)
        self.goals.rated.connect(self._rate)
        self.goals.added.connect(self._add)
        self.risk.form.given.connect(self._save_risk)
        self._theme.changed.connect(self._fit)
        for area in self._areas:
            area.verticalScrollBar().rangeChanged.connect(self._line_up)
        for keys, does in (
            ("F11", self.ask_to_leave),
            ("Ctrl+PgUp", self.page_before),
            ("Ctrl+PgDown", self.page_after),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _fit(self) -> None:
        for part in (self._top, *self.parts.values()):
            part.setMaximumWidth(self._theme.px(WIDEST))
        self._line_up()

    def _line_up(self) -> None:
        """A page without a bar to scroll with leaves room for one: it stands below the name as others do."""
        wide = self._areas[0].verticalScrollBar().sizeHint().width()
        self._above.setContentsMargins(0, 0, wide, 0)
        for area in self._areas:
            if (inner := area.widget()) is not None:
                scrolls = area.verticalScrollBar().maximum() > 0
                inner.setContentsMargins(0, 0, 0 if scrolls else wide, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(Token.PAGE))
        painter.end()

    # ---- what is shown ------------------------------------------------------------------------------

    @property
    def page(self) -> TogetherPart:
        """The one on screen."""
        return self.parts[list(self.parts)[max(self.turner.place, 0)]]

    def show_page(self, page: TogetherPage) -> None:
        """What was read."""
        self.name.setText(page.name)
        for part, area in zip(self.parts.values(), self._areas, strict=True):
            part.show_page(page)
            area.setAccessibleDescription(part.said())

    def begin(self) -> None:
        """The view has come on screen."""
        self.turner.focus()
        announce(self, "Together view. Only this record is shown.")

    def page_before(self) -> None:
        """To the page before."""
        self._go(-1)

    def page_after(self) -> None:
        """To the next page."""
        self._go(1)

    def _go(self, by: int) -> None:
        if self._states.currentWidget() is self._record:
            self.turner.choose((self.turner.place + by) % len(self.parts))
            (self.page.first() or self._areas[self.turner.place]).setFocus()

    def _turn(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.tell("")

    def tell(self, words: str, *, refused: bool = False) -> None:
        """Say what became of something."""
        self.told.say(Mark.OFF_TARGET if refused else Mark.DONE, words)
        if words:
            announce(self, words, urgent=refused)

    # ---- what the person says -----------------------------------------------------------------------

    def _rate(self, goal: int, rating: int) -> None:
        self._run(partial(_rated, goal, rating), self._kept)

    def _add(self, words: str) -> None:
        self._run(partial(_goal_added, self._client, words), self._goal_kept)

    def _save_risk(self, part: OwnPart) -> None:
        self._run(partial(_risk_saved, part), self._risk_kept, self._risk_refused)

    def _goal_kept(self, page: TogetherPage) -> None:
        self.goals.forget_typed()
        self._kept(page)
        self.goals.first().setFocus()

    def _risk_kept(self, page: TogetherPage) -> None:
        self.risk.kept()
        self._kept(page)
        self._read_form()
        self.risk.first().setFocus()

    def _kept(self, page: TogetherPage) -> None:
        self.show_page(page)
        self.tell(KEPT)

    def _risk_refused(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.risk.form.refuse(
            "\n".join(error.problems.values()) if isinstance(error, NotSaved) else str(error)
        )

    def _read_form(self) -> None:
        self._run(lambda desk: desk.risk.own_form(self._client), self._show_form)

    def _show_form(self, form: OwnForm) -> None:
        self.risk.show_form(form)

    def _run(
        self,
        work: Callable[[Desk], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        desk = self._at.desk

        def do(_progress: Progress) -> Answer:
            return work(desk)

        self._at.run(do, done, failed or self._failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.tell(str(error), refused=True)

    def drafts(self) -> Sequence[DraftNote]:
        """What is written and not kept."""
        return [note for part in self.parts.values() for note in part.drafts()]

    # ---- leaving ------------------------------------------------------------------------------------

    def ask_to_leave(self) -> None:
        """Ask for the passphrase, in place of the record."""
        if self._states.currentWidget() is self._record:
            self._states.setCurrentWidget(self._asking)
            self.leaving.begin()

    def _stay(self) -> None:
        self._states.setCurrentWidget(self._record)
        self.turner.focus()

    def _try(self, passphrase: str) -> None:
        self._run(partial(_ended, self._client, passphrase), self._ended, self._refused)

    def _ended(self, _nothing: None) -> None:
        self.leaving.forget()
        self.left.emit()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, WaitFirst):
            self.leaving.wait(str(error), error.seconds)
        elif isinstance(error, DeskError):
            self.leaving.refuse(str(error))
        else:
            raise error


def _in_the_middle(outer: QWidget, inner: QWidget, above: int, below: int) -> None:
    """As wide as there is room, up to what it may be."""
    line = QHBoxLayout(outer)
    line.setContentsMargins(Space.WIDE, above, Space.WIDE, below)
    line.addStretch(1)
    line.addWidget(inner, 1000)
    line.addStretch(1)


def _rated(goal: int, rating: int, desk: Desk) -> TogetherPage:
    """A rating of today, in place of an earlier one of today."""
    today, client = desk.workspace.today(), _whose(desk, goal)
    known = next(one for one in desk.together.page(client).goals if one.id == goal).ratings
    values: dict[str, Plain] = {"goal_id": str(goal), "on_date": today, "rating": rating}
    if known and known[-1].on_date == today:
        form = desk.editing.form(RATING, known[-1].id)
        desk.editing.save(Typed(RATING, form.id, form.version, values))
    else:
        desk.editing.save(Typed(RATING, None, 0, values))
    return desk.together.page(client)


def _whose(desk: Desk, goal: int) -> int:
    return int(str(desk.editing.form(GOAL, goal).values["client_id"]))


def _goal_added(client: int, words: str, desk: Desk) -> TogetherPage:
    given: dict[str, Plain] = {"client_id": str(client), "set_on": desk.workspace.today(), "goal": words}
    form = desk.editing.blank(GOAL, given)
    desk.editing.save(Typed(GOAL, None, 0, form.values))
    return desk.together.page(client)


def _ended(client: int, passphrase: str, desk: Desk) -> None:
    desk.accounts.check_my_passphrase(passphrase)
    desk.together.end(client)


def _risk_saved(part: OwnPart, desk: Desk) -> TogetherPage:
    desk.risk.save_own(part)
    return desk.together.page(part.client)
