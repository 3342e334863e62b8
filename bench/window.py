"""The window against a bare one: until sign-in, week and list are painted; a key, a filter, a sorting."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import time

from bench.calendar_of_unit import TODAY
from bench.large_files import ACCOUNT, PASSPHRASE, sit_down, unit_of
from bench.report import load, machine
from bench.timing import Figure

JOBS, ROUNDS = 60, 9
LONGEST = 120
"""Seconds a process may take before something is wrong."""
CASELOAD, HOURS = "Caseload", "Weekly hours"
SIGN_IN_MARK, TAB_MARK, KEY_MARK, ROWS_MARK = 1.3, 3.5, 16.0, 100.0
SIGN_IN = "window: the sign-in painted, against a bare window with a table"
GRID = "window: the week of 60 jobs painted after it, in all"
AT_ONCE = "the same, had account and passphrase been there at once"
KEY = "window: the longest work of one of 200 keys typed into that week, in milliseconds"
PAINTED = "the same, with what it paints"
LIST = "window: the Caseload with its list painted after the sign-in, in all"
FILTERED = "window: the longest of the list's filters, until painted, in milliseconds"
SORTED = "window: the longest of its sortings, until painted, in milliseconds"

CLIENTS = 2_000
PAGE = """\
# How fast the window is

Written by

    python -m bench.window --write docs/performance-window.md

on one machine: {machine}{load}. Ratios are to a bare PySide6 window with one table of 60 lines over plain
`sqlite3` (`bench/bare_window.py`), started by turns in processes of their own, without a screen; each is the
median of {rounds} rounds. The unit has {clients:,} clients and 200,000 contacts; for the week, 60 of its jobs
go on, for the list all of them.
Nothing here was measured on Windows.

| what | measured | mark |
|---|---|---|
{lines}
* The sign-in is painted before SQLAlchemy, the models and the tabs are loaded; that happens in a thread while
  account and passphrase are typed. The second line leaves that wait out and the key derivation too; the third
  leaves in all of the loading, as if a passphrase took no time to type. The list is measured as the second.
* The list holds everybody, with the last contact, the next action, the flags and the last week of each. It is
  read while the window is put together, if its tab was open last. A filter (the words typed into the find box
  too) and a sorting are timed on the interface thread, from the click to the end of the painting.
* A key's work is the time of the interface thread from the key to the end of its handling. The file is never
  asked: the rows are judged in memory, and the worker thread saves.
"""


@dataclass(frozen=True, slots=True)
class Moments:
    """Seconds from the start of a process."""

    sign_in: float
    tab: float

    @classmethod
    def of(cls, begun: float, lines: list[str]) -> Moments:
        """From when the sign-in was painted, when it was used, and when the tab's rows were painted."""
        painted, used, filled = map(float, lines)
        return cls(painted - begun, painted - begun + filled - used)


def window(clients: int, folder: Path) -> list[Figure]:
    """The figures at this scale."""
    unit, plain = unit_of(clients, folder), _as_plain_file(folder)
    return [*_of_week(clients, _with_sixty_jobs(unit, folder), plain), *_of_list(clients, unit, plain)]


def _of_week(clients: int, unit: Path, plain: Path) -> list[Figure]:
    rounds = _rounds(unit, plain, HOURS, "waits")
    at_once = _rounds(unit, plain, HOURS)
    longest, painted = _milliseconds(unit, plain.parent, HOURS, "waits", "types")
    return [
        Figure(SIGN_IN, clients, median(ours.sign_in / bare for ours, bare in rounds), SIGN_IN_MARK),
        Figure(GRID, clients, _ratio(rounds), TAB_MARK),
        Figure(AT_ONCE, clients, _ratio(at_once), None),
        Figure(KEY, clients, longest, KEY_MARK),
        Figure(PAINTED, clients, painted, None),
    ]


def _of_list(clients: int, unit: Path, plain: Path) -> list[Figure]:
    rounds = _rounds(unit, plain, CASELOAD, "waits")
    filtered, in_order = _milliseconds(unit, plain.parent, CASELOAD, "waits", "sorts")
    return [
        Figure(LIST, clients, _ratio(rounds), TAB_MARK),
        Figure(FILTERED, clients, filtered, ROWS_MARK),
        Figure(SORTED, clients, in_order, ROWS_MARK),
    ]


def _with_sixty_jobs(unit: Path, folder: Path) -> Path:
    """The same unit in which only so many jobs have gone on until today."""
    fewer = folder / f"sixty-{unit.name}"
    shutil.rmtree(fewer, ignore_errors=True)
    shutil.copytree(unit, fewer)
    monday = TODAY - timedelta(days=TODAY.weekday())
    kept = (
        "SELECT DISTINCT activities.id FROM activities JOIN hours ON hours.activity_id = activities.id "
        "WHERE activities.ended_on IS NULL ORDER BY activities.id LIMIT ?"
    )
    with sit_down(fewer) as desk:
        with desk.workspace.transactions.begin() as connection:
            connection.exec_driver_sql(
                "UPDATE activities SET started_on = min(started_on, ?), ended_on = ? "
                f"WHERE coalesce(ended_on, ?) >= ? AND id NOT IN ({kept})",
                (*[(monday - timedelta(days=1)).isoformat()] * 2, *[monday.isoformat()] * 2, JOBS),
            )
        shown = sum(len(person.jobs) for person in desk.hours.week(monday).people)
    if shown != JOBS:
        raise AssertionError(f"{shown} jobs are shown, not {JOBS}")
    return fewer


def _as_plain_file(folder: Path) -> Path:
    """As many lines of a week in a plain file, for the bare window."""
    path = folder / "week.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE week (person, job, mon, tue, wed, thu, fri, sat, sun, total, pay)")
        line = ("Person", "Assistant", "4:00", "", "4:00", "", "4:00", "", "", "12:00", "£152.52")
        connection.executemany(f"INSERT INTO week VALUES ({', '.join('?' * 11)})", [line] * JOBS)
    return path


def _rounds(unit: Path, plain: Path, *how: str) -> list[tuple[Moments, float]]:
    """Ours and a bare window by turns, after one start that does not count: it compiles what is compiled."""
    _started(unit, plain.parent, *how)
    return [(_started(unit, plain.parent, *how), _bare(plain)) for _ in range(ROUNDS)]


def _ratio(rounds: list[tuple[Moments, float]]) -> float:
    return median(ours.tab / bare for ours, bare in rounds)


def _started(unit: Path, folder: Path, *how: str) -> Moments:
    begun = time()
    return Moments.of(begun, _lines("bench.window_start", folder, str(unit), ACCOUNT, PASSPHRASE, *how))


def _milliseconds(unit: Path, folder: Path, *how: str) -> list[float]:
    """The two figures that a start prints at its end."""
    lines = _lines("bench.window_start", folder, str(unit), ACCOUNT, PASSPHRASE, *how)
    return [float(found) * 1000 for found in lines[-2:]]


def _bare(plain: Path) -> float:
    begun = time()
    (painted,) = _lines("bench.bare_window", plain.parent, str(plain))
    return float(painted) - begun


def _lines(module: str, home: Path, *arguments: str) -> list[str]:
    """What a new process of a module prints, without a screen and with preferences of its own."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**compiled, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home / "config")},
        capture_output=True,
        text=True,
        check=True,
        timeout=LONGEST,
    )
    return ran.stdout.split()


def main() -> None:
    """Measure, and print the page or write it to a file."""
    parser = argparse.ArgumentParser(prog="python -m bench.window", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="PAGE.md")
    parser.add_argument("--folder", type=Path, help="where the generated unit is kept for the next time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        figures = window(CLIENTS, chosen.folder or Path(temporary))
    lines = "".join(
        f"| {one.what} | {one.ratio:.2f} | {'' if one.mark is None else f'{one.mark:g}'} |\n"
        for one in figures
    )
    page = PAGE.format(machine=machine(), load=load(), rounds=ROUNDS, clients=CLIENTS, lines=lines)
    if chosen.write:
        chosen.write.write_text(page, encoding="utf-8")
    else:
        print(page)


if __name__ == "__main__":
    main()
