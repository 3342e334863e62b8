"""The window against a bare one: until the sign-in is painted, until the week is, and work per key."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import time

from bench.calendar_of_unit import TODAY
from bench.large_files import ACCOUNT, PASSPHRASE, sit_down, unit_of
from bench.timing import Figure

JOBS, ROUNDS = 60, 9
LONGEST = 120
"""Seconds a process may take before something is wrong."""
SIGN_IN_MARK, GRID_MARK, KEY_MARK = 1.3, 3.5, 16.0
SIGN_IN = "window: the sign-in painted, against a bare window with a table"
GRID = "window: the week of 60 jobs painted after it, in all"
AT_ONCE = "the same, had account and passphrase been there at once"
KEY = "window: the longest work of one of 200 keys typed into that week, in milliseconds"
PAINTED = "the same, with what it paints"


@dataclass(frozen=True, slots=True)
class Moments:
    """Seconds from the start of a process."""

    sign_in: float
    grid: float

    @classmethod
    def of(cls, begun: float, lines: list[str]) -> Moments:
        """From when the sign-in was painted, when it was used, and when the grid was painted."""
        painted, used, filled = map(float, lines)
        return cls(painted - begun, painted - begun + filled - used)


def window(clients: int, folder: Path) -> list[Figure]:
    """The figures at this scale."""
    unit, plain = _with_sixty_jobs(unit_of(clients, folder), folder), _as_plain_file(folder)
    _started(unit, folder)  # once, so that what is compiled is compiled
    rounds = [(_started(unit, folder, "waits"), _bare(plain)) for _ in range(ROUNDS)]
    at_once = [(_started(unit, folder), _bare(plain)) for _ in range(ROUNDS)]
    typed = _lines("bench.window_start", folder, str(unit), ACCOUNT, PASSPHRASE, "waits", "types")
    longest, painted = (float(found) * 1000 for found in typed[-2:])
    return [
        Figure(SIGN_IN, clients, median(ours.sign_in / bare for ours, bare in rounds), SIGN_IN_MARK),
        Figure(GRID, clients, median(ours.grid / bare for ours, bare in rounds), GRID_MARK),
        Figure(AT_ONCE, clients, median(ours.grid / bare for ours, bare in at_once), None),
        Figure(KEY, clients, longest, KEY_MARK),
        Figure(PAINTED, clients, painted, None),
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
                "UPDATE activities SET ended_on = max(started_on, ?) "
                f"WHERE coalesce(ended_on, ?) >= ? AND id NOT IN ({kept})",
                ((monday - timedelta(days=1)).isoformat(), *[monday.isoformat()] * 2, JOBS),
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


def _started(unit: Path, folder: Path, *how: str) -> Moments:
    begun = time()
    return Moments.of(begun, _lines("bench.window_start", folder, str(unit), ACCOUNT, PASSPHRASE, *how))


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
