"""Draws the icons of the packaged program from the mark of its window: ``python packaging/draw_icons.py``."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPaintDevice, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Shade
from ipsdesk.ui.widgets.brand_mark import BrandMark

ICONS = Path(__file__).parent / "icons"
LARGE = 256
SIDES_OF_WINDOWS = (16, 20, 24, 32, 40, 48, 64, LARGE)
"""What Windows asks for, in pixels: from a list of files to a large tile, at 100 to 250 %."""


def main() -> None:
    """Write the icon as a drawing, as a picture, and in the sizes of Windows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    theme = Theme(QApplication(sys.argv[:1]), Shade.LIGHT)
    theme.scale = 1.0  # sides are pixels here, however large this computer's text is
    pictures = [picture(theme, side) for side in SIDES_OF_WINDOWS]
    ICONS.mkdir(exist_ok=True)
    (ICONS / "ipsdesk.svg").write_bytes(drawing(theme))
    (ICONS / "ipsdesk.png").write_bytes(pictures[-1])
    (ICONS / "ipsdesk.ico").write_bytes(icon_of_windows(pictures))


def drawing(theme: Theme) -> bytes:
    """The mark as SVG."""
    held, device = _buffer(), QSvgGenerator()
    device.setOutputDevice(held)
    device.setSize(QSize(LARGE, LARGE))
    device.setViewBox(QRect(0, 0, LARGE, LARGE))
    device.setTitle("IPS Desk")
    device.setDescription("Three joined dots, climbing")
    _draw(theme, LARGE, device)
    return bytes(held.data().data())


def picture(theme: Theme, side: int) -> bytes:
    """The mark as PNG, its corners transparent."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    _draw(theme, side, image)
    held = _buffer()
    image.save(held, "PNG")  # type: ignore[call-overload] # takes the name as str, whatever the stub says
    return bytes(held.data().data())


def icon_of_windows(pictures: list[bytes]) -> bytes:
    """One ICO file: a table of sides and places, then the pictures as they are."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    entry = struct.Struct("<BBBBHHII")
    place, entries = len(head) + entry.size * len(pictures), b""
    for side, content in zip(SIDES_OF_WINDOWS, pictures, strict=True):
        entries += entry.pack(side % 256, side % 256, 0, 0, 1, 32, len(content), place)  # 0 means 256
        place += len(content)
    return head + entries + b"".join(pictures)


def _buffer() -> QBuffer:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    return held


def _draw(theme: Theme, side: int, on: QPaintDevice) -> None:
    painter = QPainter(on)
    BrandMark(theme, side).render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    painter.end()


if __name__ == "__main__":
    main()
