"""The kinds of text in the window: size, weight, colour, and whether figures stand in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ipsdesk.ui.tokens import Size, Token, Weight


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a piece of text looks; sizes are pixels at 100 % text."""

    size: Size = Size.BODY
    weight: Weight = Weight.REGULAR
    token: Token = Token.TEXT
    tabular: bool = False
    italic: bool = False

    def coloured(self, token: Token) -> TextStyle:
        """The same in another colour."""
        return replace(self, token=token)


HEADLINE = TextStyle(Size.HEADLINE, Weight.SEMIBOLD)
TITLE = TextStyle(Size.TITLE, Weight.SEMIBOLD)
PANEL = TextStyle(Size.PANEL, Weight.SEMIBOLD)
NAME = TextStyle(weight=Weight.SEMIBOLD)
BODY = TextStyle()
CELL = TextStyle(tabular=True)
SECOND = TextStyle(Size.SECOND, token=Token.TEXT2, tabular=True)
HEAD = TextStyle(Size.SECOND, Weight.MEDIUM, Token.TEXT2)
STATUS = TextStyle(Size.SECOND, Weight.MEDIUM)
SMALL = TextStyle(Size.SMALL, token=Token.TEXT3, tabular=True)
KEY = TextStyle(Size.SMALL, Weight.MEDIUM, Token.TEXT2)
COUNT = TextStyle(Size.SMALL, Weight.SEMIBOLD, Token.MUTE, tabular=True)
