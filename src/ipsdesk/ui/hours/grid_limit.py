"""Draws how a benefit week stands: status and notes above, hours and pay over their bars below."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from ipsdesk.ui.hours.grid_header import LIMIT_EDGE, LIMIT_PAD
from ipsdesk.ui.hours.grid_limit_words import AgainstLimit, Half, Note
from ipsdesk.ui.tokens import ICON_SMALL, Token
from ipsdesk.ui.widgets.painting import Look, Paint, line_height, width_of
from ipsdesk.ui.widgets.text_styles import SECOND, STATUS, TextStyle

BAR, ABOVE_BAR = 4, 3
GAP, BETWEEN = 8, 10
ESTIMATE = TextStyle(SECOND.size, token=Token.TEXT2, tabular=True, italic=True)


def width_of_status(theme: Look, words: str) -> float:
    """A status with its icon."""
    return theme.px(ICON_SMALL) + theme.px(6) + width_of(theme, words, STATUS)


def width_of_note(theme: Look, note: Note) -> float:
    """A note, with its icon if it has one."""
    return width_of_status(theme, note.words) if note.mark else width_of(theme, note.words, SECOND)


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the notes go: beside the status, beside the sentence, else on lines of their own between."""

    beside: tuple[Note, ...]
    between: tuple[tuple[Note, ...], ...]
    with_sentence: tuple[Note, ...]


def flow_of(theme: Look, limit: AgainstLimit, room: float) -> Flow:
    """The notes of a cell in the room there is."""
    gap, indent = theme.px(GAP), theme.px(ICON_SMALL) + theme.px(6)
    left = [room - width_of_status(theme, limit.words), 0.0]
    if limit.sentence:
        left[1] = room - indent - width_of(theme, limit.sentence, SECOND)
    placed: tuple[list[Note], list[Note]] = ([], [])
    between: list[list[Note]] = []
    own = 0.0
    for note in limit.notes:
        needs = width_of_note(theme, note) + gap
        beside = next((place for place in (0, 1) if needs <= left[place]), None)
        if beside is not None:
            placed[beside].append(note)
            left[beside] -= needs
            continue
        if needs > own:
            between.append([])
            own = room - indent + gap
        between[-1].append(note)
        own -= needs
    return Flow(tuple(placed[0]), tuple(map(tuple, between)), tuple(placed[1]))


def inner_width(theme: Look, width: float) -> float:
    """The part of the column words may stand in."""
    return width - theme.px(LIMIT_EDGE) - theme.px(LIMIT_PAD)


def height_of_limit(theme: Look, limit: AgainstLimit, width: float, least: int) -> int:
    """How high the cell must be for all its lines."""
    extra = len(flow_of(theme, limit, inner_width(theme, width)).between)
    return theme.px(least) + round(extra * line_height(theme, SECOND))


def paint_limit(paint: Paint, box: QRectF, limit: AgainstLimit) -> None:
    """The whole cell."""
    theme = paint.theme
    high = line_height(theme, SECOND)
    flow = flow_of(theme, limit, inner_width(theme, box.width()))
    rows = len(flow.between) + 2
    content = rows * high + (theme.px(ABOVE_BAR + BAR) if limit.halves else 0)
    top = box.top() + max((box.height() - content) / 2 - 1, 1)
    inner = QRectF(box.left() + theme.px(LIMIT_EDGE), top, inner_width(theme, box.width()), high)
    paint.status(inner, limit.mark, limit.words)
    _notes(paint, inner, flow.beside, at_right=True)
    for place, notes in enumerate(flow.between, 1):
        _notes(paint, inner.translated(0, place * high), notes, at_right=False)
    below = inner.translated(0, (rows - 1) * high)
    if limit.halves is None:
        indent = theme.px(ICON_SMALL) + theme.px(6)
        paint.text(below.adjusted(indent, 0, 0, 0), limit.sentence, SECOND)
        _notes(paint, below, flow.with_sentence, at_right=True)
        return
    for half, room in zip(limit.halves, _halves(theme, below, limit.halves), strict=True):
        _half(paint, room, half)


def _notes(paint: Paint, line: QRectF, notes: Sequence[Note], *, at_right: bool) -> None:
    """Beside the status from the right, on a line of their own from the left, under its words."""
    theme = paint.theme
    widths = [width_of_note(theme, note) for note in notes]
    total = sum(widths) + theme.px(GAP) * (len(notes) - 1)
    left = line.right() - total if at_right else line.left() + theme.px(ICON_SMALL) + theme.px(6)
    for note, width in zip(notes, widths, strict=True):
        spot = QRectF(left, line.top(), width + 1, line.height())
        if note.mark:
            paint.status(spot, note.mark, note.words)
        else:
            paint.text(spot, note.words, SECOND)
        left += width + theme.px(GAP)


def _halves(theme: Look, line: QRectF, halves: tuple[Half, Half]) -> tuple[QRectF, QRectF]:
    """Two equal halves, unless the words of one need more."""
    gap = theme.px(BETWEEN)
    each = (line.width() - gap) / 2
    first, second = (width_of(theme, half.words, _style(half)) + 1 for half in halves)
    left = each if max(first, second) <= each else min(max(first, each), line.width() - gap - second)
    return (
        QRectF(line.left(), line.top(), left, line.height()),
        QRectF(line.left() + left + gap, line.top(), line.width() - left - gap, line.height()),
    )


def width_of_halves(theme: Look, hours: Half, pay: Half, measure: Callable[[str, TextStyle], float]) -> int:
    """How wide the column must be for the words of both."""
    words = sum(math.ceil(measure(half.words, _style(half))) + 1 for half in (hours, pay))
    return words + theme.px(BETWEEN) + theme.px(LIMIT_EDGE) + theme.px(LIMIT_PAD)


def _style(half: Half) -> TextStyle:
    return ESTIMATE if half.is_estimated else SECOND


def _half(paint: Paint, room: QRectF, half: Half) -> None:
    paint.text(room, half.words, _style(half))
    if half.share is not None:
        top = round(room.bottom()) + paint.theme.px(ABOVE_BAR)
        bar = QRectF(room.left(), top, room.width(), paint.theme.px(BAR))
        paint.slim_bar(bar, half.share, half.mark, estimated=half.is_estimated)
