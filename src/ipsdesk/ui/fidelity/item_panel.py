"""One item of the score sheet: what earns each score, its parts, who scored what, and what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ipsdesk.rules.ips25 import Item, component_score, item, items
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.ui.fidelity.item_list import TAKE_OVER
from ipsdesk.ui.fidelity.note_field import NoteField
from ipsdesk.ui.fidelity.score_lines import ScoreLines, Scorer
from ipsdesk.ui.fidelity.tiles import Tile, TileList
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

NO_PART = "No part is ticked. Space ticks one; the parts that are ticked make the score."
COMMENT, EVIDENCE, RECOMMENDATION = "comment", "evidence", "recommendation"
FIELDS = {COMMENT: "Comment", EVIDENCE: "Evidence seen", RECOMMENDATION: "Recommendation"}


@dataclass(frozen=True, slots=True)
class ItemShown:
    """All that is recorded of an item in one review."""

    number: int
    score: int | None = None
    proposed: int | None = None
    parts: frozenset[int] = frozenset()
    scorers: tuple[Scorer, ...] = ()
    comment: str = ""
    evidence: str = ""
    recommendation: str = ""
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether the agreed score is another one than the records propose."""
        return self.score is not None and self.proposed is not None and self.score != self.proposed


class ItemPanel(Card):
    """``scored`` carries a score, ``reviewer_scored`` a reviewer and a score, ``ticked`` the parts met.

    ``written`` carries which field and its words, ``reason_given`` why a score differs, ``left`` that Esc
    goes back to the list; ``take_over`` that the proposal is wanted, ``scorer_wanted`` a reviewer's form.
    """

    scored = Signal(int)
    reviewer_scored = Signal(str, int)
    ticked = Signal(object)
    written = Signal(str, str)
    reason_given = Signal(str)
    take_over = Signal()
    scorer_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._may_change = True
        self.shown: ItemShown | None = None
        self.where, self.title = Words(theme, style=SECOND), Words(theme, style=PANEL, wraps=True)
        self.counted = Words(theme, style=SECOND, wraps=True)
        self.parts, self.anchors = TileList(theme, "Parts of the item"), TileList(theme, "What earns a score")
        self.parts_words = Words(theme, style=SECOND, wraps=True)
        self.asks = MarkedWords(theme)
        self.reason = NoteField(theme, "Why it differs", lines=2)
        self.scores_title, self.scores = Words(theme, "Scores", NAME), ScoreLines(theme)
        self.add_scorer = Button(theme, "Add a reviewer’s score…")
        self.fields = {key: NoteField(theme, words) for key, words in FIELDS.items()}
        self._build(theme)
        self._wire()
        lead_in(self, self.anchors)

    def _build(self, theme: Theme) -> None:
        inner, area = QWidget(), QScrollArea()
        column = QVBoxLayout(inner)
        column.setContentsMargins(Space.CARD - 2, Space.STEP, Space.CARD - 2, Space.FIELD)
        column.setSpacing(Space.SNUG)
        heads = QWidget()
        line = ToolLine(heads, Space.SNUG)
        line.done_from = 1
        line.addWidget(self.scores_title)
        line.addWidget(self.add_scorer)
        for widget in (self.where, self.title, self.counted, self.parts_words, self.parts, self.anchors,
                       self.asks, self.reason, heads, self.scores, *self.fields.values()):  # fmt: skip
            column.addWidget(widget)
        column.addStretch()
        self.area = area
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)  # after it was put in, which turns this on
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(area)

    def _wire(self) -> None:
        self.anchors.pressed_tile.connect(self.scored)
        self.anchors.other_key.connect(self._other_key)
        self.parts.pressed_tile.connect(self._tick)
        self.parts.other_key.connect(self._other_key)
        self.scores.scored.connect(self._score_of)
        self.scores.opened.connect(self._open_scorer)
        self.add_scorer.clicked.connect(self._new_scorer)
        self.reason.written.connect(self.reason_given)
        for field in self.fields.values():
            field.written.connect(self._field_written)

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return QSize(self._theme.px(220), self._theme.px(160))

    # ---- what is shown ------------------------------------------------------------------------------

    def show_item(self, shown: ItemShown, *, may_change: bool) -> None:
        """Show this item."""
        another = self.shown is None or self.shown.number != shown.number
        if another:
            self.hand_over()
        self.shown, self._may_change = shown, may_change
        one = item(shown.number)
        if another:
            self._name(one)
            self.area.verticalScrollBar().setValue(0)
        self.parts.show_tiles(_parts(one, shown.parts))
        self.parts_words.setText(_parts_words(one, shown))
        self.anchors.show_tiles(_anchors(one, shown))
        self._show_reason(shown, anew=another)
        self.scores.show_scores(shown.scorers, shown.score)
        words = {COMMENT: shown.comment, EVIDENCE: shown.evidence, RECOMMENDATION: shown.recommendation}
        for key, field in self.fields.items():
            field.show_words(words[key], may_write=may_change, anew=another)
        self.add_scorer.setVisible(may_change)

    def _name(self, one: Item) -> None:
        place = [other.number for other in items() if other.section == one.section].index(one.number) + 1
        self.where.setText(f"Item {one.number} · {one.section} {place}")
        self.title.setText(one.name)
        self.counted.setText(f"Counted: {one.figure}." if one.figure else "")
        self.counted.setVisible(bool(one.figure))
        self.parts.setVisible(bool(one.components))
        self.parts_words.setVisible(bool(one.components))
        lead_in(self, self.parts if one.components else self.anchors)
        for tiles in (self.parts, self.anchors):
            tiles.setCurrentIndex(tiles.model_of_tiles.index(-1))

    def _show_reason(self, shown: ItemShown, *, anew: bool) -> None:
        self.reason.setVisible(shown.differs or bool(shown.reason))
        if shown.differs:
            self.reason.say(f"Records propose {shown.proposed}. Why {shown.score}?")
        else:
            self.reason.say("Why it differs")
        self.reason.show_words(shown.reason, may_write=self._may_change, anew=anew)
        lacks = shown.differs and not shown.reason
        self.asks.say(Mark.NEAR_LIMITS, "A reason is asked before the review is completed." if lacks else "")

    def enter(self) -> None:
        """Take the keyboard: where a reason is missing there, else at the parts or what earns a score."""
        if self.shown is not None and self.shown.differs and not self.shown.reason and self._may_change:
            self.reason.text.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.shown is not None and item(self.shown.number).components:
            self.parts.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.anchors.setFocus(Qt.FocusReason.TabFocusReason)

    # ---- what is done -------------------------------------------------------------------------------

    def _tick(self, part: int) -> None:
        if self.shown is not None:
            self.ticked.emit(self.shown.parts ^ {part})

    def _other_key(self, key: str) -> None:
        if key.lower() == TAKE_OVER:
            self.take_over.emit()

    def _score_of(self, reviewer: str, score: int) -> None:
        if reviewer:
            self.reviewer_scored.emit(reviewer, score)
        else:
            self.scored.emit(score)

    def _open_scorer(self, scorer: Scorer) -> None:
        if scorer.reviewer and self._may_change:
            self.scorer_wanted.emit(scorer.reviewer)

    def _new_scorer(self) -> None:
        self.scorer_wanted.emit("")

    def _field_written(self, words: str) -> None:
        key = next(key for key, field in self.fields.items() if field is self.sender())
        self.written.emit(key, words)

    def hand_over(self) -> None:
        """Give what is written in an open field to whoever keeps it."""
        for field in (self.reason, *self.fields.values()):
            field.hand_over()

    @property
    def is_written(self) -> bool:
        """Whether something stands in a field that is not handed over."""
        return any(field.is_written for field in (self.reason, *self.fields.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _parts(one: Item, met: frozenset[int]) -> Sequence[Tile]:
    return [Tile(n, words, n in met, part=True) for n, words in enumerate(one.components, 1)]


def _parts_words(one: Item, shown: ItemShown) -> str:
    if not one.components:
        return ""
    if not shown.parts:
        return NO_PART
    score = component_score(one.number, len(shown.parts))
    of_all = f"{len(shown.parts)} of {counted(len(one.components), 'part')} ticked"
    return sentence_case(f"{of_all}, which makes a score of {score}.")


def _anchors(one: Item, shown: ItemShown) -> Sequence[Tile]:
    return [
        Tile(n, words, n == shown.score, f"records say {n}" if n == shown.proposed else "")
        for n, words in enumerate(one.anchors, 1)
    ]
