"""Leave that covers Thursday's shift, and then does not, by keyboard in the window as people have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.leave.page import LeaveOfPerson
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.pathway.test_pathway_walk import Walk
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import Sheets, bring_in, copy_unit, rows_of, sit_down, write_book

TODAY = date(2026, 4, 13)
CTRL = Qt.KeyboardModifier.ControlModifier
BOOK: Sheets = {
    "Clients": (["Client ID", "Name", "Legal status"], ["C1", "Ash Rowan", "03"], ["C2", "Bay Laurel", "01"]),
    "Referrals": (
        ["Referral ID", "Client ID", "Received", "Accepted", "Started"],
        *([f"R{n}", f"C{n}", date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 12)] for n in (1, 2)),
    ),
    "Activities": (
        ["Activity ID", "Client ID", "Kind", "Title", "Started"],
        ["A1", "C1", "paid job", "Packer", date(2026, 2, 2)],
    ),
    "Usual shifts": (
        ["Activity ID", "Day", "From", "To", "Travel minutes"],
        ["A1", "Thursday", "10:00", "14:00", 30],
    ),
}


class AtLeave(Walk):
    """At the page of leave of somebody's record."""

    @property
    def page(self) -> LeaveOfPerson:
        page = self.tab.record.pages.page
        assert isinstance(page, LeaveOfPerson)
        return page

    def turn_to_leave(self, name: str = "Ash Rowan") -> None:
        """The record of one of the two, turned to leave."""
        downs = 0 if name.startswith("Ash") else 1
        person = self.person
        person.wait(self.tab.list.view.hasFocus)
        view = self.tab.list.view
        while view.currentIndex().row() < downs:
            person.press(Key.Key_Down)
        person.press(Key.Key_Return)
        record = self.tab.record
        person.wait(lambda: record.shown is not None and record.shown.person.name == name)
        person.wait(lambda: not person.background.busy)
        bar = self.tab.record.pages.bar
        while bar.tabText(bar.currentIndex()) != "Leave":
            person.press(Key.Key_PageDown, with_=CTRL)
        person.wait(lambda: self.page.client is not None and not person.background.busy)

    def covered(self) -> list[tuple[str, str]]:
        """The days ahead, each with what is said of it."""
        return [(line.title.partition(",")[0], line.aside) for line in self.page.ahead.list.lines]

    def fill_in(self, dialog: Any, **typed: str) -> None:
        """Type over these fields, and save."""
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.type_over(words)
        self.save(dialog)


@pytest.fixture
def walk(
    empty_unit: Path, tmp_path: Path, qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtLeave]:
    unit = copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")
    with sit_down(unit, TODAY) as desk:
        assert bring_in(desk, write_book(tmp_path / "unit.xlsx", BOOK)).written
    yield AtLeave(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit, monkeypatch, dict)
    theme.choose(Shade.LIGHT, 100)


def test_leave_covers_thursday_and_then_it_does_not(walk: AtLeave) -> None:
    walk.sit_down()
    walk.turn_to_leave()
    assert walk.covered() == [
        ("Thu 16 Apr", "No leave covers this: no leave is recorded"),
        ("Thu 23 Apr", "No leave covers this: no leave is recorded"),
    ]
    form = walk.press_button("Add leave")
    walk.fill_in(
        form, authorised_by="Dr Tarn", authorised_on="1/4/2026", from_on="1/4/2026", to_on="20/4/2026",
        out_from="9:00", back_by="15:00", escort="unescorted",
    )  # fmt: skip
    walk.person.wait(lambda: bool(walk.page.leaves.list.lines))
    assert walk.covered() == [
        ("Thu 16 Apr", "Leave covers this"),
        ("Thu 23 Apr", "No leave covers this: authorised only until 20 April 2026"),
    ]
    form = walk.press_button("Record how a leave went")
    walk.fill_in(form, on_date="9/4/2026", what_happened="There and back in good time.")
    walk.person.wait(lambda: bool(walk.page.outcomes.list.lines))
    walk.save(walk.press_button("The leave was revoked", StepDialog))
    walk.person.wait(lambda: walk.covered()[0][1] == "No leave covers this: revoked on 13 April 2026")
    walk.person.leave()
    with sit_down(walk.unit, TODAY) as desk:
        assert rows_of(desk, "SELECT authorised_by, back_by, revoked_on FROM leaves") == [
            ("Dr Tarn", "15:00", "2026-04-13")
        ]


def test_who_is_not_detained_has_an_almost_empty_page(walk: AtLeave) -> None:
    walk.sit_down()
    walk.turn_to_leave("Bay Laurel")
    assert walk.page.state.words.text() == "Informal: no leave is needed."
    assert not walk.page.leaves.isVisible()
    walk.person.press(Key.Key_Escape)
    walk.person.leave()


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_of_the_page_can_be_used(walk: AtLeave, theme: Theme, text: int) -> None:
    theme.choose(Shade.LIGHT, text)
    walk.sit_down()
    walk.turn_to_leave()
    page = walk.page
    assert [*unnamed(page), *too_small(page), *out_of_keyboards_reach(page), *cut(page)] == []
    assert QApplication.focusWidget() is not None
    walk.person.leave()
