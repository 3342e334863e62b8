"""The list of people: who is in it, in what words, in what order, and how it is narrowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.services.caseload_list import CaseloadList, Filter
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import Background, run_now
from ipsdesk.ui.caseload.tab import FILTERS, CaseloadTab
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
    opened,
    press,
    record_name,
    shown_names,
)

Key = Qt.Key


def heard(tab: CaseloadTab, place: int, column: int = 0) -> str:
    return str(tab.list.model.index(place, column).data(Qt.ItemDataRole.AccessibleTextRole))


def heads(tab: CaseloadTab) -> list[str]:
    return [column.head for column in tab.list.columns.shown()]


def texts(tab: CaseloadTab) -> list[str]:
    return [one.text() for one in tab.list.findChildren(Words) if one.isVisible()]


def test_every_filter_shows_and_counts_whom_the_service_names(demo_tab: CaseloadTab, demo: Desk) -> None:
    people = demo.caseload.people()
    for place, one in enumerate(FILTERS):
        demo_tab.list.chips.choose(place)
        assert shown_names(demo_tab) == [person.name for person in people.only(one)]
        chip = demo_tab.list.chips.chips[place]
        assert chip.accessibleName() == f"{one}, {people.counts[one]}"


@pytest.mark.parametrize("head", ["Person", "Days", "Last contact", "Next action", "Flag, hours last week"])
def test_it_is_sorted_by_any_column_with_the_empty_ones_last(demo_tab: CaseloadTab, head: str) -> None:
    demo_tab.list.chips.choose(FILTERS.index(Filter.ALL))
    column = next(one for one in demo_tab.list.listing.columns if one.head == head)
    for descending in (False, True):
        demo_tab.list.columns.sort_by(head, descending=descending)
        values = [column.value(row) for row in demo_tab.list.model.shown]
        filled = [value for value in values if value is not None]
        filled = [value.casefold() if isinstance(value, str) else value for value in filled]
        assert filled == sorted(filled, reverse=descending)
        assert values[len(filled) :] == [None] * (len(values) - len(filled))


def test_a_row_is_heard_as_one_sentence_and_its_cells_by_head(tab: CaseloadTab) -> None:
    place = shown_names(tab).index("Callum Reid")
    assert heard(tab, place) == (
        "Callum Reid, In work, Northgate Packaging, 175 days, last contact 7 Nov,"
        " next action Plan review due today, Over the earnings limit"
    )
    assert heard(tab, place, 2) == "Callum Reid, Last contact: 7 Nov, 15 days ago"
    assert heard(tab, place, 4) == "Callum Reid, Flag, hours last week: Over earnings limit, 14 h"


def test_it_opens_with_ones_own_people_and_says_so(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path)
    said: list[str] = []
    tab = CaseloadTab(theme, run_now, desk, settings)
    tab.context.connect(said.append)
    opened(qtbot, tab)
    assert sorted(shown_names(tab)) == sorted(["Callum Reid", LONG_NAME, RIGHT_TO_LEFT])
    assert said[-1] == "3 people in Mine · 3 on the caseload"
    assert "3 shown in Mine" in texts(tab)


def test_without_people_of_ones_own_it_opens_with_everybody(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path, mine=False)
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    assert tab.list.chips.place == FILTERS.index(Filter.ALL)
    assert len(shown_names(tab)) == 3


def test_nobody_is_chosen_until_somebody_is(tab: CaseloadTab) -> None:
    assert record_name(tab) == ""
    tab.list.view.setFocus()
    QTest.qWait(200)
    assert record_name(tab) == ""
    press(Key.Key_Down)
    QTest.qWait(200)
    assert record_name(tab) == shown_names(tab)[0]


def test_typing_in_the_find_box_narrows_the_list(tab: CaseloadTab) -> None:
    tab.doers()["find"]()
    QTest.keyClicks(keyboard(), "NORTHGATE call")
    assert shown_names(tab) == ["Callum Reid"]
    assert "1 shown of 3 in Mine" in texts(tab)
    press(Key.Key_Down)
    assert keyboard() is tab.list.view
    tab.doers()["find"]()
    QTest.keyClicks(keyboard(), "nobody at all")
    assert shown_names(tab) == []
    assert "Nothing matches this filter:" in texts(tab)
    tab.list.clear_filter()
    assert len(shown_names(tab)) == 3
    assert tab.page.toolbar.find_box.text() == ""


def test_escape_in_the_find_box_clears_it_and_goes_to_the_list(tab: CaseloadTab) -> None:
    tab.doers()["find"]()
    QTest.keyClicks(keyboard(), "callum")
    press(Key.Key_Escape)
    assert tab.page.toolbar.find_box.text() == ""
    assert keyboard() is tab.list.view


def test_an_empty_unit_says_that_nobody_is_there(
    desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    tab = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    assert "Nobody yet: bring people in with Import from Excel (Ctrl+I)" in texts(tab)
    tab.go_on()
    tab.print_record()
    assert tab.find("a") == []
    tab.refresh()
    assert shown_names(tab) == []


def test_with_less_room_the_list_keeps_its_first_columns(
    qtbot: QtBot, tab: CaseloadTab, theme: Theme
) -> None:
    assert heads(tab) == ["Person", "Days", "Last contact", "Next action", "Flag, hours last week"]
    tab.resize(1280, 660)
    assert heads(tab) == ["Person", "Days", "Next action", "Flag, hours last week"]
    tab.resize(1024, 596)
    assert heads(tab) == ["Person", "Days"]
    assert not tab.panes.is_drawer
    theme.choose(Shade.LIGHT, 200)
    tab.resize(1366, 660)
    assert tab.panes.is_drawer
    theme.choose(Shade.LIGHT, 100)
    qtbot.waitUntil(lambda: len(heads(tab)) == 5)


def test_filter_columns_and_order_are_found_again(
    tab: CaseloadTab, desk: Desk, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    specialist = next(one for one in tab.list.columns.menu.actions() if one.text() == "Specialist")
    specialist.trigger()
    tab.list.columns.sort_by("Days", descending=True)
    tab.list.chips.choose(FILTERS.index(Filter.CLOSED))
    again = opened(qtbot, CaseloadTab(theme, run_now, desk, settings))
    assert shown_names(again) == [MARKUP]
    assert heads(again)[-1] == "Specialist"


def test_rows_are_copied_as_they_are_shown(tab: CaseloadTab) -> None:
    tab.go_to(key_of(tab, "Callum Reid"))
    tab.list.copy()
    head, line = QGuiApplication.clipboard().text().splitlines()
    assert head == "Person\tDays\tLast contact\tNext action\tFlag, hours last week"
    assert line == (
        "Callum Reid, In work · Northgate Packaging\t175\t7 Nov, 15 days ago\tPlan review, due today\t"
        "Over earnings limit, 14 h"
    )


def test_the_search_of_the_window_finds_people_and_goes_to_them(tab: CaseloadTab) -> None:
    (found,) = tab.find("<b>")
    assert (found.words, found.kind) == (MARKUP, "Caseload")
    found.go()
    assert tab.list.chips.place == FILTERS.index(Filter.CLOSED)
    assert record_name(tab) == MARKUP
    assert [one.words for one in tab.find("c1")] == ["Callum Reid"]
    assert tab.find("  ") == []


def test_going_to_somebody_before_the_list_was_read_waits_for_it(
    desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot
) -> None:
    a_caseload(desk, tmp_path)
    client = next(one.client for one in desk.caseload.people().people if one.name == RIGHT_TO_LEFT)
    tab = CaseloadTab(theme, run_now, desk, settings)
    tab.go_to(client)
    opened(qtbot, tab)
    assert record_name(tab) == RIGHT_TO_LEFT


@pytest.fixture
def read(demo: Desk, monkeypatch: pytest.MonkeyPatch) -> list[CaseloadList]:
    """What was read of the list, each time."""
    people: list[CaseloadList] = []
    ask = demo.caseload.people

    def noted() -> CaseloadList:
        people.append(ask())
        return people[-1]

    monkeypatch.setattr(demo.caseload, "people", noted)
    return people


@pytest.fixture
def make_tab(
    demo: Desk, theme: Theme, settings: QSettings, qtbot: QtBot, background: Background
) -> Callable[[], CaseloadTab]:
    """A tab that reads with a worker of its own."""

    def make() -> CaseloadTab:
        tab = CaseloadTab(theme, background.run_in_background, demo, settings)
        qtbot.addWidget(tab)
        return tab

    return make


def test_it_is_read_while_it_is_made_and_once(
    make_tab: Callable[[], CaseloadTab], read: list[CaseloadList], qtbot: QtBot, background: Background
) -> None:
    tab = make_tab()
    assert background.busy
    for times in (1, 2):
        tab.refresh()
        qtbot.waitUntil(lambda: not background.busy)
        assert len(read) == times
    assert tab.people is read[1]
