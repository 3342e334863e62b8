"""A return submitted from the command line: its number, its bytes again, what it tells of earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.cli import run
from ipsdesk.services.amending import because
from ipsdesk.services.records import RecordRef
from tests.units import ACCOUNT, PASSPHRASE, SAMPLES, bring_in, copy_unit, rows_of, sit_down, write_book

pytestmark = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the shared samples are not beside this checkout"
)

Q2 = ("--period", "2026-27 Q2")
JOB = (
    "SELECT jobs.id, people.reference, people.name FROM activities AS jobs "
    "JOIN clients AS people ON people.id = jobs.client_id JOIN return_rows AS kept "
    "ON kept.subject_uuid = jobs.uuid WHERE kept.key = 'jobs.started' AND kept.state = 'counted'"
)


class Terminal:
    """Somebody who types commands about one unit."""

    def __init__(self, unit: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.unit, self.folder, self._capsys = unit, folder, capsys

    def __call__(self, *arguments: str) -> tuple[int, str]:
        status = run([arguments[0], "--unit", str(self.unit), *arguments[1:]])
        said = self._capsys.readouterr()
        return status, f"{said.out}{said.err}"

    def file(self, name: str) -> str:
        return str(self.folder / name)

    def sheet(self, name: str) -> Sequence[Sequence[object]]:
        """The rows of the amendments in a workbook."""
        return list(load_workbook(self.folder / name)["Amendments"].iter_rows(min_row=5, values_only=True))


@pytest.fixture(scope="module")
def oak(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed unit filled from the sample workbook; copy it, never open it."""
    unit = copy_unit(empty_unit, tmp_path_factory.mktemp("oak") / "Larkrise.ipsdesk")
    with sit_down(unit) as desk:
        assert bring_in(desk, SAMPLES / "oak-unit.xlsx").written
    return unit


@pytest.fixture
def terminal(
    oak: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    """At a copy of it."""
    unit = copy_unit(oak, tmp_path / "Larkrise.ipsdesk")
    for name, value in (("USER", ACCOUNT), ("PASSPHRASE", PASSPHRASE)):
        monkeypatch.setenv(f"IPSDESK_{name}", value)
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home"))
    return Terminal(unit, tmp_path, capsys)


def test_what_was_submitted_comes_back_byte_for_byte_and_the_next_tells_what_changed(
    terminal: Terminal, tmp_path: Path
) -> None:
    status, said = terminal("return", *Q2, terminal.file("sent.xlsx"), "--submit")
    assert status == 0, said
    assert said.splitlines()[-1] == "Return 1"
    assert "Open: " in said
    sent = (tmp_path / "sent.xlsx").read_bytes()
    with sit_down(terminal.unit) as desk:
        ((job, reference, name),) = rows_of(desk, JOB)
        with because("was entered twice"):
            desk.records.remove(RecordRef("activity", job), "entered twice")
    status, said = terminal("return", "--submitted", "1", terminal.file("again.xlsx"))
    assert status == 0, said
    assert (tmp_path / "again.xlsx").read_bytes() == sent

    status, said = terminal("return", *Q2, terminal.file("second.xlsx"), "--submit")
    assert said.splitlines()[-1] == "Return 2"
    told = terminal.sheet("second.xlsx")
    assert any(row[1] == "Job starts (1 row)" and row[5] == "was entered twice" for row in told)
    assert not any(reference in str(cell) or name in str(cell) for row in told for cell in row)
    assert terminal("return", "--submitted", "1", terminal.file("again.xlsx"))[0] == 0
    assert (tmp_path / "again.xlsx").read_bytes() == sent


def test_an_import_into_a_submitted_quarter_needs_a_reason(terminal: Terminal, tmp_path: Path) -> None:
    terminal("return", *Q2, terminal.file("sent.xlsx"), "--submit")
    with sit_down(terminal.unit) as desk:
        ((_, reference, name),) = rows_of(desk, JOB)
    book = write_book(
        tmp_path / "changed.xlsx",
        {"Clients": [("Client ID", "Name", "Gender"), (reference, name, "non-binary")]},
    )
    status, said = terminal("import", str(book))
    assert status == 2, said
    assert "--reason TEXT" in said
    assert reference in said
    assert terminal("import", str(book), "--reason", "asked again")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--submitted", "7"), "There is no submitted return with the number 7"),
        (("--period", "2026-27 Q4", "--submit"), "goes on until 31 March 2027"),
        (("--submitted", "1", "--submit"), "stands alone"),
        (("--submitted", "1", "--profile", "open"), "stands alone"),
        ((), "--period P, or --submitted NUMBER"),
    ],
)
def test_what_cannot_be_done_says_why(terminal: Terminal, arguments: tuple[str, ...], sentence: str) -> None:
    status, said = terminal("return", *arguments, terminal.file("out.xlsx"))
    assert (status, sentence in said) == (2, True), said
    assert not (terminal.folder / "out.xlsx").exists()


def test_a_file_that_cannot_be_written_tells_the_number_all_the_same(
    terminal: Terminal, tmp_path: Path
) -> None:
    status, said = terminal("return", *Q2, str(tmp_path / "nowhere" / "out.xlsx"), "--submit")
    assert (status, "submitted as number 1; write it with --submitted 1." in said) == (2, True), said
    assert terminal("return", "--submitted", "1", terminal.file("out.xlsx"))[0] == 0
