"""The theme: contrast computed afresh, every palette role filled, text sizes, icons, the system's wish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from ipsdesk.ui.palette import ROLES
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import COLOURS, Shade, Size, Token
from ipsdesk.ui.widgets.marks import Mark

SOURCE = Path(__file__).parents[2] / "src" / "ipsdesk"
T = Token

TABLE: list[tuple[Token, Token, tuple[float, ...]]] = [
    (T.EDGE, T.SURFACE, (3.8, 4.8, 21)),
    (T.TEXT, T.SURFACE, (15.0, 13.8, 21)),
    (T.TEXT, T.SELECTED, (12.8, 10.1, 11.3)),
    (T.TEXT2, T.SURFACE, (6.8, 8.4, 21)),
    (T.TEXT2, T.SELECTED, (5.8, 6.2)),
    (T.TEXT3, T.SURFACE, (5.6, 6.2, 21)),
    (T.TEXT3, T.MUTE_TINT, (4.9, 4.9)),
    (T.ACCENT, T.SURFACE, (6.9, 7.9, 12.6)),
    (T.ON_ACCENT, T.ACCENT, (6.9, 8.5, 12.6)),
    (T.FOCUS, T.SURFACE, (6.9, 7.9, 17.2)),
    (T.FOCUS, T.SELECTED, (5.9, 5.8, 9.2)),
    (T.GOOD, T.SURFACE, (6.5, 9.3, 15.4)),
    (T.GOOD, T.GOOD_TINT, (5.7, 7.6)),
    (T.WARN, T.SURFACE, (7.4, 10.2, 15.2)),
    (T.WARN, T.WARN_TINT, (6.6, 8.1)),
    (T.BAD, T.SURFACE, (6.8, 8.7, 10.4)),
    (T.BAD, T.BAD_TINT, (5.8, 7.5)),
    (T.MUTE, T.MUTE_TINT, (5.9, 6.6)),
    (T.GOOD_FILL, T.SURFACE, (4.3,)),
    (T.WARN_FILL, T.SURFACE, (4.0,)),
    (T.BAD_FILL, T.SURFACE, (5.2,)),
    (T.GOOD_FILL, T.TRACK, (3.5,)),
    (T.WARN_FILL, T.TRACK, (3.2,)),
    (T.BAD_FILL, T.TRACK, (4.2,)),
    (T.BAR, T.SURFACE, (3.4, 5.6, 12.6)),
    (T.PLAN_LINE, T.SURFACE, (3.2, 3.6)),
]
"""The contrasts the design promises, in light, dark and high contrast."""

TEXTS = (T.TEXT, T.TEXT2, T.TEXT3, T.ACCENT, T.GOOD, T.WARN, T.BAD, T.MUTE)
GROUNDS = (T.PAGE, T.SURFACE, T.SUNK, T.TINT, T.SELECTED)
MARKS = (T.EDGE, T.FOCUS, T.GOOD_FILL, T.WARN_FILL, T.BAD_FILL, T.BAR, T.PLAN_LINE, T.LIMIT)


def luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("fore", "back", "promised"), TABLE)
def test_the_contrasts_the_design_promises(
    theme: Theme, fore: Token, back: Token, promised: tuple[float, ...]
) -> None:
    for shade, figure in zip(Shade, promised, strict=False):
        theme.choose(shade, 100)
        assert contrast(theme.colour(fore), theme.colour(back)) == pytest.approx(figure, abs=0.051)


@pytest.mark.parametrize("shade", Shade)
def test_text_and_marks_stand_out_wherever_they_are_put(theme: Theme, shade: Shade) -> None:
    theme.choose(shade, 100)

    def weak(fore: Token, back: Token, least: float) -> bool:
        return contrast(theme.colour(fore), theme.colour(back)) < least

    faint = [(one, ground) for one in TEXTS for ground in GROUNDS if weak(one, ground, 4.5)]
    tints = {T.GOOD: T.GOOD_TINT, T.WARN: T.WARN_TINT, T.BAD: T.BAD_TINT, T.MUTE: T.MUTE_TINT}
    faint += [pair for pair in tints.items() if weak(*pair, 4.5)]
    faint += [(T.TEXT, ground) for ground in tints.values() if weak(T.TEXT, ground, 4.5)]
    faint += [(one, T.SURFACE) for one in MARKS if weak(one, T.SURFACE, 3)]
    assert faint == []


@pytest.mark.parametrize("shade", Shade)
def test_the_palette_leaves_no_role_to_chance(theme: Theme, shade: Shade) -> None:
    theme.choose(shade, 100)
    palette = QApplication.palette()
    for role in QPalette.ColorRole:
        if role not in (QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles):
            assert palette.color(QPalette.ColorGroup.Active, role) == theme.colour(ROLES[role])
            assert palette.color(QPalette.ColorGroup.Inactive, role) == theme.colour(ROLES[role])
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert contrast(disabled, theme.colour(T.SURFACE)) >= 4.5


def test_every_token_has_a_colour_in_every_shade() -> None:
    assert set(COLOURS) == set(Token)
    assert all(QColor(value).isValid() for values in COLOURS.values() for value in values)


def test_text_size_reaches_fonts_fields_and_lengths(theme: Theme) -> None:
    field, label = QLineEdit(), QLabel("words")
    field.ensurePolished()
    before = field.sizeHint().height()
    theme.choose(Shade.LIGHT, 200)
    label.ensurePolished()
    assert theme.font().pixelSize() == label.font().pixelSize() == 2 * Size.BODY
    assert theme.px(16) == 32
    assert field.sizeHint().height() == 2 * before
    theme.choose(Shade.LIGHT, 900)
    assert theme.text_size == 200


def test_figures_in_columns_have_one_width(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font(tabular=True))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0000"))


def test_a_chosen_shade_stays_and_none_follows_the_system(theme: Theme) -> None:
    theme.choose(Shade.DARK, 100)
    theme._follow()
    assert theme.shade is Shade.DARK
    theme.choose(None, 100)
    assert theme.shade is theme._system_shade()


def test_a_change_is_announced_and_icons_take_the_new_colour(theme: Theme) -> None:
    heard: list[bool] = []

    def hear() -> None:
        heard.append(True)

    theme.changed.connect(hear)
    light = theme.icon("plus", T.ACCENT).pixmap(32, 32).toImage().pixelColor(16, 16)
    theme.choose(Shade.DARK, 100)
    dark = theme.icon("plus", T.ACCENT).pixmap(32, 32).toImage().pixelColor(16, 16)
    theme.changed.disconnect(hear)
    assert heard == [True]
    assert light.name() == COLOURS[T.ACCENT][0].lower()
    assert dark.name() == COLOURS[T.ACCENT][1].lower()


def test_an_icon_that_does_not_exist_is_an_error(theme: Theme) -> None:
    assert all(not theme.icon(mark.icon, mark.token).isNull() for mark in Mark)
    with pytest.raises(KeyError):
        theme.icon("no-such-icon")


def test_only_the_theme_writes_style_sheets_and_only_the_tokens_name_colours() -> None:
    for path in (SOURCE / "ui").rglob("*.py"):
        source = path.read_text("utf-8")
        if path.name != "theme.py":
            assert "setStyleSheet" not in source, path.name
        if path.name != "tokens.py":
            assert not re.search(r"#[0-9A-Fa-f]{6}\b|QColor\(\d", source), path.name
        assert "processEvents" not in source, path.name
