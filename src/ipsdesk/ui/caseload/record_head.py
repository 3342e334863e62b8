"""The head of a record: the name, who that is in a line, and what is flagged beside the facts below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.reports.client_record import who
from ipsdesk.services.caseload_flags import Flag
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.ui.caseload.list_words import MARK_OF
from ipsdesk.ui.caseload.timeline_list import EDGE
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, IconButton, Rank
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.text_styles import NAME, SECOND, TITLE
from ipsdesk.ui.widgets.words import Words

LONG = 60
"""Letters from which a name is too long for the size of a title."""


class RecordHead(QWidget):
    """Stays in sight while the record scrolls; its buttons go to the person above and below in the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name = Words(theme, style=TITLE, wraps=True)
        self.who = Words(theme, style=SECOND, wraps=True)
        self.more = IconButton(theme, "More about this person (Ctrl+M)", "dots-horizontal")
        self.add_contact = Button(theme, "Add contact", Rank.PRIMARY, "plus")
        self.before = IconButton(theme, "Previous person (Alt+Up)", "chevron-up")
        self.after = IconButton(theme, "Next person (Alt+Down)", "chevron-down")
        self._flags = QWidget()
        self._flow = Flow(self._flags, Space.FIELD)
        self._flow.setContentsMargins(0, 0, 0, 0)
        whole, buttons = QVBoxLayout(self), QHBoxLayout()
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        whole.setSpacing(2)
        line.setSpacing(Space.SNUG)
        line.addWidget(self.name, 1)
        for button in (self.more, self.add_contact, self.before, self.after):
            buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        buttons.setSpacing(Space.SNUG)
        line.addLayout(buttons)
        whole.addLayout(line)
        whole.addWidget(self.who)
        whole.addWidget(self._flags)

    def show_record(self, record: ClientRecord) -> None:
        """Show whose record it is."""
        name = record.person.name
        self.name.setText(name)
        is_long = len(name) > LONG
        self.name.restyle(NAME if is_long else TITLE)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.TopToBottom if is_long else directions.LeftToRight)
        self.who.setText(who(record))
        said = {fact.flag for fact in record.facts}
        self._show_flags([flag for flag in record.person.flags if flag.kind not in said])

    def _show_flags(self, flags: Sequence[Flag]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for flag in flags:
            marked = MarkedWords(self._theme, self._flags)
            marked.words.setWordWrap(False)  # each as wide as it is; the flow begins another line
            marked.say(MARK_OF[flag.kind], flag.words)
            self._flow.addWidget(marked)
        self._flags.setVisible(bool(flags))
