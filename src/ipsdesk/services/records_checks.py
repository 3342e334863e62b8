"""What records that come back must not contradict: those they belong to, and those recorded meanwhile."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import HoursReason
from ipsdesk.services.intake_checks import ANOTHERS, HOURS_OUTSIDE, OPEN_TWICE
from ipsdesk.services.records_belonging import IN_LIST, NAMING_CLIENTS, owners
from ipsdesk.services.records_names import Names
from ipsdesk.services.saving import SAVED_HERE, Key, by_kind

UNCHANGED = "Nothing was changed."

ONE_OF_A_KIND: Mapping[str, tuple[str, ...]] = {
    **{kind: model.family.natural_key for kind, model in SAVED_HERE.items() if model.family.natural_key},
    **{kind: (model.family.identity,) for kind, model in SAVED_HERE.items() if model.family.identity},
    HoursReason.family.kind: ("client_id", "week_ending_on"),
}
"""The columns by which a record of a kind is told from all others."""


def refuse_contradictions(connection: Connection, keys: Iterable[Key], refusal: str) -> None:
    """Raise ``CannotRun`` if one of these records, now in place, contradicts others; the sentence says why.

    ``refusal`` begins it: ``Not undone``, ``Not brought back``.
    """
    found = by_kind(keys)
    for kind, ids in found.items():
        _refuse_without_owner(connection, kind, ids, refusal)
        _refuse_twice(connection, kind, ids, refusal)
    if {"hours", "activity", "referral"} & found.keys():
        _refuse_impossible(connection, set(keys), refusal)


def _refuse_without_owner(connection: Connection, kind: str, ids: Sequence[int], refusal: str) -> None:
    for owner in _removed_owners(connection, kind, ids):
        raise CannotRun(
            f"{refusal}: it belongs to {Names(connection).record(owner)}, which was removed. {UNCHANGED} "
            "Bring that back first."
        )


def _removed_owners(connection: Connection, kind: str, ids: Sequence[int]) -> Iterator[Key]:
    model, given = SAVED_HERE[kind], {"ids": json.dumps(ids)}
    for column, owner in owners(model).items():
        for (id_,) in connection.exec_driver_sql(
            f"SELECT owner.id FROM {model.__tablename__} AS kept "  # noqa: S608
            f"JOIN {SAVED_HERE[owner].__tablename__} AS owner ON owner.id = kept.{column} "
            f"WHERE kept.id {IN_LIST} AND owner.removed_at IS NOT NULL",
            given,
        ):
            yield owner, id_
    for naming, link in NAMING_CLIENTS:
        if naming == kind == "contact":
            # With somebody still there among those it names, the least is empty.
            for (id_,) in connection.exec_driver_sql(
                f"SELECT min(clients.id) FROM {link.table.name} AS named "  # noqa: S608
                f"JOIN clients ON clients.id = named.{link.linked} WHERE named.{link.owner} {IN_LIST} "
                f"GROUP BY named.{link.owner} HAVING min(coalesce(clients.removed_at, '')) <> ''",
                given,
            ):
                yield "client", id_


def _refuse_twice(connection: Connection, kind: str, ids: Sequence[int], refusal: str) -> None:
    columns, table = ONE_OF_A_KIND.get(kind), SAVED_HERE[kind].__tablename__
    if columns is None:
        return
    same = " AND ".join(f"other.{column} = kept.{column}" for column in columns)
    twice = connection.exec_driver_sql(
        f"SELECT other.id FROM {table} AS kept JOIN {table} AS other ON {same} AND other.id <> kept.id "  # noqa: S608
        f"WHERE kept.id {IN_LIST} AND other.removed_at IS NULL",
        {"ids": json.dumps(ids)},
    ).scalar()
    if twice is not None:
        words = Names(connection).record((kind, twice))
        raise CannotRun(
            f"{refusal}: there is another {words} by now. {UNCHANGED} Remove one of the two first."
        )


def _refuse_impossible(connection: Connection, keys: set[Key], refusal: str) -> None:
    """The contradictions that an import looks for, where one of these records has a part in them."""
    ask = connection.exec_driver_sql
    for hours, activity, reference, day in ask(HOURS_OUTSIDE):
        if {("hours", hours), ("activity", activity)} & keys:
            raise CannotRun(
                f"{refusal}: the dates of activity {reference} were changed since, and hours on {day} would "
                f"lie outside them. {UNCHANGED} Set its dates right first."
            )
    for later, earlier, reference in ask(OPEN_TWICE):
        if {("referral", later), ("referral", earlier)} & keys:
            raise CannotRun(
                f"{refusal}: the person would have two referrals open at once, one of them {reference}. "
                f"{UNCHANGED} Close that one first."
            )
    for naming in ANOTHERS:
        for id_, _, reference in ask(naming.statement):
            if (naming.kind, id_) in keys:
                words = f"{naming.noun} {reference} is another person's by now"
                raise CannotRun(f"{refusal}: {words}. {UNCHANGED}")
