"""Two records of one employer made one: what differs, what moves, and both histories kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.models import Employer
from ipsdesk.services.merging import LETTERS, Differences, Differing, Keep
from ipsdesk.services.merging_facts import EMPTY
from ipsdesk.services.merging_moves import naming, referring
from ipsdesk.services.records import Done
from ipsdesk.services.records_changes import shown
from ipsdesk.services.records_names import Names, many
from ipsdesk.services.roles import Role, Service, allowed
from ipsdesk.services.saving import SAVED_HERE, Saving, Values, record_at, records_of

EMPLOYER = Employer.family.kind
NAMING = naming(EMPLOYER)
"""For each kind of record that names an employer: the columns that do."""


class EmployerMerging(Service):
    """Raises ``CannotRun`` for an employer that was removed, or where two are one."""

    @allowed(Role.LEAD, Role.MANAGER)
    def differences(self, keep: int, other: int) -> Differences:
        """What is to be known and chosen before two records are merged."""
        with self.workspace.transactions.read() as connection:
            names = _two(connection, keep, other)
            differing, filled = _facts(connection, names, keep, other)
            kinds = Counter(kind for kind, _ in referring(connection, NAMING, other))
            return Differences(
                keep,
                other,
                names.which((EMPLOYER, keep)),
                names.which((EMPLOYER, other)),
                differing,
                filled,
                tuple(f"{n:,} {many(n, SAVED_HERE[kind].family.noun)}" for kind, n in kinds.items()),
                (),
            )

    @allowed(Role.LEAD, Role.MANAGER)
    def merge(self, keep: int, other: int, reason: str, chosen: Mapping[str, Keep] | None = None) -> Done:
        """Everything of the other employer moves to the one that is kept, and the other record is removed.

        ``chosen`` says, by attribute, whose value is kept where both have one; without it the kept record's.
        Raises ``NotSaved`` without a reason.
        """
        if sum(map(str.isalpha, reason)) < LETTERS:
            raise NotSaved({"reason": "Say in a few words how you know that they are the same employer"})
        with self.workspace.transactions.begin() as connection:
            names = _two(connection, keep, other)
            differing, filled = _facts(connection, names, keep, other)
            which = names.which((EMPLOYER, other)), names.which((EMPLOYER, keep))
            saving = Saving(self.workspace, connection, f"merging {which[0]} into {which[1]}")
            gone, kept = (record_at(connection, Employer, one) for one in (other, keep))
            said = f"merged into {which[1]}: {reason.strip()}"
            saving.remove(Employer, gone, reason=said, along=0, merged_into=keep)
            _move(saving, keep, other)
            taken = {name for name, one in (chosen or {}).items() if one is Keep.OTHER}
            others = {one.name for one in filled} | {one.name for one in differing if one.name in taken}
            saving.alter(Employer, kept, {name: gone[name] for name in sorted(others)})
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(f"Merged: {which[0]} into {which[1]}", saving.at, kinds)


def _two(connection: Connection, keep: int, other: int) -> Names:
    names = Names(connection)
    for employer in (keep, other):
        if not (row := names.row((EMPLOYER, employer))) or row["removed_at"]:
            raise CannotRun("One of the two employers has been removed. Nothing was changed.")
    if keep == other:
        raise CannotRun("This is one record, not two. Nothing was changed.")
    return names


def _facts(
    connection: Connection, names: Names, keep: int, other: int
) -> tuple[tuple[Differing, ...], tuple[Differing, ...]]:
    """The fields of which both say something else, and those only the other has."""
    kept, gone = (record_at(connection, Employer, one) for one in (keep, other))
    differing: list[Differing] = []
    filled: list[Differing] = []
    for name, declared in Employer.fields():
        if name != Employer.family.identity and gone[name] not in EMPTY and kept[name] != gone[name]:
            words = (shown(names, declared, record[name]) for record in (kept, gone))
            (filled if kept[name] in EMPTY else differing).append(Differing(name, declared.title, *words))
    return tuple(differing), tuple(filled)


def _move(saving: Saving, keep: int, other: int) -> None:
    """Let all that names the other name the one that is kept, each record written once."""
    moving = referring(saving.connection, NAMING, other)
    for (kind, _), record in records_of(saving.connection, moving).items():
        saving.alter(
            SAVED_HERE[kind], record, _moved(kind, record, keep, other), **{"with": (EMPLOYER, other)}
        )


def _moved(kind: str, record: Values, keep: int, other: int) -> Values:
    return {column: keep for column in NAMING[kind] if record[column] == other}
