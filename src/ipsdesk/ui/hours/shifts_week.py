"""Seven days with any number of shifts each, typed the way times are said: 9, 9.30, 0930, 5pm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.services.hours_records import Shift
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space, Token
from ipsdesk.ui.widgets.buttons import IconButton
from ipsdesk.ui.widgets.painting import font_of
from ipsdesk.ui.widgets.text_styles import BODY, CELL, SECOND, STATUS
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
FIELD_WIDTH = 76
BOTH, ENDS_AT_START = "Fill in both times, or neither", "The shift ends when it begins"


def read_clock(typed: str) -> str:
    """A time of day as ``HH:MM`` from ``9``, ``9.30``, ``9:30``, ``0930`` or ``5pm``; raises `Complaint`."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        raise Complaint(f"'{typed.strip()}' is not a time of day. Write 9, 9:30, 0930 or 5pm")
    hours, minutes, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    wrong = not 1 <= hours <= 12 if half else hours > 24 or (hours == 24 and minutes)
    if wrong or minutes > 59:
        raise Complaint(f"'{typed.strip()}' is not a time of day. Times go from 0:00 to 24:00")
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    return f"{hours % 24:02}:{minutes:02}"


class _Pair(QWidget):
    """From and to, how long that is, and what is wrong with it."""

    changed = Signal()

    def __init__(self, theme: Theme, day: str, number: int, shift: Shift | None) -> None:
        super().__init__()
        self._theme, self._day = theme, day
        which = day if number == 1 else f"{day}, shift {number}"
        self.since, self.until = self._line(f"{which}, from"), self._line(f"{which}, to")
        self._long = Words(theme, style=SECOND, wraps=True)
        self._problem = Words(theme, style=STATUS.coloured(Token.BAD), wraps=True)
        self._problem.hide()
        times = QHBoxLayout()
        times.setSpacing(Space.SNUG)
        for widget in (self.since, Words(theme, "to", SECOND), self.until):
            times.addWidget(widget)
        times.addWidget(self._long, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(times)
        layout.addWidget(self._problem)
        self._dress()
        theme.changed.connect(self._dress)
        if shift is not None:
            self.since.setText(shift.from_time)
            self.until.setText(shift.to_time)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.textChanged.connect(self._typed)
        line.editingFinished.connect(self._tidy)
        return line

    def _dress(self) -> None:
        for line in (self.since, self.until):
            line.setFont(font_of(self._theme, CELL))
            line.setFixedWidth(self._theme.px(FIELD_WIDTH))

    def shift(self) -> Shift | None:
        """The shift typed here, None for none; raises `Complaint`."""
        since, until = self.since.text().strip(), self.until.text().strip()
        if not since and not until:
            return None
        clocks = [read_clock(typed) for typed in (since, until) if typed]
        if len(clocks) < 2:
            raise Complaint(BOTH)
        shift = Shift(self._day, *clocks)
        if shift.from_time == shift.to_time:
            raise Complaint(ENDS_AT_START)
        return shift

    def problem(self) -> tuple[QLineEdit, str] | None:
        """The field to mend and why, shown at the field too."""
        try:
            self.shift()
        except Complaint as complaint:
            words = str(complaint)
        else:
            self._say("")
            return None
        self._say(words)
        return self._wrong_field(), words

    def _wrong_field(self) -> QLineEdit:
        for line in (self.since, self.until):
            try:
                read_clock(line.text())
            except Complaint:
                return line
        return self.until

    def _say(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        wrong = self._wrong_field() if words else None
        for line in (self.since, self.until):
            line.setProperty("problem", line is wrong)
            line.setAccessibleDescription(words if line is wrong else "")
            line.style().unpolish(line)
            line.style().polish(line)

    def _typed(self) -> None:
        if not self._problem.isHidden():
            self._say("")
        try:
            shift = self.shift()
        except Complaint:
            shift = None
        self._long.setText("" if shift is None else length_words(shift))
        self.changed.emit()

    def _tidy(self) -> None:
        for line in (self.since, self.until):
            try:
                tidy = read_clock(line.text())
            except Complaint:
                continue  # it stays as it was typed until the person mends it
            if tidy != line.text():
                line.setText(tidy)


def length_words(shift: Shift) -> str:
    """How long a shift is, and that it ends on the next day if it does: ``8 h, to 06:00 on Tuesday``."""
    long = spoken_hours(shift.minutes * 60)
    if shift.starts_at + shift.minutes <= 24 * 60:
        return long
    after = WEEKDAYS[(WEEKDAYS.index(shift.day) + 1) % 7]
    return f"{long}, to {shift.to_time} on {after}"


class _Day(QWidget):
    """The shifts of one weekday, with room for one more at the press of a button."""

    changed = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, day: str, shifts: Sequence[Shift]) -> None:
        super().__init__()
        self._theme, self._day = theme, day
        self.pairs: list[_Pair] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.LABEL)
        for shift in shifts:
            self._add_pair(shift)
        if not shifts:
            self._add_pair(None)

    def _add_pair(self, shift: Shift | None) -> _Pair:
        pair = _Pair(self._theme, self._day, len(self.pairs) + 1, shift)
        pair.changed.connect(self.changed)
        self._column.addWidget(pair)
        if self.pairs:
            QWidget.setTabOrder(self.pairs[-1].until, pair.since)
            QWidget.setTabOrder(pair.since, pair.until)
        self.pairs.append(pair)
        return pair

    def add(self) -> None:
        """One more shift; an empty one that is there already will do."""
        empty = [pair for pair in self.pairs if not pair.since.text() and not pair.until.text()]
        pair = empty[0] if empty else self._add_pair(None)
        pair.show()  # what is not on screen yet does not take the keyboard
        self.grown.emit()
        pair.since.setFocus()

    def show_typed(self, typed: Sequence[Sequence[str]]) -> None:
        """Put this into the fields, in as many as it takes; the others are emptied."""
        while len(self.pairs) < len(typed):
            self._add_pair(None).show()
        for place, pair in enumerate(self.pairs):
            since, until = typed[place] if place < len(typed) else ("", "")
            pair.since.setText(since)
            pair.until.setText(until)


class ShiftsWeek(QWidget):
    """The shifts of one job; ``grown`` when there is a field more."""

    changed = Signal()
    grown = Signal()

    def __init__(self, theme: Theme, shifts: Sequence[Shift], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = _in_order(shifts)
        self.days = [
            _Day(theme, day, [shift for shift in self._kept if shift.day == day]) for day in WEEKDAYS
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.FIELD)
        grid.setVerticalSpacing(Space.SNUG)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, day) in enumerate(zip(WEEKDAYS, self.days, strict=True)):
            label = Words(theme, name, BODY)
            label.setMinimumHeight(theme.px(Height.CONTROL))
            label.setBuddy(day.pairs[0].since)
            more = IconButton(theme, f"Add a shift on {name}", "plus")
            more.clicked.connect(day.add)
            grid.addWidget(label, row, 0, top)
            grid.addWidget(day, row, 1)
            grid.addWidget(more, row, 2, top)
            day.changed.connect(self.changed)
            day.grown.connect(self.grown)

    # ---- drafts -------------------------------------------------------------------------------------

    @property
    def kept(self) -> tuple[Shift, ...]:
        """What is recorded."""
        return self._kept

    def typed(self) -> dict[str, list[list[str]]]:
        """What stands in the fields of each day, whether it can be read or not."""
        return {
            name: [[pair.since.text(), pair.until.text()] for pair in day.pairs]
            for name, day in zip(WEEKDAYS, self.days, strict=True)
        }

    def show_typed(self, typed: Mapping[str, Sequence[Sequence[str]]]) -> None:
        """Put back what `typed` gave."""
        for name, day in zip(WEEKDAYS, self.days, strict=True):
            day.show_typed(typed.get(name, ()))

    # ---- what is typed ------------------------------------------------------------------------------

    @property
    def first_field(self) -> QLineEdit:
        """Where typing begins."""
        return self.days[0].pairs[0].since

    @property
    def seconds(self) -> int:
        """Seconds a week of the shifts that can be read."""
        found = []
        for pair in self._pairs():
            try:
                found.append(pair.shift())
            except Complaint:
                continue
        return sum(shift.minutes for shift in found if shift is not None) * 60

    def _pairs(self) -> list[_Pair]:
        return [pair for day in self.days for pair in day.pairs]

    def shifts(self) -> tuple[Shift, ...]:
        """The shifts typed, in the order of the week; raises `Complaint`."""
        return _in_order([shift for pair in self._pairs() if (shift := pair.shift()) is not None])

    def is_changed(self) -> bool:
        """Whether they differ from those kept, or can't be read."""
        try:
            return self.shifts() != self._kept
        except Complaint:
            return True

    def keep(self) -> None:
        """What is typed is saved now."""
        self._kept = self.shifts()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; said at the fields too."""
        found = [problem for pair in self._pairs() if (problem := pair.problem()) is not None]
        return {field.accessibleName(): f"{field.accessibleName()}: {words}" for field, words in found}

    def field(self, key: str) -> QLineEdit:
        """The field of a problem."""
        fields = [line for pair in self._pairs() for line in (pair.since, pair.until)]
        return next(line for line in fields if line.accessibleName() == key)


def _in_order(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    return tuple(sorted(shifts, key=lambda shift: (WEEKDAYS.index(shift.day), shift.starts_at)))
