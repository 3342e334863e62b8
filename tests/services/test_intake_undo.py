"""An import goes back as a whole, but for what was changed since, and nothing of that is lost silently."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ipsdesk.errors import NotAllowed
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.models import FAMILIES
from ipsdesk.reports.scorecard_text import as_json
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.intake import Intake
from ipsdesk.services.intake_undo import UndoRefused, Why
from ipsdesk.services.roles import Role
from tests.recount.generator import generate_unit
from tests.units import Sheets, bring_in, rows_of, write_book

PERIODS = ("2025-26", "2026-27 Q2", "2025-26 Q3")
MAY = date(2026, 5, 12)
CLIENTS = ("Client ID", "Name")
REFERRALS = ("Referral ID", "Client ID", "Received", "Closed")
ACTIVITIES = ("Activity ID", "Client ID", "Kind", "Started", "Ended")
HOURS = ("Activity ID", "Date", "Hours")
A_JOB: Sheets = {
    "Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby")],
    "Activities": [ACTIVITIES, ("A1", "C1", "paid job", date(2026, 3, 1), date(2026, 5, 31))],
    "Hours": [HOURS, ("A1", MAY, 3)],
}


def state(desk: Desk) -> Any:
    """Everything the unit holds and every figure of it."""
    figures = [as_json(desk.figures.scorecard(parse_period(period))) for period in PERIODS]
    return {sheet.sheet: sorted(sheet.rows, key=repr) for sheet in desk.exports.content().sheets}, figures


def last_import(desk: Desk) -> int:
    """The number of the newest import."""
    return desk.intake.imports()[0].id


def change(desk: Desk, kind: str, reference: str, values: Mapping[str, Any]) -> None:
    """A record edited by hand, with its entry in the audit trail."""
    model = next(model for model in FAMILIES if model.family.kind == kind)
    key = model.family.identity or "id"
    workspace = desk.workspace
    with workspace.transactions.begin() as connection:
        row = connection.exec_driver_sql(
            f"SELECT * FROM {model.__tablename__} WHERE {key} = ?", (reference,)
        ).one()
        settings = "".join(f", {name} = ?" for name in values)
        connection.exec_driver_sql(
            f"UPDATE {model.__tablename__} SET version = version + 1{settings} WHERE id = ?",
            (*values.values(), row.id),
        )
        workspace.audit.append(
            connection,
            account=1,
            action="changed",
            kind=kind,
            record_id=row.id,
            record_uuid=row.uuid,
            details={"before": {name: getattr(row, name) for name in values}, "after": dict(values)},
            at=workspace.now(),
        )


def book(folder: Path, sheets: Sheets, name: str = "in.xlsx") -> Path:
    """A workbook on disk."""
    return write_book(folder / name, sheets)


CHANGED_AT_RANDOM: dict[str, dict[str, Any]] = {
    "Clients": {"Name": "Ottoline Marchbanks", "Gender": "other", "Team ID": None},
    "Staff": {"Profession": "joiner", "Team IDs": None},
    "Referrals": {"Source": "advocate", "Staff ID": None},
    "Contacts": {"Minutes": 7, "Note": "=1+1", "Client IDs": None, "Employer ID": None},
    "Activities": {"Weekly hours": 11, "Title": "Beekeeper"},
    "Hours": {"Hours": 1.5},
    "Team meetings": {"Staff IDs": None},
    "Plans": {"Goal": "Bees"},
}


def changed_export(desk: Desk, path: Path, seed: int) -> Path:
    """The unit's own export with many a cell changed."""
    write_unit_of(desk, path)
    workbook = openpyxl.load_workbook(path)
    draw = random.Random(seed)
    for name, columns in CHANGED_AT_RANDOM.items():
        headings, *rows = workbook[name].iter_rows()
        places = {heading.value: place for place, heading in enumerate(headings)}
        for row in rows:
            for heading, value in columns.items():
                if draw.random() < 0.3:
                    row[places[heading]].value = value
    workbook.save(path)
    return path


def same_but_for_keys(one: Any) -> Any:
    """A state without the order of its rows and without the Record IDs, which a new record gets anew."""
    records, figures = one
    return {name: sorted(str(row[:-1]) for row in rows) for name, rows in records.items()}, figures


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 12), (2, 24), (4, 3)])
def test_undoing_a_second_import_leaves_the_first_alone(
    desk: Desk, tmp_path: Path, first: int, second: int
) -> None:
    empty = state(desk)
    for seed in (first, second):
        generate_unit(seed, tmp_path / f"{seed}.xlsx", 8)
    bring_in(desk, tmp_path / f"{first}.xlsx")
    after_first, number = state(desk), last_import(desk)
    assert bring_in(desk, tmp_path / f"{second}.xlsx").written
    after_both = state(desk)
    report = desk.intake.undo(last_import(desk))
    assert (report.kept, state(desk)) == ((), after_first)
    again = bring_in(desk, tmp_path / f"{second}.xlsx")  # what was undone can be imported again
    assert (again.problems, same_but_for_keys(state(desk))) == ((), same_but_for_keys(after_both))
    desk.intake.undo(last_import(desk))
    assert (desk.intake.undo(number).kept, state(desk)) == ((), empty)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 6])
def test_undoing_changes_puts_every_former_value_back(desk: Desk, tmp_path: Path, seed: int) -> None:
    generate_unit(seed, tmp_path / "unit.xlsx", 8)
    bring_in(desk, tmp_path / "unit.xlsx")
    before = state(desk)
    path = changed_export(desk, tmp_path / "out.xlsx", seed)
    report = bring_in(desk, path)
    assert (report.problems, report.written) == ((), True)
    undone = desk.intake.undo(last_import(desk))
    assert (undone.kept, undone.removed) == ((), {})
    assert sum(undone.put_back.values()) == report.changes
    assert state(desk) == before


def test_what_was_edited_since_stays_and_is_named_with_what_it_needs(desk: Desk, tmp_path: Path) -> None:
    sheets = {
        **A_JOB,
        "Clients": [CLIENTS, ("C1", "Wilhelmina Fernsby"), ("C2", "Osbert Quill")],
        "Contacts": [("Date", "Kind", "Client IDs"), (MAY, "client", "C2"), (MAY, "client", "C1; C2")],
    }
    bring_in(desk, book(tmp_path, sheets))
    change(desk, "contact", "1", {"minutes": 20})
    report = desk.intake.undo(last_import(desk))
    assert report.removed == {"client": 1, "contact": 1, "activity": 1, "hours": 1}
    assert [(one.words, one.why) for one in report.kept] == [
        ("Contact of 12 May 2026 (C2)", Why.CHANGED),
        ("Client C2", Why.NEEDED),
    ]
    assert report.sentences == (
        "Removed: Clients 1, Contacts 1, Activities 1, Hours 1.",
        "Kept because changed since: Contact of 12 May 2026 (C2); 1 row.",
        "Kept because records that stay need it: Client C2; 1 row.",
    )
    assert rows_of(desk, "SELECT reference FROM clients WHERE removed_at IS NULL") == [("C2",)]


def test_hours_typed_since_keep_the_job_and_the_client_they_hang_on(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    job, typed = rows_of(desk, "SELECT id FROM activities")[0][0], date(2026, 5, 13)
    desk.hours.record(job, typed, 3600)
    report = desk.intake.undo(last_import(desk))
    assert [one.words for one in report.kept] == ["Activity A1", "Client C1"]
    assert report.removed == {"hours": 1}
    assert rows_of(desk, "SELECT on_date FROM hours WHERE removed_at IS NULL") == [(str(typed),)]


def test_what_a_later_import_changed_stays_until_that_one_is_undone(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    first = last_import(desk)
    bring_in(desk, book(tmp_path, {"Clients": [CLIENTS, ("C1", "Ottoline Marchbanks")]}))
    second = last_import(desk)
    desk.intake.undo(second)
    assert rows_of(desk, "SELECT name FROM clients") == [("Wilhelmina Fernsby",)]
    assert desk.intake.undo(first).kept == ()
    bring_in(desk, book(tmp_path, A_JOB))
    bring_in(desk, book(tmp_path, {"Clients": [CLIENTS, ("C1", "Ottoline Marchbanks")]}))
    report = desk.intake.undo(desk.intake.imports()[1].id)
    assert [(one.words, one.why) for one in report.kept] == [("Client C1", Why.CHANGED)]


def test_hours_changed_and_changed_back_by_hand_do_not_count_as_changed(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    (job,) = rows_of(desk, "SELECT id FROM activities")[0]
    desk.hours.record(job, MAY, 3600)
    desk.records.undo_last()
    assert desk.intake.undo(last_import(desk)).kept == ()


def test_a_former_value_that_would_contradict_what_stays_is_not_put_back(desk: Desk, tmp_path: Path) -> None:
    received, closed = date(2026, 2, 2), date(2026, 4, 1)
    sheets = {"Clients": A_JOB["Clients"], "Referrals": [REFERRALS, ("R1", "C1", received, None)]}
    bring_in(desk, book(tmp_path, sheets))
    referrals = [REFERRALS, ("R1", "C1", received, closed), ("R2", "C1", MAY, None)]
    bring_in(desk, book(tmp_path, {"Referrals": referrals}))
    change(desk, "referral", "R2", {"source": "advocate"})
    report = desk.intake.undo(last_import(desk))
    assert [(one.words, one.why) for one in report.kept] == [
        ("Referral R2", Why.CHANGED),
        ("Referral R1", Why.CONTRADICTS),
    ]
    assert rows_of(desk, "SELECT closed_on FROM episodes WHERE reference = 'R1'") == [(str(closed),)]


def test_a_job_that_would_become_too_short_for_hours_typed_since_stays_long(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    longer = ("A1", "C1", "paid job", date(2026, 3, 1), date(2026, 6, 30))
    bring_in(desk, book(tmp_path, {"Activities": [ACTIVITIES, longer]}))
    (job,) = rows_of(desk, "SELECT id FROM activities")[0]
    desk.hours.record(job, date(2026, 6, 15), 3600)
    report = desk.intake.undo(last_import(desk))
    assert [(one.words, one.why) for one in report.kept] == [("Activity A1", Why.CONTRADICTS)]
    assert report.sentences[0] == "Nothing could be taken back; nothing was changed."
    assert desk.intake.imports()[0].undone_at is None


def test_hours_do_not_go_back_to_a_day_that_is_taken(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    write_unit_of(desk, tmp_path / "out.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "out.xlsx")
    workbook["Hours"]["B2"].value = date(2026, 5, 20)
    workbook.save(tmp_path / "out.xlsx")
    assert bring_in(desk, tmp_path / "out.xlsx").written
    (job,) = rows_of(desk, "SELECT id FROM activities")[0]
    desk.hours.record(job, MAY, 3600)
    report = desk.intake.undo(last_import(desk))
    assert [(one.words, one.why) for one in report.kept] == [
        ("Day of hours of 20 May 2026 (A1)", Why.CONTRADICTS)
    ]
    desk.records.undo_last()
    desk.intake.undo(last_import(desk))


def test_an_undone_day_of_hours_can_be_typed_and_imported_again(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, {**A_JOB, "Hours": []}))
    hours = {"Hours": [HOURS, ("A1", MAY, 3), ("A1", date(2026, 5, 13), 4)]}
    for _ in range(2):
        assert bring_in(desk, book(tmp_path, hours)).tallies["Hours"].added == 2
        desk.intake.undo(last_import(desk))
    (job,) = rows_of(desk, "SELECT id FROM activities")[0]
    desk.hours.record(job, MAY, 3600)
    assert rows_of(desk, "SELECT on_date, seconds FROM hours WHERE removed_at IS NULL") == [(str(MAY), 3600)]
    assert bring_in(desk, book(tmp_path, hours)).tallies["Hours"].updated == 1


def test_an_import_is_undone_once_and_the_list_says_so(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB, "our list.xlsx"))
    heard: list[frozenset[str]] = []
    desk.changes.listen(heard.append)
    (one,) = desk.intake.imports()
    assert (one.file_name, one.account, one.undone_at) == ("our list.xlsx", "First Manager", None)
    assert (one.tallies["Clients"].added, one.tallies["Hours"].added) == (1, 1)
    desk.intake.undo(one.id)
    assert heard == [frozenset({"backup"}), frozenset({"client", "activity", "hours"})]
    (one,) = desk.intake.imports()
    assert one.undone_at is not None
    assert one.undone_by == "First Manager"
    entries = rows_of(desk, "SELECT max(id) FROM audit_entries")
    with pytest.raises(
        UndoRefused, match=r"undone already, on \d\d/\d\d/\d{4} by First Manager\. Nothing was"
    ):
        desk.intake.undo(one.id)
    with pytest.raises(UndoRefused, match="no such import"):
        desk.intake.undo(99)
    assert rows_of(desk, "SELECT max(id) FROM audit_entries") == entries


def test_the_trail_says_what_was_undone_and_a_backup_was_made_first(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    bring_in(desk, book(tmp_path, {"Clients": [CLIENTS, ("C1", "Ottoline Marchbanks")], "Hours": []}))
    desk.intake.undo(last_import(desk))
    backup, client, summary = rows_of(
        desk,
        "SELECT action, kind, record_id, import_id, details FROM audit_entries ORDER BY id DESC LIMIT 3",
    )[::-1]
    assert (backup[0], json.loads(backup[4])["reason"]) == ("backed up", "before undoing an import")
    assert client[:4] == ("import undone", "client", 1, 2)
    assert json.loads(client[4]) == {
        "before": {"name": "Ottoline Marchbanks"},
        "after": {"name": "Wilhelmina Fernsby"},
    }
    assert summary[:4] == ("import undone", "unit", None, 2)
    assert json.loads(summary[4]) == {"removed": {}, "put back": {"client": 1}, "kept": [], "days": {}}
    with desk.workspace.transactions.read() as connection:
        assert desk.workspace.audit.verify(connection) is None


def test_a_member_of_staff_who_signs_in_by_now_stays(desk: Desk, tmp_path: Path) -> None:
    staff = [("Staff ID", "Name", "Role", "Started"), ("S1", "Jo Ash", "other", MAY)]
    bring_in(desk, book(tmp_path, {"Staff": staff}))
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE accounts SET staff_id = 1")
    report = desk.intake.undo(last_import(desk))
    assert [(one.words, one.why) for one in report.kept] == [("Member of staff S1", Why.NEEDED)]


def test_an_export_from_before_the_undo_does_not_bring_back_silently_what_was_undone(
    desk: Desk, tmp_path: Path
) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    bring_in(desk, book(tmp_path, {"Clients": [CLIENTS, ("C1", "Ottoline Marchbanks")]}))
    write_unit_of(desk, tmp_path / "out.xlsx")
    desk.intake.undo(last_import(desk))
    (problem,) = bring_in(desk, tmp_path / "out.xlsx").problems
    assert str(problem).startswith("Clients!B2: this record was changed in the program since the export")


def test_only_managers_see_and_undo_imports(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, book(tmp_path, A_JOB))
    lead = replace(desk.workspace, actor=replace(desk.workspace.actor, role=Role.LEAD))
    intake = Intake(lead, lambda reason: None)
    with pytest.raises(NotAllowed):
        intake.imports()
    with pytest.raises(NotAllowed):
        intake.undo(1)
    assert rows_of(desk, "SELECT count(*) FROM clients WHERE removed_at IS NULL") == [(1,)]
