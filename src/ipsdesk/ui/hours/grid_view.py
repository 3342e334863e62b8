"""The hours grid on screen: typed in like a spreadsheet, judged at once, and never asking in a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QWidget

from ipsdesk.services.hours_days import WrittenDay
from ipsdesk.services.hours_week import HoursWeek
from ipsdesk.ui.hours.grid_blocks import Blocks
from ipsdesk.ui.hours.grid_delegate import GridDelegate
from ipsdesk.ui.hours.grid_editor import CellEditor, ProblemNote
from ipsdesk.ui.hours.grid_empty import NOBODY, NobodyHere
from ipsdesk.ui.hours.grid_entries import Entry
from ipsdesk.ui.hours.grid_model import Place
from ipsdesk.ui.hours.grid_reasons import Week
from ipsdesk.ui.hours.grid_stops import next_stop
from ipsdesk.ui.hours.grid_table import GridTable
from ipsdesk.ui.hours.lines import FIRST_DAY, Kind
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.rows_model import Index

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
TRIGGERS = (
    QAbstractItemView.EditTrigger.DoubleClicked
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.AnyKeyPressed
)
Hint = QAbstractItemDelegate.EndEditHint


class HoursGrid(GridTable):
    """A unit's week. Nothing is saved here: what is typed is handed over by ``typed`` and ``reason_given``,
    and comes back by ``settle``, ``refuse`` and ``refuse_reason``, or in the next ``show_week``.
    """

    typed = Signal(object)
    """A tuple of ``TypedHours`` (a cell, or a block), or ``(TypedPay, WeekPay)`` with the pay as shown.

    A pasted block of both comes as its hours in one, then each week's pay.
    """
    reason_given = Signal(int, object, str, object)
    """Client, end of the benefit week, the reason, and the day to come back to it or None."""
    person_changed = Signal(object)
    """The ``PersonWeek`` of the row the keyboard is in, None where there is none."""
    problems_changed = Signal()
    shifts_wanted = Signal(int)
    """The job (activity) whose usual shifts are asked for."""
    everyone_wanted = Signal()
    """From the message that the one person chosen has no job in the week."""
    week_wanted = Signal(object)
    """The Monday of a problem that is not on screen; it is gone to once that week is shown for everyone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._editor: CellEditor | None = None
        self._edited = QPersistentModelIndex()
        self._is_refused = False
        self._person: int | None = None
        self._goal: Place | Week | None = None
        self._blocks = Blocks(self)
        self._note = ProblemNote(theme, self.viewport())
        self._nobody = NobodyHere(theme, self.viewport())
        self.setItemDelegate(GridDelegate(theme, self.shape, self))
        self.setEditTriggers(TRIGGERS)
        self._connect()

    def _connect(self) -> None:
        self.rows.modelAboutToBeReset.connect(self._drop_editor)
        self.entries.typed.connect(self.typed)
        self.entries.problems_changed.connect(self._problems_changed)
        self.entries.said.connect(self._say)
        self.reasons.given.connect(self.reason_given)
        self.reasons.wrong_changed.connect(self._show_note)
        self.reasons.refused_changed.connect(self._problems_changed)
        self._blocks.problem_changed.connect(self._show_note)
        self._blocks.shifts_wanted.connect(self.shifts_wanted)
        self._nobody.everyone_wanted.connect(self.everyone_wanted)
        self._theme.changed.connect(self._place_nobody)
        self.moved.connect(self._moved)
        self.shifted.connect(self._show_note)

    # ---- what is shown --------------------------------------------------------------------------------

    @property
    def week(self) -> HoursWeek | None:
        """The whole week as it now stands, with all that was typed."""
        return self.rows.week()

    def show_week(self, week: HoursWeek, only: int | None = None, empty: str = NOBODY) -> None:
        """Show a week as it was read, the whole unit's or one client's; ``empty`` is said if nobody is in it.

        Current cell, problems, reasons begun and an open field stay where their place is still shown.
        """
        before, column = self._current_group(), self.currentIndex().column()
        place, text = self._place_edited(), self._editor.text() if self._editor else ""
        focus = self.reasons.focus()
        self.rows.show(week, only)
        self.entries.drop_homeless()
        self.reasons.drop_homeless()
        self.horizontalHeader().viewport().update()
        if not self.currentIndex().isValid():
            self._return_to(before, column)
        if place is not None and self._editor is None:
            self._type_on(place, text)
        self.reasons.give_focus(focus)
        self._say_nobody(empty, is_one_person=only is not None)
        self._reach_goal()
        self._tell_person(again=True)

    def settle(self, days: Sequence[WrittenDay], entry: object = ()) -> None:
        """Days as they were saved, versions included; of the entry that was, no problem is left."""
        self.entries.settle(days, entry if isinstance(entry, tuple) else ())

    def refuse(self, entry: Entry, sentence: str) -> None:
        """Saving an entry failed: its text stays in the cell, marked; all else is what is recorded."""
        self.entries.refuse(entry, sentence)

    def refuse_reason(self, client: int, ends_on: date, sentence: str) -> None:
        """Saving a reason failed: what was typed stays in its fields, with the sentence."""
        self.reasons.refuse((client, ends_on), sentence)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a plain property
        """Only to be read, as for an auditor."""
        self.rows.read_only = read_only
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers if read_only else TRIGGERS)
        self.reasons.set_read_only(read_only)

    def go_to(self, client: int) -> None:
        """The first row of a person, in the column the keyboard is in."""
        row = next((row for row, line in enumerate(self.rows.lines) if line.person.client == client), None)
        if row is not None:
            self.go(self.rows.index(row, max(self.currentIndex().column(), FIRST_DAY)))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """The recorded figures of the chosen cells, as text a spreadsheet takes."""
        self._blocks.copy()

    def paste(self) -> None:
        """Cells from a spreadsheet, from the first chosen cell on: all of them, or none and why."""
        self._blocks.paste()

    def _say_nobody(self, empty: str, *, is_one_person: bool) -> None:
        if self.rows.lines:
            self._nobody.hide()
        else:
            self._nobody.say(empty, is_one_person=is_one_person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The message for an empty week keeps to the top."""
        super().resizeEvent(event)
        self._place_nobody()

    def _place_nobody(self) -> None:
        self._nobody.setGeometry(0, 0, self.viewport().width(), self._theme.px(160))

    # ---- problems -------------------------------------------------------------------------------------

    def problems(self) -> list[tuple[str, str]]:
        """Cells and reasons that are not saved: where, and the sentence that says why."""
        cells = [(problem.where, problem.sentence) for problem in self.rows.problems.values()]
        return cells + list(self.reasons.refused.values())

    def unsaved(self) -> list[str]:
        """The places of all that was typed and is not saved, a reason included."""
        return [where for where, _ in self.problems()] + self.reasons.unread()

    def go_to_problem(self, number: int) -> None:
        """Go to what is not saved; where it is not on screen, its week is asked for by ``week_wanted``."""
        goals: list[Place | Week] = [*self.rows.problems, *self.reasons.refused]
        goal = self._goal = goals[number]
        day = goal.day if isinstance(goal, Place) else goal[1]
        if not self._reach_goal():
            self.week_wanted.emit(day - timedelta(days=day.weekday()))

    def _reach_goal(self) -> bool:
        if self._goal is None or not self.reach(self._goal):
            return False
        self._goal = None
        return True

    def _problems_changed(self) -> None:
        self._show_note()
        self.problems_changed.emit()

    def _show_note(self) -> None:
        """What is wrong, at its place: in a reason's day, with a block, or in the current cell."""
        current, wrong = self.currentIndex(), self.reasons.wrong()
        if wrong is not None:
            self._note.show_at(*wrong)
            return
        problem = self.rows.problem(current)
        words = self._blocks.problem or (problem.sentence if problem else "")
        if words and current.isValid():
            self._note.show_at(self.visualRect(current), words)
        else:
            self._note.hide()

    def _say(self, words: str, urgent: bool) -> None:  # noqa: FBT001 - from a signal
        announce(self, words, urgent=urgent)

    # ---- the keyboard ---------------------------------------------------------------------------------

    def has_keyboard(self) -> bool:
        """Whether keys come to the cells, and not to a reason or another part of the window."""
        return self.hasFocus() or self._editor is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete clears, Esc gives up text that could not be saved."""
        current, key, modifiers = self.currentIndex(), event.key(), event.modifiers()
        if key in ENTER and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            if self.rows.is_editable(current):
                self.edit(current)
        elif key in CLEAR and not modifiers:
            self._blocks.clear()
        elif key == Qt.Key.Key_Escape and (self._blocks.problem or self.rows.problem(current)):
            self._blocks.say("")
            self._give_up(self.rows.place(current))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here; the menu key opens it at the current cell."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        line = self.rows.line(index)
        if line is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            self._blocks.menu_of(line).popup(self.viewport().mapToGlobal(at))

    def _moved(self) -> None:
        self._blocks.say("")
        self._show_note()
        self._tell_person()

    def _tell_person(self, *, again: bool = False) -> None:
        line = self.rows.line(self.currentIndex())
        client = line.person.client if line else None
        if again or client != self._person:
            self._person = client
            self.person_changed.emit(line.person if line else None)

    # ---- typing ---------------------------------------------------------------------------------------

    def opened(self, editor: CellEditor, index: Index) -> None:
        """A field was opened in a cell."""
        self._editor, self._edited = editor, QPersistentModelIndex(index)
        self._blocks.say("")
        editor.textEdited.connect(self._try_out)
        editor.left.connect(self._leave_editor)
        editor.given_up.connect(self._give_up_editor)

    def is_edited(self, index: Index) -> bool:
        """Whether a field is open in a cell."""
        return self._editor is not None and self._edited == index

    def text_to_edit(self, index: Index) -> str:
        """What a field begins with."""
        problem, cell = self.rows.problem(index), self.rows.cell(index)
        return problem.text if problem else cell.text if cell else ""

    def take(self, index: Index, text: str) -> None:
        """What was typed, once the cell is left."""
        place = self.rows.place(index)
        if place is not None:
            self._is_refused = not self.entries.take(place, text)

    def commit(self) -> None:
        """As leaving would: hand over what stands in an open field, and the reasons begun."""
        self._leave_editor()
        self.reasons.hand_over()

    def _leave_editor(self, down: int = 0, along: int = 0) -> None:
        """Take what was typed; text that is not understood is not left behind."""
        editor = self._editor
        if editor is None:
            return
        self._is_refused = False
        self.commitData(editor)
        if self._editor is editor:
            self.closeEditor(editor, Hint.NoHint)
        if self._is_refused:
            return
        if down:
            self.go_below(down)
        elif along:
            self.step(along)

    def _give_up_editor(self) -> None:
        place = self._place_edited()
        self._drop_editor()
        self._give_up(place)

    def closeEditor(self, editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """The keyboard goes where the field said, not where Qt would have it go."""
        self._editor, self._edited = None, QPersistentModelIndex()
        super().closeEditor(editor, Hint.NoHint)

    def _try_out(self, text: str) -> None:
        place = self._place_edited()
        if place is not None:
            self.entries.try_out(place, text)

    def _give_up(self, place: Place | None) -> None:
        if place is not None:
            self.entries.give_up(place)

    def _place_edited(self) -> Place | None:
        return self.rows.place(self._edited) if self._edited.isValid() else None

    # ---- through a new reading ------------------------------------------------------------------------

    def _current_group(self) -> object:
        line = self.rows.line(self.currentIndex())
        return line.group if line else None

    def _return_to(self, group: object, column: int) -> None:
        """The same line and column again, else the first cell that is typed in."""
        lines = self.rows.lines
        found = next((row for row, line in enumerate(lines) if line.group == group), None)
        if found is not None:
            self.go(self.rows.index(found, column))
        elif lines:
            first = next_stop(self.rows, 0, -1, 1)
            is_cell = first is not None and lines[first.row()].kind is not Kind.REASON
            index = first if first is not None and is_cell else self.rows.index(0, FIRST_DAY)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _drop_editor(self) -> None:
        """An open field goes without handing anything over; ``show_week`` opens it again."""
        if self._editor is not None:
            self.closeEditor(self._editor, Hint.NoHint)

    def _type_on(self, place: Place, text: str) -> None:
        index = self.rows.index_of(place)
        if index.isValid() and self.rows.is_editable(index):
            self.setCurrentIndex(index)
            self.edit(index)
            if self._editor is not None:
                self._editor.setText(text)
                self._try_out(text)
