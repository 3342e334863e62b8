"""The panel of a person's last weeks says what the service says, and never shows another's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.hours_history import WorkHistory
from ipsdesk.services.hours_records import Shift
from ipsdesk.ui.hours.inspector import NOBODY, Inspector
from ipsdesk.ui.hours.inspector_charts import hours_chart, pay_chart
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.marks import Mark
from tests.services.hours_books import (
    ANN,
    BEN,
    CAL,
    MONDAY,
    SUNDAY,
    a_unit_at_work,
    key_of,
    pay,
    person,
    work,
)
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, sit_down

WEEK = 7 * DAY


@pytest.fixture
def at_work(desk: Desk, tmp_path: Path) -> Desk:
    """Annis: 10 h and £127.10, 16 h and £203.36, 16 h 30 and £209.72 in the weeks to 5, 12 and 19 April."""
    a_unit_at_work(desk, tmp_path)
    for monday, hours, pounds in (
        (MONDAY - 2 * WEEK, {0: 5, 1: 5}, 127.10),
        (MONDAY - WEEK, {0: 8, 1: 8}, 203.36),
        (MONDAY, {0: 8, 1: 8.5}, 209.72),
    ):
        work(desk, "A1", hours, monday)
        pay(desk, "A1", pounds, monday + 6 * DAY)
    return desk


def history(desk: Desk, name: str) -> WorkHistory:
    return desk.hours.history(person(desk, name).client, SUNDAY)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> Inspector:
    inspector = Inspector(theme)
    qtbot.addWidget(inspector)
    inspector.setFixedSize(theme.px(344), 633)
    inspector.show()
    return inspector


def shown(panel: Inspector, desk: Desk, name: str) -> list[str]:
    """The words on screen for a person."""
    panel.show_person(person(desk, name))
    panel.show_history(history(desk, name))
    QTest.qWait(10)
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel) and label.text()]


def test_the_bars_are_the_services_weeks(at_work: Desk) -> None:
    weeks = history(at_work, ANN)
    hours, money = hours_chart(weeks), pay_chart(weeks)
    assert [bar.value for bar in hours.bars[-3:]] == [10, 16, 16.5]
    assert [bar.value for bar in money.bars[-3:]] == [127.10, 203.36, 209.72]
    assert [bar.over for bar in hours.bars[-3:]] == [None, Mark.OVER, Mark.OVER]
    assert [bar.over for bar in money.bars[-3:]] == [None, None, Mark.OVER]
    assert hours.bars[-1].when == "Week to Sun 19 Apr"
    assert hours.sentence == weeks.sentence
    assert money.sentence == "The most was £209.72, in the week to Sun 19 Apr."
    assert [(limit.value, limit.words) for limit in money.limits] == [
        (195.5, "£195.50 to 5 Apr"),
        (203.5, "limit £203.50"),
    ]
    assert money.limits[1].first == len(weeks.weeks) - 2
    assert [words for _, words in hours.notes] == ["job started 5 Jan"]


def test_not_recorded_is_a_dash_and_nothing_was_due_before_the_job(at_work: Desk) -> None:
    weeks = history(at_work, ANN)
    bars = hours_chart(weeks).bars
    started = next(place for place, week in enumerate(weeks.weeks) if week.ends_on >= date(2026, 1, 5))
    assert [bar.due for bar in bars[:started]] == [False] * started
    gaps = bars[started:-3]
    assert {(bar.value, bar.due) for bar in gaps} == {(None, True)}
    assert len(gaps) == weeks.gaps


def test_pay_not_in_is_estimated_and_a_plan_is_told_from_a_record(at_work: Desk) -> None:
    work(at_work, "A2", {0: 4})
    bar = pay_chart(history(at_work, BEN)).bars[-2]  # her week ends on Thursday, so Sunday lies in the next
    assert (bar.value, bar.words, bar.estimated, bar.planned) == (50.84, "£50.84", True, False)


def test_a_plan_ahead_is_drawn_as_a_plan(empty_unit: Path, tmp_path: Path) -> None:
    with sit_down(copy_unit(empty_unit, tmp_path / "Now.ipsdesk"), today=MONDAY) as now:
        a_unit_at_work(now, tmp_path)
        now.hours.set_usual_shifts(key_of(now, "A1"), [Shift("Friday", "09:00", "13:00")])
        weeks = history(now, ANN)
        hours, money = hours_chart(weeks).bars[-1], pay_chart(weeks).bars[-1]
    assert (hours.value, hours.planned) == (4, True)
    assert (money.words, money.planned) == ("£50.84", True)


def test_words_and_facts(at_work: Desk, panel: Inspector) -> None:
    words = shown(panel, at_work, ANN)
    assert words[:3] == [
        ANN,
        "New style ESA · permitted work, higher limit",
        "Benefit week ends on Sunday (not known, assumed)",
    ]
    assert words[words.index("Weeks over") + 1] == "2 of 3 worked"
    assert words[words.index("Mean of five weeks") + 1] == "– a week is not recorded"
    assert words[words.index("PW1 sent") + 1] == "5 January 2026"
    assert "£203.50 is derived from the minimum wage: check with the benefits adviser." in words
    for back in (3, 4):
        work(at_work, "A1", {0: 0}, MONDAY - back * WEEK)
    words = shown(panel, at_work, ANN)
    assert words[words.index("Mean of five weeks") + 1] == "8 h 30"


def test_a_missing_form_is_said_for_each_job_it_is_missing_for(at_work: Desk, panel: Inspector) -> None:
    words = shown(panel, at_work, BEN)
    assert "Benefit week ends on Thursday" in words
    assert "PW1 sent, Porter" in words
    assert "PW1 not sent" in words
    assert "PW1 sent, Cards" not in words
    assert "Benefits not known · permitted work, higher limit" in shown(panel, at_work, CAL)


def test_without_a_limit_no_line_is_drawn_and_the_hint_says_why(
    desk: Desk, tmp_path: Path, panel: Inspector
) -> None:
    a_unit_at_work(desk, tmp_path, Changes=[("client", "C1", "Benefits", MONDAY, "UC")])
    weeks = history(desk, ANN)
    assert (hours_chart(weeks).limits, pay_chart(weeks).limits) == ([], [])
    words = shown(panel, desk, ANN)
    assert (
        "Universal Credit has no limit of hours or pay but a work allowance: check with the benefits adviser."
        in words
    )


def test_only_the_newest_row_that_stays_is_asked_for_and_shown(
    at_work: Desk, panel: Inspector, qtbot: QtBot
) -> None:
    asked: list[int] = []
    panel.wanted.connect(lambda client, _day: asked.append(client))
    people = {name: person(at_work, name) for name in (ANN, BEN, CAL)}
    ann = history(at_work, ANN)
    for one in people.values():
        panel.show_person(one)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [people[CAL].client]
    panel.show_history(ann)  # a late answer for a row that has been left
    assert panel.shown is None
    panel.show_history(history(at_work, CAL))
    panel.show_person(people[ANN])
    assert panel.name.text() == CAL  # the old stays while the new is read
    panel.show_history(ann)
    assert panel.name.text() == ANN
    panel.show_person(None)
    assert NOBODY in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize(("shade", "size"), [(Shade.LIGHT, 100), (Shade.DARK, 200)])
def test_everybody_can_use_it(at_work: Desk, panel: Inspector, theme: Theme, shade: Shade, size: int) -> None:
    theme.choose(shade, size)
    panel.setFixedSize(theme.px(344), 633)
    shown(panel, at_work, ANN)
    for turned in (False, True):
        if turned:
            panel.hours.turn()
        assert unnamed(panel) == []
        assert too_small(panel) == []
        assert out_of_keyboards_reach(panel) == []
        assert cut(panel) == []
