"""Errors of the disk and the database become sentences; errors of the program stay what they are."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ipsdesk.errors import CannotRun, DeskError, NoSpace, ReadOnly, UnitDamaged, UnitInUse
from ipsdesk.storage.faults import plain_words
from ipsdesk.storage.private_files import write_private

DATABASE = [
    (13, NoSpace),
    (8, ReadOnly),
    (1032, ReadOnly),
    (11, UnitDamaged),
    (26, UnitDamaged),
    (5, UnitInUse),
]
DATABASE += [(10, CannotRun), (778, CannotRun), (14, CannotRun)]


@pytest.mark.parametrize(("code", "kind"), DATABASE)
def test_each_code_of_sqlite_has_a_sentence_in_three_parts(code: int, kind: type[DeskError]) -> None:
    fault = dbapi2.OperationalError("as SQLite says it")
    fault.sqlite_errorcode = code
    with pytest.raises(kind) as caught, plain_words("the backup"):
        raise fault
    assert type(caught.value) is kind
    assert "the backup" in str(caught.value)
    assert str(caught.value).count(".") >= 3
    assert "SQLite" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "kind"),
    [(errno.ENOSPC, NoSpace), (errno.EROFS, ReadOnly), (errno.EACCES, ReadOnly), (errno.EIO, CannotRun)],
)
def test_each_error_of_the_system_has_a_sentence_where_asked(code: int, kind: type[DeskError]) -> None:
    with pytest.raises(kind) as caught, plain_words("the backup", files=True):
        raise OSError(code, "as the system says it")
    assert type(caught.value) is kind
    with pytest.raises(OSError, match="as the system says it"), plain_words("the backup"):
        raise OSError(code, "as the system says it")


@pytest.mark.parametrize("fault", [dbapi2.ProgrammingError("x"), dbapi2.IntegrityError("x"), KeyError("x")])
def test_faults_of_the_program_pass_through(fault: Exception) -> None:
    with pytest.raises(type(fault)), plain_words("the backup", files=True):
        raise fault


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "keys.json"
    write_private(path, b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoSpace), plain_words("saving", files=True):
        write_private(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
