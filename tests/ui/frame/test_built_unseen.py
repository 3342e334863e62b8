"""Nothing that is put together flashes up as a window of its own before it stands where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.reports.hours_week import hours_week_blocks
from ipsdesk.services.desk import Desk, make_unit
from ipsdesk.ui.background import run_now
from ipsdesk.ui.frame.about import About
from ipsdesk.ui.frame.appearance import Appearance
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.menus import sign_in_table
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.help.window import HelpWindow
from ipsdesk.ui.hours.shifts import UsualShifts
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.hours.toolbar_week import GoToWeek
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.printing.pages import Footing, Pages
from ipsdesk.ui.printing.preview import PrintPreview
from ipsdesk.ui.shortcut_sheet import ShortcutSheet
from ipsdesk.ui.sign_in.new_unit import NewUnit
from ipsdesk.ui.sign_in.open_unit import OpenUnit
from ipsdesk.ui.tab import LaterTab
from ipsdesk.ui.theme import Theme
from tests.services.hours_books import MONDAY, a_unit_at_work


class Watch(QObject):
    """Writes down every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def makers(theme: Theme, desk: Desk, tmp_path: Path) -> dict[str, Callable[[], QWidget]]:
    """What is made of every window, dialog and tab there is."""
    a_unit_at_work(desk, tmp_path)
    week, settings = desk.hours.week(MONDAY), QSettings()
    person = week.people[0]

    def tab() -> HoursTab:
        return HoursTab(theme, run_now, desk, settings)

    def nothing(*_: object) -> None:
        return

    def window() -> DeskWindow:
        made = DeskWindow(theme, run_now, doors, settings)
        made.sign_in.opened.emit(desk)
        made.lock()
        return made

    doors = Doors(lambda *_: desk, lambda _: [LaterTab(HoursTab, tab)], make_unit, nothing, nothing)
    blocks, footing = hours_week_blocks(week, "Larkrise"), Footing("Larkrise", "a week", practice=False)
    return {
        "tabs": tab,
        "appearance": lambda: Appearance(theme, nothing),
        "about": lambda: About(theme, tmp_path),
        "shortcuts": lambda: ShortcutSheet(theme, sign_in_table()),
        "help": lambda: HelpWindow(theme, "weekly-hours"),
        "new unit": lambda: NewUnit(theme, run_now, make_unit),
        "open unit": lambda: OpenUnit(theme),
        "usual shifts": lambda: UsualShifts(theme, person, person.jobs[0].activity),
        "go to week": lambda: GoToWeek(theme, desk.workspace.today),
        "print": lambda: PrintPreview(theme, Pages(blocks, footing), None),
        "notice": lambda: Notice(theme, "A notice", "What happened.", "Details"),
        "window": window,  # last: it is locked again, which closes the desk
    }


def test_nothing_shows_itself_while_it_is_made(
    qtbot: QtBot, watch: Watch, makers: dict[str, Callable[[], QWidget]]
) -> None:
    for name, make in makers.items():
        qtbot.addWidget(make())
        assert watch.shown == [], f"while {name} was made"
