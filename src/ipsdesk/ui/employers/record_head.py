"""The head of an employer's record: the name, what they are, and plainly whether not to contact them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.services.employers_list import EmployerRow
from ipsdesk.ui.employers.list_words import CONFIDENT, SPARED
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, IconButton, Rank
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import SECOND, TITLE
from ipsdesk.ui.widgets.words import Words


class EmployerHead(QWidget):
    """Stays in sight while the record scrolls."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.name = Words(theme, style=TITLE, wraps=True)
        self.who = Words(theme, style=SECOND, wraps=True)
        self.spared = MarkedWords(theme)
        self.more = IconButton(theme, "More about this employer (Ctrl+M)", "dots-horizontal")
        self.add_contact = Button(theme, "Add contact", Rank.PRIMARY, "plus")
        self.before = IconButton(theme, "Previous employer (Alt+Up)", "chevron-up")
        self.after = IconButton(theme, "Next employer (Alt+Down)", "chevron-down")
        whole, line = QVBoxLayout(self), QHBoxLayout()
        whole.setContentsMargins(EDGE, Space.STEP, EDGE, Space.STEP)
        whole.setSpacing(2)
        line.setSpacing(Space.SNUG)
        line.addWidget(self.name, 1)
        for button in (self.more, self.add_contact, self.before, self.after):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(line)
        whole.addWidget(self.who)
        whole.addWidget(self.spared)

    def show_employer(self, row: EmployerRow) -> None:
        """Show whose record it is."""
        self.name.setText(row.name)
        self.who.setText(who(row))
        self.spared.say(Mark.OFF_TARGET, f"{SPARED}: {row.reason}" if row.do_not_contact else "")


def who(row: EmployerRow) -> str:
    """What kind of employer it is in a line."""
    parts = ["Our own service" if row.own_service else "", row.sector]
    parts += [f"{row.size} people" if row.size else "", CONFIDENT.get(row.confident, "")]
    return " · ".join([part for part in (*parts, *row.towns) if part] or [row.reference])
