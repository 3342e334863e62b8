"""One person in a backup beside the same person now: what is missing, removed or different; its return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, ChangedSince
from ipsdesk.measures.terms import live
from ipsdesk.models import Attachment, Client, Record
from ipsdesk.services.backups_references import Present, Referred, references, referred_by
from ipsdesk.services.intake import ORDER
from ipsdesk.services.records_belonging import everything_of
from ipsdesk.services.records_changes import FieldChange, field_changes
from ipsdesk.services.records_checks import refuse_contradictions
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import note_on, refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import SAVED_HERE, Key, Saving, Values, by_kind, records_at, table_of
from ipsdesk.storage.backup import BackupInfo
from ipsdesk.storage.bundles import reading
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.restoring import Unlocked, tried_out
from ipsdesk.storage.upgrade import HEAD

VIEWED = "viewed"
NOT_BACK = "Not brought back"
PLACES = {model.family.kind: place for place, model in enumerate([*ORDER, *SAVED_HERE.values()])}
WRITTEN = [
    *TopologicalSorter(
        {
            model.__tablename__: {*references(model).values()} - {model.__tablename__}
            for model in SAVED_HERE.values()
        }
    ).static_order()
]
"""Tables in the order in which records are written: what is named comes before what names it."""

WITH_BYTES = Attachment.family.kind
"""Its bytes come back with the whole backup only."""


class Now(StrEnum):
    """What became since of a record that a backup holds."""

    MISSING = "not in the unit"
    REMOVED = "removed since"
    DIFFERENT = "different now"


@dataclass(frozen=True, slots=True)
class PersonThere:
    """A client in a backup, by the identity that every copy has; ``now`` is None if still there."""

    uuid: str
    reference: str
    name: str
    now: Now | None


@dataclass(frozen=True, slots=True)
class RecordThere:
    """A record in a backup that the unit does not have as it was.

    ``fields`` say what is now and what was in the backup. ``version`` is that of the unit's own record when
    it was looked at (None: there is none); bringing it back asks for no other.
    """

    kind: str
    uuid: str
    words: str
    now: Now
    fields: tuple[FieldChange, ...]
    version: int | None


@contextmanager
def read_there(opened: Opened, unlocked: Unlocked) -> Iterator[Connection]:
    """The backup's records to ask, brought to this version aside where an earlier one made them."""
    backup = unlocked.backup
    if backup.manifest.schema == HEAD:
        with reading(backup.folder / "records.db", unlocked.data_key) as there:
            yield there
    else:
        with (
            tried_out(unlocked, opened.unit.backups, backup.manifest.at) as folder,
            reading(folder / "records.db", unlocked.data_key) as there,
        ):
            yield there


def people_there(here: Connection, there: Connection) -> tuple[PersonThere, ...]:
    """Every client in the backup, by name."""
    table = table_of(Client)
    now = {row.uuid: row.removed_at for row in here.execute(select(table.c.uuid, table.c.removed_at))}
    held = there.execute(select(table).where(table.c.removed_at.is_(None)).order_by(table.c.name))
    state = {uuid: _state(removed_at) for uuid, removed_at in now.items()}
    return tuple(
        PersonThere(row.uuid, row.reference, row.name, state.get(row.uuid, Now.MISSING)) for row in held
    )


def look_at(here: Connection, workspace: Workspace, backup: BackupInfo, person: str) -> None:
    """Note that a person's record is looked at; raises ``ReasonNeeded`` for one that is restricted."""
    table, details = table_of(Client), {"backup": backup.folder.name}
    id_ = here.scalar(select(table.c.id).where(table.c.uuid == person))
    if id_ is None:
        workspace.note(here, VIEWED, {**details, "person": person})
    else:
        refuse_without_reason(here, workspace, id_)
        note_on(here, workspace, VIEWED, (Client.family.kind, id_, person), details)


def differences(here: Connection, there: Connection, person: str) -> tuple[RecordThere, ...]:
    """The person's records that the backup holds and the unit doesn't, or not so; raises ``CannotRun``."""
    found = list(_records_there(there, person))
    present = Present(here, referred_by(there, found))
    names = Names(here), Names(there)
    told = (_difference(here, names, present, model, record) for model, record in found)
    return tuple(difference for difference in told if difference)


def _records_there(there: Connection, person: str) -> Iterator[tuple[type[Record], Values]]:
    id_ = there.scalar(select(table_of(Client).c.id).where(table_of(Client).c.uuid == person))
    if id_ is None:
        raise CannotRun("The backup does not know this person. Nothing was changed. Choose another backup.")
    for kind, ids in sorted(by_kind(everything_of(there, id_)).items(), key=lambda one: PLACES[one[0]]):
        for record in records_at(there, SAVED_HERE[kind], ids):
            if record["removed_at"] is None and kind != WITH_BYTES:
                yield SAVED_HERE[kind], record


def _difference(
    here: Connection, names: tuple[Names, Names], present: Present, model: type[Record], record: Values
) -> RecordThere | None:
    own = _own(here, model, record["uuid"])
    values = present.values(model, record)
    other = [name for name, value in values.items() if own is not None and own[name] != value]
    now = Now.MISSING if own is None else _state(own["removed_at"])
    if now is None and other:
        now = Now.DIFFERENT
    if now is None:
        return None
    kind, key = model.family.kind, (model.family.kind, record["id"])
    shown = _fields(names, (kind, own["id"]), own, key, record, other) if own is not None else ()
    words = names[1].record(key)
    return RecordThere(kind, record["uuid"], words, now, shown, own["version"] if own is not None else None)


def _fields(
    names: tuple[Names, Names], here: Key, own: Values, there: Key, record: Values, other: Sequence[str]
) -> tuple[FieldChange, ...]:
    """The fields that differ, each side in the words of its own records."""
    now = field_changes(names[0], here, {"before": _noted(own, other)})
    then = field_changes(names[1], there, {"after": _noted(record, other)})
    before = {one.label: one.before for one in now}
    after = {one.label: one.after for one in then}
    return tuple(
        FieldChange(label, before.get(label, ""), after.get(label, "")) for label in {**before, **after}
    )


def _noted(record: Values, names: Sequence[str]) -> dict[str, Any]:
    kept = {name: record[name] for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}


def _state(removed_at: str | None) -> Now | None:
    return Now.REMOVED if removed_at else None


def _own(here: Connection, model: type[Record], uuid: str) -> Values | None:
    table = table_of(model)
    id_ = here.scalar(select(table.c.id).where(table.c.uuid == uuid))
    return None if id_ is None else records_at(here, model, [id_])[0]


@dataclass(frozen=True, slots=True)
class Held:
    """What was chosen out of a backup, read from it before the unit is written to."""

    backup: BackupInfo
    records: Sequence[tuple[type[Record], Values]]
    referred: Referred
    words: Mapping[str, str]


def hold(there: Connection, backup: BackupInfo, person: str, chosen: Sequence[RecordThere]) -> Held:
    """Read the chosen records."""
    wanted = {one.uuid: one.words for one in chosen}
    records = [one for one in _records_there(there, person) if one[1]["uuid"] in wanted]
    return Held(backup, records, referred_by(there, records), wanted)


def bring_back(
    connection: Connection, workspace: Workspace, held: Held, chosen: Sequence[RecordThere]
) -> Saving:
    """Write the chosen records as they were, as one change; raises ``CannotRun`` where they can't stand."""
    seen = {one.uuid: one.version for one in chosen}
    backup = held.backup
    count = f"{len(seen)} record{'' if len(seen) == 1 else 's'}"
    words = f"{count} out of the backup {backup.folder.name}"
    saving = Saving(workspace, connection, words, restores=True)
    present = Present(connection, held.referred)
    keys = [
        _write(saving, present, model, record, (seen[record["uuid"]], held.words[record["uuid"]]))
        for model, record in sorted(held.records, key=lambda one: WRITTEN.index(one[0].__tablename__))
    ]
    refuse_contradictions(connection, keys, NOT_BACK)
    details = {"backup": backup.folder.name, "made": backup.manifest.at, "records": len(keys)}
    workspace.note(connection, "brought back from a backup", {**details, "change": saving.change})
    return saving


def _write(
    saving: Saving, present: Present, model: type[Record], record: Values, seen: tuple[int | None, str]
) -> Key:
    version, words = seen
    own = _own(saving.connection, model, record["uuid"])
    if (own["version"] if own is not None else None) != version:
        raise ChangedSince(
            f"{NOT_BACK}: somebody changed the {words} meanwhile. Nothing was changed. Look again."
        )
    values = present.values(model, record)
    _refuse_lost(model, record, values, words)
    _refuse_taken(saving.connection, model, record["uuid"], values, words)
    if own is None:
        return model.family.kind, saving.add(model, values, uuid=record["uuid"])
    if own["removed_at"]:
        saving.bring_back(model, own, values)
    else:
        saving.alter(model, own, values)
    return model.family.kind, own["id"]


def _refuse_lost(model: type[Record], record: Values, values: Values, words: str) -> None:
    """What it must refer to has to be in the unit."""
    fields, columns = dict(model.fields()), table_of(model).c
    for name, table in references(model).items():
        required = not columns[name].nullable if name in columns else fields[name].required
        if record[name] and not values[name] and (required or name == "client_id"):
            raise CannotRun(
                f"{NOT_BACK}: the {words} belongs to one of the {table.replace('_', ' ')} that the unit does"
                " not have. Nothing was changed. Choose that too."
            )


def _refuse_taken(connection: Connection, model: type[Record], uuid: str, values: Values, words: str) -> None:
    """Its reference, or its day, may be another record's by now: a removed one's too, where that keeps it."""
    identity = (model.family.identity,) if model.family.identity else model.family.natural_key
    table = table_of(model)
    if identity:
        same = [table.c[name] == values[name] for name in identity]
        same += [] if model.stays_taken(identity) else [live(table)]
        if connection.scalar(select(table.c.id).where(table.c.uuid != uuid, *same)) is not None:
            raise CannotRun(
                f"{NOT_BACK}: by now another record stands in the place of the {words}. Nothing was changed."
                " Remove or renumber that one first."
            )
