"""The history of a record in words: who did what, field by field, why; kept from whom a record is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipsdesk.errors import ReasonNeeded
from ipsdesk.fields import Field
from ipsdesk.models import FAMILIES, Activity, Change, Client, Contact, Record, Risk, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import FieldChange, RecordRef
from ipsdesk.services.records_changes import field_changes
from ipsdesk.services.records_names import Names
from ipsdesk.services.roles import EVERYONE, Role
from ipsdesk.services.saving import Saving, record_at
from ipsdesk.services.trail import TrailFilter
from tests.services.records_books import MAY, annis, ref, seen_by, trail_seen_by
from tests.units import bring_in, rows_of, write_book


def today(desk: Desk) -> str:
    """The day on which everything happens here, as the clock has it."""
    return shown_day(desk.workspace.now().astimezone().date())


def save(desk: Desk, model: type[Record], id_: int, **values: object) -> None:
    """Change a record as a form would."""
    with desk.workspace.transactions.begin() as connection:
        record = record_at(connection, model, id_)
        Saving(desk.workspace, connection, "a change").alter(model, record, values)


def test_a_record_from_beginning_to_end(two: Desk) -> None:
    job = ref(two, "activity", "activities", "1")
    save(two, Activity, job.id, title="Baker", hourly_pay=130_000, open_to_anyone=True, employer_id=None)
    two.records.remove(job, "entered twice")
    two.records.bring_back(two.records.removed()[0].change)
    two.records.undo_last()
    lines = two.records.history(job)
    assert [line.words for line in lines] == [
        "Undone: bringing back activity Baker (A1) for Annis Fold",
        "Brought back, with 2 other records",
        "Removed, with 2 other records",
        "Changed",
        f"Added by the import of {today(two)}",
    ]
    assert [line.reason for line in lines] == ["entered twice", "", "entered twice", "", ""]
    assert {line.who for line in lines} == {"First Manager"}
    assert lines[3].lines == (
        FieldChange("Employer", "Larkfield Bakery", ""),
        FieldChange("Title", "Packer", "Baker"),
        FieldChange("Hourly pay", "12.71", "13"),
        FieldChange("Open to anyone", "", "yes"),
    )
    assert FieldChange("Started", "5 January 2026", "") in lines[2].lines


def test_what_went_along_says_with_what(two: Desk) -> None:
    two.records.remove(annis(two), "entered twice")
    newest, *_ = two.records.history(ref(two, "hours", "hours", "1"))
    assert (newest.words, newest.reason) == ("Removed with client Annis Fold (C1)", "entered twice")
    assert newest.lines == (
        FieldChange("Activity", "Packer (removed)", ""),
        FieldChange("Date", "4 May 2026", ""),
        FieldChange("Hours", "4 h", ""),
        FieldChange("Earnings", "£50.84", ""),
    )


def test_lists_links_and_dated_facts_are_shown_by_name(two: Desk) -> None:
    benet = ref(two, "client", "clients", "reference = 'C2'").id
    contact = ref(two, "contact", "contacts", "minutes = 30")
    save(two, Client, annis(two).id, benefits=["ESA new style", "UC"], nhs_number="9990000395")
    save(two, Contact, contact.id, client_ids=[annis(two).id, benet], attended=False)
    team, pay = (ref(two, "change", "changes", f"record = '{kind}'") for kind in ("client", "activity"))
    ((first_team,),) = rows_of(two, "SELECT id FROM teams WHERE reference = 'T1'")
    save(two, Change, team.id, team_id=first_team)
    save(two, Change, pay.id, value="135000")
    changed = [two.records.history(one)[0].lines for one in (annis(two), contact, team, pay)]
    assert changed == [
        (
            FieldChange("NHS number", "", "999 000 0395"),
            FieldChange("Benefits", "ESA new style", "ESA new style; UC"),
        ),
        (
            FieldChange("Attended", "yes", "no"),
            FieldChange("Client", "Annis Fold", "Annis Fold, Benet Larch"),
        ),
        (FieldChange("Value", "Elm Court", "Beech House"),),
        (FieldChange("Value", "13", "13.5"),),
    ]


def test_an_import_that_changed_a_record(two: Desk, tmp_path: Path) -> None:
    sheets = {"Clients": (["Client ID", "Name", "Benefits"], ["C1", "Annis Foldes", "UC"])}
    bring_in(two, write_book(tmp_path / "again.xlsx", sheets))
    expected = (
        FieldChange("Name", "Annis Fold", "Annis Foldes"),
        FieldChange("Benefits", "ESA new style", "UC"),
    )
    line, _ = two.records.history(annis(two))
    assert (line.words, line.lines) == (f"Changed by the import of {today(two)}", expected)
    two.intake.undo(two.intake.imports()[0].id)
    line = two.records.history(annis(two))[0]
    assert line.words == f"Put back, as the import of {today(two)} was undone"
    assert line.lines[0] == FieldChange("Name", "Annis Foldes", "Annis Fold")


def test_an_import_that_was_undone(two: Desk, tmp_path: Path) -> None:
    sheets = {"Employers": (["Employer ID", "Name"], ["E2", "Tea Rooms"])}
    bring_in(two, write_book(tmp_path / "more.xlsx", sheets))
    employer = ref(two, "employer", "employers", "name = 'Tea Rooms'")
    two.intake.undo(two.intake.imports()[0].id)
    day = f"the import of {today(two)}"
    words = [line.words for line in two.records.history(employer)]
    assert words == [f"Removed, as {day} was undone", f"Added by {day}"]


def test_a_person_and_all_that_belongs_to_them(two: Desk) -> None:
    ((job,),) = rows_of(two, "SELECT id FROM activities")
    two.hours.record(job, MAY, 5 * 3600)
    two.caseload.note_viewed(annis(two).id)
    two.records.remove(ref(two, "client", "clients", "reference = 'C2'"), "somebody else")
    two.records.remove(annis(two), "entered twice")
    lines = two.records.history_of_client(annis(two).id)
    assert [line.words for line in lines] == [
        "Client Annis Fold (C1): removed, with 10 other records",
        "Day of hours of 4 May 2026 for Annis Fold: changed",
        "Activities 1, Changes 2, Clients 1, Contacts 3, Hours 1, Hours reasons 1, Referrals 2: "
        f"added by the import of {today(two)}",
    ]
    assert lines[1].lines == (FieldChange("Hours", "4 h", "5 h"),)
    numbers = (None, lines[0].number)
    newest, rest = (two.records.history_of_client(annis(two).id, before=n, limit=1) for n in numbers)
    assert newest + rest == lines[:2]


def test_a_restricted_history_asks_for_a_reason(two: Desk) -> None:
    client = annis(two).id
    two.restricted.restrict(client, "works on this ward")
    stranger = seen_by(two, Role.PRACTITIONER, account=2)
    with pytest.raises(ReasonNeeded):
        stranger.history_of_client(client)
    hours, contact = ref(two, "hours", "hours", "1"), ref(two, "contact", "contacts", "minutes = 45")
    for one in (annis(two), hours, contact):
        with pytest.raises(ReasonNeeded):
            stranger.history(one)
        with pytest.raises(ReasonNeeded):
            seen_by(two, Role.LEAD, account=2).remove(one, "entered twice")
    assert stranger.history(RecordRef("client", client + 1))


def test_of_a_restricted_removal_only_whose_it_is_is_told(two: Desk) -> None:
    two.records.remove(ref(two, "activity", "activities", "1"), "not a job at all")
    two.restricted.restrict(annis(two).id, "works on this ward")
    (seen,) = seen_by(two, Role.PRACTITIONER, account=2).removed()
    assert (seen.words, seen.client_name, seen.reason) == ("Restricted record", "Annis Fold", "")
    with pytest.raises(ReasonNeeded):
        seen_by(two, Role.PRACTITIONER, account=2).bring_back(seen.change)


def test_an_auditor_sees_that_a_view_of_risk_changed_not_what_it_says(two: Desk) -> None:
    with two.workspace.transactions.begin() as connection:
        saving = Saving(two.workspace, connection, "a risk record")
        risk = saving.add(Risk, {"client_id": 1, "on_date": MAY, "own_view": "I know my signs."})
    save(two, Risk, risk, own_view="I know them well.")
    full, seen = (
        seen_by(two, role).history(RecordRef("risk", risk))[0].lines for role in (Role.LEAD, Role.AUDITOR)
    )
    assert full == (FieldChange("Own view", "I know my signs.", "I know them well."),)
    assert seen == (FieldChange("Own view", "not shown to this account", "not shown to this account"),)
    entry = trail_seen_by(two, Role.AUDITOR).entries(TrailFilter(kinds=frozenset({"risk"}))).entries[0]
    assert entry.lines == seen


def test_when_a_clearance_was_seen_is_for_leads_and_managers(two: Desk) -> None:
    staff = ref(two, "staff", "staff", "reference = 'S1'")
    save(two, Staff, staff.id, dbs_seen_on=MAY)
    seen = {role: seen_by(two, role).history(staff)[0].lines[0].after for role in EVERYONE}
    assert seen == {
        Role.PRACTITIONER: "not shown to this account",
        Role.LEAD: "4 May 2026",
        Role.MANAGER: "4 May 2026",
        Role.AUDITOR: "not shown to this account",
    }


@pytest.mark.parametrize("model", FAMILIES, ids=lambda model: model.family.kind)
def test_every_field_of_every_family_can_be_told(two: Desk, model: type[Record]) -> None:
    """Each declared field is shown under its label, whatever is recorded in it."""
    values = {name: example(declared) for name, declared in model.fields()}
    with two.workspace.transactions.read() as connection:
        told = field_changes(Names(connection), (model.family.kind, 1), {"after": values})
    assert len(told) == len(values)
    assert all(line.after and not line.before for line in told)


def example(declared: Field) -> object:
    """Something that a field of this kind may hold, as the audit trail notes it."""
    kinds = {
        "date": "2026-05-04",
        "time": "09:00",
        "choices": ["one"],
        "texts": ["one"],
        "reference": 1,
        "references": [1],
        "yes or no": True,
        **dict.fromkeys(("whole number", "decimal", "hours", "money"), 3_600),
    }
    return kinds.get(declared.kind, declared.choices[0] if declared.choices else "1234567890")
