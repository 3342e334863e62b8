"""How a tracker is read: its sheet, its row of headings, what a row is, which column fills which field."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.exchange.tracker_dates import DayOrder
from ipsdesk.exchange.tracker_fields import SHAPES
from ipsdesk.exchange.tracker_headings import headings_of
from ipsdesk.fields import Field
from ipsdesk.ui.importing.chosen_field import ChosenField
from ipsdesk.ui.importing.column_lines import ColumnLines
from ipsdesk.ui.importing.tracker_reading import Tracker
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_fields import Line, LineField
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

WORDS = "Columns are matched by their headings and by what stands in them. Correct what is wrong."
GUESSED = Option("-", "As guessed")
FIELDS = {
    "preset": Field("Read it"),
    "sheet": Field("Sheet"),
    "row": Field("Headings in row"),
    "shape": Field("What a row is"),
    "days": Field("3/4/25 in a cell means"),
    "fixed": Field("Where no column says it"),
}
DAYS = (
    Option(DayOrder.DAY_FIRST, "3 April 2025"),
    Option(DayOrder.MONTH_FIRST, "4 March 2025"),
)
NAME = Field("Keep this way of reading as")
NO_NAME = "Type a name to keep it by."
MOST_ROWS, LONGEST_ROW = 40, 30


class NameField(LineField):
    """The name a way of reading is kept by, and the button that keeps it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, NAME, Line(theme, Height.CONTROL))
        self.keep = Button(theme, "Keep")
        self._line.addWidget(self.keep)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, and does not go on to the next step."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep.click()
        else:
            super().keyPressEvent(event)


class ColumnsStep(StepPage):
    """Shows a tracker and how it is read.

    ``sheet_wanted`` (its place), ``row_wanted`` (as in Excel), ``shape_wanted`` and ``preset_wanted`` ask for
    another guess, to be shown with ``show_tracker``; ``keep_wanted`` carries a name to keep this one by.
    """

    sheet_wanted = Signal(int)
    row_wanted = Signal(int)
    shape_wanted = Signal(str)
    preset_wanted = Signal(str)
    keep_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Which column is what?", WORDS)
        self.tracker: Tracker | None = None
        self.choices = {key: ChosenField(theme, field) for key, field in FIELDS.items()}
        self.missing = Hint(theme, "alert")
        self.columns = ColumnLines(theme)
        self.name = NameField(theme)
        self.kept = Words(theme, style=SECOND, wraps=True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        top = QWidget()
        flow = Flow(top, gap=Space.FIELD)
        for key, choice in self.choices.items():
            self.rows[key] = FormRow(self._theme, choice)
            flow.addWidget(self.rows[key])
        self.rows["name"] = FormRow(self._theme, self.name)
        for one in (top, self.missing, self.columns, self.rows["name"], self.kept):
            self._layout.addWidget(one)
        self._layout.addStretch()

    def _wire(self) -> None:
        choices = self.choices
        choices["sheet"].chosen.connect(self._want_sheet)
        choices["row"].chosen.connect(self._want_row)
        choices["shape"].chosen.connect(self.shape_wanted)
        choices["preset"].chosen.connect(self._want_preset)
        choices["days"].chosen.connect(self._choose_days)
        choices["fixed"].chosen.connect(self._choose_fixed)
        self.columns.matched.connect(self._match)
        self.name.keep.clicked.connect(self._keep)

    # ---- what is shown ------------------------------------------------------------------------------

    def show_tracker(self, tracker: Tracker) -> None:
        """Show this one; what is correct already stays as it is on screen."""
        self.tracker = tracker
        mapping, sheet = tracker.mapping, tracker.sheet
        sheets = [Option(str(place), one.name) for place, one in enumerate(tracker.sheets)]
        shapes = [Option(one.name, _short(one.words)) for one in SHAPES.values()]
        presets = [GUESSED, *(Option(name, f"As kept in '{name}'") for name in tracker.presets)]
        self.choices["sheet"].offer(sheets, str(tracker.at))
        self.choices["row"].offer(_rows(tracker), str(mapping.heading_row))
        self.choices["shape"].offer(shapes, mapping.shape.name)
        self.choices["preset"].offer(presets, tracker.preset or GUESSED.value)
        self.choices["days"].offer(DAYS, mapping.days)
        self._show_fixed()
        self.rows["preset"].setVisible(bool(tracker.presets))
        self.rows["sheet"].setVisible(len(sheets) > 1)
        self.columns.show_mapping(sheet, mapping)
        self._say_missing()

    def _show_fixed(self) -> None:
        """What is taken for a field that no column fills: a list of jobs may be one of voluntary work."""
        mapping = self.tracker.mapping if self.tracker else None
        fixed = [one for one in mapping.fixed.items() if one[0] not in mapping.columns] if mapping else []
        self.rows["fixed"].setVisible(bool(fixed))
        if mapping and fixed:
            ((target, value), *_) = fixed
            choices = mapping.shape.fields[target].choices
            self.choices["fixed"].offer(
                [Option(one, f"{mapping.shape.label(target)} is {one}") for one in choices], value
            )

    def _say_missing(self) -> None:
        missing = self.tracker.mapping.missing if self.tracker else ()
        self.missing.say(f"Still to be matched to a column: {', '.join(missing)}." if missing else "")

    # ---- what is changed ----------------------------------------------------------------------------

    def _want_sheet(self, place: str) -> None:
        self.sheet_wanted.emit(int(place))

    def _want_row(self, row: str) -> None:
        self.row_wanted.emit(int(row))

    def _want_preset(self, name: str) -> None:
        self.preset_wanted.emit("" if name == GUESSED.value else name)

    def _choose_days(self, order: str) -> None:
        if self.tracker:
            mapping = replace(self.tracker.mapping, days=DayOrder(order))
            self.tracker = replace(self.tracker, mapping=mapping)

    def _choose_fixed(self, value: str) -> None:
        if self.tracker:
            mapping = self.tracker.mapping
            target = next(one for one in mapping.fixed if one not in mapping.columns)
            mapping = replace(mapping, fixed={**mapping.fixed, target: value})
            self.tracker = replace(self.tracker, mapping=mapping)

    def _match(self, column: int, target: str | None) -> None:
        if self.tracker:
            mapping = self.tracker.mapping.matched(column, target)
            self.show_tracker(replace(self.tracker, mapping=mapping))

    def _keep(self) -> None:
        name = self.name.value().strip()
        self.rows["name"].show_problem("" if name else NO_NAME)
        if name:
            self.keep_wanted.emit(name)
        else:
            announce(self.name.line, NO_NAME, urgent=True)

    def say_kept(self, tracker: Tracker) -> None:
        """It is kept under this name."""
        self.show_tracker(tracker)
        self.kept.setText(f"Kept as '{tracker.preset}': offered the next time a tracker comes in.")
        announce(self, self.kept.text())

    def problems(self) -> dict[str, str]:
        """What must be filled in, and no column is matched to it."""
        missing = self.tracker.mapping.missing if self.tracker else ()
        return {f"missing {label}": f"No column is matched to '{label}'." for label in missing}

    def begin(self) -> None:
        """Put the keyboard into the first choice on screen."""
        next(row for row in self.rows.values() if row.isVisibleTo(self)).editor.setFocus()


def _rows(tracker: Tracker) -> list[Option]:
    """The rows that may hold the headings, with how they begin."""
    found = []
    for row in range(1, min(len(tracker.sheet.rows), MOST_ROWS) + 1):
        if headings := headings_of(tracker.sheet, row):
            text = " · ".join(headings.values())
            short = text if len(text) <= LONGEST_ROW else f"{text[:LONGEST_ROW].rstrip(' ·.')}…"
            found.append(Option(str(row), f"{row}: {short}"))
    return found


def _short(words: str) -> str:
    """``each row is a person, with …`` as it stands in a list."""
    return words.removeprefix("each row is ").partition(",")[0].partition(";")[0].capitalize()
