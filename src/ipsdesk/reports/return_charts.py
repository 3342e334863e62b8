"""The sheets with pictures: time to job with job starts by period, and staying in work."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.excel import FONT, LINE, TEXT
from ipsdesk.measures import Measure
from ipsdesk.measures.wording import target_in_words
from ipsdesk.reports.figure_words import cell_value
from ipsdesk.reports.return_summary import period_in_words, status_style, status_words
from ipsdesk.reports.sheet_look import (
    BAR,
    BAR2,
    Column,
    write_heads,
    write_line,
    write_note,
    write_title,
)
from ipsdesk.services.release import Number, Shown
from ipsdesk.services.return_content import ReturnContent

JOB_STARTS = "jobs.started"
BY_TIME = "jobs.by_time"
MILESTONES = ("kept.13_weeks", "kept.3_months", "kept.6_months", "kept.9_months", "kept.12_months")


def write_time_to_job(sheet: Worksheet, content: ReturnContent) -> None:
    """Job starts of this period and those before it, by time in the service."""
    bands = tuple(content.now[BY_TIME].bands or ())
    write_title(sheet, "Time to job", period_in_words(content.now.period))
    columns = (Column("Period", 28), Column("Job starts", 12, figures=True))
    write_heads(sheet, 4, (*columns, *(Column(band, 14, figures=True) for band in bands)))
    row = 5
    for card in content.run:
        counts = [(cell_value(count), "number") for count in (card[BY_TIME].bands or {}).values()]
        starts = (cell_value(card[JOB_STARTS].value), "figure")
        row = write_line(sheet, row, [(card.period.label, "label"), starts, *counts], 20, "#,##0")
    write_note(
        sheet,
        row + 1,
        "Job starts by the time from the first meeting with the employment specialist to the first day "
        "of the "
        "job. A start counts on the day its fourth hour of paid work is done.",
        columns=2 + len(bands),
    )
    chart = column_chart("Job starts by period", "Job starts")
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=row - 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=row - 1))
    coloured(chart)
    chart.legend = None
    if _draws(card[JOB_STARTS].value for card in content.run):
        sheet.add_chart(chart, f"A{row + 3}")


def write_staying_in_work(sheet: Worksheet, content: ReturnContent) -> None:
    """Of the jobs that reached each milestone in the period, those still held on it."""
    write_title(sheet, "Staying in work", period_in_words(content.now.period))
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
    by_key = {measure.key: measure for measure in content.measures}
    row = 5
    for key in MILESTONES:
        row = _write_milestone(sheet, row, by_key[key], content.now[key])
    write_note(
        sheet,
        row + 1,
        "A job reaches a milestone on the day that is so long after its first day; it is kept if it had not "
        "ended before that day. At 13 weeks, kept jobs lasted 13 weeks or more, the others less.",
        columns=len(columns),
    )
    chart = column_chart("Jobs kept and not kept at each milestone", "Jobs")
    chart.grouping, chart.overlap = "stacked", 100
    chart.add_data(Reference(sheet, min_col=3, max_col=4, min_row=4, max_row=row - 1), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=row - 1))
    coloured(chart)
    figures = [content.now[key] for key in MILESTONES]
    if _draws(number for figure in figures for number in (figure.numerator, figure.rest)):
        sheet.add_chart(chart, f"A{row + 3}")


def _draws(numbers: Iterable[Number]) -> bool:
    """Whether any of them has a height; a chart of none is an empty frame."""
    return any(isinstance(number, Fraction) and number for number in numbers)


def _write_milestone(sheet: Worksheet, row: int, measure: Measure, figure: Shown) -> int:
    counts = [(cell_value(count), "number") for count in (figure.denominator, figure.numerator, figure.rest)]
    target = target_in_words(measure, figure.target) if figure.target else ""
    row_of = [(measure.title.removeprefix("Jobs kept "), "label"), *counts]
    share = (cell_value(figure.value), "figure")
    status = (status_words(figure), status_style(figure))
    after = write_line(sheet, row, [*row_of, share, (target, "words"), status], 20, "#,##0")
    sheet.cell(row, 5).number_format = "0%"
    return after


def column_chart(title: str, values: str) -> BarChart:
    """A quiet column chart: labelled values, no more lines than needed, both axes shown."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "col", 10, 60
    chart.title, chart.y_axis.title = _words(title, 1200), _words(values, 900)
    chart.x_axis.txPr = chart.y_axis.txPr = RichText(p=[_paragraph(900)])
    chart.height, chart.width = 7.5, 20
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    hairline = GraphicalProperties(ln=LineProperties(solidFill=LINE[2:], w=6350))
    chart.y_axis.majorGridlines = ChartLines(spPr=hairline)
    chart.legend.position = "b"
    return chart


def _words(text: str, size: int) -> Title:
    """A title in our own font; ``size`` in hundredths of a point."""
    paragraph = _paragraph(size)
    paragraph.r = [RegularTextRun(rPr=_look(size), t=text)]
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _paragraph(size: int) -> Paragraph:
    return Paragraph(pPr=ParagraphProperties(defRPr=_look(size)), endParaRPr=_look(size))


def _look(size: int) -> CharacterProperties:
    return CharacterProperties(sz=size, b=False, solidFill=TEXT[2:], latin=Font(typeface=FONT))


def coloured(chart: BarChart) -> None:
    """The series in the colours of the bars, each with its value."""
    for series, colour in zip(chart.series, (BAR, BAR2), strict=False):
        series.graphicalProperties.solidFill = colour
        series.graphicalProperties.line.solidFill = colour
        series.dLbls = DataLabelList()
        series.dLbls.showVal = True
        series.dLbls.txPr = RichText(p=[_paragraph(900)])
        for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
            setattr(series.dLbls, name, False)
