"""Strokes and pictures by their pixels: where the limit's mark stands, what is over, what is not recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade, Token
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.chart import Bar, BarChart, ChartData, Limit
from ipsdesk.ui.widgets.focus_ring import FocusRings
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import Paint, Way, width_of
from ipsdesk.ui.widgets.text_styles import CELL
from ipsdesk.ui.widgets.way_line import Step, WayLine
from script.sample_pieces import chart


def painted(theme: Theme, draw: Callable[[Paint], object], width: int = 240, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.colour(Token.SURFACE))
    painter = QPainter(image)
    draw(Paint(painter, theme))
    painter.end()
    return image


def near(image: QImage, across: float, down: float, theme: Theme, token: Token, apart: int = 24) -> bool:
    """Whether a pixel is about a token's colour (edges are smoothed)."""
    here, wanted = image.pixelColor(round(across), round(down)), theme.colour(token)
    by = (here.red() - wanted.red(), here.green() - wanted.green(), here.blue() - wanted.blue())
    return max(abs(one) for one in by) < apart


def holds(image: QImage, theme: Theme, token: Token) -> bool:
    """Whether a colour is anywhere in the picture."""
    return any(near(image, x, y, theme, token) for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(("share", "full"), [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (1.15, 1.15), (9.0, 1.15)])
def test_a_slim_bar_is_full_at_115_percent_with_the_mark_at_100(
    theme: Theme, share: float, full: float
) -> None:
    bar = QRectF(5, 10, 230, 8)  # two pixels for each per cent of 115
    image = painted(theme, lambda paint: paint.slim_bar(bar, share, Mark.DONE))
    assert any(near(image, across, 8, theme, Token.LIMIT, 90) for across in (204, 205))
    for percent in (10, 40, 60, 90, 110):
        token = Token.GOOD_FILL if percent < full * 100 else Token.TRACK
        assert near(image, 5 + 2 * percent, 14, theme, token), percent


def test_words_that_fit_are_whole_and_others_end_in_dots(theme: Theme) -> None:
    wide = width_of(theme, "Callum Reid", CELL)
    widths: list[float] = []
    painted(theme, lambda paint: widths.append(paint.text(QRectF(0, 0, wide, 20), "Callum Reid", CELL)))
    painted(theme, lambda paint: widths.append(paint.text(QRectF(0, 0, 30, 20), "Callum Reid", CELL)))
    assert widths == [pytest.approx(wide), 30]


def test_the_way_is_coloured_as_far_as_it_is_done(theme: Theme) -> None:
    box = QRectF(0, 0, 240, 40)
    steps = (Way.DONE, Way.HERE, Way.AHEAD)
    image = painted(theme, lambda paint: paint.way(box, steps))
    assert near(image, 80, 20, theme, Token.ACCENT)
    assert near(image, 160, 20, theme, Token.LINE2)


def test_the_way_is_one_sentence_to_the_ear(qtbot: QtBot, theme: Theme) -> None:
    line = WayLine(theme, "The way", (Step("Referral", Way.DONE, ("3 May",)), Step("Job", Way.AHEAD)))
    qtbot.addWidget(line)
    assert line.accessibleDescription() == "Referral, done, 3 May; Job, ahead"


def one_bar(bar: Bar) -> ChartData:
    return ChartData("Hours", "One week.", (bar,), (Limit(0, 16, "under 16"),), ((0, "0"), (16, "16")), ())


BAR = Bar("week to 10 May", 12, "12 h")


@pytest.mark.parametrize(
    ("bar", "there", "missing"),
    [
        (BAR, Token.BAR, Token.BAD_FILL),
        (replace(BAR, value=20, over=Mark.OVER), Token.BAD_FILL, Token.BAR),
        (replace(BAR, value=20, over=Mark.GET_ADVICE), Token.WARN_FILL, Token.BAR),
        (replace(BAR, estimated=True), Token.BAR, Token.BAD_FILL),
        (replace(BAR, planned=True), Token.PLAN_LINE, Token.BAD_FILL),
        (replace(BAR, value=None), Token.LIMIT, Token.BAR),
        (replace(BAR, value=0), Token.LIMIT, Token.BAR),
    ],
)
def test_a_bar_says_what_it_is(qtbot: QtBot, theme: Theme, bar: Bar, there: Token, missing: Token) -> None:
    drawn = BarChart(theme, one_bar(bar))
    qtbot.addWidget(drawn)
    drawn.resize(200, 160)
    image = drawn.grab().toImage()
    assert holds(image, theme, there)
    assert not holds(image, theme, missing)


def test_over_and_estimated_are_told_apart_without_colour(qtbot: QtBot, theme: Theme) -> None:
    """Hatch and stipple let the ground through; a plain bar does not."""
    through = []
    for bar in (BAR, replace(BAR, over=Mark.OVER), replace(BAR, estimated=True)):
        drawn = BarChart(theme, one_bar(bar))
        qtbot.addWidget(drawn)
        drawn.resize(200, 160)
        image, plot = drawn.grab().toImage(), drawn._plot()
        inside = [image.pixelColor(x, round(plot.bottom()) - 20) for x in range(round(plot.left()) + 9, 190)]
        ground = theme.colour(Token.SURFACE)
        through.append(sum(1 for colour in inside if colour.lightness() > ground.lightness() - 60))
    assert through[0] == 0
    assert min(through[1:]) > 10


def test_the_chart_has_its_sentence_its_table_and_its_words_at_each_bar(qtbot: QtBot, theme: Theme) -> None:
    panel = chart(theme)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.chart.accessibleDescription() == panel.data.sentence
    panel._switch.click()
    assert panel.table.isVisible()
    assert panel._switch.text() == "Show as a picture"
    said = [[panel.model.index(row, column).data() for column in range(3)] for row in (0, 3, 13, 14)]
    assert said == [
        ["week 12", "8 h", "under 15 to 5 April"],
        ["week 15", "not recorded", "under 15 to 5 April"],
        ["week to 3 May", "15 h, estimated", "under 16"],
        ["week to 10 May", "16 h 30", "under 16 (over)"],
    ]
    panel._switch.click()
    slot = panel.chart._slot(25, panel.chart._plot()).center().toPoint()
    QTest.mouseMove(panel.chart, slot)
    assert panel.chart.toolTip() == "week to 10 May: 16 h 30"


def test_an_empty_chart_is_drawn_and_not_divided_by_zero(qtbot: QtBot, theme: Theme) -> None:
    drawn = BarChart(theme, ChartData("Hours", "Nothing yet.", (), (), ((0, "0"),), ()))
    qtbot.addWidget(drawn)
    assert not drawn.grab().isNull()


def test_in_high_contrast_bars_have_an_outline(qtbot: QtBot, theme: Theme) -> None:
    theme.choose(Shade.HIGH_CONTRAST, 100)
    drawn = BarChart(theme, replace(one_bar(BAR), limits=(), ticks=()))
    qtbot.addWidget(drawn)
    drawn.resize(200, 160)
    image, plot = drawn.grab().toImage(), drawn._plot()
    row = [image.pixelColor(x, round(plot.center().y())).name() for x in range(200)]
    assert row.count("#ffffff") >= 2


def test_the_focus_ring_goes_with_the_keyboard_and_survives_its_window(
    qtbot: QtBot, qapp: QApplication, theme: Theme
) -> None:
    rings = FocusRings(qapp, theme)
    for _ in range(2):
        button = Button(theme, "Save")
        other = Button(theme, "Cancel", parent=button)
        button.show()
        QTest.qWaitForWindowActive(button)
        other.setFocus()
        assert rings._ring is not None
        assert rings._ring.widget() is other
        assert rings._ring.isVisible()
        gap = rings._ring.geometry().topLeft() - other.mapTo(button, QPoint())
        assert gap == QPoint(-3, -3)
        button.close()
        button.deleteLater()
        QTest.qWait(10)
    rings.deleteLater()
    QTest.qWait(10)
