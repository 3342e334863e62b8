"""The sheet of paper: its measures, its type and its colours, whatever the window looks like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPageLayout, QPageSize

from ipsdesk.ui.icons import IconSet
from ipsdesk.ui.tokens import Shade, Token, Weight, colours_of

UNITS = 4
"""Lengths on paper are whole quarters of a point, so that type and hairlines need no rounding."""

RESOLUTION = 72 * UNITS
MILLIMETRE = RESOLUTION / 25.4
SIDE, HEAD, FOOT = 14 * MILLIMETRE, 21 * MILLIMETRE, 17 * MILLIMETRE
"""Margins: at the sides, and above and below what is printed, where head and foot stand."""

HAIR = 2
PIXEL = 0.68 * UNITS
"""A pixel of the window on paper: its text is set in about 8.5 points."""
LIGHT = {token: QColor(value) for token, value in colours_of(Shade.LIGHT).items()}


def type_of(points: float, weight: int = Weight.REGULAR, *, italic: bool = False) -> QFont:
    """Type of a size in points, in the family of the window.

    Every sign is drawn as the letter it is, without the replacements that a font may make for its looks: out
    of a PDF those could be neither copied nor read aloud.
    """
    font = QFont(QGuiApplication.font().families())
    font.setPixelSize(round(points * UNITS))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("calt"), 0)
    return font


@cache
def icons() -> IconSet:
    """The icons, as the window has them."""
    return IconSet()


def ink(token: Token = Token.TEXT) -> QColor:
    """A colour as it is in the light theme."""
    return LIGHT[token]


class PaperLook:
    """The look of the window on paper: its pictures in light colours, in type of the size of a table's."""

    shade = Shade.LIGHT

    @property
    def icons(self) -> IconSet:
        """The icons, as the window has them."""
        return icons()

    def colour(self, token: Token) -> QColor:
        """A token in the light theme."""
        return ink(token)

    def px(self, length: float) -> int:
        """A length given for the screen at 100 % text, in the units of paper."""
        return round(length * PIXEL)

    def font(self, size: int, weight: int, *, tabular: bool = False, italic: bool = False) -> QFont:
        """Type of a size given for the screen."""
        del tabular  # figures of one width are replacements too, see `type_of`
        return type_of(size * PIXEL / UNITS, weight, italic=italic)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of A4, upright or lying."""

    lying: bool = False

    @property
    def layout(self) -> QPageLayout:
        """The sheet as printers know it; the margins are ours."""
        turned = QPageLayout.Orientation.Landscape if self.lying else QPageLayout.Orientation.Portrait
        layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        return layout

    @property
    def size(self) -> QSizeF:
        """The whole sheet."""
        return QSizeF(self.layout.fullRect(QPageLayout.Unit.Point).size() * UNITS)

    @property
    def body(self) -> QRectF:
        """Where what is printed stands, on whole units: Qt lays pages out in no finer ones."""
        whole = QRectF(0, 0, self.size.width(), self.size.height())
        return QRectF(whole.adjusted(SIDE, HEAD, -SIDE, -FOOT).toRect())
