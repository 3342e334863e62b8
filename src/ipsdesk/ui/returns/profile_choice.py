"""For whom a return is: three tiles, each with the one line that says what it protects."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from ipsdesk.rules.disclosure import DEFAULT_PROFILE, Profile
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Radius, Space, Token
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.text_styles import NAME, SECOND
from ipsdesk.ui.widgets.wrapped import Part, height_of, paint_wrapped

EXPLAINED = {
    Profile.INTERNAL: ("Internal", "Every number as it is. For the unit alone."),
    Profile.COMMISSIONER: ("Commissioner", "Contract figures exact; who we reach is protected."),
    Profile.OPEN: ("Open", "Safe to publish: counts of 1 to 4 hidden, the others rounded to 5."),
}


class ProfileTile(QRadioButton):
    """A radio button in behaviour and to the ear; to the eye a tile."""

    def __init__(self, theme: Theme, profile: Profile) -> None:
        title, words = EXPLAINED[profile]
        super().__init__(title)
        self._theme, self.profile, self._words = theme, profile, words
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def _parts(self) -> list[Part]:
        return [(self.text(), NAME), (self._words, SECOND)]

    def _inner(self, box: QRectF) -> QRectF:
        px = self._theme.px
        return box.adjusted(px(Space.STEP) * 2 + px(ICON), px(Space.SNUG), -px(Space.STEP), -px(Space.SNUG))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def heightForWidth(self, width: int) -> int:
        inner = self._inner(QRectF(0, 0, width, 0)).width()
        return round(height_of(self._theme, self._parts(), inner)) + 2 * self._theme.px(Space.SNUG)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        """As wide as the dialog, as high as its words."""
        wide = self._theme.px(400)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Its words wrap."""
        return QSize(self._theme.px(200), self._theme.px(Space.WIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint, box, px = Paint(painter, self._theme), QRectF(self.rect()), self._theme.px
        chosen, hovered = self.isChecked(), self.underMouse()
        border = Token.ACCENT if chosen else Token.TEXT2 if hovered else Token.EDGE
        paint.box(box, Token.TINT if chosen else Token.SURFACE, border, Radius.CONTROL)
        side = px(ICON)
        spot = QRectF(px(Space.STEP), box.center().y() - side / 2, side, side)
        name = "radiobox-marked" if chosen else "radiobox-blank"
        paint.icon(spot, name, Token.ACCENT if chosen else Token.EDGE)
        paint_wrapped(paint, self._inner(box), self._parts())
        painter.end()


class ProfileChoice(QWidget):
    """One of the profiles, the usual one chosen; ``chosen`` carries another."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("For whom")
        self._group = QButtonGroup(self)
        self.tiles = [ProfileTile(theme, profile) for profile in EXPLAINED]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        for tile in self.tiles:
            self._group.addButton(tile)
            layout.addWidget(tile)
            tile.setChecked(tile.profile is DEFAULT_PROFILE)
            tile.toggled.connect(self._toggled)

    def _toggled(self, checked: bool) -> None:  # noqa: FBT001 - the signal's own shape
        if checked:
            self.chosen.emit(self.profile)

    def choose(self, profile: Profile) -> None:
        """Choose one of them."""
        next(tile for tile in self.tiles if tile.profile is profile).setChecked(True)

    @property
    def profile(self) -> Profile:
        """The one chosen."""
        return next(tile.profile for tile in self.tiles if tile.isChecked())

    def focus_chosen(self) -> None:
        """Bring the keyboard to the one chosen."""
        next(tile for tile in self.tiles if tile.isChecked()).setFocus()
