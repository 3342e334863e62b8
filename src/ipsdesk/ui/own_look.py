"""What the program brings along of its look: its type, where the system lacks it, and its mark."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QWidget

import ipsdesk

NAME = "ipsdesk"
FONTS = Path(ipsdesk.__file__).parent / "fonts"
"""Inter with its licence, in the packaged program alone."""
SIDES = (16, 24, 32, 48, 64, 256)


def bring_type() -> None:
    """Have Inter at hand if it was brought along and is not installed; before the theme is made."""
    if FONTS.is_dir() and not QFontDatabase.hasFamily("Inter"):
        for path in sorted(FONTS.glob("*.otf")):
            QFontDatabase.addApplicationFont(str(path))


def show_mark(mark: QWidget) -> None:
    """Have every window of the program carry the mark."""
    icon = QIcon()
    for side in SIDES:
        mark.setFixedSize(side, side)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        mark.render(picture, renderFlags=QWidget.RenderFlag.DrawChildren)
        icon.addPixmap(picture)
    QGuiApplication.setDesktopFileName(NAME)
    QGuiApplication.setWindowIcon(icon)
