"""What would be lost by going back to a backup, and what would come back, counted by kind and by client."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipsdesk.models import Change, Client, Record
from ipsdesk.services.backups_lines import noun_for
from ipsdesk.services.saving import KEPT, OF_EVERY_RECORD, table_of
from ipsdesk.storage.bundles import side_by_side
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.restoring import Unlocked, tried_out
from ipsdesk.storage.upgrade import HEAD

Ask = Callable[..., list[Any]]
"""A query with its parameters, answered whole."""

LIVE = "r.removed_at IS NULL"
NOT_IN = "NOT EXISTS (SELECT 1 FROM {other}.{table} AS o WHERE o.uuid = r.uuid AND o.removed_at IS NULL)"
OTHERWISE = (
    "EXISTS (SELECT 1 FROM {other}.{table} AS o WHERE o.uuid = r.uuid AND o.removed_at IS NULL"
    " AND ({own}) IS NOT ({theirs}))"
)
ACCOUNTS = "SELECT name FROM {side}.accounts WHERE removed_at IS NULL AND disabled_at IS NULL ORDER BY name"


@dataclass(frozen=True, slots=True)
class Difference:
    """Records that would be lost (entered since), be again as they were, and come back (removed since)."""

    lost: int = 0
    changed: int = 0
    returning: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup beside the unit as it is; kinds and clients without a difference are left out.

    ``clients`` (for managers) are by identity (the same in unit and backup) and name.
    """

    kinds: dict[str, Difference]
    clients: dict[tuple[str, str], Difference]
    accounts_lost: tuple[str, ...]
    accounts_returning: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The comparison in words."""
        told = [
            _told("Would be lost", {kind: one.lost for kind, one in self.kinds.items()}),
            _told("Would be again as they were", {kind: one.changed for kind, one in self.kinds.items()}),
            _told("Would come back", {kind: one.returning for kind, one in self.kinds.items()}),
            f"Would no longer sign in: {', '.join(self.accounts_lost)}." if self.accounts_lost else "",
            f"Would sign in again: {', '.join(self.accounts_returning)}." if self.accounts_returning else "",
        ]
        return tuple(filter(None, told)) or ("The records are the same as now.",)


def _by_name(client: tuple[tuple[str, str], list[int]]) -> str:
    return client[0][1].casefold()


def _told(what: str, counts: dict[str, int]) -> str:
    parts = [f"{count:,} {noun_for(kind, count)}" for kind, count in counts.items() if count]
    return f"{what}: {', '.join(parts)}." if parts else ""


def compare(opened: Opened, unlocked: Unlocked, *, names: bool) -> Comparison:
    """Compare a backup with the open unit; raises ``DeskError`` where it can't be read."""
    with _both(opened, unlocked) as ask:
        kinds: dict[str, Difference] = {}
        clients: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for kind, model in KEPT.items():
            found = [(side, ask(_keys(model, side, when))) for side, when in _conditions(model)]
            if any(keys for _, keys in found):
                kinds[kind] = Difference(*(len(keys) for _, keys in found))
            for place, (side, keys) in enumerate(found if names else ()):
                for uuid, name, count in _by_client(ask, model, side, keys):
                    clients[uuid, name][place] += count
        accounts = [{name for (name,) in ask(ACCOUNTS.format(side=side))} for side in ("main", "backup")]
    return Comparison(
        kinds,
        {key: Difference(*counts) for key, counts in sorted(clients.items(), key=_by_name)},
        tuple(sorted(accounts[0] - accounts[1])),
        tuple(sorted(accounts[1] - accounts[0])),
    )


@contextmanager
def _both(opened: Opened, unlocked: Unlocked) -> Iterator[Ask]:
    """Ask the unit and the backup together; one of an earlier version is brought to this one aside first."""
    if unlocked.backup.manifest.schema < HEAD:
        at = unlocked.backup.manifest.at
        with tried_out(unlocked, opened.unit.backups, at) as folder, _asking(opened, unlocked, folder) as ask:
            yield ask
    else:
        with _asking(opened, unlocked, unlocked.backup.folder) as ask:
            yield ask


@contextmanager
def _asking(opened: Opened, unlocked: Unlocked, folder: Path) -> Iterator[Ask]:
    with side_by_side(opened.transactions, folder / "records.db", unlocked.data_key) as connection:
        yield lambda statement, *given: connection.execute(statement, given).fetchall()


def _conditions(model: type[Record]) -> list[tuple[str, str]]:
    """On which side, and under which condition, records would be lost, be as they were, come back."""
    table = model.__tablename__
    return [
        ("main", f"{LIVE} AND {NOT_IN.format(other='backup', table=table)}"),
        ("main", f"{LIVE} AND {_otherwise(model)}"),
        ("backup", f"{LIVE} AND {NOT_IN.format(other='main', table=table)}"),
    ]


def _otherwise(model: type[Record]) -> str:
    kept = [column.name for column in table_of(model).columns if column.name not in OF_EVERY_RECORD]
    own, theirs = ([f"{row}.{name}" for name in kept] for row in "ro")
    for link in model.links().values():
        for row, side, values in (("r", "main", own), ("o", "backup", theirs)):
            values.append(
                f"(SELECT group_concat({link.linked} ORDER BY position) FROM {side}.{link.table.name}"  # noqa: S608
                f" WHERE {link.owner} = {row}.id)"
            )
    table = model.__tablename__
    return OTHERWISE.format(other="backup", table=table, own=", ".join(own), theirs=", ".join(theirs))


def _keys(model: type[Record], side: str, condition: str) -> str:
    return f"SELECT r.id FROM {side}.{model.__tablename__} AS r WHERE {condition}"  # noqa: S608


def _by_client(ask: Ask, model: type[Record], side: str, keys: list[tuple[int]]) -> list[Any]:
    """For each client that these records belong to: identity, name, how many."""
    whose = _clients_of(model, side)
    if not (whose and keys):
        return []
    statement = (
        f"SELECT c.uuid, c.name, count(*) FROM {side}.{model.__tablename__} AS r "  # noqa: S608
        f"CROSS JOIN {side}.clients AS c ON c.id IN ({whose})"
        " WHERE r.id IN (SELECT value FROM json_each(?)) GROUP BY c.id"
    )
    return ask(statement, json.dumps([key for (key,) in keys]))


def _clients_of(model: type[Record], side: str) -> str:
    """A query for the keys of the clients that record ``r`` belongs to or names; empty: never any."""
    fields = {column.name for column in table_of(model).columns}
    parts = ["SELECT r.id"] if model is Client else []
    parts += ["SELECT r.client_id"] if "client_id" in fields else []
    parts += [
        f"SELECT client_id FROM {side}.{link.table.name} WHERE {link.owner} = r.id"  # noqa: S608
        for link in model.links().values()
        if link.field.target == "client"
    ]
    for column, table in (("activity_id", "activities"), ("episode_id", "episodes")):
        if column in fields and (not parts or model is Change):
            parts.append(f"SELECT client_id FROM {side}.{table} WHERE id = r.{column}")  # noqa: S608
    return " UNION ".join(parts)
