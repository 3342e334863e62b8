"""A person with a record of every kind: removed, brought back, merged, and fetched out of a backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk.models import FAMILIES, Client
from ipsdesk.services.backups import Now
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.records_belonging import everything_of, required_owners
from ipsdesk.services.records_names import OF_NOBODY
from ipsdesk.services.saving import SAVED_HERE, by_kind
from tests.exchange.every_field import full_unit, reference_of
from tests.services.backed_up import backups_at
from tests.services.hours_books import key_of
from tests.units import bring_in, rows_of

FIRST, SECOND = reference_of("client", 1), reference_of("client", 2)
WHY = "entered twice"
GOES = {
    *("leave authority", "leave outcome", "pay period", "permitted work event", "in-work support plan"),
    *("milestone", "safeguard", "retention case", "benefits advice", "appointment", "consent"),
    *("talk about personal information", "decision about personal information"),
    *("criminal record information", "risk", "usual shift", "hours"),
}
"""Kinds that a person's records must not be without, those among them that belong to a job or a leave."""


@pytest.fixture
def full(desk: Desk, tmp_path: Path) -> Desk:
    """A unit in which every field of every family is filled."""
    assert bring_in(desk, full_unit(3, tmp_path / "full.xlsx")).problems == ()
    return desk


def shown(desk: Desk) -> dict[str, list[tuple[str, ...]]]:
    """What an export shows, whatever the order of the rows."""
    content = desk.exports.content()
    return {sheet.sheet: sorted(tuple(map(repr, row)) for row in sheet.rows) for sheet in content.sheets}


def test_all_of_it_goes_and_comes_back(full: Desk) -> None:
    before, client = shown(full), key_of(full, FIRST, "clients")
    done = full.records.remove(RecordRef("client", client), WHY)
    assert done.kinds >= GOES
    left = shown(full)
    assert all(
        len(left[SAVED_HERE[kind].family.sheet]) < len(before[SAVED_HERE[kind].family.sheet]) for kind in GOES
    )
    (removed,) = full.records.removed()
    full.records.bring_back(removed.change)
    assert shown(full) == before
    full.records.remove(RecordRef("client", client), WHY)
    full.records.undo_last()
    assert shown(full) == before


def test_what_belongs_to_the_other_moves(full: Desk) -> None:
    keep, other = key_of(full, FIRST, "clients"), key_of(full, SECOND, "clients")
    with full.workspace.transactions.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE episodes SET received_on = '2019-01-07', started_on = '2019-01-07', "
            "accepted_on = NULL, declined_on = NULL, closed_on = '2019-02-04' "
            "WHERE client_id = ?",
            (other,),
        )
    before = shown(full)
    full.merging.merge(keep, other, "the same person")
    for model in FAMILIES:
        for column in (name for name, kind in required_owners(model).items() if kind == "client"):
            table, left = model.__tablename__, f"removed_at IS NULL AND {column} = {other}"
            assert rows_of(full, f"SELECT count(*) FROM {table} WHERE {left}") == [(0,)], model
    full.records.undo_last()
    assert shown(full) == before


def test_all_of_it_comes_out_of_a_backup(full: Desk) -> None:
    before, client = shown(full), key_of(full, FIRST, "clients")
    ((person,),) = rows_of(full, f"SELECT uuid FROM clients WHERE id = {client}")
    folder = backups_at(full).back_up("asked for").folder
    with full.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for kind, ids in by_kind(everything_of(connection, client)).items():
            model = SAVED_HERE[kind]
            if kind in OF_NOBODY:  # a meeting is the unit's: it only names the person no more
                link = model.links()["client_ids"]
                connection.exec_driver_sql(f"DELETE FROM {link.table.name} WHERE {link.linked} = {client}")
                continue
            for link in model.links().values():
                connection.exec_driver_sql(
                    f"DELETE FROM {link.table.name} WHERE {link.owner} = ?", [(id_,) for id_ in ids]
                )
            connection.exec_driver_sql(
                f"DELETE FROM {model.__tablename__} WHERE id = ?", [(id_,) for id_ in ids]
            )
    assert shown(full)[Client.family.sheet] != before[Client.family.sheet]
    differences = full.backups.client_differences(folder, person)
    assert {one.now for one in differences} == {Now.MISSING}
    full.backups.bring_client_back(folder, person, differences)
    naming = full.backups.client_differences(folder, person)  # what is still there names the person again
    assert {(one.kind, one.now) for one in naming} == {("decision meeting", Now.DIFFERENT)}
    full.backups.bring_client_back(folder, person, naming)
    assert shown(full) == before
