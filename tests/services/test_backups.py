"""Backups as a desk makes them: when they fall due, where they go, and what is said of them."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ipsdesk import glance
from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.services.backups_lines import noun_for, rows_in_words
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.storage.private_files import PART
from ipsdesk.storage.second_place import SIGN
from tests.services.backed_up import NOON, backups_at, days, names_in
from tests.services.hours_books import a_unit_at_work, key_of, trail
from tests.units import rows_of, sit_down

HOUR = timedelta(hours=1)


def change(desk: Desk) -> None:
    """Something worth a backup."""
    desk.settings.change(desk.settings.choices().__class__(lock_minutes=9))


def noted(desk: Desk) -> list[tuple[str, str]]:
    return [
        (row[0], json.loads(row[1]).get("reason", ""))
        for row in rows_of(desk, "SELECT action, details FROM audit_entries WHERE kind = 'unit' ORDER BY id")
        if row[0] != "signed in"
    ]


def test_the_first_of_a_day_then_after_four_hours_with_a_change(desk: Desk) -> None:
    assert backups_at(desk).due() == "first of the day"
    assert backups_at(desk).run_due() == ()
    assert backups_at(desk, NOON + 5 * HOUR).due() == ""
    change(desk)
    assert backups_at(desk, NOON + 3 * HOUR).due() == ""
    assert backups_at(desk, NOON + 4 * HOUR).due() == "4 hours of use"
    assert backups_at(desk, NOON + 4 * HOUR).run_due() == ()
    assert backups_at(desk, NOON + 9 * HOUR).due() == ""
    assert backups_at(desk, NOON + days(1)).due() == "first of the day"
    assert noted(desk)[-3:] == [
        ("backed up", "first of the day"),
        ("changed the settings", ""),
        ("backed up", "4 hours of use"),
    ]


def test_leaving_backs_up_only_what_changed_and_locking_not_so_often(desk: Desk) -> None:
    backups = backups_at(desk, NOON)
    backups.run_due()
    assert (backups.changed_since_newest(), backups.run_at_leaving(for_good=True)) == (False, ())
    change(desk)
    soon = backups_at(desk, NOON + HOUR / 2)
    assert (soon.changed_since_newest(), soon.run_at_leaving(for_good=False)) == (True, ())
    assert len(soon.backups_at()) == 1
    assert backups_at(desk, NOON + HOUR).run_at_leaving(for_good=False) == ()
    assert [line.reason for line in soon.backups_at()] == ["at closing", "first of the day"]


def test_what_is_only_looked_at_needs_no_backup(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    backups_at(desk, NOON).back_up("asked for")
    desk.caseload.note_viewed(key_of(desk, "C1", "clients"))
    assert trail(desk, "client")[-1]["action"] == "viewed"
    assert not desk.backups.changed_since_newest()


def test_a_clock_set_back_a_year_makes_a_backup_clears_nothing_away_and_says_so(desk: Desk) -> None:
    for day in range(40):
        backups_at(desk, NOON + days(day)).back_up("asked for")
    kept = names_in(desk.folder.parent / "backups")
    late = backups_at(desk, NOON - days(365))
    (sentence,) = late.run_due()
    assert sentence.startswith("The clock of this computer is behind the newest backup, made on ")
    assert set(names_in(desk.folder.parent / "backups")) > set(kept)
    assert sentence in late.state().reminders
    assert late.due() == ""


def test_old_ones_are_cleared_away_and_the_trail_names_them(desk: Desk) -> None:
    other = desk.folder.parent / "backups" / "South 2020-01-01 120000Z x"
    other.mkdir(parents=True)
    (other / "manifest.json").write_text("{}")
    for day in range(30):
        backups_at(desk, NOON + days(day)).back_up("asked for")
    lines = backups_at(desk, NOON + days(29)).backups_at()
    assert 17 <= len(lines) <= 19  # 14 days, the weeks before them, the month before this
    assert other.is_dir()
    told = rows_of(desk, "SELECT details FROM audit_entries WHERE action = 'backed up' ORDER BY id")
    cleared = [name for (details,) in told for name in json.loads(details).get("cleared away", [])]
    assert len(cleared) == 30 - len(lines)
    assert not [name for name in names_in(other.parent) if name in cleared or name.endswith(PART)]


def test_a_scheduled_backup_that_fails_stops_nobody(desk: Desk) -> None:
    (desk.folder.parent / "backups" / "Larkrise.ipsdesk.keys.json").unlink(missing_ok=True)
    (desk.folder.parent / "backups").rmdir() if (desk.folder.parent / "backups").exists() else None
    (desk.folder.parent / "backups").write_text("in the way")
    (sentence,) = desk.backups.run_due()
    assert "the backup was not" in sentence
    change(desk)
    assert len(desk.backups.run_at_leaving(for_good=True)) == 1


def test_a_line_says_what_is_in_it(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    line = backups_at(desk).back_up("asked for")
    assert (line.rows, line.opens, line.at) == ("3 clients, 4 activities", True, NOON)
    assert line.size == sum(path.stat().st_size for path in line.folder.iterdir())
    assert desk.backups.backups_at()[0] == line
    assert rows_in_words({"hours": 1, "clients": 2345}) == "2,345 clients, 1 day of hours"
    assert noun_for("hours reason", 2) == "reasons for a week over the limit"


# ---- places ---------------------------------------------------------------------------------------


def test_another_backup_folder_is_used_known_before_opening_and_noted(desk: Desk, tmp_path: Path) -> None:
    chosen = tmp_path / "elsewhere"
    desk.backups.back_up("asked for")
    assert desk.backups.choose_places(chosen, None) == ()
    made = desk.backups.back_up("asked for")
    assert made.folder.parent == chosen
    assert glance.newest_backup(desk.folder) == made.at
    assert noted(desk)[-2][0] == "chose places for backups"
    desk.close()
    with sit_down(desk.folder) as again:
        assert again.backups.state().folder == chosen
        assert again.backups.backups_at()[0].folder == made.folder
        assert (chosen / "Larkrise.ipsdesk.keys.json").read_bytes() == (
            desk.folder / "keys.json"
        ).read_bytes()


def test_while_the_folder_is_out_of_reach_backups_go_beside_the_unit(desk: Desk, tmp_path: Path) -> None:
    chosen = tmp_path / "share"
    desk.backups.choose_places(chosen, None)
    chosen.rename(tmp_path / "gone")
    made = desk.backups.back_up("asked for")
    assert made.folder.parent == tmp_path / "backups"
    assert desk.backups.state().reminders[0].startswith(f"The backup folder {chosen} can't be reached.")
    (tmp_path / "gone").rename(chosen)
    assert desk.backups.due() == "first of the day"


def test_unfit_places_are_refused_and_risky_ones_warned_of(desk: Desk, tmp_path: Path) -> None:
    for backups, second in (
        (desk.folder / "inside", None),
        (Path("relative"), None),
        (None, tmp_path / "backups"),
    ):
        with pytest.raises(CannotRun, match="Nothing was changed"):
            desk.backups.choose_places(backups, second)
    assert not (desk.folder / glance.PLACES).exists()
    told = desk.backups.choose_places(None, tmp_path / "Dropbox" / "x")
    assert [sentence.split(":")[0] for sentence in told] == [
        "This folder looks synchronised (dropbox)",
        "This folder is on the same disk as the unit",
    ]


def test_copies_go_to_the_second_place_and_back_ups_take_them_along(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    first = backups_at(desk, NOON).back_up("asked for")
    with pytest.raises(CannotRun, match="No second place is chosen"):
        desk.backups.copy_to_second_place()
    desk.backups.choose_places(None, stick)
    assert backups_at(desk, NOON).copy_to_second_place() == (first.name,)
    assert desk.backups.copy_to_second_place() == ()
    assert backups_at(desk, NOON + days(1)).run_due() == ()
    stick.rename(tmp_path / "at home")
    assert backups_at(desk, NOON + days(2)).run_due() == ()
    (tmp_path / "at home").rename(stick)
    assert backups_at(desk, NOON + days(2)).run_due() == ()
    state = backups_at(desk, NOON + days(3)).state()
    assert (state.second.is_there, state.second.days) == (True, 1)
    assert len(backups_at(desk).backups_at(stick)) == 3
    for name in ("records.db", "keys.json", "manifest.json"):
        assert (stick / first.name / name).read_bytes() == (first.folder / name).read_bytes()


def test_a_stick_that_is_not_there_is_named_with_the_days_since(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    backups_at(desk, NOON).back_up("asked for")
    assert backups_at(desk, NOON + days(7)).state().reminders == ()
    assert backups_at(desk, NOON + days(9)).state().reminders == (
        "There is no second place for backups. Choose one: what takes this computer takes them all.",
    )
    desk.backups.choose_places(None, stick)
    backups_at(desk, NOON).copy_to_second_place()
    assert backups_at(desk, NOON + days(8)).state().reminders == (
        "Nothing was copied to the second place for 8 days. Copy the newest backup now.",
    )
    stick.rename(tmp_path / "pulled out")
    stick.mkdir()  # the mount point stays
    assert backups_at(desk, NOON + days(1)).state().reminders == (
        f"The second place {stick} is not connected; the last good copy is 1 day old.",
    )
    assert backups_at(desk, NOON).state().reminders == (
        f"The second place {stick} is not connected; the last good copy was made today.",
    )
    assert [backups_at(desk, NOON + days(n)).state().second.overdue for n in (7, 8)] == [False, True]
    with pytest.raises(CannotRun, match="can't be reached, so nothing was copied"):
        desk.backups.copy_to_second_place()
    assert list(stick.iterdir()) == []
    assert (tmp_path / "pulled out" / SIGN).is_file()


# ---- the drill ------------------------------------------------------------------------------------


def test_the_drill_restores_looks_through_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="no backup to try"):
        desk.backups.drill()
    a_unit_at_work(desk, tmp_path)
    backups_at(desk, NOON).back_up("asked for")
    before = names_in(desk.folder.parent / "backups")
    result = backups_at(desk, NOON + HOUR).drill()
    assert result.ok
    assert result.lines[1:] == (
        "It holds what it should: 3 clients, 4 activities.",
        f"Its audit trail is unbroken: {len(rows_of(desk, 'SELECT id FROM audit_entries')) - 2} entries.",
        "The figures of 2026-27 Q2 are those of the unit.",
    )
    assert names_in(desk.folder.parent / "backups") == before
    state = backups_at(desk, NOON + days(29)).state()
    assert (state.drill.at, state.drill.ok, state.drill.due) == (NOON + HOUR, True, False)
    assert backups_at(desk, NOON + days(31)).state().drill.due
    assert noted(desk)[-1][0] == "tried a restore"


def test_a_drill_that_fails_says_why_and_is_remembered(desk: Desk) -> None:
    records = desk.backups.back_up("asked for").folder / "records.db"
    whole = bytearray(records.read_bytes())
    whole[len(whole) // 2] ^= 1
    records.write_bytes(whole)
    result = desk.backups.drill()
    assert not result.ok
    assert "records.db was altered" in result.words
    assert desk.backups.state().reminders[-1].startswith("The last drill failed: The backup ")


def test_a_representative_keeps_the_schedule_and_sees_nothing(desk: Desk) -> None:
    backups = backups_at(desk, role=Role.REPRESENTATIVE)
    assert backups.run_due() == ()
    with pytest.raises(NotAllowed):
        backups.backups_at()
