"""The third step of a return: what is told in words, section by section, with what was told last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.services.return_changes import ChangeTold
from ipsdesk.services.return_narrative import NARRATIVE, Telling
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.form_row import FormRow
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import BODY, NAME, SECOND
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.words import Words

WORDS = "Write what the figures do not say. Every part can stay empty; names of people do not belong here."
NOTHING_LAST, NOTHING_MOVED = "Nothing was written here last time.", "No figure of this part moved."
TAKE_OVER = "Enter takes a sentence over into the text."
SIDE_BY_SIDE = 700
"""Pixels at 100 % text from which what helps stands beside the text, not below it."""


class PartText(LongTextField):
    """Room for a few paragraphs."""

    lines: ClassVar[int] = 9


class NarrativeStep(StepPage):
    """``written`` carries the key of a part and its text, when one goes on from a part that was changed."""

    written = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "In your words", WORDS)
        self._texts: dict[str, str] = {}
        self._last: Mapping[str, str] = {}
        self._changes: Sequence[ChangeTold] = ()
        self._at = 0
        self.stepper = Stepper(theme, "The part before", "Choose a part", "The next part")
        self.menu = QMenu(self)
        self.text = PartText(theme, Field("Text", Kind.LONG_TEXT))
        self.last, self.begin_with = (
            Words(theme, style=BODY, wraps=True),
            Button(theme, "Begin with it", Rank.QUIET),
        )
        self.moved = LineList(theme, "What changed since last time")
        self._since = Words(theme, style=SECOND, wraps=True)
        self._asks = Words(theme, style=SECOND, wraps=True)
        self._build()
        self.stepper.before.clicked.connect(self._turn_back)
        self.stepper.after.clicked.connect(self._turn_on)
        self.stepper.middle.clicked.connect(self.ask_part)
        self.menu.triggered.connect(self._choose_part)
        self.begin_with.clicked.connect(self._take_last)
        self.moved.opened.connect(self._take_over)

    def _build(self) -> None:
        self._layout.addWidget(self.stepper, 0, Qt.AlignmentFlag.AlignLeft)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(Space.FIELD)
        own = QVBoxLayout()
        own.setSpacing(Space.LABEL)
        self.rows["text"] = FormRow(self._theme, self.text)
        own.addWidget(self._asks)
        own.addWidget(self.rows["text"])
        own.addStretch()
        self._both.addLayout(own, 3)
        self._both.addWidget(self._beside(), 2)
        self._layout.addLayout(self._both)
        self._layout.addStretch()

    def _beside(self) -> QWidget:
        card = Card(self._theme)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.STEP)
        inside.setSpacing(Space.LABEL)
        inside.addWidget(Words(self._theme, "Last time", NAME))
        inside.addWidget(self.last)
        inside.addWidget(self.begin_with, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addSpacing(Space.STEP)
        inside.addWidget(Words(self._theme, "What changed since", NAME))
        inside.addWidget(self._since)
        inside.addWidget(self.moved)
        inside.addStretch()
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What helps stands beside the text where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    # ---- what is told -------------------------------------------------------------------------------

    def show_texts(
        self, texts: Mapping[str, str], last: Mapping[str, str], changes: Sequence[ChangeTold]
    ) -> None:
        """Show what was written so far, what stood there last time, and what moved."""
        self._texts, self._last, self._changes = dict(texts), last, changes
        self._show()

    @property
    def part(self) -> Telling:
        """The part on screen."""
        return NARRATIVE[self._at]

    @property
    def texts(self) -> Mapping[str, str]:
        """Every part that something is written in, as it stands."""
        texts = {**self._texts, self.part.key: str(self.text.typed()).strip()}
        return {key: text for key, text in texts.items() if text}

    def is_changed(self) -> bool:
        """Whether what stands in the text was not handed over yet."""
        return str(self.text.typed()).strip() != self._texts.get(self.part.key, "")

    def hand_over(self) -> None:
        """Say what was written in the part on screen, if it is another text now."""
        if self.is_changed():
            key, text = self.part.key, str(self.text.typed()).strip()
            self._texts[key] = text
            self.written.emit(key, text)

    def go_to(self, place: int) -> None:
        """Another part; what was written in this one is handed over."""
        self.hand_over()
        self._at = place % len(NARRATIVE)
        self._show()
        announce(self, f"{self.part.title}, part {self._at + 1} of {len(NARRATIVE)}")

    def _turn_back(self) -> None:
        self.go_to(self._at - 1)

    def _turn_on(self) -> None:
        self.go_to(self._at + 1)

    def _choose_part(self, action: QAction) -> None:
        self.go_to(action.data())

    def show_typed(self, key: str, text: str) -> None:
        """Come back to a part with what was being typed in it."""
        self._at = next((at for at, one in enumerate(NARRATIVE) if one.key == key), 0)
        self._show()
        self.text.show_typed(text)

    def _show(self) -> None:
        part, step = self.part, f"part {self._at + 1} of {len(NARRATIVE)}"
        self.stepper.middle.say(part.title, step)
        self.stepper.middle.setAccessibleName(f"Part: {part.title}, {step}")
        self.stepper.before.setEnabled(self._at > 0)
        self.stepper.after.setEnabled(self._at < len(NARRATIVE) - 1)
        self._asks.setText(part.asks)
        self.text.control.setAccessibleName(f"Text of {part.title}")
        self.text.show_typed(self._texts.get(part.key, ""))
        last = self._last.get(part.key, "")
        self.last.setText(last or NOTHING_LAST)
        self.begin_with.setVisible(bool(last))
        self.begin_with.setAccessibleName(f"Begin with what stood in {part.title} last time")
        self._show_moved(part)

    def _show_moved(self, part: Telling) -> None:
        of_part = [one for one in self._changes if not part.about or one.section in part.about]
        lines = [Line(one.key, one.sentence, plain=True, about=one.sentence) for one in of_part]
        self.moved.show_lines(lines)
        self.moved.setVisible(bool(lines))
        self._since.setText(TAKE_OVER if lines else NOTHING_MOVED)

    def ask_part(self) -> None:
        """Offer all the parts; those with words in them are ticked."""
        group, texts = QActionGroup(self.menu), self.texts
        group.setExclusive(False)
        self.menu.clear()
        for place, one in enumerate(NARRATIVE):
            action = QAction(one.title, group, checkable=True, checked=bool(texts.get(one.key)))
            action.setData(place)
            self.menu.addAction(action)
        self.menu.setActiveAction(self.menu.actions()[self._at])
        self.menu.popup(self.stepper.middle.mapToGlobal(QPoint(0, self.stepper.height())))

    # ---- taking over --------------------------------------------------------------------------------

    def _take_over(self, sentence: str) -> None:
        """Behind what stands in the text."""
        before = str(self.text.typed()).rstrip()
        if sentence not in before:
            self.text.show_typed(f"{before} {sentence}".lstrip())
            announce(self, "Taken over")

    def _take_last(self) -> None:
        last = self._last.get(self.part.key, "")
        before = str(self.text.typed()).strip()
        self.text.show_typed(f"{last}\n\n{before}".strip() if last not in before else before)
        self.text.control.setFocus()

    def take_out(self, sentences: Sequence[str]) -> None:
        """Take these out of every part they stand in."""
        for key, text in self.texts.items():
            for sentence in sentences:
                text = text.replace(sentence, "")  # noqa: PLW2901 - taken out one after another
            kept = " ".join(text.split(" ")).strip()
            if kept != self.texts.get(key, ""):
                self._texts[key] = kept
                self.written.emit(key, kept)
        self._show()

    def problems(self) -> dict[str, str]:
        """Every part can stay empty."""
        return {}

    def begin(self) -> None:
        """The keyboard into the text."""
        self.text.control.setFocus()
