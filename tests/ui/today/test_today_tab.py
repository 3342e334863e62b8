"""The tab Today by keyboard and ear: lines done, put off and narrowed, and read again when the day turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.models import FAMILIES
from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.services.today import PUT_OFF as SNOOZED
from ipsdesk.services.today_lines import Scope, Section, TodayKind, TodayList
from ipsdesk.ui.actions import mistakes
from ipsdesk.ui.background import run_now
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.today.line_words import empty_words
from ipsdesk.ui.today.put_off import PutOff
from ipsdesk.ui.today.tab import TodayTab
from ipsdesk.ui.tokens import Shade
from tests.services.today_books import CALLUM, HARRY, ISLA, PRIYA, TODAY
from tests.ui.today.today_desk import go_to, lines, opened
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import rows_of

Key = Qt.Key


def press(tab: TodayTab, *keys: Key) -> None:
    for key in keys:
        QTest.keyClick(tab.page.view, key)


def heard(tab: TodayTab) -> str:
    return str(tab.page.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def act_as(desk: Desk, name: str, role: Role = Role.PRACTITIONER) -> None:
    """Somebody else has signed in at this desk."""
    space = replace(desk.workspace, actor=Actor(1, name, role))
    desk.workspace = desk.today.workspace = desk.records.workspace = space


def dialog_of(kind: type[RecordDialog | PutOff]) -> RecordDialog | PutOff:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def test_the_arrow_keys_go_from_line_to_line_past_the_headings(tab: TodayTab) -> None:
    listed = lines(tab)
    assert tab.page.view.current_line() == listed[0]
    seen = []
    for _ in listed:
        seen.append(tab.page.view.current_line())
        press(tab, Key.Key_Down)
    assert seen == listed
    press(tab, Key.Key_Home)
    assert tab.page.view.current_line() == listed[0]
    press(tab, Key.Key_Up, Key.Key_End)
    assert tab.page.view.current_line() == listed[-1]


def test_a_line_is_heard_as_one_sentence_with_its_keys(tab: TodayTab) -> None:
    go_to(tab, "Ring Holm Nursery")
    assert heard(tab) == (
        f"Today. {ISLA}. Ring Holm Nursery about a first visit. "
        "due today · by employment specialist. Done: D, Open action: Enter"
    )
    view = tab.page.view
    assert view.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Overdue, 4 lines"
    assert tab.page.side.week.glance.accessibleDescription().startswith("Due this week: Monday 11 May 8")


def test_the_tab_says_how_much_waits(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    tab = TodayTab(theme, run_now, desk, settings)
    said: list[tuple[int, str]] = []
    tab.waiting.connect(lambda count, words: said.append((count, words)))
    opened(qtbot, tab)
    assert said[-1] == (8, "8 lines overdue or due today")
    assert tab.page.toolbar.summary.text() == "8 need somebody now, 9 more this week"


def test_done_with_one_key_the_cursor_stays_at_its_place(tab: TodayTab, desk: Desk) -> None:
    line = go_to(tab, "Ring Holm Nursery")
    after = lines(tab)[lines(tab).index(line) + 1]
    tab.mark_done()
    tab.refresh()
    assert line.key not in {one.key for one in lines(tab)}
    assert tab.page.view.current_line() == after
    assert rows_of(desk, "SELECT done_on FROM plan_actions WHERE due_on = '2026-05-11'") == [(str(TODAY),)]
    assert tab.page.side.done.count.text() == "1"
    tab.page.side.done.undo.click()
    tab.refresh()
    assert line.key in {one.key for one in lines(tab)}
    go_to(tab, "Review of the plan")
    tab.mark_done()
    assert "press Enter" in tab.page._outcome.text()


def test_what_a_line_offers_can_be_clicked(tab: TodayTab, desk: Desk) -> None:
    view = tab.page.view
    line = go_to(tab, "PW1 not sent")
    press(tab, Key.Key_Down)  # another line is chosen: the quick one stands at the right
    row = next(row for row, entry in enumerate(view.rows.entries) if entry == line)
    box = view.visualRect(view.rows.index(row))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 30, box.center().y())
    )
    assert rows_of(desk, "SELECT pw1_sent_on FROM activities WHERE reference = 'A2'") == [(str(TODAY),)]


def test_put_off_by_keyboard_and_brought_back(tab: TodayTab, qtbot: QtBot) -> None:
    line = go_to(tab, "13 weeks")
    tab.put_off()
    dialog = dialog_of(PutOff)
    assert isinstance(dialog, PutOff)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    for name in (unnamed, too_small, out_of_keyboards_reach, cut):
        assert name(dialog) == []
    QTest.keyClick(dialog.choice.chips[0], Key.Key_Right)
    QTest.keyClick(dialog.choice.chips[1], Key.Key_Right)
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible()  # a day is asked for
    QTest.keyClicks(dialog.day.line, "13/5")
    QTest.keyClick(dialog.day.line, Key.Key_Return)
    tab.refresh()
    assert line.key not in {one.key for one in lines(tab)}
    assert tab.page.toolbar.put_off.text() == "1 put off: bring back"
    tab.page.toolbar.put_off.click()
    tab.refresh()
    assert line.key in {one.key for one in lines(tab)}


def test_a_day_too_far_ahead_is_refused_in_a_sentence(tab: TodayTab) -> None:
    line = go_to(tab, "13 weeks")
    tab.reader.snooze(line, TODAY + 31 * DAY)
    assert tab.page._outcome.text().startswith("Put it off until a day between 12 May 2026 and 10 June 2026")


def test_the_lines_are_narrowed_to_a_kind(tab: TodayTab) -> None:
    toolbar = tab.page.toolbar
    toolbar.kinds.ask()
    menu = toolbar.kinds.menu_of_kinds
    assert [action.text() for action in menu.actions()][:3] == [
        "All kinds, 21",
        "Reason to give, 1",
        "Hours not in, 1",
    ]
    menu.actions()[1].trigger()
    assert [line.kind for line in lines(tab)] == [TodayKind.REASON]
    menu.close()
    toolbar.kinds.narrow(TodayKind.ADVICE)
    assert (tab.page.empty.text(), tab.page.wider.text()) == ("Nothing of this kind waits.", "Show all kinds")
    tab.page.wider.click()
    assert len(lines(tab)) == 21


def test_whose_lines_is_remembered(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    act_as(desk, PRIYA)
    tab = opened(qtbot, TodayTab(theme, run_now, desk, settings))
    assert tab.page.toolbar.scope is Scope.MINE
    assert {line.owner for line in lines(tab)} == {PRIYA}
    tab.page.toolbar.turn()
    assert "Owen Vale" in {line.owner for line in lines(tab)}
    again = opened(qtbot, TodayTab(theme, run_now, desk, settings))
    assert again.page.toolbar.scope is Scope.EVERYONE


def test_the_two_kinds_of_nothing_are_told_apart(tab: TodayTab) -> None:
    found = tab.found
    assert found is not None
    nothing = replace(found, lines=(), others=0)
    assert empty_words(nothing).startswith("Nothing waits.")
    mine = replace(nothing, scope=Scope.MINE, others=4, put_off=1)
    assert empty_words(mine) == "Nothing of yours waits; 4 wait for others. 1 line put off."
    tab.page.show_list(mine, None, may_undo=True)
    assert tab.page.empty.isVisible()
    assert tab.page.wider.text() == "Show everyone’s"


def test_enter_opens_the_exact_form(tab: TodayTab, qtbot: QtBot) -> None:
    go_to(tab, f"{HARRY}: Review of the plan")
    press(tab, Key.Key_Return)
    dialog = dialog_of(RecordDialog)
    assert dialog.windowTitle() == "Change plan"
    dialog.reject()
    qtbot.waitUntil(
        lambda: (
            not any(
                isinstance(one, RecordDialog) and one.isVisible() for one in QApplication.topLevelWidgets()
            )
        )
    )
    asked: list[tuple[int, date]] = []
    tab.hours_wanted.connect(lambda client, day: asked.append((client, day)))
    line = go_to(tab, f"{CALLUM}: Over the earnings limit")
    press(tab, Key.Key_Enter)
    assert asked == [(line.client, date(2026, 5, 10))]


def test_an_auditor_is_led_to_the_record(desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot) -> None:
    act_as(desk, "An Auditor", Role.AUDITOR)
    tab = opened(qtbot, TodayTab(theme, run_now, desk, settings))
    asked: list[int] = []
    tab.person_wanted.connect(asked.append)
    line = go_to(tab, "Ring Holm Nursery")
    assert heard(tab).endswith("Open record: Enter")
    press(tab, Key.Key_Return)
    assert asked == [line.client]
    tab.mark_done()
    assert tab.page._outcome.text() == "This account may read the records, not change them."


def test_it_is_read_again_when_the_day_turns(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    day = [TODAY]
    space = replace(desk.workspace, today=lambda: day[0])
    desk.workspace = desk.today.workspace = space
    tab = opened(qtbot, TodayTab(theme, run_now, desk, settings))
    day[0] = TODAY + DAY
    tab.look_at_day()
    found: TodayList | None = tab.found
    assert found is not None
    assert (found.today, tab.page.toolbar.title.text()) == (TODAY + DAY, "Tuesday 12 May")
    assert go_to(tab, "Send the letter").section is Section.TODAY


def test_a_change_made_elsewhere_is_counted_while_another_tab_is_on_screen(
    tab: TodayTab, qtbot: QtBot
) -> None:
    tab.hide()
    tab._soon.setInterval(0)
    said: list[int] = []
    tab.waiting.connect(lambda count, _words: said.append(count))
    tab._desk.today.mark_done(go_to(tab, "Ring Holm Nursery").key)
    qtbot.waitUntil(lambda: said == [7])


@pytest.mark.parametrize(
    ("text", "size"), [(100, (1366, 640)), (200, (1366, 768)), (100, (760, 560)), (200, (760, 560))]
)
@pytest.mark.parametrize("shade", [Shade.LIGHT, Shade.DARK])
def test_it_can_be_used_by_keyboard_and_ear_at_every_size(
    tab: TodayTab, theme: Theme, text: int, size: tuple[int, int], shade: Shade, qtbot: QtBot
) -> None:
    theme.choose(shade, text)
    tab.resize(*size)
    qtbot.waitUntil(lambda: [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab), *cut(tab)] == [])
    if tab.page.panes.is_drawer:
        tab.page.panes.go_to_side()
        qtbot.waitUntil(lambda: [*unnamed(tab), *too_small(tab), *out_of_keyboards_reach(tab)] == [])


def test_the_table_of_actions_is_in_order(tab: TodayTab) -> None:
    assert list(mistakes(tab.actions_table)) == []
    assert set(tab.doers()) == {row.key for row in tab.actions_table}
    kinds = {model.family.kind for model in FAMILIES} | {
        "account",
        "restriction",
        "cover",
        "return",
        "document of the unit",
        SNOOZED,
    }
    assert TodayTab.listens_to <= kinds


def test_a_milestone_opens_the_record_at_its_work(tab: TodayTab) -> None:
    asked: list[tuple[int, str]] = []
    tab.page_wanted.connect(lambda client, page: asked.append((client, page)))
    line = go_to(tab, "still in work")
    press(tab, Key.Key_Enter)
    assert asked == [(line.client, "Work")]
