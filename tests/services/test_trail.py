"""The audit trail is found by every filter, told in words, and checked against every head that was noted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from ipsdesk.errors import NotAllowed, ReasonNeeded
from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.periods import parse_period
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.trail import Out, Trail, TrailFilter, Way
from ipsdesk.storage.database import connect
from ipsdesk.storage.keys import read_keys
from ipsdesk.storage.unit_folder import UnitFolder
from tests.services.records_books import MAY, annis, ref, trail_seen_by
from tests.units import ACCOUNT, PASSPHRASE, bring_in, rows_of, sit_down, write_book

ALL = TrailFilter()


def told(desk: Desk, wanted: TrailFilter = ALL) -> list[str]:
    """The entries found, in a line each, oldest first."""
    return [f"{one.did}: {one.what}" for one in reversed(desk.trail.entries(wanted).entries)]


def something_of_everything(desk: Desk) -> None:
    """A view, a changed day, a removal, an export, a return, a setting, a restricted record."""
    ((job,),) = rows_of(desk, "SELECT id FROM activities")
    desk.caseload.note_viewed(annis(desk).id)
    desk.hours.record(job, MAY, 5 * 3600)
    desk.records.remove(ref(desk, "contact", "contacts", "minutes = 30"), "typed twice")
    desk.exports.note_written({"Clients": 2, "Hours": 1_204, "Survey": 0}, "ab" * 32, with_password=True)
    desk.returns.note_made(parse_period("2026-27 Q2"), Profile.OPEN, "cd" * 32)
    desk.restricted.restrict(annis(desk).id, "works on this ward")


def test_every_entry_is_told_in_words(two: Desk) -> None:
    something_of_everything(two)
    two.restricted.open_with_reason(annis(two).id, "to look at the trail")
    lines = told(two)
    number, mac = two.trail.head()
    assert lines[0] == "made the unit: Role: manager; Unit name: Larkrise House"
    assert lines[2].startswith("backed up: Backup: Larkrise ")
    assert lines[3].startswith("imported: Rows: ")
    assert "Clients 2 added" in lines[3]
    assert "File: two.xlsx" in lines[3]
    assert lines[4:8] == [
        "signed in: ",
        "viewed: client Annis Fold (C1)",
        "changed: day of hours of 4 May 2026 for Annis Fold",
        "removed: contact of 1 May 2026 with Annis Fold",
    ]
    assert lines[8].startswith("exported: Head: entry 8, ")
    assert lines[8].endswith(
        f"; Rows: 1,206 rows (Clients 2, Hours 1,204); SHA-256: {'ab' * 32}; With password: yes"
    )
    assert lines[9].startswith("made a return: Head: entry 9, ")
    assert lines[10] == "restricted: client Annis Fold (C1)"
    entries = two.trail.entries(ALL).entries
    assert (number, mac) == (12, entries[0].mark)
    assert len(mac) == 12
    assert (entries[1].number, entries[1].who) == (11, ACCOUNT)
    assert entries[1].lines[0].after == "works on this ward"
    assert entries[4].reason == "typed twice"


def test_of_a_restricted_record_only_who_did_what_and_when(two: Desk) -> None:
    two.hours.record(rows_of(two, "SELECT id FROM activities")[0][0], MAY, 5 * 3600)
    two.restricted.restrict(annis(two).id, "works on this ward")
    entries = two.trail.entries(TrailFilter(client=annis(two).id)).entries
    assert [(one.who, one.did, one.what, one.lines, one.reason) for one in entries[:2]] == [
        (ACCOUNT, did, "Restricted record: Annis Fold (C1)", (), "") for did in ("restricted", "changed")
    ]
    two.restricted.open_with_reason(annis(two).id, "I cover")
    opened, restricted, changed = two.trail.entries(TrailFilter(client=annis(two).id)).entries[:3]
    assert opened.reason == "I cover"
    assert restricted.lines
    assert changed.what == "day of hours of 4 May 2026 for Annis Fold"


def test_what_goes_out_is_noted_with_its_mark_on_the_record_it_is_about(two: Desk) -> None:
    number, mark = two.trail.note_out(Out("Caseload: Mine", Way.EXPORTED, "3 people", 3, "ab" * 32))
    (entry,) = two.trail.entries(TrailFilter(actions=frozenset({"exported"}))).entries
    assert (entry.number, entry.mark) == (number, mark)
    assert entry.what == f"Filter: 3 people; Rows: 3; SHA-256: {'ab' * 32}; What: Caseload: Mine"
    two.trail.note_out(Out("Annis Fold", Way.PRINTED, about=annis(two).id))
    newest = two.trail.entries(TrailFilter(client=annis(two).id)).entries[0]
    assert (newest.did, newest.what) == ("printed", "client Annis Fold (C1); What: Annis Fold")
    assert not any(line.words == "Printed" for line in two.records.history(annis(two)))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_what_it_prints_noted_but_no_restricted_record(two: Desk, role: Role) -> None:
    trail = trail_seen_by(two, role)
    assert trail.note_out(Out("Figures", Way.PRINTED)) == trail.head()
    two.restricted.restrict(annis(two).id, "works on this ward")
    before = trail.head()
    with pytest.raises(ReasonNeeded):
        trail.note_out(Out("Annis Fold", Way.PRINTED, about=annis(two).id))
    assert trail.head() == before


def test_looking_at_the_trail_is_noted_once_in_ten_minutes_for_each_account(two: Desk) -> None:
    now = two.workspace.now()

    def look(minutes: int, account: int = 1) -> bool:
        actor = Actor(account, "Somebody", Role.AUDITOR)
        space = replace(two.workspace, actor=actor, now=lambda: now + timedelta(minutes=minutes))
        return Trail(space).note_viewed("everything")

    assert [look(0), look(9), look(9, account=2), look(11)] == [True, False, True, True]
    assert told(two)[-1] == "looked at the audit trail: Filter: everything"


def test_removed_people_are_found_and_marked(two: Desk) -> None:
    two.records.remove(annis(two), "entered twice")
    assert [(one.name, one.stage) for one in two.trail.find_people("c")] == [
        ("Annis Fold", "removed"),
        ("Benet Larch", ""),
    ]
    assert two.caseload.find("fold") == ()
    assert two.trail.find_people("") == ()


def test_an_unknown_action_falls_back_to_its_own_words(two: Desk) -> None:
    with two.workspace.transactions.begin() as connection:
        two.workspace.note(
            connection, "polished the brass", {"cloths": 3, "done by": ["Ann", "Ben"], "none": None}
        )
    assert told(two)[-1] == "polished the brass: Cloths: 3; Done by: Ann, Ben"


def test_each_filter_and_all_of_them(two: Desk) -> None:
    something_of_everything(two)
    of_person = ["imported", "viewed", "changed", "removed", "restricted"]
    found = two.trail.entries(TrailFilter(client=annis(two).id))
    assert [one.did for one in reversed(found.entries)] == of_person
    assert [one.did for one in two.trail.entries(TrailFilter(kinds=frozenset({"hours"}))).entries] == [
        "changed"
    ]
    found = two.trail.entries(TrailFilter(actions=frozenset({"viewed", "removed"})))
    assert [one.did for one in found.entries] == ["removed", "viewed"]
    assert two.trail.entries(TrailFilter(account=2)).entries == ()
    everything = TrailFilter(
        1, annis(two).id, frozenset({"contact"}), frozenset({"removed"}), MAY, date(9999, 1, 1)
    )
    assert two.trail.entries(everything).total == 1


def test_days_are_those_of_this_computers_clock(two: Desk) -> None:
    before = two.trail.entries(ALL).total
    for hour in (0, 12, 23):
        at = datetime(2026, 5, 4, hour, 30).astimezone()
        with two.workspace.transactions.begin() as connection:
            replace(two.workspace, now=partial(datetime.fromtimestamp, at.timestamp(), UTC)).note(
                connection, "looked", {}
            )
    counts = [
        two.trail.entries(TrailFilter(actions=frozenset({"looked"}), since=since, until=until)).total
        for since, until in ((MAY, MAY), (MAY + timedelta(1), None), (None, MAY - timedelta(1)), (None, None))
    ]
    assert (counts, before) == ([3, 0, 0, 3], 5)


def test_pages_follow_one_another_without_a_gap(two: Desk) -> None:
    something_of_everything(two)
    numbers: list[int] = []
    before, more = None, True
    while more:
        page = two.trail.entries(ALL, before=before, limit=4)
        numbers += [one.number for one in page.entries]
        before, more = numbers[-1], page.more
        assert page.total == 11
    assert numbers == list(range(11, 0, -1))


def test_what_removed_people_did_and_had_is_still_found(two: Desk) -> None:
    two.records.remove(annis(two), "entered twice")
    found = two.trail.entries(TrailFilter(client=annis(two).id))
    assert found.total == 11  # the import, the person, nine that went along; the backup is the unit's
    assert found.entries[0].what.endswith("with client Annis Fold (C1)")


def test_the_choices_are_those_there_are(two: Desk) -> None:
    something_of_everything(two)
    choices = two.trail.choices()
    assert choices.accounts == ((1, ACCOUNT),)
    assert choices.kinds == ("client", "contact", "hours", "unit")
    assert {"viewed", "exported", "removed", "restricted"} <= set(choices.actions)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.LEAD])
def test_who_reads_the_trail(two: Desk, role: Role) -> None:
    assert trail_seen_by(two, Role.AUDITOR).entries(ALL).total == 5
    assert trail_seen_by(two, role).head() == two.trail.head()
    with pytest.raises(NotAllowed):
        trail_seen_by(two, role).entries(ALL)


# ---- is it unbroken? ------------------------------------------------------------------------------


@contextmanager
def behind_its_back(unit: Path) -> Iterator[object]:
    """The closed unit's records through the bare driver, without what guards the trail."""
    folder = UnitFolder(unit)
    _, data_key = read_keys(folder).unlock(ACCOUNT, PASSPHRASE)
    connection = connect(folder.records, data_key)
    for verb in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_entries_no_{verb}")
    yield connection
    connection.close()


def one_more_import(desk: Desk, folder: Path) -> None:
    """Two more entries; the first notes a backup that knows the head before it."""
    sheets = {"Employers": (["Employer ID", "Name"], ["E2", "Tea Rooms"])}
    bring_in(desk, write_book(folder / "more.xlsx", sheets))


def test_an_unbroken_trail_says_what_it_agrees_with(two: Desk, tmp_path: Path) -> None:
    one_more_import(two, tmp_path)
    check = two.trail.verify()
    assert (check.ok, check.first_bad, check.entries, check.anchors) == (True, None, 7, 1)
    assert check.words == "7 entries, unbroken, agreeing with 1 backup"
    something_of_everything(two)
    assert two.trail.verify().words == (
        "13 entries, unbroken, agreeing with 1 backup and 2 heads noted in returns and exports"
    )


TAMPERINGS = {
    "edited": ("UPDATE audit_entries SET details = '{}' WHERE id = 7", 7),
    "made unreadable": ("UPDATE audit_entries SET details = 'x', at = 'then' WHERE id = 7", 7),
    "deleted": ("DELETE FROM audit_entries WHERE id = 7", 7),
    "put in another order": (
        "UPDATE audit_entries SET id = 0 WHERE id = 6; UPDATE audit_entries SET id = 6 WHERE id = 7;"
        "UPDATE audit_entries SET id = 7 WHERE id = 0",
        6,
    ),
    "cut": ("DELETE FROM audit_entries WHERE id > 2", 4),  # a sign-in has taken the place of entry 3
}


@pytest.mark.parametrize(("statements", "first_bad"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_first_bad_entry_is_named(two: Desk, tmp_path: Path, statements: str, first_bad: int) -> None:
    one_more_import(two, tmp_path)
    something_of_everything(two)
    folder = two.folder
    two.close()
    with behind_its_back(folder) as connection:
        connection.executescript(statements)  # type: ignore[attr-defined]
    with sit_down(folder) as desk:
        check = desk.trail.verify()
        assert (check.ok, check.first_bad) == (False, first_bad)
        assert check.words.startswith(f"Broken at entry {first_bad}")
        assert "What to do: keep this unit and its backups as they are" in check.words


def test_a_trail_cut_after_its_backups_is_found_by_a_noted_head(two: Desk) -> None:
    """A backup made later knows an entry that is not there any more."""
    something_of_everything(two)
    with two.workspace.transactions.read() as connection:
        number, mac = two.workspace.audit.head(connection)
    folder = two.folder
    two.close()
    with behind_its_back(folder) as connection:
        connection.execute("DELETE FROM audit_entries WHERE id > 9")  # type: ignore[attr-defined]
    with sit_down(folder) as desk:
        assert desk.trail.verify().ok  # nothing noted says otherwise, and a sign-in stands at its place
        known = Trail(desk.workspace, lambda: {number: mac}).verify()
        assert (known.first_bad, known.entries) == (11, 10)
        assert known.words.startswith("Broken at entry 11: it is missing, with any that followed it.")


def test_the_moment_of_a_bad_entry_is_told(two: Desk) -> None:
    folder = two.folder
    two.close()
    with behind_its_back(folder) as connection:
        at = datetime(2026, 5, 3, 13, 2, tzinfo=UTC)
        connection.execute("UPDATE audit_entries SET at = ? WHERE id = 4", (at.isoformat(),))  # type: ignore[attr-defined]
    with sit_down(folder) as desk:
        local = at.astimezone()
        assert (
            f"Broken at entry 4 of 3 May 2026, {local:%H:%M}: it is not as it was"
            in desk.trail.verify().words
        )
        assert desk.trail.entries(ALL).total == 6
