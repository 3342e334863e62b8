"""Every piece in every shade and at 200 %: named, large enough, within reach, nothing cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from script.picture_pieces import PICTURES, VARIANTS, framed, needed_size
from script.sample_pieces import PIECES
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed

PAGE = Path(__file__).parents[2] / "docs" / "ui-pieces.md"
EVERY = pytest.mark.parametrize("make", PIECES, ids=lambda make: make.__name__)


def shown(qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget]) -> QWidget:
    window = framed(theme, make(theme))
    qtbot.addWidget(window)
    window.resize(needed_size(window))
    window.show()
    QTest.qWaitForWindowActive(window)
    return window


@EVERY
@pytest.mark.parametrize("variant", VARIANTS)
def test_everybody_can_use_it(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget], variant: str
) -> None:
    theme.choose(*VARIANTS[variant])
    window = shown(qtbot, theme, make)
    assert unnamed(window) == []
    assert too_small(window) == []
    assert out_of_keyboards_reach(window) == []
    assert cut(window) == []
    assert not window.grab().isNull()


@EVERY
def test_it_follows_a_change_of_theme_while_it_is_open(
    qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget]
) -> None:
    window = shown(qtbot, theme, make)
    light = window.grab().toImage()
    theme.choose(Shade.DARK, 100)
    assert window.grab().toImage() != light
    theme.choose(Shade.LIGHT, 100)
    assert window.grab().toImage() == light


def test_the_walk_finds_what_it_looks_for(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(QLineEdit())
    button = QToolButton()
    button.setText("More words than it has room for")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setFixedSize(60, 20)
    layout.addWidget(button)
    window.show()
    assert unnamed(window) == ["QLineEdit in QWidget"]
    assert too_small(window) == ["QToolButton 60 x 20"]
    assert out_of_keyboards_reach(window) == ["QToolButton"]
    assert cut(window) == ["button cut: More words than it has room for"]


def test_every_piece_is_pictured_and_explained() -> None:
    page = PAGE.read_text("utf-8")
    for make in PIECES:
        name = make.__name__.replace("_", "-")
        assert f"pictures/{name}-light.png" in page, name
        assert all((PICTURES / f"{name}-{variant}.png").exists() for variant in VARIANTS), name
    of_pieces = [one for one in PICTURES.glob("*.png") if not one.name.startswith("window-")]
    assert sum(one.stat().st_size for one in of_pieces) < 1_500_000
