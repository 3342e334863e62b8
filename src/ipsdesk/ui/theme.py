"""The look of the whole program: shade, text size, palette, fonts, icons and the one style sheet."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QIcon
from PySide6.QtWidgets import QApplication

from ipsdesk.ui.icons import IconSet
from ipsdesk.ui.palette import palette_of
from ipsdesk.ui.tokens import ICON, Height, Shade, Size, Token, Weight, colours_of

SMALLEST_TEXT, LARGEST_TEXT = 100, 200
STYLE = ("-style", "Fusion")
"""Arguments the application is made with; to set the style later costs a tenth of the start."""
TABULAR = QFont.Tag("tnum")

STYLE_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $line2; padding: 4px 8px; }
QMenuBar { background: $surface; }
QMenuBar::item { background: transparent; padding: ${menu_pad}px 10px; border-radius: 6px; }
QMenuBar::item:selected { background: $sel; }
QMenu { background: $surface; border: 1px solid $line2; padding: 4px; icon-size: ${icon}px; }
QMenu::icon { padding-left: 8px; }
QMenu::item { padding: ${menu_pad}px 24px ${menu_pad}px 12px; border-radius: 4px; }
QMenu::item:selected { background: $sel; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line2; }
QLineEdit, QPlainTextEdit { background: $surface; border: 1px solid $edge; border-radius: 6px;
  padding: 1px 9px; selection-background-color: $sel; selection-color: $text; }
QLineEdit { min-height: ${field_height}px; }
QPlainTextEdit { padding: 5px 5px; }
QLineEdit:focus { border: 2px solid $focus; padding: 0px 8px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 4px 4px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 2px solid $bad; padding: 0px 8px; }
QPlainTextEdit[problem="true"] { padding: 4px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $sunk; border-color: $line2; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QComboBox QLineEdit:disabled,
QComboBox QLineEdit[problem="true"] { border: none;
  background: transparent; padding: 0px; min-height: 0px; }
QPushButton { background: $surface; color: $text; border: 1px solid $line2; border-radius: 6px;
  padding: 0px ${button_pad}px; min-height: ${button_height}px; font-weight: 500; }
QPushButton:hover { border-color: $edge; }
QPushButton:focus { outline: none; }
QPushButton:pressed { background: $sunk; }
QPushButton:disabled { color: $text3; background: $sunk; border-style: $disabled_border; }
QPushButton#primary { background: $accent; color: $onaccent; border-color: $accent; font-weight: 600; }
QPushButton#primary:hover { border-color: $text; }
QPushButton#primary:disabled { background: $muteT; color: $text3; border-color: $line2; }
QPushButton#quiet { background: transparent; color: $accent; border-color: transparent;
  padding: 0px ${quiet_pad}px; min-height: ${quiet_height}px; text-align: left; }
QPushButton#quiet:hover { border-color: $line2; }
QPushButton#quiet:disabled { color: $text3; }
QPushButton::menu-indicator { image: none; width: 0px; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $edge; border-radius: 3px; margin: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
""")


class Theme(QObject):
    """The colours, fonts and icons everything is drawn with; says when they change.

    ``chosen`` is the shade a person wants, None to follow the system. ``text_size`` is a percentage of the
    system's own text, which itself counts from 100 to 200.
    """

    changed = Signal()

    def __init__(self, application: QApplication, chosen: Shade | None = None, text_size: int = 100) -> None:
        super().__init__(application)
        self._application = application
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._system_scale = QFontInfo(system).pixelSize() / Size.BODY
        inter = [name for name in ("Inter", "Inter Display") if QFontDatabase.hasFamily(name)]
        self._text_family = inter[0] if inter else system.family()
        self._title_family = inter[-1] if inter else system.family()
        self._fonts: dict[tuple[int, int, bool, bool], QFont] = {}
        self._icons = IconSet()
        self._icon_cache: dict[tuple[str, Token], QIcon] = {}
        self.chosen, self.text_size = chosen, text_size
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.choose(chosen, text_size)

    def choose(self, chosen: Shade | None, text_size: int) -> None:
        """Look so from now on, everywhere."""
        self.chosen = chosen
        self.text_size = min(max(text_size, SMALLEST_TEXT), LARGEST_TEXT)
        # The frame the system draws round the window follows what is asked for here.
        self._application.styleHints().setColorScheme(_scheme_of(chosen))
        self._apply()

    def _follow(self) -> None:
        if self.chosen is None and self._system_shade() is not self.shade:
            self._apply()

    def _system_shade(self) -> Shade:
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return Shade.HIGH_CONTRAST
        return Shade.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Shade.LIGHT

    def _apply(self) -> None:
        self.shade = self.chosen or self._system_shade()
        self.scale = min(max(self._system_scale, 1.0) * self.text_size / 100, LARGEST_TEXT / 100)
        self._colours = {token: QColor(value) for token, value in colours_of(self.shade).items()}
        self._fonts.clear()
        self._icon_cache.clear()
        self._application.setPalette(palette_of(self._colours))
        self._application.setFont(self.font())
        self._application.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _style_sheet(self) -> str:
        colours = {token.value: colour.name() for token, colour in self._colours.items()}
        sizes = {
            # In high contrast there is no fainter colour to show it by.
            "disabled_border": "dashed" if self.shade is Shade.HIGH_CONTRAST else "solid",
            "field_height": self.px(Height.CONTROL) - 4,
            "button_height": self.px(Height.CONTROL) - 2,
            "quiet_height": self.px(Height.SMALLEST_TARGET) - 2,
            "button_pad": self.px(13),
            "quiet_pad": self.px(4),
            "menu_pad": self.px(6),
            "icon": self.px(ICON),
        }
        return STYLE_SHEET.substitute(colours, **sizes)

    def colour(self, token: Token) -> QColor:
        """A token as it is now."""
        return self._colours[token]

    def px(self, length: float) -> int:
        """A length given at 100 % text, as whole pixels now."""
        return round(length * self.scale)

    def font(
        self,
        size: int = Size.BODY,
        weight: int = Weight.REGULAR,
        *,
        tabular: bool = False,
        italic: bool = False,
    ) -> QFont:
        """Type of a size given at 100 %; ``tabular`` gives all figures one width, for columns."""
        key = (size, weight, tabular, italic)
        if key not in self._fonts:
            font = QFont(self._title_family if size >= Size.TITLE else self._text_family)
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            font.setItalic(italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                font.setFeature(TABULAR, 1)
            self._fonts[key] = font
        return self._fonts[key]

    def icon(self, name: str, token: Token = Token.TEXT) -> QIcon:
        """An icon in a token's colour; ask again after ``changed``."""
        key = (name, token)
        if key not in self._icon_cache:
            self._icon_cache[key] = self._icons.icon(name, self.colour(token), self.colour(Token.TEXT3))
        return self._icon_cache[key]

    @property
    def icons(self) -> IconSet:
        """The icons themselves, for painting at once."""
        return self._icons


def _scheme_of(chosen: Shade | None) -> Qt.ColorScheme:
    if chosen is None:
        return Qt.ColorScheme.Unknown
    return Qt.ColorScheme.Light if chosen is Shade.LIGHT else Qt.ColorScheme.Dark
