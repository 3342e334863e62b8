"""How the scorecard looks: headings, figures with what they are made of, status, and small trends."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ipsdesk.services.scorecards_lines import MeasureLine, TrendPoint
from ipsdesk.ui.kpis.scorecard_model import Index, ScorecardModel
from ipsdesk.ui.kpis.scorecard_rows import ALIGNED, Cell, Of, Row, cell_of, trend_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Size, Space, Token, Weight
from ipsdesk.ui.widgets.painting import LEFT, RIGHT, Paint, line_height, width_of
from ipsdesk.ui.widgets.sparkline import draw_sparkline
from ipsdesk.ui.widgets.text_styles import CELL, HEAD, NAME, PANEL, SECOND, STATUS, TextStyle
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

EDGE, PAD, AFTER = 15, 6, 8
FIGURE, BEFORE_BEHIND = 86, 8
"""Where figures end, from the left of their column, and the room after them."""
BEFORE = 24
"""How far a long sum of money may reach into the column before."""
ACCENT_EDGE, TREND_HEIGHT, LEAST_ABOVE = 3, 26, 3
SECTION_ROW, BAND_ROW = 28, 30
COUNTING = "counting…"

MEASURE = TextStyle(weight=Weight.MEDIUM)
BAND = TextStyle(Size.BODY, token=Token.TEXT2)
BAND_FIGURE = TextStyle(Size.BODY, Weight.SEMIBOLD, tabular=True)
HEADING = NAME.coloured(Token.TEXT2)
INDENT = 14


class ScorecardDrawing(QStyledItemDelegate):
    """Draws whole cells; the view beneath stays a real table."""

    def __init__(self, theme: Theme, view: QTableView, model: ScorecardModel) -> None:
        super().__init__(view)
        self._theme, self._model = theme, model

    # ---- painting -----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, hairline, words, and the ring where the keyboard is."""
        row, box = self._model.rows[index.row()], QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint = Paint(painter, self._theme)
        ground = Token.SELECTED if selected else Token.SURFACE if row.about else Token.SUNK
        painter.fillRect(box, self._theme.colour(ground))
        paint.line(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1))
        if row.about is None:
            paint.text(self._inner(box, Of.MEASURE), row.title, HEADING)
        else:
            if selected and index.column() == 0:
                edge = QRectF(box.left(), box.top(), ACCENT_EDGE, box.height())
                painter.fillRect(edge, self._theme.colour(Token.ACCENT))
            self._cell(paint, box, row, Of(index.column()), selected=selected)
            if option.state & QStyle.StateFlag.State_HasFocus:
                paint.ring(box.adjusted(1, 0, -1, -1))
        painter.restore()

    def _cell(self, paint: Paint, box: QRectF, row: Row, column: Of, *, selected: bool) -> None:
        line, inner = self._model.line_of(row), self._inner(box, column)
        if column is Of.MEASURE:
            parts = self._parts(row, column, line)
            if selected:
                parts = [(words, NAME.coloured(style.token)) for words, style in parts]
            paint_wrapped(paint, inner.adjusted(self._indent(row), 0, 0, 0), parts)
        elif column is Of.FIGURE:
            self._figure(paint, inner, row, line)
        elif column is Of.TREND:
            self._trend(paint, inner, trend_of(row, line) if line else (), self._is_old(row))
        elif column in (Of.PREVIOUS, Of.YEAR):
            for words, style in self._parts(row, column, line):  # figures are never broken
                paint.text(inner.adjusted(-self._theme.px(BEFORE), 0, 0, 0), words, style, RIGHT)
        else:
            self._words(paint, inner, row, column)

    def _figure(self, paint: Paint, box: QRectF, row: Row, line: MeasureLine | None) -> None:
        figure, behind = self._figure_parts(row, line)
        end = self._figure_end(box, figure)
        paint.text(
            QRectF(box.left() - box.width(), box.top(), end + box.width(), box.height()), *figure, RIGHT
        )
        after = QRectF(box)
        after.setLeft(box.left() + end + self._theme.px(BEFORE_BEHIND))
        paint_wrapped(paint, after, [behind])

    def _words(self, paint: Paint, box: QRectF, row: Row, column: Of) -> None:
        line = self._model.line_of(row)
        mark = cell_of(row, column, line).mark if line and not self._is_old(row) else None
        parts = self._parts(row, column, line)
        if column is Of.STATUS and parts:
            if mark is not None:
                side = self._theme.px(ICON_SMALL)
                middle = box.center().y()
                if len(parts) > 1:
                    middle -= line_height(self._theme, SECOND) / 2
                paint.icon(QRectF(box.left(), middle - side / 2, side, side), mark.icon, mark.token)
            box = box.adjusted(self._sign_room(), 0, 0, 0)
        paint_wrapped(paint, box, parts, ALIGNED[column])

    def _trend(self, paint: Paint, box: QRectF, points: Sequence[TrendPoint], old: bool) -> None:  # noqa: FBT001
        high = min(self._theme.px(TREND_HEIGHT), box.height() - 6)
        spot = QRectF(box.left(), box.center().y() - high / 2, box.width(), high)
        values = [None if one.value is None else float(one.value) for one in points]
        width = max((len(one.target.bounds) for one in points if one.target), default=0)
        targets = [
            [float(one.target.bounds[place]) if one.target else None for one in points]
            for place in range(width)
        ]
        if any(value is not None for value in values):
            draw_sparkline(paint, spot, values, targets, Token.LINE2 if old else Token.BAR)

    # ---- what stands where --------------------------------------------------------------------------

    def _inner(self, box: QRectF, column: Of) -> QRectF:
        """The part of a cell words may stand in."""
        left = EDGE if column is Of.MEASURE else PAD
        right = Space.STEP if column is Of.TREND else AFTER
        return box.adjusted(self._theme.px(left), 0, -self._theme.px(right), 0)

    def _indent(self, row: Row) -> int:
        return self._theme.px(INDENT) if row.band else 0

    def _sign_room(self) -> int:
        return self._theme.px(ICON_SMALL + 6)

    def _is_old(self, row: Row) -> bool:
        return self._model.is_counting(row)

    def _style(self, row: Row, style: TextStyle) -> TextStyle:
        return style.coloured(Token.TEXT3) if self._is_old(row) else style

    def _figure_parts(self, row: Row, line: MeasureLine | None) -> tuple[Part, Part]:
        cell = cell_of(row, Of.FIGURE, line)
        if line is None and not row.band:
            cell = Cell("", COUNTING)
        figure = BAND_FIGURE if row.band else PANEL
        behind = _kept_together(cell.second) if line and line.behind else cell.second
        return (cell.words, self._style(row, figure)), (behind, self._style(row, SECOND))

    def _figure_end(self, box: QRectF, figure: Part) -> float:
        """Where a figure ends: all at one edge, except one too long to stand before it."""
        room = self._theme.px(FIGURE)
        return max(room, width_of(self._theme, *figure) + 1 - self._theme.px(PAD)) if figure[0] else room

    def _parts(self, row: Row, column: Of, line: MeasureLine | None) -> list[Part]:
        cell = cell_of(row, column, line)
        if column is Of.MEASURE:
            return [(cell.words, BAND if row.band else MEASURE)]
        if column is Of.STATUS:
            token = cell.mark.token if cell.mark else Token.TEXT2
            first = STATUS.coloured(token)
        else:
            first = CELL if column is Of.TARGET and cell.words != "–" else CELL.coloured(Token.TEXT2)
        parts = [(cell.words, self._style(row, first)), (cell.second, self._style(row, SECOND))]
        return [part for part in parts if part[0]]

    def height_of_row(self, row: Row, widths: dict[Of, int]) -> int:
        """How high a row must be for all its words."""
        least = self._theme.px(BAND_ROW if row.band else Height.KPI_ROW if row.about else SECTION_ROW)
        if row.about is None:
            return max(least, round(line_height(self._theme, HEADING)) + 2 * LEAST_ABOVE)
        line, needed = self._model.line_of(row), 0.0
        for column, width in widths.items():
            inner = self._inner(QRectF(0, 0, width, 0), column)
            if column is Of.FIGURE:
                figure, behind = self._figure_parts(row, line)
                room = inner.width() - self._figure_end(inner, figure) - self._theme.px(BEFORE_BEHIND)
                needed = max(needed, height_of(self._theme, [behind], room))
            elif column in (Of.MEASURE, Of.TARGET, Of.STATUS):
                taken = self._sign_room() if column is Of.STATUS else 0
                taken += self._indent(row) if column is Of.MEASURE else 0
                parts = self._parts(row, column, line)
                needed = max(needed, height_of(self._theme, parts, inner.width() - taken))
        return max(least, round(needed) + 2 * LEAST_ABOVE)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The view measures its rows itself."""
        return QSize(0, self._theme.px(Height.KPI_ROW))


def _kept_together(behind: str) -> str:
    """``4 cases, median 26``, broken after the comma if anywhere."""
    parts = behind.split(", ")
    return ", ".join(part.replace(" ", "\u00a0") for part in parts) if len(parts) > 1 else behind


class ScorecardHead(QHeaderView):
    """Column heads of one or two lines over a rule."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(Height.SMALLEST_TARGET)

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(super().sizeHint().width(), self._theme.px(Height.TABLE_HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour(Token.SURFACE))
        below = self.viewport().rect().bottom()
        Paint(painter, self._theme).line(QPointF(0, below), QPointF(self.width(), below), Token.LINE2)
        painter.end()
        super().paintEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        column, box = Of(logicalIndex), QRectF(rect)
        left = EDGE if column is Of.MEASURE else PAD
        right = 0 if column is Of.TREND else AFTER
        box = box.adjusted(self._theme.px(left), 0, -self._theme.px(right), 0)
        if column is Of.FIGURE:
            box.setWidth(self._theme.px(FIGURE))
        align = RIGHT if column is Of.FIGURE else ALIGNED[column]
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        painter.save()
        paint = Paint(painter, self._theme)
        paint_wrapped(paint, box, [(line, HEAD) for line in words.split("\n")], align or LEFT)
        painter.restore()
