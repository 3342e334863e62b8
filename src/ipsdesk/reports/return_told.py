"""The return in words: what was written for it section by section, and what changed, from its figures."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from openpyxl.worksheet.worksheet import Worksheet

from ipsdesk.reports.return_summary import period_in_words
from ipsdesk.reports.sheet_look import Column, row_height, write_heads, write_line, write_note, write_title
from ipsdesk.services.return_changes import changes_told, since_words
from ipsdesk.services.return_content import ReturnContent
from ipsdesk.services.return_narrative import NARRATIVE, Telling

COLUMNS = (Column("Part", 26), Column("In our words", 78), Column("What changed", 62))
NOTHING = "Nothing was written for this return, and no figure moved that may be told."
HIGHEST = 400
"""Points that a row can be high; a longer text goes on in the next row."""
PIECE = 1_500
"""Letters of one paragraph that a row always has room for."""


def parts_of(content: ReturnContent) -> Iterator[tuple[Telling, str, list[str]]]:
    """Each part: its text, and what changed in the figures it is about and is not said in it already."""
    changes = changes_told(content)
    for part in NARRATIVE:
        text = content.handed.narratives.get(part.key, "").strip()
        yield (
            part,
            text,
            [one.sentence for one in changes if one.section in part.about and one.sentence not in text],
        )


def write_told(sheet: Worksheet, content: ReturnContent) -> None:
    """Part by part."""
    write_title(sheet, "Narrative", period_in_words(content.now.period))
    write_heads(sheet, 4, COLUMNS)
    row = 5
    for part, text, moved in parts_of(content):
        if not (text or moved):
            continue
        for place, piece in enumerate(_pieces(text)):
            texts = (part.title, piece, " ".join(moved)) if place == 0 else ("", piece, "")
            height = max(_height(piece), row_height([(texts[2], COLUMNS[2].width)]))
            cells = list(zip(texts, ("label top", "text", "text"), strict=True))
            row = write_line(sheet, row, cells, min(height, HIGHEST))
    if row == 5:
        row = write_line(sheet, row, [("", "label"), (NOTHING, "words"), ("", "words")], 20)
    note = f"What changed is told against the figures {since_words(content.before.period)}."
    write_note(sheet, row + 1, note, columns=len(COLUMNS))


def _height(text: str) -> float:
    """Points that a text takes, paragraph by paragraph."""
    return sum(row_height([(line, COLUMNS[1].width)], least=0) for line in text.split("\n"))


def _pieces(text: str) -> list[str]:
    """A text in pieces that each fit a row; nothing of it is left out."""
    pieces = [""]
    for line in (part for paragraph in text.split("\n") for part in wrap(paragraph, PIECE) or [""]):
        longer = f"{pieces[-1]}\n{line}" if pieces[-1] else line
        if _height(longer) <= HIGHEST:
            pieces[-1] = longer
        else:
            pieces.append(line)
    return pieces
