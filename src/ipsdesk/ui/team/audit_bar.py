"""The line above an audit's files: which audit, how far it is, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ipsdesk.services.file_audit_reading import AuditPage
from ipsdesk.ui.fidelity.review_choice import ReviewChoice
from ipsdesk.ui.team.audit_words import audit_name, audit_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

AUDIT = "Audit"
ROOMY = 1.5
"""Text larger than this leaves the list its room: the status bar says the same."""


class AuditBar(QWidget):
    """``chosen`` carries the key of another audit; the others what is wanted."""

    chosen = Signal(int)
    trend_wanted = Signal()
    print_wanted = Signal()
    blank_wanted = Signal()
    complete_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.audit = ReviewChoice(theme, AUDIT)
        self.audit.name(AUDIT, "Any part of its day or ID")
        self.words = Words(theme, style=SECOND, wraps=True)
        self.trend = Button(theme, "Over time…", icon="chart-line")
        self.paper = Button(theme, "Print", icon="printer-outline")
        self.reopen = Button(theme, "Reopen…")
        self.complete = Button(theme, "Complete audit", icon="check")
        tools = QWidget()
        line = ToolLine(tools, Space.SNUG)
        line.done_from = 1
        for widget in (self.audit, self.trend, self.paper, self.reopen, self.complete):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.LABEL)
        column.addWidget(tools)
        column.addWidget(self.words)
        self._build_menu()
        self.audit.chosen.connect(self.chosen)
        theme.changed.connect(self._make_room)
        self.trend.clicked.connect(self.trend_wanted)
        self.reopen.clicked.connect(self.reopen_wanted)
        self.complete.clicked.connect(self.complete_wanted)
        for widget in (self.audit, self.trend, self.reopen, self.complete):
            widget.hide()  # until it is known what there is

    def _build_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setAccessibleName("Print a file audit")
        self.this = self.menu.addAction("&This audit, without names…")
        self.this.triggered.connect(self.print_wanted)
        self.menu.addAction("A &blank checklist…").triggered.connect(self.blank_wanted)
        self.paper.clicked.connect(self._offer)

    def _offer(self) -> None:
        self.menu.popup(self.paper.mapToGlobal(QPoint(0, self.paper.height())))
        self.menu.setActiveAction(next(one for one in self.menu.actions() if one.isEnabled()))

    def show_page(self, page: AuditPage, *, may_change: bool) -> None:
        """Which audits there are, and what can be done with the one on screen."""
        chosen = page.chosen
        self.audit.offer({one.id: audit_name(one) for one in page.audits}, chosen.id if chosen else None)
        self.audit.setVisible(chosen is not None)
        self.words.setText(audit_words(chosen))
        self._make_room()
        is_open = chosen is not None and chosen.completed_on is None
        self.this.setEnabled(chosen is not None)
        self.trend.setVisible(chosen is not None)
        self.complete.setVisible(may_change and is_open)
        self.reopen.setVisible(may_change and chosen is not None and not is_open)

    def _make_room(self) -> None:
        self.words.setVisible(self._theme.scale <= ROOMY or self.audit.isHidden())
