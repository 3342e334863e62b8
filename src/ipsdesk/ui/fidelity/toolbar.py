"""The line above everything on the tab: its parts, which review, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ipsdesk.ui.fidelity.review_choice import ReviewChoice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words


class FidelityToolbar(QWidget):
    """``turned`` carries the place of the part that is wanted."""

    turned = Signal(int)
    preview_wanted = Signal()
    word_wanted = Signal()
    pack_wanted = Signal()

    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._place = theme, 0
        self.title = Words(theme, "Fidelity", TITLE)
        self.parts = Segments(theme, list(titles))
        self.parts.setAccessibleName("Part of the tab")
        self.parts.choose(0)
        self.review = ReviewChoice(theme)
        self.add = Button(theme, "", icon="plus")
        self.report = Button(theme, "Report", icon="file-document-outline")
        self.complete = Button(theme, "Complete review", Rank.PRIMARY, "check")
        self.reopen = Button(theme, "Reopen…")
        line = ToolLine(self, Space.STEP)
        left = (self.title, self.parts, self.review)
        for widget in (*left, self.add, self.report, self.reopen, self.complete):
            line.addWidget(widget)
        line.done_from = len(left)
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Report of the review")
        for words, wanted in (
            ("&Look at it, print it or save it as PDF…", self.preview_wanted),
            ("Save it as &Word…", self.word_wanted),
            ("&Evidence pack…", self.pack_wanted),
        ):
            self.menu.addAction(words).triggered.connect(wanted)
        self.report.clicked.connect(self._offer)
        self.report.setToolTip("The report of the review, and its evidence pack")
        self.parts.changed.connect(self._chosen)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))

    def _offer(self) -> None:
        self.menu.popup(self.report.mapToGlobal(QPoint(0, self.report.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _chosen(self) -> None:
        place = self.parts.place
        if place is None:  # taken back with Delete: there always is a part
            self.parts.choose(self._place)
        elif place != self._place:
            self._place = place
            self.turned.emit(place)

    def show_part(self, adds: str, *, has_review: bool, can_complete: bool, can_reopen: bool) -> None:
        """What can be done in the part on screen."""
        self.add.setText(adds)
        self.add.setVisible(bool(adds))
        self.review.setVisible(has_review)
        self.report.setVisible(has_review)
        self.complete.setVisible(can_complete)
        self.reopen.setVisible(can_reopen)
