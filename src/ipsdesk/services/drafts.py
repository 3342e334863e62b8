"""Keeps what somebody was writing and had not saved, for that account alone, until it is decided on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from ipsdesk.models import Client, Draft
from ipsdesk.services.roles import STAFF, Service, allowed

DRAFTS, CLIENTS = Draft.__table__, Client.__table__


@dataclass(frozen=True, slots=True)
class DraftNote:
    """Something being written: the form, the client it concerns, what it is ("usual shifts"), what is typed.

    ``content`` is plain JSON and holds no passphrase and no recovery key.
    """

    kind: str
    about: int | None
    words: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as its writer finds it again; ``name`` is the client's, empty if it concerns nobody."""

    id: int
    note: DraftNote
    name: str
    at: datetime


class Drafts(Service):
    """The drafts of the account at the desk; nobody else's are ever read, changed or named."""

    @allowed(*STAFF)
    def keep(
        self, notes: Sequence[DraftNote], *, replaces: Collection[int] = (), while_open: bool = False
    ) -> tuple[int, ...]:
        """Keep these in place of earlier ones; gives their numbers.

        ``while_open``: against a power cut, while their forms are still open; the audit trail then stays as
        it is. No change is announced: nobody shows drafts but the sign-in, which reads them.
        """
        with self.workspace.transactions.begin() as connection:
            self._drop(connection, replaces)
            kept = tuple(self._add(connection, note) for note in notes)
            if notes and not while_open:
                self.workspace.note(connection, "kept drafts", {"forms": [note.kind for note in notes]})
        return kept

    @allowed(*STAFF)
    def mine(self) -> list[KeptDraft]:
        """One's own drafts, oldest first."""
        named = select(DRAFTS, CLIENTS.c.name).outerjoin(CLIENTS, CLIENTS.c.id == DRAFTS.c.about)
        with self.workspace.transactions.read() as connection:
            found = connection.execute(named.where(self._is_own()).order_by(DRAFTS.c.id)).all()
        return [
            KeptDraft(
                row.id,
                DraftNote(row.kind, row.about, row.words, row.content),
                row.name or "",
                datetime.fromisoformat(row.at),
            )
            for row in found
        ]

    @allowed(*STAFF)
    def discard(self, draft: int) -> None:
        """Throw one of one's own drafts away; one that is gone already is not missed."""
        with self.workspace.transactions.begin() as connection:
            if kinds := self._drop(connection, [draft]):
                self.workspace.note(connection, "discarded a draft", {"forms": kinds})

    def _is_own(self) -> Any:
        return DRAFTS.c.account_id == self.workspace.actor.account

    def _drop(self, connection: Connection, drafts: Collection[int]) -> list[str]:
        gone = delete(Draft).where(self._is_own(), DRAFTS.c.id.in_(drafts)).returning(DRAFTS.c.kind)
        return [row.kind for row in connection.execute(gone)]

    def _add(self, connection: Connection, note: DraftNote) -> int:
        row = insert(Draft).values(
            account_id=self.workspace.actor.account,
            kind=note.kind,
            about=note.about,
            words=note.words,
            content=dict(note.content),
            at=self.workspace.now().isoformat(),
        )
        return int(connection.execute(row.returning(DRAFTS.c.id)).scalar_one())


def discard_drafts_of(connection: Connection, account: int) -> None:
    """Throw away what an account was writing, in the transaction that closes the account for good."""
    connection.execute(delete(Draft).where(DRAFTS.c.account_id == account))
