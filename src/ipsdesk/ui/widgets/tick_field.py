"""Yes or no, and any number of a list: answers that are pressed rather than typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ipsdesk.fields import Field
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Radius, Token
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.editor import Editor, Typed
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.painting import Paint, width_of
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.typed_values import Value

ANSWERS = (True, False)
TICK = 18


class YesNoField(Editor):
    """Yes, No, or no answer yet."""

    def __init__(self, theme: Theme, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(theme, field, parent)
        self.segments = Segments(theme, ("Yes", "No"))
        self.hold(self.segments)
        self.segments.changed.connect(self.changed)

    def value(self) -> Value:
        return None if self.segments.place is None else ANSWERS[self.segments.place]

    def show_value(self, value: Value) -> None:
        self.segments.choose(None if value is None else ANSWERS.index(bool(value)))

    def typed(self) -> Typed:
        return "" if self.segments.place is None else str(self.segments.place)

    def show_typed(self, typed: Typed) -> None:
        self.segments.choose(int(str(typed)) if typed else None)


class TickBox(QCheckBox):
    """A box to tick with its words, drawn in the theme's colours."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        theme.changed.connect(self.updateGeometry)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Box, gap and words; high enough to hit."""
        wide = self._theme.px(TICK + 8 + 4) + width_of(self._theme, self.text(), BODY)
        return QSize(round(wide) + 1, self._theme.px(Height.SMALLEST_TARGET + 4))

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        side, high = self._theme.px(TICK), self.height()
        box = QRectF(0, (high - side) // 2, side, side)
        ticked = self.isChecked()
        paint.box(
            box, Token.ACCENT if ticked else Token.SURFACE, None if ticked else Token.EDGE, Radius.KEYCAP
        )
        if ticked:
            paint.icon(box.adjusted(1, 1, -1, -1), "check-bold", Token.ON_ACCENT)
        words = QRectF(box.right() + self._theme.px(8), 0, self.width(), high)
        paint.text(words, self.text(), BODY if self.isEnabled() else BODY.coloured(Token.TEXT3))
        painter.end()


class TicksField(Editor):
    """Any number of ``options``, in the list's own order; what is no longer on the list is shown and kept."""

    def __init__(
        self, theme: Theme, field: Field, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, field, parent)
        self._options = list(options)
        self._ticks = QWidget()
        self._flow = Flow(self._ticks, gap=12)
        self.boxes = [self._box(one) for one in self._options]
        self.hold(self._ticks)
        if self.boxes:
            self._ticks.setFocusProxy(self.boxes[0])

    def _box(self, option: Option) -> TickBox:
        box = TickBox(self._theme, option.words)
        self._flow.addWidget(box)
        box.toggled.connect(self.changed)
        return box

    def name(self, words: str, more: str) -> None:
        """Each box is read with the question before it."""
        super().name(words, more)
        for box in self.boxes:
            box.setAccessibleName(f"{words}: {box.text()}")

    def value(self) -> Value:
        return self._ticked() or None

    def _ticked(self) -> list[str]:
        return [one.value for one, box in zip(self._options, self.boxes, strict=True) if box.isChecked()]

    def show_value(self, value: Value) -> None:
        wanted = list(value) if isinstance(value, list) else []
        for lost in [one for one in wanted if one not in [option.value for option in self._options]]:
            option = Option(lost, lost)
            self._options.append(option)
            self.boxes.append(self._box(option))
            self.boxes[-1].setAccessibleName(f"{self._ticks.accessibleName()}: {lost}")
        for option, box in zip(self._options, self.boxes, strict=True):
            box.setChecked(option.value in wanted)

    def typed(self) -> Typed:
        return self._ticked()

    def show_typed(self, typed: Typed) -> None:
        self.show_value(list(typed or ()))
