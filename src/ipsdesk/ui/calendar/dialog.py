"""The unit's week in a window of its own: everybody or one person, week by week, with what can be added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.reports.unit_calendar import unit_calendar_blocks
from ipsdesk.rules.periods import DAY
from ipsdesk.services.calendar import Slot, UnitWeek, monday_of
from ipsdesk.services.editing import SavedRecord
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.background import Progress
from ipsdesk.ui.calendar.grid import CalendarGrid
from ipsdesk.ui.calendar.slot_words import cell_said, short_times, summary_words
from ipsdesk.ui.hours.toolbar import PeopleChoice, WeekStepper, week_title
from ipsdesk.ui.hours.toolbar_week import GoToWeek
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.text_styles import BODY, SECOND, TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import SCREEN_SHARE

CALENDAR = "Calendar of the week"
NOBODY = (
    "Nothing is in this week yet. Add an appointment, or say in Weekly hours when somebody usually works."
)
KEYS = "Enter opens what stands in a cell, Insert adds an appointment there."
APPOINTMENT = "appointment"
WIDTH, HEIGHT = 1220, 680


class UnitCalendar(QDialog):
    """Begins with the week of today; ``person`` alone where one is given. ``saved`` carries the moment."""

    saved = Signal(object)

    def __init__(self, at: AtDesk, person: tuple[int, str] | None = None) -> None:
        super().__init__(at.page)
        self._at = replace(at, page=self)
        self._theme, self._desk = at.theme, at.desk
        self._person = person
        self._may_change = at.desk.workspace.actor.role in STAFF
        self.monday = monday_of(at.desk.workspace.today())
        """The first day of the week that is asked for."""
        self._asked = 0
        self.week: UnitWeek | None = None
        self.setWindowTitle(CALENDAR)
        theme = at.theme
        self.stepper, self.this_week = WeekStepper(theme), Button(theme, "This week")
        self.people = PeopleChoice(theme)
        self.people.name("Whose week", "Everyone, or any part of a name")
        self.add, self.print = Button(theme, "Add appointment", icon="plus"), Button(theme, "Print…")
        self.summary, self.here = Words(theme, style=BODY, wraps=True), Words(theme, style=SECOND, wraps=True)
        self.grid, self.close_button = CalendarGrid(theme), Button(theme, "Close", Rank.PLAIN)
        self._build()
        self._wire()
        self._read()

    # ---- how it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        top, layout = QWidget(), QVBoxLayout(self)
        line = ToolLine(top, Space.SNUG)
        left = (Words(self._theme, "Calendar", TITLE), self.stepper, self.this_week, self.people)
        for widget in (*left, self.add, self.print):
            line.addWidget(widget)
        line.done_from = len(left)
        self.add.setVisible(self._may_change)
        foot = QHBoxLayout()
        foot.addWidget(self.here, 1)
        foot.addWidget(self.close_button)
        layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(top)
        layout.addWidget(self.summary)
        layout.addWidget(self.grid, 1)
        layout.addLayout(foot)
        room = self.screen().availableSize() * SCREEN_SHARE
        px = self._theme.px
        self.resize(min(px(WIDTH), room.width()), min(px(HEIGHT), room.height()))
        self.grid.setFocus()

    def _wire(self) -> None:
        self.stepper.before.clicked.connect(self.go_back)
        self.stepper.after.clicked.connect(self.go_on)
        self.stepper.middle.clicked.connect(self.ask_week)
        self.this_week.clicked.connect(self.go_to_today)
        self.people.chosen.connect(self._choose)
        self.people.refused.connect(self._say)
        self.people.done.connect(self.grid.setFocus)
        self.add.clicked.connect(self.add_appointment)
        self.print.clicked.connect(self.print_week)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setAutoDefault(False)
        self.grid.stood.connect(self._tell_cell)
        self.grid.opened.connect(self.open_cell)
        keys = {"Alt+Left": self.go_back, "Alt+Right": self.go_on, "Alt+Home": self.go_to_today,
                "Ctrl+G": self.ask_week, "Insert": self.add_appointment, "Ctrl+N": self.add_appointment,
                "Ctrl+P": self.print_week}  # fmt: skip
        for key, does in keys.items():
            QShortcut(QKeySequence(key), self, does)

    # ---- which week, whose --------------------------------------------------------------------------

    def go_back(self) -> None:
        """The week before."""
        self.go_to(self.monday - 7 * DAY)

    def go_on(self) -> None:
        """The week after."""
        self.go_to(self.monday + 7 * DAY)

    def go_to_today(self) -> None:
        """The week of today."""
        self.go_to(self._desk.workspace.today())

    def ask_week(self) -> None:
        """Ask for a day of the week that is wanted."""
        dialog = GoToWeek(self._theme, self._desk.workspace.today, self)
        dialog.chosen.connect(self.go_to)
        self._at.open(dialog)

    def go_to(self, day: date) -> None:
        """The week that holds a day."""
        self.monday = monday_of(day)
        self._read()

    def _choose(self, client: int | None) -> None:
        name = self.people.box.line.text()
        self._person = None if client is None else (client, name)
        self._read()

    # ---- reading ------------------------------------------------------------------------------------

    def _read(self) -> None:
        self._asked += 1
        client = self._person[0] if self._person else None
        self._at.run(partial(self._fetch, self._asked, self.monday, client), self._show, self._failed)

    def _fetch(
        self, number: int, monday: date, client: int | None, _progress: Progress
    ) -> tuple[int, UnitWeek | None]:
        if number != self._asked:
            return number, None  # nobody waits for it
        calendar = self._desk.calendar
        return number, calendar.week(monday) if client is None else calendar.week_of(client, monday)

    def _show(self, read: tuple[int, UnitWeek | None]) -> None:
        number, week = read
        if number != self._asked or week is None:
            return
        self.week = week
        self.stepper.show_week(week.monday)
        only = Option(str(self._person[0]), self._person[1]) if self._person else None
        self.people.offer(week.people, only)
        self.grid.show_week(week)
        self.summary.setText(summary_words(week) if week.people else NOBODY)
        self._tell_cell()
        announce(self, f"{week_title(week.monday)}. {self.summary.text()}")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))

    def _say(self, words: str) -> None:
        self.here.setText(words)
        announce(self, words, urgent=True)

    def _tell_cell(self) -> None:
        """What is in the cell with the keyboard, in full."""
        person, day = self.grid.person(), self.grid.day()
        self.here.setText(f"{cell_said(person, day)}. {KEYS}" if person is not None and day else "")

    # ---- what is done -------------------------------------------------------------------------------

    def open_cell(self) -> None:
        """What stands in the cell: the one thing, a choice of several, or a new appointment."""
        slots = self.grid.here()
        if not slots:
            self.add_appointment()
        elif len(slots) == 1:
            self._open(slots[0])
        else:
            self._offer(slots)

    def _offer(self, slots: tuple[Slot, ...]) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Open")
        menu.aboutToHide.connect(menu.deleteLater)
        for slot in slots:
            action = menu.addAction(f"{short_times(slot)} {slot.words}".replace("&", "&&"))
            action.triggered.connect(partial(self._open, slot))
        box = self.grid.visualRect(self.grid.currentIndex())
        menu.popup(self.grid.viewport().mapToGlobal(box.topLeft() + QPoint(0, self._theme.px(Space.STEP))))
        menu.setActiveAction(menu.actions()[0])

    def _open(self, slot: Slot, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - a signal's
        if self._may_change:
            self._form(Wanted(slot.kind, slot.id))

    def add_appointment(self) -> None:
        """A new one, of the person and the day with the keyboard."""
        if self._may_change:
            person, day = self.grid.person(), self.grid.day()
            client = person.client if person is not None else self._person[0] if self._person else None
            whose = {} if client is None else {"client_id": str(client)}
            self._form(Wanted(APPOINTMENT, None, {"on_date": day or self.monday, **whose}))

    def _form(self, wanted: Wanted) -> None:
        dialog = RecordDialog(self._at, wanted)
        dialog.saved.connect(self._saved)
        self._at.open(dialog)

    def _saved(self, saved: SavedRecord) -> None:
        self.saved.emit(saved.done.at)
        self._read()

    def print_week(self) -> None:
        """The week as it is on screen, on paper."""
        if (week := self.week) is not None:
            desk, about = self._desk, self._person[0] if self._person else None
            noting = Noting(self._at.run, desk.trail, week_title(week.monday), len(week.people), about)
            footing = Footing(desk.unit_name, week_title(week.monday), desk.is_practice)
            print_blocks(self._theme, unit_calendar_blocks(week, desk.unit_name), footing, self, noting)
