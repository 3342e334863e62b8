"""What can be done with the employer whose record is open: change, add a contact, merge, history, remove."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ipsdesk.services.employers_list import EmployerRow
from ipsdesk.services.roles import STAFF, Role
from ipsdesk.ui.caseload.of_person import FOR_LEADS, LEADS, READS_ONLY
from ipsdesk.ui.employers.record import EmployerCard
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.doing import Doing

EMPLOYER, CONTACT = "employer", "contact"
NO_RECORD = "Choose an employer first: no record is open."


class OfEmployer(QObject):
    """``told`` carries words and whether they refuse."""

    told = Signal(str, bool)

    def __init__(self, at: AtDesk, record: EmployerCard, doing: Doing) -> None:
        super().__init__(record)
        self._at, self._record, self._doing = at, record, doing
        self._role: Role = at.desk.workspace.actor.role
        self.menu: QMenu | None = None
        record.head.more.clicked.connect(self.show_menu)
        record.head.add_contact.clicked.connect(self.add_contact)

    def add_contact(self) -> None:
        """A contact with them today, by oneself."""
        if self._may_change() and (row := self._shown()) is not None:
            known = {**self._at.desk.contacts.known(None), "kind": EMPLOYER}
            self._doing.add(CONTACT, **known, employer_id=str(row.employer))

    def change(self) -> None:
        """What is recorded of them."""
        if self._may_change() and (row := self._shown()) is not None:
            self._doing.change(EMPLOYER, row.employer)

    def merge(self) -> None:
        """Another record of the same employer."""
        if (row := self._shown()) is not None:
            self._doing.merge_employer(row.employer, row.name)

    def history(self) -> None:
        """What was done to the record, and to those merged into it."""
        if (row := self._shown()) is not None:
            self._doing.history(EMPLOYER, row.employer, row.name)

    def remove(self) -> None:
        """With all that belongs to it."""
        if self._may_change() and (row := self._shown()) is not None:
            self._doing.remove(EMPLOYER, row.employer, row.name)

    def show_menu(self) -> None:
        """All of it; what this account may not do is off, and its tip says why."""
        if (row := self._shown()) is None:
            return
        menu = self.menu = QMenu(self._record)
        menu.setToolTipsVisible(True)
        menu.setAccessibleName(f"More about {row.name}")
        menu.aboutToHide.connect(menu.deleteLater)
        reads_only = "" if self._role in STAFF else READS_ONLY
        self._line(menu, "Change this &employer…", self.change, reads_only)
        for_leads = "" if self._role in LEADS else FOR_LEADS
        self._line(menu, "&Merge with another record…", self.merge, for_leads)
        menu.addSeparator()
        self._line(menu, "Histor&y…", self.history, "")
        self._line(menu, "Remo&ve the employer…", self.remove, reads_only)
        button = self._record.head.more
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(next(one for one in menu.actions() if one.isEnabled()))

    def _line(self, menu: QMenu, text: str, does: Callable[[], object], why_off: str) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(does)
        action.setEnabled(not why_off)
        action.setToolTip(why_off)
        action.setStatusTip(why_off)
        return action

    def _shown(self) -> EmployerRow | None:
        """Whose record is on screen, unless another is chosen already."""
        shown = self._record.shown
        if shown is None or shown.employer != self._record.employer:
            self.told.emit(NO_RECORD, True)  # noqa: FBT003 - a signal has no names
            return None
        return shown

    def _may_change(self) -> bool:
        if self._role not in STAFF:
            self.told.emit(READS_ONLY, True)  # noqa: FBT003 - as above
        return self._role in STAFF
