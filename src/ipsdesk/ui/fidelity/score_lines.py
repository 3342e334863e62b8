"""The scores of several reviewers for one item, and the agreed one: keys 1 to 5 on a line give it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from ipsdesk.rules.ips25 import HIGHEST, LOWEST
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line, LineList

AGREED = "Agreed"


@dataclass(frozen=True, slots=True)
class Scorer:
    """A reviewer with the score given, if any; the agreed score has no reviewer."""

    reviewer: str
    score: int | None
    note: str = ""


class ScoreLines(LineList):
    """``scored`` carries the reviewer (empty: agreed) and the score."""

    scored = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Scores of the reviewers")

    def show_scores(self, scorers: Sequence[Scorer], agreed: int | None) -> None:
        """One line for each, the agreed score last."""
        lines = [_line(one) for one in scorers]
        self.show_lines([*lines, _line(Scorer("", agreed))])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit scores for whose line it is."""
        digit, line = event.text(), self.current()
        if line is not None and digit.isdigit() and LOWEST <= int(digit) <= HIGHEST:
            self.scored.emit(line.about.reviewer, int(digit))
        else:
            super().keyPressEvent(event)


def _line(scorer: Scorer) -> Line:
    title = scorer.reviewer or AGREED
    score = "not scored" if scorer.score is None else str(scorer.score)
    return Line(title, title, scorer.note, score, plain=bool(scorer.reviewer), about=scorer)
