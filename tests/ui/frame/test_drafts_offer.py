"""The strip that gives drafts back: what each is, decided on by keyboard, and why one can't be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.services.drafts import DraftNote, KeptDraft
from ipsdesk.ui.frame.drafts_offer import MOST, DraftsOffer, draft_words
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

AT = datetime(2026, 11, 20, 11, 40).astimezone()  # by the clock on the wall
SHIFTS = KeptDraft(1, DraftNote("usual shifts", 7, "usual shifts", {}), "Annis Fold", AT)
DRAFTS = [replace(SHIFTS, id=number) for number in range(1, MOST + 3)]


def test_it_says_what_for_whom_and_when() -> None:
    assert draft_words(SHIFTS, AT) == "You were writing usual shifts for Annis Fold at 11:40am."
    later = AT + timedelta(days=3)
    nobody = replace(SHIFTS, name="", note=replace(SHIFTS.note, words="3 entries of the weekly hours"))
    wanted = "You were writing 3 entries of the weekly hours on Friday 20 November at 11:40am."
    assert draft_words(nobody, later) == wanted


@pytest.fixture
def offer(qtbot: QtBot, theme: Theme) -> Iterator[DraftsOffer]:
    page, before = QWidget(), QLineEdit()
    before.setAccessibleName("Before")
    layout = QVBoxLayout(page)
    made = DraftsOffer(theme, before)
    layout.addWidget(before)
    layout.addWidget(made)
    layout.addStretch()
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    QTest.qWaitForWindowActive(page)
    made.show_drafts(DRAFTS, AT)
    yield made
    page.close()


def words(offer: DraftsOffer) -> list[str]:
    return [label.text() for label in offer.findChildren(QLabel) if label.isVisible()]


def press(*keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def test_each_is_decided_on_by_keyboard_and_the_next_comes_up(offer: DraftsOffer) -> None:
    decided: list[tuple[str, int]] = []
    offer.kept.connect(lambda draft: decided.append(("keep", draft.id)))
    offer.discarded.connect(lambda draft: decided.append(("discard", draft.id)))
    assert "and 2 more" in words(offer)
    press(Qt.Key.Key_Return)
    offer.drop(1)
    assert "and 1 more" in words(offer)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    offer.drop(2)
    assert decided == [("keep", 1), ("discard", 2)]
    for draft in DRAFTS:
        offer.drop(draft.id)
    assert not offer.isVisible()


@pytest.mark.parametrize("text", [100, 200])
def test_why_one_cannot_be_opened_is_said_and_nothing_is_cut(
    offer: DraftsOffer, theme: Theme, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    why = "This job is not in the week any more. " * 3
    offer.refuse(2, why)
    QTest.qWait(5)
    assert why in words(offer)
    page = offer.window()
    assert [*unnamed(page), *too_small(page), *out_of_keyboards_reach(page), *cut(page)] == []
