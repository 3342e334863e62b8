"""Letters and scans kept encrypted inside the unit, with a person's record: added, seen, copied out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from ipsdesk.errors import CannotRun, ChangedSince, NotAllowed, NotSaved
from ipsdesk.fields import Field
from ipsdesk.measures.terms import live
from ipsdesk.models import Attachment, AttachmentContent
from ipsdesk.rules.codes import SEEN_BY
from ipsdesk.services.attachments_hidden import KIND, NOT_YOURS, may_see
from ipsdesk.services.editing_checks import kept_of_form
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.kept_files import COPIED_OUT, VIEWED, copy_out, held, put_away, taken_in
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import note_on, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, record_at, table_of

ATTACHMENTS, CONTENTS = table_of(Attachment), table_of(AttachmentContent)
FIELDS: Mapping[str, Field] = {
    name: declared
    for name, declared in Attachment.fields()
    if name in ("title", "type", "dated_on", "seen_by")
}
"""What a person says of a file."""

GONE = "This attachment has been removed. Nothing was changed. Tools, Removed records can bring it back."


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """One attachment of a person, without its bytes."""

    id: int
    version: int
    title: str
    type: str
    dated_on: date | None
    seen_by: str
    file_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenedAttachment:
    """An attachment with its bytes."""

    line: AttachmentLine
    content: bytes


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file that is to be kept with a person's record, and what is said of it."""

    person: int
    path: Path
    values: Mapping[str, Plain]


class Attachments(Service):
    """The attachments of the unit, each for those who may see it."""

    @allowed(*EVERYONE)
    def of(self, client: int) -> tuple[AttachmentLine, ...]:
        """A person's attachments that this account may see, the newest first.

        Raises ``ReasonNeeded`` for a restricted record.
        """
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            found = connection.execute(
                select(ATTACHMENTS)
                .where(live(ATTACHMENTS), ATTACHMENTS.c.client_id == client)
                .order_by(ATTACHMENTS.c.dated_on.desc().nulls_last(), ATTACHMENTS.c.id.desc())
            )
            return tuple(_line(row) for row in found if self._may_see(row.seen_by))

    @allowed(*EVERYONE)
    def open(self, attachment: int) -> OpenedAttachment:
        """One of them with its bytes; noted in the audit trail.

        Raises ``CannotRun`` for one that was removed or is damaged, ``NotAllowed``, ``ReasonNeeded``.
        """
        with self.workspace.transactions.begin() as connection:
            opened, uuid = self._opened(connection, attachment)
            note_on(connection, self.workspace, VIEWED, (KIND, attachment, uuid), {})
        return opened

    @allowed(*EVERYONE)
    def save_copy(self, attachment: int, path: Path) -> None:
        """Write a copy outside the encryption, whole or not at all; noted in the audit trail."""
        with self.workspace.transactions.begin() as connection:
            opened, uuid = self._opened(connection, attachment)
            note_on(connection, self.workspace, COPIED_OUT, (KIND, attachment, uuid), {"file": path.name})
            copy_out(path, opened.content)

    @allowed(*STAFF)
    def add(self, new: NewAttachment) -> Done:
        """Keep a file with a person's record.

        Raises ``CannotRun`` with a sentence for a file that may not be kept, is too large, empty or gone,
        ``NotSaved`` for what is said of it, ``NoSpace``, ``ReasonNeeded``.
        """
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, new.person)
        about, content = taken_in(new.path)
        with self.workspace.transactions.begin() as connection:
            values = self._kept(connection, {name: new.values.get(name) for name in FIELDS})
            person = Names(connection).person(("client", new.person))[1]
            saving = Saving(self.workspace, connection, f"attachment {values['title']} for {person}")
            id_ = saving.add(Attachment, values | about | {"client_id": new.person})
            put_away(connection, CONTENTS, id_, content)
        return self._done("Added", saving)

    @allowed(*STAFF)
    def change(self, line: AttachmentLine, values: Mapping[str, Plain]) -> Done:
        """Say something else of a file; ``line`` is as it was shown.

        Raises ``NotSaved``, ``ChangedSince``, ``NotAllowed``, ``CannotRun``, ``ReasonNeeded``.
        """
        with self.workspace.transactions.begin() as connection:
            row = self._present(connection, line.id)
            if row.version != line.version:
                raise ChangedSince(
                    "Someone else changed this attachment meanwhile. Nothing was changed; open it again."
                )
            kept = self._kept(connection, values)
            saving = Saving(self.workspace, connection, Names(connection).record((KIND, line.id)))
            saving.alter(Attachment, record_at(connection, Attachment, line.id), kept)
        return self._done("Changed", saving)

    def _kept(self, connection: Connection, values: Mapping[str, Plain]) -> dict[str, Any]:
        kept, problems = kept_of_form(connection, Attachment, values)
        if not problems and not self._may_see(kept.get("seen_by", SEEN_BY[0])):
            problems["seen_by"] = "Seen by: only a lead or a manager may keep something for themselves"
        if problems:
            raise NotSaved(problems)
        return kept

    def _may_see(self, seen_by: str) -> bool:
        return may_see(seen_by, self.workspace.actor.role)

    def _present(self, connection: Connection, attachment: int) -> Row[Any]:
        """The attachment, if it is there and this account may see it."""
        row = connection.execute(select(ATTACHMENTS).where(ATTACHMENTS.c.id == attachment)).first()
        if row is None or row.removed_at:
            raise CannotRun(GONE)
        refuse_without_reason(connection, self.workspace, row.client_id)
        if not self._may_see(row.seen_by):
            raise NotAllowed(NOT_YOURS)
        return row

    def _opened(self, connection: Connection, attachment: int) -> tuple[OpenedAttachment, str]:
        row = self._present(connection, attachment)
        return OpenedAttachment(_line(row), held(connection, CONTENTS, row, KIND)), row.uuid

    def _done(self, did: str, saving: Saving) -> Done:
        kinds = frozenset({KIND})
        self.workspace.changes.announce(kinds)
        return Done(f"{did}: {saving.words}", saving.at, kinds)


def _line(row: Any) -> AttachmentLine:
    return AttachmentLine(
        row.id,
        row.version,
        row.title,
        row.type,
        row.dated_on,
        row.seen_by,
        row.file_name,
        row.media_type,
        row.size,
    )
