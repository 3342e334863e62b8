"""The way of one referral on one line: its steps, their days, and the days between them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_way import MILESTONE_MONTHS, Reached, WayStep
from ipsdesk.services.caseload_words import counted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Token, Weight
from ipsdesk.ui.widgets.painting import CENTRE, Paint, Way, line_height, width_of
from ipsdesk.ui.widgets.text_styles import NAME, SECOND, TextStyle
from ipsdesk.ui.widgets.wrapped import height_of, paint_wrapped

WIDTH, GAP, DOT, ABOVE = 128, 12, 16, 18
"""At 100 %: width of a step on average, the gap to the next, its dot, and the words above the line."""

HERE_NOTE = TextStyle(SECOND.size, Weight.SEMIBOLD, Token.ACCENT, tabular=True)
WAY_OF = {Reached.DONE: Way.DONE, Reached.HERE: Way.HERE, Reached.AHEAD: Way.AHEAD}
MILESTONES = ("13 weeks", *(f"{months} months" for months in MILESTONE_MONTHS))


def fitting(steps: Sequence[WayStep], most: int) -> list[WayStep]:
    """No more steps than there is room for.

    Milestones ahead go first, the furthest before the others; then those that were passed, the earliest
    first; then any step from the beginning. Where the person is always stays.
    """
    kept = list(steps)
    ahead = [step for step in reversed(kept) if step.reached is Reached.AHEAD]
    passed = [step for step in kept if step.reached is Reached.DONE and step.words in MILESTONES]
    rest = [step for step in kept if step.reached is Reached.DONE and step not in passed]
    for step in (*ahead, *passed, *rest):
        if len(kept) <= max(most, 1):
            break
        kept.remove(step)
    return kept


def said_way(steps: Sequence[WayStep]) -> str:
    """The whole way in one sentence, the steps left out of the picture among them."""
    return "; ".join(", ".join(part for part in _said(step) if part) for step in steps)


def _said(step: WayStep) -> tuple[str, ...]:
    day = shown_day(step.day) if step.day else ""
    return step.words, step.reached.value, day, step.note


class WayPicture(QWidget):
    """Painted; a screen reader hears it as one sentence."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.steps: Sequence[WayStep] = ()
        self.setAccessibleName("The way so far")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._measure)

    def show_steps(self, steps: Sequence[WayStep]) -> None:
        """Show this way instead."""
        self.steps = steps
        self.setAccessibleDescription(said_way(steps))
        self._measure()

    def _measure(self) -> None:
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        """As wide as it happens to be."""
        return QSize(self._theme.px(WIDTH), self.heightForWidth(max(self.width(), self._theme.px(WIDTH))))

    def heightForWidth(self, width: int) -> int:
        """Days between, dots, and the words of the highest step."""
        shown = self._shown(width)
        if not shown:
            return 0
        gap = self._theme.px(GAP)
        words = max(
            height_of(self._theme, _parts(step), wide - gap)
            for step, wide in zip(shown, self._widths(shown, width), strict=True)
        )
        return round(self._top() + words)

    def _shown(self, width: int) -> list[WayStep]:
        return fitting(self.steps, width // self._theme.px(WIDTH))

    def _widths(self, shown: Sequence[WayStep], width: float) -> list[float]:
        """As wide as their words ask for, if there is room; else all the same."""
        gap = self._theme.px(GAP) + 1
        asked = [
            max(width_of(self._theme, words, style) for words, style in _parts(step)) + gap for step in shown
        ]
        spare = (width - sum(asked)) / len(shown)
        return [wide + spare for wide in asked] if spare >= 0 else [width / len(shown)] * len(shown)

    def _top(self) -> float:
        """Where the words under the dots begin."""
        return self._theme.px(ABOVE + DOT + 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self._shown(self.width())
        painter = QPainter(self)
        paint = Paint(painter, self._theme)
        left, before = 0.0, 0.0
        widths = self._widths(shown, self.width()) if shown else []
        for place, (step, wide) in enumerate(zip(shown, widths, strict=True)):
            if place:
                self._between(paint, before, left, shown[place - 1], step)
            side = self._theme.px(DOT)
            paint.way(QRectF(left, self._theme.px(ABOVE), side, side), [WAY_OF[step.reached]])
            box = QRectF(left, self._top(), wide - self._theme.px(GAP), self.height())
            paint_wrapped(paint, box, _parts(step), from_top=True)
            left, before = left + wide, left
        painter.end()
        del event

    def _between(self, paint: Paint, left: float, right: float, before: WayStep, step: WayStep) -> None:
        """The line from one dot to the next, and the days it took or will take."""
        side, gap = self._theme.px(DOT), self._theme.px(2)
        middle = self._theme.px(ABOVE) + side / 2
        reached = before.reached is Reached.DONE and step.reached is not Reached.AHEAD
        paint.painter.setPen(QPen(self._theme.colour(Token.ACCENT if reached else Token.LINE2), 2))
        paint.painter.drawLine(QPointF(left + side + gap, middle), QPointF(right - gap, middle))
        if days := days_between(before.day, step.day):
            box = QRectF(left + side, 0, right - left - side, line_height(self._theme, SECOND))
            paint.text(box, days, SECOND, CENTRE)


def days_between(before: date | None, after: date | None) -> str:
    """The days from one step to the next, where both are known."""
    return counted((after - before).days, "day") if before and after else ""


def _parts(step: WayStep) -> list[tuple[str, TextStyle]]:
    ahead = step.reached is Reached.AHEAD
    parts = [(step.words, NAME.coloured(Token.TEXT2) if ahead else NAME)]
    if step.day:
        parts.append((shown_day(step.day), SECOND))
    if step.note:
        parts.append((step.note, HERE_NOTE if step.reached is Reached.HERE else SECOND))
    return parts
