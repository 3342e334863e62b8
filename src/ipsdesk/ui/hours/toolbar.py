"""The line above the grid: which week, whose hours, and what can be done with the week as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.reports.hours_week import days_words
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import MONTHS
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

MIDDLE, PEOPLE_WIDTH = 166, 150
EVERYONE = "Everyone"


def week_title(monday: date) -> str:
    """The week on its button, as ``30 Mar to 5 Apr 2026``: short, so that the toolbar keeps to one line."""
    sunday = monday + 6 * DAY
    first = f"{monday.day}" if monday.month == sunday.month else f"{monday.day} {_month(monday)}"
    return f"{first} to {sunday.day} {_month(sunday)} {sunday.year}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1][:3]


class WeekStepper(Stepper):
    """The week shown, between the arrows to the one before and the one after."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "Previous week", "Go to another week", "Next week", parent)
        self.before.setToolTip("Previous week (Alt+Left)")
        self.after.setToolTip("Next week (Alt+Right)")
        self.middle.setToolTip("Go to the week of a day (Ctrl+G)")
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.middle.setMinimumWidth(self._theme.px(MIDDLE))  # the arrows stay put from week to week

    def show_week(self, monday: date) -> None:
        """Name this week."""
        self.middle.say(week_title(monday))
        self.middle.setAccessibleName(f"Week {days_words(monday)}. Go to another week")


class Named(Protocol):
    """Somebody with a name."""

    @property
    def client(self) -> int:
        """The key of the client."""

    @property
    def reference(self) -> str:
        """What the unit calls them beside the name."""

    @property
    def name(self) -> str:
        """What they are called."""


class PeopleChoice(ChoiceField):
    """Everyone, or one person of the week, found by any part of the name."""

    chosen = Signal(object)
    """The client, or None for everyone."""
    refused = Signal(str)
    """Why what was typed is nobody of the week."""
    done = Signal()
    """Somebody was chosen, or Esc was pressed: the keyboard is needed elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, Field("Whose hours", Kind.CHOICE), [Option("", EVERYONE)], parent)
        self.name("Whose hours", "Everyone, or any part of a name")
        self.client: int | None = None
        self.show_value("")
        self.box.activated.connect(self._choose)
        self.box.line.returnPressed.connect(self._choose)
        self.box.line.editingFinished.connect(self._take)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.box.setFixedWidth(self._theme.px(PEOPLE_WIDTH))

    def offer(self, people: Iterable[Named], only: Option | None) -> None:
        """These people are in the week; ``only`` is the one shown, in it or not."""
        options = [Option("", EVERYONE), *named(people)]
        if only is not None and only.value not in {one.value for one in options}:
            options.append(only)
        typing = self.box.line.hasFocus() and self.box.line.isModified()
        if options != self._options and not typing:
            self._options[:] = options
            self.box.clear()
            self.box.addItems([one.words for one in options])
        self.client = None if only is None else int(only.value)
        if not typing:
            self.show_value("" if only is None else only.value)
            self.box.line.setCursorPosition(0)

    def _choose(self) -> None:
        if self._take():
            self.done.emit()

    def _take(self) -> bool:
        try:
            value = self.value()
        except Complaint as complaint:
            if not self.box.property("problem"):
                self.set_problem(True)
                self.refused.emit(f"{complaint}.")
            return False
        self.set_problem(False)
        if not value:
            self.show_value("")
        client = int(str(value)) if value else None
        if client != self.client:
            self.client = client
            self.chosen.emit(client)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to whoever is shown."""
        if event.key() == Qt.Key.Key_Escape:
            self.set_problem(False)
            self.show_value("" if self.client is None else str(self.client))
            self.done.emit()
        else:
            super().keyPressEvent(event)


def named(people: Iterable[Named]) -> list[Option]:
    """People by name; two of one name are told apart by their reference."""
    known = list(people)
    times = Counter(person.name.casefold() for person in known)
    return [
        Option(
            str(person.client),
            person.name if times[person.name.casefold()] == 1 else f"{person.name} ({person.reference})",
        )
        for person in known
    ]


class HoursToolbar(QWidget):
    """Title, week, whose hours; Paste, Copy last week and Usual shifts at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = Words(theme, "Weekly hours", TITLE)
        self.stepper = WeekStepper(theme)
        self.this_week = Button(theme, "This week")
        self.people = PeopleChoice(theme)
        self.paste = Button(theme, "Paste", icon="content-paste")
        self.copy_week = Button(theme, "Copy last week")
        self.shifts = Button(theme, "Usual shifts")
        self.this_week.setToolTip("Go to this week (Alt+Home)")
        self.paste.setToolTip("Paste hours and pay from Excel (Ctrl+V)")
        self.copy_week.setToolTip("Fill blank days with last week's hours (Ctrl+D)")
        self.shifts.setToolTip("When this person usually works (Ctrl+U)")
        line = ToolLine(self, Space.SNUG)
        left = (self.title, self.stepper, self.this_week, self.people)
        for widget in (*left, self.paste, self.copy_week, self.shifts):
            line.addWidget(widget)
        line.done_from = len(left)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))
        self.title.setContentsMargins(0, 0, self._theme.px(Space.LABEL), 0)

    def let_change(self, may: bool) -> None:  # noqa: FBT001 - a plain property
        """Whether the hours may be changed by whoever is at the desk."""
        for button in (self.paste, self.copy_week, self.shifts):
            button.setEnabled(may)
