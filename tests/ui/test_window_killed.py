"""The running window, killed while someone types: all that it said was saved is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from tests.services.hours_books import a_unit_at_work
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, rows_of, sit_down

KILLS = 20
TODAY = date(2026, 4, 15)
MINUTES = 60
"""Each run types numbers of its own, so that an older one can't be taken for a newer one."""

Cell = tuple[int, str]


def typed_until_killed(unit: Path, home: Path, run: int, moments: random.Random) -> dict[Cell, int]:
    """What one run said was saved: the seconds of each cell, last said."""
    command = [
        *(sys.executable, "-m", "tests.ui.typing_child"),
        *(str(unit), ACCOUNT, PASSPHRASE, TODAY.isoformat(), str(run * MINUTES)),
    ]
    homes = {"XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
    with subprocess.Popen(command, env={**os.environ, **homes}, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(moments.uniform(0, 0.3))
        child.kill()
        said = [first, *child.stdout]
    assert first, "the window ended by itself"
    found: dict[Cell, int] = {}
    for line in said:
        if line.endswith("\n"):  # the last one may be cut short
            _, activity, day, seconds = line.split()
            found[int(activity), day] = int(seconds)
    return found


def test_twenty_kills_while_typing_lose_nothing_that_was_saved(empty_unit: Path, tmp_path: Path) -> None:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    moments = random.Random(20261122)
    said = 0
    for run in range(KILLS):
        acknowledged = typed_until_killed(unit, tmp_path / "home", run, moments)
        said += len(acknowledged)
        with sit_down(unit, TODAY) as desk:
            kept = {
                (activity, day): seconds
                for activity, day, seconds in rows_of(
                    desk, "SELECT activity_id, on_date, seconds FROM hours WHERE removed_at IS NULL"
                )
            }
            assert [line.sentence for line in desk.checks() if not line.ok] == []
        for cell, seconds in acknowledged.items():
            # One save more may have got through before it could be said.
            assert kept[cell] >= seconds, f"run {run}: {cell} was said to be saved and is not there"
    assert said >= KILLS
