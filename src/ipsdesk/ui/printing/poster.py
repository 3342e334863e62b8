"""A page to hang up: large type, a few large numbers on tinted ground, charts, an aim and a thank-you."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ipsdesk.reports.blocks import BigNumber, Poster
from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.ui.kpis.chart_drawing import ChartDrawing
from ipsdesk.ui.printing.paper import UNITS, PaperLook, icons, ink, type_of
from ipsdesk.ui.tokens import Token, Weight
from ipsdesk.ui.widgets.painting import Paint

GAP, INSIDE, ROUND = 13 * UNITS, 12 * UNITS, 8 * UNITS
MOST_GAP = 26 * UNITS
CARD, TALLEST_CHART, LOWEST_CHART = 112 * UNITS, 172 * UNITS, 120 * UNITS
ICON, LARGE_ICON, BETWEEN = 19 * UNITS, 24 * UNITS, 6 * UNITS
RULE, SPROUT = 3 * UNITS, 150 * UNITS
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
GROUNDS = (
    (Token.TINT, Token.ACCENT),
    (Token.GOOD_TINT, Token.GOOD),
    (Token.WARN_TINT, Token.WARN),
    (Token.MUTE_TINT, Token.MUTE),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are set: points, weight, colour."""

    points: float
    weight: int = Weight.REGULAR
    token: Token = Token.TEXT

    def height(self, words: str, width: float) -> float:
        """How high they come out."""
        return _metrics(self).boundingRect(QRectF(0, 0, width, 10_000), int(LEFT), words).height()


TITLE, SECOND = Manner(38, Weight.SEMIBOLD), Manner(15, Weight.MEDIUM, Token.TEXT2)
OPENING, LARGE_OPENING = Manner(16), Manner(21)
SENTENCE, AIM = Manner(14), Manner(15, Weight.MEDIUM)
FIGURE, OF_WHAT = Manner(46, Weight.SEMIBOLD), Manner(13.5, Weight.MEDIUM)
CHART, THANKS, NOTE = Manner(13, Weight.SEMIBOLD), Manner(17, Weight.SEMIBOLD), Manner(9.5, token=Token.TEXT2)


def _metrics(manner: Manner) -> QFontMetricsF:
    return QFontMetricsF(type_of(manner.points, manner.weight))


class PosterDrawing:
    """Laid out from the top; the note at the bottom, the thanks above it, the rest shared out between."""

    def __init__(self, poster: Poster, size: QSizeF) -> None:
        self._poster, self.size = poster, size

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Part by part."""
        poster, width = self._poster, box.width()
        note = NOTE.height(poster.note, width)
        bottom = _words(painter, box.adjusted(0, box.height() - note, 0, 0), poster.note, NOTE).top() - GAP
        bottom = self._thanks(painter, box, bottom) - GAP
        top = self._head(painter, box)
        parts = [
            one for one in (self._cards, self._charts, self._sentences, self._aim) if one(None, box, 0, 0)
        ]
        fixed = sum(one(None, box, 0, 0) for one in parts)
        free = bottom - top - fixed
        chart = 0.0
        if self._charts in parts:
            chart = min(max(free - GAP * len(parts), 0), TALLEST_CHART - LOWEST_CHART)
        gap = min((free - chart) / max(len(parts), 1), MOST_GAP)
        if not (poster.numbers or poster.charts):
            _icon(painter, box.center().x() - SPROUT / 2, bottom - free / 2, SPROUT, "sprout", Token.BAR2)
        for part in parts:
            top += part(painter, box, top + gap, chart) + gap

    # ---- head and foot ------------------------------------------------------------------------------

    def _head(self, painter: QPainter, box: QRectF) -> float:
        """Title, whose it is, and the first sentence; gives back where they end."""
        painter.fillRect(QRectF(box.left(), box.top(), 54 * UNITS, RULE), ink(Token.ACCENT))
        poster, top = self._poster, box.top() + RULE + BETWEEN
        opening = OPENING if poster.numbers or poster.charts else LARGE_OPENING
        head = ((poster.text, TITLE, 0), (poster.second, SECOND, GAP), (poster.opening, opening, 0))
        for words, manner, after in head:
            line = QRectF(box.left(), top, box.width(), box.bottom() - top)
            top = _words(painter, line, words, manner).bottom() + after
        return top

    def _thanks(self, painter: QPainter, box: QRectF, bottom: float) -> float:
        """A line with a heart; gives back where it begins."""
        words, left = self._poster.thanks, LARGE_ICON + BETWEEN * 2
        high = THANKS.height(words, box.width() - left)
        line = QRectF(box.left(), bottom - high, box.width(), high)
        _icon(painter, line.left(), line.top() + _line(THANKS) / 2, LARGE_ICON, "heart", Token.BAD)
        _words(painter, line.adjusted(left, 0, 0, 0), words, THANKS)
        return line.top()

    # ---- the parts between: each gives back its height, and is drawn if there is a painter -----------

    def _cards(self, painter: QPainter | None, box: QRectF, top: float, _chart: float) -> float:
        numbers = self._poster.numbers
        if painter is not None:
            wide = (box.width() - GAP * (len(numbers) - 1)) / len(numbers)
            for place, number in enumerate(numbers):
                card = QRectF(box.left() + place * (wide + GAP), top, wide, CARD)
                _card(painter, card, number, GROUNDS[place % len(GROUNDS)])
        return CARD if numbers else 0

    def _charts(self, painter: QPainter | None, box: QRectF, top: float, more: float) -> float:
        charts = self._poster.charts
        if painter is not None:
            wide = (box.width() - GAP * 2 * (len(charts) - 1)) / len(charts)
            for place, chart in enumerate(charts):
                left = box.left() + place * (wide + GAP * 2)
                _chart(painter, QRectF(left, top, wide, LOWEST_CHART + more), chart)
        return LOWEST_CHART + more if charts else 0

    def _sentences(self, painter: QPainter | None, box: QRectF, top: float, _chart: float) -> float:
        start, left = top, ICON + BETWEEN * 2
        for one in self._poster.sentences:
            high = SENTENCE.height(one.text, box.width() - left)
            if painter is not None:
                line = QRectF(box.left() + left, top, box.width() - left, high)
                _icon(painter, box.left(), top + _line(SENTENCE) / 2, ICON, one.icon, Token.ACCENT)
                _words(painter, line, one.text, SENTENCE)
            top += high + BETWEEN * 1.5
        return top - start

    def _aim(self, painter: QPainter | None, box: QRectF, top: float, _chart: float) -> float:
        words, left = self._poster.aim, INSIDE * 2 + LARGE_ICON
        if not words:
            return 0
        high = AIM.height(words, box.width() - left - INSIDE) + INSIDE * 2
        if painter is not None:
            ground = QRectF(box.left(), top, box.width(), high)
            _ground(painter, ground, Token.TINT)
            _icon(
                painter,
                ground.left() + INSIDE,
                ground.center().y(),
                LARGE_ICON,
                "bullseye-arrow",
                Token.ACCENT,
            )
            _words(painter, ground.adjusted(left, INSIDE, -INSIDE, 0), words, AIM)
        return high


def _card(painter: QPainter, box: QRectF, number: BigNumber, tints: tuple[Token, Token]) -> None:
    ground, colour = tints
    _ground(painter, box, ground)
    inner = box.adjusted(INSIDE, INSIDE * 0.5, -INSIDE * 0.5, -INSIDE * 0.5)
    figure = Manner(FIGURE.points, FIGURE.weight, colour)
    at = _words(painter, inner, number.figure, figure)
    _icon(painter, box.right() - INSIDE - LARGE_ICON, at.center().y(), LARGE_ICON, number.icon, colour)
    _words(painter, inner.adjusted(0, at.height(), 0, 0), number.words, OF_WHAT)


def _chart(painter: QPainter, box: QRectF, chart: Chart) -> None:
    at = _words(painter, box, chart.title, CHART)
    ChartDrawing(PaperLook(), chart, box.adjusted(0, at.height() + BETWEEN, 0, 0)).paint(
        Paint(painter, PaperLook())
    )


def _ground(painter: QPainter, box: QRectF, token: Token) -> None:
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    painter.setBrush(ink(token))
    painter.drawRoundedRect(box, ROUND, ROUND)


def _icon(painter: QPainter, left: float, middle: float, side: float, name: str, token: Token) -> None:
    box = QRectF(left, middle - side / 2, side, side)
    icons().draw(painter, box.toRect(), name, ink(token))


def _line(manner: Manner) -> float:
    return _metrics(manner).lineSpacing()


def _words(painter: QPainter, box: QRectF, words: str, manner: Manner) -> QRectF:
    """Words from the top of a box, on as many lines as they need; gives back where they stand."""
    painter.setFont(type_of(manner.points, manner.weight))
    painter.setPen(ink(manner.token))
    at = QRectF(box.topLeft(), QSizeF(box.width(), manner.height(words, box.width())))
    painter.drawText(at, int(LEFT), words)
    return at
