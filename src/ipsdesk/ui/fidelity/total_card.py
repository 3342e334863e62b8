"""How a review stands: total or subtotal, its band in words, the ruler of the bands, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.ips25 import HIGHEST, LOWEST, Standing, bands
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Radius, Space, Token
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import CENTRE, LEFT, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import HEADLINE, NAME, PANEL, SECOND, SMALL
from ipsdesk.ui.widgets.words import Words

LEAST_TOTAL, MOST_TOTAL = LOWEST * FIDELITY_ITEMS, HIGHEST * FIDELITY_ITEMS
GOOD = 100
"""From here on a total is what the contract asks for."""
BAR, POINTER, GAP = 10, 8, 2
FILLS = (Token.ACCENT, Token.BAR, Token.BAR2, Token.TRACK)
"""Of the bands, best first."""
Pair = tuple[str, str]


class TotalCard(Card):
    """Shows a standing, and pairs of words below it (``Last review``, ``94, fair``)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.title = Words(theme, "Total", PANEL)
        self.scored = Words(theme, style=SECOND)
        self.figure = Words(theme, style=HEADLINE)
        self.of_all = Words(theme, style=SECOND)
        self.band = MarkedWords(theme)
        self.ruler = BandRuler(theme)
        self.pairs = PairLines(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD - 2, Space.STEP, Space.CARD - 2, Space.STEP)
        layout.setSpacing(Space.SNUG)
        head, line = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.scored)
        line.setSpacing(Space.SNUG)
        line.addWidget(self.figure)
        line.addWidget(self.of_all)
        line.addWidget(self.band, 1, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(head)
        layout.addLayout(line)
        layout.addWidget(self.ruler)
        layout.addWidget(self.pairs)

    def show_standing(self, standing: Standing, pairs: Sequence[Pair] = ()) -> None:
        """Say how far it has come."""
        self.scored.setText(f"{standing.scored} of {FIDELITY_ITEMS} scored")
        self.figure.setText(str(standing.subtotal))
        self.of_all.setText(f"of {MOST_TOTAL}" if standing.band else "so far")
        good = standing.subtotal >= GOOD
        words = sentence_case(standing.band.name) if standing.band else "No band until all are scored"
        self.band.say((Mark.DONE if good else Mark.OFF_TARGET) if standing.band else Mark.WAITING, words)
        self.ruler.show_total(standing.total)
        self.pairs.show_pairs(pairs)


class PairLines(QWidget):
    """A label at the left and its words at the right, line by line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.LABEL)

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show these instead; an empty label lets the words have the whole line."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for label, words in pairs:
            self._column.addWidget(_line(self._theme, label, words))
        self.setVisible(bool(pairs))


def _line(theme: Theme, label: str, words: str) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(Space.STEP)
    layout.addWidget(Words(theme, label, SECOND, wraps=True), 1)
    if words:
        layout.addWidget(Words(theme, words, NAME))
    return line


class BandRuler(QWidget):
    """The bands from 25 to 125 with their borders printed, and where the total stands."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.total: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_total(None)

    def show_total(self, total: int | None) -> None:
        """Point to this, or to nothing."""
        self.total = total
        borders = ", ".join(f"{one.name} from {one.least}" for one in bands()[:-1])
        self.setAccessibleName("Bands")
        self.setAccessibleDescription(f"{f'{total} of {MOST_TOTAL}. ' if total else ''}{borders}.")
        self.update()

    def sizeHint(self) -> QSize:
        """The pointer, the bar, the borders."""
        px = self._theme.px
        high = px(POINTER) + px(BAR) + px(4) + line_height(self._theme, SMALL)
        return QSize(px(200), round(high) + 1)

    def minimumSizeHint(self) -> QSize:
        """Still to be read."""
        return QSize(self._theme.px(150), self.sizeHint().height())

    def _across(self, total: float) -> float:
        return (self.width() - 2) * (total - LEAST_TOTAL) / (MOST_TOTAL - LEAST_TOTAL) + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, px = Paint(painter, self._theme), self._theme.px
        top, high = float(px(POINTER)), float(px(BAR))
        ends = [MOST_TOTAL, *(one.least for one in bands())]
        for band, end, token in zip(bands(), ends, FILLS, strict=False):
            least = max(band.least, LEAST_TOTAL)
            left, right = self._across(least), self._across(end)
            paint.box(QRectF(left, top, right - left - GAP, high), token, Token.EDGE, Radius.KEYCAP / 2)
        self._borders(paint, top + high + px(4))
        if self.total is not None:
            across = self._across(self.total)
            painter.setBrush(self._theme.colour(Token.TEXT))
            painter.setPen(self._theme.colour(Token.TEXT))
            half, point = px(POINTER) * 0.55, QPointF(across, top - 1)
            painter.drawPolygon(QPolygonF([QPointF(across - half, 0), QPointF(across + half, 0), point]))
        painter.end()

    def _borders(self, paint: Paint, top: float) -> None:
        high = line_height(self._theme, SMALL)
        for total in sorted(one.least for one in bands()):
            width, across = width_of(self._theme, str(total), SMALL) + 2, self._across(total)
            left = min(max(across - width / 2, 0), self.width() - width)
            paint.text(QRectF(left, top, width, high), str(total), SMALL, LEFT if left == 0 else CENTRE)
