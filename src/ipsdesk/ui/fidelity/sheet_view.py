"""The score sheet: 25 items scored by keyboard, the item beside them, and what the records propose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ClassVar

from ipsdesk.errors import DeskError
from ipsdesk.rules.ips25 import standing
from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_proposals import Proposal
from ipsdesk.services.fidelity_sheet import Sheet
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.fidelity.asking import ask_reopen, ask_scorer
from ipsdesk.ui.fidelity.proposals import KeptProposals, Proposals
from ipsdesk.ui.fidelity.rows_dialog import RowsDialog
from ipsdesk.ui.fidelity.sheet_page import NothingYet, SheetPage
from ipsdesk.ui.fidelity.sheet_words import (
    context_words,
    item_rows,
    item_shown,
    records_shown,
    rows_words,
    total_pairs,
)
from ipsdesk.ui.fidelity.view import FOR_LEADS, FidelityView
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.side_panel import lead_in

NO_PROPOSAL = "The records propose no score for this item."
NO_ROWS = "There are no rows behind this item."
FROZEN = "This review is complete, and its scores stay. Reopen it to change them, with a reason."
NO_REVIEW = "No review yet: add the first one on the part Reviews."


@dataclass(frozen=True, slots=True)
class _Written:
    """When a score or words were written, or why not."""

    at: datetime | None = None
    refused: str = ""


class SheetView(FidelityView):
    """What is typed is shown at once and written in the background, in the order it was typed."""

    title: ClassVar[str] = "Score sheet"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.sheet: Sheet | None = None
        self.proposed: Proposals = {}
        self._kept = KeptProposals(at.desk)
        self._scored: dict[int, int | None] = {}
        """Scores on their way to the file, by item."""
        self._writing = 0
        self.page = SheetPage(at.theme)
        self.items, self.item, self.records = self.page.items, self.page.item, self.page.records
        self.nothing = NothingYet(at.theme, NO_REVIEW)
        self._column.addWidget(self.page, 1)
        self._column.addWidget(self.nothing, 1)
        self.nothing.hide()
        lead_in(self, self.page)
        self._wire()

    def _wire(self) -> None:
        items, item, records = self.items, self.item, self.records
        items.stood.connect(self._show_item)
        items.scored.connect(self.score)
        items.cleared.connect(self._clear)
        items.taken_over.connect(self._take_over_item)
        items.opened.connect(self._enter_item)
        item.scored.connect(self._score_this)
        item.reviewer_scored.connect(self._score_of)
        item.scorer_wanted.connect(self._ask_scorer)
        item.ticked.connect(self._tick)
        item.written.connect(self._write_words)
        item.reason_given.connect(self._give_reason)
        item.take_over.connect(self.take_over)
        item.left.connect(self.enter)
        records.take_over.connect(self.take_over)
        records.rows_wanted.connect(self.show_rows)

    def enter(self) -> None:
        self.items.setFocus()

    def _enter_item(self, _number: int) -> None:
        self.item.enter()

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.page.setVisible(self.review is not None)
        self.nothing.setVisible(self.review is None)
        if self.review is None:
            self.say(NO_REVIEW)
            return
        self.reading.ask("sheet", partial(self._at.desk.fidelity.sheet, self.review), self._show)

    def _show(self, sheet: Sheet) -> None:
        """The sheet at once; what the records propose when it is counted."""
        if self.sheet is None or self.sheet.on != sheet.on:
            self.proposed = {}
        self.sheet = sheet
        self._show_all()
        self.reading.ask("proposals", partial(self._kept.of, sheet), self._show_proposed)

    def _show_proposed(self, proposed: Proposals) -> None:
        if proposed is not self.proposed:
            self.proposed = proposed
            self._show_all()

    def _show_all(self) -> None:
        if self.sheet is None:
            return
        self.items.show_rows(item_rows(self.sheet, self.proposed, self._scored))
        self._show_item(self.items.item)
        scores = {row.number: row.score for row in self.items.rows if row.score is not None}
        now = standing(scores)
        self.page.total.show_standing(now, total_pairs(self.sheet, now))
        self.say(context_words(self.sheet, now))

    def _show_item(self, number: int) -> None:
        if self.sheet is None:
            return
        shown = item_shown(self.sheet, self.proposed, number)
        if number in self._scored:
            shown = replace(shown, score=self._scored[number])
        self.item.show_item(shown, may_change=self._may_score())
        said = records_shown(self.proposed.get(number))
        is_taken = shown.score is not None and shown.score == said.score
        self.records.show_records(replace(said, is_taken=is_taken), may_take=self._may_score())

    # ---- scoring ------------------------------------------------------------------------------------

    def _may_score(self) -> bool:
        return self.may_change and self.sheet is not None and self.sheet.completed_on is None

    def _refuses(self) -> bool:
        """Say why nothing can be scored, where that is so."""
        if self._may_score():
            return False
        self.told.emit(FROZEN if self.may_change else FOR_LEADS, True)  # noqa: FBT003 - a signal has no names
        return True

    def score(self, number: int, score: int | None) -> None:
        """Give an item its agreed score."""
        if self._refuses() or self.sheet is None:
            return
        self._scored[number] = score
        self._show_all()
        announce(self.items, self.items.rows[number - 1].said)
        review = self.sheet.id
        self._write(lambda desk: desk.fidelity.score(review, number, score))

    def _clear(self, number: int) -> None:
        self.score(number, None)

    def _score_this(self, score: int) -> None:
        self.score(self.items.item, score)

    def take_over(self) -> None:
        """Give the item the keyboard is at the score the records propose."""
        self._take_over_item(self.items.item)

    def _take_over_item(self, number: int) -> None:
        now = self.proposed.get(number)
        proposed = now.score if now is not None else self.items.rows[number - 1].proposed
        if proposed is None:
            self.told.emit(NO_PROPOSAL, True)  # noqa: FBT003 - as above
        else:
            self.score(number, proposed)

    def _give_reason(self, words: str) -> None:
        shown = self.item.shown
        if shown is not None and self.sheet is not None and not self._refuses():
            review, number, score = self.sheet.id, shown.number, self._scored.get(shown.number, shown.score)
            self._write(lambda desk: desk.fidelity.score(review, number, score, words))

    def _score_of(self, reviewer: str, score: int) -> None:
        if (number := self._number()) is not None:
            review = self._key()
            self._write(lambda desk: desk.fidelity.reviewer_score(review, number, reviewer, score))

    def _ask_scorer(self, reviewer: str) -> None:
        if (number := self._number()) is not None and self.sheet is not None:
            self.doing.ask(ask_scorer(self.sheet, number, reviewer))

    def _tick(self, parts: frozenset[int]) -> None:
        if (number := self._number()) is not None:
            review = self._key()
            self._write(lambda desk: desk.fidelity.tick(review, number, sorted(parts)))

    def _write_words(self, field: str, words: str) -> None:
        if (number := self._number()) is not None:
            review = self._key()
            self._write(lambda desk: desk.fidelity.say(review, number, **{field: words}))

    def _number(self) -> int | None:
        """The item that is shown, unless nothing may be scored."""
        return None if self.item.shown is None or self._refuses() else self.item.shown.number

    def _key(self) -> int:
        assert self.sheet is not None  # noqa: S101 - an item is shown
        return self.sheet.id

    # ---- writing ------------------------------------------------------------------------------------

    def _write(self, work: Callable[[Desk], Done]) -> None:
        self._writing += 1

        def write(_progress: Progress) -> _Written:
            try:
                return _Written(work(self._at.desk).at)
            except DeskError as error:
                return _Written(refused=str(error))

        self._at.run(write, self._written, self._broken)

    def _written(self, written: _Written) -> None:
        self._writing -= 1
        if written.refused:
            self.told.emit(written.refused, True)  # noqa: FBT003 - as above
        else:
            self.saved.emit(written.at)
        self._settle()

    def _broken(self, error: BaseException) -> None:
        self._writing -= 1
        self._settle()
        raise error

    def _settle(self) -> None:
        """Once all is written what is on its way is what was read."""
        if self._writing == 0:
            self._scored.clear()
            self.refresh()
            self.settled.emit()

    def is_settled(self) -> bool:
        return self._writing == 0 and not self.item.is_written

    def leave_field(self) -> None:
        self.item.hand_over()

    # ---- the whole review ---------------------------------------------------------------------------

    def complete(self) -> None:
        """Freeze it; what is missing is said, and the first of it gone to."""
        self.item.hand_over()
        if not self._refuses() and self.sheet is not None:
            review = self.sheet.id
            self._at.run(partial(self._complete, review), self._completed, self._incomplete)

    def _complete(self, review: int, _progress: Progress) -> Done:
        return self._at.desk.fidelity.complete(review)

    def _completed(self, done: Done) -> None:
        self.saved.emit(done.at)
        self.told.emit(done.words, False)  # noqa: FBT003 - as above
        self.refresh()

    def _incomplete(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        rows = self.items.rows
        missing = [one.number for one in rows if one.score is None]
        missing += [one.number for one in rows if one.lacks_reason]
        if missing:
            self.items.go_to(missing[0])
            self.items.setFocus()
        self.told.emit(str(error), True)  # noqa: FBT003 - as above

    def reopen(self) -> None:
        """Let it be scored again, with a reason."""
        if self.may_change and self.sheet is not None and self.sheet.completed_on is not None:
            self.doing.ask(ask_reopen(self.sheet))

    def show_rows(self) -> None:
        """What the records count for the item."""
        proposal = self.proposed.get(self.items.item)
        if self.sheet is None or proposal is None or not proposal.computable:
            self.told.emit(NO_ROWS, True)  # noqa: FBT003 - as above
            return
        read = partial(self._at.desk.fidelity_proposals.proposal, proposal.item, self.sheet.on)
        self.reading.ask("rows", read, self._show_rows)

    def _show_rows(self, proposal: Proposal) -> None:
        dialog = RowsDialog(self._theme, *rows_words(proposal), self)
        dialog.person_wanted.connect(self.person_wanted)
        self._at.open(dialog)
