"""A file that is to be kept with the unit itself, or what is said of one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from ipsdesk.services.attachments_files import shown_name
from ipsdesk.services.desk import Desk
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Choice, Plain
from ipsdesk.services.records import Done
from ipsdesk.services.unit_documents import FIELDS, DocumentLine
from ipsdesk.ui.attachments.keeping import KeepFile
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.form import Around, Form

DRAFT = "document of the unit"
TITLE, CHANGE = "Keep a document", "Change document"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the dialog is to show: the records a document may belong to, and what is known of it."""

    choices: Mapping[str, Sequence[Choice]]
    version: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    line: DocumentLine | None = None


def wanted(desk: Desk, line: DocumentLine | None, values: Mapping[str, Any] | None = None) -> Wanted:
    """Read what the dialog needs; raises ``CannotRun`` for a document that was removed."""
    choices = desk.unit_documents.choices()
    if line is None:
        return Wanted(choices, 0, values or {})
    return Wanted(choices, *desk.unit_documents.values(line.id), line)


class KeepDocument(KeepFile):
    """Asks for the file, what it is, and what it belongs to."""

    def __init__(self, at: AtDesk, wanted: Wanted) -> None:
        line = wanted.line
        super().__init__(at, CHANGE if line else TITLE, _form(at, wanted), line.file_name if line else "")
        self._desk, self._wanted = at.desk, wanted
        self.form.show_values(wanted.values)
        if line is not None:
            self.form.go_to("title")
        else:
            self.begin_with(None)

    def guessed(self, path: Path) -> Mapping[str, str]:
        return {"title": shown_name(path.stem)}

    def work(self, values: Mapping[str, Plain]) -> Done:
        service, shown = self._desk.unit_documents, self._wanted
        if shown.line is not None:
            return service.change(shown.line.id, shown.version, values)
        return service.add(cast("Path", self.path), values)

    def drafts(self) -> Sequence[DraftNote]:
        """What is said of a file that is not kept yet; the file itself stays where it is."""
        if self._wanted.line is not None or not (self.path or self.form.is_changed()):
            return ()
        content = {"path": str(self.path or ""), "typed": self.form.typed()}
        return [DraftNote(DRAFT, None, "a document of the unit", content)]


def _form(at: AtDesk, wanted: Wanted) -> Form:
    options = {
        name: [Option(one.value, one.words) for one in found] for name, found in wanted.choices.items()
    }
    looks_back, beside = frozenset({"dated_on"}), frozenset({"review_on"})
    return Form(at.theme, FIELDS, Around(at.desk.workspace.today, options, looks_back, beside=beside))


def show_draft(dialog: KeepDocument, note: DraftNote) -> None:
    """What was typed before the lock."""
    if note.content["path"]:
        dialog.take(note.content["path"])
    dialog.form.show_typed(note.content["typed"])
