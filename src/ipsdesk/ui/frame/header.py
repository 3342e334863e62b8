"""The first line of the window: whose unit, the menus, the search, who is signed in, and Lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from ipsdesk.ui.frame.finding import Match
from ipsdesk.ui.frame.practice_frame import WORD
from ipsdesk.ui.frame.search import PLACEHOLDER, SHORTCUT, SearchBox
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON_SMALL, Height, Size, Space, Token, Weight
from ipsdesk.ui.widgets.brand_mark import BrandMark
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.buttons import Button, IconButton
from ipsdesk.ui.widgets.painting import CENTRE, Paint, width_of
from ipsdesk.ui.widgets.plain_tip import plain_tip
from ipsdesk.ui.widgets.text_styles import BODY, NAME, STATUS, TextStyle
from ipsdesk.ui.widgets.words import Words

MARK, DISC, LONGEST_NAME = 20, 24, 300
INITIALS = TextStyle(Size.SMALL, Weight.SEMIBOLD, Token.ACCENT)


class Header(QWidget):
    """What does not fit gives way in order: the search becomes a button, the name initials."""

    def __init__(
        self,
        theme: Theme,
        unit: str,
        person: str,
        lock: Button,
        find: Callable[[str], Sequence[Match]],
        *,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._searching = False
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.menu_bar.setAccessibleName("Menus")
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.search = SearchBox(theme, find)
        self._mark = BrandMark(theme, MARK)
        self._unit = Words(theme, breakable(unit), NAME, wraps=True)
        self._unit.setToolTip(plain_tip(unit))
        self._practice = PracticeChip(theme)
        self._is_practice = practice
        if not practice:
            self._practice.hide()
        self._open_search = IconButton(theme, f"{PLACEHOLDER} ({SHORTCUT})", "magnify")
        self._disc = Initials(theme, person)
        self._name = Words(theme, person, BODY)
        self._lock = lock
        self._build()
        self._open_search.clicked.connect(self.start_search)
        self.search.left.connect(self._end_search)
        self._measure()
        theme.changed.connect(self._measure)

    def _build(self) -> None:
        self._layout = line = QHBoxLayout(self)
        line.setContentsMargins(Space.FIELD, 0, Space.FIELD, 0)
        line.setSpacing(Space.SNUG)
        line.addWidget(self._mark)
        line.addWidget(self._unit)
        line.addWidget(self._practice)
        line.addSpacing(Space.SNUG)
        line.addWidget(self.menu_bar)
        line.addStretch()
        line.addWidget(self.search)
        line.addWidget(self._open_search)
        line.addSpacing(Space.SNUG)
        line.addWidget(self._disc)
        line.addWidget(self._name)
        line.addSpacing(Space.SNUG)
        line.addWidget(self._lock)

    def _measure(self) -> None:
        name = round(width_of(self._theme, self._unit.text(), NAME)) + 2
        self._unit.setFixedWidth(min(name, self._theme.px(LONGEST_NAME)))
        lines = self._unit.heightForWidth(self._unit.width()) + Space.LABEL
        control = self._lock.sizeHint().height() + Space.STEP
        self.setFixedHeight(max(self._theme.px(Height.HEADER), control, lines))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It gives way rather than widen the window."""
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for."""
        roomy = self._fits(self.menu_bar, self.search, self._disc, self._name)
        searching = self._searching and not roomy
        self.search.setVisible(roomy or searching)
        self._open_search.setVisible(not roomy and not searching)
        self.menu_bar.setVisible(not searching)
        self._disc.setVisible(not searching)
        self._name.setVisible(
            roomy or (not searching and self._fits(self.menu_bar, self._open_search, self._disc, self._name))
        )
        self.search.setMaximumWidth(self.search.sizeHint().width())

    def _fits(self, *some: QWidget) -> bool:
        """Whether these have room beside what never gives way."""
        shown = [self._mark, self._unit, self._lock, *([self._practice] if self._is_practice else []), *some]
        widths = [max(one.sizeHint().width(), one.minimumWidth()) for one in shown]
        return sum(widths) + Space.SNUG * (len(shown) + 2) + 2 * Space.FIELD <= self.width()

    def start_search(self) -> None:
        """Bring the keyboard to the search, which makes itself room for it."""
        self._searching = True
        self._fit()
        self.search.enter()

    def _end_search(self) -> None:
        self._searching = False
        self._fit()


class Initials(QWidget):
    """Who is signed in, as a disc with initials; the whole name is its tool tip and its accessible name."""

    def __init__(self, theme: Theme, person: str) -> None:
        super().__init__()
        self._theme = theme
        self.letters = initials_of(person)
        self.setToolTip(plain_tip(f"Signed in: {person}"))
        self.setAccessibleName(f"Signed in: {person}")
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        side = self._theme.px(DISC)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        paint = Paint(painter, self._theme)
        paint.box(box, Token.TINT, radius=box.height() / 2)
        paint.text(box, self.letters, INITIALS, CENTRE)
        painter.end()


def initials_of(person: str) -> str:
    """First letters of the first and the last name."""
    words = person.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class PracticeChip(QWidget):
    """The word Practice beside the unit's name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Practice copy: everybody in it is fictional")
        self.setToolTip("Practice copy: everybody in it is fictional")
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        wide = width_of(self._theme, WORD, STATUS) + self._theme.px(ICON_SMALL + 22)
        self.setFixedSize(round(wide), self._theme.px(22))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        paint, side = Paint(painter, self._theme), self._theme.px(ICON_SMALL)
        border = (
            Token.WARN if self._theme.colour(Token.WARN_TINT) == self._theme.colour(Token.SURFACE) else None
        )
        paint.box(box, Token.WARN_TINT, border, box.height() / 2)
        left = self._theme.px(8)
        paint.icon(QRectF(left, (box.height() - side) / 2, side, side), "school-outline", Token.WARN)
        paint.text(box.adjusted(left + side + self._theme.px(5), 0, 0, 0), WORD, STATUS.coloured(Token.WARN))
        painter.end()
