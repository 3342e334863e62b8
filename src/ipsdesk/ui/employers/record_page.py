"""What a page of an employer's record is: parts with lines and buttons, shown from what was read."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.desk import Desk
from ipsdesk.services.employers import EmployerRecord
from ipsdesk.services.employers_list import EmployerRow
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line, LineList


class EmployerPage(QWidget):
    """One page; ``stood`` carries the list whose line has the keyboard, ``person_wanted`` a client."""

    title: ClassVar[str]
    stood = Signal(object)
    person_wanted = Signal(int)
    more_wanted = Signal(object)

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__()
        self._theme, self._doing, self._desk, self.may_change = theme, doing, desk, may_change
        self.employer: EmployerRow | None = None
        """Whose page is shown."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def add_section(self, section: Section) -> Section:
        """One part more, below the others."""
        section.set_may_change(may=self.may_change)
        self._column.addWidget(section)
        section.list.stood.connect(self._stood)
        return section

    def put_in_order(self) -> None:
        """Tab goes through each part's buttons and then its lines, from the top down."""
        stops = [stop for section in self.findChildren(Section) for stop in (*section.buttons, section.list)]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        """Show what was read."""
        raise NotImplementedError

    def want_more(self) -> None:
        """Its foot was scrolled to: ask for what follows, where there is more."""

    def first(self) -> QWidget:
        """What has the keyboard when the page is entered: its first lines, else its first button."""
        sections = self.findChildren(Section)
        shown = next((one.list for one in sections if one.lines_are_shown), None)
        buttons = (button for one in sections for button in one.buttons)
        return shown or next((one for one in buttons if not one.isHidden() and one.isEnabled()), self)

    def add(self, kind: str, /, **given: object) -> None:
        """Ask for the form of a new record of the employer."""
        if self.employer is not None:
            whose = {"employer_id": str(self.employer.employer)}
            self._doing.add(kind, **whose, **given)  # type: ignore[arg-type] # plain values of a form

    def change(self, kind: str, key: int) -> None:
        """Ask for the form of a record."""
        if self.may_change:
            self._doing.change(kind, key)

    def _stood(self) -> None:
        if isinstance(shown := self.sender(), LineList):
            self.stood.emit(shown)


def any_line(_line: Line) -> bool:
    """For what can be done with every line."""
    return True
