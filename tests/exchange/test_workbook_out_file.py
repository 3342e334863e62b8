"""The file an export becomes: its properties, its password, its place, and the command that writes it."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipsdesk.errors import CannotRun, NotAllowed, UnreadableFile
from ipsdesk.exchange.encrypted import decrypt, is_encrypted
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.services.desk import Desk
from ipsdesk.storage.upgrade import HEAD
from tests.recount.generator import generate_unit
from tests.units import ACCOUNT, PASSPHRASE, Sheets, bring_in, new_unit, rows_of, write_book

A_UNIT: Sheets = {
    "Clients": [("Client ID", "Name", "Date of birth"), ("C1", "Wilhelmina Fernsby", date(1990, 1, 31))]
}


def test_its_properties_name_the_audit_number_and_the_schema_and_nobody(desk: Desk, tmp_path: Path) -> None:
    (number,) = rows_of(desk, "SELECT max(id) FROM audit_entries")[0]
    path = tmp_path / "out.xlsx"
    write_unit_of(desk, path)
    noted = read_workbook(path).properties
    assert noted["IPS Desk audit number"] == str(number)
    assert noted["IPS Desk schema version"] == str(HEAD)
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("docProps/"):
                assert ACCOUNT.encode() not in archive.read(name)
        assert b">IPS Desk<" in archive.read("docProps/core.xml")


def test_a_password_encrypts_it(desk: Desk, tmp_path: Path) -> None:
    bring_in(desk, write_book(tmp_path / "in.xlsx", A_UNIT))
    path = tmp_path / "out.xlsx"
    write_unit_of(desk, path, "kettle möss 7")
    data = path.read_bytes()
    assert is_encrypted(data)
    assert b'keyBits="256"' in data
    assert b"Wilhelmina" not in data
    assert zipfile.is_zipfile(io.BytesIO(decrypt(data, "kettle möss 7")))
    assert bring_in_with(desk, path, "kettle möss 7") == 0
    for wrong in ("", "kettle moss 7"):
        with pytest.raises(UnreadableFile, match="password"):
            read_workbook(path, wrong)


def bring_in_with(desk: Desk, path: Path, password: str) -> int:
    """Import a workbook with a password; what it changed."""
    report = desk.intake.bring_in(read_workbook(path, password))
    assert report.problems == ()
    return report.changes


@pytest.mark.parametrize("password", ["", "   ", "x" * 256, "bell\x07"])
def test_a_password_that_protects_nothing_is_refused_before_anything_is_read(
    desk: Desk, tmp_path: Path, password: str
) -> None:
    with pytest.raises(CannotRun, match="Nothing was written"):
        write_unit_of(desk, tmp_path / "out.xlsx", password)
    assert not (tmp_path / "out.xlsx").exists()
    assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'exported'") == [(0,)]


def test_what_is_encrypted_but_does_not_come_back_never_leaves_memory(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipsdesk.exchange.encrypted.decrypt", lambda data, password: b"something else")
    with pytest.raises(CannotRun, match="could not be encrypted"):
        write_unit_of(desk, tmp_path / "out.xlsx", "kettle moss 7")
    assert not (tmp_path / "out.xlsx").exists()


def test_nothing_of_it_stands_in_a_temporary_file(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = tempfile.mkstemp

    def noted(**named: Any) -> tuple[int, str]:
        made.append(str(named["dir"]))
        return make(**named)

    monkeypatch.setattr(tempfile, "mkstemp", noted)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda **_: pytest.fail("a temporary file"))
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: pytest.fail("a temporary file"))
    write_unit_of(desk, tmp_path / "out.xlsx", "kettle moss 7")
    assert made == [str(tmp_path)]
    assert (tmp_path / "out.xlsx").stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_place_that_can_not_be_written_to_gets_a_sentence_and_no_entry(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for path, words in (("none/out.xlsx", "There is no folder"), ("folder.xlsx", "is a folder")):
        with pytest.raises(CannotRun, match=words):
            write_unit_of(desk, tmp_path / path)
    assert rows_of(desk, "SELECT count(*) FROM audit_entries WHERE action = 'exported'") == [(0,)]


def test_an_export_that_can_not_be_noted_does_not_stay(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise NotAllowed("No.")

    monkeypatch.setattr(desk.exports, "note_written", refuse)
    with pytest.raises(NotAllowed):
        write_unit_of(desk, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


# ---- the command ----------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs commands as the first manager, on a new unit."""
    from ipsdesk.cli import run as run_command

    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("IPSDESK_USER", ACCOUNT)
    monkeypatch.setenv("IPSDESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    unit = new_unit(tmp_path / "Unit.ipsdesk")
    return lambda command, *given: run_command([command, "--unit", str(unit), *map(str, given)])


def test_the_command_writes_it_with_or_without_a_password(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    generate_unit(2, tmp_path / "unit.xlsx")
    assert run("import", tmp_path / "unit.xlsx") == 0
    monkeypatch.setenv("IPSDESK_WORKBOOK_PASSWORD", "kettle moss 7")
    assert run("export", tmp_path / "plain.xlsx") == 0
    assert "readable by anyone" in capsys.readouterr().out
    assert run("export", tmp_path / "locked.xlsx", "--password") == 0
    assert "with a password" in capsys.readouterr().out
    assert not is_encrypted((tmp_path / "plain.xlsx").read_bytes())
    for name in ("plain.xlsx", "locked.xlsx"):
        assert run("import", tmp_path / name, "--overwrite") == 0
        assert "Nothing to do" in capsys.readouterr().out
    monkeypatch.setenv("IPSDESK_WORKBOOK_PASSWORD", "another")
    assert run("import", tmp_path / "locked.xlsx") == 2


def test_the_command_says_in_a_sentence_what_it_can_not_do(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("IPSDESK_WORKBOOK_PASSWORD", raising=False)
    assert run("export", tmp_path / "out.xlsx", "--password") == 2
    monkeypatch.setenv("IPSDESK_WORKBOOK_PASSWORD", "")
    assert run("export", tmp_path / "out.xlsx", "--password") == 2
    assert run("export", tmp_path / "none" / "out.xlsx") == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(";")[0].split(".")[0] for line in told] == [
        "Nobody is there to be asked for the workbook's password",
        "The password is empty",
        "There is no folder none",
    ]
    assert not (tmp_path / "out.xlsx").exists()
