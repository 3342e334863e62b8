"""Reviews of caseloads: everybody on one as they stood, a decision for each, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ipsdesk.errors import DeskError
from ipsdesk.rules.codes import CASELOAD_DECISIONS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_reviews import COMPLETE, LEADS, NOT_YOURS, Begun
from ipsdesk.services.caseload_reviews_reading import PersonReviewed, ReviewsPage
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.pathway import Standing, Step
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import RESTRICTED_RECORD
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.team.review_asking import ask_begin, ask_note, ask_reopen
from ipsdesk.ui.team.review_bar import ReviewBar, review_name, review_words
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark

CONTINUE, STEP_DOWN, CLOSE, HAND_OVER = CASELOAD_DECISIONS
KEYS = {"C": CONTINUE, "S": STEP_DOWN, "L": CLOSE, "H": HAND_OVER}
STEPS = {CLOSE: Step.CLOSE, HAND_OVER: Step.HAND_OVER}
PAPER = "Caseload review"


@dataclass(frozen=True, slots=True)
class _Decided:
    """What was decided of whom, and how their referral stands where a step follows from it."""

    done: Done
    decision: str | None
    person: PersonReviewed
    standing: Standing | None


class ReviewsView(DetailView):
    """A key decides; what a decision asks for is offered at once, and never done by the decision."""

    title: ClassVar[str] = "Caseload reviews"
    kind: ClassVar[str] = "person in a caseload review"
    adds: ClassVar[str] = "Begin review"
    finds: ClassVar[str] = "somebody by name or ID"
    nouns: ClassVar[tuple[str, str]] = ("person", "people")
    nothing: ClassVar[str] = "Choose somebody to decide how support goes on"
    side_width: ClassVar[int] = 440

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        role = at.desk.workspace.actor.role
        self.leads, self.is_staff = role in LEADS, role in STAFF
        self.may_change = self.leads
        self.page: ReviewsPage | None = None
        self.review: int | None = None
        """The review on screen, by key; None: the newest."""
        self.bar = ReviewBar(at.theme)
        self._column.insertWidget(0, self.bar)
        self.card.tools.show()
        self.card.offer({self.card.change: False, self.card.remove: False})
        self.decisions = {one: Button(self._theme, sentence_case(one)) for one in CASELOAD_DECISIONS}
        self.note, self.open = Button(self._theme, "Note…"), Button(self._theme, "Open record")
        tools: dict[Button, Callable[[], object]] = {
            button: partial(self._decide, one) for one, button in self.decisions.items()
        }
        self.card.add_tools(tools | {self.note: self._ask_note, self.open: self._open_record})
        self._wire()

    def _wire(self) -> None:
        bar = self.bar
        bar.chosen.connect(self._turn_to)
        bar.paper.clicked.connect(self._print)
        bar.remove.clicked.connect(self._remove_review)
        bar.reopen.clicked.connect(self._ask_reopen)
        bar.complete.clicked.connect(self._complete)
        keys: dict[str, Callable[[], object]] = {key: partial(self._decide, one) for key, one in KEYS.items()}
        told = {key: self.decisions[one] for key, one in KEYS.items()} | {"N": self.note}
        for key, button in told.items():
            button.setToolTip(f"{key} in the list")
            button.setAccessibleDescription(button.toolTip())
        for key, does in (keys | {"N": self._ask_note, "Del": partial(self._decide, None)}).items():
            shortcut = QShortcut(QKeySequence(key), self.list.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(does)

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[PersonReviewed]:
        columns = (
            Column[PersonReviewed]("Person", lambda one: one.name, width=180, name=True,
                                   second=lambda one: one.reference),
            Column[PersonReviewed]("Stage", lambda one: one.stage, width=170,
                                   second=lambda one: sentence_case(one.plan)),
            Column[PersonReviewed]("Last contact", lambda one: one.last_contact_on,
                                   lambda one: _last(one, today()), width=100, gives_way=2),
            Column[PersonReviewed]("Next action", lambda one: one.next_action, width=190, gives_way=1),
            Column[PersonReviewed]("Last time", lambda one: one.before, _before, width=100, gives_way=3),
            Column[PersonReviewed]("Decision", lambda one: one.decision, _decision, width=130, mark=_mark,
                                   second=lambda one: one.note),
        )  # fmt: skip
        filters = [
            Filter[PersonReviewed]("All", everything),
            Filter[PersonReviewed]("To decide", lambda one: not one.decision),
            Filter[PersonReviewed]("To do something about", lambda one: one.decision not in ("", CONTINUE)),
        ]
        nothing = "Nobody here: begin a caseload review"
        return Listing(PAPER, columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits)

    def read(self) -> ReviewsPage:
        return self._at.desk.caseload_reviews.page(self.review)

    def rows_of(self, read: ReviewsPage) -> Sequence[PersonReviewed]:
        self.page = read
        self.review = read.chosen.id if read.chosen else None
        self.bar.show_page(read, leads=self.leads, may_decide=not self._why_not())
        return read.people

    def words_of(self, read: ReviewsPage) -> str:
        return review_words(read)

    def details(self, row: PersonReviewed) -> tuple[str, str, Details]:
        last = shown_day(row.last_contact_on) if row.last_contact_on else "None"
        then = ", ".join(part for part in (row.before, row.stage_before) if part)
        fields = [
            ("Stage", row.stage),
            ("Last contact", "" if row.is_withheld else last),
            ("Next action", row.next_action),
            ("Plan", sentence_case(row.plan)),
            ("Last time", then or ("New since last time" if row.is_new else "")),
            ("Decision", sentence_case(row.decision)),
            ("Note", row.note),
        ]
        return row.name, row.reference, fields

    def show_row(self, row: PersonReviewed) -> None:
        super().show_row(row)
        may = not self._why_not() and not row.is_withheld
        self.card.offer({**dict.fromkeys(self.decisions.values(), may), self.note: may, self.open: True})

    # ---- which review -------------------------------------------------------------------------------

    def _turn_to(self, review: int) -> None:
        self.review, self.chosen = review, None
        self.card.forget()
        self.refresh()

    def add(self) -> None:
        if self.leads:
            dialog = StepDialog(self._at, ask_begin())
            dialog.taken.connect(self._begun)
            self._at.open(dialog)

    def _begun(self, done: Begun) -> None:
        self._told(done)
        self._turn_to(done.review)

    def _complete(self) -> None:
        if (review := self.review) is not None:
            self.doing.do(lambda desk: desk.caseload_reviews.complete(review))

    def _ask_reopen(self) -> None:
        if self.page is not None and self.page.chosen is not None:
            self.doing.ask(ask_reopen(self.page.chosen))

    def _remove_review(self) -> None:
        if self.page is not None and (one := self.page.chosen) is not None:
            self.doing.remove("caseload review", one.id, f"Caseload review of {review_name(one)}")

    def _print(self) -> None:
        from ipsdesk.reports.caseload_review_copy import review_blocks  # noqa: PLC0415 - only who prints

        if self.page is None or (one := self.page.chosen) is None:
            return
        desk = self._at.desk
        noting = Noting(self._at.run, desk.trail, f"{PAPER}: {review_name(one)}", len(self.page.people))
        footing = Footing(desk.unit_name, shown_day(self.page.today), desk.is_practice)
        print_blocks(self._theme, review_blocks(self.page), footing, self, noting)

    # ---- a person -----------------------------------------------------------------------------------

    def change(self) -> None:
        """What is written of a person beside the decision."""
        self._ask_note()

    def remove(self) -> None:
        """Whoever was on the caseload stays in the review."""

    def _why_not(self) -> str:
        """Why this account decides nothing here; empty: it does."""
        if self.page is None or (one := self.page.chosen) is None:
            return NOT_YOURS
        if not self.leads and not (self.is_staff and self.page.me == one.staff_id):
            return NOT_YOURS
        return COMPLETE if one.completed_on is not None else ""

    def _refused(self) -> bool:
        if why_not := self._why_not():
            self.told.emit(why_not, True)  # noqa: FBT003 - a signal has no names
        return bool(why_not)

    def _ask_note(self) -> None:
        if self.chosen is not None and not self._refused():
            if self.chosen.is_withheld:
                self.told.emit(RESTRICTED_RECORD, True)  # noqa: FBT003 - as above
            else:
                self.doing.ask(ask_note(self.chosen))

    def _open_record(self) -> None:
        if self.chosen is not None:
            self.person_wanted.emit(self.chosen.client)

    def _decide(self, decision: str | None) -> None:
        if self.chosen is not None and not self._refused():
            self._at.run(partial(self._write, self.chosen, decision), self._decided, self._failed)

    def _write(self, person: PersonReviewed, decision: str | None, _progress: Progress) -> _Decided:
        desk = self._at.desk
        done = desk.caseload_reviews.decide(person.id, decision)
        standing = desk.pathway.standing(person.client) if decision in STEPS else None
        return _Decided(done, decision, person, standing)

    def _decided(self, what: _Decided) -> None:
        """Closing and handing over have their own dialogs; less support becomes an action of the plan."""
        self._told(what.done)
        if what.standing is not None and what.decision is not None:
            self.doing.ask_step(STEPS[what.decision], what.standing, what.person.name)
        elif what.decision == STEP_DOWN:
            today = self._at.desk.workspace.today()
            self.doing.add("plan action", client_id=str(what.person.client), added_on=today)

    def _told(self, done: Done) -> None:
        self.saved.emit(done.at)
        self.told.emit(done.words, False)  # noqa: FBT003 - as above

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - as above

    def _added(self, kind: str, key: int) -> None:
        """An action that was agreed is no line of the review."""


def _last(one: PersonReviewed, today: date) -> str:
    if one.last_contact_on:
        return short_day(one.last_contact_on, today)
    return "" if one.is_withheld else "None"


def _before(one: PersonReviewed) -> str:
    return sentence_case(one.before) if one.before else "New" if one.is_new else ""


def _decision(one: PersonReviewed) -> str:
    return sentence_case(one.decision) or "To decide"


def _mark(one: PersonReviewed) -> Mark:
    return Mark.DONE if one.decision else Mark.WAITING


def _fits(row: PersonReviewed, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{row.reference}")
    return all(plain(part) in text for part in typed)
