"""The columns of a tracker, line by line: heading and examples, the field each fills, how sure that is."""

from __future__ import annotations

from itertools import islice

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ipsdesk.exchange.sheet_reading import letter_of
from ipsdesk.exchange.tracker_fields import Shape
from ipsdesk.exchange.tracker_mapping import Mapping, Match
from ipsdesk.exchange.tracker_sheets import TrackerSheet
from ipsdesk.fields import Field
from ipsdesk.ui.importing.chosen_field import ChosenField
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Space
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import HEAD, NAME, SECOND, STATUS
from ipsdesk.ui.widgets.words import Words

NOT_TAKEN = "not taken in"
NOTHING = Option("-", NOT_TAKEN.capitalize())
HEADS = ("Column of the tracker", "Fills the field", "How sure")
SURE, LIKELY = 0.9, 0.7
LOOKED_AT, EXAMPLES, LONGEST_EXAMPLE = 60, 3, 24


def certainty(match: Match) -> tuple[Mark, str]:
    """How sure a match is, in a word with its mark."""
    if match.target is None:
        return Mark.NO_TARGET, NOT_TAKEN.capitalize()
    if match.confidence >= SURE:
        return Mark.DONE, "Sure"
    return (Mark.NEAR_TARGET, "Likely") if match.confidence >= LIKELY else (Mark.NEAR_LIMITS, "Look at this")


def examples(sheet: TrackerSheet, mapping: Mapping, column: int) -> str:
    """The first few different cells of a column."""
    rows = range(mapping.heading_row, min(len(sheet.rows), mapping.heading_row + LOOKED_AT))
    own = (row for row in rows if sheet.merged.get((row, column), (row, column))[1] == column)
    found = islice(dict.fromkeys(text for row in own if (text := sheet.text(row, column))), EXAMPLES)
    return " · ".join(
        text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…" for text in found
    )


class Certainty(QWidget):
    """Icon, word and reason of one match."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._mark = theme, Mark.NO_TARGET
        self._icon, self._word = QLabel(), Words(theme, style=STATUS)
        self.why = Words(theme, style=SECOND, wraps=True)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self._icon)
        first.addWidget(self._word, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(first)
        layout.addWidget(self.why)
        theme.changed.connect(self._dress)

    def show_match(self, match: Match) -> None:
        """Say how sure this one is."""
        self._mark, word = certainty(match)
        self._word.setText(word)
        self.why.setText(breakable(f"{match.why[:1].upper()}{match.why[1:]}"))
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(ICON_SMALL)
        self._icon.setPixmap(self._theme.icon(self._mark.icon, self._mark.token).pixmap(QSize(side, side)))
        self._word.restyle(STATUS.coloured(self._mark.token))


class ColumnLine:
    """The three cells of one column."""

    def __init__(self, theme: Theme, match: Match, shown: str, shape: Shape) -> None:
        letter = letter_of(match.column)
        heading = match.heading or "no heading"
        self.heading = QWidget()
        lines = QVBoxLayout(self.heading)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(Words(theme, breakable(f"{letter}  {heading}"), NAME, wraps=True))
        lines.addWidget(Words(theme, breakable(shown or "no cells filled"), SECOND, wraps=True))
        options = [NOTHING, *(Option(target, shape.label(target)) for target in shape.fields)]
        self.field = ChosenField(theme, Field(f"Field for column {letter}, {heading}"), options)
        self.certainty = Certainty(theme)
        self.show_match(match)

    def show_match(self, match: Match) -> None:
        """Show what this column fills now."""
        self.field.show_value(match.target or NOTHING.value)
        self.certainty.show_match(match)
        self.field.name(self.field.field.label, self.certainty.why.text())

    @property
    def widgets(self) -> tuple[QWidget, QWidget, QWidget]:
        """From left to right."""
        return self.heading, self.field, self.certainty


class ColumnLines(QWidget):
    """Every column that has a heading or anything in it; ``matched`` carries a column and its new field."""

    matched = Signal(int, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: dict[int, ColumnLine] = {}
        self._shown: object = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.FIELD)
        self._grid.setVerticalSpacing(Space.STEP)
        for place, (words, stretch) in enumerate(zip(HEADS, (5, 6, 5), strict=True)):
            self._grid.addWidget(Words(theme, words, HEAD, wraps=True), 0, place)
            self._grid.setColumnStretch(place, stretch)

    def show_mapping(self, sheet: TrackerSheet, mapping: Mapping) -> None:
        """Show these columns; the fields stay where only what they hold has changed."""
        headings = tuple((match.column, match.heading) for match in mapping.matches)
        shown = (sheet, mapping.shape.name, mapping.heading_row, headings)
        if shown != self._shown:
            self._shown = shown
            self._fill(sheet, mapping)
        for match in mapping.matches:
            self.lines[match.column].show_match(match)

    def _fill(self, sheet: TrackerSheet, mapping: Mapping) -> None:
        for line in self.lines.values():
            for widget in line.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.lines = {}
        for place, match in enumerate(mapping.matches, 1):
            line = ColumnLine(self._theme, match, examples(sheet, mapping, match.column), mapping.shape)
            line.field.setProperty("column", match.column)
            line.field.chosen.connect(self._chosen)
            self.lines[match.column] = line
            for across, widget in enumerate(line.widgets):
                self._grid.addWidget(widget, place, across, Qt.AlignmentFlag.AlignTop)

    def _chosen(self, target: str) -> None:
        column = int(self.sender().property("column"))
        self.matched.emit(column, None if target == NOTHING.value else target)
