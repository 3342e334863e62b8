"""Opens the forms and dialogs of the tab, does what takes one key, and tells what became of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal

from ipsdesk.services.editing import Plain, SavedRecord
from ipsdesk.services.records import RecordRef
from ipsdesk.ui.pathway import doing
from ipsdesk.ui.pathway.merging import EMPLOYER, MergeDialog
from ipsdesk.ui.records.record_dialog import RecordDialog, Wanted
from ipsdesk.ui.trail.history import History
from ipsdesk.ui.trail.of_record import BACK
from ipsdesk.ui.trail.removing import Remove


class Doing(doing.Doing):
    """As for the caseload, about records that belong to nobody in particular; ``saved_new`` carries the kind
    and the key of a record that was added."""

    saved_new = Signal(str, int)

    def open_form(self, wanted: Wanted | doing.NewVersion) -> None:
        """The form of a record."""
        if isinstance(wanted, doing.NewVersion) or wanted.id is not None:
            super().open_form(wanted)
            return
        dialog = RecordDialog(self._at, wanted)
        dialog.saved.connect(partial(self._added_record, wanted.kind))
        self._at.open(dialog)

    def _added_record(self, kind: str, saved: SavedRecord) -> None:
        self._record_saved(saved)
        self.saved_new.emit(kind, saved.id)

    def add(self, kind: str, /, **given: Plain) -> None:
        """The form of a new record, with what is known of it."""
        self.open_form(Wanted(kind, None, given))

    def change(self, kind: str, key: int) -> None:
        """The form of a record."""
        self.open_form(Wanted(kind, key))

    def merge_employer(self, employer: int, name: str) -> None:
        """Two records of one employer."""
        dialog = MergeDialog(self._at, employer, name, EMPLOYER)
        dialog.taken.connect(self._done)
        self._at.open(dialog)

    def history(self, kind: str, key: int, name: str) -> None:
        """What was done to a record."""
        self._at.open(History(self._at, RecordRef(kind, key), name))

    def remove(self, kind: str, key: int, name: str) -> None:
        """Ask why, and remove a record with all that belongs to it."""
        dialog = Remove(self._at, RecordRef(kind, key), name)
        dialog.removed.connect(self._removed)
        self._at.open(dialog)

    def _removed(self, words: str, at: datetime) -> None:
        self.saved.emit(at)
        self.told.emit(f"{words}. {BACK}", False)  # noqa: FBT003 - a signal has no names
