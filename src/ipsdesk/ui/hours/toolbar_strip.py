"""The strip above the grid: what is not saved, with the way to it, or quietly what was just done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Radius, Space, Token
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

EDGE = 3
GROUNDS = {Mark.OVER: (Token.BAD_TINT, Token.BAD_FILL), Mark.NOTE: (Token.TINT, Token.ACCENT)}


class Strip(QWidget):
    """Hidden while there is nothing to say; what is not saved stays until it is mended."""

    wanted = Signal(int)
    """The place, among the problems, of the one to go to."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._mark = theme, Mark.NOTE
        self._problems: list[tuple[str, str]] = []
        self._next = 0
        self._icon = QLabel()
        self.words = Words(theme, style=BODY, wraps=True)
        self.go = Button(theme, "Go there", Rank.QUIET)
        self.dismiss = Button(theme, "Dismiss", Rank.QUIET)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.STEP + EDGE, 4, Space.SNUG, 4)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(self._icon)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.go)
        layout.addWidget(self.dismiss)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.go.clicked.connect(self._go)
        self.dismiss.clicked.connect(self.clear)
        theme.changed.connect(self._dress)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Whose cell is not saved, and why (the grid has said it aloud); none any more: the strip goes."""
        self._problems, self._next = list(problems), 0
        if not problems:
            self.hide()
            return
        place, sentence = problems[0]
        words = f"Not saved: {place}. {sentence}"
        if len(problems) > 1:
            words = f"{len(problems)} entries are not saved. The first: {place}. {sentence}"
        self.dismiss.hide()
        self.go.show()
        self.go.setText("Go there" if len(problems) == 1 else "Go to each in turn")
        self.go.setAccessibleName(f"Go to {place}" if len(problems) == 1 else "Go to each that is not saved")
        self._show(Mark.OVER, words)

    def say(self, words: str, *, refused: bool = False) -> None:
        """What was just done, or could not be; a strip that tells what is not saved keeps its place."""
        announce(self, words, urgent=refused)
        if not self._problems:
            self.go.hide()
            self.dismiss.show()
            self._show(Mark.OVER if refused else Mark.NOTE, words)

    def clear(self) -> None:
        """Something else is done: what was said of the last thing goes."""
        if not self._problems:
            self.hide()

    def _show(self, mark: Mark, words: str) -> None:
        self._mark = mark
        self.words.setText(words)
        self._dress()
        self.show()

    def _go(self) -> None:
        place = self._next % len(self._problems)
        self._next = place + 1
        self.wanted.emit(place)

    def _dress(self) -> None:
        side = self._theme.px(ICON)
        icon = self._theme.icon(self._mark.icon, self._mark.token)
        self._icon.setPixmap(icon.pixmap(QSize(side, side)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        ground, edge = GROUNDS[self._mark]
        paint.box(box, ground, edge if self._mark is Mark.OVER else None, Radius.CONTROL)
        painter.setClipRect(0, 0, EDGE, self.height())
        paint.box(box, edge, radius=Radius.CONTROL)
        painter.end()
