"""One client back out of a backup: what is told beforehand, and that nothing else changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ChangedSince, ReasonNeeded
from ipsdesk.models import Contact
from ipsdesk.services.backups import Now, RecordThere
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import RecordRef
from ipsdesk.services.saving import Saving
from tests.services.backed_up import backups_at
from tests.services.hours_books import ANN, BEN, a_unit_at_work, key_of, trail, work
from tests.units import rows_of


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    """Ann with a job, its shifts and hours."""
    a_unit_at_work(desk, tmp_path, Usual_shifts=[("A1", "Monday", "09:00", "13:00")])
    work(desk, "A1", {0: 4, 1: 2})
    work(desk, "A2", {0: 1})
    return backups_at(desk).back_up("asked for").folder


def uuid_of(desk: Desk, reference: str = "C1") -> str:
    ((uuid,),) = rows_of(desk, f"SELECT uuid FROM clients WHERE reference = '{reference}'")
    return str(uuid)


def told(desk: Desk, backup: Path, person: str) -> list[tuple[str, Now, int]]:
    return [(one.words, one.now, len(one.fields)) for one in desk.backups.client_differences(backup, person)]


def everything(desk: Desk) -> list[object]:
    """What is recorded, without versions."""
    return [
        rows_of(desk, "SELECT uuid, removed_at, on_date, seconds FROM hours ORDER BY uuid"),
        rows_of(desk, "SELECT uuid, removed_at, reference, title FROM activities ORDER BY uuid"),
        rows_of(desk, "SELECT uuid, removed_at, reference, name FROM clients ORDER BY uuid"),
        rows_of(desk, "SELECT uuid, removed_at, day FROM usual_shifts ORDER BY uuid"),
    ]


def test_a_removed_person_comes_back_with_all_that_went(desk: Desk, backup: Path) -> None:
    before, person = everything(desk), uuid_of(desk)
    desk.records.remove(RecordRef("client", key_of(desk, "C1", "clients")), "entered twice")
    states = {one.name: one.now for one in desk.backups.people_in(backup)}
    assert (states[ANN], states[BEN]) == (Now.REMOVED, None)
    differences = desk.backups.client_differences(backup, person)
    assert [one.words for one in differences] == [
        f"client {ANN} (C1)",
        f"activity Packer (A1) for {ANN}",
        f"day of hours of 13 April 2026 for {ANN}",
        f"day of hours of 14 April 2026 for {ANN}",
        f"usual shift for {ANN}",
    ]
    assert {one.now for one in differences} == {Now.REMOVED}
    assert desk.backups.bring_client_back(backup, person, differences) == 5
    assert everything(desk) == before
    entries = [json.loads(one) for (one,) in rows_of(desk, "SELECT details FROM audit_entries")]
    changes = {one["change"] for one in entries if "5 records out of the backup" in str(one.get("words"))}
    assert len(changes) == 1
    assert entries[-1] | {"made": ""} == {
        "backup": backup.name,
        "made": "",
        "records": 5,
        "change": changes.pop(),
    }
    assert trail(desk, "client")[-1]["action"] == "brought back"
    assert desk.backups.client_differences(backup, person) == ()


def test_what_is_different_is_told_field_by_field_and_only_the_chosen_is_written(
    desk: Desk, backup: Path
) -> None:
    person = uuid_of(desk)
    work(desk, "A1", {0: 5, 1: None, 2: 7})
    differences = desk.backups.client_differences(backup, person)
    assert [(one.words, one.now) for one in differences] == [
        (f"day of hours of 13 April 2026 for {ANN}", Now.DIFFERENT),
        (f"day of hours of 14 April 2026 for {ANN}", Now.REMOVED),
    ]
    (field,) = differences[0].fields
    assert (field.label, field.before, field.after) == ("Hours", "5 h", "4 h")
    desk.backups.bring_client_back(backup, person, differences[1:])
    kept = rows_of(desk, "SELECT seconds FROM hours WHERE removed_at IS NULL ORDER BY on_date, id")
    assert sorted(seconds / 3600 for (seconds,) in kept) == [1, 2, 5, 7]
    assert told(desk, backup, person) == [(f"day of hours of 13 April 2026 for {ANN}", Now.DIFFERENT, 1)]


def test_what_was_edited_after_it_was_looked_at_is_not_overwritten(desk: Desk, backup: Path) -> None:
    person = uuid_of(desk)
    work(desk, "A1", {0: 5})
    seen = desk.backups.client_differences(backup, person)
    work(desk, "A1", {0: 6})
    before = everything(desk)
    with pytest.raises(ChangedSince, match="somebody changed the day of hours of 13 April 2026"):
        desk.backups.bring_client_back(backup, person, seen)
    assert everything(desk) == before


def lose(desk: Desk, *statements: str) -> None:
    """Records that the unit does not have at all, as after a restore of an older backup."""
    with desk.workspace.transactions.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_person_the_unit_never_had_comes_in_whole(desk: Desk, backup: Path) -> None:
    before, person = everything(desk), uuid_of(desk)
    lose(
        desk,
        "DELETE FROM hours WHERE activity_id = 1",
        "DELETE FROM usual_shifts",
        "DELETE FROM activities WHERE client_id = 1",
        "DELETE FROM clients WHERE id = 1",
        # Another record took its key meanwhile: identities, not keys, say what belongs together.
        "INSERT INTO clients (id, uuid, reference, name) VALUES (1, 'x', 'C9', 'Dora Newly')",
    )
    differences = desk.backups.client_differences(backup, person)
    assert {one.now for one in differences} == {Now.MISSING}
    with pytest.raises(CannotRun, match="Choose that too"):
        desk.backups.bring_client_back(backup, person, [one for one in differences if one.kind != "client"])
    assert desk.backups.bring_client_back(backup, person, differences) == 5
    lose(desk, "DELETE FROM clients WHERE uuid = 'x'")
    assert everything(desk) == before


def test_a_reference_that_was_given_to_somebody_else_is_said(desk: Desk, backup: Path) -> None:
    person = uuid_of(desk)
    lose(
        desk,
        "UPDATE clients SET reference = 'C1 (import 1 undone)', removed_at = 'x' WHERE id = 1",
        "INSERT INTO clients (uuid, reference, name) VALUES ('x', 'C1', 'Dora Newly')",
    )
    differences: tuple[RecordThere, ...] = desk.backups.client_differences(backup, person)
    with pytest.raises(CannotRun, match="another record stands in the place of the client"):
        desk.backups.bring_client_back(backup, person, differences)


def test_a_restricted_record_is_looked_at_with_a_reason_and_each_look_is_noted(
    desk: Desk, backup: Path
) -> None:
    client = key_of(desk, "C1", "clients")
    desk.restricted.restrict(client, "works here")
    with pytest.raises(ReasonNeeded):
        desk.backups.client_differences(backup, uuid_of(desk))
    desk.restricted.open_with_reason(client, "entered twice by mistake")
    desk.backups.client_differences(backup, uuid_of(desk))
    assert (trail(desk, "client")[-1]["action"], trail(desk, "client")[-1]["backup"]) == (
        "viewed",
        backup.name,
    )


def test_a_contact_with_two_people_comes_back_with_both(desk: Desk, backup: Path) -> None:
    with desk.workspace.transactions.begin() as connection:
        what = {
            "on_date": date(2026, 4, 14),
            "kind": "client",
            "attended": True,
            "by": "ips team",
            "client_ids": [1, 2],
        }
        Saving(desk.workspace, connection, "a contact").add(Contact, what)
    newer = desk.backups.back_up("asked for").folder
    lose(desk, "DELETE FROM contact_clients", "DELETE FROM contacts")
    (contact,) = desk.backups.client_differences(newer, uuid_of(desk))
    assert contact.words == f"contact of 14 April 2026 with {ANN} and 1 other"
    desk.backups.bring_client_back(newer, uuid_of(desk), [contact])
    assert rows_of(desk, "SELECT client_id, position FROM contact_clients ORDER BY 2") == [(1, 0), (2, 1)]


def test_a_person_the_backup_does_not_know_is_said(desk: Desk, backup: Path) -> None:
    with pytest.raises(CannotRun, match="does not know this person"):
        desk.backups.client_differences(backup, "f" * 32)
