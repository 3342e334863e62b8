"""Undo of any saved change: a removal comes back, a return goes again, and nothing is lost by it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, ChangedSince
from ipsdesk.models import Absence, Client, Contact, Staff
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.services.saving import Saving, record_at
from ipsdesk.services.undo import UNDO_WITHIN
from tests.services.records_books import MAY, SHEETS, alive, annis, ref, seen_by
from tests.units import bring_in, rows_of, write_book

WHY = "entered twice"


def undoable(two: Desk) -> str:
    found = two.records.next_undo()
    return found.words if found else ""


def rename(two: Desk, name: str) -> None:
    id_ = annis(two).id
    with two.workspace.transactions.begin() as connection:
        record = record_at(connection, Client, id_)
        Saving(two.workspace, connection, "the name").alter(Client, record, {"name": name})


def test_a_removal_its_undo_and_the_undo_of_its_return(two: Desk) -> None:
    before = alive(two)
    two.records.remove(annis(two), WHY)
    without = alive(two)
    assert two.records.undo_last().words == "Undo: removing client Annis Fold (C1)"
    assert (alive(two), two.records.removed(), undoable(two)) == (before, (), "")
    two.records.remove(annis(two), WHY)
    two.records.bring_back(two.records.removed()[0].change)
    assert undoable(two) == "bringing back client Annis Fold (C1)"
    two.records.undo_last()
    (again,) = two.records.removed()
    assert (alive(two), again.reason, again.along) == (without, WHY, 9)
    assert undoable(two) == "removing client Annis Fold (C1)"
    two.records.bring_back(again.change)
    assert alive(two) == before


def test_undo_goes_back_step_by_step_through_kinds(two: Desk) -> None:
    ((job,),) = rows_of(two, "SELECT id FROM activities")
    two.hours.record(job, MAY + DAY, 4 * 3600)
    two.records.remove(ref(two, "contact", "contacts", "minutes = 30"), WHY)
    assert undoable(two) == "removing contact of 1 May 2026 with Annis Fold"
    two.records.undo_last()
    assert undoable(two) == "4 h on Tuesday 5 May for Annis Fold"
    two.records.undo_last()
    with pytest.raises(CannotRun, match="nothing of yours"):
        two.records.undo_last()


def test_only_ones_own_and_only_for_half_a_day(two: Desk) -> None:
    two.records.remove(annis(two), WHY)
    assert seen_by(two, Role.MANAGER, account=2).next_undo() is None
    assert seen_by(two, Role.MANAGER, later=UNDO_WITHIN - timedelta(minutes=1)).next_undo()
    assert seen_by(two, Role.MANAGER, later=UNDO_WITHIN + timedelta(minutes=1)).next_undo() is None


def test_what_somebody_built_upon_is_not_undone(two: Desk) -> None:
    with two.workspace.transactions.begin() as connection:
        saving = Saving(two.workspace, connection, "Kofi Bell")
        values = {"reference": "S2", "name": "Kofi Bell", "role": "team leader", "started_on": MAY, "wte": 0}
        staff = saving.add(Staff, values)
        other = Saving(seen_by(two, Role.LEAD, account=2).workspace, connection, "away")
        other.add(Absence, {"staff_id": staff, "from_on": MAY, "to_on": MAY})
    before = alive(two)
    with pytest.raises(ChangedSince, match=r"Not undone: Kofi Bell\. Something was recorded about it since"):
        two.records.undo_last()
    assert alive(two) == before


def test_whom_a_contact_names_goes_back_too(two: Desk) -> None:
    contact = ref(two, "contact", "contacts", "minutes = 30").id
    benet = ref(two, "client", "clients", "reference = 'C2'").id
    with two.workspace.transactions.begin() as connection:
        saving = Saving(two.workspace, connection, "a contact")
        record = record_at(connection, Contact, contact)
        saving.alter(Contact, record, {"client_ids": [benet], "minutes": 50})
    named = f"SELECT client_id FROM contact_clients WHERE contact_id = {contact}"
    assert rows_of(two, named) == [(benet,)]
    two.records.undo_last()
    assert rows_of(two, named) == [(annis(two).id,)]
    assert rows_of(two, f"SELECT minutes FROM contacts WHERE id = {contact}") == [(30,)]


def test_looking_at_a_record_does_not_keep_from_undoing(two: Desk) -> None:
    rename(two, "Annis Foldes")
    two.caseload.note_viewed(annis(two).id)
    two.records.undo_last()
    assert rows_of(two, "SELECT name FROM clients WHERE reference = 'C1'") == [("Annis Fold",)]


def test_an_import_since_is_not_lost(two: Desk, tmp_path: Path) -> None:
    rename(two, "Annis Foldes")
    bring_in(two, write_book(tmp_path / "again.xlsx", {"Clients": SHEETS["Clients"]}))
    with pytest.raises(ChangedSince):
        two.records.undo_last()
