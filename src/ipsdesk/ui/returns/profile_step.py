"""The fourth step of a return: for whom it is, and how it will be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal

from ipsdesk.rules.disclosure import Profile
from ipsdesk.rules.wording import counted
from ipsdesk.services.return_preview import Happens, Preview, PreviewLine
from ipsdesk.ui.returns.profile_choice import ProfileChoice
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.painting import RIGHT
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

WORDS = "Below is each figure as it is read by whoever gets the return, beside what was counted."
SAFE = "Nothing hidden can be worked out by adding and taking away{}."
NOTHING_HIDDEN = "No figure is hidden for these days."
KEPT_BACK = "Withheld, because hidden numbers could be worked out of this return and others: {}."
TOLD = "Can be worked out all the same: {}. Choose another profile, or leave the other return out."
MOST_TOLD = 6
"""Counts that are named one by one."""
MARKS = {
    Happens.AS_IT_IS: None,
    Happens.ROUNDED: Mark.NEAR_TARGET,
    Happens.HIDDEN: Mark.RESTRICTED,
    Happens.WITHHELD: Mark.RESTRICTED,
}
TELLS = "The text tells {} that this profile keeps back. Go back and change it, or take the {} out here."
TABLE_HEIGHT = 260

LISTING = Listing[PreviewLine](
    "The return as it is read",
    (
        Column[PreviewLine]("Figure", lambda one: one.title, width=270, name=True,
                            second=lambda one: one.section.value),
        Column[PreviewLine]("As it is read", lambda one: one.read, width=170, align=RIGHT),
        Column[PreviewLine]("As counted", lambda one: one.counted, width=150, align=RIGHT, gives_way=1),
        Column[PreviewLine]("Protected", lambda one: one.happens.value, width=130,
                            mark=lambda one: MARKS[one.happens], gives_way=2),
    ),
    "No figures.",
    lambda one: one.title,
    (
        Filter("All", everything),
        Filter("Protected", lambda one: one.happens is not Happens.AS_IT_IS),
        Filter("As they are", lambda one: one.happens is Happens.AS_IT_IS),
    ),
    row_height=Height.HOURS_ROW,
)  # fmt: skip


class ProfileStep(StepPage):
    """``chosen`` carries another profile; ``out_wanted`` sentences that are to go from the text."""

    chosen = Signal(object)
    out_wanted = Signal(object)

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, "For whom is it?", WORDS)
        self.profiles = ProfileChoice(theme)
        self.outcome, self.deduced = Words(theme, style=SECOND, wraps=True), MarkedWords(theme)
        self.tells, self.take_out = MarkedWords(theme), Button(theme, "Take them out", Rank.PLAIN)
        self.panel = TablePanel(theme, LISTING, settings)
        self._sentences: tuple[str, ...] = ()
        for one in (self.profiles, self.tells, self.take_out, self.outcome, self.deduced):
            self._layout.addWidget(one)
        self._layout.addWidget(self.panel, 1)
        self.take_out.hide()
        self.profiles.chosen.connect(self.chosen)
        self.take_out.clicked.connect(self._take_out)
        theme.changed.connect(self._measure)
        self._measure()

    def _take_out(self) -> None:
        self.out_wanted.emit(self._sentences)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    @property
    def profile(self) -> Profile:
        """The one chosen."""
        return self.profiles.profile

    def show_preview(self, preview: Preview, tells: Sequence[str]) -> None:
        """Show how it is read; ``tells``: sentences of the text that tell what this profile keeps back."""
        self.panel.set_rows(preview.lines)
        kept_back = KEPT_BACK.format(_named(preview.withheld)) if preview.withheld else ""
        self.outcome.setText(f"{summary(preview)} {kept_back}".strip())
        held = ", ".join(preview.linked)
        if preview.told:
            self.deduced.say(Mark.OFF_TARGET, TOLD.format(_named(preview.told)))
        elif not preview.count(Happens.HIDDEN):
            self.deduced.say(Mark.NOTE, NOTHING_HIDDEN)
        else:
            self.deduced.say(Mark.DONE, SAFE.format(f", held against {held}" if held else ""))
        self._sentences = tuple(tells)
        many = len(self._sentences)
        told = ("one figure", "sentence") if many == 1 else (f"{many} figures", "sentences")
        self.tells.say(Mark.OFF_TARGET, TELLS.format(*told) if tells else "")
        self.take_out.setVisible(bool(tells))

    def problems(self) -> dict[str, str]:
        """What the text tells has to be settled first."""
        return {"": self.tells.words.text()} if self._sentences else {}

    def begin(self) -> None:
        """The keyboard to the profile chosen."""
        self.profiles.focus_chosen()


def _named(counts: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(counts) - MOST_TOLD
    return "; ".join([*counts[:MOST_TOLD], *([f"and {more} more"] if more > 0 else [])])


def summary(preview: Preview) -> str:
    """``110 figures: 10 hidden, 9 rounded, no table withheld``."""
    parts = [
        f"{preview.count(Happens.HIDDEN):,} hidden",
        f"{preview.count(Happens.ROUNDED):,} rounded",
    ]
    if withheld := preview.count(Happens.WITHHELD):
        parts.append(f"{withheld:,} in tables that are withheld")
    return f"{counted(len(preview.lines), 'figure')}: {', '.join(parts)}."
