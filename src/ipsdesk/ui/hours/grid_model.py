"""The rows of the hours grid as a table model; one person's rows change without touching the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from ipsdesk.rules.wording import MONTHS
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_typing import TypedHours, TypedPay
from ipsdesk.services.hours_week import HoursWeek, PersonWeek
from ipsdesk.services.hours_words import spoken_day, week_words
from ipsdesk.ui.hours.grid_pending import Standing
from ipsdesk.ui.hours.lines import (
    COLUMNS,
    FIRST_DAY,
    LAST_DAY,
    LIMIT,
    PAY,
    PERSON,
    TOTAL,
    Cell,
    Kind,
    Line,
    asked_of,
    lines_of,
)
from ipsdesk.ui.widgets.day_words import DAYS
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.rows_model import NOWHERE, Index

HEADS = {PERSON: "Person and job", TOTAL: "Total", PAY: "Pay", LIMIT: "Against the limit"}
READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


@dataclass(frozen=True, slots=True)
class Place:
    """A cell that is typed in, wherever it stands: a day's hours of a job, or its pay to a day."""

    activity: int
    day: date
    is_pay: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Text that is not saved, whose it is, and the sentence that says why.

    ``seen`` is what stood there: a day's version, or pay in pence. Of a draft (``is_draft``) it tells whether
    somebody has changed it since.
    """

    client: int
    where: str
    text: str
    sentence: str
    seen: int | None = None
    is_draft: bool = False


def place_of(typed: TypedHours | TypedPay) -> Place:
    """The cell something was typed into."""
    if isinstance(typed, TypedHours):
        return Place(typed.activity, typed.day)
    return Place(typed.activity, typed.week_ending, is_pay=True)


class GridModel(QAbstractTableModel):
    """Lines of the people shown; ``problems`` are the cells whose text is not saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.standings: dict[int, Standing] = {}
        self.problems: dict[Place, Problem] = {}
        self.read_only = False
        self._week: HoursWeek | None = None
        self._only: int | None = None
        self._places: dict[Place, tuple[int, int]] | None = None

    # ---- what is shown --------------------------------------------------------------------------------

    def week(self) -> HoursWeek | None:
        """The whole week as it is now shown, with what was typed."""
        if self._week is None:
            return None
        people = tuple(standing.now for standing in self.standings.values())
        return HoursWeek(self._week.monday, self._week.today, people)

    def show(self, week: HoursWeek, only: int | None) -> None:
        """Take a week as it was read; where its lines are the same ones, nothing but figures changes."""
        same_week = self._week is not None and self._week.monday == week.monday
        known, self.standings = self.standings if same_week else {}, {}
        for person in week.people:
            standing = known.get(person.client)
            if standing is None:
                standing = Standing(person)
            else:
                standing.read(person)
            self.standings[person.client] = standing
        self._week, self._only = week, only
        lines = [line for client in self.standings for line in self._lines_of(client)]
        self._places = None
        if [line.key for line in lines] == [line.key for line in self.lines]:
            self.lines = lines
            self._say_changed(0, len(lines) - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)
        else:
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()

    def update_person(self, client: int) -> None:
        """Show one person as they stand now; lines for reasons come and go, the others stay in place."""
        first = next((row for row, line in enumerate(self.lines) if line.person.client == client), None)
        if first is None:
            return
        wanted = self._lines_of(client)
        keys = {line.key for line in wanted}
        last = first
        while last < len(self.lines) and self.lines[last].person.client == client:
            if self.lines[last].key in keys:
                last += 1
            else:
                self.beginRemoveRows(NOWHERE, last, last)
                del self.lines[last]
                self._places = None
                self.endRemoveRows()
        for row, line in enumerate(wanted, first):
            if row < last and self.lines[row].key == line.key:
                self.lines[row] = line
            else:
                self.beginInsertRows(NOWHERE, row, row)
                self.lines.insert(row, line)
                self._places = None
                self.endInsertRows()
                last += 1
        self._say_changed(first, last - 1)

    def _lines_of(self, client: int) -> list[Line]:
        if self._only is not None and client != self._only:
            return []
        standing = self.standings[client]
        # Lines for reasons follow what was typed, not every key of an open editor.
        return lines_of(standing.live, asked_of(standing.now))

    def _say_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))

    # ---- places ---------------------------------------------------------------------------------------

    def line(self, index: Index) -> Line | None:
        """The line an index stands in."""
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def cell(self, index: Index) -> Cell | None:
        """The cell of an index; a reason's line has none."""
        line = self.line(index)
        return line.cells[index.column()] if line and line.cells else None

    def place(self, index: Index) -> Place | None:
        """Which cell that can be typed in an index is."""
        line, column = self.line(index), index.column()
        if line is None or line.job is None:
            return None
        if FIRST_DAY <= column <= LAST_DAY:
            return Place(line.job.activity, line.job.days[column - FIRST_DAY].day)
        return Place(line.job.activity, line.week.ends_on, is_pay=True) if column == PAY else None

    def index_of(self, place: Place) -> QModelIndex:
        """Where a cell stands now; invalid if it is not shown."""
        if self._places is None:
            self._places = dict(self._all_places())
        found = self._places.get(place)
        return self.index(*found) if found else QModelIndex()

    def _all_places(self) -> Any:
        for row, line in enumerate(self.lines):
            if line.job is None:
                continue
            for column in (*range(FIRST_DAY, LAST_DAY + 1), PAY):
                if line.part == 0 or column == PAY:
                    yield self.place(self.index(row, column)), (row, column)

    def person_at(self, place: Place) -> PersonWeek | None:
        """Whose cell it is."""
        for standing in self.standings.values():
            if any(job.activity == place.activity for job in standing.now.jobs):
                return standing.now
        return None

    def is_homeless(self, place: Place) -> bool:
        """Whether a cell belongs to the week that is shown, to a job that is not in it any more."""
        return self._is_within(place.day) and self.person_at(place) is None

    def is_unasked(self, client: int, ends_on: date) -> bool:
        """Whether a benefit week ends in the week that is shown, and no reason is asked for it any more."""
        standing = self.standings.get(client)
        asked = asked_of(standing.now) if standing else []
        return self._is_within(ends_on) and ends_on not in {week.ends_on for week in asked}

    def _is_within(self, day: date) -> bool:
        first, last = self.day(FIRST_DAY), self.day(LAST_DAY)
        return first is not None and last is not None and first <= day <= last

    def spread(self, row: int) -> tuple[int, int]:
        """The first row of a line, and how many rows it has."""
        line = self.lines[row]
        return row - line.part, line.parts

    def is_editable(self, index: Index) -> bool:
        """Whether something can be typed there."""
        cell = self.cell(index)
        return cell is not None and cell.is_editable and not self.read_only

    # ---- what Qt asks -----------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.line(index)
        if line is None or line.kind is Kind.REASON:
            return Qt.ItemFlag.NoItemFlags  # its fields are real ones and stand in the order of Tab
        return READ | Qt.ItemFlag.ItemIsEditable if self.is_editable(index) else READ

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says to the eye and to the ear."""
        line = self.line(index)
        if line is None:
            return None
        if line.kind is Kind.REASON:
            return reason_said(line) if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown_text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(index, line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index, line)
        return None

    def shown_text(self, index: Index) -> str:
        """The words in a cell; what could not be saved stands as it was typed."""
        problem = self.problem(index)
        cell = self.cell(index)
        return problem.text if problem else cell.words if cell else ""

    def problem(self, index: Index) -> Problem | None:
        """What is wrong with the text in a cell, if anything."""
        place = self.place(index) if self.problems else None
        return self.problems.get(place) if place else None

    def _said(self, index: Index, line: Line) -> str:
        said = line.read_out(index.column())
        problem = self.problem(index)
        if problem is None:
            return said
        typed = f"'{problem.text}'" if problem.text else "an empty cell"
        return f"{said}. Not saved: {typed}. {problem.sentence}"

    def _tip(self, index: Index, line: Line) -> str | None:
        problem = self.problem(index)
        if problem is not None:
            return plain_tip(problem.sentence)
        return "\n".join(line.week.judged.working) if line.limit and index.column() == LIMIT else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column; to the ear each row is headed by whose it is."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.lines[section].person.name if section < len(self.lines) else None
        if FIRST_DAY <= section <= LAST_DAY:
            day = self.day(section)
            return spoken_day(day) if day else None
        return HEADS[section]

    # ---- heads ------------------------------------------------------------------------------------------

    def day(self, column: int) -> date | None:
        """The day of a column."""
        monday = self._week.monday if self._week else None
        return date.fromordinal(monday.toordinal() + column - FIRST_DAY) if monday else None

    @property
    def today(self) -> date | None:
        """The day it is."""
        return self._week.today if self._week else None

    def head_week(self) -> str:
        """The benefit week the head names; those that end on another day are named in their rows."""
        people = self._week.people if self._week else ()
        usual = any(week.ends_on == person.sunday for person in people for week in person.weeks)
        return week_words(people[0].sunday) if usual else ""


def reason_said(line: Line) -> str:
    """A reason's line in words."""
    week = line.week
    title = f"{line.person.name}, why over, week to {spoken_day(week.ends_on)}"
    return f"{title}: {week.reason.text}" if week.reason else f"{title}: not explained yet"


def come_back_words(week: BenefitWeek) -> str:
    """When a reason's week is to be looked at again: ``come back on Fri 15 May``."""
    day = week.reason.follow_up_on if week.reason else None
    if day is None:
        return ""
    return f"come back on {day_in_short(day)}"


def day_in_short(day: date) -> str:
    """A day as ``Fri 15 May``."""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"
