"""Runs every measurement and prints the page of results, or writes it to a file."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.bring_in import bring_in
from bench.export_workbook import export_workbook
from bench.kpis import Share, kpis
from bench.large_unit import SCALES
from bench.report import page
from bench.return_workbook import return_workbook
from bench.timing import Figure
from bench.today import today

LARGEST_IMPORTED = 2_000
TODAY_OF = 2_000
LARGEST_EXPORTED = 200
"""Beyond that openpyxl holds some million cells in memory twice."""


def main() -> None:
    """Measure at each scale and say where it stands meanwhile."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--scales", type=int, nargs="+", default=SCALES, metavar="CLIENTS")
    parser.add_argument(
        "--write", type=Path, metavar="PAGE.md", help="where the page goes (default: printed)"
    )
    parser.add_argument("--folder", type=Path, help="where generated units are kept for the next time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        text = measured(chosen.scales, folder)
    if chosen.write:
        chosen.write.write_text(text, encoding="utf-8")
    else:
        print(text)


def measured(scales: list[int], folder: Path) -> str:
    """The page of results at these scales; parts of single measures are those of the middle one."""
    figures: list[Figure] = []
    shares: dict[int, list[Share]] = {}
    for clients in scales:
        found, shares[clients] = kpis(clients, folder)
        figures += _told([*found, *return_workbook(clients, folder)])
        if clients <= LARGEST_IMPORTED:
            figures += _told([bring_in(clients, folder)])
        if clients == TODAY_OF:
            figures += _told(today(clients, folder))
        if clients <= LARGEST_EXPORTED:
            figures += _told([export_workbook(clients, folder)])
    middle = sorted(scales)[len(scales) // 2]
    order = list(dict.fromkeys(figure.what for figure in figures))
    return page(sorted(figures, key=lambda figure: order.index(figure.what)), shares[middle], middle)


def _told(figures: list[Figure]) -> list[Figure]:
    for figure in figures:
        print(
            f"{figure.clients:>6,} clients  {figure.ratio:5.2f}  {figure.what}", file=sys.stderr, flush=True
        )
    return figures


if __name__ == "__main__":
    main()
