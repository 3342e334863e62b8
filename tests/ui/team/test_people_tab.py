"""People, teams and caseloads on the tab of the team: what they say, and that everybody can use them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.team.tab import TeamTab
from ipsdesk.ui.team.tab_actions import HAND_OVER
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.services.test_team import BOOK, TODAY
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import bring_in, copy_unit, sit_down, write_book

PARTS = ("People", "Teams", "Caseloads")


@pytest.fixture(scope="module")
def at_desk(empty_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that nothing is written at."""
    folder = tmp_path_factory.mktemp("people")
    with sit_down(copy_unit(empty_unit, folder / "Larkrise.ipsdesk"), TODAY) as desk:
        assert bring_in(desk, write_book(folder / "book.xlsx", BOOK)).written
        yield desk


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, at_desk: Desk, settings: QSettings) -> TeamTab:
    return shown(qtbot, TeamTab(theme, run_now, at_desk, settings))


def shown(qtbot: QtBot, tab: TeamTab) -> TeamTab:
    """On screen, and read."""
    qtbot.addWidget(tab)
    tab.resize(1366, 660)
    tab.show()
    tab.refresh()
    return tab


def go_to(tab: TeamTab, title: str, name: str) -> Any:
    """A part, one line of it chosen."""
    view: Any = tab.inside.go_to_part(title)
    rows = view.list.model.shown
    place = next(n for n, one in enumerate(rows) if one.name == name)
    view.list.view.setCurrentIndex(view.list.model.index(place, 0))
    return view


def said(view: Any) -> dict[str, str]:
    """The fields of the line that is chosen."""
    return {line.title: line.note for line in view.card.lines.lines}


def faults_of(window: QWidget) -> list[str]:
    """Everything a person could not use."""
    return [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]


def test_people_in_post_and_who_has_left(tab: TeamTab) -> None:
    view = go_to(tab, "People", "Kit Marlow")
    assert [one.name for one in view.list.model.shown] == ["Kit Marlow", "Ros Aldous", "Sam Lee"]
    assert said(view)["Employment WTE today"] == "0.8 since 1 September 2026"
    assert [line.title for line in view.wtes.list.lines] == [
        "0.8 from 1 September 2026",
        "0.5 from 1 January 2024",
    ]
    view.list.chips.choose(3)
    assert [one.name for one in view.list.model.shown] == ["Ada Bray"]
    view.list.chips.choose(0)
    assert view.said == "3 in post, 2 specialists, 1.8 WTE"


def test_a_team_without_specialist_says_nobody(tab: TeamTab) -> None:
    view = go_to(tab, "Teams", "Birch ward")
    assert said(view)["Named specialists"].startswith("Nobody. ")
    assert view.said == "2 of 3 open teams with a named specialist"


def test_caseloads_are_drawn_with_their_sentence_and_table(tab: TeamTab) -> None:
    view = go_to(tab, "Caseloads", "Ros Aldous")
    assert said(view)["Working caseload"] == "2, at most 25"
    working, _, served = (chart.data for chart in view.charts)
    assert working.sentence == (
        "Ros Aldous: 2 people on the working caseload; the limit for the WTE in post is 25. "
        "At the end of December 2025: 0."
    )
    assert [bar.value for bar in working.bars] == [0] * 6 + [3] * 5 + [2]
    assert [limit.value for limit in working.limits] == [25]
    assert served.bars[-1].words == "3"
    view.charts[0].turn()
    assert len(view.charts[0].model.shown) == 12
    go_to(tab, "Caseloads", "The whole unit")
    assert view.charts[0].data.sentence.startswith("The whole unit: 4 people")
    assert view.over.isHidden()


@pytest.mark.parametrize("text", [100, 200])
def test_everything_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, tab: TeamTab, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    for title, name in zip(PARTS, ("Kit Marlow", "Birch ward", "Ros Aldous"), strict=True):
        go_to(tab, title, name)
        qtbot.waitUntil(lambda: faults_of(tab) == [])
    tab.doers()[HAND_OVER]()
    (dialog,) = (one for one in tab.findChildren(HandoverDialog) if one.isVisible())
    qtbot.waitUntil(lambda: faults_of(dialog) == [])
    dialog.next.click()
    qtbot.waitUntil(lambda: dialog.whose is not None and faults_of(dialog) == [])
    dialog.done(0)


def test_who_reads_only_is_offered_nothing(
    qtbot: QtBot, theme: Theme, at_desk: Desk, settings: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = Actor(1, "Auditor", Role.AUDITOR)
    monkeypatch.setattr(at_desk, "workspace", replace(at_desk.workspace, actor=auditor))
    tab = shown(qtbot, TeamTab(theme, run_now, at_desk, settings))
    for title, name in zip(PARTS, ("Kit Marlow", "Birch ward", "Ros Aldous"), strict=True):
        view = go_to(tab, title, name)
        assert tab.inside.toolbar.add.isHidden()
        assert view.card.tools.isHidden() or view.over.isHidden()
        tab.doers()[HAND_OVER]()
    assert not [one for one in tab.findChildren(QDialog) if one.isVisible()]
