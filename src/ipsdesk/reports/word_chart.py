"""A chart in a Word document, drawn by Word itself from the printed numbers alone."""

# ruff: noqa: PLC0415 - python-docx and openpyxl are loaded by those who save as Word, and only by them

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from ipsdesk.services.scorecards_chart import SHARE_TICKS, Chart

if TYPE_CHECKING:
    from docx.document import Document

HEIGHT = 6.2
"""Centimetres; a chart is as wide as the text."""
KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWING = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>
<wp:docPr id="{number}" name="Chart {number}" title={title} descr={words}/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""


def put_chart(document: Document, chart: Chart) -> None:
    """The chart on a line of its own; its sentence stands for it where it can't be seen."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Cm

    package: Any = document.part.package
    number = 1 + sum(str(part.partname).startswith("/word/charts/") for part in package.iter_parts())
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), KIND, chart_xml(chart), package)
    section: Any = document.sections[0]
    drawing = DRAWING.format(
        wide=int(section.page_width - section.left_margin - section.right_margin),
        high=int(Cm(HEIGHT)),
        number=number,
        title=quoteattr(chart.title),
        words=quoteattr(chart.sentence),
        relation=document.part.relate_to(part, RELATIONSHIP_TYPE.CHART),
    )
    paragraph: Any = document.add_paragraph().add_run()
    paragraph._r.append(parse_xml(drawing))


def chart_xml(chart: Chart) -> bytes:
    """Columns on each other, as the workbook of a return draws them; what is hidden is a gap."""
    from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumVal, StrData, StrVal
    from openpyxl.chart.series import Series, SeriesLabel
    from openpyxl.xml.functions import tostring

    from ipsdesk.reports.return_charts import coloured, column_chart

    drawn = column_chart(chart.title, chart.unit)
    labels = StrData(
        ptCount=len(chart.labels), pt=[StrVal(at, v=label) for at, label in enumerate(chart.labels)]
    )
    is_share = chart.ticks == SHARE_TICKS
    whole = all(value is None or value == int(value) for one in chart.series for value in one.values)
    number_format = "0%" if is_share else "0" if whole else "0.0"
    for place, one in enumerate(chart.series):
        points = [NumVal(at, v=str(value)) for at, value in enumerate(one.values) if value is not None]
        values = NumData(formatCode=number_format, ptCount=len(one.values), pt=points)
        series = Series(idx=place, order=place, tx=SeriesLabel(v=one.name))
        series.cat, series.val = AxDataSource(strLit=labels), NumDataSource(numLit=values)
        drawn.series.append(series)
    if len(chart.series) > 1:
        drawn.grouping, drawn.overlap = "stacked", 100
    else:
        drawn.legend = None
    drawn.y_axis.number_format = "0%" if is_share else "0"
    coloured(drawn)
    for series in drawn.series:
        series.dLbls.numFmt = number_format
    written: Any = drawn  # neither is in the stubs
    xml: Any = tostring(written._write())
    return bytes(xml)
