"""The view together by keyboard: nobody else in sight, no way to others, out by the passphrase alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.accounts import WRONG_OLD
from ipsdesk.storage.attempts import FREE
from ipsdesk.ui.caseload.tab import CaseloadTab
from ipsdesk.ui.frame.unsaved import Unsaved
from ipsdesk.ui.notice import Notice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.together.actions import NO_PERSON
from ipsdesk.ui.together.view import KEPT, PLAN, RISK, TogetherView
from ipsdesk.ui.tokens import Shade
from tests.ui.at_the_window import Key
from tests.ui.risk.at_risk import CTRL, AtRisk, texts
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, PASSPHRASE, TODAY, copy_unit, rows_of, sit_down

OTHERS = ("Benet Larch", "Priya", ACCOUNT, "Larkrise")
NOTHING, SHIFT = Qt.KeyboardModifier.NoModifier, CTRL | Qt.KeyboardModifier.ShiftModifier
WAYS_OUT = (
    *((key, CTRL) for key in (Key.Key_1, Key.Key_2, Key.Key_K, Key.Key_N, Key.Key_Z, Key.Key_M)),
    *((key, NOTHING) for key in (Key.Key_F5, Key.Key_F6, Key.Key_Escape)),
    *((key, SHIFT) for key in (Key.Key_H, Key.Key_O, Key.Key_A)),
    (Key.Key_F, Qt.KeyboardModifier.AltModifier),
)
"""What leads to other records, menus and dialogs everywhere else."""


@pytest.fixture
def walk(closed_unit_of_two: Path, tmp_path: Path, qtbot: QtBot, theme: Theme) -> AtRisk:
    unit = copy_unit(closed_unit_of_two, tmp_path / "Larkrise.ipsdesk")
    walk = AtRisk(qtbot, theme, tmp_path, unit, TODAY)
    walk.sit_down()
    return walk


def begin(walk: AtRisk) -> TogetherView:
    """F11, until the view has the window."""
    walk.person.press(Key.Key_F11)
    found: list[TogetherView] = []

    def is_there() -> bool:
        found[:] = [one for one in walk.person.window.findChildren(TogetherView) if one.isVisible()]
        return bool(found)

    walk.person.wait(is_there)
    walk.idle()
    return found[0]


def is_over(walk: AtRisk) -> bool:
    """Whether the page is back."""
    page = walk.person.window.page
    return page is not None and page.isVisible()


def nobody_else_is_in_sight(walk: AtRisk, view: TogetherView) -> None:
    """On any page of the view, and no key leads out of it."""
    assert view.name.text() == "Annis Fold"
    assert walk.person.window.windowTitle() == "IPS Desk"
    for part in view.parts:
        seen = texts(walk.person.window)
        assert [name for name in OTHERS if name in seen] == [], part
        walk.person.press(Key.Key_PageDown, with_=CTRL)
    for key, with_ in WAYS_OUT:
        walk.person.press(key, with_=with_)
        assert view.isVisible(), key
        assert not is_over(walk), key
        assert QApplication.activePopupWidget() is None
    view.turner.focus()


def say_all_of_it(walk: AtRisk, view: TogetherView) -> None:
    """A goal in own words, how near it is, and the person's part of risk."""
    person = walk.person
    person.press(Key.Key_PageDown, with_=CTRL)
    walk.tab_to("A new goal, in my own words")
    person.press("Work with bread")
    walk.press("Add this goal")
    person.wait(lambda: [one.goal.goal for one in view.goals.goals] == ["Work with bread"])
    walk.idle()
    walk.tab_to("How near: Work with bread: 0")
    person.press(*[Key.Key_Right] * 7, Key.Key_Space)
    walk.press("Keep this answer: Work with bread")
    person.wait(lambda: view.told.words.text() == KEPT and not person.background.busy)
    person.press(Key.Key_PageDown, with_=CTRL)
    walk.press("Say how I see it")
    walk.tab_to("What am I good at?")
    person.press("I am kind.")
    walk.press("This is how I see it")
    walk.press("Yes, this is how I see it")
    person.wait(lambda: "I am kind." in view.risk.shown.said and not person.background.busy)


def leave_the_view(walk: AtRisk) -> None:
    """A wrong passphrase first, then the right one."""
    person = walk.person
    person.press(Key.Key_F11)
    person.press("not the passphrase", Key.Key_Return)
    person.wait(lambda: not person.background.busy)
    assert WRONG_OLD in texts(person.window)
    assert not is_over(walk)
    walk.type_over(PASSPHRASE)
    person.press(Key.Key_Return)
    person.wait(lambda: is_over(walk))
    walk.idle()
    assert "Larkrise House" in person.window.windowTitle()


def test_opened_written_in_and_left(walk: AtRisk) -> None:
    view = begin(walk)
    nobody_else_is_in_sight(walk, view)
    say_all_of_it(walk, view)
    leave_the_view(walk)
    assert [one for one in walk.person.window.findChildren(TogetherView) if one.isVisible()] == []
    walk.leave()

    with sit_down(walk.unit) as desk:
        assert rows_of(desk, "SELECT goal, rating FROM goals JOIN goal_ratings ON goal_id = goals.id") == [
            ("Work with bread", 7)
        ]
        assert rows_of(desk, "SELECT strengths, own_closed_on FROM risks") == [
            ("I am kind.", TODAY.isoformat())
        ]
        noted = "SELECT action FROM audit_entries WHERE action LIKE 'together view%' ORDER BY id"
        assert rows_of(desk, noted) == [("together view begun",), ("together view ended",)]
        assert [line.sentence for line in desk.checks() if not line.ok] == []


def test_wrong_passphrases_wait_longer_and_quitting_is_no_way_out(walk: AtRisk) -> None:
    person = walk.person
    view = begin(walk)
    person.press(Key.Key_PageDown, with_=CTRL)
    walk.tab_to("A new goal, in my own words")
    person.press("Half a sentence")
    person.window.close()  # something is not kept: it is asked about, and the view stays
    asked = walk.dialog(Unsaved)
    assert not is_over(walk)
    person.press(Key.Key_Escape)
    walk.closed(asked)
    assert view.isVisible()
    assert not is_over(walk)
    person.press(Key.Key_F11)
    for _ in range(FREE + 2):
        walk.type_over("x")
        person.press(Key.Key_Return)
        person.wait(lambda: not person.background.busy)
    person.wait(lambda: view.leaving.leave.text().startswith("Wait 0:0"))
    assert not is_over(walk)
    person.press(Key.Key_L, with_=CTRL)  # locking needs no passphrase, and keeps what was written
    person.wait(person.window.sign_in.isVisible)
    assert "Annis" not in texts(person.window)
    person.wait(lambda: not person.background.busy)
    person.window.close()
    person.background.finish()


def test_what_is_half_written_outlasts_the_lock_of_nobody_there(walk: AtRisk) -> None:
    view, person = begin(walk), walk.person
    view.turner.choose(list(view.parts).index(RISK))
    view.risk.write()
    view.risk.form.questions["strengths"].editor.show_typed("I am")
    person.press(Key.Key_PageUp, with_=CTRL)
    walk.tab_to("A new goal, in my own words")
    person.press("Half a sentence")
    assert person.window.guard is not None
    person.window.guard.idle.over.emit()
    person.wait(person.window.sign_in.isVisible)
    person.wait(lambda: not person.background.busy)
    assert "Locked: nobody was here" in texts(person.window)
    assert "kept as a draft" in texts(person.window)
    person.window.close()
    person.background.finish()
    with sit_down(walk.unit) as desk:
        kept = {draft.note.kind: draft.note.content for draft in desk.drafts.mine()}
        assert kept["record"]["typed"]["goal"] == "Half a sentence"
        assert kept["risk, the person"]["texts"]["strengths"] == "I am"


def test_every_page_can_be_used_by_keyboard_and_ear(walk: AtRisk, theme: Theme) -> None:
    view = begin(walk)
    for text in (100, 200):
        theme.choose(Shade.LIGHT, text)
        for place in range(len(view.parts)):
            view.turner.choose(place)
            walk.person.wait(lambda: faults_of(view) == [])
        view.turner.choose(list(view.parts).index(RISK))
        view.risk.write()
        walk.person.wait(lambda: faults_of(view) == [])
    view.ask_to_leave()
    walk.person.wait(lambda: faults_of(view) == [])
    theme.choose(Shade.LIGHT, 100)
    view.turner.choose(list(view.parts).index(PLAN))
    walk.person.press(Key.Key_L, with_=CTRL)
    walk.person.wait(lambda: not walk.person.background.busy)
    walk.person.window.close()
    walk.person.background.finish()


def test_every_page_stands_below_the_name_whether_it_scrolls_or_not(walk: AtRisk) -> None:
    view, start = begin(walk), QPoint(0, 0)
    view.turner.choose(list(view.parts).index(RISK))
    view.risk.write()
    walk.person.wait(lambda: bool(view._areas[view.turner.place].verticalScrollBar().maximum()))
    for place, part in enumerate(view.parts.values()):
        view.turner.choose(place)
        walk.person.wait(partial(stands_at, part, view, view._top.mapTo(view, start).x()))
    walk.person.press(Key.Key_L, with_=CTRL)
    walk.person.wait(lambda: not walk.person.background.busy)
    walk.person.window.close()
    walk.person.background.finish()


def stands_at(part: QWidget, view: TogetherView, left: int) -> bool:
    """Whether a page begins at this place, counted from the left."""
    return part.isVisible() and part.mapTo(view, QPoint(0, 0)).x() == left


def faults_of(view: TogetherView) -> list[str]:
    """Everything a person could not use."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return [*unnamed(view), *too_small(view), *out_of_keyboards_reach(view), *cut(view)]


def test_without_a_person_on_screen_it_says_so(walk: AtRisk) -> None:
    page = walk.person.window.page
    assert page is not None
    page.go_to(next(tab for tab in page.tabs if not isinstance(tab, CaseloadTab)))
    walk.idle()
    walk.person.press(Key.Key_F11)
    notice = walk.dialog(Notice)
    assert NO_PERSON in texts(notice)
    notice.reject()
    walk.closed(notice)
    walk.leave()
