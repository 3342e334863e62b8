"""History and removal of the person whose record is open, and of the line of the timeline in focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.records import RecordRef
from ipsdesk.services.roles import STAFF, Role
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.caseload.record import Record
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.trail.history import CLIENT, History
from ipsdesk.ui.trail.removing import DRAFT, Remove

EDIT, VIEW = "&Edit", "&View"
PERSON_HISTORY, LINE_HISTORY = "person-history", "line-history"
REMOVE_PERSON, REMOVE_LINE = "remove-person", "remove-line"
ROWS = (
    ActionRow(
        REMOVE_PERSON, EDIT, "Re&move the person…", "Take the person whose record is open out of the unit"
    ),
    ActionRow(
        REMOVE_LINE,
        EDIT,
        "Remove the l&ine…",
        "Take the record out that the line of the timeline is read from",
    ),
    ActionRow(
        PERSON_HISTORY,
        VIEW,
        "&History of the person…",
        "See what was changed in the open record, when and by whom",
        "Ctrl+Shift+H",
        new_group=True,
    ),
    ActionRow(
        LINE_HISTORY, VIEW, "Histor&y of the line…", "See what was changed in the line of the timeline"
    ),
)
NO_RECORD = "Choose a person first: no record is open."
NO_LINE = "Choose a line of the timeline first."
SEVERAL = "This line sums up a week. Its hours are changed on the tab Weekly hours."
NOT_PERSON = "Only a lead or a manager may remove a person. Ask one of them."
READING_ONLY = "This account may read the records, not remove them."
BACK = "Undo in the menu Edit, or Removed records in the menu Tools, brings it back."


class OfRecord(QObject):
    """``told`` carries words and whether they are a refusal, ``person_removed`` the words for who is gone."""

    told = Signal(str, bool)
    person_removed = Signal(str)
    saved = Signal(object)
    """When something was removed."""

    def __init__(self, at: AtDesk, record: Record) -> None:
        super().__init__(at.page)
        self._at, self._record = at, record
        self._role = at.desk.workspace.actor.role
        self._offer(record.timeline.list, (LINE_HISTORY, REMOVE_LINE))

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each of ``ROWS``."""
        return {
            REMOVE_PERSON: self.remove_person,
            REMOVE_LINE: self.remove_line,
            PERSON_HISTORY: self.person_history,
            LINE_HISTORY: self.line_history,
        }

    def _offer(self, widget: QWidget, keys: tuple[str, ...]) -> None:
        """The same lines at the press of the right button, or of the key for it."""
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for row in (row for row in ROWS if row.key in keys):
            action = QAction(row.text, widget)
            action.triggered.connect(self.doers()[row.key])
            widget.addAction(action)

    # ---- the person ---------------------------------------------------------------------------------

    def _person(self) -> tuple[RecordRef, str] | None:
        """Whose record is on screen, unless somebody else is chosen already."""
        shown = self._record.shown
        if shown is None or shown.person.client != self._record.client:
            self.told.emit(NO_RECORD, True)  # noqa: FBT003 - a signal has no names
            return None
        return RecordRef(CLIENT, shown.person.client), shown.person.name

    def person_history(self) -> None:
        """What was done to the record and all that belongs to it."""
        if (person := self._person()) is not None:
            self._at.open(History(self._at, *person))

    def remove_person(self) -> None:
        """Ask why, and remove the person with all that belongs to them."""
        if self._role not in (Role.LEAD, Role.MANAGER):
            self.told.emit(NOT_PERSON, True)  # noqa: FBT003 - as above
        elif (person := self._person()) is not None:
            self._open(Remove(self._at, *person, person[0].id))

    def _removed_person(self, words: str, at: datetime) -> None:
        self.saved.emit(at)
        self.person_removed.emit(f"{words}. {BACK}")

    # ---- a line of the timeline ---------------------------------------------------------------------

    def _line(self) -> tuple[RecordRef, str] | None:
        """The record that the line is read from."""
        entry = self._record.timeline.list.current_entry() if self._record.shown else None
        if entry is None or not entry.is_record:
            self.told.emit(SEVERAL if entry else NO_LINE, True)  # noqa: FBT003 - as above
            return None
        day = short_day(entry.day, self._at.desk.workspace.today())
        return RecordRef(entry.source, entry.key), f"{entry.title}, {day}"

    def line_history(self) -> None:
        """What was done to its record."""
        if (line := self._line()) is not None:
            self._at.open(History(self._at, *line))

    def remove_line(self) -> None:
        """Ask why, and remove its record."""
        if self._role not in STAFF:
            self.told.emit(READING_ONLY, True)  # noqa: FBT003 - as above
        elif (line := self._line()) is not None:
            self._open(Remove(self._at, *line, self._record.client))

    # ---- asking why ---------------------------------------------------------------------------------

    def reopeners(self) -> Reopeners:
        """What asks again where somebody was giving a reason."""
        return {DRAFT: self._reopen}

    def _reopen(self, note: DraftNote) -> None:
        given = note.content
        dialog = Remove(self._at, RecordRef(given["kind"], given["id"]), given["what"], note.about)
        dialog.step.reason.show_typed(given["typed"])
        self._open(dialog)

    def _open(self, dialog: Remove) -> None:
        is_person = dialog.ref.kind == CLIENT
        dialog.removed.connect(self._removed_person if is_person else self._removed_line)
        self._at.open(dialog)

    def _removed_line(self, words: str, at: datetime) -> None:
        self.saved.emit(at)
        self.told.emit(f"{words}. {BACK}", False)  # noqa: FBT003 - as above
