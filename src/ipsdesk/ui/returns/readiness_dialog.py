"""What the records of a period lack for its return, as a window of its own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from ipsdesk.errors import DeskError
from ipsdesk.rules.periods import Period
from ipsdesk.services.readiness import Readiness
from ipsdesk.ui.background import Progress
from ipsdesk.ui.kpis.turning import between, name_of
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.returns.readiness_list import ReadinessList
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.widgets.working_dialog import WorkingDialog

WIDTH, HEIGHT = 900, 600
WORDS = "Enter opens the form of a line. What is filled in goes from the list."


class ReadinessDialog(WorkingDialog):
    """Reads the list, narrowed to one owner if that is asked, and again after each form that was saved."""

    hours_wanted = Signal(int, object)
    person_wanted = Signal(int)
    saved = Signal(object)

    def __init__(self, at: AtDesk, period: Period, owner: int | None = None) -> None:
        title = f"Ready for the return of {name_of(period)}"
        super().__init__(at.theme, at.run, title, at.page)
        self._desk, self._period = at.desk, period
        self.list = ReadinessList(at, self)
        self.list.owners.owner = owner
        scroll = FocusScroll()
        scroll.setWidget(self.list)
        self.inside.addWidget(Words(at.theme, title, PANEL, wraps=True))
        self.inside.addWidget(Words(at.theme, f"{between(period)} · {WORDS}", SECOND, wraps=True))
        self.inside.addWidget(scroll, 1)
        self.lay_out()
        self.back.hide()
        self.cancel.hide()
        self.next.setText("Close")
        self.next.setAutoDefault(False)
        self.next.setDefault(False)
        self.next.clicked.connect(self.accept)
        self.list.changed.connect(self._changed)
        self.list.hours_wanted.connect(self._lead_to_hours)
        self.list.person_wanted.connect(self._lead_to_person)
        self.list.told.connect(self.doing.setText)
        self.fit(WIDTH, HEIGHT)
        self._read()

    def _read(self) -> None:
        self.begin(self._look, self._show, "Looking through the records")

    def _look(self, _progress: Progress) -> Readiness:
        return self._desk.readiness.of(self._period)

    def _show(self, found: Readiness) -> None:
        self.list.show_readiness(found)
        self.list.focus()

    def _changed(self, at: object) -> None:
        self.saved.emit(at)
        self._read()

    def _lead_to_hours(self, client: int, day: date) -> None:
        self.accept()
        self.hours_wanted.emit(client, day)

    def _lead_to_person(self, client: int) -> None:
        self.accept()
        self.person_wanted.emit(client)

    def refused(self, error: DeskError) -> None:
        """Said in the foot."""
        self.doing.setText(str(error))
