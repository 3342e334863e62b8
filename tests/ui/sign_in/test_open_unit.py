"""Choosing a unit: what is no unit is said at once, what is one is handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ipsdesk.ui.sign_in.folder_field import WHOLE_PATH
from ipsdesk.ui.sign_in.open_unit import NO_UNIT, NOTHING, OpenUnit
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> OpenUnit:
    dialog = OpenUnit(theme)
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def test_a_folder_is_judged_as_it_is_typed(
    qtbot: QtBot, dialog: OpenUnit, empty_unit: Path, tmp_path: Path
) -> None:
    line = dialog.field.line
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert NOTHING in line.accessibleDescription()
    for typed, said in (("Larkrise", WHOLE_PATH), (str(tmp_path), NO_UNIT)):
        line.clear()
        QTest.keyClicks(line, typed)
        assert said in line.accessibleDescription()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    line.clear()
    QTest.keyClicks(line, str(empty_unit))
    with qtbot.waitSignal(dialog.chosen) as chosen:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert chosen.args == [empty_unit]
    assert not dialog.isVisible()


def test_a_folder_is_looked_for(qtbot: QtBot, dialog: OpenUnit, empty_unit: Path) -> None:
    dialog.field.show_value(str(empty_unit / "nowhere"))
    dialog.field.browse.click()
    looking = dialog.findChild(QFileDialog)
    assert isinstance(looking, QFileDialog)
    assert Path(looking.directory().absolutePath()) == empty_unit
    looking.fileSelected.emit(str(empty_unit))
    looking.reject()
    with qtbot.waitSignal(dialog.chosen):
        dialog._open.click()


@pytest.mark.parametrize("look", [(Shade.LIGHT, 100), (Shade.LIGHT, 200)])
def test_everybody_can_use_it(dialog: OpenUnit, theme: Theme, look: tuple[Shade, int]) -> None:
    theme.choose(*look)
    dialog.field.show_value("/nowhere")
    QTest.qWait(20)
    assert unnamed(dialog) == []
    assert too_small(dialog) == []
    assert out_of_keyboards_reach(dialog) == []
    assert cut(dialog) == []
