"""The last step of a return: handed in under a number, or kept as a draft."""

from __future__ import annotations

from dataclasses import dataclass

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage

TITLE = "Submit it"
WORDS = "Submitting keeps these files and figures for ever. Later changes to the records ask why."
SECOND = "A second person approves it: a lead or a manager who has not prepared it, in Submitted returns."
UNWRITTEN = "The files with the number are kept: save them from Submitted returns."
DONE_WORDS = "Submitted as number {}. {}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is submitted, in words; ``why_not`` says why it can't be, empty where it can."""

    what: str
    prepared_by: str
    filled: str
    open_lines: int
    files: str
    why_not: str


class SubmitStep(StepPage):
    """What is handed in, line by line, and the number it was given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, TITLE, WORDS)
        self.lines, self.second = LineList(theme, "What is submitted"), Hint(theme)
        self.outcome = MarkedWords(theme)
        for one in (self.outcome, self.lines, self.second):
            self._layout.addWidget(one)
        self._layout.addStretch()
        self.number: int | None = None
        self.can_submit = False

    def show_facts(self, facts: Facts) -> None:
        """Show what is submitted, or why it can't be."""
        self.number = None
        left = f"{facts.open_lines:,} left open, kept with it" if facts.open_lines else "nothing left open"
        self.lines.show_lines(
            [
                Line("what", "The return", facts.what),
                Line("files", "Files", facts.files),
                Line("ready", "Records", f"{facts.filled}; {left}"),
                Line("who", "Prepared by", facts.prepared_by),
            ]
        )
        self.can_submit = not facts.why_not
        self.second.say(SECOND if self.can_submit else "")
        self.outcome.say(Mark.WAITING, facts.why_not)

    def show_submitted(self, number: int, unwritten: str = "") -> None:
        """Say the number, and where the numbered files are if they could not be written."""
        self.number = number
        words = DONE_WORDS.format(number, f"{unwritten} {UNWRITTEN}" if unwritten else SECOND)
        self.second.say("")
        self.outcome.say(Mark.DONE, words)
        announce(self, words, urgent=True)

    def problems(self) -> dict[str, str]:
        """Nothing is typed here."""
        return {}

    def begin(self) -> None:
        """The keyboard to what is submitted."""
        self.lines.setFocus()
