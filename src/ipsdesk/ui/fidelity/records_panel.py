"""From your records: the score they propose for an item, how it is worked out, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.ui.fidelity.total_card import Pair, PairLines
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.hint import Hint, Tinted
from ipsdesk.ui.widgets.icon import Icon
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.painting import CENTRE, Paint
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

TILE, MOST_NOTES = 38, 6
TITLE, NOTHING = "From your records", "Records propose no score for this item; it is judged by what is seen."


@dataclass(frozen=True, slots=True)
class RecordsShown:
    """What the records say of an item.

    ``working`` are the lines to the figure, ``notes`` what else there is to know of it, ``why`` says why
    nothing is proposed, ``out_of_reach`` what a small unit can't reach, ``rows`` is the way to the rows.
    """

    window: str
    score: int | None = None
    figure: str = ""
    working: tuple[Pair, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: str = ""
    why: str = ""
    out_of_reach: str = ""
    rows: str = ""
    is_taken: bool = False


class RecordsPanel(Card):
    """``rows_wanted`` asks for the rows, ``take_over`` for the proposed score."""

    rows_wanted = Signal()
    take_over = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(TITLE)
        self.window_words = Words(theme, style=SECOND, wraps=True)
        self.proposal = ProposalBox(theme)
        self.working = PairLines(theme)
        self.notes = [IconWords(theme, "information-outline", Token.TEXT2) for _ in range(MOST_NOTES)]
        self.left_out = IconWords(theme, "minus-circle-outline", Token.MUTE)
        self.out_of_reach = Hint(theme)
        self.nothing = Words(theme, style=SECOND, wraps=True)
        self.rows = Link(theme, "")
        self.take = Button(theme, "Take over (P)", icon="check")
        self._build(theme)
        self.rows.clicked.connect(self.rows_wanted)
        self.take.clicked.connect(self.take_over)

    def _build(self, theme: Theme) -> None:
        head, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(Space.CARD - 2, Space.STEP, Space.CARD - 2, Space.STEP)
        column.setSpacing(Space.SNUG)
        head.setSpacing(Space.SNUG)
        head.addWidget(Icon(theme, "database-outline", Token.ACCENT))
        head.addWidget(Words(theme, TITLE, PANEL), 1)
        column.addLayout(head)
        for widget in (self.window_words, self.proposal, self.take, self.working, *self.notes, self.left_out,
                       self.nothing, self.out_of_reach, self.rows):  # fmt: skip
            column.addWidget(widget)
        column.addStretch()

    def show_records(self, shown: RecordsShown, *, may_take: bool) -> None:
        """Show what they say."""
        self.window_words.setText(shown.window)
        self.proposal.show_proposal(shown.score, shown.figure)
        self.take.setVisible(may_take and shown.score is not None and not shown.is_taken)
        self.take.setText(f"Take over {shown.score} (P)")
        self.working.show_pairs(shown.working)
        for place, note in enumerate(self.notes):
            note.say(shown.notes[place] if place < len(shown.notes) else "")
        self.left_out.say(shown.left_out)
        self.nothing.setText(shown.why or (NOTHING if shown.score is None else ""))
        self.nothing.setVisible(bool(self.nothing.text()))
        self.out_of_reach.say(shown.out_of_reach)
        self.rows.setText(shown.rows)
        self.rows.setVisible(bool(shown.rows))


class ProposalBox(Tinted):
    """The proposed score as a tile, and what it means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._tile = ScoreTile(theme)
        self.words, self.figure = Words(theme, style=NAME, wraps=True), Words(theme, style=SECOND, wraps=True)
        line, beside = QHBoxLayout(self), QVBoxLayout()
        line.setContentsMargins(Space.STEP, Space.STEP, Space.STEP, Space.STEP)
        line.setSpacing(Space.STEP)
        line.addWidget(self._tile)
        beside.setSpacing(2)
        beside.addWidget(self.words)
        beside.addWidget(self.figure)
        line.addLayout(beside, 1)

    def show_proposal(self, score: int | None, figure: str) -> None:
        """Say it; nothing where there is none."""
        self.setVisible(score is not None)
        self._tile.show_score(score)
        self.words.setText(f"Proposed score {score}")
        self.figure.setText(figure)
        self.figure.setVisible(bool(figure))


class ScoreTile(QWidget):
    """A score, large and white on the accent; the words beside it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._score = theme, ""
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.setFixedSize(self._theme.px(TILE), self._theme.px(TILE))

    def show_score(self, score: int | None) -> None:
        """Show it."""
        self._score = str(score or "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box = Paint(painter, self._theme), QRectF(self.rect())
        paint.box(box, Token.ACCENT, radius=Radius.CONTROL)
        paint.text(box, self._score, PANEL.coloured(Token.ON_ACCENT), CENTRE)
        painter.end()
