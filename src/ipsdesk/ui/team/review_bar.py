"""The line above a caseload review: which one, how far it is, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_reviews_reading import ReviewLine, ReviewsPage
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.ui.fidelity.review_choice import ReviewChoice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

NAME = "Caseload review"
NO_REVIEW = "No caseload review yet: begin the first one."
KEYS = "In the list: C continue, S step down, L close, H hand over, N note, Delete takes a decision back."
ROOMY = 1.5
"""Text larger than this leaves the list its room: the status bar says the same, and each button its key."""


def review_name(one: ReviewLine) -> str:
    """``Ros Aldous, 22 November 2026``."""
    return f"{one.staff}, {shown_day(one.on)}"


def review_words(page: ReviewsPage) -> str:
    """How far it is, and what is otherwise than the time before."""
    one, before = page.chosen, page.before
    if one is None:
        return NO_REVIEW
    state = f"complete since {shown_day(one.completed_on)}" if one.completed_on else ""
    decided = f"{one.decided} of {counted(one.people, 'person').replace('persons', 'people')} decided"
    new = sum(person.is_new for person in page.people)
    since = f"since {shown_day(before.on)} {new} new and {len(page.gone)} gone" if before else ""
    by = f"by {one.reviewer}" if one.reviewer else ""
    return sentence_case(" · ".join(part for part in (by, decided, state, since, one.note) if part))


class ReviewBar(QWidget):
    """``chosen`` carries the key of another review; the buttons are connected by the part."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._is_any, self._may_decide = theme, False, False
        self.review = ReviewChoice(theme, NAME)
        self.review.name(NAME, "Any part of a name or a day")
        self.words = Words(theme, style=SECOND, wraps=True)
        self.keys = Words(theme, KEYS, SECOND, wraps=True)
        self.paper = Button(theme, "Print", icon="printer-outline")
        self.paper.setAccessibleName("Print the caseload review")
        self.remove = Button(theme, "Remove…")
        self.remove.setAccessibleName("Remove the caseload review")
        self.reopen = Button(theme, "Reopen…")
        self.complete = Button(theme, "Complete review", icon="check")
        tools = QWidget()
        line = ToolLine(tools, Space.SNUG)
        line.done_from = 1
        self._all = (self.review, self.paper, self.remove, self.reopen, self.complete)
        for widget in self._all:
            line.addWidget(widget)
            widget.hide()  # until it is known what there is
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        for part in (tools, self.words, self.keys):
            column.addWidget(part)
        self.review.chosen.connect(self.chosen)
        theme.changed.connect(self._make_room)

    def show_page(self, page: ReviewsPage, *, leads: bool, may_decide: bool) -> None:
        """Which reviews there are, and what can be done with the one on screen."""
        one = page.chosen
        names = {review.id: review_name(review) for review in page.reviews}
        self.review.offer(names, one.id if one else None)
        self.words.setText(review_words(page))
        self._is_any, self._may_decide = one is not None, may_decide
        self._make_room()
        is_open = one is not None and one.completed_on is None
        for widget, is_shown in zip(
            self._all, (bool(one), bool(one), leads and is_open, leads and bool(one) and not is_open,
                        leads and is_open), strict=True,
        ):  # fmt: skip
            widget.setVisible(is_shown)

    def _make_room(self) -> None:
        is_roomy = self._theme.scale <= ROOMY
        self.words.setVisible(is_roomy or not self._is_any)
        self.keys.setVisible(is_roomy and self._may_decide)
