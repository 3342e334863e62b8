"""One of a list: type any part of the words and choose, or open the list with Alt+Down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from ipsdesk.exchange.complaint import shown
from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Height, Radius, Token
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.painting import Paint
from ipsdesk.ui.widgets.typed_values import Complaint, Value

WIDTH = 320


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a list: what is kept, and the words for it."""

    value: str
    words: str


def fitting(options: Sequence[Option], typed: str) -> list[Option]:
    """Those that are said so; else those that begin so, if it is one; else those with it anywhere in them."""
    wanted = typed.strip().casefold()
    if not wanted:
        return []
    exact = [one for one in options if one.words.casefold() == wanted]
    begin = [one for one in options if one.words.casefold().startswith(wanted)]
    if exact or len(begin) == 1:
        return exact[:1] or begin
    return [one for one in options if wanted in one.words.casefold()]


class ChoiceBox(QComboBox):
    """A combo box drawn like a field."""

    def __init__(self, theme: Theme, line: QLineEdit | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.line = line or QLineEdit()
        self.setLineEdit(self.line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        """Words keep clear of the arrow, which shows through the field: Qt leaves it the same room always."""
        palette = self.line.palette()
        palette.setBrush(QPalette.ColorRole.Base, Qt.BrushStyle.NoBrush)
        self.line.setPalette(palette)
        self.line.setTextMargins(8, 0, self._theme.px(ICON) - ICON, 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as a field, and as wide as names are long."""
        return QSize(self._theme.px(WIDTH), self._theme.px(Height.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """As high as a field."""
        return QSize(self._theme.px(80), self._theme.px(Height.CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        box = QRectF(self.rect())
        wrong = bool(self.property("problem"))
        paint.box(box, Token.SURFACE if self.isEnabled() else Token.SUNK, Token.EDGE, Radius.CONTROL)
        if self.hasFocus():
            paint.ring(box, Radius.CONTROL)
        elif wrong:
            paint.ring(box, Radius.CONTROL, Token.BAD)
        side = self._theme.px(ICON)
        spot = QRectF(box.right() - side - 6, box.center().y() - side / 2, side, side)
        paint.icon(spot, "chevron-down", Token.TEXT2)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Dressed anew: Qt puts an older palette back when the field gets another parent."""
        super().showEvent(event)
        self._dress()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turning the wheel over a form must not change what is in it."""
        event.ignore()


class ChoiceField(Editor):
    """One of ``options``; a value that is no longer on the list is still shown and kept."""

    def __init__(
        self, theme: Theme, field: Field, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, field, parent)
        self._options = list(options)
        self.box = ChoiceBox(theme)
        self.box.addItems([one.words for one in self._options])
        self.box.setCurrentIndex(-1)
        self.hold(self.box, fills=False)
        self.box.editTextChanged.connect(self.changed)
        self.box.line.editingFinished.connect(self._tidy)

    def name(self, words: str, more: str) -> None:
        """The field within has the keyboard, so it has the name too."""
        super().name(words, more)
        self.box.line.setAccessibleName(words)
        self.box.line.setAccessibleDescription(more)

    def set_problem(self, wrong: bool) -> None:  # noqa: FBT001 - as in `Editor`
        """The box draws itself; polished anew, the field in it would cover the arrow."""
        self.box.setProperty("problem", wrong)
        self.box.update()

    def value(self) -> Value:
        if not self.box.currentText().strip():
            return None
        found = fitting(self._options, self.box.currentText())
        if len(found) == 1:
            return found[0].value
        reason = "fits several on the list" if found else "is not on the list"
        raise Complaint(f"{shown(self.box.currentText())} {reason}; choose one")

    def show_value(self, value: Value) -> None:
        found = next((one for one in self._options if one.value == value), None)
        if value is not None and found is None:
            found = Option(str(value), str(value))
            self._options.append(found)
            self.box.addItem(found.words)
        self.box.setCurrentIndex(-1 if found is None else self._options.index(found))
        self.box.setEditText("" if found is None else found.words)

    def typed(self) -> Typed:
        return self.box.currentText()

    def show_typed(self, typed: Typed) -> None:
        self.box.setCurrentIndex(-1)
        self.box.setEditText(str(typed))
        self._tidy()

    def _tidy(self) -> None:
        try:
            value = self.value()
        except Complaint:
            return
        self.show_value(value)
