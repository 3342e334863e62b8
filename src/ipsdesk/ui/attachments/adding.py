"""A file that is to be kept with a person's record, or what is said of one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from ipsdesk.services.attachments import FIELDS, AttachmentLine, NewAttachment
from ipsdesk.services.attachments_files import shown_name
from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.roles import Role
from ipsdesk.ui.attachments.keeping import KeepFile
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.widgets.form import Around, Form

DRAFT = "attachment"
TYPE_OF = {".pdf": "letter", ".docx": "letter", ".odt": "letter", ".png": "scan", ".tif": "scan",
           ".tiff": "scan", ".jpg": "photo", ".jpeg": "photo"}  # fmt: skip
"""What a file probably is, by its ending."""


class AttachFile(KeepFile):
    """Asks for the file and what it is."""

    def __init__(
        self, at: AtDesk, client: int, name: str, line: AttachmentLine | None = None, path: Path | None = None
    ) -> None:
        title = "Change attachment" if line else f"Attach a file for {name}" if name else "Attach a file"
        super().__init__(at, title, _form(at), line.file_name if line else "")
        self._desk, self._client, self._name, self._line = at.desk, client, name, line
        if line is not None:
            self.form.show_values({name: getattr(line, name) for name in FIELDS})
            self.form.go_to("title")
        else:
            self.begin_with(path)

    def guessed(self, path: Path) -> Mapping[str, str]:
        return {"title": shown_name(path.stem), "type": TYPE_OF.get(path.suffix.casefold(), "")}

    def work(self, values: Mapping[str, Plain]) -> Done:
        if self._line is not None:
            return self._desk.attachments.change(self._line, values)
        return self._desk.attachments.add(NewAttachment(self._client, cast("Path", self.path), values))

    def drafts(self) -> Sequence[DraftNote]:
        """What is said of a file that is not kept yet; the file itself stays where it is."""
        if self._line is not None or not (self.path or self.form.is_changed()):
            return ()
        content: dict[str, Any] = {
            "client": self._client,
            "name": self._name,
            "path": str(self.path or ""),
            "typed": self.form.typed(),
        }
        return [DraftNote(DRAFT, self._client, "an attachment", content)]


def _form(at: AtDesk) -> Form:
    leads = at.desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
    fields = {key: one for key, one in FIELDS.items() if leads or key != "seen_by"}
    return Form(at.theme, fields, Around(at.desk.workspace.today, look_back=frozenset({"dated_on"})))


def reopen_attaching(at: AtDesk, note: DraftNote) -> AttachFile:
    """The dialog of a draft, with what was typed in it."""
    content = note.content
    dialog = AttachFile(at, content["client"], content["name"])
    if content["path"]:
        dialog.take(content["path"])
    dialog.form.show_typed(content["typed"])
    at.open(dialog)
    return dialog
