"""From an open record: its history and that of a line, and the removal of either by those who may."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.history import History
from ipsdesk.ui.trail.of_record import (
    LINE_HISTORY,
    NO_LINE,
    NO_RECORD,
    NOT_PERSON,
    PERSON_HISTORY,
    READING_ONLY,
    REMOVE_LINE,
    REMOVE_PERSON,
    SEVERAL,
    OfRecord,
)
from ipsdesk.ui.trail.removed import RemovedRecords
from ipsdesk.ui.trail.removing import Remove
from tests.ui.caseload.caseload_desk import a_caseload, open_record, opened
from tests.ui.importing.at_the_dialog import Key, press, push, said
from tests.ui.trail.trail_desk import at_desk, faults_of, has_keyboard, heard, show, sit_as

CALLUM = "Callum Reid"


@pytest.fixture
def tab(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> CaseloadTab:
    """Callum's record is open."""
    a_caseload(desk, tmp_path)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    open_record(tab, CALLUM)
    return tab


def choose(tab: CaseloadTab, key: str) -> QDialog | None:
    """Choose a line of the menus; gives the dialog it opens, if any."""
    tab.doers()[key]()
    dialog = next((one for one in tab.findChildren(QDialog) if one.isVisible()), None)
    if dialog is not None:
        has_keyboard(dialog)
    return dialog


def stand_at(tab: CaseloadTab, words: str) -> None:
    """Bring the keyboard to a line of the timeline."""
    lines = tab.record.timeline.list
    place = next(at for at, one in enumerate(lines.entries.entries) if words in one.title)
    lines.setCurrentIndex(lines.entries.index(place))


def outcome(tab: CaseloadTab) -> str:
    return tab.page._outcome.text()


def test_the_history_of_a_person_and_of_a_line(tab: CaseloadTab, desk: Desk) -> None:
    history = choose(tab, PERSON_HISTORY)
    assert isinstance(history, History)
    assert history.windowTitle() == f"History: {CALLUM}"
    model = history.browser.panel.model
    assert "by First Manager" in heard(model.index(0, 0))
    assert not history.browser.older.isVisible()
    press(Key.Key_Escape)
    assert choose(tab, LINE_HISTORY) is None
    assert outcome(tab) == NO_LINE
    offered = [action.text() for action in tab.record.timeline.list.actions()]
    assert offered == ["Remove the l&ine…", "Histor&y of the line…"]
    stand_at(tab, "PW1 sent")
    line = choose(tab, LINE_HISTORY)
    assert isinstance(line, History)
    assert line.windowTitle().startswith("History: PW1 sent")
    assert "Added by the import" in heard(line.browser.panel.model.index(0, 0))


def test_a_line_is_removed_and_the_week_it_sums_up_is_not(tab: CaseloadTab, desk: Desk) -> None:
    stand_at(tab, "Over")
    assert choose(tab, REMOVE_LINE) is None
    assert outcome(tab) == SEVERAL
    stand_at(tab, "by phone")
    assert isinstance(choose(tab, REMOVE_LINE), Remove)
    press("Of somebody else")
    push("Remove")
    assert outcome(tab).startswith("Removed: contact of 7 November 2026 with Callum Reid. Undo in the menu")
    assert not any("by phone" in one.title for one in desk.caseload.timeline(tab.record.client or 0).entries)


def test_what_goes_with_it_is_said_before_the_reason(tab: CaseloadTab) -> None:
    dialog = choose(tab, REMOVE_PERSON)
    assert isinstance(dialog, Remove)
    assert "A backup is made first." in said(dialog)
    assert re.search(r"With it go \d+ [a-z ]+(, \d+ [a-z ]+)* and \d+ [a-z ]+\.", said(dialog))
    dialog.reject()
    stand_at(tab, "by phone")
    line = choose(tab, REMOVE_LINE)
    assert line is not None
    assert "Nothing else goes with it." in said(line)


@pytest.mark.parametrize("key", [REMOVE_PERSON, REMOVE_LINE])
def test_a_reason_half_typed_outlasts_a_lock(tab: CaseloadTab, desk: Desk, key: str) -> None:
    stand_at(tab, "by phone")
    dialog = choose(tab, key)
    assert isinstance(dialog, Remove)
    assert dialog.drafts() == []
    press("Of somebody")
    (note,), title = dialog.drafts(), dialog.windowTitle()
    assert (note.words, note.about) == ("the reason for a removal", tab.record.client)
    desk.drafts.keep([note])
    dialog.reject()
    (kept,) = desk.drafts.mine()
    tab.reopeners()[kept.note.kind](kept.note)
    again = next(one for one in tab.findChildren(Remove) if one.isVisible())
    has_keyboard(again)
    assert (again.windowTitle(), again.step.reason.typed()) == (title, "Of somebody")
    push("Remove")
    assert outcome(tab).startswith("Removed: ")


def test_enter_and_esc_keep_the_record(tab: CaseloadTab, desk: Desk) -> None:
    dialog = choose(tab, REMOVE_PERSON)
    assert isinstance(dialog, Remove)
    assert dialog.cancel.isDefault()
    press("Twice", Key.Key_Tab, Key.Key_Return)
    assert not dialog.isVisible()
    assert desk.records.removed() == ()


def test_a_reason_that_says_nothing_is_refused_where_it_is_typed(tab: CaseloadTab) -> None:
    dialog = choose(tab, REMOVE_PERSON)
    assert isinstance(dialog, Remove)
    press("..")
    push("Remove")
    assert "Say in a few words why it is removed. Nothing was changed." in said(dialog)
    assert dialog.isVisible()


REFUSED = {
    Role.PRACTITIONER: {REMOVE_PERSON: NOT_PERSON},
    Role.LEAD: {},
    Role.AUDITOR: {REMOVE_PERSON: NOT_PERSON, REMOVE_LINE: READING_ONLY},
}


@pytest.mark.parametrize("role", list(REFUSED))
def test_who_may_not_is_told_why(tab: CaseloadTab, desk: Desk, theme: Theme, role: Role) -> None:
    tab.record.stop()
    assert choose(tab, PERSON_HISTORY) is None
    assert outcome(tab) == NO_RECORD
    open_record(tab, CALLUM)
    stand_at(tab, "by phone")
    sit_as(desk, role)
    mine = OfRecord(AtDesk(theme, run_now, desk, tab.of_record._at.settings, tab), tab.record)
    told: list[str] = []
    mine.told.connect(lambda words, _refused: told.append(words))
    for key in (REMOVE_PERSON, REMOVE_LINE):
        mine.doers()[key]()
    opened_dialogs = [one for one in tab.findChildren(Remove) if one.isVisible()]
    assert told == list(REFUSED[role].values())
    assert len(opened_dialogs) == 2 - len(told)
    for dialog in opened_dialogs:
        dialog.reject()


def test_where_nothing_is_removed_that_is_said(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    at = at_desk(theme, desk, settings, qtbot)
    dialog = RemovedRecords(at)
    show(dialog)
    assert "Nothing is removed." in said(dialog)
    assert not dialog.next.isEnabled()
    press(Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_them(tab: CaseloadTab, theme: Theme, text: int) -> None:
    theme.choose(theme.chosen, text)
    stand_at(tab, "PW1 sent")
    for key in (PERSON_HISTORY, LINE_HISTORY, REMOVE_PERSON, REMOVE_LINE):
        dialog = choose(tab, key)
        assert dialog is not None
        QTest.qWait(50)
        assert faults_of(dialog) == []
        dialog.reject()
        tab.activateWindow()  # as a desktop does
        has_keyboard(tab)
