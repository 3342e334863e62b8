"""The lines of the grid that ask for reasons: made where they appear, and what was begun in them kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from ipsdesk.ui.hours.grid_entries import Entries
from ipsdesk.ui.hours.grid_model import GridModel
from ipsdesk.ui.hours.lines import LIMIT, Kind
from ipsdesk.ui.hours.reason_row import Draft, ReasonRow
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce

Week = tuple[int, date]
"""A client and the end of a benefit week."""
NOT_SAVED = "This was not saved. Press Enter here to save it."
OTHERS = "Somebody has recorded another reason since: “{text}”. Press Enter here to save yours in its place."


@dataclass(frozen=True, slots=True)
class Begun:
    """A reason that is not saved: the place in words, what is typed, and what was recorded then."""

    where: str
    typed: Draft
    recorded: Draft


class Reasons(QObject):
    """Keeps one row of real fields for each benefit week that has a line for its reason."""

    given = Signal(int, object, str, object)
    """See ``HoursGrid.reason_given``."""
    stepped = Signal(int, int, int)
    """Row, column and step: Tab leaves a reason."""
    wrong_changed = Signal()
    """What is to be said at a reason's place."""
    refused_changed = Signal()

    def __init__(self, theme: Theme, view: QTableView, model: GridModel, entries: Entries) -> None:
        super().__init__(view)
        self._theme, self._view, self._model, self._entries = theme, view, model, entries
        self._rows: dict[Week, ReasonRow] = {}
        self._drafts: dict[Week, Draft] = {}
        self._handed: dict[Week, tuple[str, Draft]] = {}
        self._wrong: tuple[Week | None, str] = (None, "")
        self._of_drafts: dict[Week, Draft] = {}
        self.refused: dict[Week, tuple[str, str]] = {}
        """The reasons that are not saved: the place in words, and the sentence that says why."""
        self._lefts: Sequence[int] = ()

    def forget(self) -> None:
        """The table was filled anew and has dropped its rows; what was begun in them is remembered."""
        self._rows.clear()

    def make(self, row: int) -> None:
        """The fields of a line that has just appeared."""
        line, today = self._model.lines[row], self._model.today
        week = line.person.client, line.week.ends_on
        made = ReasonRow(self._theme, line, today or line.week.ends_on, self._drafts.get(week))
        made.set_read_only(self._model.read_only)
        made.given.connect(self._given)
        made.drafted.connect(self._drafted)
        made.wrong.connect(self._is_wrong)
        made.done.connect(self._view.setFocus)
        made.entered.connect(self._bring)
        made.stepped.connect(self._stepped)
        self._rows[week] = made
        self._compare(made)
        self._view.setIndexWidget(self._model.index(row, 0), made)

    def drop(self, first: int, last: int) -> None:
        """Lines are about to go; the keyboard goes back to the cells if it is in one of them."""
        for line in self._model.lines[first : last + 1]:
            gone = self._rows.pop((line.person.client, line.week.ends_on), None) if _asks(line.kind) else None
            if gone is not None:
                self._mend([gone.week])  # it is not asked for any more
                if _has_focus(gone):
                    self._view.setFocus()

    def drop_homeless(self) -> None:
        """A reason that is not asked for any more in the week shown is not called unsaved."""
        self._mend([week for week in self.refused if self._model.is_unasked(*week)])

    def show_lines(self, first: int, last: int) -> None:
        """The figures of some lines changed."""
        for line in self._model.lines[first : last + 1]:
            if _asks(line.kind):
                row = self._rows[line.person.client, line.week.ends_on]
                row.show_line(line)
                if row.is_recorded:
                    self._mend([row.week])

    def place(self, lefts: Sequence[int]) -> None:
        """Stand under the columns, whose left edges these are."""
        self._lefts = lefts
        for row in self._rows.values():
            row.place(lefts)

    def set_read_only(self, read_only: bool) -> None:  # noqa: FBT001 - a plain property
        """Only to be read."""
        for row in self._rows.values():
            row.set_read_only(read_only)

    def hand_over(self) -> None:
        """Give every reason that is begun."""
        for row in list(self._rows.values()):
            row.hand_over()

    def refuse(self, week: Week, sentence: str) -> None:
        """What was given is not saved: it is asked for again, its words still there."""
        row = self._rows.get(week)
        where, given = self._handed[week]
        self._drafts[week] = row.draft() if row else given
        self._entries.refuse_reason(*week)
        again = self._rows.get(week)
        if again is not None:
            again.put(self._drafts[week])
        if again is not None or row is None:
            self.refused[week] = where, sentence
            self.refused_changed.emit()
        self._say_wrong(week, sentence, f"Not saved: {where}. {sentence}")

    # ---- drafts ---------------------------------------------------------------------------------------

    def begun(self) -> dict[Week, Begun]:
        """All that is typed and not handed over or not saved."""
        rows = self._rows
        found = {
            week: Begun(row.text.accessibleName(), row.draft(), self._of_drafts.get(week, row.recorded()))
            for week, row in rows.items()
            if not row.is_recorded
        }
        for week, (where, _) in self.refused.items():
            if week not in rows:
                typed = self._drafts.get(week, Draft())
                found[week] = Begun(where, typed, self._of_drafts.get(week, Draft()))
        return found

    def put_back(self, begun: Mapping[Week, Begun]) -> None:
        """What was typed before, in its fields now or as soon as they are on screen; not saved yet."""
        for week, one in begun.items():
            self._drafts[week], self._of_drafts[week] = one.typed, one.recorded
            self.refused[week] = one.where, NOT_SAVED
            if (row := self._rows.get(week)) is not None:
                row.put(one.typed)
                self._compare(row)
        self.refused_changed.emit()

    def _compare(self, row: ReasonRow) -> None:
        """Say if somebody has recorded another reason since the draft."""
        before, now = self._of_drafts.get(row.week), row.recorded()
        if before is not None and row.week in self.refused and now.text and now != before:
            self.refused[row.week] = self.refused[row.week][0], OTHERS.format(text=now.text)
            self.refused_changed.emit()

    # ---- the keyboard ---------------------------------------------------------------------------------

    def enter(self, row: int, step: int) -> None:
        """Tab comes to a reason, from either side."""
        line = self._model.lines[row]
        fields = self._rows[line.person.client, line.week.ends_on]
        fields.enter(fields.text if step > 0 else fields.day, step)

    def go_to(self, week: Week) -> bool:
        """To a reason that is not saved; False while its line is not on screen."""
        row = self._row_of(week)
        if week not in self.refused:  # saved or given up meanwhile
            return True
        if row is None:
            return False
        self._view.scrollTo(self._model.index(row, 0))
        self.enter(row, 1)
        self._say_wrong(week, self.refused[week][1])
        return True

    def _bring(self, field: QWidget) -> None:
        """Scroll a field into sight from the side."""
        left = field.mapTo(self._view.viewport(), QPoint()).x()
        beyond = max(left + field.width() - self._view.viewport().width(), 0)
        bar = self._view.horizontalScrollBar()
        bar.setValue(bar.value() + (min(left, 0) or beyond))

    def focus(self) -> tuple[Week, bool] | None:
        """The reason the keyboard is in, and whether in its day."""
        found = next((week for week, row in self._rows.items() if _has_focus(row)), None)
        return (found, self._rows[found].day.hasFocus()) if found else None

    def give_focus(self, at: tuple[Week, bool] | None) -> None:
        """Back to where it was, after the rows were made anew."""
        row = self._rows.get(at[0]) if at else None
        if row is not None and at is not None and not _has_focus(row):
            (row.day if at[1] else row.text).setFocus()

    def _stepped(self, fields: ReasonRow, step: int) -> None:
        row = self._row_of(fields.week)
        if row is not None:
            self.stepped.emit(row, LIMIT if step > 0 else 0, step)

    def _row_of(self, week: Week) -> int | None:
        lines = enumerate(self._model.lines)
        return next(
            (at for at, one in lines if _asks(one.kind) and (one.person.client, one.week.ends_on) == week),
            None,
        )

    # ---- what is typed --------------------------------------------------------------------------------

    def _drafted(self, row: ReasonRow) -> None:
        self._drafts[row.week] = row.draft()
        if self._wrong[0] == row.week:
            self._say_wrong(None, "")

    def _given(self, client: int, ends_on: date, text: str, follow_up_on: date | None) -> None:
        row = self._rows[client, ends_on]
        self._handed[row.week] = row.text.accessibleName(), row.draft()
        self._drafts.pop(row.week, None)
        self._entries.explain(client, ends_on, text, follow_up_on)
        self.given.emit(client, ends_on, text, follow_up_on)

    def _is_wrong(self, row: ReasonRow, words: str) -> None:
        if words or self._wrong[0] == row.week:
            self._say_wrong(row.week if words else None, words)
        if not words:  # given again, or given up
            self._mend([row.week])

    def _mend(self, weeks: Iterable[Week]) -> None:
        weeks = list(weeks)
        for week in weeks:
            self._of_drafts.pop(week, None)
        if [week for week in weeks if self.refused.pop(week, None)]:
            self.refused_changed.emit()

    def _say_wrong(self, week: Week | None, words: str, said: str = "") -> None:
        self._wrong = (week, words)
        if words:
            announce(self._view, said or words, urgent=True)
        self.wrong_changed.emit()

    def wrong(self) -> tuple[QRect, str] | None:
        """Where a reason is not saved, and why."""
        row = self._rows.get(self._wrong[0]) if self._wrong[0] else None
        if row is None:
            return None
        return row.day.geometry().translated(row.pos()), self._wrong[1]

    def unread(self) -> list[str]:
        """The place of the reason that waits for a day that can be read."""
        week = self._wrong[0]
        row = self._rows.get(week) if week and week not in self.refused else None
        return [row.text.accessibleName()] if row else []


def _asks(kind: Kind) -> bool:
    return kind is Kind.REASON


def _has_focus(row: ReasonRow) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and row.isAncestorOf(focus)
