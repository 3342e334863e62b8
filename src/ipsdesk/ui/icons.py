"""Icons of the Material Design set that QtAwesome carries, painted as letters of its font in any colour."""

from __future__ import annotations

import json
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

# Importing QtAwesome loads all of Qt through another package and, on Windows, copies fonts into the user's
# folder: more than the whole start of the window may take. Its font and table of names are enough.
FONT, NAMES = "materialdesignicons6-webfont-[0-9]*.ttf", "materialdesignicons6-webfont-charmap-*.json"


class IconSet:
    """The font of icons, read when the first icon is drawn."""

    @cached_property
    def _folder(self) -> Path:
        package = find_spec("qtawesome")
        if package is None or package.origin is None:
            raise FileNotFoundError("QtAwesome is not installed")
        return Path(package.origin).parent / "fonts"

    @cached_property
    def _codes(self) -> dict[str, str]:
        table: dict[str, str] = json.loads(next(self._folder.glob(NAMES)).read_text("utf-8"))
        return table

    def _letter(self, name: str) -> str:
        return chr(int(self._codes[name], 16))

    @cached_property
    def _family(self) -> str:
        number = QFontDatabase.addApplicationFontFromData(next(self._folder.glob(FONT)).read_bytes())
        return QFontDatabase.applicationFontFamilies(number)[0]

    def draw(self, painter: QPainter, box: QRect, name: str, colour: QColor) -> None:
        """One icon, filling the box; a name the set does not have is an error of the program."""
        font = QFont(self._family)
        font.setPixelSize(max(1, box.height()))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.save()
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter(name))
        painter.restore()

    def icon(self, name: str, colour: QColor, faint: QColor) -> QIcon:
        """One icon for buttons and menus, ``faint`` where the control is disabled."""
        self._letter(name)
        return QIcon(_Engine(self, name, colour, faint))


class _Engine(QIconEngine):
    """Draws an icon afresh at whatever size and screen it is asked for."""

    def __init__(self, icons: IconSet, name: str, colour: QColor, faint: QColor) -> None:
        super().__init__()
        self._icons, self._name, self._colour, self._faint = icons, name, colour, faint

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._colour, self._faint)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        colour = self._faint if mode is QIcon.Mode.Disabled else self._colour
        square = QRect(rect.left(), rect.top(), rect.height(), rect.height())
        self._icons.draw(painter, square, self._name, colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return picture
