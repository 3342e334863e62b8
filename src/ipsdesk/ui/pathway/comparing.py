"""Two versions of a record compared in words: what is new, changed, taken out, the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.profiles import Compared, Difference
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.taking import TakingDialog
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import BODY, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

MARKS = {
    Difference.NEW: Mark.DONE,
    Difference.CHANGED: Mark.NOTE,
    Difference.TAKEN_OUT: Mark.NOT_APPLICABLE,
}
KEPT_APART = "Kept apart. Open the version on the page of the profile to read it."
WIDTH, HEIGHT = 680, 620


class Version(Protocol):
    """One version of something, as of a day."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def on_date(self) -> date:
        """Its day."""


class CompareVersions(TakingDialog):
    """What became of each heading from the first version to the second; of a profile unless told else."""

    def __init__(
        self,
        at: AtDesk,
        first: Version,
        second: Version,
        heading: str = "Vocational profile",
        compare: Callable[[int, int], tuple[Compared, ...]] | None = None,
    ) -> None:
        super().__init__(at.theme, at.run, "Compare two versions", at.page)
        self._compare, self._pair = compare or at.desk.profiles.compare, (first, second)
        days = f"From {shown_day(first.on_date)} to {shown_day(second.on_date)}"
        self.list = LineList(at.theme, f"{heading}: {days}")
        self._same = Words(at.theme, style=SECOND, wraps=True)
        self._scroll, inner = FocusScroll(), QWidget()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addWidget(self._same)
        column.addStretch()
        self._scroll.setWidget(inner)
        self.inside.addWidget(Words(at.theme, heading, PANEL))
        self.inside.addWidget(Words(at.theme, days, BODY))
        self.inside.addWidget(self._scroll, 1)
        self.inside.setSpacing(Space.SNUG)
        self.lay_out()
        self.back.hide()
        self.next.hide()
        self.cancel.setText("Close")
        self.fit(WIDTH, HEIGHT)
        self.begin(self._read, self._show, "Reading both versions")

    def _read(self, _progress: Progress) -> tuple[Compared, ...]:
        first, second = self._pair
        return self._compare(first.id, second.id)

    def _show(self, compared: tuple[Compared, ...]) -> None:
        differing = [one for one in compared if one.difference in MARKS]
        self.list.show_lines([_line(one) for one in differing])
        same = [one.title for one in compared if one.difference is Difference.SAME]
        words = f"The same in both: {', '.join(same)}." if same else ""
        self._same.setText(words if differing else f"Nothing differs. {words}".strip())
        if differing:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, error: DeskError) -> None:
        """Said below."""
        self.doing.setText(str(error))


def _line(one: Compared) -> Line:
    """The heading, and what it says now; what it said before where that is gone or another."""
    before = f"Before: {one.before}" if one.before else ""
    said = "\n".join(part for part in (one.after, before) if part)
    note = KEPT_APART if one.is_restricted else said
    words = one.difference.value
    return Line(one.title, one.title, note, f"{words[:1].upper()}{words[1:]}", MARKS[one.difference])
