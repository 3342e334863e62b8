"""A report as a Word document: the blocks that go on paper too, a head and a foot on every page."""

# ruff: noqa: PLC0415 - python-docx is loaded by those who save as Word, and only by them

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipsdesk.excel import FONT, PROGRAM, write_whole
from ipsdesk.reports.blocks import (
    Block,
    Cell,
    Diagram,
    Heading,
    Large,
    Line,
    Paragraph,
    Room,
    Side,
    Symbol,
    Table,
    Tone,
)
from ipsdesk.services.trail_notes import Out, Way

if TYPE_CHECKING:
    from docx.document import Document

    from ipsdesk.services.desk import Desk

CONFIDENTIAL, PRACTICE = "Confidential", "Practice: fictional people"
INK, QUIET, LINE, GROUND = "1D2830", "4E5D69", "CBD3DA", "F3F5F7"
BODY, SMALL, TITLE, LARGE = 10.5, 9.0, 18.0, 24.0
MARGIN, INDENT, LANDSCAPE_FROM = 2.0, 0.5, 7
"""Centimetres, centimetres, and the columns from which a table wants a sheet that lies."""
UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def word_bytes(blocks: Sequence[Block], unit: str, period: str, *, practice: bool = False) -> bytes:
    """The document as a file's content; no person's name is in its properties."""
    from docx import Document

    document = Document()
    _dress(document)
    title = next((one.text for one in blocks if isinstance(one, Heading)), "Report")
    _properties(document, title)
    _sheet(document, lies=any(isinstance(one, Table) and len(one.heads) >= LANDSCAPE_FROM for one in blocks))
    _head_and_foot(document, unit, period, practice=practice)
    for block in blocks:
        _put(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def write_word(desk: Desk, content: bytes, out: Out, path: Path) -> None:
    """Note what goes out, by its fingerprint, and write it; an existing file is replaced whole or not at all.

    Raises ``NoSpace``, ``ReadOnly`` or ``CannotRun``.
    """
    desk.trail.note_out(Out(out.what, Way.WORD, out.filter, out.rows, sha256(content).hexdigest(), out.about))
    write_whole(content, path)


def _dress(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name, size, space in (
        ("Normal", BODY, 6),
        ("Title", TITLE, 10),
        ("Heading 1", 13.0, 6),
        ("Heading 2", 11.0, 4),
    ):
        style: Any = document.styles[name]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), name != "Normal"
        style.font.color.rgb = _colour(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [*fonts.attrib]:
            if "Theme" in key:
                del fonts.attrib[key]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        style.paragraph_format.space_after = Pt(space)
    border = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        document.styles["Title"].element.pPr.remove(border)


def _colour(hexes: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(hexes)


def _properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.author = properties.last_modified_by = PROGRAM
    properties.title, properties.comments, properties.language = title, "", "en-GB"


def _sheet(document: Document, *, lies: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    wide, high = (29.7, 21.0) if lies else (21.0, 29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(wide), Cm(high)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN + 0.3)


def _head_and_foot(document: Document, unit: str, period: str, *, practice: bool) -> None:
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    practised = f". {PRACTICE}" if practice else ""
    _ends(section.header.paragraphs[0], width, unit + practised, period)
    foot = section.footer.paragraphs[0]
    _ends(foot, width, f"{CONFIDENTIAL}{practised}", "Page ")
    _page_field(foot, "PAGE")
    _run(foot, " of ", SMALL, QUIET)
    _page_field(foot, "NUMPAGES")


def _ends(paragraph: Any, width: int, left: str, right: str) -> None:
    """Words at both ends of a line."""
    from docx.enum.text import WD_TAB_ALIGNMENT

    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style = "Normal"
    _run(paragraph, f"{left}\t{right}", SMALL, QUIET)


def _page_field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "1", "end"):
        run = _run(paragraph, kind if kind == "1" else "", SMALL, QUIET)
        if kind == "":
            part = OxmlElement("w:instrText")
            part.text = name
            run._r.append(part)
        elif kind != "1":
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)


# ---- blocks -----------------------------------------------------------------------------------------


def _put(document: Document, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(_plain(block.text), level=block.level - 1)
    elif isinstance(block, Paragraph | Large):
        size, strong = (BODY, block.strong) if isinstance(block, Paragraph) else (LARGE, True)
        _run(document.add_paragraph(), block.text, size, INK, strong=strong)
    elif isinstance(block, Symbol):
        _run(document.add_paragraph(style="List Bullet"), block.text, BODY, INK, strong=block.strong)
    elif isinstance(block, Room):
        for _ in range(block.lines):
            document.add_paragraph("_" * 60)
    elif isinstance(block, Table):
        _table(document, block)
    elif isinstance(block, Diagram):
        from ipsdesk.reports.word_chart import put_chart

        put_chart(document, block.chart)
        _run(document.add_paragraph(), block.chart.sentence, SMALL, QUIET)
    else:
        raise TypeError(f"a Word report has no {type(block).__name__}")


def _plain(text: str) -> str:
    """What XML can't hold is left out."""
    return UNFIT.sub("", text)


def _run(paragraph: Any, text: str, size: float, colour: str, *, strong: bool = False) -> Any:
    from docx.shared import Pt

    run = paragraph.add_run(_plain(text))
    run.font.size, run.font.color.rgb, run.bold = Pt(size), _colour(colour), strong or None
    return run


def _table(document: Document, block: Table) -> None:
    from docx.shared import Emu, Pt

    table = document.add_table(rows=1, cols=len(block.heads))
    table.style, table.autofit = "Table Grid", False
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    shares = block.widths or [1.0] * len(block.heads)
    widths = [Emu(int(room * share / sum(shares))) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _quiet_borders(table)
    _row(table.rows[0], [(Line(head, Tone.STRONG),) for head in block.heads], block.sides, widths)
    _is_head(table.rows[0])
    for cells in block.rows:
        _row(table.add_row(), cells, block.sides, widths)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _quiet_borders(table: Any) -> None:
    """Hairlines between the rows, none beside them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        is_drawn = side in ("top", "bottom", "insideH")
        line.set(qn("w:val"), "single" if is_drawn else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), LINE)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _row(row: Any, cells: Sequence[Cell], sides: Sequence[Side], widths: Sequence[Any]) -> None:
    """One row, never broken by a page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for place, (cell, said) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = widths[place]
        lines = (Line(said),) if isinstance(said, str) else said
        _lines(cell, lines, sides[place] if sides else Side.LEFT)


def _lines(cell: Any, lines: Sequence[Line], side: Side) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after, form.space_before, form.left_indent = Pt(1), Pt(1), Cm(INDENT * line.indent)
        if side is Side.RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        colour = QUIET if line.tone in (Tone.QUIET, Tone.UNCERTAIN) else INK
        run = _run(paragraph, line.text, SMALL, colour, strong=line.tone is Tone.STRONG)
        run.italic = line.tone is Tone.UNCERTAIN or None


def _is_head(row: Any) -> None:
    """Shaded, and said again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        ground = OxmlElement("w:shd")
        ground.set(qn("w:val"), "clear")
        ground.set(qn("w:fill"), GROUND)
        cell._tc.get_or_add_tcPr().append(ground)
