"""What may be said to one employer, large: read before anything else, and before anybody rings."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.consent import ConsentState
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.told import MayBeSaid, ScopeSeen
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import ICON, Space
from ipsdesk.ui.told.words import decided_words, decision_words, employers_words, later_words
from ipsdesk.ui.widgets.line_list import EDGE
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import PANEL, SECOND, TITLE
from ipsdesk.ui.widgets.words import Words


class SaidLarge(QWidget):
    """Whom, what may be said, in which words, what never, and whether there is consent at all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.whom = Words(theme, "", SECOND, wraps=True)
        self.what = Words(theme, "", TITLE, wraps=True)
        self.wording = Words(theme, "", PANEL, wraps=True)
        self.about = Words(theme, "", SECOND, wraps=True)
        self.barrier, self.never = (MarkedWords(theme, side=ICON) for _ in range(2))
        self.consent, self.later = MarkedWords(theme), MarkedWords(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, 0, EDGE, Space.STEP)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(self.whom)
        layout.addWidget(self.barrier)
        for one in (self.what, self.wording, self.never, self.later, self.consent, self.about):
            layout.addWidget(one)

    def show_said(self, said: MayBeSaid, consent: ScopeSeen, today: date) -> None:
        """Show this."""
        decided = said.decided
        self.whom.setText(f"To {said.called}")
        self.what.setText(decision_words(said))
        self._say(self.wording, f"“{decided.wording}”" if decided and decided.wording else "")
        self._warn(f"Never: {decided.never_told}" if decided and decided.never_told else "", self.never)
        self.later.say(Mark.NEAR_LIMITS, later_words(said, today))
        mark, words = employers_words(consent, today)
        holds = consent.state is ConsentState.IN_FORCE
        self.consent.say(mark, words if holds else "")
        self._warn("" if holds else words, self.barrier)
        self._say(self.about, decided_words(said, today))
        self.setAccessibleName(sentence_case(f"what may be said to {said.called}"))

    def _warn(self, words: str, marked: MarkedWords) -> None:
        """As large as what may be said."""
        marked.say(Mark.OVER, words)
        marked.words.restyle(PANEL.coloured(Mark.OVER.token))

    def _say(self, label: Words, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
