"""Tries the whole program on a fictional unit in a folder of its own, and says a line of each thing tried."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from ipsdesk.exchange.demo import ACCOUNT, PASSPHRASE, make_practice_unit
from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.exchange.workbook_out import write_unit_of
from ipsdesk.reports.return_workbook import SHEETS, write_return_of
from ipsdesk.rules.periods import last_full_quarter
from ipsdesk.services.desk import Desk, make_unit, open_desk
from ipsdesk.terminal import say

Check = Callable[[], str]

if TYPE_CHECKING:
    from ipsdesk.app import App

TODAY = date(2026, 11, 22)
"""The unit's day, so that the same is tried on every day."""
OWN_PLACES = (
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"),
    *("WIN_PD_OVERRIDE_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"),
)
"""What says where preferences, practice copy and log are: on Linux, and (to platformdirs) on Windows."""
LEAST_COLOURS, STEP = 12, 3
"""Colours a painted page has at the least, looked for at every third pixel; letters alone have more."""


def run() -> int:
    """Try everything; 0 if all of it works, else 1. Nothing is left behind, and no preference is touched."""
    with TemporaryDirectory(prefix="ipsdesk-self-check-") as made:
        folder = Path(made)
        os.environ.update(dict.fromkeys(OWN_PLACES, str(folder / "home")))
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        outcomes = [_tried(name, check) for name, check in SelfCheck(folder).checks()]
    return 0 if all(outcomes) else 1


def _tried(name: str, check: Check) -> bool:
    try:
        say(f"{'ok':<8} {name}: {check()}")
    except Exception:  # noqa: BLE001 - whatever it is, the other checks are tried too
        say(f"{'PROBLEM':<8} {name}:\n{traceback.format_exc()}")  # no real person is in this unit
        return False
    return True


class SelfCheck:
    """The things tried, each building on the unit the first one makes; what fails raises."""

    def __init__(self, folder: Path) -> None:
        self._unit, self._second = folder / "Practice.ipsdesk", folder / "Second.ipsdesk"
        self._workbook, self._return = folder / "unit.xlsx", folder / "return.xlsx"
        self._pictures = folder / "pictures"
        self._period = last_full_quarter(TODAY)
        self._faults: list[BaseException] = []

    def checks(self) -> tuple[tuple[str, Check], ...]:
        """Each with its name, in the order in which they are to be tried."""
        return (
            ("Unit", self._make_unit),
            ("Workbook", self._carry_over),
            ("Figures", self._count),
            ("Return", self._report),
            ("Records", self._verify),
            ("Window", self._paint),
        )

    def _make_unit(self) -> str:
        make_practice_unit(self._unit, TODAY)
        return "made, encrypted, and filled with the demonstration's records"

    def _carry_over(self) -> str:
        with _open(self._unit) as desk:
            written = sum(write_unit_of(desk, self._workbook).values())
        make_unit(self._second, "Second", ACCOUNT, PASSPHRASE)
        incoming = read_workbook(self._workbook)
        with _open(self._second) as desk:
            report = desk.intake.bring_in(incoming)
        _expect(not report.problems, f"{len(report.problems)} problems, such as {report.problems[:1]}")
        _expect(0 < report.changes <= written, f"{report.changes} of {written} records came back")
        return f"{written:,} records written, read in a process of their own, and brought into a second unit"

    def _count(self) -> str:
        with _open(self._unit) as one, _open(self._second) as other:
            card, again = (desk.figures.scorecard(self._period) for desk in (one, other))
        _expect(any(figure.value for figure in card.figures), "nothing was counted")
        _expect(card == again, "the second unit's figures differ")
        return f"{len(card.figures)} measures of {self._period.label}, alike in both units"

    def _report(self) -> str:
        with _open(self._unit) as desk:
            write_return_of(desk, self._period, self._return)
        sheets = load_workbook(self._return).worksheets
        _expect([sheet.title for sheet in sheets] == [title for title, _ in SHEETS], "sheets are missing")
        numbers = sum(
            isinstance(cell, int | float) for sheet in sheets for row in sheet.values for cell in row
        )
        _expect(numbers > 0, "there is no number in it")
        return f"{len(sheets)} sheets with {numbers:,} numbers written and read back"

    def _verify(self) -> str:
        with _open(self._unit, thorough=True) as desk:
            lines = desk.checks()
        _expect(all(line.ok for line in lines), "; ".join(line.sentence for line in lines if not line.ok))
        return ", ".join(line.name for line in lines)

    def _paint(self) -> str:
        from ipsdesk.app import App  # noqa: PLC0415 - where Qt can't be loaded, the rest is tried all the same

        app = App(today=lambda: TODAY)
        sys.excepthook = self._caught  # instead of a notice that waits for somebody to put it away
        try:
            pages = self._painted_pages(app)
        finally:
            app.finish()
            app.settings.sync()
        if self._faults:
            raise self._faults[0]
        return f"{', '.join(pages)} painted, in {app.theme.font().family()}"

    def _painted_pages(self, app: App) -> list[str]:
        from ipsdesk.ui.frame.pictures import picture_tabs, wait_until  # noqa: PLC0415 - as above

        self._pictures.mkdir()
        app.window.start(self._unit, ACCOUNT, PASSPHRASE, practice=True)
        pages = list(picture_tabs(app.window, self._pictures))
        app.window.close()
        wait_until(lambda: not app.window.isVisible())
        _expect(len(pages) > 1, "no tab was shown")
        for page in pages:
            _expect(_colours_of(page) >= LEAST_COLOURS, f"{page.stem} is empty")
        return [page.stem for page in pages]

    def _caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self._faults.append(error)


def _open(unit: Path, *, thorough: bool = False) -> Desk:
    return open_desk(unit, ACCOUNT, PASSPHRASE, today=lambda: TODAY, thorough=thorough)


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise AssertionError(otherwise)


def _colours_of(picture: Path) -> int:
    from PySide6.QtGui import QImage  # noqa: PLC0415 - as above

    image = QImage(str(picture))
    return len(
        {image.pixel(x, y) for x in range(0, image.width(), STEP) for y in range(0, image.height(), STEP)}
    )
