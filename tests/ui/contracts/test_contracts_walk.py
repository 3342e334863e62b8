"""By keyboard alone: another definition, a target of the unit's own, a commissioner and a contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.measures import DEFINITIONS_VERSION
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from ipsdesk.ui.background import run_now
from ipsdesk.ui.contracts.actions import CONTRACT, contract_actions
from ipsdesk.ui.contracts.dialog import PARTS, ContractsDialog
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.records.record_dialog import RecordDialog
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.at_the_window import AtTheWindow, Key
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed
from tests.units import ACCOUNT, PASSPHRASE, copy_unit, rows_of, sit_down

TODAY = date(2026, 11, 22)
CTRL = Qt.KeyboardModifier.ControlModifier
Kind = TypeVar("Kind", bound=QDialog)


class Walk:
    """Somebody at the page of the contract."""

    def __init__(self, person: AtTheWindow, unit: Path) -> None:
        self.person = person
        person.window.start(unit)
        person.wait(lambda: QApplication.focusWidget() is not None)
        person.press(ACCOUNT, Key.Key_Tab, PASSPHRASE, Key.Key_Return)
        person.wait(lambda: person.window.page is not None and person.window.page.isVisible())
        assert person.window.page is not None
        person.window.page.actions_table[CONTRACT].trigger()
        self.page = self.on_top(ContractsDialog)
        self.settled()

    def on_top(self, kind: type[Kind]) -> Kind:
        """The dialog of a kind once it is there; a desktop would give it the keyboard."""
        self.person.wait(lambda: self.shown(kind) is not None)
        dialog = self.shown(kind)
        assert dialog is not None
        dialog.activateWindow()
        self.person.wait(dialog.isActiveWindow)
        return dialog

    def shown(self, kind: type[Kind]) -> Kind | None:
        """The dialog of a kind that is on screen."""
        return next((one for one in self.person.window.findChildren(kind) if one.isVisible()), None)

    def settled(self) -> None:
        """Until the page has read."""
        self.person.wait(lambda: self.page.contents is not None and not self.page.is_working)

    def turn_to(self, part: str) -> None:
        """With the arrow keys along the parts."""
        parts = self.page.parts
        steps = PARTS.index(part) - (parts.place or 0)
        parts.segments[parts.place or 0].setFocus()
        self.person.press(*[Key.Key_Right if steps > 0 else Key.Key_Left] * abs(steps))
        assert parts.place == PARTS.index(part)

    def fill_in(self, dialog: StepDialog | RecordDialog, **typed: str) -> None:
        """Type into fields as somebody would who goes to each, and save."""
        self.person.wait(lambda: dialog.form is not None and not dialog.is_working)
        assert dialog.form is not None
        for key, words in typed.items():
            dialog.form.go_to(key)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words, Key.Key_Tab)
        self.person.press(Key.Key_S, with_=CTRL)
        self.person.wait(lambda: self.shown(type(dialog)) is None)
        self.page.activateWindow()
        self.person.wait(self.page.isActiveWindow)
        self.settled()


@pytest.fixture
def unit(empty_unit: Path, tmp_path: Path) -> Path:
    return copy_unit(empty_unit, tmp_path / "Larkrise.ipsdesk")


def test_the_contract_is_set_by_keyboard(qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path) -> None:
    walk = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit)
    person, page = walk.person, walk.page
    assert page.version.text().endswith(f"definitions {DEFINITIONS_VERSION}.")
    page.sources.view.setFocus()
    person.press(Key.Key_Home, Key.Key_Return)
    asked = walk.on_top(StepDialog)
    walk.fill_in(asked, choice="acceptance", from_on="1/4/2026", why="Schedule 4")
    person.wait(lambda: "30-day clock: accepted from 1 April 2026" in page.outcome.words.text())
    assert page.version.text().endswith(f"definitions {DEFINITIONS_VERSION}; 30-day clock: accepted.")

    walk.turn_to("Targets")
    page.targets.view.setFocus()
    lines = page.contents.targets if page.contents else ()
    place = next(number for number, line in enumerate(lines) if line.key == "kept.13_weeks")
    page.targets.view.setCurrentIndex(page.targets.view.model().index(place, 0))
    person.press(Key.Key_Return)
    asked = walk.on_top(StepDialog)
    walk.fill_in(asked, sense="at least", least="65", from_on="1/4/2026", source="IPS Grow")
    assert page.contents is not None
    assert page.contents.targets[place].asked == "at least 65%"

    walk.turn_to("Commissioners")
    assert not page.add_contract.isEnabled()
    page.add_commissioner.setFocus()
    person.press(Key.Key_Space)
    walk.fill_in(walk.on_top(RecordDialog), name="North Vale Health Board")
    page.add_contract.setFocus()
    person.press(Key.Key_Space)
    walk.fill_in(walk.on_top(RecordDialog), commissioner_id="North", from_on="1/4/2026", due_days="30")
    assert page.contents.contracts[0].due == "2026-27 Q3, due 30 January 2027"
    page.next.setFocus()
    person.press(Key.Key_Space)
    person.wait(lambda: walk.shown(ContractsDialog) is None)
    person.leave()
    with sit_down(unit, TODAY) as desk:
        assert rows_of(desk, "SELECT measure, sense, least FROM targets") == [
            ("kept.13_weeks", "at least", 650000)
        ]
        assert rows_of(desk, "SELECT subject, choice, why FROM definition_choices") == [
            ("30-day clock", "accepted", "Schedule 4")
        ]


@pytest.mark.parametrize("text", [100, 200])
def test_every_part_can_be_used_by_keyboard_and_ear(
    qtbot: QtBot, theme: Theme, tmp_path: Path, unit: Path, text: int
) -> None:
    theme.choose(Shade.LIGHT, text)
    walk = Walk(AtTheWindow(qtbot, theme, tmp_path, TODAY), unit)
    for part in PARTS:
        walk.turn_to(part)
        walk.person.wait(lambda: faults(walk.page) == [])
    walk.turn_to("Targets")
    walk.page.targets.view.setFocus()
    walk.person.press(Key.Key_Home, Key.Key_Return)
    asked = walk.on_top(StepDialog)
    walk.person.wait(lambda: asked.form is not None and faults(asked) == [])
    walk.person.press(Key.Key_Escape)
    walk.person.wait(lambda: walk.shown(StepDialog) is None)
    walk.page.accept()
    walk.person.leave()


def faults(dialog: QDialog) -> list[str]:
    """Everything about it that somebody could not use."""
    return [*unnamed(dialog), *too_small(dialog), *out_of_keyboards_reach(dialog), *cut(dialog)]


@pytest.mark.parametrize("role", Role)
def test_only_managers_are_led_to_it(
    qtbot: QtBot, theme: Theme, desk: Desk, settings: QSettings, role: Role
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    desk.workspace = replace(desk.workspace, actor=replace(desk.workspace.actor, role=role))
    lines = contract_actions(AtDesk(theme, run_now, desk, settings, page))
    assert bool(lines.rows) is (role is not Role.REPRESENTATIVE)
    assert (CONTRACT in lines.off) is (role not in (Role.MANAGER, Role.REPRESENTATIVE))
