"""The whole of Qt's palette from the tokens, so that no control is left in a colour nobody chose."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

from ipsdesk.ui.tokens import Token

Role = QPalette.ColorRole

ROLES: dict[QPalette.ColorRole, Token] = {
    Role.Window: Token.PAGE,
    Role.WindowText: Token.TEXT,
    Role.Base: Token.SURFACE,
    Role.AlternateBase: Token.SUNK,
    Role.Text: Token.TEXT,
    Role.PlaceholderText: Token.TEXT3,
    Role.Button: Token.SURFACE,
    Role.ButtonText: Token.TEXT,
    Role.BrightText: Token.BAD,
    Role.ToolTipBase: Token.SURFACE,
    Role.ToolTipText: Token.TEXT,
    Role.Highlight: Token.SELECTED,
    Role.HighlightedText: Token.TEXT,
    Role.Accent: Token.ACCENT,
    Role.Link: Token.ACCENT,
    Role.LinkVisited: Token.ACCENT,
    Role.Light: Token.SURFACE,
    Role.Midlight: Token.SUNK,
    Role.Mid: Token.LINE2,
    Role.Dark: Token.EDGE,
    Role.Shadow: Token.EDGE,
}

FAINT = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText, Role.ToolTipText)
"""Roles drawn in the third text colour where a control is disabled."""


def palette_of(colours: Mapping[Token, QColor]) -> QPalette:
    """The palette of one shade; active and inactive windows look the same."""
    palette = QPalette()
    for role, token in ROLES.items():
        palette.setColor(QPalette.ColorGroup.All, role, colours[token])
    for role in FAINT:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours[Token.TEXT3])
    return palette
