"""The week: each of us against the mark of contacts with employers, their rows, and the lead's sign-off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.employer_week_reading import SpecialistWeek, WeekContact, WeekOfContacts
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.employers import week_words as words
from ipsdesk.ui.employers.contacts_part import CONTACT
from ipsdesk.ui.hours.toolbar_week import GoToWeek, monday_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

WEEK = 7 * DAY
KEYS = "Enter opens a contact."
SIGN_OFF = "Sign off"
SIGN_OFF_HELP = "Say that this person’s contacts of the week were gone through today (Space)"
WHY_OFF = "Choose a specialist who was at work in this week first"
FOR_LEADS = "A lead or a manager signs off"


class WeekView(DetailView):
    """Alt+Left and Alt+Right turn the week, Space signs off, Enter goes to the rows."""

    title: ClassVar[str] = "Week"
    finds: ClassVar[str] = "one of us by name"
    nouns: ClassVar[tuple[str, str]] = ("specialist", "specialists")
    nothing: ClassVar[str] = "Choose one of us to see the contacts of the week"

    def __init__(self, at: AtDesk) -> None:
        self.week: WeekOfContacts | None = None
        self.monday = monday_of(at.desk.workspace.today())
        super().__init__(at)
        self._may_sign = at.desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        self.card.tools.hide()
        self.contacts = Section(self._theme, "Contacts of the week", "No contact in this week.", KEYS)
        self.card.add_section(self.contacts)
        self.contacts.set_may_change(may=self.may_change)
        self.contacts.list.opened.connect(self._open_contact)
        self._build()
        for keys, does in (("Alt+Left", self.go_back), ("Alt+Right", self.go_on), ("Alt+Home", self.go_now),
                           ("Ctrl+G", self._ask_week)):  # fmt: skip
            self._shortcut(self, keys, does)
        self._shortcut(self.list.view, "Space", self.sign_off)
        self.list.view.selectionModel().selectionChanged.connect(self._settle)

    def _build(self) -> None:
        bar = QWidget()
        self.stepper = Stepper(self._theme, "Previous week", "Go to the week of…", "Next week")
        self.sign = Button(self._theme, SIGN_OFF, Rank.PLAIN)
        self.sign.setVisible(self._may_sign)
        self.standing = Words(self._theme, style=SECOND)
        line = ToolLine(bar, Space.STEP)
        for widget in (self.stepper, self.sign, self.standing):
            line.addWidget(widget)
        self._column.insertWidget(0, bar)
        QWidget.setTabOrder(self.sign, self.list.view)
        self.stepper.before.clicked.connect(self.go_back)
        self.stepper.middle.clicked.connect(self._ask_week)
        self.stepper.after.clicked.connect(self.go_on)
        self.sign.clicked.connect(self.sign_off)
        self._settle()

    def _shortcut(self, where: QWidget, keys: str, does: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        inside = where is self
        shortcut.setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut if inside else Qt.ShortcutContext.WidgetShortcut
        )
        shortcut.activated.connect(does)

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[SpecialistWeek]:
        columns = (
            Column[SpecialistWeek]("Specialist", lambda one: one.name, width=190, second=words.mark_words,
                                   name=True),
            Column[SpecialistWeek]("Contacts", lambda one: one.made, words.made_words, width=95, align=RIGHT),
            Column[SpecialistWeek]("Status", lambda one: self._standing(one)[0], width=130,
                                   mark=lambda one: self._standing(one)[1]),
            Column[SpecialistWeek]("Away", lambda one: one.away, words.away_words, width=80, gives_way=2),
            Column[SpecialistWeek]("Signed off", lambda one: one.reviewed_on,
                                   lambda one: words.signed_words(one, today()), width=180, gives_way=1),
        )  # fmt: skip
        return Listing(
            "Week of employer contacts", columns,
            "No specialist was in post in this week: add the first one on a form of staff",
            lambda one: one.staff, row_height=Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def _standing(self, one: SpecialistWeek) -> tuple[str, Mark]:
        return words.standing(one, is_over=self.week is not None and self.week.is_over)

    def read(self) -> WeekOfContacts:
        return self._at.desk.employer_week.week(self.monday)

    def rows_of(self, read: WeekOfContacts) -> Sequence[SpecialistWeek]:
        self.week = read
        self.stepper.middle.say(words.title_of(read), "" if read.is_over else "this week")
        self.stepper.after.setEnabled(read.is_over)
        self.standing.setText(words.made_in(read))
        self._settle()
        return read.lines

    def _show(self, read: WeekOfContacts) -> None:
        """Somebody is always chosen, so that the rows stand there at once."""
        super()._show(read)
        if self.chosen is None and self.list.model.shown:
            self.list.view.setCurrentIndex(self.list.model.index(0, self.list.columns.first_shown()))
        self._settle()

    def words_of(self, read: WeekOfContacts) -> str:
        return words.week_words(read)

    def details(self, row: SpecialistWeek) -> tuple[str, str, Details]:
        today = self._at.desk.workspace.today()
        fields = [
            ("The mark", words.mark_words(row)),
            ("Looking for work", f"{row.job_seekers}" if row.is_specialist else ""),
            ("Away", words.away_words(row)),
            ("Signed off", words.signed_words(row, today)),
        ]
        return row.name, f"{words.made_words(row)} · {self._standing(row)[0]}", fields

    def show_row(self, row: SpecialistWeek) -> None:
        super().show_row(row)
        self._settle()
        read = partial(self._at.desk.employer_week.contacts, row.staff, self.monday)
        self.reading.ask("contacts", read, self._show_contacts)

    def _show_contacts(self, read: Sequence[WeekContact]) -> None:
        today = self._at.desk.workspace.today()
        self.contacts.show_lines([words.contact_line(one, today) for one in read])

    def _open_contact(self, contact: WeekContact) -> None:
        if self.may_change:
            self.doing.change(CONTACT, contact.id)

    def change(self) -> None:
        """Nothing of a week is changed but its contacts."""

    def remove(self) -> None:
        """Nor removed."""

    # ---- turning ------------------------------------------------------------------------------------

    def go_back(self) -> None:
        """To the week before."""
        self.go_to(self.monday - WEEK)

    def go_on(self) -> None:
        """To the week after, up to this one."""
        self.go_to(self.monday + WEEK)

    def go_now(self) -> None:
        """To the week of today."""
        self.go_to(self._at.desk.workspace.today())

    def go_to(self, day: date) -> None:
        """To the week of a day; one that is still to come has nothing in it."""
        monday = monday_of(min(day, self._at.desk.workspace.today()))
        if monday != self.monday:
            self.monday = monday
            self.refresh()

    def _ask_week(self) -> None:
        dialog = GoToWeek(self._theme, self._at.desk.workspace.today, self)
        dialog.chosen.connect(self.go_to)
        self._at.open(dialog)

    # ---- signing off --------------------------------------------------------------------------------

    def sign_off(self) -> None:
        """Today's sign-off of the week of the one that is chosen."""
        row = self.chosen
        if not self._may_sign:
            self.told.emit(f"{FOR_LEADS}. Nothing was changed.", True)  # noqa: FBT003 - a signal has no names
        elif isinstance(row, SpecialistWeek) and row.is_specialist:
            self.doing.do(partial(self._sign, row.staff, self.monday))

    @staticmethod
    def _sign(staff: int, monday: date, desk: Desk) -> Done:
        return desk.employer_week.sign_off(staff, monday)

    def _settle(self) -> None:
        """The button goes with the one that is chosen."""
        row = self.chosen
        can = isinstance(row, SpecialistWeek) and row.is_specialist
        self.sign.setEnabled(can)
        self.sign.setToolTip(SIGN_OFF_HELP if can else WHY_OFF)


def _fits(row: SpecialistWeek, typed: Sequence[str]) -> bool:
    return all(part.casefold() in row.name.casefold() for part in typed)
