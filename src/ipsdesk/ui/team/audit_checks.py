"""The checklist of one file: a key answers a check, Down goes to the next, what the records say beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ipsdesk.services.file_audit_checks import NO, NOT_APPLICABLE, YES
from ipsdesk.services.file_audit_reading import CheckSeen, FileSeen
from ipsdesk.ui.team.audit_words import check_line
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_list import EDGE, LineList
from ipsdesk.ui.widgets.rule import Rule
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import BODY, SECOND
from ipsdesk.ui.widgets.words import Words

ANSWERS: Mapping[str, str] = {"y": YES, "n": NO, "a": NOT_APPLICABLE}
TAKING_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
KEYS = "Y yes, N no, A not applicable, Space as the records say, Delete takes back. F finding, R record."
OWN = "This is your own file. Say in its note why you audit it yourself; then it can be answered."


class CheckLines(LineList):
    """``answered`` carries a check and the answer, None: taken back."""

    answered = Signal(object, object)
    finding_wanted = Signal()
    record_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Checklist")
        self._wants = {"f": self.finding_wanted, "r": self.record_wanted}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Y, N and A answer, Space agrees with the records, Delete takes back; F finding, R record."""
        line, typed = self.current(), event.text().lower()
        if line is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif typed in ANSWERS:
            self.answered.emit(line.about, ANSWERS[typed])
        elif typed in self._wants:
            self._wants[typed].emit()
        elif event.key() == Qt.Key.Key_Space:
            self.answered.emit(line.about, line.about.proposed)
        elif event.key() in TAKING_BACK:
            self.answered.emit(line.about, None)
        elif typed.strip() and typed.isprintable():
            event.ignore()  # no search by typing: a slip of the finger must not leave the check
        else:
            super().keyPressEvent(event)


class Checklist(QWidget):
    """The ten checks and the keys; ``head`` says what the check is that the keyboard is at.

    ``area`` is what they lie in; it is scrolled to that check.
    """

    answered = Signal(object, object)

    def __init__(self, theme: Theme, area: QScrollArea) -> None:
        super().__init__()
        self._area, self.head = area, QWidget()
        self.asks = Words(theme, style=BODY, wraps=True)
        self.own = Hint(theme)
        self.lines = CheckLines(theme)
        self.keys = Words(theme, KEYS, SECOND, wraps=True)
        column, head = QVBoxLayout(self), QVBoxLayout(self.head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head.setContentsMargins(EDGE, Space.SNUG, EDGE, 0)
        head.setSpacing(Space.SNUG)
        for widget in (self.own, self.asks, Rule(theme)):
            head.addWidget(widget)
        self.keys.setContentsMargins(EDGE, Space.SNUG, EDGE, Space.SNUG)
        for part in (self.lines, Rule(theme), self.keys):
            column.addWidget(part)
        lead_in(self, self.lines)
        self.lines.stood.connect(self._ask)
        self.lines.answered.connect(self.answered)

    def show_file(self, file: FileSeen, *, may_answer: bool, anew: bool) -> None:
        """The checks of this file; ``anew``: another file than before, so from the top."""
        self.lines.show_lines([check_line(one) for one in file.checks])
        if anew and file.checks:
            self.lines.go_to(file.checks[0].check.key)
        self.keys.setVisible(may_answer)
        self.own.say(OWN if may_answer and file.is_own and not file.note else "")
        self._ask()

    def _ask(self) -> None:
        line = self.lines.current()
        seen: CheckSeen | None = line.about if line is not None else None
        self.asks.setText(seen.check.asks if seen is not None else "")
        self.lines.setAccessibleDescription(self.asks.text())
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """The line that the keyboard is at."""
        index, inner = self.lines.currentIndex(), self._area.widget()
        if index.isValid() and self.lines.hasFocus() and inner is not None:
            box = self.lines.visualRect(index)
            top = self.lines.viewport().mapTo(inner, box.topLeft()).y()
            for down in (top + box.height(), top):  # of a line higher than the room its beginning
                self._area.ensureVisible(0, down, 0, 0)
