"""A chart as a picture to paste or to keep: title, chart, its sentence, and whose it is, twice as fine."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from ipsdesk.services.scorecards_chart import Chart
from ipsdesk.ui.kpis.chart_drawing import ChartDrawing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND, SMALL
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

WIDTH, CHART_HEIGHT, FINER = 720, 320, 2


def image_of(theme: Theme, chart: Chart, whose: str) -> QImage:
    """The picture in the colours on screen."""
    px = theme.px
    wide, edge, gap = px(WIDTH), px(Space.CARD), px(Space.STEP)
    head: list[Part] = [(chart.title, PANEL)]
    foot: list[Part] = [(chart.sentence, SECOND), (whose, SMALL)]
    inner = wide - 2 * edge
    above, below = height_of(theme, head, inner), height_of(theme, foot, inner)
    size = QSizeF(wide, 2 * edge + above + gap + px(CHART_HEIGHT) + gap + below)
    image = QImage((size * FINER).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINER)
    image.fill(theme.colour(Token.SURFACE))
    painter = QPainter(image)
    paint = Paint(painter, theme)
    paint_wrapped(paint, QRectF(edge, edge, inner, above), head, from_top=True)
    box = QRectF(edge, edge + above + gap, inner, px(CHART_HEIGHT))
    ChartDrawing(theme, chart, box).paint(paint)
    paint_wrapped(paint, QRectF(edge, box.bottom() + gap, inner, below), foot, from_top=True)
    painter.end()
    return image


def png_of(image: QImage) -> bytes:
    """What a file of it holds."""
    content = QBuffer()
    content.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(content, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt takes none
    return bytes(content.data().data())
