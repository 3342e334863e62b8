"""The second step of filling a commissioner's form: what goes into which cell, chosen in the sheet itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ipsdesk.fields import Field
from ipsdesk.measures import MEASURES
from ipsdesk.reports.template_cells import SheetSeen
from ipsdesk.services.return_templates import (
    FACT_WORDS,
    NO_CELLS,
    NO_NAME,
    PART_WORDS,
    MappedCell,
    Part,
    address_of,
    bands_of,
    cell_problems,
    parts_of,
)
from ipsdesk.ui.importing.chosen_field import ChosenField
from ipsdesk.ui.returns.template_grid import ENTER, FormGrid
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.line_fields import Line as TypedLine
from ipsdesk.ui.widgets.line_fields import LineField
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.words import Words

TITLE = "What goes where"
WORDS = (
    "Go to a cell of the form, press Enter and say what goes in. Nothing else in the workbook is touched: "
    "colours, formulas and pictures stay as they were sent."
)
SHEET, CELL = Field("Sheet"), Field("Cell", help="As in Excel, such as C7.")
WHAT = Field("What goes in", help="Type any part of its name.")
PART = Field("Which part of it")
FORM_NAME = Field("Keep this form as", required=True)
PUT, TAKE_OUT = "Put it in", "Take it out"
MAPPED, NONE_YET = "Mapped so far", "Nothing yet."
OPTIONS = [
    *(Option(one.key, one.title) for one in MEASURES),
    *(Option(fact, words) for fact, words in FACT_WORDS.items()),
]
WIDE, GRID_HIGH, SIDE = 820, 330, 300
"""From this width on the fields stand beside the sheet; the height of the sheet, the width of the fields."""


class CellField(LineField):
    """The address of a cell; Enter in it goes on to what goes in."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CellFields(QWidget):
    """The fields of one cell; Enter in one of them puts it in."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class CellsStep(StepPage):
    """The sheet, the fields for one cell, and the list of what is mapped.

    ``went_to`` carries what was given the keyboard here, to be brought into sight.
    """

    went_to = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE, WORDS)
        self.cells: list[MappedCell] = []
        self._sheets: Sequence[SheetSeen] = ()
        self._why_not: Callable[[str, str], str] = lambda _sheet, _cell: ""
        self.sheet, self.grid = ChosenField(theme, SHEET), FormGrid(theme)
        self.cell = CellField(theme, CELL, TypedLine(theme, Height.CONTROL))
        self.what, self.part = ChosenField(theme, WHAT, OPTIONS), ChosenField(theme, PART)
        self.put, self.take_out = Button(theme, PUT), Button(theme, TAKE_OUT)
        self.name = LineField(theme, FORM_NAME, TypedLine(theme, Height.CONTROL))
        self.head, self.lines = Words(theme, MAPPED, NAME), LineList(theme, MAPPED)
        self.none = Words(theme, NONE_YET, SECOND)
        self._lay_out(theme)
        self._wire()

    def _lay_out(self, theme: Theme) -> None:
        self._add("sheet", self.sheet)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(Space.FIELD)
        self._beside.addWidget(self.grid, 1)
        self._side = CellFields()
        fields = QVBoxLayout(self._side)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(Space.STEP)
        for key, editor in (("cell", self.cell), ("what", self.what), ("part", self.part)):
            self.rows[key] = FormRow(theme, editor)
            fields.addWidget(self.rows[key])
        for button in (self.put, self.take_out):
            button.setAutoDefault(False)
            fields.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        fields.addStretch()
        self._beside.addWidget(self._side)
        self._layout.addLayout(self._beside)
        self._add("name", self.name)
        for one in (self.head, self.none, self.lines):
            self._layout.addWidget(one)
        self._layout.addStretch()
        theme.changed.connect(self._fit)

    def _wire(self) -> None:
        self.sheet.chosen.connect(self._turn_to)
        self.grid.stood.connect(self._stood)
        self.grid.wanted.connect(self._want)
        self.grid.cleared.connect(self._clear)
        self.cell.changed.connect(self._typed)
        self.cell.entered.connect(self._want)
        self.what.chosen.connect(self._show_parts)
        self.put.clicked.connect(self._put)
        self._side.entered.connect(self._put)
        self.take_out.clicked.connect(self._take_out)
        self.lines.opened.connect(self._go_to_cell)
        self.lines.ticked.connect(self._go_to_cell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The fields beside the sheet, or below it where it is narrow."""
        px, ways = self._theme.px, QBoxLayout.Direction
        is_wide = self.width() >= px(WIDE)
        self._beside.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._side.setMinimumWidth(px(SIDE) if is_wide else 0)
        self._side.setMaximumWidth(px(SIDE) if is_wide else 16_777_215)
        self.grid.setMinimumHeight(px(GRID_HIGH))

    # ---- what is shown ------------------------------------------------------------------------------

    def show_form(
        self,
        sheets: Sequence[SheetSeen],
        cells: Sequence[MappedCell],
        name: str,
        why_not: Callable[[str, str], str],
    ) -> None:
        """Show a workbook, and what goes into its cells; ``why_not`` says why a cell can't be filled."""
        self._sheets, self._why_not, self.cells = sheets, why_not, list(cells)
        first = next((one.sheet for one in cells), "")
        names = [one.name for one in sheets]
        self.sheet.offer([Option(one, one) for one in names], first if first in names else names[0])
        self.rows["sheet"].setVisible(len(names) > 1)
        self.name.show_value(name)
        self._turn_to(str(self.sheet.value()))

    @property
    def shown(self) -> str:
        """The sheet on screen."""
        return str(self.sheet.value() or "")

    def _turn_to(self, name: str) -> None:
        self.grid.show_sheet(next(one for one in self._sheets if one.name == name))
        self._show_mapped()

    def _show_mapped(self) -> None:
        """In the sheet and in the list; what stands against a cell is said at its line."""
        self.grid.cells.show_mapped({one.cell: one.words for one in self.cells if one.sheet == self.shown})
        ordered = sorted(self.cells, key=self._order)
        self.lines.show_lines([self._line(one) for one in ordered])
        self.none.setVisible(not self.cells)
        self.lines.setVisible(bool(self.cells))
        self.head.setText(f"{MAPPED}: {len(self.cells)}" if self.cells else MAPPED)

    def _order(self, cell: MappedCell) -> tuple[str, int, str]:
        letters = cell.cell.rstrip("0123456789")
        return cell.sheet, int(cell.cell[len(letters) :]), letters.rjust(3)

    def _line(self, cell: MappedCell) -> Line:
        why = self._why_not(cell.sheet, cell.cell)
        where = f"{cell.cell} of {cell.sheet}" if len(self._sheets) > 1 or why else cell.cell
        return Line(
            (cell.sheet, cell.cell),
            cell.words,
            why,
            where,
            Mark.OVER if why else None,
            plain=not why,
            about=cell,
        )

    def _go_to_cell(self, cell: MappedCell) -> None:
        """From its line to the cell, if its sheet is there."""
        if cell.sheet not in [one.name for one in self._sheets]:
            self.cells.remove(cell)
            self._show_mapped()
            announce(self, f"{cell.words} taken out")
            return
        if cell.sheet != self.shown:
            self.sheet.show_value(cell.sheet)
            self._turn_to(cell.sheet)
        self.grid.go_to(cell.cell)
        self._go(self.grid)

    # ---- one cell -----------------------------------------------------------------------------------

    def _at(self, address: str) -> MappedCell | None:
        return next((one for one in self.cells if (one.sheet, one.cell) == (self.shown, address)), None)

    def _stood(self, address: str) -> None:
        """The fields say what the cell under the cursor has."""
        if address_of(self.cell.value()) != address:
            self.cell.show_value(address)
        found = self._at(address)
        self.what.show_value(found.what if found else None)
        self._show_parts()
        if found is not None:
            self.part.show_value(found.band or found.part)
        self.take_out.setVisible(found is not None)
        self._say({})

    def _typed(self) -> None:
        if address := address_of(self.cell.value()):
            self.grid.go_to(address)

    def _want(self, _address: str = "") -> None:
        self._go(self.what)

    def _go(self, to: QWidget) -> None:
        """Give it the keyboard; of a field its label and its problem come into sight too."""
        to.setFocus()
        if to is self.what:
            self.what.box.line.selectAll()  # as Tab does: what is typed replaces it
        self.went_to.emit(next((row for row in self.rows.values() if row.editor is to), to))

    def _show_parts(self, _value: str = "") -> None:
        """Offer the parts of a figure, or its bands."""
        what = self._what()
        bands = bands_of(what)
        options = [Option(one, one) for one in bands] or [
            Option(one, PART_WORDS[one]) for one in parts_of(what)
        ]
        self.part.offer(options, options[0].value)
        self.rows["part"].setVisible(len(options) > 1)

    def _what(self) -> str:
        typed = str(self.what.box.currentText()).strip().casefold()
        return next((one.value for one in OPTIONS if one.words.casefold() == typed), "")

    def _wanted(self) -> MappedCell:
        what, chosen = self._what(), str(self.part.value() or "")
        typed = self.cell.value()
        cell = MappedCell(self.shown, address_of(typed) or typed.strip(), what)
        return (
            replace(cell, band=chosen) if bands_of(what) else replace(cell, part=Part(chosen or Part.FIGURE))
        )

    def _put(self) -> None:
        wanted = self._wanted()
        others = [one for one in self.cells if (one.sheet, one.cell) != (wanted.sheet, wanted.cell)]
        problems = cell_problems(wanted, others)
        if not problems and (why := self._why_not(wanted.sheet, wanted.cell)):
            problems = {"cell": why}
        self._say(problems)
        if problems:
            self._go(self.rows[next(iter(problems))].editor)
            announce(self, " ".join(problems.values()), urgent=True)
            return
        self.cells = [*others, wanted]
        self._show_mapped()
        self._stood(wanted.cell)
        self._go(self.grid)
        announce(self.grid, f"{wanted.words} goes into {wanted.cell}")

    def _clear(self, address: str) -> None:
        if (found := self._at(address)) is not None:
            self.cells.remove(found)
            self._show_mapped()
            self._stood(address)
            announce(self.grid, f"{found.words} taken out of {address}")

    def _take_out(self) -> None:
        self._clear(self.grid.address)
        self._go(self.grid)

    def _say(self, problems: dict[str, str]) -> None:
        for key in ("cell", "what", "part"):
            self.rows[key].show_problem(problems.get(key, ""))

    # ---- the step -----------------------------------------------------------------------------------

    def problems(self) -> dict[str, str]:
        """A name, at least one cell, and no cell that can't be filled."""
        found = {} if self.name.value().strip() else {"name": NO_NAME}
        if not self.cells:
            return {"what": NO_CELLS, **found}
        wrong = next((why for one in self.cells if (why := self._why_not(one.sheet, one.cell))), "")
        return {"": wrong, **found} if wrong else found

    def begin(self) -> None:
        """The keyboard to the sheet."""
        self.grid.setFocus()
