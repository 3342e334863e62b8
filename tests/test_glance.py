"""What is seen of a unit without its key agrees with what the unit itself knows."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ipsdesk import glance
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import utc_now
from ipsdesk.storage.private_files import PART
from ipsdesk.storage.unit_folder import SUFFIX, UnitFolder
from tests.services.hours_books import a_unit_at_work
from tests.units import copy_unit


def test_its_names_are_those_of_the_storage() -> None:
    assert (glance.SUFFIX, glance.UNFINISHED) == (SUFFIX, PART)
    for folder in (Path("/a/Larkrise House.ipsdesk"), Path("/a/plain")):
        assert glance.name_of(folder) == UnitFolder(folder).name


def test_a_unit_is_known_by_its_files(empty_unit: Path, tmp_path: Path) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    assert glance.is_unit(unit)
    (unit / "keys.json").unlink()
    assert glance.is_unit(unit)  # damaged, and opening it says how
    (unit / "records.db").unlink()
    assert not glance.is_unit(unit)
    assert not glance.is_unit(tmp_path / "nowhere")


def test_the_newest_backup_is_this_units_own(desk: Desk, tmp_path: Path) -> None:
    assert glance.newest_backup(desk.folder) is None
    a_unit_at_work(desk, tmp_path)  # an import makes a backup first
    made = glance.newest_backup(desk.folder)
    assert made is not None
    assert timedelta() <= utc_now() - made < timedelta(minutes=5)
    backup = next((tmp_path / "backups").glob("*/manifest.json"))
    backup.write_text(backup.read_text("utf-8").replace('"unit": "', '"unit": "f'), "utf-8")
    assert glance.newest_backup(desk.folder) is None


def test_what_cannot_be_read_is_no_backup(desk: Desk, tmp_path: Path) -> None:
    a_unit_at_work(desk, tmp_path)
    backup = next((tmp_path / "backups").glob("*/manifest.json"))
    for damaged in ("", "[]", '{"unit": "', backup.read_text("utf-8").replace("+00:00", "")):
        backup.write_text(damaged, "utf-8")
        assert glance.newest_backup(desk.folder) is None
