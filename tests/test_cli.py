"""The commands as a person runs them: in a process of their own, from outside, with real files."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ipsdesk.services.desk import make_unit
from tests.recount.figures import recount
from tests.recount.generator import generate_unit
from tests.recount.workbook import read_workbook
from tests.services.hours_books import a_unit_at_work, work
from tests.units import ACCOUNT, CHEAP, PASSPHRASE, copy_unit, rows_of, sit_down, write_book

HEAVY = ("sqlalchemy", "PySide6", "openpyxl", "matplotlib")


@dataclass
class Answer:
    """What a command said and how it ended."""

    status: int
    out: str
    error: str


class Shell:
    """Runs the commands in one folder, with the account in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            **{f"XDG_{name}_HOME": str(folder / "home") for name in ("CONFIG", "DATA", "STATE")},
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "IPSDESK_USER": ACCOUNT,
            "IPSDESK_PASSPHRASE": PASSPHRASE,
        }

    def __call__(self, *arguments: str, **environment: str) -> Answer:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "ipsdesk", *arguments],
            cwd=self.folder,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout
        return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A folder to run commands in."""
    return Shell(tmp_path)


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    """A closed, empty unit."""
    return copy_unit(empty_unit, tmp_path / "u.ipsdesk")


def files_below(folder: Path) -> dict[Path, bytes]:
    """Every file with its bytes, but for the empty lock and the count of wrong passphrases."""
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in ("unit.lock", "unit.attempts")
    }


def test_the_whole_way_from_a_new_unit_to_its_return(shell: Shell) -> None:
    made = shell("new", "u.ipsdesk", "--name", "Larkrise House")
    assert made.status == 0
    key = made.out.splitlines()[made.out.splitlines().index("Recovery key:") + 1]
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]", key)

    generate_unit(6, shell.folder / "unit.xlsx")
    rehearsed = shell("import", "unit.xlsx", "--dry-run")
    assert (rehearsed.status, "dry run" in rehearsed.out) == (0, True)
    assert "Imported: " in shell("import", "unit.xlsx").out
    assert "Nothing to do" in shell("import", "--unit", "u.ipsdesk", "unit.xlsx").out

    figures = json.loads(shell("kpis", "--period", "2026-27 Q2", "--json").out)
    expected = recount(read_workbook(shell.folder / "unit.xlsx"), "2026-27 Q2")
    assert [one["key"] for one in figures["measures"]] == [one["key"] for one in expected["measures"]]
    assert figures["measures"][3]["value"] == expected["measures"][3]["value"]
    assert "Access and caseload" in shell("kpis", "--period", "2026-27").out

    proposed = json.loads(shell("fidelity", "--on", "2026-09-01", "--json").out)
    assert [one["item"] for one in proposed] == [1, 2, 4, 15, 16, 17, 19, 20, 21, 24]
    assert "Records of 2 March 2026 to 1 September 2026" in shell("fidelity", "--on", "2026-09-01").out

    assert shell("return", "--period", "2026-27 Q2", "out.xlsx").status == 0
    assert load_workbook(shell.folder / "out.xlsx").sheetnames[:2] == ["Cover", "Summary"]

    checked = shell("check")
    assert checked.status == 0
    assert all(line.startswith("ok ") for line in checked.out.splitlines())


def test_no_name_of_the_workbook_is_readable_in_the_folder(shell: Shell, unit: Path) -> None:
    generate_unit(2, shell.folder / "unit.xlsx")
    assert shell("import", "--unit", str(unit), "unit.xlsx").status == 0
    names = [
        row["Name"]
        for sheet in ("Clients", "Staff", "Teams", "Employers")
        for row in read_workbook(shell.folder / "unit.xlsx")[sheet]
    ]
    long_names = [name.encode() for name in [*names, ACCOUNT] if len(name.encode()) >= 8]
    assert len(long_names) > 20
    for folder in (unit, unit.parent / "backups", shell.folder / "home"):
        for path, content in files_below(folder).items():
            assert not any(name in content for name in long_names), path
    with pytest.raises(sqlite3.DatabaseError), sqlite3.connect(unit / "records.db") as plain:
        plain.execute("SELECT count(*) FROM sqlite_master")


def test_help_imports_nothing_heavy(shell: Shell) -> None:
    code = f"""
import sys
from ipsdesk.cli import run
try:
    run(["--help"])
finally:
    print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=shell.environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("kpis", "--period", "2026-27 Q5"), "'2026-27 Q5' is not a period."),
        (("kpis", "--period", "2026-07-31..2026-07-01"), "is not a period."),
        (("fidelity", "--on", "2026-02-30"), "'2026-02-30' is not a day. Write it as 2026-05-10."),
        (("fidelity", "--on", "0001-01-03"), "is not a day."),
        (("import", "missing.xlsx"), "There is no file missing.xlsx. Nothing in the unit was changed."),
        (("return", "--period", "2026-27", "nowhere/out.xlsx"), "There is no folder nowhere"),
        (("template", "nowhere/out.xlsx"), "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    shell: Shell, unit: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    given = arguments if arguments[0] == "template" else (arguments[0], "--unit", str(unit), *arguments[1:])
    answer = shell(*given)
    assert answer.status == 2
    assert sentence in answer.error
    assert len(answer.error.splitlines()) == 1


def test_problems_in_the_data_are_listed_with_status_1(shell: Shell, unit: Path) -> None:
    write_book(shell.folder / "book.xlsx", {"Clients": [("Client ID", "Name"), ("C1", None)]})
    before = files_below(unit)
    answer = shell("import", "--unit", str(unit), "book.xlsx")
    assert answer.status == 1
    assert answer.out.splitlines() == ["Clients!B2: 'Name' is empty and must be filled in"]
    assert answer.error == "1 problem found; nothing was changed.\n"
    assert set(files_below(unit)) == set(before)


def test_a_wrong_passphrase_and_a_wrong_account_get_the_same_sentence(shell: Shell, unit: Path) -> None:
    before = files_below(unit)
    wrong = shell("check", "--unit", str(unit), IPSDESK_PASSPHRASE="harbour lantern mosaic thistle boat")
    unknown = shell("check", "--unit", str(unit), IPSDESK_USER="Nobody")
    assert wrong.status == unknown.status == 2
    assert wrong.error == unknown.error
    assert files_below(unit) == before


def test_a_unit_is_not_opened_twice(shell: Shell, unit: Path) -> None:
    code = "import sys; from tests.units import *; desk = sit_down(Path(sys.argv[1])); print('in'); input()"
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(unit)],
        env=shell.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "in\n"
    answer = shell("check", "--unit", str(unit))
    first.communicate("\n")
    assert answer.status == 2
    assert "open" in answer.error
    assert shell("check", "--unit", str(unit)).status == 0


@pytest.mark.parametrize("folder", ["nothing-here", "home"])
def test_a_folder_that_is_no_unit(shell: Shell, folder: str) -> None:
    (shell.folder / "home").mkdir()
    answer = shell("check", "--unit", folder)
    assert answer.status == 2
    assert "There is no unit in" in answer.error
    assert not (shell.folder / "nothing-here").exists()


def test_no_unit_named_and_none_opened_before(shell: Shell) -> None:
    assert "No unit has been opened" in shell("check").error


def test_a_new_unit_is_not_made_over_something(shell: Shell, unit: Path) -> None:
    answer = shell("new", str(unit))
    assert (answer.status, "There is something in" in answer.error) == (2, True)


def test_a_weak_passphrase_makes_no_unit(shell: Shell) -> None:
    answer = shell("new", "u.ipsdesk", IPSDESK_PASSPHRASE="password123")
    assert answer.status == 2
    assert not (shell.folder / "u.ipsdesk").exists()


def test_nobody_to_ask(shell: Shell, unit: Path) -> None:
    answer = shell("check", "--unit", str(unit), IPSDESK_PASSPHRASE="")
    assert (answer.status, "Nobody is there to be asked" in answer.error) == (2, True)


def test_the_template_comes_back_empty(shell: Shell, unit: Path) -> None:
    assert shell("template", "empty.xlsx").status == 0
    answer = shell("import", "--unit", str(unit), "empty.xlsx")
    assert (answer.status, "Nothing to do" in answer.out) == (0, True)


def test_a_fault_of_the_program_is_told_without_a_traceback_or_a_name(shell: Shell, unit: Path) -> None:
    code = f"""
import sys
from ipsdesk import cli, commands
def broken(*_, **__): raise RuntimeError("Wilhelmina Fernsby")
commands._opened = broken
sys.exit(cli.run(["check", "--unit", {str(unit)!r}]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=shell.environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Something went wrong inside the program (RuntimeError)" in done.stderr
    logged = "".join(path.read_text() for path in (shell.folder / "home").rglob("*.log"))
    assert "RuntimeError" in logged
    assert "Wilhelmina" not in logged + done.stderr


def test_the_folder_it_is_started_in_lends_no_code_to_the_reader(shell: Shell, unit: Path) -> None:
    spy = "import os, pathlib; pathlib.Path('caught').write_text(str(os.environ.get('IPSDESK_PASSPHRASE')))"
    (shell.folder / "json.py").write_text(spy)
    generate_unit(1, shell.folder / "unit.xlsx")
    assert shell("import", "--unit", str(unit), "unit.xlsx").status == 0
    assert not (shell.folder / "caught").exists()


def test_a_name_with_a_dot_stays_whole(shell: Shell) -> None:
    assert shell("new", "St. Mary.ipsdesk").status == 0
    assert shell("return", "--period", "2026-27 Q2", "out.xlsx").status == 0
    assert load_workbook(shell.folder / "out.xlsx")["Cover"]["A1"].value == "St. Mary"


def test_names_alone_are_refused(shell: Shell, unit: Path) -> None:
    answer = shell("kpis", "--unit", str(unit), "--period", "2026-27", "--names")
    assert (answer.status, "--names goes with --rows" in answer.error) == (2, True)


def without_a_screen(shell: Shell, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command where there is nothing to open a window on."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return subprocess.run(
        [sys.executable, "-m", "ipsdesk", *arguments],
        cwd=shell.folder,
        env={name: value for name, value in shell.environment.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so_in_one_sentence(shell: Shell) -> None:
    done = without_a_screen(shell)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "There is no screen here to open the window on. The commands work without one: ipsdesk --help."
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_demo_leaves_pictures_of_every_tab_and_the_return(shell: Shell) -> None:
    done = without_a_screen(shell, "demo", "Practice.ipsdesk")
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.splitlines()) == 1
    left = {path.name: path for path in (shell.folder / "demo-output").iterdir()}
    assert {"Sign in.png", "Weekly hours.png"} <= set(left)
    assert all(path.stat().st_size > 10_000 for path in left.values())
    assert [name for name in left if name.startswith("Return ") and name.endswith(".xlsx")]
    assert without_a_screen(shell, "check", "--unit", "Practice.ipsdesk").returncode == 2  # other account


# ---- backups --------------------------------------------------------------------------------------


KEPT = """
SELECT clients.uuid, name, activities.uuid, title, on_date, seconds FROM clients
LEFT JOIN activities ON client_id = clients.id LEFT JOIN hours ON activity_id = activities.id ORDER BY 1, 3, 5
"""


def bundle_in(answer: Answer) -> Path:
    """The backup that ``ipsdesk backup`` says it made."""
    found = re.search(r"from end to end: (.+)", answer.out)
    assert found, answer
    return Path(found[1])


def test_the_document_of_restoring_works_word_for_word_with_a_backup_and_the_recovery_key(
    shell: Shell, tmp_path: Path
) -> None:
    page = (Path(__file__).parents[1] / "docs" / "restore.md").read_text("utf-8")
    commands = [shlex.split(line) for line in re.findall(r"^ *(ipsdesk.*)$", page, re.MULTILINE)]
    assert [command[1:2] for command in commands] == [["restore"], [], ["check"], ["backup"], ["restore"]]
    named = commands[0][2]

    office = tmp_path / "office"
    key = make_unit(
        office / "Larkrise.ipsdesk", "Larkrise House", ACCOUNT, PASSPHRASE, cost=CHEAP
    ).recovery_key
    with sit_down(office / "Larkrise.ipsdesk") as desk:
        a_unit_at_work(desk, tmp_path)
        work(desk, "A1", {0: 4})
        backup = desk.backups.back_up("at closing").folder
        kept = rows_of(desk, KEPT)

    (shell.folder / "backups").mkdir()
    for place in (shell.folder, shell.folder / "backups"):
        shutil.copytree(backup, place / named)
    shutil.rmtree(office)
    for command in commands:
        if len(command) == 1:
            continue  # the window
        by_key = {"IPSDESK_USER": "", "IPSDESK_PASSPHRASE": "", "IPSDESK_RECOVERY_KEY": key}
        answer = shell(*command[1:], **by_key if command[1] == "restore" else {})
        assert answer.status == 0, answer
        assert "PROBLEM" not in answer.out
    with sit_down(shell.folder / "Larkrise.ipsdesk") as again:
        assert rows_of(again, KEPT) == kept
        assert all(check.ok for check in again.checks())
    assert len(list(shell.folder.glob("Larkrise set aside *.ipsdesk"))) == 1


def test_over_a_unit_takes_a_second_person_or_the_key(shell: Shell, unit: Path) -> None:
    backup = bundle_in(shell("backup", "--unit", str(unit), "--to", "stick"))
    assert backup.parent == shell.folder / "stick"
    before = {name: (unit / name).read_bytes() for name in ("records.db", "keys.json")}
    over = ("restore", str(backup), "--to", str(unit))
    for arguments, environment, words in (
        (over, {}, "There is something in"),
        ((*over, "--over"), {}, "takes a second person or the recovery key"),
        (
            (*over, "--over"),
            {"IPSDESK_SECOND_USER": ACCOUNT, "IPSDESK_SECOND_PASSPHRASE": PASSPHRASE},
            "takes a second person",
        ),
        ((*over, "--over"), {"IPSDESK_RECOVERY_KEY": "wrong"}, "A recovery key has 33 letters"),
        ((*over, "--recovery-key"), {}, "Nobody is there to be asked for the recovery key"),
        (("restore", "stick", "--to", "new"), {}, "There is no backup in stick"),
    ):
        answer = shell(*arguments, **environment)
        assert (answer.status, len(answer.error.splitlines()), words in answer.error) == (2, 1, True), answer
    assert {name: (unit / name).read_bytes() for name in before} == before
    assert not (shell.folder / "new").exists()


def test_check_says_how_the_backups_are(shell: Shell, unit: Path) -> None:
    shell("backup", "--unit", str(unit))
    lines = shell("check", "--unit", str(unit)).out.splitlines()
    assert f"ok       backups: 1 in {unit.parent / 'backups'}, the oldest of " in "\n".join(lines)
    assert lines[-1].startswith("ok       second place: None is chosen")
