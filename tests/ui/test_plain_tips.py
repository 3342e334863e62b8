"""What the records say is shown letter for letter in the tool tips of fields, charts and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.fields import Field
from ipsdesk.services.scorecards_chart import Chart, Series
from ipsdesk.ui.backups.overview import Overview
from ipsdesk.ui.kpis.chart_drawing import ChartPicture
from ipsdesk.ui.kpis.drill_strip import Strip, StripPicture
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.chart import Bar, BarChart, ChartData
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.several_field import SeveralField

NAME = "<img src=elsewhere.png>"


def several(theme: Theme, _settings: QSettings) -> QWidget:
    field = SeveralField(theme, Field("People"), [Option("1", NAME)])
    field.show_value(["1"])
    return field


def strip(theme: Theme, _settings: QSettings) -> QWidget:
    shown = StripPicture(theme)
    shown.show_strip(Strip(((3.0, False),), None, NAME))
    return shown


def bars(theme: Theme, _settings: QSettings) -> QWidget:
    return BarChart(theme, ChartData("Hours", "One.", (Bar("May", 1, NAME),), (), ((0, "0"), (1, "1")), ()))


def drawing(theme: Theme, _settings: QSettings) -> QWidget:
    view = ChartPicture(theme)
    series = (Series(NAME, (1.0,), ("1",)),)
    view.show_chart(Chart("k", "Jobs", "", "One.", ("May",), series, (None,), ((0, "0"), (1, "1")), (), ()))
    return view


def places(theme: Theme, settings: QSettings) -> QWidget:
    overview = Overview(theme, settings, manages=True)
    overview.look_in(Path(NAME))
    return overview


@pytest.mark.parametrize("make", [several, strip, bars, drawing, places])
def test_a_name_like_markup_is_read_as_it_is(
    qtbot: QtBot, theme: Theme, settings: QSettings, make: object
) -> None:
    assert callable(make)
    whole: QWidget = make(theme, settings)
    qtbot.addWidget(whole)
    whole.resize(400, 300)
    whole.show()
    for spot in (QPoint(190, 90), QPoint(200, 100)):
        QTest.mouseMove(whole, spot)
    tips = [one.toolTip() for one in (whole, *whole.findChildren(QWidget)) if "elsewhere" in one.toolTip()]
    assert tips
    for tip in tips:
        shown = QTextDocument()
        (shown.setHtml if Qt.mightBeRichText(tip) else shown.setPlainText)(tip)
        assert NAME in shown.toPlainText()
