"""The second step of an import: whether the file is a unit workbook or the unit's own tracker."""

from __future__ import annotations

from ipsdesk.ui.importing.reading import Looked, What
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.breakable import breakable
from ipsdesk.ui.widgets.choosing import ChipRow
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

KINDS = {
    What.UNIT_WORKBOOK: "A unit workbook",
    What.TRACKER: "The unit's own tracker",
}
MEANS = {
    What.UNIT_WORKBOOK: (
        "Made from the empty workbook, or exported by IPS Desk: a sheet for each kind of record, under the "
        "headings the program knows."
    ),
    What.TRACKER: (
        "A list in the unit's own layout. You choose the sheet and say which column is what; that can be "
        "kept for the next time."
    ),
}
NAMED = 4


class KindStep(StepPage):
    """Two answers, one of them guessed, with the reason for the guess."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "What is it?", "This is a guess. Choose the other if it is wrong.")
        self.kinds = ChipRow(theme, "What the file is", list(KINDS.values()))
        self._means, self._why = Hint(theme), Words(theme, style=SECOND, wraps=True)
        for one in (self.kinds, self._means, self._why):
            self._layout.addWidget(one)
        self._layout.addStretch()
        self.kinds.chosen.connect(self._explain)
        self._explain()

    @property
    def what(self) -> What:
        """The answer."""
        return What(self.kinds.place)

    def show_guess(self, looked: Looked) -> None:
        """Begin with what the file seems to be."""
        self.kinds.choose(looked.what.value)
        self._why.setText(breakable(why(looked)))

    def _explain(self) -> None:
        self._means.say(MEANS[self.what])

    def problems(self) -> dict[str, str]:
        """One of them is always chosen."""
        return {}

    def begin(self) -> None:
        """Put the keyboard on the answer."""
        self.kinds.chips[self.kinds.place].setFocus()


def why(looked: Looked) -> str:
    """What the guess rests on."""
    if looked.what is What.TRACKER:
        return f"Why: {looked.incoming.file_name} has no sheet with the headings of a unit workbook."
    named, more = looked.sheets[:NAMED], len(looked.sheets) - NAMED
    if not named:
        return f"Why: {looked.incoming.file_name} has the sheets of a unit workbook, all of them empty."
    listed = f"{', '.join(named)} and {more} more" if more > 0 else ", ".join(named)
    return f"Why: {looked.incoming.file_name} has sheets of a unit workbook: {listed}."
