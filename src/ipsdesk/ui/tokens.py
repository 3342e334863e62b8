"""Every colour, size and weight the window is drawn with, by name, for light, dark and high contrast."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Shade(StrEnum):
    """How the window is coloured at this moment."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high contrast"


class Token(StrEnum):
    """What a colour is for; nothing in the window names a colour by its value."""

    PAGE = "page"
    SURFACE = "surface"
    SUNK = "sunk"
    LINE = "line"
    LINE2 = "line2"
    EDGE = "edge"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ON_ACCENT = "onaccent"
    TINT = "tint"
    SELECTED = "sel"
    FOCUS = "focus"
    GOOD = "good"
    GOOD_TINT = "goodT"
    WARN = "warn"
    WARN_TINT = "warnT"
    BAD = "bad"
    BAD_TINT = "badT"
    MUTE = "mute"
    MUTE_TINT = "muteT"
    GOOD_FILL = "goodF"
    WARN_FILL = "warnF"
    BAD_FILL = "badF"
    BAR = "bar"
    BAR2 = "bar2"
    TRACK = "track"
    PLAN = "plan"
    PLAN_LINE = "planline"
    LIMIT = "limit"


COLOURS: dict[Token, tuple[str, str, str]] = {
    Token.PAGE: ("#F3F5F7", "#11161B", "#000000"),
    Token.SURFACE: ("#FFFFFF", "#1A2027", "#000000"),
    Token.SUNK: ("#F8F9FB", "#1F262E", "#000000"),
    Token.LINE: ("#E1E6EA", "#2B343D", "#FFFFFF"),
    Token.LINE2: ("#CBD3DA", "#3B4651", "#FFFFFF"),
    Token.EDGE: ("#76848F", "#7F8D99", "#FFFFFF"),
    Token.TEXT: ("#1D2830", "#E7ECF0", "#FFFFFF"),
    Token.TEXT2: ("#4E5D69", "#AFBBC6", "#FFFFFF"),
    Token.TEXT3: ("#5B6974", "#93A1AD", "#FFFFFF"),
    Token.ACCENT: ("#1F5C99", "#86B8EE", "#8FD0FF"),
    Token.ON_ACCENT: ("#FFFFFF", "#0E1A26", "#000000"),
    Token.TINT: ("#E9F1F9", "#1E2F41", "#00264A"),
    Token.SELECTED: ("#E3EEF8", "#22384F", "#003B70"),
    Token.FOCUS: ("#1F5C99", "#86B8EE", "#FFEB3B"),
    Token.GOOD: ("#1A6B3C", "#86D3A3", "#7CF5A0"),
    Token.GOOD_TINT: ("#E5F2EA", "#1B3428", "#000000"),
    Token.WARN: ("#7D4A00", "#F2C570", "#FFD84D"),
    Token.WARN_TINT: ("#FDF1DA", "#3A2F17", "#000000"),
    Token.BAD: ("#AE2620", "#FFA59B", "#FF9C92"),
    Token.BAD_TINT: ("#FBE9E7", "#3D2424", "#000000"),
    Token.MUTE: ("#4E5D69", "#AFBBC6", "#FFFFFF"),
    Token.MUTE_TINT: ("#EBEFF2", "#2A333C", "#000000"),
    Token.GOOD_FILL: ("#2F8A55", "#5DB583", "#7CF5A0"),
    Token.WARN_FILL: ("#B5700B", "#DDA23F", "#FFD84D"),
    Token.BAD_FILL: ("#C8382F", "#EE6F64", "#FF9C92"),
    Token.BAR: ("#5F8FBD", "#6B9BCB", "#8FD0FF"),
    Token.BAR2: ("#B9D0E6", "#38516B", "#404040"),
    Token.TRACK: ("#E4E9ED", "#2C353E", "#404040"),
    Token.PLAN: ("#F1F5FA", "#1D2833", "#000000"),
    Token.PLAN_LINE: ("#7A93AC", "#5D7993", "#FFFFFF"),
    Token.LIMIT: ("#1D2830", "#E7ECF0", "#FFFFFF"),
}
"""Each token in light, dark and high contrast."""

FILL_OF = {Token.GOOD: Token.GOOD_FILL, Token.WARN: Token.WARN_FILL, Token.BAD: Token.BAD_FILL}
"""The fill of bars that goes with a status's text colour; other statuses use ``bar``."""


def colours_of(shade: Shade) -> dict[Token, str]:
    """The value of every token in one shade."""
    place = list(Shade).index(shade)
    return {token: values[place] for token, values in COLOURS.items()}


class Size(IntEnum):
    """Sizes of type in pixels at 100 % text (13 is 10 pt)."""

    HEADLINE = 32
    TITLE = 20
    PANEL = 16
    BODY = 13
    SECOND = 12
    SMALL = 11


class Weight(IntEnum):
    """The three weights in use."""

    REGULAR = 400
    MEDIUM = 500
    SEMIBOLD = 600


class Space(IntEnum):
    """Distances in pixels at 100 % text."""

    LABEL = 4
    SNUG = 8
    STEP = 12
    FIELD = 16
    CARD = 20
    WIDE = 32


class Radius(IntEnum):
    """Corner radii in pixels."""

    KEYCAP = 4
    TILE = 5
    CONTROL = 6
    CARD = 8
    SIGN_IN = 12


class Height(IntEnum):
    """Heights in pixels at 100 % text."""

    COUNT = 18
    KEYCAP = 20
    SMALLEST_TARGET = 24
    SCORE_ROW = 24
    DRILL_ROW = 26
    STATUS_BAR = 26
    CHIP = 30
    CONTROL = 32
    TABLE_HEAD = 38
    TABS = 38
    KPI_ROW = 40
    LARGE_CONTROL = 40
    HEADER = 44
    TODAY_ROW = 44
    HOURS_ROW = 48
    CASELOAD_ROW = 51
    TOOLBAR = 52


ICON, ICON_GUTTER, ICON_SMALL = 16, 18, 14
LIMIT_SCALE = 1.15
"""A bar against a limit is drawn full at 115 % of it, so that the mark at 100 % has room behind it."""
