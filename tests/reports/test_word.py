"""A report as a Word document holds every word of its blocks in order, and no name in its properties."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Side, Table, Tone, WeekPicture
from ipsdesk.reports.word import word_bytes, write_word
from ipsdesk.services.desk import Desk
from ipsdesk.services.trail_notes import Out, Way
from tests.units import rows_of

BLOCKS: list[Block] = [
    Heading("Fidelity review"),
    Paragraph("Said & done: <b>=1+1</b>\x07"),
    Heading("Items", 2),
    Table(
        ("Item", "Score"),
        [("1 Caseload size", "5"), ((Line("17", Tone.STRONG), Line("why: leave", Tone.QUIET, 1)), "4")],
        (Side.LEFT, Side.RIGHT),
        (3, 1),
    ),
]


def test_words_tables_head_and_foot_are_read_back() -> None:
    content = word_bytes(BLOCKS, "Larkrise House", "May 2026", practice=True)
    document = Document(io.BytesIO(content))
    said = [one.text for one in document.paragraphs if one.text]
    assert said == ["Fidelity review", "Said & done: <b>=1+1</b>", "Items"]
    styles = [one.style.name for one in document.paragraphs[:3] if one.style]
    assert styles == ["Title", "Normal", "Heading 1"]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Item", "Score"],
        ["1 Caseload size", "5"],
        ["17\nwhy: leave", "4"],
    ]
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Larkrise House. Practice: fictional people\tMay 2026"
    assert section.footer.paragraphs[0].text.startswith("Confidential. Practice: fictional people\tPage ")


def test_properties_name_the_program_alone() -> None:
    content = word_bytes(BLOCKS, "Larkrise House", "May 2026")
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == (
        "IPS Desk",
        "IPS Desk",
        "Fidelity review",
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "macro" in name.lower() or "embed" in name.lower()]


def test_what_goes_out_is_noted_before_it_is_there(desk: Desk, tmp_path: Path) -> None:
    content = word_bytes(BLOCKS, "Larkrise House", "May 2026")
    path = tmp_path / "review.docx"
    write_word(desk, content, Out("Fidelity review", Way.WORD), path)
    assert path.read_bytes() == content
    ((action, details),) = rows_of(desk, "SELECT action, details FROM audit_entries ORDER BY id DESC LIMIT 1")
    assert action == "saved as Word"
    assert "Fidelity review" in str(details)


def test_a_picture_of_the_week_is_no_part_of_a_word_report() -> None:
    with pytest.raises(TypeError):
        word_bytes([WeekPicture((), ())], "Larkrise House", "")
