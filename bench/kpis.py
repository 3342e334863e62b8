"""All measures of a quarter against the same counts as SQL written by hand, on the same open file."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from bench.calendar_of_unit import QUARTER
from bench.kpis_by_hand import ask, parameters, same, statements
from bench.large_files import sit_down, unit_of
from bench.timing import Figure, by_turns, ratio
from ipsdesk.measures import MEASURES, Window
from ipsdesk.services.figures import count, staffing_of
from ipsdesk.services.rates_reading import rates_of

MARK, ROUNDS, PROCESSES = 1.5, 9, 5
AGAIN = "`kpis` of a quarter: 69 measures against SQL by hand"
FIRST_TIME = "the same, the first time in a new process"


@dataclass(frozen=True, slots=True)
class Share:
    """One measure: its part of the time of all of them, and its ratio to its statement by hand."""

    key: str
    part: float
    ratio: float


def check_same(connection: Connection, window: Window) -> None:
    """Fail unless every statement by hand counts what its measure counts."""
    by_hand, given = statements(), parameters(window)
    wrong = [
        measure.key
        for measure in MEASURES
        if not same(measure.figure(connection, window), ask(_driver(connection), by_hand[measure.key], given))
    ]
    if wrong or len(by_hand) != len(MEASURES):
        raise AssertionError(f"counted differently by hand: {', '.join(wrong) or 'not every measure'}")


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def kpis(clients: int, folder: Path) -> tuple[list[Figure], list[Share]]:
    """The ratios at this scale, and each measure's part."""
    unit = unit_of(clients, folder)
    with sit_down(unit) as desk, desk.workspace.transactions.read() as connection:
        window = Window(QUARTER, staffing_of(connection), rates_of(connection))
        check_same(connection, window)
        by_hand, given, driver = statements().values(), parameters(window), _driver(connection)
        rounds = by_turns(
            ROUNDS,
            lambda: count(connection, QUARTER, staffing_of(connection)),
            lambda: [ask(driver, statement, given) for statement in by_hand],
        )
        shares = _shares(connection, window)
    firsts = [(_in_new_process(unit, "program"), _in_new_process(unit, "by hand")) for _ in range(PROCESSES)]
    return [
        Figure(AGAIN, clients, ratio(rounds), MARK),
        Figure(FIRST_TIME, clients, ratio(firsts), None),
    ], shares


def _shares(connection: Connection, window: Window) -> list[Share]:
    by_hand, given, driver = statements(), parameters(window), _driver(connection)
    timed = {
        measure.key: by_turns(
            5,
            lambda measure=measure: measure.figure(connection, window),  # type: ignore[misc]
            lambda measure=measure: ask(driver, by_hand[measure.key], given),  # type: ignore[misc]
        )
        for measure in MEASURES
    }
    ours = {key: median(one for one, _ in rounds) for key, rounds in timed.items()}
    return [Share(key, ours[key] / sum(ours.values()), ratio(rounds)) for key, rounds in timed.items()]


# ---- once, in a process of its own ----------------------------------------------------------------


def _in_new_process(unit: Path, who: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "bench.kpis", str(unit), who], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _once(unit: Path, who: str) -> float:
    with sit_down(unit) as desk:
        begun = perf_counter()
        if who == "program":
            desk.figures.scorecard(QUARTER)
        else:
            with desk.workspace.transactions.read() as connection:
                given = parameters(Window(QUARTER, staffing_of(connection), rates_of(connection)))
                for statement in statements().values():
                    ask(_driver(connection), statement, given)
        return perf_counter() - begun


if __name__ == "__main__":
    print(_once(Path(sys.argv[1]), sys.argv[2]))
