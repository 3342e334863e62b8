"""What lies on the tab of fidelity: its parts, one of them on screen, and the one review they all show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.fidelity_sheet import ReviewLine
from ipsdesk.ui.fidelity.compare_view import CompareView
from ipsdesk.ui.fidelity.outgoing import Outgoing
from ipsdesk.ui.fidelity.plan_view import PlanView
from ipsdesk.ui.fidelity.reviews_view import ReviewsView
from ipsdesk.ui.fidelity.sheet_view import SheetView
from ipsdesk.ui.fidelity.tab_actions import (
    ADD,
    CHANGE,
    COMPLETE,
    PACK,
    PART_AFTER,
    PART_BEFORE,
    REMOVE,
    REOPEN,
    REVIEW_AFTER,
    REVIEW_BEFORE,
    ROWS,
    SHORTCUTS,
    TAKE_OVER,
    WORD,
)
from ipsdesk.ui.fidelity.toolbar import FidelityToolbar
from ipsdesk.ui.fidelity.view import FOR_LEADS, FidelityView
from ipsdesk.ui.fidelity.words import named, newest, short_name
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.reading import Reading
from ipsdesk.ui.tab import Found
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.verbs import PRINT
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import STATUS
from ipsdesk.ui.widgets.words import Words

ABOVE, BELOW = 11, 7
PARTS: Sequence[type[FidelityView]] = (ReviewsView, SheetView, PlanView, CompareView)
NO_REVIEW = "Choose a review first, on the part Reviews, or add one. Nothing was done."


class FidelityDesk(QWidget):
    """The parts of the tab; each is made when it is first turned to."""

    saved = Signal(object)
    context = Signal(str)
    found_more = Signal()
    person_wanted = Signal(int)
    settled = Signal()

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._at = AtDesk(at.theme, at.run, at.desk, at.settings, self)
        self.views: dict[int, FidelityView] = {}
        self.reviews: Sequence[ReviewLine] = ()
        self.review: int | None = None
        """The review on screen, by key."""
        self.toolbar = FidelityToolbar(at.theme, [one.title for one in PARTS])
        self.outgoing = Outgoing(self._at)
        self._reading = Reading(at.run, self)
        self._outcome = Words(at.theme, style=STATUS, wraps=True)
        self._outcome.hide()
        room = QWidget()
        self._stack = QStackedLayout(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, ABOVE, Space.FIELD, BELOW)
        layout.setSpacing(Space.SNUG)
        for widget in (self.toolbar, self._outcome):
            layout.addWidget(widget)
        layout.addWidget(room, 1)
        self._wire()
        self.view = self._made(0)
        self._show_view()

    def _wire(self) -> None:
        toolbar = self.toolbar
        toolbar.turned.connect(self._turn)
        toolbar.review.chosen.connect(self.turn_to_review)
        toolbar.add.clicked.connect(self._add)
        toolbar.complete.clicked.connect(self._complete)
        toolbar.reopen.clicked.connect(self._reopen)
        toolbar.preview_wanted.connect(self._preview)
        toolbar.word_wanted.connect(self._word)
        toolbar.pack_wanted.connect(self._pack)
        self.outgoing.told.connect(self.tell)
        self._reading.refused.connect(partial(self.say, refused=True))
        for keys, key in SHORTCUTS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.doers()[key])

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""
        return {
            PRINT.key: self._preview,
            WORD: self._word,
            PACK: self._pack,
            ADD: self._add,
            CHANGE: self._change,
            REMOVE: self._remove,
            TAKE_OVER: self._take_over,
            COMPLETE: self._complete,
            REOPEN: self._reopen,
            ROWS: self._rows,
            REVIEW_BEFORE: self._earlier,
            REVIEW_AFTER: self._later,
            PART_BEFORE: self._part_before,
            PART_AFTER: self._part_after,
        }

    # ---- parts --------------------------------------------------------------------------------------

    def _made(self, place: int) -> FidelityView:
        view = self.views.get(place)
        if view is None:
            view = self.views[place] = PARTS[place](self._at)
            self._stack.addWidget(view)
            view.told.connect(self.tell)
            view.saved.connect(self.saved)
            view.context.connect(self._context)
            view.person_wanted.connect(self.person_wanted)
            view.review_wanted.connect(self._review_wanted)
            view.settled.connect(self.settled)
            if isinstance(view, ReviewsView):
                view.key_wanted.connect(self.outgoing.show_key)
        return view

    @property
    def sheet(self) -> SheetView:
        """The score sheet."""
        view = self._made(PARTS.index(SheetView))
        assert isinstance(view, SheetView)  # noqa: S101 - made of that class
        return view

    def _turn(self, place: int) -> None:
        self.say("")
        self.view.leave_field()
        self.view = self._made(place)
        self._stack.setCurrentWidget(self.view)
        self._show_view()
        announce(self, self.view.title)
        self.view.show_review(self.review)

    def _show_view(self) -> None:
        is_sheet = isinstance(self.view, SheetView)
        line = self.line
        done = line is not None and line.completed_on is not None
        may = self.view.may_change and is_sheet and line is not None
        self.toolbar.show_part(
            self.view.adds if self.view.may_change else "",
            has_review=line is not None,
            can_complete=may and not done,
            can_reopen=may and done,
        )
        lead_in(self, self.view)

    def go_to_part(self, title: str) -> FidelityView:
        """Turn to a part by its title."""
        self.toolbar.parts.choose(next(n for n, one in enumerate(PARTS) if one.title == title))
        return self.view

    def show_part(self, title: str, review: int) -> bool:
        """Turn to a part, and to a review unless it is 0; False where there is no such part."""
        if title not in [one.title for one in PARTS]:
            return False
        if review:
            self.turn_to_review(review)
        self.go_to_part(title)
        return True

    def _part_before(self) -> None:
        self._step(-1)

    def _part_after(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        self.toolbar.parts.choose(((self.toolbar.parts.place or 0) + by) % len(PARTS))
        self.view.enter()

    # ---- which review -------------------------------------------------------------------------------

    @property
    def line(self) -> ReviewLine | None:
        """The review on screen."""
        return next((one for one in self.reviews if one.id == self.review), None)

    def refresh(self) -> None:
        """Read again what is on screen."""
        self.read_reviews()

    def read_reviews(self) -> None:
        """Read which reviews there are, then the part on screen."""
        self._reading.ask("reviews", self._at.desk.fidelity.reviews, self._show_reviews)

    def _show_reviews(self, reviews: Sequence[ReviewLine]) -> None:
        self.reviews = reviews
        if self.line is None:
            self.review = newest(reviews, self._at.desk.workspace.today())
        self.toolbar.review.offer({one.id: short_name(one) for one in reviews}, self.review)
        self._show_view()
        self.view.show_review(self.review)
        self.found_more.emit()

    def turn_to_review(self, review: int) -> None:
        """Show another review."""
        self.say("")
        self.view.leave_field()
        self.review = review
        self.toolbar.review.offer({one.id: short_name(one) for one in self.reviews}, review)
        self._show_view()
        self.view.show_review(review)

    def _review_wanted(self, review: int, part: str) -> None:
        if review != self.review:
            self.turn_to_review(review)
        if part and part != self.view.title:
            self.go_to_part(part)
            self.view.enter()

    def _earlier(self) -> None:
        self.toolbar.review.step(1)

    def _later(self) -> None:
        self.toolbar.review.step(-1)

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        """Reviews with these words in their name."""
        typed = words.casefold().split()
        return [
            Found(named(one), "Fidelity review", partial(self.turn_to_review, one.id))
            for one in self.reviews
            if typed and all(part in named(one).casefold() for part in typed)
        ]

    # ---- what is done -------------------------------------------------------------------------------

    def _add(self) -> None:
        if not self.view.may_change:
            self.say(FOR_LEADS, refused=True)
        elif self.view.adds:
            self.view.add()

    def _change(self) -> None:
        self.view.change()

    def _remove(self) -> None:
        self.view.remove()

    def _take_over(self) -> None:
        if isinstance(self.view, SheetView):
            self.view.take_over()

    def _rows(self) -> None:
        if isinstance(self.view, SheetView):
            self.view.show_rows()

    def _complete(self) -> None:
        self._on_sheet(self.sheet.complete)

    def _reopen(self) -> None:
        self._on_sheet(self.sheet.reopen)

    def _on_sheet(self, does: Callable[[], object]) -> None:
        if self.review is None:
            self.say(NO_REVIEW, refused=True)
            return
        self.go_to_part(SheetView.title)
        does()

    def _preview(self) -> None:
        self._with_review(self.outgoing.preview)

    def _word(self) -> None:
        self._with_review(self.outgoing.ask_word)

    def _pack(self) -> None:
        self._with_review(self.outgoing.ask_pack)

    def _with_review(self, does: Callable[[ReviewLine], object]) -> None:
        if (line := self.line) is None:
            self.say(NO_REVIEW, refused=True)
        else:
            self.view.leave_field()
            does(line)

    # ---- what is on screen --------------------------------------------------------------------------

    def _context(self, words: str) -> None:
        if self.sender() is self.view:
            self.context.emit(words)

    def say(self, words: str, *, refused: bool = False) -> None:
        """What became of something that was asked for; empty: nothing to say any more."""
        self._outcome.restyle(STATUS.coloured(Token.BAD if refused else Token.GOOD))
        self._outcome.setText(sentence_case(words))
        self._outcome.setVisible(bool(words))
        if words:
            announce(self._outcome, words, urgent=refused)

    def tell(self, words: str, refused: bool) -> None:  # noqa: FBT001 - a signal has no names
        """The same, from a signal."""
        self.say(words, refused=refused)

    def leave(self) -> None:
        """The unit is about to be closed or locked."""
        for view in self.views.values():
            view.leave_field()
            view.leave()
        self._reading.stop()

    def is_settled(self) -> bool:
        """Whether nothing typed here is on its way to the file."""
        return all(view.is_settled() for view in self.views.values())
