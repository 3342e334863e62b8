"""The tab of weekly hours: the grid between its toolbar and its key, and one person's weeks beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.reports.hours_week import days_words
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.hours import Saved
from ipsdesk.services.hours_typing import TypedPay
from ipsdesk.services.hours_week import HoursWeek, PersonWeek, WeekPay
from ipsdesk.services.roles import STAFF
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.hours.saver import CopiedWeek, Explained, HoursSaver, NewShifts
from ipsdesk.ui.hours.tab_actions import ACTIONS
from ipsdesk.ui.hours.tab_dialogs import HoursDialogs
from ipsdesk.ui.hours.tab_drafts import TabDrafts
from ipsdesk.ui.hours.tab_page import HoursPage
from ipsdesk.ui.hours.tab_words import context_words, copied_words, found_in, waiting_words
from ipsdesk.ui.hours.toolbar import named
from ipsdesk.ui.hours.toolbar_week import monday_of
from ipsdesk.ui.hours.week_printing import print_week
from ipsdesk.ui.tab import Found, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.verbs import FIND, PRINT
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.side_panel import lead_in

NO_ROW = "Choose a person’s row first."
READING_ONLY = "This account may read the hours, not change them."


class HoursTab(Tab):
    """The therapist's week: what is typed is saved as soon as its cell is left."""

    title: ClassVar[str] = "Weekly hours"
    help_page: ClassVar[str] = "weekly-hours"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"hours", "usual shift", "hours reason", "activity", "client", "change", "employer",
         "restriction", "cover"}
    )  # fmt: skip

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        del settings  # nothing of a person's week is kept outside the unit
        self._theme, self._run, self._desk = theme, run, desk
        self._today = desk.workspace.today
        self._may_change = desk.workspace.actor.role in STAFF
        self.monday = monday_of(self._today())
        self._only: Option | None = None
        self._wanted: int | None = None
        self._others_seen = -1
        self.dialogs = HoursDialogs(theme, self._today, self)
        self.saver = HoursSaver(run, desk, self)
        # Once for all that came back together, and not while a field is still being left.
        self._read_soon = QTimer(self, singleShot=True, interval=0)
        self._read_soon.timeout.connect(self._read)
        self._drafts = TabDrafts(self)
        page = HoursPage(theme, self)
        self.toolbar, self.strip = page.toolbar, page.strip
        self.grid, self.inspector = page.grid, page.inspector
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        lead_in(self, self.grid)
        self._wire()
        self.grid.set_read_only(not self._may_change)
        self.toolbar.let_change(self._may_change)
        self.toolbar.stepper.show_week(self.monday)

    def _wire(self) -> None:
        toolbar, grid, saver = self.toolbar, self.grid, self.saver
        toolbar.stepper.before.clicked.connect(self.go_back)
        toolbar.stepper.after.clicked.connect(self.go_on)
        toolbar.stepper.middle.clicked.connect(self.ask_week)
        toolbar.this_week.clicked.connect(self.go_to_this_week)
        toolbar.people.chosen.connect(self.show_only)
        toolbar.people.refused.connect(self._refuse)
        toolbar.people.done.connect(self.grid.setFocus)
        toolbar.paste.clicked.connect(self.paste)
        toolbar.copy_week.clicked.connect(self.copy_last_week)
        toolbar.shifts.clicked.connect(self.ask_shifts)
        self.dialogs.week_chosen.connect(self.go_to_week)
        self.dialogs.shifts_given.connect(saver.set_shifts)
        self.strip.wanted.connect(grid.go_to_problem)
        grid.typed.connect(self._typed)
        grid.reason_given.connect(saver.explain)
        grid.person_changed.connect(self.inspector.show_person)
        grid.problems_changed.connect(self._problems_changed)
        grid.shifts_wanted.connect(self.ask_shifts_of)
        grid.everyone_wanted.connect(self.show_everyone)
        grid.week_wanted.connect(self._go_to_problem)
        self.inspector.wanted.connect(saver.read_history)
        saver.saved.connect(self._saved)
        saver.refused.connect(self._refused)
        saver.week_read.connect(self._week_read)
        saver.history_read.connect(self.inspector.show_history)
        saver.unread.connect(self._refuse)
        saver.settled.connect(self.settled)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {
            PRINT.key: self.print_week,
            "hours-copy": self.grid.copy,
            "hours-paste": self.paste,
            "hours-last-week": self.copy_last_week,
            "hours-last-week-one": self.copy_last_week_of_one,
            "hours-shifts": self.ask_shifts,
            FIND.key: self.find_person,
            "hours-before": self.go_back,
            "hours-after": self.go_on,
            "hours-this": self.go_to_this_week,
            "hours-go": self.ask_week,
            "hours-one": self.turn_one,
        }

    # ---- which week ---------------------------------------------------------------------------------

    def go_to_week(self, monday: date) -> None:
        """Show another week; what is open in a cell is saved first."""
        if monday != self.monday:
            self.grid.commit()
            self.strip.clear()
            self.monday = monday
            self.toolbar.stepper.show_week(monday)
            announce(self.toolbar.stepper, f"Week {days_words(monday)}")
            self.saver.read_week(monday)

    def go_back(self) -> None:
        self.go_to_week(self.monday - 7 * DAY)

    def go_on(self) -> None:
        self.go_to_week(self.monday + 7 * DAY)

    def go_to_this_week(self) -> None:
        self.go_to_week(monday_of(self._today()))

    def ask_week(self) -> None:
        """Ask for a day, and go to its week."""
        self.grid.commit()
        self.dialogs.ask_week()

    # ---- reading ------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read again, unless all that changed since was saved here, which is shown already."""
        week = self.grid.week
        if week is None or week.today != self._today() or self._others_seen != self.saver.others_changed:
            self._read()

    def _read(self) -> None:
        self._others_seen = self.saver.others_changed
        self.saver.read_week(self.monday)

    def _week_read(self, week: HoursWeek) -> None:
        if week.monday == self.monday:
            self._show(week)

    def _show(self, week: HoursWeek) -> None:
        if self._only is None:
            self.grid.show_week(week)
        else:
            nobody = f"{self._only.words} has no paid job in this week."
            self.grid.show_week(week, int(self._only.value), nobody)
        if self._wanted is not None:
            self.grid.go_to(self._wanted)
            self._wanted = None
        self.toolbar.people.offer(week.people, self._only)
        self._tell()
        self._drafts.open_shifts()

    # ---- saving -------------------------------------------------------------------------------------

    def _typed(self, entry: object) -> None:
        self.strip.clear()
        match entry:
            case (TypedPay() as typed, WeekPay() as shown):
                self.saver.record_pay(typed, shown)
            case tuple():
                self.saver.record(entry)
        self._tell()

    def _saved(self, entry: object, saved: Saved) -> None:
        self.grid.settle(saved.days, entry)
        if saved.is_changed:
            self.saved.emit(saved.at)
        match entry:
            case CopiedWeek():
                self.strip.say(copied_words(len(saved.days)))
                self._read_soon.start()
            case Explained():
                self._read_soon.start()
            case NewShifts(activity=activity):
                self._read_soon.start()
                self.dialogs.take_saved(activity)
        self._tell()
        self.inspector.show_person(self.inspector.person)

    def _refused(self, entry: object, sentence: str) -> None:
        match entry:
            case Explained(client=client, ends_on=ends_on):
                self.grid.refuse_reason(client, ends_on, sentence)
            case NewShifts(activity=activity) if self.dialogs.refuse(activity, sentence):
                pass
            case tuple():
                self.grid.refuse(entry, sentence)
            case _:
                self.strip.say(sentence, refused=True)
        self._read_soon.start()

    def _problems_changed(self) -> None:
        self.strip.show_problems(self.grid.problems())

    def _tell(self) -> None:
        """How many weeks wait, and what is on screen."""
        if (week := self.grid.week) is not None:
            self.waiting.emit(*waiting_words(week))
            self.context.emit(context_words(week))

    def leave(self) -> None:
        self.grid.commit()
        self.saver.stop_reading()

    def unsaved(self) -> Sequence[str]:
        return self.grid.unsaved()

    def is_settled(self) -> bool:
        return self.saver.is_settled()

    def drafts(self) -> Sequence[DraftNote]:
        return self._drafts.notes()

    def reopeners(self) -> Reopeners:
        return self._drafts.reopeners()

    # ---- what is done -------------------------------------------------------------------------------

    def paste(self) -> None:
        """Hours and pay from the clipboard, from the current cell on."""
        self.grid.paste()

    def copy_last_week(self) -> None:
        """Fill everyone's blank days."""
        self.grid.commit()
        self.saver.copy_last_week(self.monday)

    def copy_last_week_of_one(self) -> None:
        """Fill the blank days of the person of the row."""
        if (person := self.inspector.person) is not None:
            self.grid.commit()
            self.saver.copy_last_week(self.monday, person.client)
        else:
            self.strip.say(NO_ROW)

    def ask_shifts(self) -> None:
        """Ask when the person of the row usually works."""
        person = self.inspector.person
        if person is None or not person.jobs:
            self.strip.say(NO_ROW)
        else:
            self.ask_shifts_of(person.jobs[0].activity)

    def ask_shifts_of(self, activity: int) -> None:
        """The same, this job first."""
        person = self.person_with(activity)
        if not self._may_change:
            self.strip.say(READING_ONLY)
        elif person is not None:
            self.grid.commit()
            self.dialogs.ask_shifts(person, activity)

    def person_with(self, activity: int) -> PersonWeek | None:
        """Whose job it is, in the week on screen."""
        people = self.grid.week.people if self.grid.week else ()
        return next((one for one in people if any(job.activity == activity for job in one.jobs)), None)

    def print_week(self) -> None:
        """The week as it is on screen, everybody in it, on paper."""
        self.grid.commit()
        if (week := self.grid.week) is not None:
            print_week(self._theme, self._run, self._desk, week, self)

    # ---- whose hours --------------------------------------------------------------------------------

    def find_person(self) -> None:
        """Go to the choice of a person, ready to be typed over."""
        line = self.toolbar.people.box.line
        line.setFocus()
        line.selectAll()

    def show_only(self, client: int | None) -> None:
        """One person of the week, or everyone (None)."""
        week = self.grid.week
        if week is None:
            return
        self.strip.clear()
        self._only = next((one for one in named(week.people) if one.value == str(client)), None)
        self._show(week)

    def _refuse(self, sentence: str) -> None:
        self.strip.say(sentence, refused=True)

    def show_everyone(self) -> None:
        self.show_only(None)

    def show_hours(self, client: int, day: date) -> bool:
        """The grid goes to the person's row as soon as its week is on screen for everyone."""
        self._go_to_problem(monday_of(day))
        if self.grid.week is not None and self.grid.week.monday == self.monday:
            self.grid.go_to(client)
        else:
            self._wanted = client
        return True

    def _go_to_problem(self, monday: date) -> None:
        """The grid goes to the cell as soon as its week is on screen for everyone."""
        self.show_everyone()
        self.go_to_week(monday)

    def turn_one(self) -> None:
        """The person of the row alone; again: everyone."""
        if self._only is not None:
            self.show_everyone()
        elif (person := self.inspector.person) is not None:
            self.show_only(person.client)
        else:
            self.strip.say(NO_ROW)

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        week = self.grid.week
        people = found_in(week, words) if week is not None else ()
        return [Found(person.name, "Weekly hours", partial(self.go_to, person.client)) for person in people]

    def go_to(self, client: int) -> None:
        """Go to a person's row, among everyone if another is shown alone."""
        if self._only is not None and self._only.value != str(client):
            self.show_everyone()
        self.grid.go_to(client)
