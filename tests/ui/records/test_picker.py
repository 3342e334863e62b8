"""What is chosen by its first letters, and what each kind of account is offered to add."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Editing
from ipsdesk.services.roles import Actor, Role
from ipsdesk.ui.records.adding import ADDABLE, offered
from ipsdesk.ui.records.handing_out import HANDOUTS
from ipsdesk.ui.records.picker import NOTHING, Pick, Picker
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

Key = Qt.Key
PICKS = [Pick(one.kind, one.words, "for Annis Fold" if one.of_person else "", one.icon) for one in ADDABLE]


@pytest.fixture
def picker(theme: Theme, qtbot: QtBot) -> Picker:
    picker = Picker(theme, "Add", PICKS)
    qtbot.addWidget(picker)
    picker.show()
    return picker


def type_in(picker: Picker, *keys: Key | str) -> None:
    for key in keys:
        QTest.keyClicks(picker.line, key) if isinstance(key, str) else QTest.keyClick(picker.line, key)


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ((), "contact"),
        (("g",), "goal"),
        (("pl",), "plan"),
        (("letter",), "attachment"),
        ((Key.Key_Down, Key.Key_Down), "referral"),
    ],
)
def test_letters_and_arrows_choose_and_enter_takes(
    picker: Picker, keys: tuple[Key | str, ...], kind: str
) -> None:
    taken: list[str] = []
    picker.picked.connect(taken.append)
    type_in(picker, *keys, Key.Key_Return)
    assert taken == [kind]
    assert not picker.isVisible()


def test_what_is_not_there_is_said_and_nothing_is_taken(picker: Picker) -> None:
    taken: list[str] = []
    picker.picked.connect(taken.append)
    type_in(picker, "xyz", Key.Key_Return)
    assert NOTHING in [label.text() for label in picker.findChildren(QLabel) if label.isVisible()]
    assert taken == []
    assert picker.isVisible()


def test_an_account_is_offered_what_it_may_add(desk: Desk) -> None:
    def kinds(role: Role) -> set[str]:
        space = replace(desk.workspace, actor=Actor(1, "Somebody", role))
        return {one.kind for one in offered(Editing(space).kinds())}

    assert {"contact", "client", "attachment"} <= kinds(Role.PRACTITIONER)
    assert "supervision" not in kinds(Role.PRACTITIONER)
    assert kinds(Role.MANAGER) == {one.kind for one in ADDABLE}


@pytest.mark.parametrize("size", [100, 200])
def test_both_lists_can_be_used_by_keyboard_and_ear(theme: Theme, qtbot: QtBot, size: int) -> None:
    theme.choose(Shade.DARK, size)
    for picks in (PICKS, HANDOUTS):
        picker = Picker(theme, "Add", picks)
        qtbot.addWidget(picker)
        picker.show()
        for looked_for in (unnamed, too_small, out_of_keyboards_reach, cut):
            assert looked_for(picker) == []
