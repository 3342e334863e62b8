"""The record beside the list: what it shows, when it is read, how it is walked, and that a look is noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.models import FAMILIES
from ipsdesk.services.caseload_entries import EntryKind
from ipsdesk.services.caseload_way import Reached, WayStep
from ipsdesk.services.desk import Desk
from ipsdesk.ui.actions import mistakes
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.caseload.way import fitting
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.words import Words
from tests.ui.caseload.caseload_desk import (
    LONG_NAME,
    MARKUP,
    RIGHT_TO_LEFT,
    a_caseload,
    key_of,
    keyboard,
    open_record,
    opened,
    press,
    record_name,
    shown_names,
    viewed,
)
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import TODAY

Key = Qt.Key


def words_of(tab: CaseloadTab) -> list[str]:
    return [one.text() for one in tab.record.findChildren(Words) if one.isVisible() and one.text()]


def titles(tab: CaseloadTab) -> list[str]:
    return [entry.title for entry in tab.record.timeline.list.entries.entries]


def test_it_shows_what_the_service_says(demo_tab: CaseloadTab, demo: Desk) -> None:
    person = next(one for one in demo.caseload.people().people if one.job)
    open_record(demo_tab, person.name)
    record, timeline = demo.caseload.record(person.client), demo.caseload.timeline(person.client)
    shown = words_of(demo_tab)
    assert {fact.label for fact in record.facts} | {fact.value for fact in record.facts} <= set(shown)
    assert f"{record.days_since_referral} days since referral" in shown
    assert all(step.words in demo_tab.record.way.accessibleDescription() for step in record.way)
    assert demo_tab.record.timeline.list.entries.entries == list(timeline.entries)


def test_the_timeline_is_narrowed_to_a_kind_and_counts_each(demo_tab: CaseloadTab, demo: Desk) -> None:
    person = next(one for one in demo.caseload.people().people if one.job)
    open_record(demo_tab, person.name)
    pane, counts = demo_tab.record.timeline, demo.caseload.timeline(person.client).counts
    QTest.keyClick(pane.kinds, Qt.Key.Key_Return)
    offered = [action.text() for action in pane.kinds.menu_of_kinds.actions()]
    there = [f"{kind.value}, {counts[kind]}" for kind in EntryKind if counts[kind]]
    assert offered == [f"All kinds, {sum(counts.values())}", *there]
    for place, kind in enumerate([None, *(kind for kind in EntryKind if counts[kind])]):
        pane.kinds.menu_of_kinds.actions()[place].trigger()
        expected = demo.caseload.timeline(person.client, None if kind is None else {kind})
        assert pane.list.entries.entries == list(expected.entries)
        assert pane.kinds.text() == (kind or "All kinds")
        assert ("1 line" if pane.total == 1 else f"{pane.total} lines") in words_of(demo_tab)
        pane.kinds.ask()
    pane.kinds.menu_of_kinds.close()


def test_earlier_lines_are_shown_when_they_are_asked_for(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path, contacts=250)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    open_record(tab, "Callum Reid")
    pane = tab.record.timeline
    assert f"The latest {len(titles(tab))} of {pane.total} are shown" in words_of(tab)
    while pane.earlier is not None:
        assert pane._more.isVisible()
        pane._more.setFocus()
        before = len(titles(tab))
        press(Key.Key_Return)
        assert len(titles(tab)) > before
        assert keyboard() is pane.list
        assert pane.list.currentIndex().row() == before
    assert not pane._more.isVisible()
    client = key_of(tab, "Callum Reid")
    assert pane.list.entries.entries == list(desk.caseload.timeline(client, limit=10_000).entries)


def test_a_record_of_2000_contacts_is_as_high_as_all_of_them_and_painted_where_it_is_seen(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path, contacts=2_000)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    open_record(tab, "Callum Reid")
    pane = tab.record.timeline
    while pane.earlier is not None:
        pane.earlier_wanted.emit()
    assert pane.list.entries.rowCount() == pane.total > 2_000
    QTest.qWait(10)
    assert pane.list.height() > 2_000 * 50
    last = pane.list.entries.index(pane.total - 1)
    assert pane.list.visualRect(last).bottom() <= pane.list.height()
    assert 0 < pane.list.viewport().visibleRegion().boundingRect().height() < tab.height()


def test_the_keyboard_goes_from_the_list_to_the_record_and_back(tab: CaseloadTab) -> None:
    tab.list.view.setFocus()
    press(Key.Key_Down)
    first = shown_names(tab)[0]
    press(Key.Key_Return)
    assert record_name(tab) == first
    assert keyboard() is tab.record.timeline.list
    tab.go_on()
    QTest.qWait(200)
    assert record_name(tab) == shown_names(tab)[1]
    tab.go_back()
    tab.go_back()
    QTest.qWait(200)
    assert record_name(tab) == first
    press(Key.Key_Escape)
    assert keyboard() is tab.list.view


def test_in_a_narrow_window_the_record_is_a_drawer_with_text_of_the_same_size(
    tab: CaseloadTab, theme: Theme
) -> None:
    theme.choose(Shade.LIGHT, 125)
    open_record(tab, "Callum Reid")
    size = tab.record.head.name.font().pixelSize()
    tab.resize(900, 600)
    tab.list.view.setFocus()
    press(Key.Key_Return)
    assert tab.panes.is_side_shown
    assert keyboard() is tab.record.timeline.list
    assert tab.record.head.name.font().pixelSize() == size
    press(Key.Key_Escape)
    assert not tab.panes.is_side_shown
    assert keyboard() is tab.list.view


def test_keys_walk_the_timeline_and_bring_its_lines_into_sight(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path, contacts=60)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    open_record(tab, "Callum Reid")
    tab.panes.go_to_side()
    lines = tab.record.timeline.list
    QTest.qWait(10)
    press(Key.Key_PageDown, Key.Key_PageDown)
    current = lines.currentIndex()
    assert 2 < current.row() < lines.entries.rowCount() - 1
    press(Key.Key_End)
    QTest.qWait(10)
    last = lines.visualRect(lines.currentIndex())
    assert lines.currentIndex().row() == lines.entries.rowCount() - 1
    assert lines.viewport().visibleRegion().contains(last.center())
    QTest.keyClick(lines, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("Sunday 17 May 2026: Referral received")


def test_a_look_is_noted_once_it_has_lasted_a_second(tab: CaseloadTab, desk: Desk, qtbot: QtBot) -> None:
    other, callum = key_of(tab, RIGHT_TO_LEFT), key_of(tab, "Callum Reid")
    open_record(tab, RIGHT_TO_LEFT)
    open_record(tab, "Callum Reid")
    assert viewed(desk) == []
    qtbot.waitUntil(lambda: bool(viewed(desk)), timeout=3_000)
    tab.refresh()
    QTest.qWait(1_200)
    assert viewed(desk) == [callum]
    assert other not in viewed(desk)
    assert tab.is_settled()


def test_a_record_nobody_sees_is_not_noted(tab: CaseloadTab, desk: Desk) -> None:
    tab.resize(900, 600)
    tab.list.view.setFocus()
    press(Key.Key_Down)
    QTest.qWait(1_300)
    assert record_name(tab) == shown_names(tab)[0]
    assert not tab.panes.is_side_shown
    assert viewed(desk) == []


def test_of_the_people_walked_past_only_the_last_is_read(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, background: Background
) -> None:
    tab = opened(qtbot, CaseloadTab(theme, background.run_in_background, demo, settings))
    qtbot.waitUntil(lambda: bool(shown_names(tab)))
    read: list[object] = []
    tab.reader.record_read.connect(read.append)
    tab.list.view.setFocus()
    for _ in range(12):
        press(Key.Key_Down)
    name = shown_names(tab)[11]
    qtbot.waitUntil(lambda: record_name(tab) == name)
    assert len(read) == 1
    tab.go_on()
    assert record_name(tab) == name  # the old one stays
    tab.leave()
    qtbot.waitUntil(lambda: not background.busy and tab.is_settled())
    assert record_name(tab) == name


def test_somebody_removed_meanwhile_is_told_in_a_sentence(tab: CaseloadTab, desk: Desk) -> None:
    open_record(tab, "Callum Reid")
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE clients SET removed_at = '2026-11-22' WHERE reference = 'C1'")
    tab.refresh()
    assert "This person is not in the unit's records any more. Nothing was changed." in words_of(tab)
    assert "Callum Reid" not in shown_names(tab)
    open_record(tab, RIGHT_TO_LEFT)
    assert record_name(tab) == RIGHT_TO_LEFT


def test_a_change_made_elsewhere_is_shown_and_the_kind_stays(tab: CaseloadTab, desk: Desk) -> None:
    open_record(tab, "Callum Reid")
    tab.record.timeline.kinds.narrow(EntryKind.CONTACT)
    with desk.workspace.transactions.begin() as connection:
        connection.exec_driver_sql("UPDATE contacts SET note = 'Rang back'")
    tab.refresh()
    (entry,) = tab.record.timeline.list.entries.entries
    assert entry.note == "Rang back"
    assert tab.record.timeline.kind is EntryKind.CONTACT
    open_record(tab, RIGHT_TO_LEFT)
    assert "Nothing of this kind is recorded" in words_of(tab)


@pytest.mark.parametrize("name", [LONG_NAME, RIGHT_TO_LEFT, MARKUP])
@pytest.mark.parametrize("text_size", [100, 200])
def test_names_that_are_hard_to_show_are_shown_whole(
    tab: CaseloadTab, theme: Theme, name: str, text_size: int
) -> None:
    theme.choose(Shade.LIGHT, text_size)
    open_record(tab, name)
    QTest.qWait(20)
    assert tab.record.head.name.text() == name
    assert cut(tab) == []
    assert tab.record.head.name.height() >= tab.record.head.name.heightForWidth(tab.record.head.name.width())


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1366, 660), (1024, 596)])
def test_a_walk_through_the_tab(
    demo_tab: CaseloadTab, theme: Theme, text_size: int, size: tuple[int, int]
) -> None:
    theme.choose(Shade.LIGHT, text_size)
    demo_tab.resize(*size)
    people = demo_tab.people
    assert people is not None
    open_record(demo_tab, next(one.name for one in people.people if one.flags))
    QTest.qWait(20)
    for walk in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert walk(demo_tab) == []
    assert demo_tab.minimumSizeHint().width() <= size[0]


def test_the_table_of_actions_is_in_order(tab: CaseloadTab) -> None:
    assert list(mistakes(tab.actions_table)) == []
    assert {row.key for row in tab.actions_table} == set(tab.doers())


def test_it_listens_to_every_kind_of_record_it_shows() -> None:
    assert CaseloadTab.listens_to <= {model.family.kind for model in FAMILIES} | {
        "account",
        "restriction",
        "cover",
    }


def test_only_as_many_steps_of_the_way_stand_on_the_line_as_there_is_room_for() -> None:
    words = ("Referral", "Start", "First employer contact", "Job", "3 months", "13 weeks", "6 months")
    done = [WayStep(word, Reached.DONE, TODAY, 1, "") for word in words]
    here = WayStep("9 months", Reached.HERE, TODAY, 1, "")
    ahead = WayStep("12 months", Reached.AHEAD, TODAY, 1, "")
    way = [*done, here, ahead]
    assert fitting(way, 9) == way
    assert fitting(way, 8) == way[:-1]
    assert [step.words for step in fitting(way, 5)] == [*words[:4], "9 months"]
    assert fitting(way, 0) == [here]
