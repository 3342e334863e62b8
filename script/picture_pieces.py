"""Draws every piece of the window into docs/pictures/: light, dark, high contrast, and at 200 % text."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ipsdesk.ui.shortcut_sheet import ShortcutSheet
from ipsdesk.ui.theme import STYLE, Theme
from ipsdesk.ui.tokens import Shade, Space
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.focus_ring import FocusRings
from ipsdesk.ui.widgets.table_panel import TablePanel
from script.sample_pieces import PIECES

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
VARIANTS = {
    "light": (Shade.LIGHT, 100),
    "dark": (Shade.DARK, 100),
    "high-contrast": (Shade.HIGH_CONTRAST, 100),
    "200": (Shade.LIGHT, 200),
}


def framed(theme: Theme, piece: QWidget) -> QWidget:
    """A piece on a card, as screens show it, with the page around."""
    if piece.isWindow() and piece.windowTitle():
        return piece
    frame = QWidget()
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(Space.FIELD, Space.FIELD, Space.FIELD, Space.FIELD)
    if isinstance(piece, TablePanel):
        layout.addWidget(piece)
        return frame
    card = Card(theme)
    layout.addWidget(card)
    inside = QVBoxLayout(card)
    inside.setContentsMargins(Space.CARD, Space.FIELD, Space.CARD, Space.FIELD)
    inside.addWidget(piece)
    return frame


def needed_size(window: QWidget) -> QSize:
    """What a window needs, even beyond the small screen there is without a display."""
    hint, layout = window.sizeHint(), window.layout()
    if layout is None or not layout.hasHeightForWidth() or isinstance(window, ShortcutSheet):
        return window.size() if isinstance(window, ShortcutSheet) else hint
    return QSize(hint.width(), layout.totalHeightForWidth(hint.width()))


def packed(picture: QImage) -> QImage:
    """The picture in its 256 commonest colours, which is a third of the size and looks the same."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    commonest = Counter(memoryview(plain.constBits()).cast("I")).most_common(256)
    return plain.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _ in commonest])


def main() -> None:
    """Draw them all, or those named."""
    application = QApplication([sys.argv[0], *STYLE])
    application.setCursorFlashTime(0)
    theme = Theme(application, Shade.LIGHT)
    rings = FocusRings(application, theme)
    PICTURES.mkdir(exist_ok=True)
    for make in PIECES:
        if sys.argv[1:] and make.__name__ not in sys.argv[1:]:
            continue
        for variant, (shade, size) in VARIANTS.items():
            theme.choose(shade, size)
            piece = make(theme)
            wanted = piece.focusWidget()
            window = framed(theme, piece)
            window.resize(needed_size(window))
            window.show()
            QTest.qWaitForWindowActive(window)
            if wanted is not None:
                wanted.setFocus()
            QTest.qWait(30)
            packed(window.grab().toImage()).save(
                str(PICTURES / f"{make.__name__.replace('_', '-')}-{variant}.png")
            )
            window.close()
            window.deleteLater()
    rings.deleteLater()


if __name__ == "__main__":
    main()
