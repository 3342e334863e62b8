"""Reviews over time as a picture and a list; beside them what is recorded of one, and its calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ipsdesk.rules.ips25 import scale_code
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.fidelity_calendar import ReviewDue, ReviewStep
from ipsdesk.services.fidelity_sheet import OverTime, ReviewLine
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.fidelity.asking import ask_deleted, ask_step
from ipsdesk.ui.fidelity.over_time import BandChart, chart_of
from ipsdesk.ui.fidelity.view import FidelityView
from ipsdesk.ui.fidelity.words import (
    due_said,
    kind_of,
    mark_of,
    named,
    over_time_points,
    pack_line,
    pack_open,
    standing_of,
    step_line,
    step_open,
)
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.chart_panel import ChartPanel
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.side_panel import lead_in

SHEET = "Score sheet"
LIST_HIGH, MOST_DUE = 180, 3
NO_TOTALS = "No review yet."


@dataclass(frozen=True, slots=True)
class Read:
    """All that the list and the picture show."""

    reviews: Sequence[ReviewLine]
    over_time: OverTime
    due: Sequence[ReviewDue]


class ReviewsView(FidelityView, DetailView):
    """The review that is chosen here is the one the other parts show."""

    key_wanted = Signal(object)
    """The pack whose pseudonyms are to be told."""
    title: ClassVar[str] = "Reviews"
    kind: ClassVar[str] = "fidelity review"
    adds: ClassVar[str] = "Add review"
    nouns: ClassVar[tuple[str, str]] = ("review", "reviews")
    nothing: ClassVar[str] = "Choose a review to see its calendar, or add the first one"

    def __init__(self, at: AtDesk) -> None:
        self.chart = ChartPanel(at.theme, chart_of([], NO_TOTALS), picture=BandChart)
        self.due = [MarkedWords(at.theme) for _ in range(MOST_DUE)]
        super().__init__(at)
        self.card.tools.setVisible(self.may_change)
        self.calendar = self.card.add_section(_calendar(self))
        self.packs = self.card.add_section(_packs(self))
        self.doing.saved.connect(self._read_side)

    def main(self) -> QWidget:
        """The picture above the list; where it is tight both are scrolled."""
        inner, area, card = QWidget(), FocusScroll(), Card(self._theme)
        inside, column = QVBoxLayout(card), QVBoxLayout(inner)
        inside.setContentsMargins(Space.CARD - 2, Space.STEP, Space.CARD - 2, Space.STEP)
        inside.addWidget(self.chart)
        for words in self.due:
            inside.addWidget(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        self.picture = card
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column.addWidget(card)
        column.addWidget(self.list, 1)
        self._measure()
        self._theme.changed.connect(self._measure)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        lead_in(area, self.list.view)
        return area

    def _measure(self) -> None:
        self.list.setMinimumHeight(self._theme.px(LIST_HIGH))

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[ReviewLine]:
        columns = (
            Column[ReviewLine]("Review", lambda one: one.on, kind_of, width=170, name=True,
                               second=lambda one: short_day(one.on, today())),
            Column[ReviewLine]("Standing", lambda one: one.standing.subtotal, standing_of, width=210,
                               mark=lambda one: mark_of(one, today())),
            Column[ReviewLine]("Completed", lambda one: one.completed_on,
                               lambda one: short_day(one.completed_on, today()) if one.completed_on else "",
                               width=105, gives_way=1),
            Column[ReviewLine]("Reviewers", lambda one: ", ".join(one.reviewers), width=180, gives_way=2),
        )  # fmt: skip
        filters = [
            Filter[ReviewLine]("All", everything),
            Filter("Planned", lambda one: one.on > today()),
            Filter("Being scored", lambda one: one.on <= today() and one.completed_on is None),
            Filter("Complete", lambda one: one.completed_on is not None),
        ]
        nobody = "No review yet: add the first one. A self-assessment is due every year."
        return Listing("Fidelity reviews", columns, nobody, lambda one: one.id, filters, Height.CASELOAD_ROW)

    def read(self) -> Read:
        fidelity = self._at.desk.fidelity
        return Read(fidelity.reviews(), fidelity.over_time(), fidelity.due())

    def rows_of(self, read: Read) -> Sequence[ReviewLine]:
        today = self._at.desk.workspace.today()
        self.chart.show_data(chart_of(over_time_points(read.over_time), read.over_time.sentence))
        self.picture.setVisible(bool(read.reviews))
        due = [one for one in read.due if one.is_open]
        for place, words in enumerate(self.due):
            words.say(*(due_said(due[place], today) if place < len(due) else (Mark.WAITING, "")))
        return read.reviews

    def words_of(self, read: Read) -> str:
        return f"{scale_code()} · {counted(len(read.reviews), 'review')}"

    def details(self, row: ReviewLine) -> tuple[str, str, Details]:
        fields = [
            ("Reviewers", ", ".join(row.reviewers)),
            ("Standing", standing_of(row)),
            ("Completed", shown_day(row.completed_on) if row.completed_on else ""),
            ("Reopened", f"{shown_day(row.reopened_on)}: {row.reopened_reason}" if row.reopened_on else ""),
            ("Summary", row.summary),
            ("What is strong", row.strengths),
            ("Recommendations", row.recommendations),
        ]
        return named(row), f"{shown_day(row.on)} · {row.reference}", fields

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today(), "scale": scale_code()}

    # ---- which one ----------------------------------------------------------------------------------

    def show_review(self, review: int | None) -> None:
        """The review the tab shows is the one chosen here."""
        self.review = review
        if review is not None and (self.chosen is None or self.chosen.id != review):
            self.show_record(review)
        else:
            self.refresh()

    def show_row(self, row: Any) -> None:
        super().show_row(row)
        self._read_side()
        if row.id != self.review:
            self.review = row.id
            self.review_wanted.emit(row.id, "")

    def _open(self, row: Any) -> None:
        """Enter goes to its score sheet."""
        self.review_wanted.emit(row.id, SHEET)

    # ---- calendar and packs -------------------------------------------------------------------------

    def _read_side(self) -> None:
        if self.chosen is not None:
            self.reading.ask("calendar", partial(self._side_of, self.chosen.id), self._show_side)

    def _side_of(self, review: int) -> tuple[Sequence[ReviewStep], Sequence[Any]]:
        return self._at.desk.fidelity.calendar(review), self._at.desk.fidelity_pack.packs(review)

    def _show_side(self, read: tuple[Sequence[ReviewStep], Sequence[Any]]) -> None:
        today = self._at.desk.workspace.today()
        self.calendar.show_lines([step_line(one, today) for one in read[0]])
        self.packs.show_lines([pack_line(one, today) for one in read[1]])

    def tick_step(self, step: ReviewStep) -> None:
        """It was done today."""
        if self.may_change and self.chosen is not None and step.done_on is None:
            review, today = self.chosen.id, self._at.desk.workspace.today()
            self.doing.do(lambda desk: desk.fidelity.step_done(review, step.step, today))

    def ask_step(self, step: ReviewStep) -> None:
        """The day it was done, and a note."""
        if self.may_change and self.chosen is not None:
            self.doing.ask(ask_step(self.chosen, step, self._at.desk.workspace.today()))

    def ask_deleted(self, pack: Any) -> None:
        """The day a pack was deleted."""
        if self.may_change and pack.deleted_on is None:
            self.doing.ask(ask_deleted(pack, self._at.desk.workspace.today()))


def _calendar(view: ReviewsView) -> Section:
    section = Section(view._theme, "Calendar of the review", "No day of this review is known yet.",
                      "Space: done today. Enter: on another day.")  # fmt: skip

    def tick() -> None:
        line = section.list.current()
        if line is not None:
            view.tick_step(line.about)

    section.add_line_button("Done today", tick, step_open, "Choose a step that is still to be done")
    section.list.ticked.connect(view.tick_step)
    section.list.opened.connect(view.ask_step)
    section.set_may_change(may=view.may_change)
    return section


def _packs(view: ReviewsView) -> Section:
    section = Section(view._theme, "Evidence packs", "No evidence pack was written for this review.")

    def deleted() -> None:
        line = section.list.current()
        if line is not None:
            view.ask_deleted(line.about)

    section.add_line_button("Deleted…", deleted, pack_open, "Choose a pack that is not deleted yet")

    def key() -> None:
        line = section.list.current()
        if line is not None:
            view.key_wanted.emit(line.about)

    section.add_line_button("Key…", key, pack_open, "Choose a pack", "Who stands behind the pseudonyms")
    section.list.opened.connect(view.ask_deleted)
    section.set_may_change(may=view.may_change)
    return section
