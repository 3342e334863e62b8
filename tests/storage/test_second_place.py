"""Copies on a stick: whole under their final name, or not there."""

from __future__ import annotations

import errno
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from ipsdesk.errors import CannotRun, NoSpace
from ipsdesk.storage import second_place
from ipsdesk.storage.backup import BackupInfo, back_up, backups_in, backups_of
from ipsdesk.storage.bundles import is_whole
from ipsdesk.storage.opening import Opened
from ipsdesk.storage.private_files import PART
from ipsdesk.storage.second_place import MOST_AT_ONCE, SIGN, copy_missing, mark_place
from tests.storage.units import NOON, run_child

COPY_WITHOUT_SPACE = """
import resource, sys
from pathlib import Path
from ipsdesk.errors import DeskError
from ipsdesk.storage.backup import backups_in
from ipsdesk.storage.second_place import copy_missing
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    copy_missing(backups_in(Path(sys.argv[1])), Path(sys.argv[2]))
except DeskError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A chosen place."""
    mark_place(tmp_path / "stick")
    return tmp_path / "stick"


@pytest.fixture
def backups(opened: Opened) -> list[BackupInfo]:
    """Seven backups, newest first."""
    for hours in range(7):
        now = NOON + timedelta(hours=hours)
        back_up(opened.unit, opened.transactions, opened.data_key, reason="copy", now=now)
    return backups_of(opened.unit, opened.keys.unit)


def left(stick: Path) -> list[str]:
    return [path.name for path in stick.iterdir() if path.name != SIGN]


def test_the_newest_go_first_and_what_is_there_is_left_alone(backups: list[BackupInfo], stick: Path) -> None:
    copied = copy_missing(backups, stick)
    assert [one.folder.name for one in copied] == [one.folder.name for one in backups[:MOST_AT_ONCE]]
    assert all(is_whole(one) for one in backups_in(stick))
    assert copy_missing(backups, stick) == []


@pytest.mark.parametrize("after", range(8))
def test_pulled_out_in_mid_copy(
    backups: list[BackupInfo], stick: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    calls = iter(range(100))
    whole = shutil.copyfileobj

    def pulled_out(*given: object) -> None:
        if next(calls) >= after:
            raise OSError(errno.EIO, "Input/output error")
        whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(shutil, "copyfileobj", pulled_out)
    # A stick that is gone takes no command either: what was begun stays on it.
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    with pytest.raises(CannotRun, match="it was pulled out, or can't be written to"):
        copy_missing(backups, stick)
    monkeypatch.undo()
    assert all(is_whole(one) for one in backups_in(stick))
    assert len(backups_in(stick)) == after // 3
    assert [name for name in left(stick) if name.endswith(PART)]
    copy_missing(backups, stick)
    assert not [name for name in left(stick) if name.endswith(PART)]
    assert len(backups_in(stick)) == MOST_AT_ONCE


def test_a_full_stick(backups: list[BackupInfo], stick: Path) -> None:
    pytest.importorskip("resource", reason="POSIX limits")
    status, said = run_child(COPY_WITHOUT_SPACE, str(backups[0].folder.parent), str(stick))
    assert status == 0, said
    assert said.startswith(f"NoSpace The second place {stick} is full, so it did not take the copy.")
    assert left(stick) == []


def test_a_stick_that_keeps_something_else_than_it_was_given(
    backups: list[BackupInfo], stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_place, "sha256_of", lambda path: "0" if stick in path.parents else "1")
    with pytest.raises(CannotRun, match="was not the same when it was read again"):
        copy_missing(backups, stick)
    assert left(stick) == []


def test_a_backup_that_was_altered_is_not_passed_on(backups: list[BackupInfo], stick: Path) -> None:
    records = backups[0].folder / "records.db"
    records.write_bytes(records.read_bytes()[:-1])
    with pytest.raises(CannotRun, match="was not the same"):
        copy_missing(backups, stick)
    assert left(stick) == []


def test_another_stick_or_an_empty_mount_point_is_not_the_place(
    backups: list[BackupInfo], tmp_path: Path
) -> None:
    with pytest.raises(CannotRun, match="can't be reached"):
        copy_missing(backups, tmp_path)


def test_a_place_that_cannot_be_written_to_is_not_chosen(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((CannotRun, NoSpace), match="was not chosen"):
        mark_place(tmp_path / "file" / "below")
