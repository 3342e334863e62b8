"""Today of a large unit, read and painted, against its SQL written by hand and the same painting."""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtWidgets import QApplication

from bench.calendar_of_unit import TODAY
from bench.large_files import sit_down, unit_of
from bench.timing import Figure
from bench.today_by_hand import ask_all, check_same, parameters
from ipsdesk.services.today_lines import Scope
from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.today.page import TodayPage
from ipsdesk.ui.tokens import Shade

MARK, ROUNDS, PROCESSES, CLIENTS = 1.5, 15, 5, 2_000
HAND, READ, PAINT = "hand", "read", "paint"
WARM = "today: everyone's lines read and painted, against their SQL by hand and the painting"
COLD = "the same for the first time in a process"
ALONE = "the same, the painting left out of both"


def today(clients: int, folder: Path) -> list[Figure]:
    """The ratios at this scale: the median of processes of their own, first and once all is warm."""
    unit = unit_of(clients, folder)
    runs = [_in_new_process(unit) for _ in range(PROCESSES)]
    first, warm = ([run[place] for run in runs] for place in (0, 1))
    return [
        Figure(WARM, clients, median(map(_with_painting, warm)), MARK),
        Figure(COLD, clients, median(map(_with_painting, first)), None),
        Figure(ALONE, clients, median(one[READ] / one[HAND] for one in warm), None),
    ]


def _with_painting(seconds: dict[str, float]) -> float:
    return (seconds[READ] + seconds[PAINT]) / (seconds[HAND] + seconds[PAINT])


def _in_new_process(unit: Path) -> tuple[dict[str, float], dict[str, float]]:
    ran = subprocess.run(
        [sys.executable, "-m", "bench.today", "--once", str(unit)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    numbers = list(map(float, ran.stdout.split()))
    names = (HAND, READ, PAINT)
    return dict(zip(names, numbers[:3], strict=True)), dict(zip(names, numbers[3:], strict=True))


# ---- in a process of its own ----------------------------------------------------------------------


def _once(unit: Path) -> None:
    """Print the seconds of each, the first time and as the median of the rounds after it."""
    with sit_down(unit) as desk:
        given, paint = parameters(TODAY), _painter()
        with desk.workspace.transactions.read() as connection:
            driver = connection.connection.driver_connection
            hand = _timed(lambda: ask_all(driver, given))
        read = _timed(lambda: desk.today.lines(Scope.EVERYONE))
        found = desk.today.lines(Scope.EVERYONE)
        painted = _timed(lambda: paint(found))
        with desk.workspace.transactions.read() as connection:
            check_same(connection.connection.driver_connection, given, found.lines)
    for pick in (0, 1):
        print(*(one[pick] for one in (hand, read, painted)))


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    rounds = []
    gc.collect()
    gc.freeze()
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        rounds.append(perf_counter() - begun)
    return rounds[0], median(rounds[1:])


def _painter() -> Callable[[object], None]:
    """Shows a list in the page of the tab until it is painted."""
    application = QApplication([sys.argv[0], *STYLE])
    theme = Theme(application, Shade.LIGHT)
    page = TodayPage(theme, Scope.EVERYONE, may_change=True)
    page.resize(1366, 640)
    page.show()
    application.processEvents()

    def paint(found: object) -> None:
        page.show_list(found, None, may_undo=True)  # type: ignore[arg-type] # a list of Today
        application.processEvents()

    return paint


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.today", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where the generated unit is kept for the next time")
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        _once(chosen.once)
        sys.stdout.flush()
        os._exit(0)
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        for one in today(CLIENTS, chosen.folder or Path(temporary)):
            mark = "" if one.mark is None else f" (mark {one.mark:g})"
            print(f"{one.clients:>6,} clients  {one.ratio:5.2f}  {one.what}{mark}")


if __name__ == "__main__":
    main()
