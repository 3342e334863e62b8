"""Every record's history, removal and return, and the undo of one's own last change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.services.records_belonging import everything_of, going_with, merged_into
from ipsdesk.services.records_changes import FieldChange
from ipsdesk.services.records_hidden import hidden_records, why_hidden
from ipsdesk.services.records_history import HistoryLine, Told, history
from ipsdesk.services.records_names import Names, hidden_from, many
from ipsdesk.services.records_removed import (
    RemovedRecord,
    bring_back,
    given_reason,
    refuse_removal,
    removals,
    remove,
)
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, Workspace, allowed
from ipsdesk.services.saving import SAVED_HERE, Key, Saving
from ipsdesk.services.undo import last_change, undo_last

__all__ = ["Done", "FieldChange", "HistoryLine", "RecordRef", "Records", "RemovedRecord", "Undoable"]

PERSON, EMPLOYER = "client", "employer"


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A record by its kind (``client``, ``hours``, ``usual shift``) and its key."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Undoable:
    """One's own last saved change in words, as ``4 h on Monday 4 May for Annis Fold``."""

    change: str
    words: str


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, when, and the kinds of record it changed."""

    words: str
    at: datetime
    kinds: frozenset[str]


def no_backup(_reason: str) -> None:
    """Where no backup can be made, nobody is removed."""
    raise CannotRun("No backup can be made here, so nobody was removed. Nothing was changed.")


class Records(Service):
    """What can be done with a record of any family; ``back_up`` makes a verified backup for a reason."""

    def __init__(self, workspace: Workspace, back_up: Callable[[str], object] = no_backup) -> None:
        super().__init__(workspace)
        self._back_up = back_up

    @allowed(*EVERYONE)
    def history(self, ref: RecordRef) -> tuple[HistoryLine, ...]:
        """What was done to a record, newest first; of an employer also to those that were merged into it.

        Raises ``ReasonNeeded`` for the record of a person that this account opens only with a reason.
        """
        with self.workspace.transactions.read() as connection:
            names = self._names(connection)
            for client in names.people((ref.kind, ref.id)):
                refuse_without_reason(connection, self.workspace, client)
            self._refuse_hidden(connection, ref)
            merged = merged_into(connection, ref.id) if ref.kind == EMPLOYER else ()
            return history(connection, Told(names, frozenset({(ref.kind, ref.id), *merged})))

    @allowed(*EVERYONE)
    def history_of_client(
        self, client: int, *, before: int | None = None, limit: int = 200
    ) -> tuple[HistoryLine, ...]:
        """What was done to a person's record and all that belongs to it, newest first.

        ``limit`` entries of the trail; ``before`` is the number of the last one shown, for those older than
        it. Raises ``ReasonNeeded`` as ``history`` does.
        """
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            keys = frozenset(everything_of(connection, client)) - self._hidden(connection)
            told = Told(self._names(connection), keys, of_person=True)
            return history(connection, told, before=before, limit=limit)

    @allowed(*STAFF)
    def goes_with(self, ref: RecordRef) -> tuple[tuple[str, int], ...]:
        """What removing a record would take along: ``("contacts", 41)``, most first.

        Raises as ``remove`` does for what this account can't remove.
        """
        with self.workspace.transactions.read() as connection:
            key = self._removable(connection, ref)
            counts = Counter(kind for kind, _ in going_with(connection, [key]))
        return tuple((many(n, SAVED_HERE[kind].family.noun), n) for kind, n in counts.most_common())

    @allowed(*STAFF)
    def remove(self, ref: RecordRef, reason: str) -> Done:
        """Take a record, and what belongs to it, out of every list and figure, to be brought back if need be.

        A verified backup is made before a person is removed; where there can be none, such as on a full disk,
        the person stays. Raises ``NotAllowed`` where the role does not remove such records, ``CannotRun``
        without a reason of at least three letters or for a record that was removed already, ``ReasonNeeded``
        as ``history``.
        """
        if ref.kind == PERSON:
            with self.workspace.transactions.read() as connection:
                self._removable(connection, ref)
            given_reason(reason)
            self._back_up("before a person is removed")
        return self._save(partial(self._remove, ref, reason))

    @allowed(*STAFF)
    def removed(self) -> tuple[RemovedRecord, ...]:
        """Every removal with a reason that still stands, newest first.

        Of a restricted record it says no more than whose it is.
        """
        with self.workspace.transactions.read() as connection:
            access = access_of(connection, self.workspace)
            return tuple(removals(connection, access, self._hidden(connection)))

    @allowed(*STAFF)
    def bring_back(self, change: str) -> Done:
        """Bring back what one removal took away, as far as it is still removed.

        Raises ``CannotRun`` where that would contradict what is recorded by now, and ``NotAllowed``.
        """
        return self._save(lambda connection: bring_back(connection, self.workspace, change))

    @allowed(*STAFF)
    def next_undo(self) -> Undoable | None:
        """What ``undo_last`` would take back; None: nothing."""
        space = self.workspace
        with space.transactions.read() as connection:
            last = last_change(connection, space.actor.account, space.now())
        return Undoable(last.change, last.words) if last else None

    @allowed(*STAFF)
    def undo_last(self) -> Done:
        """Take back one's own last saved change of any kind, up to twelve hours old.

        Raises ``ChangedSince`` if anyone changed one of its records since, ``CannotRun`` if there is nothing
        to undo or if undoing it would contradict what is recorded by now.
        """
        return self._save(lambda connection: undo_last(connection, self.workspace))

    def _remove(self, ref: RecordRef, reason: str, connection: Connection) -> Saving:
        return remove(connection, self.workspace, self._removable(connection, ref), reason)

    def _removable(self, connection: Connection, ref: RecordRef) -> Key:
        self._refuse_hidden(connection, ref)
        refuse_removal(connection, self.workspace, (ref.kind, ref.id))
        return ref.kind, ref.id

    def _hidden(self, connection: Connection) -> frozenset[Key]:
        return hidden_records(connection, self.workspace)

    def _refuse_hidden(self, connection: Connection, ref: RecordRef) -> None:
        if (ref.kind, ref.id) in self._hidden(connection):
            raise NotAllowed(why_hidden(ref.kind))

    def _names(self, connection: Connection) -> Names:
        return Names(connection, hidden=hidden_from(self.workspace.actor.role))

    def _save(self, write: Callable[[Connection], Saving]) -> Done:
        with self.workspace.transactions.begin() as connection:
            saving = write(connection)
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)
