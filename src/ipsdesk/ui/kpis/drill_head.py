"""The top of what lies behind a figure: the figure itself, how it stands, and how it is defined."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.measures import Shape
from ipsdesk.services.scorecards_scope import EVERYBODY
from ipsdesk.ui.kpis.drill_rows import NOUNS, ROWS, noun_of
from ipsdesk.ui.kpis.drill_strip import StripPicture, strip_of
from ipsdesk.ui.kpis.opened import Opened
from ipsdesk.ui.kpis.scorecard_rows import MARKS, capital
from ipsdesk.ui.kpis.turning import between, name_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.link import Link
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.text_styles import HEADLINE, NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

MORE, LESS = "Definition and source", "Hide the source"


class DrillHead(QWidget):
    """Says of one figure all that is not its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words(theme, style=PANEL, wraps=True)
        self.period = Words(theme, style=SECOND, wraps=True)
        self.figure = Words(theme, style=HEADLINE)
        self.behind = Words(theme, style=NAME, wraps=True)
        self.status = MarkedWords(theme)
        self.definition = Words(theme, style=SECOND, wraps=True)
        self.more = Link(theme, MORE)
        self.source = Words(theme, style=SECOND, wraps=True)
        self.strip = StripPicture(theme)
        self.source.hide()
        self.source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.more.clicked.connect(self.turn)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CARD - 2, Space.FIELD, Space.CARD - 2, Space.STEP)
        layout.setSpacing(Space.SNUG)
        head = QVBoxLayout()
        head.setSpacing(1)
        head.addWidget(self.title)
        head.addWidget(self.period)
        layout.addLayout(head)
        line, beside = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(Space.FIELD)
        beside.setSpacing(2)
        line.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignVCenter)
        beside.addStretch()
        beside.addWidget(self.behind)
        beside.addWidget(self.status)
        beside.addStretch()
        line.addLayout(beside, 1)
        layout.addLayout(line)
        below = QVBoxLayout()
        below.setSpacing(2)
        below.addWidget(self.definition)
        below.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.source)
        layout.addLayout(below)
        layout.addWidget(self.strip)

    def show_opened(self, opened: Opened) -> None:
        """Say this figure."""
        self.title.setText(capital(opened.title))
        self.period.setText(when_and_whose(opened))
        self.figure.setText(figure_in_words(opened))
        behind = behind_in_words(opened)
        self.behind.setText(behind)
        self.behind.setVisible(bool(behind))
        self.status.say(MARKS[opened.line.mark], standing_in_words(opened))
        self.definition.setText(opened.drill.definition)
        self.source.setText("\n".join(_more(opened)))
        self.strip.show_strip(strip_of(opened))

    def turn(self) -> None:
        """Show the source, or hide it again."""
        shown = self.source.isHidden()
        self.source.setVisible(shown)
        self.more.setText(LESS if shown else MORE)
        self.more.updateGeometry()


def when_and_whose(opened: Opened) -> str:
    """``2026-27 Q2 · 1 Jul to 30 Sep 2026``, and whose figure it is if not everyone's."""
    period, scope = opened.drill.period, opened.drill.scope
    parts = dict.fromkeys([name_of(period), between(period)])
    return " · ".join([*parts, *([] if scope == EVERYBODY else [scope.name])])


def standing_in_words(opened: Opened) -> str:
    """``Off target, at least 100% asked``; nothing of a band, of which nothing is asked."""
    line = opened.line
    if opened.band:
        return ""
    return capital(line.standing) + (f", {line.target} asked" if line.target else "")


def _more(opened: Opened) -> Iterator[str]:
    line, about = opened.line, opened.about
    yield f"Source: {about.source}."
    if opened.drill.asks:
        yield f"The contract asks: {opened.drill.asks}."
    if line.working:
        yield f"Worked out as {line.working}: {line.target}."
    points = next((one.trend for one in line.bands if one.band == opened.band), line.trend)
    trend = "; ".join(f"{name_of(point.period)} {point.shown or '–'}" for point in points)
    if any(point.shown for point in points):
        yield f"Before and now: {trend}."


def behind_in_words(opened: Opened) -> str:
    """What the figure is made of, for the line beside it: ``5 of 7 jobs, 3 confirmed``."""
    drill, line = opened.drill, opened.line
    if opened.band:
        total = sum((line.figure.bands or {}).values())
        return f"of {total:,} in all bands"
    if drill.figure.bands is not None:
        return f"in {len(drill.figure.bands)} bands" if drill.counted.all else ""
    behind = drill.behind or drill.why or line.unit.replace("£", "")
    if not behind and drill.figure.shape is Shape.NUMBER:
        return NOUNS.get(drill.noun, ROWS)[drill.counted.all != 1]
    whole = drill.figure.denominator
    if drill.figure.shape is Shape.SHARE and whole and whole == drill.counted.all:
        one, many = noun_of(drill, drill.counted)
        cases, beside, confirmed = behind.partition(", ")
        return f"{cases} {one if whole == 1 else many}{beside}{confirmed}"
    return behind


def figure_in_words(opened: Opened) -> str:
    """The headline: the figure, the band's count, or how many are in the bands together."""
    if opened.band:
        return next((one.shown for one in opened.line.bands if one.band == opened.band), "–")
    if opened.drill.figure.bands is None:
        return opened.drill.shown
    return f"{opened.drill.counted.all:,}" if opened.drill.figure.bands else "–"
