"""What is done with several cells of the hours grid at once: copied, pasted, cleared, and the menu for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from ipsdesk.ui.hours.grid_table import GridTable
from ipsdesk.ui.hours.lines import Line
from ipsdesk.ui.hours.paste import UNDONE, DoesNotFit, Rectangle, copied, laid_out
from ipsdesk.ui.widgets.announce import announce

NOTHING_COPIED = "There is nothing to paste: copy cells in Excel first."


class Blocks(QObject):
    """``problem`` is why the last block was not taken; it stands until the keyboard moves on."""

    shifts_wanted = Signal(int)
    """See ``HoursGrid.shifts_wanted``."""
    problem_changed = Signal()

    def __init__(self, grid: GridTable) -> None:
        super().__init__(grid)
        self._grid, self._rows = grid, grid.rows
        self.problem = ""

    def chosen(self) -> Rectangle | None:
        """The rectangle of cells that is selected, else the current cell."""
        current = self._grid.currentIndex()
        if not current.isValid():
            return None
        cells = self._grid.selectionModel().selectedIndexes() or [current]
        rows, columns = [cell.row() for cell in cells], [cell.column() for cell in cells]
        return Rectangle(min(rows), min(columns), max(rows), max(columns))

    def copy(self) -> None:
        """The recorded figures of the chosen rectangle, as text a spreadsheet takes."""
        rectangle = self.chosen()
        if rectangle is not None:
            QGuiApplication.clipboard().setText(copied(self._rows, rectangle))

    def paste(self) -> None:
        """Cells from a spreadsheet, from the first chosen cell on: all of them, or none and why."""
        chosen, text = self.chosen(), QGuiApplication.clipboard().text()
        if chosen is None or self._rows.read_only:
            return
        if not text:
            self.say(NOTHING_COPIED)
            return
        start = self._rows.index(chosen.top, chosen.left)
        try:
            self.say(self._grid.entries.take_block(laid_out(self._rows, start, text), UNDONE))
        except DoesNotFit as error:
            self.say(str(error))

    def clear(self) -> None:
        """Blank the chosen cells that are typed in."""
        rectangle = self.chosen()
        if rectangle is None or self._rows.read_only:
            return
        indexes = (
            self._rows.index(row, column)
            for row in range(rectangle.top, rectangle.bottom + 1)
            for column in range(rectangle.left, rectangle.right + 1)
        )
        places = (self._rows.place(index) for index in indexes if self._rows.is_editable(index))
        wanted = list(dict.fromkeys(place for place in places if place is not None))
        if len(wanted) == 1:
            self._grid.entries.take(wanted[0], "")
        elif wanted:
            self.say(self._grid.entries.take_block([(place, "") for place in wanted], "Nothing was cleared."))

    def say(self, sentence: str) -> None:
        """Why a block was not taken, empty if it was."""
        if sentence:
            announce(self._grid, sentence, urgent=True)
        if sentence != self.problem:
            self.problem = sentence
            self.problem_changed.emit()

    def menu_of(self, line: Line) -> QMenu:
        """Copy, paste, clear, and the usual shifts of each job of the line."""
        menu = QMenu(self._grid)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, doer in (("&Copy", self.copy), ("&Paste", self.paste), ("C&lear", self.clear)):
            action = menu.addAction(words)
            action.setEnabled(doer == self.copy or not self._rows.read_only)
            action.triggered.connect(doer)
        menu.addSeparator()
        for job in (line.job,) if line.job else line.person.jobs:
            name = job.name.replace("&", "&&")  # one alone would mark a letter
            action = menu.addAction("&Usual shifts…" if line.job else f"&Usual shifts: {name}…")
            action.setData(job.activity)
            action.triggered.connect(self._ask_for_shifts)
        return menu

    def _ask_for_shifts(self) -> None:
        self.shifts_wanted.emit(self.sender().data())  # type: ignore[attr-defined] # the menu's action
