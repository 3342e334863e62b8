"""The first step of a return: of which days, and for which commissioner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.rules.periods import Period, is_provisional
from ipsdesk.rules.wording import shown_day
from ipsdesk.ui.kpis.turning import LENGTHS, Length, Turning, between, length_of, name_of
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import NAME
from ipsdesk.ui.widgets.words import Words

FOR = "For which commissioner"
EVERY_COMMISSIONER = "All commissioners together"
PROVISIONAL = "Provisional: these days end on {}. Until then it can be saved, and not submitted."
WORDS = "Choose the days. What is written here is kept as a draft until the return is submitted."


class PeriodStep(StepPage):
    """``dates_wanted`` asks for any two days; ``turned`` says that it is another return now."""

    dates_wanted = Signal()
    turned = Signal()
    heading, words, provisional_words = "Which return", WORDS, PROVISIONAL

    def __init__(self, theme: Theme, period: Period, today: date) -> None:
        super().__init__(theme, self.heading, self.words)
        self._today, self.turning = today, Turning(today)
        self.turning.choose(period)
        self.lengths = ChipRow(theme, "How long", [LENGTHS[length] for length in Length])
        self.stepper = Stepper(theme, "The period before", "Choose the days", "The period after")
        self.provisional, self.earlier = MarkedWords(theme), Hint(theme)
        self._commissioners: tuple[tuple[int, str], ...] = ()
        self.whose: ChipRow | None = None
        self._for = QVBoxLayout()
        self._for.setSpacing(Space.LABEL)
        days = QVBoxLayout()
        days.setSpacing(Space.LABEL)
        days.addWidget(Words(theme, "Days", NAME))
        days.addWidget(self.lengths)
        days.addSpacing(Space.LABEL)
        days.addWidget(self.stepper, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addLayout(days)
        self._layout.addWidget(self.provisional)
        self._layout.addLayout(self._for)
        self._layout.addWidget(self.earlier)
        self.contract = Button(theme, "Contract and definitions…", Rank.QUIET)
        self.contract.hide()  # until it is said that the account may open it
        self._layout.addWidget(self.contract, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addStretch()
        self.lengths.chosen.connect(self._lengthen)
        self.stepper.before.clicked.connect(self._turn_back)
        self.stepper.after.clicked.connect(self._turn_on)
        self.stepper.middle.clicked.connect(self.dates_wanted)
        self._show()

    # ---- the days -----------------------------------------------------------------------------------

    @property
    def period(self) -> Period:
        """The days chosen."""
        return self.turning.period

    def choose(self, period: Period) -> None:
        """Go to a period."""
        self.turning.choose(period)
        self._turned()

    def _lengthen(self, place: int) -> None:
        length = list(Length)[place]
        if length is length_of(self.period):
            return
        if length is Length.DATES:
            self.dates_wanted.emit()
            self._show()  # nothing is chosen until the two days are
        else:
            self.turning.lengthen(length)
            self._turned()

    def _turn_back(self) -> None:
        self.turning.turn_back()
        self._turned()

    def _turn_on(self) -> None:
        self.turning.turn_on()
        self._turned()

    def _turned(self) -> None:
        self._show()
        self.turned.emit()

    def _show(self) -> None:
        period = self.period
        self.lengths.choose(list(Length).index(length_of(period)))
        self.stepper.middle.say(name_of(period), between(period) if period.months else "")
        self.stepper.middle.setAccessibleName(f"Days: {name_of(period)}, {between(period)}")
        self.stepper.after.setEnabled(self.turning.can_turn_on())
        is_open = is_provisional(period, self._today)
        words = self.provisional_words.format(shown_day(period.last))
        self.provisional.say(Mark.WAITING, words if is_open else "")

    # ---- whose it is --------------------------------------------------------------------------------

    def offer(self, commissioners: Sequence[tuple[int, str]], chosen: int | None = None) -> None:
        """Offer these by number and name; where there is one at most, there is nothing to choose."""
        if len(commissioners) < 2 or self.whose is not None:
            return
        self._commissioners = tuple(commissioners)
        words = [EVERY_COMMISSIONER, *(name for _, name in commissioners)]
        self.whose = ChipRow(self._theme, FOR, words)
        keys = [key for key, _ in commissioners]
        self.whose.choose(keys.index(chosen) + 1 if chosen in keys else 0)
        self._for.addWidget(Words(self._theme, FOR, NAME))
        self._for.addWidget(self.whose)
        self.whose.chosen.connect(self._turned)

    @property
    def chosen(self) -> int | None:
        """The commissioner by number; None: all of them together."""
        place = self.whose.place if self.whose is not None else 0
        return self._commissioners[place - 1][0] if place else None

    def show_earlier(self, words: str) -> None:
        """Say that there is a draft, or that it was submitted before."""
        self.earlier.say(words)

    def problems(self) -> dict[str, str]:
        """Some days are always chosen."""
        return {}

    def begin(self) -> None:
        """The keyboard to the length: Enter goes on from there."""
        self.lengths.chips[self.lengths.place].setFocus()
