"""The window of the help: turning pages, following links, going back, finding words, staying inside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ipsdesk.ui.help.contents import PAGES
from ipsdesk.ui.help.window import HelpWindow
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade, Token
from tests.ui.walking import cut, out_of_keyboards_reach, too_small, unnamed


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> HelpWindow:
    window = HelpWindow(theme, "window")
    qtbot.addWidget(window)
    window.show_page("window")
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window


@pytest.mark.parametrize(
    ("shade", "size"), [(Shade.LIGHT, 100), (Shade.HIGH_CONTRAST, 100), (Shade.DARK, 200)]
)
def test_everybody_can_use_it(window: HelpWindow, theme: Theme, shade: Shade, size: int) -> None:
    theme.choose(shade, size)
    for page in PAGES:
        window.show_page(page)
        window.find_field.setText("the")
        window.resize(window.minimumSizeHint())
        QTest.qWait(1)
        assert unnamed(window) == []
        assert too_small(window) == []
        assert out_of_keyboards_reach(window) == []
        assert cut(window) == []
        assert window.view.horizontalScrollBar().maximum() == 0


def test_pages_are_turned_by_the_list_and_gone_back_from(window: HelpWindow) -> None:
    assert not window.back.isEnabled()
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Down)
    assert window.view.toPlainText().startswith("Today")
    assert window.windowTitle() == "Today - IPS Desk help"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.view.toPlainText().startswith("The window")
    assert window.list.currentItem().text() == "The window"
    assert not window.back.isEnabled()


def test_links_go_to_their_page_and_part(window: HelpWindow) -> None:
    window.show_page("sign-in")
    window.view.anchorClicked.emit(QUrl("window.md#lock-and-close"))
    assert window.view.toPlainText().startswith("The window")
    assert window.view.textCursor().block().text() == "Lock and close"
    assert window.view.verticalScrollBar().value() > 0


def test_links_that_lead_elsewhere_are_not_followed(
    window: HelpWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    before = window.view.toPlainText()
    window.view.show_markdown("[away](https://example.org) ![picture](file:///etc/passwd)")
    for link in ("https://example.org", "file:///etc/passwd", "mailto:a@example.org"):
        window.view.anchorClicked.emit(QUrl(link))
    assert opened == []
    window.show_page("sign-in")
    window.go_back()
    assert window.view.toPlainText() == before


def test_words_are_found_one_after_another(window: HelpWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.find_field.hasFocus()
    QTest.keyClicks(window.find_field, "drawer")
    assert window.count.text() == "1 of 1"
    window.find_field.setText("LOCK")
    many = int(window.count.text().removeprefix("1 of "))
    assert many > 2
    assert len(window.view.extraSelections()) == many
    QTest.keyClick(window.find_field, Qt.Key.Key_Return)
    assert window.count.text() == f"2 of {many}"
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert window.count.text() == f"{many} of {many}"
    window.find_field.setText("nothing of the kind")
    assert window.count.text() == "Not found"
    QTest.keyClick(window.find_field, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert (window.find_field.text(), window.count.text(), window.view.extraSelections()) == ("", "", [])
    assert window.view.hasFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_it_is_in_the_window_s_own_colours(window: HelpWindow, theme: Theme) -> None:
    for shade in Shade:
        theme.choose(shade, 150)
        cursor = QTextCursor(window.view.document())
        cursor.setPosition(1)
        title = cursor.charFormat()
        assert title.foreground().color() == theme.colour(Token.TEXT)
        assert title.font().pixelSize() == theme.px(20)
        assert window.view.toPlainText().startswith("The window")


def test_asking_again_brings_it_to_the_page_asked_for(window: HelpWindow) -> None:
    window.hide()
    window.show_page("weekly-hours")
    assert window.isVisible()
    assert not window.isModal()
    assert window.view.toPlainText().startswith("Weekly hours")
    window.show_page("weekly-hours")
    window.go_back()
    assert window.view.toPlainText().startswith("The window")
