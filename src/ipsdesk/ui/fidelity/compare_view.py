"""Two reviews item by item."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ipsdesk.rules.ips25 import item
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.fidelity_sheet import Compared, ComparedItem, ReviewLine
from ipsdesk.ui.caseload.exporting import ListExport
from ipsdesk.ui.fidelity.review_choice import ReviewChoice
from ipsdesk.ui.fidelity.view import FidelityView
from ipsdesk.ui.fidelity.words import compared_mark, compared_words, difference, short_name
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.list_room import ListRoom
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

GOOD_SCORE = 4
ONE_ONLY = "There is nothing to compare yet: this is the only review."


class CompareView(FidelityView):
    """The review on screen and another one; the one before it, unless another is chosen."""

    title: ClassVar[str] = "Comparison"
    nouns: ClassVar[tuple[str, str]] = ("item", "items")

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.reviews: Sequence[ReviewLine] = ()
        self.other = ReviewChoice(at.theme, "Compared with")
        self.summary = Hint(at.theme, "scale-balance")
        export = ListExport(at.run, at.desk, at.page, self.nouns)
        self.list = self.panel = TablePanel(at.theme, _listing(), at.settings, export.ask)
        choice = QWidget()
        line = ToolLine(choice, Space.SNUG)
        label = Words(at.theme, "Compared with", BODY)
        label.setBuddy(self.other)
        line.addWidget(label)
        line.addWidget(self.other)
        self._column.addWidget(ListRoom(self._theme, (choice, self.summary), self.list))
        lead_in(self, self.list.view)
        self.other.chosen.connect(self._choose)

    def show_review(self, review: int | None) -> None:
        if review != self.review:
            self.other.review = None
        super().show_review(review)

    def refresh(self) -> None:
        self.reading.ask("reviews", self._at.desk.fidelity.reviews, self._show_reviews)

    def _show_reviews(self, reviews: Sequence[ReviewLine]) -> None:
        """The other is the one before, unless somebody chose another."""
        others = [one for one in reviews if one.id != self.review]
        this = next((one for one in reviews if one.id == self.review), None)
        other = self.other.review
        if this is not None and other not in {one.id for one in others}:
            before = [one for one in others if one.on <= this.on and one.standing.scored]
            other = next((one.id for one in (*before, *others)), None)
        self.other.offer({one.id: short_name(one) for one in others}, other)
        self.other.setEnabled(bool(others))
        if self.review is None or other is None:
            self.list.set_rows([])
            self.summary.say(ONE_ONLY)
            self.say(ONE_ONLY)
        else:
            self._choose(other)

    def _choose(self, other: int) -> None:
        if self.review is not None:
            read = partial(self._at.desk.fidelity.compare, self.review, other)
            self.reading.ask("compared", read, self._show)

    def _show(self, compared: Compared) -> None:
        self.list.set_rows(compared.items)
        self.summary.say(compared_words(compared))
        both = [by for one in compared.items if (by := _by(one)) is not None]
        changed = sum(by != 0 for by in both)
        self.say(f"{changed} of {counted(len(both), 'item')} scored in both differ")


def _listing() -> Listing[ComparedItem]:
    columns = (
        Column[ComparedItem]("Item", lambda one: one.item, lambda one: f"{one.item} {item(one.item).name}",
                             width=400, name=True),
        Column[ComparedItem]("Section", lambda one: item(one.item).section, width=120, gives_way=1),
        Column[ComparedItem]("Before", lambda one: one.other, lambda one: _score(one.other), width=90,
                             align=RIGHT),
        Column[ComparedItem]("This one", lambda one: one.score, lambda one: _score(one.score), width=90,
                             align=RIGHT),
        Column[ComparedItem]("Difference", _by, difference, width=190, mark=compared_mark),
    )  # fmt: skip
    filters = [
        Filter[ComparedItem]("All", everything),
        Filter("Higher", lambda one: (_by(one) or 0) > 0),
        Filter("Lower", lambda one: (_by(one) or 0) < 0),
        Filter("Below 4", lambda one: one.score is not None and one.score < GOOD_SCORE),
    ]
    return Listing(
        "Comparison", columns, ONE_ONLY, lambda one: one.item, filters, row_height=Height.DRILL_ROW
    )


def _score(score: int | None) -> str:
    return "–" if score is None else str(score)


def _by(one: ComparedItem) -> int | None:
    return None if one.score is None or one.other is None else one.score - one.other
