"""Who covers for a colleague is listed, added and ended in one dialog, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ipsdesk.rules.periods import DAY
from ipsdesk.services.desk import Desk
from ipsdesk.services.restricted_covers import When
from ipsdesk.ui.background import run_now
from ipsdesk.ui.restricted.covers_dialog import Covers
from ipsdesk.ui.theme import Theme
from tests.ui.caseload.caseload_desk import a_caseload
from tests.ui.importing.at_the_dialog import Key, fill, press, push, said
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, TODAY

Open = Callable[[], Covers]
COLLEAGUE = "Priya Meadows"


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, theme: Theme, settings: QSettings, qtbot: QtBot) -> Open:
    a_caseload(desk, tmp_path, mine=False)

    def make() -> Covers:
        dialog = Covers(theme, run_now, desk, settings)
        qtbot.addWidget(dialog)
        dialog.open()
        QTest.qWaitForWindowActive(dialog)
        return dialog

    return make


def cover(desk: Desk, **days: int) -> None:
    """The first account covers for the only colleague."""
    choices = desk.restricted.cover_choices()
    ((account, _),), ((colleague, _),) = choices.accounts, choices.colleagues
    first, last = (TODAY + days.get(name, 0) * DAY for name in ("first", "last"))
    desk.restricted.add_cover(account, colleague, first, last, "annual leave")


def cells(dialog: Covers, row: int = 0) -> list[str]:
    model = dialog.list.panel.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_a_cover_is_added(opened: Open, desk: Desk) -> None:
    dialog = opened()
    assert "Nobody covers for a colleague." in said(dialog)
    assert not dialog.list.end.isEnabled()
    push("Add a cover")
    fill("Who covers", ACCOUNT[:5])
    fill("For whom", "priya")
    fill("Last day", f"{TODAY + 90 * DAY:%d/%m/%Y}")
    fill("Why", "Annual leave")
    push("Add the cover")
    assert "A cover lasts 60 days at most" in said(dialog)
    fill("Last day", f"{TODAY + 6 * DAY:%d/%m/%Y}")
    push("Add the cover")
    assert cells(dialog) == [ACCOUNT, COLLEAGUE, "22/11/2026", "28/11/2026", "Annual leave", When.NOW]
    (added,) = desk.restricted.covers()
    assert (added.from_on, added.to_on) == (TODAY, TODAY + 6 * DAY)


def test_a_cover_is_ended_with_a_reason(opened: Open, desk: Desk) -> None:
    cover(desk, first=1, last=9)
    dialog = opened()
    assert cells(dialog)[-1] == When.AHEAD
    push("End this cover")
    assert f"{ACCOUNT} covers for {COLLEAGUE}." in said(dialog)
    press(Key.Key_Escape)
    assert dialog.isVisible()
    push("End this cover")
    push("End the cover")
    assert "Why it ends: nothing is filled in yet" in said(dialog)
    press(Key.Key_Return, "Back early")
    push("End the cover")
    assert cells(dialog)[-1] == When.ENDED
    assert not dialog.list.end.isEnabled()
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_one_that_was_ended_elsewhere_is_told_so(opened: Open, desk: Desk) -> None:
    cover(desk, last=9)
    dialog = opened()
    desk.restricted.end_cover(desk.restricted.covers()[0].id, "back early")
    push("End this cover")
    press("Back early")
    push("End the cover")
    assert "This cover has ended already." in said(dialog)


def nothing_is_wrong_with(dialog: Covers) -> None:
    """Asked again until all has been laid out."""
    assert [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)] == []


@pytest.mark.parametrize("text", [100, 200])
def test_everybody_can_use_it(opened: Open, theme: Theme, desk: Desk, qtbot: QtBot, text: int) -> None:
    theme.choose(None, text)
    cover(desk, last=9)
    dialog = opened()
    for button in (None, dialog.list.add, dialog.next, dialog.back, dialog.list.end):
        if button is not None:
            button.click()
        qtbot.waitUntil(partial(nothing_is_wrong_with, dialog))
