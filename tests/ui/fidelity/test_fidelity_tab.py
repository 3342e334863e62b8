"""The parts of the tab by themselves: what keys do, what can be reached, what is refused, what is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.errors import CannotRun
from ipsdesk.rules.ips25 import standing
from ipsdesk.services.desk import Desk
from ipsdesk.ui.background import run_now
from ipsdesk.ui.fidelity.asking import OF_ACTION, ask_reopen, ask_scorer, ask_step
from ipsdesk.ui.fidelity.item_list import ItemList
from ipsdesk.ui.fidelity.item_rows import ItemRow, blank_rows
from ipsdesk.ui.fidelity.rows_dialog import RowsDialog
from ipsdesk.ui.fidelity.tab import FidelityTab
from ipsdesk.ui.fidelity.tiles import Tile, TileList
from ipsdesk.ui.fidelity.total_card import TotalCard
from ipsdesk.ui.kpis.drill_rows import Line
from ipsdesk.ui.pathway.asked_again import ASKED_AGAIN
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import copy_unit, sit_down

Key = Qt.Key
PARTS = range(4)


def faults_of(window: QWidget) -> list[str]:
    """What a person could not use."""
    return [*unnamed(window), *too_small(window), *out_of_keyboards_reach(window), *cut(window)]


def nothing_is_wrong_with(window: QWidget) -> None:
    assert faults_of(window) == []


@pytest.fixture(scope="module")
def reviewed(demo_unit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at a unit with four reviews; tests of this module share it."""
    with sit_down(copy_unit(demo_unit, tmp_path_factory.mktemp("reviewed") / "Demo.ipsdesk")) as desk:
        yield desk


def shown(qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings, size: tuple[int, int]) -> Any:
    """The tab on screen."""
    tab = FidelityTab(theme, run_now, desk, settings)
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    tab.refresh()
    return tab


@pytest.mark.parametrize(("text", "size"), [(100, (1366, 660)), (200, (1366, 660)), (100, (1024, 600))])
def test_every_part_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings, text: int, size: tuple[int, int]
) -> None:
    theme.choose(Shade.LIGHT, text)
    tab = shown(qtbot, theme, reviewed, settings, size)
    for part in PARTS:
        tab.inside.toolbar.parts.choose(part)
        qtbot.waitUntil(partial(nothing_is_wrong_with, tab))
    tab.inside.toolbar.parts.choose(1)
    tab.inside.view.page.panes.go_to_side()
    qtbot.waitUntil(partial(nothing_is_wrong_with, tab))
    tab.inside.view.show_rows()
    (dialog,) = [one for one in tab.findChildren(RowsDialog) if one.isVisible()]
    qtbot.waitUntil(partial(nothing_is_wrong_with, dialog))
    dialog.reject()


def test_an_empty_unit_says_what_to_do(qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings) -> None:
    tab = shown(qtbot, theme, desk, settings, (1366, 660))
    for part in PARTS:
        tab.inside.toolbar.parts.choose(part)
        qtbot.waitUntil(partial(nothing_is_wrong_with, tab))
        assert not tab.inside.toolbar.review.isVisible()
    tab.inside.toolbar.parts.choose(1)
    assert tab.inside.view.nothing.isVisible()
    tab.inside.doers()["fidelity-complete"]()
    assert tab.inside._outcome.text().startswith("Choose a review first")


def test_completing_names_what_is_missing_and_goes_there(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.go_to_part("Score sheet")
    first = next(one.number for one in sheet.items.rows if one.score is None)
    sheet.complete()
    assert f"items {first}, " in tab.inside._outcome.text()
    assert sheet.items.item == first


def test_a_complete_review_shows_what_records_proposed_then(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.go_to_part("Score sheet")
    done = next(one for one in reviewed.fidelity.reviews() if one.completed_on is not None)
    tab.inside.turn_to_review(done.id)
    stored = {one.item: one.proposed for one in reviewed.fidelity.sheet(done.id).items}
    assert {row.number: row.proposed for row in sheet.items.rows} == stored
    assert not any(row.lacks_reason for row in sheet.items.rows)


def test_what_is_taken_over_is_what_records_propose_now(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.go_to_part("Score sheet")
    sheet.items.go_to(1)
    before = sheet.items.rows[0].score
    assert not sheet.records.take.isVisible()
    sheet.proposed = {**sheet.proposed, 1: replace(sheet.proposed[1], score=before - 1)}
    sheet._show_all()
    assert sheet.records.take.isVisible()
    assert sheet.records.take.text() == f"Take over {before - 1} (P)"
    sheet.take_over()
    assert sheet.sheet.items[0].score == before - 1
    sheet.score(1, before)


def test_parts_that_are_ticked_make_the_score(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.go_to_part("Score sheet")
    sheet.items.go_to(11)
    sheet.items.opened.emit(11)
    for place in (1, 3, 4):
        sheet.item.parts.setCurrentIndex(sheet.item.parts.model_of_tiles.index(place - 1))
        QTest.keyClick(sheet.item.parts, Key.Key_Space)
    assert sheet.items.rows[10].score == 3
    assert [one.key for one in sheet.item.parts.tiles if one.chosen] == [1, 3, 4]
    QTest.keyClick(sheet.items, Key.Key_5)
    assert "scored by its parts" in tab.inside._outcome.text()
    assert sheet.items.rows[10].score == 3


def test_several_reviewers_score_by_key(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.go_to_part("Score sheet")
    sheet.items.go_to(18)
    reviewed.fidelity.reviewer_score(sheet.sheet.id, 18, "Marta Lowe", 3)
    tab.refresh()
    scores = sheet.item.scores
    scores.go_to("Marta Lowe")
    QTest.keyClick(scores, Key.Key_4)
    assert [one.score for one in sheet.sheet.items[17].scores] == [4]
    assert sheet.items.rows[17].score is None


def test_keys_of_the_list(qtbot: QtBot, theme: Theme) -> None:
    items = ItemList(theme)
    qtbot.addWidget(items)
    items.show_rows([*blank_rows()[:-1], ItemRow(25, "Services", "Keeping in touch", 3, 4, True, True)])
    scored, taken, cleared = (QSignalSpy(one) for one in (items.scored, items.taken_over, items.cleared))
    QTest.keyClick(items, Key.Key_End)
    for key in (Key.Key_4, Key.Key_6, Key.Key_0, Key.Key_P, Key.Key_Delete):
        QTest.keyClick(items, key)
    assert [scored.at(n) for n in range(scored.count())] == [[25, 4]]
    assert (taken.at(0), cleared.at(0)) == ([25], [25])
    said = items.model().data(items.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "25, Keeping in touch, Services, score 3, records propose 4, a reason is asked"


def test_keys_of_the_tiles(qtbot: QtBot, theme: Theme) -> None:
    tiles = TileList(theme, "What earns a score")
    qtbot.addWidget(tiles)
    tiles.show_tiles([Tile(n, f"Number {n}", n == 2) for n in range(1, 6)])
    pressed = QSignalSpy(tiles.pressed_tile)
    for key in (Key.Key_5, Key.Key_Up, Key.Key_Space, Key.Key_9):
        QTest.keyClick(tiles, key)
    assert [pressed.at(n)[0] for n in range(pressed.count())] == [5, 4]


def test_no_band_before_all_is_scored(qtbot: QtBot, theme: Theme) -> None:
    card = TotalCard(theme)
    qtbot.addWidget(card)
    card.show_standing(standing(dict.fromkeys(range(1, 25), 4)))
    assert (card.figure.text(), card.ruler.total) == ("96", None)
    card.show_standing(standing(dict.fromkeys(range(1, 26), 4)))
    assert (card.figure.text(), card.of_all.text(), card.ruler.total) == ("100", "of 125", 100)


def test_rows_lead_to_their_person_and_are_copied(qtbot: QtBot, theme: Theme, reviewed: Desk) -> None:
    found = reviewed.fidelity_proposals.proposal(15, reviewed.fidelity.reviews()[0].on)
    assert found.drill is not None
    case = found.drill.counted.shown[0][0]
    dialog = RowsDialog(theme, "Item 15", "", [Line("Counted"), Line("Annis Fold", case=case)])
    qtbot.addWidget(dialog)
    dialog.show()
    wanted = QSignalSpy(dialog.person_wanted)
    QTest.keyClick(dialog.rows, Key.Key_Return)
    assert wanted.at(0) == [case.client]
    assert not dialog.isVisible()


def test_who_only_reads_changes_nothing(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    sheet = tab.inside.sheet
    sheet.may_change = False
    tab.inside.go_to_part("Score sheet")
    before = sheet.items.rows
    QTest.keyClick(sheet.items, Key.Key_1)
    assert tab.inside._outcome.text().startswith("A lead or a manager scores")
    assert sheet.items.rows == before
    assert not tab.inside.toolbar.complete.isVisible()
    assert not sheet.item.add_scorer.isVisible()
    assert sheet.item.fields["comment"].text.isReadOnly()


def test_a_line_of_today_turns_to_its_part_and_review(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings
) -> None:
    tab = FidelityTab(theme, run_now, reviewed, settings)
    qtbot.addWidget(tab)
    oldest = reviewed.fidelity.reviews()[-1].id
    assert tab.show_part("Action plan", oldest)
    tab.refresh()
    assert (tab.inside.view.title, tab.inside.view.review) == ("Action plan", oldest)
    assert not tab.show_part("Scorecard", oldest)


def test_what_was_begun_is_asked_again(reviewed: Desk) -> None:
    """Every small dialog of the tab comes back from its draft as it was asked."""
    fidelity, today = reviewed.fidelity, reviewed.workspace.today()
    line = fidelity.reviews()[-1]
    sheet, step = fidelity.sheet(line.id), fidelity.calendar(line.id)[-1]
    action = reviewed.fidelity_plan.actions(line.id)[0]
    asked = [ask_reopen(sheet), ask_scorer(sheet, 17, ""), ask_step(line, step, today)]
    asked += [ask(action, today) for ask in OF_ACTION.values()]
    for one in asked:
        again = ASKED_AGAIN[one.kind](reviewed, 0, one.about)
        assert (again.kind, again.about, again.title, again.words) == (
            one.kind,
            one.about,
            one.title,
            one.words,
        )
    with pytest.raises(CannotRun):
        ASKED_AGAIN["fidelity done"](reviewed, 0, 999_999)


def test_an_evidence_pack_is_written_and_its_deletion_recorded(
    qtbot: QtBot, theme: Theme, reviewed: Desk, settings: QSettings, tmp_path: Path
) -> None:
    tab = shown(qtbot, theme, reviewed, settings, (1366, 660))
    tab.inside.outgoing._review = tab.inside.line
    tab.inside.outgoing.make_pack_in(str(tmp_path))
    assert "Delete it by " in tab.inside._outcome.text()
    assert [one.is_dir() for one in tmp_path.iterdir() if one.name.startswith("Fidelity evidence")] == [True]
    tab.refresh()
    (line,) = tab.inside.views[0].packs.list.lines
    tab.inside.views[0].doing.do(
        lambda desk: desk.fidelity_pack.deleted(line.about.id, desk.workspace.today())
    )
    tab.refresh()
    assert tab.inside.views[0].packs.list.lines[0].aside.startswith("Deleted ")
