"""Painted text of as many lines as it needs, for cells in which nothing may be cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from ipsdesk.ui.widgets.painting import LEFT, Look, Paint, font_of, line_height, width_of
from ipsdesk.ui.widgets.text_styles import TextStyle

Part = tuple[str, TextStyle]
"""Words and the kind of text they are."""


def lines_of(theme: Look, words: str, style: TextStyle, width: float) -> list[str]:
    """The words in lines no wider than this, broken between words, or within one that is too long."""
    if not words or width_of(theme, words, style) <= width:
        return [words] if words else []
    layout = QTextLayout(words, font_of(theme, style))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines


def height_of(theme: Look, parts: Sequence[Part], width: float) -> float:
    """How high the parts stand below each other."""
    return sum(
        len(lines_of(theme, words, style, width)) * line_height(theme, style) for words, style in parts
    )


def paint_wrapped(
    paint: Paint,
    box: QRectF,
    parts: Sequence[Part],
    align: Qt.AlignmentFlag = LEFT,
    *,
    from_top: bool = False,
) -> None:
    """The parts below each other, in the middle of the box or from its top."""
    theme = paint.theme
    top = box.top() if from_top else box.center().y() - height_of(theme, parts, box.width()) / 2
    for words, style in parts:
        for line in lines_of(theme, words, style, box.width()):
            high = line_height(theme, style)
            paint.text(QRectF(box.left(), top, box.width() + 1, high), line, style, align)
            top += high
