"""``docs/performance.md``: what was measured, as tables of ratios."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence

from sqlcipher3 import dbapi2

from bench.kpis import Share
from bench.timing import Figure
from ipsdesk.measures import MEASURES

COMMAND = "python -m bench --write docs/performance.md"
MOST_SHOWN = 10
TITLES = {measure.key: measure.title for measure in MEASURES}

TOP = """\
# How fast it is

Every figure below is a ratio: how many times as long as a floor takes that was measured in the same run,
by turns, on the same machine. Seconds say more about a machine than about a program, so there are none here.
The tables were written by

    {command}

which generates the units (the same every time, see `bench/large_unit.py`), counts, and writes this page.
It takes about twenty minutes.

One machine only: {machine}{load}.
Other work ran on it meanwhile; a ratio is the median of several rounds, and may still differ by a tenth from
run to run. Nothing here was measured on Windows.

The generated units cover two years. For each client there are 100 contacts and 30 rows of hours, and the
jobs, plans, changes, risk records, meetings and teams that go with them; about one job in four has no date
of its fourth hour and is counted from its hours. The largest unit has half as many contacts for each client,
a million in all.

## The figures

"""

FLOORS = """
* **Figures.** The floor is one statement of SQL for each measure, written by hand for speed
  (`bench/by_hand/`), run on the bare driver connection of the same open, encrypted file. The run fails unless
  each gives exactly the program's numbers. They leave out what the program also works out: the target of each
  figure with its working. Every statement costs the program a fifth to a third of a millisecond before SQLite
  sees it; that is most of the difference at {small} clients. The first time in a new process the program also
  puts its 69 statements together, which it does once, and which weighs less the larger the unit.
* **Import.** The floor is openpyxl's read-only mode walking over every row of the workbook and keeping
  nothing. The program checks the file, reads it in a process of its own, checks every cell, row and
  reference, makes a verified backup and writes in one transaction. The largest unit is not imported but
  written straight into its file: openpyxl would read for a quarter of an hour, several times over.
* **Return.** The floor is openpyxl writing the same cells: with the styles they carry, or their values alone.
  The program adds charts, print set-up, merged notes, and the move that makes a file appear whole. The return
  does not grow with the unit. Where a ratio stands above its mark, that is work still to be done.
* **Export.** The floor is openpyxl writing the same values, without formats, widths, drop-downs and notes.
* **Today.** The floor is what Today asks as SQL written by hand (`bench/today_by_hand.py`) on the bare driver
  connection, and the same painting of the same lines, without a screen. The program also judges the last
  weeks' hours, words every line, and puts them in order. The window itself: `docs/performance-window.md`.
"""

MEASURES_TOP = """
## Where the time of `kpis` goes

The measures that take longest at {clients} clients, of the whole, and each against its own statement by hand:

| measure | part of the time | ratio |
|---|---|---|
"""

INDEXES = """
## What makes the difference

* Each index that a measure walks holds every column the measure reads, `removed_at` at its end included
  (`live_index` in `src/ipsdesk/models/base.py`): without that SQLite fetches each row from the table only to
  look whether it was removed. `tests/measures/test_query_plans.py` fails if any statement reads all of
  contacts, their clients or hours.
* A set is worked out once and looked up in (`IN`, a join to a grouped subquery), never searched again for
  each row: "employers contacted" fell to a five-hundredth of what it took, the job measures to a tenth.
* A job without a date of its fourth hour walks its hours only until four are reached.
* Statements are put together once, kept, and found again in SQLAlchemy's cache.
"""


def page(figures: Sequence[Figure], shares: Sequence[Share], clients: int) -> str:
    """The whole page."""
    scales = sorted({figure.clients for figure in figures})
    return "".join(
        (
            TOP.format(
                command=COMMAND, machine=machine(), load=load(), each="100 contacts and 30 rows of hours"
            ),
            _table(figures, scales),
            FLOORS.format(small=f"{scales[0]:,}"),
            MEASURES_TOP.format(clients=f"{clients:,}"),
            *_lines(sorted(shares, key=lambda share: -share.part)[:MOST_SHOWN]),
            INDEXES,
        )
    )


def _table(figures: Sequence[Figure], scales: Sequence[int]) -> str:
    heads = "".join(f" {clients:,} clients |" for clients in scales)
    lines = [f"| what |{heads} mark |\n|---|{'---|' * len(scales)}---|\n"]
    for what in dict.fromkeys(figure.what for figure in figures):
        found = {figure.clients: figure for figure in figures if figure.what == what}
        cells = "".join(f" {found[clients].ratio:.2f} |" if clients in found else " |" for clients in scales)
        mark = next(iter(found.values())).mark
        lines.append(f"| {what} |{cells} {'' if mark is None else f'{mark:g}'} |\n")
    return "".join(lines)


def _lines(shares: Iterable[Share]) -> Iterable[str]:
    return (
        f"| {TITLES[share.key]} (`{share.key}`) | {share.part:.0%} | {share.ratio:.2f} |\n"
        for share in shares
    )


def machine() -> str:
    return (
        f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {dbapi2.sqlite_version}"
    )


def load() -> str:
    return f", load average {os.getloadavg()[1]:.1f}" if hasattr(os, "getloadavg") else ""
