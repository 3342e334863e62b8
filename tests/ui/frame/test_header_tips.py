"""A name that looks like markup is shown letter for letter in tool tips, and fetches no picture."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ipsdesk.ui.frame.header import Header
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.buttons import Button

PICTURE = '<img src="//elsewhere/share/x.png">'


@pytest.mark.parametrize("name", [PICTURE, "Larkrise & Son", "A < B", "&lt;b&gt;"])
def test_tips_say_the_name_and_nothing_else(qtbot: QtBot, theme: Theme, name: str) -> None:
    header = Header(theme, name, name, Button(theme, "Lock"), lambda _: [])
    qtbot.addWidget(header)
    shown, read = QTextDocument(), set()
    for one in header.findChildren(QWidget):
        tip = one.toolTip()
        (shown.setHtml if Qt.mightBeRichText(tip) else shown.setPlainText)(tip)
        read.add(shown.toPlainText())
    assert {name, f"Signed in: {name}"} <= read
