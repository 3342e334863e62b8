"""What can be done with the person whose record is open: steps of the referral, forms, merging."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.pathway import Step
from ipsdesk.services.records import Done
from ipsdesk.services.roles import STAFF, Role
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.caseload.record import Record
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.doing import CLIENT, Doing
from ipsdesk.ui.records.adding import Adding
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog, Whose
from ipsdesk.ui.trail.of_record import NO_RECORD, OfRecord

EDIT, VIEW = "&Edit", "&View"
ADD_PERSON, CHANGE, MENU = "add-person", "change-person", "person-menu"
PAGE_BEFORE, PAGE_AFTER = "record-page-before", "record-page-after"
ROWS = (
    ActionRow(ADD_PERSON, EDIT, "Add person…", "Add somebody new, and then the referral"),
    ActionRow(CHANGE, EDIT, "Chan&ge this person…", "Change what the open record says of the person",
              "Ctrl+Shift+E"),
    ActionRow(MENU, EDIT, "More about this person…",
              "Accept, start, hand over, pause, close, refer again, merge, restrict", "Ctrl+M"),
    ActionRow(PAGE_BEFORE, VIEW, "Previous page of the record", "Turn to the page before", "Ctrl+PgUp",
              new_group=True),
    ActionRow(PAGE_AFTER, VIEW, "Next page of the record", "Turn to the page after", "Ctrl+PgDown"),
)  # fmt: skip
STEPS = (
    (Step.REFER, "Add the &referral…"),
    (Step.ACCEPT, "&Accept the referral…"),
    (Step.DECLINE, "&Decline the referral…"),
    (Step.START, "&Start support…"),
    (Step.HAND_OVER, "&Hand over…"),
    (Step.PAUSE, "&Pause support…"),
    (Step.RESUME, "Res&ume support…"),
    (Step.CLOSE, "&Close the referral…"),
    (Step.REFER_AGAIN, "Refer a&gain…"),
)
READS_ONLY = "This account reads only."
FOR_LEADS = "Only a lead or a manager may do this. Ask one of them."
LEADS = (Role.LEAD, Role.MANAGER)


class OfPerson(QObject):
    """``saved`` carries the moment, ``told`` words and whether they refuse, ``added`` who is new."""

    saved = Signal(object)
    told = Signal(str, bool)
    added = Signal(int)

    def __init__(self, at: AtDesk, record: Record, of_record: OfRecord) -> None:
        super().__init__(at.page)
        self._at, self._record, self._of_record = at, record, of_record
        self._role = at.desk.workspace.actor.role
        self.doing, self._adding = Doing(at), Adding(at)
        self.menu: QMenu | None = None
        self.doing.saved.connect(self.saved)
        self.doing.told.connect(self.told)
        self._adding.saved.connect(self._saved)
        self._adding.stepped.connect(self.saved)
        self._adding.told.connect(self.told)
        self._adding.added.connect(self.added)
        head = record.head
        head.more.clicked.connect(self.show_menu)
        head.add_contact.clicked.connect(self.add_contact)
        head.add_contact.setVisible(self._role in STAFF)
        record.pages.made.connect(self._page_made)

    def _page_made(self, page: RecordPage) -> None:
        page.form_wanted.connect(self.doing.open_form)
        page.asked.connect(self.doing.ask)
        page.ticked.connect(self.doing.tick)
        page.do_wanted.connect(self.doing.do)
        page.compare_wanted.connect(self.doing.compare)
        page.dialog_wanted.connect(self.doing.open)
        page.restrict_wanted.connect(self._restrict_wanted)
        page.week_wanted.connect(self.show_week)
        page.print_wanted.connect(self.doing.show)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each of ``ROWS``."""
        return {
            ADD_PERSON: self.add_person,
            CHANGE: self.change_person,
            MENU: self.show_menu,
            PAGE_BEFORE: self.page_before,
            PAGE_AFTER: self.page_after,
        }

    # ---- forms --------------------------------------------------------------------------------------

    def add_person(self) -> None:
        """Somebody new; the referral is asked for next."""
        if self._may_change():
            self._adding.person()

    def change_person(self) -> None:
        """What is recorded of the person."""
        if self._may_change() and (person := self._person()) is not None:
            self.doing.open_form(Wanted(CLIENT, person[0]))

    def add_contact(self) -> None:
        """A contact of the person."""
        if self._may_change() and (person := self._person()) is not None:
            self._adding.contact(person[0])

    def page_before(self) -> None:
        """The page of the record before."""
        self._record.pages.turn(-1)

    def page_after(self) -> None:
        """The next page of the record."""
        self._record.pages.turn(1)

    def _may_change(self) -> bool:
        if self._role in STAFF:
            return True
        self.told.emit(READS_ONLY, True)  # noqa: FBT003 - a signal has no names
        return False

    def _person(self) -> tuple[int, str] | None:
        """Whose record is on screen, by key and name."""
        shown = self._record.shown
        if shown is None or shown.person.client != self._record.client:
            self.told.emit(NO_RECORD, True)  # noqa: FBT003 - as above
            return None
        return shown.person.client, shown.person.name

    def _saved(self, done: Done) -> None:
        self.saved.emit(done.at)
        self.told.emit(done.words, False)  # noqa: FBT003 - as above

    # ---- the menu -----------------------------------------------------------------------------------

    def show_menu(self) -> None:
        """What fits how the referral stands is on; the rest is off, and its tip says why."""
        if (person := self._person()) is None or (standing := self._record.standing) is None:
            return
        menu = self.menu = QMenu(self._at.page)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(f"More about {person[1]}")
        menu.aboutToHide.connect(menu.deleteLater)
        reads_only = "" if self._role in STAFF else READS_ONLY
        self._line(menu, "Change this pers&on…", self.change_person, reads_only)
        menu.addSeparator()
        for step, text in STEPS:
            action = self._line(menu, text, self._take, reads_only or standing.why_not(step))
            action.setData(step)
        menu.addSeparator()
        self._add_rest(menu)
        button = self._record.head.more
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        first = next(one for one in menu.actions() if one.isEnabled() and not one.isSeparator())
        menu.setActiveAction(first)

    def _add_rest(self, menu: QMenu) -> None:
        for_leads = "" if self._role in LEADS else FOR_LEADS
        self._line(menu, "&Merge with another record…", self.merge, for_leads)
        restrict = "&Lift the restriction…" if self._is_restricted() else "Restr&ict this record…"
        self._line(menu, restrict, self.restrict, for_leads)
        menu.addSeparator()
        self._line(menu, "Histor&y…", self._of_record.person_history, "")
        self._line(menu, "Remo&ve the person…", self._of_record.remove_person, for_leads)

    def _line(self, menu: QMenu, text: str, does: Callable[[], object], why_off: str) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(does)
        action.setEnabled(not why_off)
        action.setToolTip(why_off)
        action.setStatusTip(why_off)
        return action

    def _take(self) -> None:
        action, person, standing = self.sender(), self._person(), self._record.standing
        if isinstance(action, QAction) and person is not None and standing is not None:
            self.doing.ask_step(Step(action.data()), standing, person[1])

    def why_off(self) -> Sequence[tuple[str, str]]:
        """The lines of the menu that are off, each with the reason."""
        actions = self.menu.actions() if self.menu is not None else []
        return [
            (one.text().replace("&", ""), one.toolTip())
            for one in actions
            if one.toolTip() and not one.isEnabled()
        ]

    # ---- with both records, and with who may open it ------------------------------------------------

    def merge(self) -> None:
        """Another record of the same person."""
        if (person := self._person()) is not None:
            self.doing.merge(*person)

    def restrict(self) -> None:
        """Keep the record from others, or no longer."""
        shown = self._record.shown
        if self._person() is not None and shown is not None:
            at, lifts = self._at, self._is_restricted()
            whose = Whose(shown.person.client, f"{shown.person.name}, {shown.person.reference}")
            at.open(RestrictDialog(at.theme, at.run, at.desk, whose, lifts=lifts, parent=at.page))

    def _restrict_wanted(self) -> None:
        if self._role in LEADS:
            self.restrict()
        else:
            self.told.emit(FOR_LEADS, True)  # noqa: FBT003 - a signal has no names

    def show_week(self) -> None:
        """The person's week in the calendar."""
        if (person := self._person()) is not None:
            from ipsdesk.ui.calendar.dialog import UnitCalendar  # noqa: PLC0415 - few look at it

            calendar = UnitCalendar(self._at, person)
            calendar.saved.connect(self.saved)
            self._at.open(calendar)

    def _is_restricted(self) -> bool:
        shown = self._record.shown
        return shown is not None and any(flag.kind is FlagKind.RESTRICTED for flag in shown.person.flags)
