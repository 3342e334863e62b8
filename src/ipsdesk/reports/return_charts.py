"""The sheets with pictures: time to job with job starts by period, and staying in work."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.measures import Shape
from ipsdesk.reports.figure_words import FORMATS, cell_value, target_in_words
from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import BAR, BAR2, LINE, Column, put, write_heads, write_title
from ipsdesk.services.figures import Scorecard
from ipsdesk.services.returns import ReturnContent

JOB_STARTS = "jobs.started"
BY_TIME = "jobs.by_time"
MILESTONES = ("kept.13_weeks", "kept.3_months", "kept.6_months", "kept.9_months", "kept.12_months")
TREND = (JOB_STARTS, BY_TIME)


def write_time_to_job(sheet: Worksheet, figures: ReturnContent) -> None:
    """Job starts of this period and those before it, by time in the service."""
    bands = next(measure for measure in figures.measures if measure.key == BY_TIME).bands
    write_title(sheet, "Time to job", period_in_words(figures.now.period))
    columns = (Column("Period", 28), Column("Job starts", 12, figures=True))
    write_heads(sheet, 4, (*columns, *(Column(band, 14, figures=True) for band in bands)))
    for row, card in enumerate(figures.trend, start=5):
        _write_period(sheet, row, card, bands)
    last = 4 + len(figures.trend)
    note = (
        "Job starts by the time from the first meeting with the employment specialist to the first day "
        "of the "
        "job. A start counts on the day its fourth hour of paid work is done."
    )
    put(sheet, last + 2, 1, note, "note")
    sheet.merge_cells(start_row=last + 2, start_column=1, end_row=last + 2, end_column=2 + len(bands))
    sheet.row_dimensions[last + 2].height = 28
    chart = _chart("Job starts by period", "Job starts", "0")
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=last))
    _colour(chart)
    chart.legend = None
    sheet.add_chart(chart, f"A{last + 4}")


def _write_period(sheet: Worksheet, row: int, card: Scorecard, bands: tuple[str, ...]) -> None:
    put(sheet, row, 1, card.period.label, "label")
    put(sheet, row, 2, cell_value(card[JOB_STARTS].value), "figure", FORMATS[Shape.NUMBER])
    for column, band in enumerate(bands, start=3):
        put(sheet, row, column, (card[BY_TIME].bands or {})[band], "number", FORMATS[Shape.BANDS])
    sheet.row_dimensions[row].height = 20


def write_staying_in_work(sheet: Worksheet, figures: ReturnContent) -> None:
    """Of the jobs that reached each milestone in the period, those still held on it."""
    write_title(sheet, "Staying in work", period_in_words(figures.now.period))
    columns = (
        Column("Milestone", 26),
        Column("Jobs that reached it", 13, figures=True),
        Column("Kept", 10, figures=True),
        Column("Not kept", 10, figures=True),
        Column("Share kept", 12, figures=True),
        Column("Target", 16),
        Column("Status", 12),
    )
    write_heads(sheet, 4, columns)
    by_key = {measure.key: measure for measure in figures.measures}
    for row, key in enumerate(MILESTONES, start=5):
        figure, measure = figures.now[key], by_key[key]
        due, kept = int(figure.denominator or 0), int(figure.numerator or 0)
        put(sheet, row, 1, measure.title.removeprefix("Jobs kept "), "label")
        for column, count in enumerate((due, kept, due - kept), start=2):
            put(sheet, row, column, count, "number", FORMATS[Shape.NUMBER])
        put(sheet, row, 5, cell_value(figure.value), "figure", FORMATS[Shape.SHARE])
        put(sheet, row, 6, target_in_words(measure, figure.target) if figure.target else "", "words")
        status = str(figure.status)
        put(sheet, row, 7, status, status if figure.value is not None and figure.target else "quiet status")
        sheet.row_dimensions[row].height = 20
    last = 4 + len(MILESTONES)
    note = (
        "A job reaches a milestone on the day that is so long after its first day; it is kept if it had not "
        "ended before that day. At 13 weeks, kept jobs lasted 13 weeks or more, the others less."
    )
    put(sheet, last + 2, 1, note, "note")
    sheet.merge_cells(start_row=last + 2, start_column=1, end_row=last + 2, end_column=len(columns))
    sheet.row_dimensions[last + 2].height = 28
    chart = _chart("Jobs kept and not kept at each milestone", "Jobs", "0")
    chart.grouping, chart.overlap = "stacked", 100
    chart.add_data(Reference(sheet, min_col=3, max_col=4, min_row=4, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=last))
    _colour(chart)
    sheet.add_chart(chart, f"A{last + 4}")


def _chart(title: str, values: str, number_format: str) -> BarChart:
    """A quiet column chart: labelled values, no more lines than needed, both axes shown."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "col", 10, 60
    chart.title, chart.y_axis.title = title, values
    chart.height, chart.width = 7.5, 20
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format, chart.y_axis.majorUnit = number_format, None
    chart.y_axis.scaling.min = 0
    hairline = GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    chart.y_axis.majorGridlines = ChartLines(spPr=hairline)
    chart.legend.position = "b"
    return chart


def _colour(chart: BarChart) -> None:
    for series, colour in zip(chart.series, (BAR, BAR2), strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, name, False)
