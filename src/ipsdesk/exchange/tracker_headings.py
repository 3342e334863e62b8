"""The headings of a tracker: in one line or two, merged or not, wherever they stand."""

from __future__ import annotations

import re

from ipsdesk.exchange.tracker_sheets import TrackerSheet
from ipsdesk.exchange.tracker_words import FILLERS

LONGEST_HEADING = 60
TITLE_SHARE = 0.8
"""A text merged over so much of the width is the title of the list, not the heading of some columns."""


def normal(heading: str) -> str:
    """A heading as headings are compared: lower case, without signs and words that mean nothing."""
    plain = heading.casefold().replace("d.o.b", "dob").replace("'s", "")
    words = re.findall(r"[^\W_]+", plain)
    return " ".join(word for word in words if word not in FILLERS) or " ".join(words)


def lines_of(sheet: TrackerSheet, heading_row: int) -> tuple[int, int]:
    """The first and the last Excel row of the headings, of which one is given."""
    if _is_group(sheet, heading_row - 1):
        return heading_row - 1, heading_row
    if _is_group(sheet, heading_row) and heading_row < len(sheet.rows):
        return heading_row, heading_row + 1
    return heading_row, heading_row


def headings_of(sheet: TrackerSheet, heading_row: int) -> dict[int, str]:
    """The heading of each column that has one, both lines joined where there are two."""
    first, last = lines_of(sheet, heading_row)
    found: dict[int, str] = {}
    for column in range(sheet.width):
        lines = [sheet.text(row - 1, column) for row in range(first, last + 1)]
        text = " ".join(dict.fromkeys(line for line in lines if line))
        if text:
            found[column] = text
    return found


def _is_group(sheet: TrackerSheet, number: int) -> bool:
    """Whether an Excel row is the upper of two lines of headings: merged cells that are no title."""
    row = number - 1
    if not 0 <= row < len(sheet.rows) - 1:
        return False
    spans = {place: origin for place, origin in sheet.merged.items() if place[0] == row and origin[0] == row}
    if not spans:
        return False
    widths = [sum(origin == one for origin in spans.values()) for one in set(spans.values())]
    if max(widths) >= TITLE_SHARE * sheet.width and sheet.width > 2:
        return False
    below = [raw for raw in sheet.rows[row + 1] if raw != ""]
    return bool(below) and all(isinstance(raw, str) and len(raw) <= LONGEST_HEADING for raw in below)
