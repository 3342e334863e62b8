"""Two records of one person made one: what differs, what moves, and what stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.models import Client
from ipsdesk.services.merging_facts import Differing, Facts, read_facts
from ipsdesk.services.merging_moves import merge_problems, move_all, moving
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names, many
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.saving import SAVED_HERE, Saving, record_at

__all__ = ["Differences", "Differing", "Keep", "Merging"]

CLIENT = Client.family.kind
LETTERS = 3


class Keep(StrEnum):
    """Which of two values is kept."""

    KEPT = "of the record that is kept"
    OTHER = "of the other record"


@dataclass(frozen=True, slots=True)
class Differences:
    """What a merge would do: the two people in words, the fields that differ, and what moves, by kind.

    ``filled`` are fields that only the other record has, which are taken over; ``problems`` keep the merge
    from being done.
    """

    keep: int
    other: int
    keep_words: str
    other_words: str
    differing: tuple[Differing, ...]
    filled: tuple[Differing, ...]
    moving: tuple[str, ...]
    problems: tuple[str, ...]


class Merging(Service):
    """Raises ``CannotRun`` for a person who was removed, ``ReasonNeeded`` for a restricted record."""

    @allowed(Role.LEAD, Role.MANAGER)
    def differences(self, keep: int, other: int) -> Differences:
        """What is to be known and chosen before two records are merged."""
        with self.workspace.transactions.read() as connection:
            names = self._two(connection, keep, other)
            facts = self._facts(connection, keep, other)
            kinds = Counter(kind for kind, _ in moving(connection, other))
            return Differences(
                keep,
                other,
                names.which((CLIENT, keep)),
                names.which((CLIENT, other)),
                facts.differing,
                facts.filled,
                tuple(f"{n:,} {many(n, SAVED_HERE[kind].family.noun)}" for kind, n in kinds.items()),
                merge_problems(connection, keep, other),
            )

    @allowed(Role.LEAD, Role.MANAGER)
    def merge(self, keep: int, other: int, reason: str, chosen: Mapping[str, Keep] | None = None) -> Done:
        """Everything of the other person moves to the one that is kept, and the other record is removed.

        ``chosen`` says, by attribute, whose value is kept where both have one; without it the kept record's.
        Raises ``NotSaved`` without a reason, ``CannotRun`` where the two can't be one.
        """
        if sum(map(str.isalpha, reason)) < LETTERS:
            raise NotSaved({"reason": "Say in a few words how you know that they are the same person"})
        with self.workspace.transactions.begin() as connection:
            names = self._two(connection, keep, other)
            if problems := merge_problems(connection, keep, other):
                raise CannotRun(f"{' '.join(problems)} Nothing was changed.")
            facts = self._facts(connection, keep, other)
            taken = frozenset(name for name, one in (chosen or {}).items() if one is Keep.OTHER)
            which = names.which((CLIENT, other)), names.which((CLIENT, keep))
            saving = Saving(self.workspace, connection, f"merging {which[0]} into {which[1]}")
            self._gone(saving, keep, other, f"merged into {which[1]}: {reason.strip()}")
            move_all(saving, keep, other, facts.settle(taken))
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(f"Merged: {which[0]} into {which[1]}", saving.at, kinds)

    def _two(self, connection: Connection, keep: int, other: int) -> Names:
        names = Names(connection)
        for client in (keep, other):
            refuse_without_reason(connection, self.workspace, client)
            if not (row := names.row((CLIENT, client))) or row["removed_at"]:
                raise CannotRun("One of the two people has been removed. Nothing was changed.")
        if keep == other:
            raise CannotRun("This is one record, not two. Nothing was changed.")
        return names

    def _facts(self, connection: Connection, keep: int, other: int) -> Facts:
        return read_facts(connection, keep, other, self.workspace.today())

    def _gone(self, saving: Saving, keep: int, other: int, reason: str) -> None:
        """The record of the other is removed first, so that its entry is the oldest of the change."""
        record = record_at(saving.connection, Client, other)
        saving.remove(Client, record, reason=reason, along=0, merged_into=keep)
