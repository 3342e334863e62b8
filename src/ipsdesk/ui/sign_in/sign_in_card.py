"""The card of signing in: which unit, what there is to say about it, and what is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ipsdesk.ui.sign_in.asking import Asking
from ipsdesk.ui.sign_in.card import FloatingCard
from ipsdesk.ui.sign_in.first_unit import FirstUnit
from ipsdesk.ui.sign_in.foot import Foot
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.brand_mark import BrandMark
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.problems import ProblemSummary
from ipsdesk.ui.widgets.text_styles import SECOND, TITLE
from ipsdesk.ui.widgets.words import Words

PROGRAM, PROMISE = "IPS Desk", "records kept on this computer"
PADDING, MARK_SIDE, MARK_GAP, MARK_DROP = 36, 36, 14, 3


class SignInCard(FloatingCard):
    """Its parts, one under the other; those with nothing to say take no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._name = Words(theme, style=TITLE, wraps=True)
        self._second = Words(theme, style=SECOND, wraps=True)
        self.hint, self.problem = Hint(theme), ProblemSummary(theme)
        self.asking, self.first_unit = Asking(theme), FirstUnit(theme)
        self.foot = Foot(theme, PADDING)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        inside.setSpacing(Space.CARD)
        inside.addLayout(self._head())
        for part in (self.problem, self.hint, self.asking, self.first_unit):
            inside.addWidget(part)
        layout.addLayout(inside)
        layout.addWidget(self.foot)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._second)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, MARK_DROP, 0, 0)  # level with the letters of the name, not with its line
        mark.addWidget(BrandMark(self._theme, MARK_SIDE))
        mark.addStretch()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, Space.SNUG)
        head.setSpacing(MARK_GAP)
        head.addLayout(mark)
        head.addLayout(names, 1)
        return head

    def name_unit(self, name: str) -> None:
        """Head it with the unit's name, or with the program's while there is no unit."""
        self._name.setText(breakable(name or PROGRAM))
        self._name.setAccessibleName(name or PROGRAM)
        self._second.setText(f"{PROGRAM} · {PROMISE}" if name else PROMISE.capitalize())
        self.asking.setVisible(bool(name))
        self.first_unit.setVisible(not name)
