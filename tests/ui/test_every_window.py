"""Every window and dialog of the program, opened as people open them, can be used by keyboard and ear."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

import ipsdesk.ui
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.hours_books import a_unit_at_work
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, inputs, out_of_keyboards_reach, together, too_small, unnamed
from tests.units import copy_unit, sit_down

TODAY = date(2026, 4, 24)
BY_ACTION = {
    "appearance": "Appearance",
    "about": "About",
    "shortcuts": "ShortcutSheet",
    "help": "HelpWindow",
    "print": "PrintPreview",
    "hours-go": "GoToWeek",
    "hours-shifts": "UsualShifts",
    "import": "ImportDialog",
    "past-imports": "PastImports",
    "audit-trail": "TrailViewer",
    "gone-out": "WhatWentOut",
    "removed-records": "RemovedRecords",
    "cover": "Covers",
    "accounts": "AccountsDialog",
    "my-passphrase": "MyPassphrase",
    "recovery-key": "NewRecoveryKey",
    "settings": "SettingsDialog",
    "rates": "RatesDialog",
    "contract": "ContractsDialog",
    "export-unit": "ExportDialog",
    "add": "Picker",
    "calendar": "UnitCalendar",
    "not-entered": "NotEnteredDialog",
    "backups": "BackupsDialog",
    "kpis-return": "ReturnWizard",
    "kpis-form": "FillForm",
    "kpis-submitted": "SubmittedReturns",
    "kpis-readiness": "ReadinessDialog",
    "kpis-dates": "DatesDialog",
}
"""What opens each dialog of an open unit."""
AT_SIGN_IN = {"new-unit": "NewUnit", "open-unit": "OpenUnit"}
ELSEWHERE = {
    "AttachFile",
    "AttachmentViewer",
    "AttachmentsDialog",
    "AuditTrendDialog",
    "CompareVersions",
    "ForgottenPassphrase",
    "HandoverDialog",
    "History",
    "ImpressionDialog",
    "KeepDocument",
    "MergeDialog",
    "Notice",
    "OwnPartDialog",
    "PaperDialog",
    "PutOff",
    "RecordDialog",
    "Remove",
    "RestoreUnit",
    "RestrictDialog",
    "RowsDialog",
    "StaffPartDialog",
    "StepDialog",
    "Unsaved",
    "WhyDialog",
}
"""Opened by a fault, for a person, by leaving or from the sign-in; walked by tests of their own."""


def dialogs() -> set[str]:
    """Every kind of dialog the program has."""
    for found in pkgutil.walk_packages(ipsdesk.ui.__path__, "ipsdesk.ui."):
        importlib.import_module(found.name)
    kinds, waiting = set(), [QDialog]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("ipsdesk.") and not kind.__subclasses__():
                kinds.add(kind.__name__)
    return kinds


def faults_of(window: QWidget) -> list[str]:
    """Everything about a window that a person could not use."""
    seen = [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]
    return [*seen, *without_style(window)]


def without_style(window: QWidget) -> list[str]:
    """What the style sheet does not reach."""
    return [
        f"without style: {type(one).__name__}"
        for one in (window, *window.findChildren(QWidget))
        if one.style().metaObject().className() != "QStyleSheetStyle"
    ]


def nothing_is_wrong_with(window: QWidget) -> None:
    """Asked again until all has been laid out."""
    assert faults_of(window) == []


class OnlyWindows(QObject):
    """Notes what shows itself as a window of its own without being one."""

    def __init__(self) -> None:
        super().__init__()
        self.strays: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at everything that is shown."""
        if (
            event.type() is QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and watched.windowType().name in ("Window", "Widget")
            and type(watched).__name__ != "DeskWindow"
        ):
            self.strays.append(type(watched).__name__)
        return False


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        a_unit_at_work(desk, tmp_path)
    return unit


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[list[str]]:
    watch = OnlyWindows()
    qapp.installEventFilter(watch)
    yield watch.strays
    qapp.removeEventFilter(watch)


def test_every_dialog_is_walked_through() -> None:
    assert dialogs() == {*BY_ACTION.values(), *AT_SIGN_IN.values(), *ELSEWHERE}


@pytest.mark.parametrize("text", [100, 200])
def test_every_window_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, unit: Path, tmp_path: Path, strays: list[str], text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.window.start(unit)
    person.wait(partial(nothing_is_wrong_with, person.window))
    for key, kind in AT_SIGN_IN.items():
        assert walked(person, person.window.sign_in_actions[key].trigger) == (kind, [])
    person.sign_in(unit)
    page = person.window.page
    assert page is not None
    for tab in page.tabs:
        page.go_to(tab)
        person.wait(tab.is_settled)
        person.wait(partial(nothing_is_wrong_with, person.window))
    for key, kind in BY_ACTION.items():
        kpis = next(one for one in page.tabs if one.title == "KPIs")
        page.go_to(kpis if key.startswith("kpis") else person.tab)
        assert walked(person, page.actions_table[key].trigger) == (kind, [])
    assert strays == []
    person.leave()


def walked(person: AtTheWindow, opens: object) -> tuple[str, list[str]]:
    """What kind of dialog something opens, and what is wrong with it; it is closed again."""
    assert callable(opens)
    opens()
    (dialog,) = [one for one in person.window.findChildren(QDialog) if one.isVisible()]
    person.wait(lambda: dialog.isVisible() and dialog.width() > 0)
    found = type(dialog).__name__, faults_of(dialog)
    dialog.done(0)
    person.wait(lambda: not any(one.isVisible() for one in person.window.findChildren(QDialog)))
    person.window.activateWindow()  # a desktop would do so
    person.wait(person.window.isActiveWindow)
    return found


@pytest.mark.parametrize(
    "title", ["Today", "Caseload", "Employers", "Fidelity", "KPIs", "Involvement", "Team"]
)
def test_tab_comes_to_everything_on_a_tab(
    qtbot: QtBot, theme: Theme, demo_unit: Path, tmp_path: Path, title: str
) -> None:
    person = AtTheWindow(qtbot, theme, tmp_path, TODAY)
    person.sign_in(copy_unit(demo_unit, tmp_path / "Demo.ipsdesk"))
    page = person.window.page
    assert page is not None
    page.go_to(next(tab for tab in page.tabs if tab.title == title))
    person.wait(lambda: not person.background.busy and page.isAncestorOf(QApplication.focusWidget() or page))
    wanted = {one for one in inputs(page) if one.isVisible() and one.isEnabled() and takes_tab(one)}
    seen: set[QWidget] = set()
    for _ in range(3 * len(wanted)):
        person.press(Key.Key_Tab)
        seen |= set(together(QApplication.focusWidget() or page))
    assert {unseen.accessibleName() for unseen in wanted - seen} == set()
    person.leave()


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab is to come to it."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None
