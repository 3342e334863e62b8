"""An import that is killed at any moment leaves all of its workbook in the unit, or none of it."""

from __future__ import annotations

import multiprocessing
import pickle
import random
import sys
import time
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from ipsdesk.exchange.workbook_in import read_workbook
from tests.recount.generator import generate_unit
from tests.services.importing import bring_in
from tests.units import copy_unit, rows_of, sit_down

KILLS = 50
COUNTS = (
    "SELECT (SELECT count(*) FROM clients), (SELECT count(*) FROM contacts), (SELECT count(*) FROM imports)"
)


def processes() -> BaseContext:
    """Processes that begin with the program already imported, where the system can."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.services.importing"])
    return context


def start(context: BaseContext, unit: Path, read: Path) -> BaseProcess:
    """An import in a process of its own, about to write."""
    hears, tells = context.Pipe(duplex=False)
    child: BaseProcess = context.Process(target=bring_in, args=(unit, read, tells))  # type: ignore[attr-defined]
    child.start()
    assert hears.recv() == "about to write"
    return child


def test_fifty_kills_leave_all_or_nothing(empty_unit: Path, tmp_path: Path) -> None:
    generate_unit(6, tmp_path / "unit.xlsx")
    read = tmp_path / "unit.pickle"
    read.write_bytes(pickle.dumps(read_workbook(tmp_path / "unit.xlsx")))
    whole = copy_unit(empty_unit, tmp_path / "whole" / "u.ipsdesk")
    context = processes()
    child = start(context, whole, read)
    began = time.monotonic()
    child.join(60)
    lasted = time.monotonic() - began
    with sit_down(whole) as desk:
        everything = rows_of(desk, COUNTS)[0]
    assert everything[2] == 1

    moments = random.Random(20261122)
    unit = copy_unit(empty_unit, tmp_path / "0" / "u.ipsdesk")
    ends = []
    for _ in range(KILLS):
        child = start(context, unit, read)
        time.sleep(moments.uniform(0, lasted))
        child.kill()
        child.join(60)
        with sit_down(unit) as desk:
            found = rows_of(desk, COUNTS)[0]
            ends.append(found)
            assert [line.sentence for line in desk.checks() if not line.ok] == []
        assert found in ((0, 0, 0), everything)
        if found == everything:
            unit = copy_unit(empty_unit, tmp_path / str(len(ends)) / "u.ipsdesk")
    assert (0, 0, 0) in ends, "no import was killed before it was done: the test showed nothing"
