"""Contracts, policies and agreements kept encrypted inside the unit: added, seen, copied out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from ipsdesk.errors import CannotRun, ChangedSince, NotSaved
from ipsdesk.fields import Field
from ipsdesk.measures.terms import live
from ipsdesk.models import Commissioner, CommissionerContract, Policy, Team, UnitDocument, UnitDocumentContent
from ipsdesk.services.editing_checks import kept_of_form
from ipsdesk.services.editing_form import Choice, Plain, choices_of
from ipsdesk.services.kept_files import COPIED_OUT, VIEWED, copy_out, held, put_away, taken_in
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import note_on
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, record_at, table_of
from ipsdesk.services.team_due import Due

KIND = UnitDocument.family.kind
WRITTEN_BY = (Role.LEAD, Role.MANAGER)
DOCUMENTS, CONTENTS = table_of(UnitDocument), table_of(UnitDocumentContent)
POLICIES, CONTRACTS, COMMISSIONERS, TEAMS = (
    table_of(Policy),
    table_of(CommissionerContract),
    table_of(Commissioner),
    table_of(Team),
)
FIELDS: Mapping[str, Field] = dict(UnitDocument.fields())
"""What a person says of a file."""

GONE = "This document has been removed. Nothing was changed. Tools, Removed records can bring it back."
CHANGED = "Someone else changed this document meanwhile. Nothing was changed; open it again."


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document of the unit, without its bytes; ``of`` is the policy, contract or team it belongs to."""

    id: int
    version: int
    title: str
    type: str
    dated_on: date | None
    review_on: date | None
    policy: int | None
    of: str
    note: str
    due: Due
    file_name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document with its bytes."""

    line: DocumentLine
    content: bytes


class UnitDocuments(Service):
    """The documents of the unit itself."""

    @allowed(*EVERYONE)
    def open(self, document: int) -> OpenedDocument:
        """One of them with its bytes; noted in the audit trail.

        Raises ``CannotRun`` for one that was removed or is damaged.
        """
        with self.workspace.transactions.begin() as connection:
            row = _present(connection, document)
            content = held(connection, CONTENTS, row, "document")
            note_on(connection, self.workspace, VIEWED, (KIND, row.id, row.uuid), {})
            (line,) = document_lines(connection, self.workspace.today(), document)
        return OpenedDocument(line, content)

    @allowed(*EVERYONE)
    def save_copy(self, document: int, path: Path) -> None:
        """Write a copy outside the encryption, whole or not at all; noted in the audit trail."""
        with self.workspace.transactions.begin() as connection:
            row = _present(connection, document)
            content = held(connection, CONTENTS, row, "document")
            note_on(connection, self.workspace, COPIED_OUT, (KIND, row.id, row.uuid), {"file": path.name})
            copy_out(path, content)

    @allowed(*EVERYONE)
    def choices(self) -> Mapping[str, tuple[Choice, ...]]:
        """The policies, contracts and teams that a document may belong to, by the field that names them."""
        with self.workspace.transactions.read() as connection:
            return {
                name: choices_of(connection, declared.target)
                for name, declared in FIELDS.items()
                if declared.target
            }

    @allowed(*EVERYONE)
    def values(self, document: int) -> tuple[int, Mapping[str, Plain]]:
        """The version of a document, and what is said of it as a form shows it."""
        with self.workspace.transactions.read() as connection:
            row = _present(connection, document)
            found = {name: getattr(row, name) for name in FIELDS}
        shown = {name: str(one) if FIELDS[name].target and one is not None else one
                 for name, one in found.items()}  # fmt: skip
        return row.version, shown

    @allowed(*WRITTEN_BY)
    def add(self, path: Path, values: Mapping[str, Plain]) -> Done:
        """Keep a file.

        Raises ``CannotRun`` with a sentence for a file that may not be kept, is too large, empty or gone,
        ``NotSaved`` for what is said of it, ``NoSpace``.
        """
        about, content = taken_in(path)
        with self.workspace.transactions.begin() as connection:
            kept = _kept(connection, {name: values.get(name) for name in FIELDS})
            saving = Saving(self.workspace, connection, f"document {kept['title']}")
            put_away(connection, CONTENTS, saving.add(UnitDocument, kept | about), content)
        return self._done("Added", saving)

    @allowed(*WRITTEN_BY)
    def change(self, document: int, version: int, values: Mapping[str, Plain]) -> Done:
        """Say something else of a file; ``version`` is the one that was shown.

        Raises ``NotSaved``, ``ChangedSince``, ``CannotRun``.
        """
        with self.workspace.transactions.begin() as connection:
            if _present(connection, document).version != version:
                raise ChangedSince(CHANGED)
            saving = Saving(self.workspace, connection, Names(connection).record((KIND, document)))
            kept = _kept(connection, values)
            saving.alter(UnitDocument, record_at(connection, UnitDocument, document), kept)
        return self._done("Changed", saving)

    def _done(self, did: str, saving: Saving) -> Done:
        kinds = frozenset({KIND})
        self.workspace.changes.announce(kinds)
        return Done(f"{did}: {saving.words}", saving.at, kinds)


def _kept(connection: Connection, values: Mapping[str, Plain]) -> dict[str, Any]:
    kept, problems = kept_of_form(connection, UnitDocument, values)
    if problems:
        raise NotSaved(problems)
    return kept


def _present(connection: Connection, document: int) -> Row[Any]:
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document)).first()
    if row is None or row.removed_at:
        raise CannotRun(GONE)
    return row


def document_lines(connection: Connection, today: date, document: int | None = None) -> list[DocumentLine]:
    """The documents that are there, or one of them, by title."""
    own = DOCUMENTS.c
    found = (
        select(DOCUMENTS, POLICIES.c.title.label("policy"), COMMISSIONERS.c.name.label("payer"),
               TEAMS.c.name.label("team"))
        .outerjoin(POLICIES, POLICIES.c.id == own.policy_id)
        .outerjoin(CONTRACTS, CONTRACTS.c.id == own.contract_id)
        .outerjoin(COMMISSIONERS, COMMISSIONERS.c.id == CONTRACTS.c.commissioner_id)
        .outerjoin(TEAMS, TEAMS.c.id == own.team_id)
        .where(live(DOCUMENTS))
        .order_by(own.title, own.id)
    )  # fmt: skip
    if document is not None:
        found = found.where(own.id == document)
    return [
        DocumentLine(
            row.id, row.version, row.title, row.type, row.dated_on, row.review_on, row.policy_id,
            row.policy or row.payer or row.team or "", row.note or "", Due(row.review_on, today),
            row.file_name, row.media_type, row.size,
        )
        for row in connection.execute(found)
    ]  # fmt: skip
