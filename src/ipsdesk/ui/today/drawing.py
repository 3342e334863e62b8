"""How a row of Today is painted: a heading with its count, or a line with what it offers at the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ipsdesk.services.today_lines import Section, TodayLine
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import ICON_OF, Offer, offers_of
from ipsdesk.ui.tokens import ICON, Height, Radius, Space, Token, Weight
from ipsdesk.ui.widgets.painting import Paint, font_of, line_height, width_of
from ipsdesk.ui.widgets.text_styles import BODY, KEY, NAME, SECOND, TextStyle
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

if TYPE_CHECKING:
    from ipsdesk.ui.today.listing import Heading, TodayView

Index = QModelIndex | QPersistentModelIndex
EDGE, MARK = 18, 3
"""Margins and the stripe of the chosen line, in pixels as they are."""
ICON_ROOM, NAME_ROOM, LEAST_ROOM, HEADING, BUTTON, PAD = 30, 138, 220, 36, 32, 6
"""At 100 %: the icon with its gap, the name's column, the least width of the words, heights, room round."""
OFFER = TextStyle(weight=Weight.MEDIUM, token=Token.ACCENT)


class _Placed(NamedTuple):
    """Where the parts of a line stand, in its row."""

    name: QRectF
    words: QRectF
    offers: tuple[tuple[Offer, QRectF], ...]
    height: int


class Drawing(QStyledItemDelegate):
    """Name and words beside each other, or below each other where it is tight; nothing is cut."""

    def __init__(self, theme: Theme, view: TodayView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._placed: dict[TodayLine, _Placed] = {}
        self._heights: dict[TodayLine, int] = {}
        self._metrics: dict[TextStyle, tuple[QFontMetricsF, float]] = {}
        self._wide: dict[Offer, float] = {}
        theme.changed.connect(self._forget_type)

    def _forget_type(self) -> None:
        self._metrics.clear()
        self._wide.clear()
        self.forget()

    def forget(self) -> None:
        """Measure everything anew."""
        self._placed.clear()
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words, which are measured once for a width and a size of text."""
        entry = self._view.rows.entries[index.row()]
        if not isinstance(entry, TodayLine):
            return QSize(self._theme.px(HEADING), self._theme.px(HEADING))
        return QSize(self._theme.px(LEAST_ROOM), self.height(entry))

    # ---- where everything stands --------------------------------------------------------------------

    def placed(self, line: TodayLine) -> _Placed:
        """Where the parts of a line stand in a row that begins at 0, 0."""
        if line not in self._placed:
            self._placed[line] = self._place(line)
        return self._placed[line]

    def offer_at(self, row: QRect, line: TodayLine, at: QPointF, *, chosen: bool) -> Offer | None:
        """What a line offers at a point of the view."""
        inside = at - QPointF(row.topLeft())
        return next((offer for offer, box in self._shown(line, chosen=chosen) if box.contains(inside)), None)

    def _shown(self, line: TodayLine, *, chosen: bool) -> tuple[tuple[Offer, QRectF], ...]:
        """All that the chosen line offers; of another the quickest alone, where the last would stand."""
        offers = self.placed(line).offers
        if chosen:
            return offers
        (first, box), (_, last) = offers[0], offers[-1]
        aside = last.right() + Space.STEP - box.right() if box.top() == last.top() else -Space.STEP
        return ((first, box.translated(aside, 0)),)

    def height(self, line: TodayLine) -> int:
        """How high a line is; where its parts stand is worked out only once it is seen."""
        if line not in self._heights:
            self._heights[line] = self._measured_height(line)
        return self._heights[line]

    def _measured_height(self, line: TodayLine) -> int:
        room = self._room(line)
        if room < self._theme.px(LEAST_ROOM):
            return self.placed(line).height
        name = self._high([(line.name, NAME)], self._theme.px(NAME_ROOM) - Space.SNUG)
        words = self._high(self.parts(line), room if line.name else room + self._theme.px(NAME_ROOM))
        return max(round(max(name, words)) + 2 * self._theme.px(PAD), self._theme.px(Height.TODAY_ROW))

    def _row_width(self) -> int:
        """The same whether the list scrolls or not, so that nothing is measured twice."""
        return self._view.width() - self._view.verticalScrollBar().sizeHint().width()

    def _offers(self, line: TodayLine) -> tuple[tuple[Offer, ...], list[float]]:
        offers = offers_of(line, may_change=self._view.rows.may_change)
        return offers, [self._width(offer) for offer in offers]

    def _room(self, line: TodayLine) -> float:
        """What is left for the words beside the icon, the name and what is offered."""
        _, wide = self._offers(line)
        taken = EDGE + self._theme.px(ICON_ROOM) + self._theme.px(NAME_ROOM) + 2 * EDGE
        return self._row_width() - taken - sum(wide) - Space.SNUG * (len(wide) - 1)

    def _place(self, line: TodayLine) -> _Placed:
        width, left, named = self._row_width(), EDGE + self._theme.px(ICON_ROOM), self._theme.px(NAME_ROOM)
        (offers, wide), room = self._offers(line), self._room(line)
        if room < self._theme.px(LEAST_ROOM):
            return self._stack(line, left, width, offers, wide)
        high = self.height(line)
        words = QRectF(left + named, 0, room, high) if line.name else QRectF(left, 0, room + named, high)
        first = width - EDGE - sum(wide) - Space.SNUG * (len(wide) - 1)
        return _Placed(
            QRectF(left, 0, named - Space.SNUG, high),
            words,
            tuple(self._in_line(offers, wide, first, high / 2)),
            high,
        )

    def _stack(
        self, line: TodayLine, left: float, width: int, offers: tuple[Offer, ...], wide: list[float]
    ) -> _Placed:
        """The name, the words and what is offered below each other."""
        pad, room = self._theme.px(PAD), width - left - EDGE
        name_high = self._high([(line.name, NAME)], room)
        words_high = self._high(self.parts(line), room)
        top, down = pad + name_high, pad + name_high + words_high + pad / 2
        placed: list[tuple[Offer, QRectF]] = []
        across, high = left, self._theme.px(BUTTON)
        for offer, one in zip(offers, wide, strict=True):
            if across > left and across + one > width - EDGE:
                across, down = left, down + high + pad / 2
            placed.append((offer, QRectF(across, down, one, high)))
            across += one + Space.SNUG
        return _Placed(
            QRectF(left, pad, room, name_high),
            QRectF(left, top, room, words_high),
            tuple(placed),
            round(down + high + pad),
        )

    def _in_line(
        self, offers: tuple[Offer, ...], wide: list[float], across: float, middle: float
    ) -> Iterator[tuple[Offer, QRectF]]:
        high = self._theme.px(BUTTON)
        for offer, one in zip(offers, wide, strict=True):
            yield offer, QRectF(across, middle - high / 2, one, high)
            across += one + Space.SNUG

    def _width(self, offer: Offer) -> float:
        """The words, the key, and what lies round them; measured once for a size of text."""
        if offer not in self._wide:
            self._wide[offer] = self._measured(offer)
        return self._wide[offer]

    def _high(self, parts: list[Part], width: float) -> float:
        """As `height_of`, which takes its time, only for those of thousands that need more than a line."""
        high = 0.0
        for words, style in parts:
            if style not in self._metrics:
                font = QFontMetricsF(font_of(self._theme, style))
                self._metrics[style] = font, line_height(self._theme, style)
            metrics, line = self._metrics[style]
            fits = metrics.horizontalAdvance(words) <= width
            high += (line if words else 0) if fits else height_of(self._theme, [(words, style)], width)
        return high

    def _measured(self, offer: Offer) -> float:
        key = max(width_of(self._theme, offer.key, KEY) + self._theme.px(12), self._theme.px(Height.KEYCAP))
        return width_of(self._theme, offer.words, OFFER) + key + Space.SNUG + 2 * Space.STEP

    def parts(self, line: TodayLine) -> list[Part]:
        """The words of a line and the day below them."""
        late = line.section is Section.OVERDUE
        second = SECOND.coloured(Token.BAD) if late else SECOND
        return [(line.words, BODY), *([(line.second, second)] if line.second else [])]

    # ---- painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.rows.entries[index.row()]
        painter.save()
        paint, box = Paint(painter, self._theme), QRectF(option.rect)
        if isinstance(entry, TodayLine):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._line(paint, box, entry, chosen=chosen)
            if chosen and self._view.hasFocus():
                paint.ring(box.adjusted(1, 1, -1, -1), Radius.KEYCAP)
        else:
            self._heading(paint, box, entry)
        painter.restore()

    def _heading(self, paint: Paint, box: QRectF, heading: Heading) -> None:
        section, count = heading
        paint.painter.fillRect(box, self._theme.colour(Token.SUNK))
        late = section is Section.OVERDUE
        style = NAME.coloured(Token.BAD) if late else NAME
        width = paint.text(box.adjusted(EDGE, 0, -EDGE, 0), section.value, style)
        paint.count(box.left() + EDGE + width + Space.SNUG, box.center().y(), count, chosen=not late)
        for y in (box.top(), box.bottom()):
            paint.line(QPointF(box.left(), y), QPointF(box.right(), y))

    def _line(self, paint: Paint, box: QRectF, line: TodayLine, *, chosen: bool) -> None:
        placed, corner = self.placed(line), box.topLeft()
        if chosen:
            paint.painter.fillRect(box, self._theme.colour(Token.SELECTED))
            stripe = QRectF(box.left(), box.top(), MARK, box.height())
            paint.painter.fillRect(stripe, self._theme.colour(Token.ACCENT))
        side = self._theme.px(ICON)
        first = placed.words if not line.name else placed.name
        middle = box.top() + first.center().y()
        icon, token = ICON_OF[line.kind]
        paint.icon(QRectF(box.left() + EDGE, middle - side / 2, side, side), icon, token)
        paint_wrapped(paint, placed.name.translated(corner), [(line.name, NAME)])
        paint_wrapped(paint, placed.words.translated(corner), self.parts(line))
        for place, (offer, where) in enumerate(self._shown(line, chosen=chosen)):
            self._offer(paint, where.translated(corner), offer, first=place == 0, chosen=chosen)
        if not chosen:
            foot = box.bottom()
            paint.line(QPointF(box.left() + EDGE, foot), QPointF(box.right() - EDGE, foot))

    def _offer(self, paint: Paint, box: QRectF, offer: Offer, *, first: bool, chosen: bool) -> None:
        """A button on the chosen line, words and key alone on another."""
        if chosen:
            paint.box(
                box, Token.ACCENT if first else Token.SURFACE, None if first else Token.EDGE, Radius.CONTROL
            )
        words = OFFER.coloured(Token.ON_ACCENT if first else Token.TEXT) if chosen else OFFER
        inner = box.adjusted(Space.STEP, 0, -Space.STEP, 0)
        width = paint.text(inner.adjusted(0, 0, 2, 0), offer.words, words)
        paint.keycap(inner.left() + width + Space.SNUG, box.center().y(), offer.key)
