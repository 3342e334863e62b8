"""A record is restricted and lifted from Caseload with a reason; who may not has the lines off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import EVERYONE, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.restricted.actions import LIFT, NOBODY, RESTRICT, RESTRICTED, WHY_OFF, restricted_actions
from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog
from ipsdesk.ui.theme import Theme
from tests.ui.caseload.caseload_desk import LONG_NAME, a_caseload, key_of, record_name
from tests.ui.importing.at_the_dialog import press, push, said
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

CALLUM = "Callum Reid"


class Page(QWidget):
    """Caseload on a page, with the lines of the Tools menu."""

    def __init__(self, theme: Theme, desk: Desk, settings: QSettings, qtbot: QtBot) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.tab = CaseloadTab(theme, run_now, desk, settings)
        QVBoxLayout(self).addWidget(self.tab)
        self.more = restricted_actions(AtDesk(theme, run_now, desk, settings, self))
        self.resize(1366, 768)

    def choose(self, key: str) -> QDialog:
        """Choose a line; gives the dialog it opens."""
        self.more.doers[key]()
        (dialog,) = (one for one in self.findChildren(QDialog) if one.isVisible())
        self.qtbot.waitUntil(lambda: dialog is QApplication.activeWindow())
        return dialog


@pytest.fixture
def page(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> Page:
    a_caseload(desk, tmp_path)
    page = Page(theme, desk, settings, qtbot)
    qtbot.addWidget(page)
    page.show()
    QTest.qWaitForWindowActive(page)
    page.tab.refresh()
    page.tab.go_to(key_of(page.tab, CALLUM))
    return page


def test_a_record_is_restricted_and_lifted_with_a_reason(page: Page, desk: Desk) -> None:
    client = key_of(page.tab, CALLUM)
    dialog = page.choose(RESTRICT)
    assert dialog.windowTitle() == "Restrict a record"
    assert said(dialog).startswith(f"{CALLUM}, C1\nFrom now on the record is opened only with a reason")
    push("Restrict the record")
    assert "Why it is restricted: nothing is filled in yet" in said(dialog)
    press(Qt.Key.Key_Return, "Works for the unit")
    push("Restrict the record")
    assert not dialog.isVisible()
    page.tab.refresh()
    assert page.tab.record.reason.isVisible()
    dialog = page.choose(LIFT)
    assert "Restricted by First Manager on " in said(dialog)
    assert ": Works for the unit" in said(dialog)
    press("Has left")
    push("Lift the restriction")
    page.tab.refresh()
    assert desk.restricted.of(client) is None
    assert record_name(page.tab) == CALLUM


def test_a_reason_half_typed_outlasts_a_lock(page: Page, desk: Desk) -> None:
    dialog = page.choose(RESTRICT)
    assert isinstance(dialog, RestrictDialog)
    assert dialog.drafts() == []
    press("Works for")
    desk.drafts.keep(dialog.drafts())
    dialog.reject()
    (kept,) = desk.drafts.mine()
    assert (kept.note.words, kept.name) == ("the reason for a restriction", CALLUM)
    page.more.reopeners[kept.note.kind](kept.note)
    again = next(one for one in page.findChildren(RestrictDialog) if one.isVisible())
    page.qtbot.waitUntil(lambda: again is QApplication.activeWindow())
    assert said(again).startswith(f"{CALLUM}, C1\nFrom now on")
    press(" the unit")
    push("Restrict the record")
    state = desk.restricted.of(key_of(page.tab, CALLUM))
    assert state is not None
    assert "Works for" in state.reason


def test_what_was_restricted_elsewhere_meanwhile_is_told(page: Page, desk: Desk) -> None:
    dialog = page.choose(RESTRICT)
    desk.restricted.restrict(key_of(page.tab, CALLUM), "works for the unit")
    press("Works for the unit")
    push("Restrict the record")
    assert RESTRICTED in said(dialog)
    press(Qt.Key.Key_Escape)
    page.tab.refresh()
    dialog = page.choose(RESTRICT)
    assert isinstance(dialog, Notice)
    assert RESTRICTED in said(dialog)


def test_without_a_record_on_screen_it_says_what_to_do(page: Page) -> None:
    page.tab.hide()
    dialog = page.choose(RESTRICT)
    assert NOBODY in said(dialog)


@pytest.mark.parametrize("role", EVERYONE)
def test_the_lines_are_off_for_those_who_may_not(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, role: Role
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desk.workspace = replace(desk.workspace, actor=replace(desk.workspace.actor, role=role))
    more = restricted_actions(AtDesk(theme, run_now, desk, settings, window))
    off = role not in (Role.LEAD, Role.MANAGER)
    assert more.off == (set(more.doers) if off else set())
    assert all((WHY_OFF in row.does) is off for row in more.rows)


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_the_dialogs(page: Page, theme: Theme, desk: Desk, text: int) -> None:
    theme.choose(None, text)
    page.tab.go_to(key_of(page.tab, LONG_NAME))
    for key in (RESTRICT, LIFT):
        dialog = page.choose(key)
        assert isinstance(dialog, RestrictDialog)
        dialog.next.click()
        assert [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)] == []
        dialog.reject()
        if key == RESTRICT:
            desk.restricted.restrict(key_of(page.tab, LONG_NAME), "works for the unit")
            page.tab.refresh()
