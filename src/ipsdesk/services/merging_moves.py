"""What belongs to a person or names them, moved to the record that is kept; and what keeps that from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from ipsdesk.fields import Kind
from ipsdesk.models import AuditedFile, CaseloadReviewLine, Change, Client, Record, Restriction
from ipsdesk.services.editing_dated import DatedFact
from ipsdesk.services.merging_facts import Settled
from ipsdesk.services.records_belonging import NAMING_CLIENTS
from ipsdesk.services.saving import SAVED_HERE, Key, Saving, Values, record_at, records_of

OPEN_AT_ONCE = """
SELECT mine.reference, theirs.reference FROM episodes AS mine JOIN episodes AS theirs
WHERE mine.client_id = ? AND theirs.client_id = ? AND mine.removed_at IS NULL AND theirs.removed_at IS NULL
  AND CASE WHEN (mine.received_on, mine.id) < (theirs.received_on, theirs.id)
    THEN coalesce(mine.closed_on, mine.declined_on, '9999-12-31') > theirs.received_on
    ELSE coalesce(theirs.closed_on, theirs.declined_on, '9999-12-31') > mine.received_on END
ORDER BY mine.received_on, theirs.received_on
"""
REASONS_TWICE = """
SELECT mine.week_ending_on FROM hours_reasons AS mine
JOIN hours_reasons AS theirs ON theirs.week_ending_on = mine.week_ending_on
WHERE mine.client_id = ? AND theirs.client_id = ? AND mine.removed_at IS NULL AND theirs.removed_at IS NULL
ORDER BY mine.week_ending_on
"""
SAID_ELSE = "the record that was merged says something else from that day"
THERE_TOO = "the record it was merged into stands there too"
ONCE: Mapping[type[Record], str] = {CaseloadReviewLine: "review_id", AuditedFile: "audit_id"}
"""Where a person stands once: the other's line goes if both had one."""
RESTRICTED_TOO = "the record it was merged into is restricted"
ACCOUNT = "SELECT name FROM accounts WHERE client_id = ? AND removed_at IS NULL AND disabled_at IS NULL"


Naming = Mapping[str, tuple[str, ...]]


def naming(target: str) -> Naming:
    """For each kind of record that names one of a kind: the columns that do."""
    found = {kind: tuple(_columns(model, target)) for kind, model in SAVED_HERE.items()}
    return {kind: columns for kind, columns in found.items() if columns}


def _columns(model: type[Record], target: str) -> Iterator[str]:
    if model is Change and target == Client.family.kind:
        yield "client_id"
    for name, declared in model.fields():
        if declared.target == target and declared.kind is Kind.REFERENCE:
            yield name


NAMING = naming(Client.family.kind)


def referring(connection: Connection, columns_of: Naming, other: int) -> list[Key]:
    """Every record still there that names a record in one of these columns."""
    return [
        (kind, id_)
        for kind, columns in columns_of.items()
        for column in columns
        for (id_,) in connection.exec_driver_sql(
            f"SELECT id FROM {SAVED_HERE[kind].__tablename__} "  # noqa: S608
            f"WHERE {column} = ? AND removed_at IS NULL ORDER BY id",
            (other,),
        )
    ]


def moving(connection: Connection, other: int) -> list[Key]:
    """Every record still there that belongs to the other person or names them."""
    found = referring(connection, NAMING, other)
    for kind, link in NAMING_CLIENTS:
        found += [
            (kind, id_)
            for (id_,) in connection.exec_driver_sql(
                f"SELECT owner.id FROM {SAVED_HERE[kind].__tablename__} AS owner "  # noqa: S608
                f"JOIN {link.table.name} AS named ON named.{link.owner} = owner.id "
                f"WHERE named.{link.linked} = ? AND owner.removed_at IS NULL ORDER BY owner.id",
                (other,),
            )
        ]
    return found


def merge_problems(connection: Connection, keep: int, other: int) -> tuple[str, ...]:
    """What has to be put right before two records can be one, in sentences."""
    ask, both = connection.exec_driver_sql, (keep, other)
    problems = [
        f"Referrals {mine} and {theirs} would be open at once: close one of them first."
        for mine, theirs in ask(OPEN_AT_ONCE, both)
    ]
    problems += [
        f"Both have a reason for the week ending {week}: remove one of the two first."
        for (week,) in ask(REASONS_TWICE, both)
    ]
    problems += [
        f"The account {name} is of the other person: change it in Accounts first."
        for (name,) in ask(ACCOUNT, (other,))
    ]
    return tuple(problems)


def move_all(saving: Saving, keep: int, other: int, settled: Settled) -> None:
    """Let all of it name the person who is kept, each record written once, so that it can be undone whole."""
    connection, along = saving.connection, {"with": (Client.family.kind, other)}
    kept = record_at(connection, Client, keep)
    is_restricted = any(kind == Restriction.family.kind for kind, _ in moving(connection, keep))
    own = [("change", id_) for id_ in (*settled.dropped, *settled.altered)]
    for (kind, id_), record in records_of(connection, [*moving(connection, other), *own]).items():
        model = SAVED_HERE[kind]
        if model is Change and id_ in settled.dropped:
            saving.remove(model, record, reason=SAID_ELSE, **along)
        elif model is Restriction and is_restricted:
            saving.remove(model, record, reason=RESTRICTED_TOO, **along)
        elif model in ONCE and _stands_there(connection, model, record, keep):
            saving.remove(model, record, reason=THERE_TOO, **along)
        else:
            values = _moved(model, record, keep, other, kept["reference"])
            extra = settled.altered.get(id_, {}) if model is Change else {}
            saving.alter(model, record, {**values, **extra}, **along)
    saving.alter(Client, kept, settled.values)
    for name, value in settled.from_today.items():
        DatedFact(Client, kept, name).write(saving, value, saving.workspace.today())


def _stands_there(connection: Connection, model: type[Record], record: Values, keep: int) -> bool:
    column = ONCE[model]
    statement = (
        f"SELECT 1 FROM {model.__tablename__} "  # noqa: S608
        f"WHERE {column} = ? AND client_id = ? AND removed_at IS NULL"
    )
    return connection.exec_driver_sql(statement, (record[column], keep)).first() is not None


def _moved(model: type[Record], record: Values, keep: int, other: int, reference: str) -> dict[str, Any]:
    kind = model.family.kind
    values: dict[str, Any] = {column: keep for column in NAMING.get(kind, ()) if record[column] == other}
    if model is Change:
        values["about"] = reference
    for naming, link in NAMING_CLIENTS:
        if naming == kind:
            name = next(name for name, one in model.links().items() if one is link)
            values[name] = list(dict.fromkeys(keep if one == other else one for one in record[name]))
    return values
