"""The lines of the File menu open their dialogs; who may not has them off, with the reason in the tip."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.exchange.workbook_in import read_workbook
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.actions import Actions, mistakes
from ipsdesk.ui.background import run_now
from ipsdesk.ui.frame.menus import FIRST, LAST
from ipsdesk.ui.hours.tab import HoursTab
from ipsdesk.ui.importing.actions import FOR_MANAGERS, TEMPLATE, FileDoers, file_actions, switched_off
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.theme import Theme
from tests.ui.importing.at_the_dialog import said, settings_in


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened_over(window: QWidget) -> QDialog:
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    return dialog


@pytest.mark.parametrize(
    ("key", "title"),
    [("import", "Import from Excel"), ("past-imports", "Past imports"), ("export-unit", "Export the unit")],
)
def test_a_line_opens_its_dialog(
    theme: Theme, desk: Desk, window: QWidget, tmp_path: Path, key: str, title: str
) -> None:
    more = file_actions(AtDesk(theme, run_now, desk, settings_in(tmp_path), window))
    actions = Actions(theme, more.rows, more.doers, window)
    actions[key].trigger()
    assert opened_over(window).windowTitle() == title
    opened_over(window).reject()


def test_they_go_with_the_lines_of_the_window_and_the_week(
    theme: Theme, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    more = file_actions(AtDesk(theme, run_now, desk, settings_in(tmp_path), window))
    file_menu = [row for row in (*FIRST, *HoursTab.actions_table, *more.rows, *LAST) if row.menu == "&File"]
    assert list(mistakes(file_menu)) == []


def test_who_is_no_manager_is_told_why(theme: Theme, desk: Desk, window: QWidget, tmp_path: Path) -> None:
    assert switched_off(desk) == frozenset()
    desk.workspace = replace(desk.workspace, actor=replace(desk.workspace.actor, role=Role.LEAD))
    more = file_actions(AtDesk(theme, run_now, desk, settings_in(tmp_path), window))
    assert switched_off(desk) == FOR_MANAGERS
    told = {row.key for row in more.rows if "Only a manager of the unit may do this." in row.does}
    assert told == FOR_MANAGERS


def test_the_empty_workbook_is_written_where_it_is_wanted(
    theme: Theme, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    more = file_actions(AtDesk(theme, run_now, desk, settings_in(tmp_path), window))
    assert TEMPLATE in {row.key for row in more.rows}
    more.doers[TEMPLATE]()
    asked = opened_over(window)
    assert isinstance(asked, QFileDialog)
    asked.fileSelected.emit(str(tmp_path / "empty.xlsx"))
    asked.close()
    assert read_workbook(tmp_path / "empty.xlsx").problems == ()
    assert "The empty workbook is written" in said(opened_over(window))


def test_one_that_can_t_be_written_is_told(theme: Theme, desk: Desk, window: QWidget, tmp_path: Path) -> None:
    doers = FileDoers(AtDesk(theme, run_now, desk, settings_in(tmp_path), window))
    (tmp_path / "taken.xlsx").mkdir()
    doers.write_template(str(tmp_path / "taken.xlsx"))
    notice = opened_over(window)
    assert isinstance(notice, Notice)
    assert "taken.xlsx is a folder" in said(notice)
