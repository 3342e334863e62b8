"""Risky places for a unit, and the sentences about them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ipsdesk.storage import places
from ipsdesk.storage.places import warnings_about
from ipsdesk.storage.unit_folder import UnitFolder

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sda2 /home/ann ext4 rw 0 0
//ward/share /mnt/ward\\040share cifs rw 0 0
"""


@pytest.fixture(autouse=True)
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "mounts"
    table.write_text(MOUNTS)
    monkeypatch.setattr(places, "MOUNTS", table)


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("/srv/units/North.ipsdesk", []),
        ("/home/ann/North.ipsdesk", []),
        ("/home/ann/OneDrive - Trust/North.ipsdesk", ["onedrive"]),
        ("/home/ann/Dropbox/North.ipsdesk", ["dropbox"]),
        ("/home/bob/North.ipsdesk", ["network drive"]),
        ("/mnt/ward share/North.ipsdesk", ["network drive"]),
        ("//server/share/North.ipsdesk", ["network drive"]),
        ("/media/ann/STICK/North.ipsdesk", ["removable drive"]),
        ("/home/bob/Dropbox/North.ipsdesk", ["dropbox", "network drive"]),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX paths")
def test_a_place_and_its_warnings(folder: str, words: list[str]) -> None:
    found = warnings_about(Path(folder))
    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_without_a_table_of_mounts_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOUNTS", Path("/nowhere/mounts"))
    assert warnings_about(Path("/home/bob/North.ipsdesk")) == []


def test_the_files_of_a_unit_have_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    unit = UnitFolder(Path("North Ward.ipsdesk"))
    assert unit.path == tmp_path / "North Ward.ipsdesk"
    assert unit.name == "North Ward"
    assert unit.backups == tmp_path / "backups"
    assert unit.keys_copy == tmp_path / "backups" / "North Ward.ipsdesk.keys.json"
    chosen = UnitFolder(unit.path, tmp_path / "safe")
    assert chosen.backups == tmp_path / "backups"  # while the chosen folder is out of reach
    (tmp_path / "safe").mkdir()
    assert chosen.backups == tmp_path / "safe"
    assert UnitFolder(tmp_path / "plain").name == "plain"
    assert not unit.exists()
