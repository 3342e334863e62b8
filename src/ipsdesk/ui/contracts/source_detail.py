"""What each source says of one subject, side by side, and what this unit reports."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.contracts import SourceLine
from ipsdesk.services.contracts_sources import NOTHING
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.words import Words

SOURCES = (
    "Specification of a vocational service",
    "Specification of a London trust",
    "IPS Grow and NHS England",
    "Fidelity scale",
)
BY_TARGET = "Decided by the targets."
BY_CONTRACT = "Decided by the contract: how often it asks for a return."


class SourceDetail(Card):
    """One subject; ``change_wanted`` asks for another choice."""

    change_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.line: SourceLine | None = None
        self.subject = Words(theme, style=NAME, wraps=True)
        self.reports, self.why = (Words(theme, style=BODY, wraps=True) for _ in range(2))
        self.said = [Words(theme, style=BODY, wraps=True) for _ in SOURCES]
        self.change = Button(theme, "Report otherwise…")
        self.change.clicked.connect(self.change_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD, Space.STEP, Space.CARD, Space.STEP)
        layout.setSpacing(Space.SNUG)
        head = QHBoxLayout()
        head.addWidget(self.subject, 1)
        head.addWidget(self.change)
        layout.addLayout(head)
        grid = QWidget()
        lines = QGridLayout(grid)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(Space.FIELD)
        lines.setVerticalSpacing(Space.LABEL)
        lines.setColumnStretch(1, 1)
        names, said = (*SOURCES, "This unit reports", "Why"), (*self.said, self.reports, self.why)
        for row, (name, words) in enumerate(zip(names, said, strict=True)):
            lines.addWidget(Words(theme, name, SECOND), row, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(words, row, 1)
        layout.addWidget(grid)
        self.hide()

    def show_line(self, line: SourceLine | None) -> None:
        """This subject, or none."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        about = line.about
        self.subject.setText(about.subject)
        said = (about.vocational, about.trust, about.national, about.scale)
        for words, text in zip(self.said, said, strict=True):
            words.setText(text)
        decided = "" if line.subject else BY_CONTRACT if isinstance(about.decided, str) else BY_TARGET
        since = f"since {shown_day(line.since)}" if line.since else ""
        parts = [sentence_case(part) for part in (line.reports, since, line.next, decided) if part]
        self.reports.setText(". ".join(part.rstrip(".") for part in parts) + ".")
        self.why.setText(line.why or NOTHING)
        self.change.setVisible(line.subject is not None)
