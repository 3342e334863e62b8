"""Puts the window together; the only module that knows all its parts."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import ipsdesk.ui.plain_imports  # noqa: F401 - before anything else of Qt
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ipsdesk import logs, preferences
from ipsdesk.ui.background import Background, RunInBackground
from ipsdesk.ui.faults import Faults
from ipsdesk.ui.frame.doors import Doors
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.own_look import bring_type
from ipsdesk.ui.screen import look_for_screen
from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.tokens import Shade

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk, Made
    from ipsdesk.ui.more_actions import AtDesk, MoreActions
    from ipsdesk.ui.tab import LaterTab, Tab
    from ipsdesk.ui.widgets.focus_ring import FocusRings

SWITCH_INTERVAL = 0.0005
"""Seconds the worker may keep the interpreter, so that no key waits for it."""


class App:
    """The running program: Qt, the worker, the look, and the one window."""

    def __init__(self, today: Callable[[], date] = date.today) -> None:
        look_for_screen()
        self._today = today
        self.loading = threading.Thread(target=_load, name="loading", daemon=True)
        self.rings: FocusRings | None = None
        self.application = QApplication([sys.argv[0], *STYLE])
        self.background = Background()
        bring_type()
        kept = preferences.load()
        shade = Shade(kept.shade) if kept.shade in list(Shade) else None
        self.theme = Theme(self.application, shade, kept.text_size)
        self.settings = QSettings(str(preferences.window_file()), QSettings.Format.IniFormat)
        Faults(self.theme, lambda error: logs.log_fault(error, preferences.log_file())).install()
        remember = preferences.remember, preferences.remember_look
        doors = Doors(self._open_desk, self._make_tabs, _make_unit, *remember, self._make_more)
        self.window = DeskWindow(self.theme, self.background.run_in_background, doors, self.settings)
        self.window.sign_in.card.painted.connect(self._after_painting, Qt.ConnectionType.QueuedConnection)

    def run(self) -> int:
        """Until the window is closed."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self.window.show()
        try:
            return self.application.exec()
        finally:
            self.finish()

    def finish(self) -> None:
        """Before the program ends: nothing is under way, and nothing listens to Qt any more."""
        self.background.finish()
        if self.rings is not None:
            self.rings.stop()
            self.rings = None

    def _after_painting(self) -> None:
        """What can wait for the sign-in to be on screen: the rest is loaded while a passphrase is typed."""
        import ipsdesk.ui.frame.tab_bar  # noqa: F401 - its classes are made by the thread that uses them
        from ipsdesk.ui.own_look import show_mark
        from ipsdesk.ui.widgets.brand_mark import BrandMark
        from ipsdesk.ui.widgets.focus_ring import FocusRings

        gc.freeze()
        gc.enable()
        self.rings = FocusRings(self.application, self.theme)
        show_mark(BrandMark(self.theme, 256))
        self.loading.start()

    def _open_desk(self, folder: Path, account: str, passphrase: str) -> Desk:
        _load()
        from ipsdesk.services.desk import open_desk

        return open_desk(folder, account, passphrase, today=self._today)

    def _make_tabs(self, desk: Desk) -> Sequence[LaterTab]:
        return make_tabs(self.theme, self.background.run_in_background, desk, self.settings)

    def _make_more(self, desk: Desk, page: QWidget) -> MoreActions:
        from ipsdesk.ui.more_actions import AtDesk

        return make_more(AtDesk(self.theme, self.background.run_in_background, desk, self.settings, page))


def make_tabs(theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> Sequence[LaterTab]:
    """The tabs of an open unit, in order; each is made when it is first shown."""
    from ipsdesk.services.roles import Role
    from ipsdesk.ui.accounts.our_figures import OurFiguresTab
    from ipsdesk.ui.amending.asking import AskingWhy
    from ipsdesk.ui.involvement.open_minutes import OpenMinutesTab
    from ipsdesk.ui.tab import LaterTab

    run = AskingWhy(theme, run)
    is_representative = desk.workspace.actor.role is Role.REPRESENTATIVE
    kinds = (OurFiguresTab, OpenMinutesTab) if is_representative else tab_kinds()
    return [LaterTab.of(kind, theme, run, desk, settings) for kind in kinds]


def tab_kinds() -> tuple[type[Tab], ...]:
    """The tabs, in order: one line and one name for each."""
    from ipsdesk.ui.caseload.tab import CaseloadTab
    from ipsdesk.ui.employers.tab import EmployersTab
    from ipsdesk.ui.fidelity.tab import FidelityTab
    from ipsdesk.ui.hours.tab import HoursTab
    from ipsdesk.ui.involvement.tab import InvolvementTab
    from ipsdesk.ui.kpis.tab import KpisTab
    from ipsdesk.ui.team.tab import TeamTab
    from ipsdesk.ui.today.tab import TodayTab

    return (TodayTab, CaseloadTab, HoursTab, EmployersTab, FidelityTab, KpisTab, InvolvementTab, TeamTab)


def make_more(at: AtDesk) -> MoreActions:
    """What else can be done with an open unit."""
    from ipsdesk.ui.amending.asking import AskingWhy
    from ipsdesk.ui.more_actions import together

    at = replace(at, run=AskingWhy(at.theme, at.run))
    return together(*(part(at) for part in more_parts()))


def more_parts() -> Sequence[Callable[[AtDesk], MoreActions]]:
    """What gives lines of the menus, in their order: one line and one name for each."""
    from ipsdesk.ui.accounts.actions import account_actions
    from ipsdesk.ui.backups.actions import backup_actions
    from ipsdesk.ui.calendar.actions import calendar_actions
    from ipsdesk.ui.contracts.actions import contract_actions
    from ipsdesk.ui.frame.backing_up import backing_up
    from ipsdesk.ui.importing.actions import file_actions
    from ipsdesk.ui.records.actions import record_actions
    from ipsdesk.ui.restricted.actions import restricted_actions
    from ipsdesk.ui.settings.actions import settings_actions
    from ipsdesk.ui.together.actions import together_actions
    from ipsdesk.ui.trail.actions import trail_actions

    of_files, of_backups = (file_actions,), (backup_actions, backing_up)
    of_records = (record_actions, calendar_actions, restricted_actions, together_actions)
    others = (trail_actions, account_actions, settings_actions, contract_actions)
    return (*of_files, *of_backups, *of_records, *others)


def _make_unit(folder: Path, name: str, account: str, passphrase: str) -> Made:
    from ipsdesk.services.desk import make_unit

    return make_unit(folder, name, account, passphrase)


def _load() -> None:
    """What opening a unit and filling its tabs takes."""
    import ipsdesk.services.desk
    import ipsdesk.ui.accounts.our_figures
    import ipsdesk.ui.frame.guard
    import ipsdesk.ui.involvement.open_minutes  # noqa: F401

    tab_kinds()
    more_parts()
    gc.freeze()  # all that was loaded stays: looking through it again and again would stop a key now and then
