"""The schedule of backups in the window: made without anybody doing anything, and in nobody's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk import glance
from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.frame.backing_up import OFTEN, SOON, BackingUp, backing_up
from ipsdesk.ui.frame.desk_page import DeskPage
from ipsdesk.ui.frame.notices import WarningStrip
from ipsdesk.ui.frame.window import DeskWindow
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme


@pytest.fixture
def page(window: DeskWindow) -> DeskPage:
    assert window.page is not None
    return window.page


@pytest.fixture
def schedule(window: DeskWindow, page: DeskPage, theme: Theme) -> BackingUp:
    assert window.desk is not None
    (begin,) = backing_up(AtDesk(theme, run_now, window.desk, window._settings, page)).begins
    begin(page)
    (schedule,) = page.findChildren(BackingUp)
    return schedule


def change(desk: Desk) -> None:
    """Something worth a backup."""
    with desk.workspace.transactions.begin() as connection:
        desk.workspace.note(connection, "changed something", {})


def warned(page: DeskPage) -> list[str]:
    """What stands above the page."""
    return [
        label.text()
        for strip in page.findChildren(WarningStrip)
        for label in strip.findChildren(QLabel)
        if label.isVisible()
    ]


def test_a_backup_is_made_soon_after_the_page_is_shown(
    schedule: BackingUp, page: DeskPage, unit: Path
) -> None:
    assert (schedule.timer.isActive(), schedule.timer.interval()) == (True, SOON)
    assert glance.newest_backup(unit) is None
    schedule.timer.timeout.emit()
    assert glance.newest_backup(unit) is not None
    assert schedule.timer.interval() == OFTEN
    assert warned(page) == []


def test_what_goes_wrong_is_said_once_and_leaving_is_not_kept(
    qtbot: QtBot, schedule: BackingUp, window: DeskWindow, page: DeskPage, unit: Path
) -> None:
    assert window.desk is not None
    (unit.parent / "backups").write_text("in the way")
    schedule.look()
    schedule.look()
    (sentence,) = warned(page)
    assert "the backup was not" in sentence
    change(window.desk)
    with qtbot.captureExceptions() as raised:
        window.lock()
    ((kind, error, _),) = raised
    assert issubclass(kind, DeskError)
    assert str(error) == sentence
    assert window.page is None
    (unit.parent / "backups").unlink()


def test_what_was_changed_is_backed_up_when_the_unit_is_left(window: DeskWindow, unit: Path) -> None:
    assert window.desk is not None
    change(window.desk)
    window.lock()
    assert window.desk is None
    (made,) = (path.parent.name for path in (unit.parent / "backups").glob("*/manifest.json"))
    assert made.endswith(" at-closing")
