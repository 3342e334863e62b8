"""The last step of making a unit: its recovery key, printed and typed back from the paper."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Size, Space, Token, Weight
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.hint import Tinted
from ipsdesk.ui.widgets.icon_words import IconWords
from ipsdesk.ui.widgets.line_fields import Line, LineField
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import STATUS, TextStyle
from ipsdesk.ui.widgets.words import Words

TYPED_BACK = Field("Type the key from the paper", help="Capitals, spaces and dashes do not matter.")
NOT_THE_KEY = "This is not the key above. Compare each group with the paper."
KEY_IS_RIGHT = "This is the key."
GROUPS, GROUPS_A_LINE = 9, 3
GROUP = TextStyle(Size.TITLE, Weight.MEDIUM, tabular=True)


class KeyGroups(Tinted):
    """The key in its groups, large, as it stands on paper."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("Recovery key")
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.CARD, Space.STEP, Space.CARD, Space.STEP)
        grid.setVerticalSpacing(Space.LABEL)
        self._groups = [Words(theme, style=GROUP) for _ in range(GROUPS)]
        for place, group in enumerate(self._groups):
            grid.addWidget(group, *divmod(place, GROUPS_A_LINE))

    def show_key(self, key: str) -> None:
        """Show this key."""
        self.setAccessibleDescription(key)
        for words, group in zip(self._groups, key.split("-"), strict=True):
            words.setText(group)

    def forget(self) -> None:
        """Show none."""
        self.setAccessibleDescription("")
        for words in self._groups:
            words.clear()


class KeyStep(StepPage):
    """The recovery key, to be printed and typed back; ``right`` says whether what is typed is the key."""

    right = Signal(bool)
    print_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            "Print the recovery key",
            "It opens the unit when nobody can sign in any more. It is shown only now and kept nowhere: lock "
            "the sheet away, never with the computer.",
        )
        self._warnings = IconWords(theme, "alert", Token.WARN, STATUS.coloured(Token.WARN))
        self.key, self._groups = "", KeyGroups(theme)
        self.print = Button(theme, "Print…", Rank.PLAIN, "printer-outline")
        self._typed = LineField(theme, TYPED_BACK, Line(theme, Height.CONTROL))
        self._is_right = IconWords(theme, "check-circle", Token.GOOD, STATUS.coloured(Token.GOOD))
        self._layout.addWidget(self._warnings)
        self._layout.addWidget(self._groups)
        line = QHBoxLayout()
        line.addWidget(self.print)
        line.addStretch()
        self._layout.addLayout(line)
        self._add("key", self._typed)
        self._layout.addWidget(self._is_right)
        self.print.clicked.connect(self.print_wanted)
        self._typed.changed.connect(self._compare)

    def show_key(self, key: str, warnings: tuple[str, ...]) -> None:
        """Show the key of the unit that was made, and what to be warned of."""
        self.key = key
        self._groups.show_key(key)
        self._warnings.say("\n".join(warnings))

    def begin(self) -> None:
        """First the paper, then the typing."""
        self.print.setFocus()

    def _compare(self) -> None:
        whole = len(re.sub(r"[\s-]", "", self._typed.value())) >= len(self.key.replace("-", ""))
        right = self.is_right()
        self.rows["key"].show_problem(NOT_THE_KEY if whole and not right else "")
        if right:
            announce(self._typed, KEY_IS_RIGHT)
        self._is_right.say(KEY_IS_RIGHT if right else "")
        self.right.emit(right)

    @property
    def typed(self) -> str:
        """What was typed back."""
        return self._typed.value()

    def is_right(self) -> bool:
        """Whether the key was typed back."""
        from ipsdesk.services.desk import same_recovery_key  # noqa: PLC0415 - not before it is needed

        return same_recovery_key(self._typed.value(), self.key)

    def forget(self) -> None:
        """Keep nothing of the key."""
        self._typed.show_value("")
        self.key = ""
        self._groups.forget()
