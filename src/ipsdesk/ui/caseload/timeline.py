"""A person's timeline: a button to choose a kind, the lines, and a button for earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_timeline import Timeline
from ipsdesk.services.caseload_words import counted
from ipsdesk.ui.caseload.timeline_list import EDGE, TimelineList
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.kind_button import KindButton
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY, SECOND
from ipsdesk.ui.widgets.words import Words

NOTHING = "Nothing dated is recorded yet"
NOTHING_OF_KIND = "Nothing of this kind is recorded"


class TimelinePane(QWidget):
    """What has happened with one person; ``kind_wanted`` and ``earlier_wanted`` ask for more of it."""

    kind_wanted = Signal(object)
    """An ``EntryKind``, or None for all."""
    earlier_wanted = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.earlier: date | None = None
        """The day to go back from for earlier lines, None: there are none."""
        self.total = 0
        """How many lines there are of the kind that is shown."""
        self.kinds = KindButton[EntryKind](theme, "Show the lines of one kind")
        self._of_kind = Words(theme, style=SECOND)
        self.list = TimelineList(theme, today)
        self._nothing = Words(theme, NOTHING, BODY.coloured(Token.TEXT2), wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(Space.CARD)
        self._count = Words(theme, style=SECOND)
        self._more = Button(theme, "Show earlier", Rank.QUIET)
        self._foot = QWidget()
        self._build()
        lead_in(self, self.list)
        self.kinds.narrowed.connect(self.kind_wanted)
        self._more.clicked.connect(self.earlier_wanted)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(EDGE, Space.SNUG, EDGE, Space.SNUG)
        top.setSpacing(Space.STEP)
        top.addWidget(self.kinds)
        top.addWidget(self._of_kind)
        top.addStretch()
        layout.addLayout(top)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(1, 0, 1, 1)
        foot.setSpacing(0)
        foot.addWidget(Rule(self._theme))
        line = QHBoxLayout()
        line.setContentsMargins(EDGE - 1, Space.SNUG, Space.STEP, Space.SNUG)
        line.addWidget(self._count, 1)
        line.addWidget(self._more)
        foot.addLayout(line)
        layout.addWidget(self._foot)
        layout.addStretch()

    @property
    def kind(self) -> EntryKind | None:
        """The kind that is shown, None for all."""
        return self.kinds.kind

    def show_timeline(self, timeline: Timeline, kind: EntryKind | None) -> None:
        """Show the first page, from its top."""
        self.kinds.offer(timeline.counts)
        self.kinds.show_kind(kind)
        self.list.entries.show_entries(timeline.entries)
        self._after(timeline)

    def is_as_read(self, timeline: Timeline, kind: EntryKind | None) -> bool:
        """Whether a first page is what is on screen already."""
        return kind is self.kind and self.list.entries.entries == list(timeline.entries)

    def add(self, timeline: Timeline) -> None:
        """Show an earlier page below what is shown; the keyboard goes on from there."""
        first_new = self.list.entries.rowCount()
        self.list.entries.add(timeline.entries)
        if self._more.hasFocus():
            self.list.setFocus()
            self.list.setCurrentIndex(self.list.entries.index(first_new))
        self._after(timeline)
        announce(self.list, self._count.text())

    def _after(self, timeline: Timeline) -> None:
        counts = timeline.counts
        shown = self.list.entries.rowCount()
        self.total = sum(counts.values()) if self.kind is None else counts[self.kind]
        self.earlier = timeline.earlier
        self._of_kind.setText(counted(self.total, "line"))
        self._nothing.setText(NOTHING if self.kind is None else NOTHING_OF_KIND)
        self.list.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._foot.setVisible(self.earlier is not None)
        self._count.setText(f"The latest {shown:,} of {self.total:,} are shown")
