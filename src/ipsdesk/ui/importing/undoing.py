"""Taking an import back: a button, one question in words, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.wording import counted, shown_moment
from ipsdesk.services.intake_past import PastImport
from ipsdesk.services.intake_undo import UndoReport
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.words import Words

UNDO, YES, NO = "Undo this import…", "Undo the import", "Leave it"
COPY, COPIED = "Copy what was kept", "Copied"


class Undoing(QWidget):
    """What can be done about one import.

    ``wanted`` carries it once the question is answered with yes; ``said`` asks to be brought into sight.
    """

    wanted = Signal(object)
    said = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.past: PastImport | None = None
        self._kept = ""
        self.words = Words(theme, style=BODY, wraps=True)
        self.ask, self.yes, self.no = Button(theme, UNDO), Button(theme, YES), Button(theme, NO)
        self.copy = Button(theme, COPY, Rank.PLAIN, "content-copy")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addWidget(self.words)
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.ask, self.yes, self.no, self.copy):
            flow.addWidget(button)
        layout.addWidget(buttons)
        self.ask.clicked.connect(self._ask)
        self.yes.clicked.connect(self._answer_yes)
        self.no.clicked.connect(self._answer_no)
        self.copy.clicked.connect(self._copy)
        self.show_import(None)

    def show_import(self, past: PastImport | None) -> None:
        """Offer to take this one back; None where there is none."""
        self.past = past
        undone = past is not None and past.undone_at is not None
        self._say(_undone_words(past) if past is not None and undone else "")
        self._show(self.ask)
        self.ask.setEnabled(past is not None and not undone)

    def _show(self, *buttons: Button) -> None:
        for one in (self.ask, self.yes, self.no, self.copy):
            one.setVisible(one in buttons)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    # ---- the question -------------------------------------------------------------------------------

    @property
    def is_asking(self) -> bool:
        """Whether the question is on screen."""
        return self.no.isVisibleTo(self)

    def _ask(self) -> None:
        if self.past is not None:
            self._say(question(self.past))
            self._show(self.yes, self.no)
            self.no.setFocus()
            self._tell()

    def _tell(self) -> None:
        announce(self, self.words.text(), urgent=True)
        self.said.emit()

    def _answer_yes(self) -> None:
        self.wanted.emit(self.past)

    def _answer_no(self) -> None:
        self.show_import(self.past)
        self.ask.setFocus()

    def give_up(self) -> None:
        """Esc at the question: leave it."""
        self._answer_no()

    # ---- what became of it --------------------------------------------------------------------------

    def show_report(self, report: UndoReport) -> None:
        """Say what was taken back, and what was kept and why."""
        self._say("\n".join(report.sentences))
        self._kept = "\n".join(f"{one.words}\t{one.why}" for one in report.kept)
        self._show(*([self.copy] if report.kept else []))
        self.copy.setText(COPY)
        self._tell()

    def refuse(self, sentence: str) -> None:
        """It could not be taken back."""
        self._say(sentence)
        self._show(self.ask)
        self._tell()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._kept}\n")
        self.copy.setText(COPIED)
        announce(self, COPIED)


def question(past: PastImport) -> str:
    """What the person is asked once."""
    added = sum(one.added for one in past.tallies.values())
    updated = sum(one.updated for one in past.tallies.values())
    removes = f"removes the {counted(added, 'record')} it added"
    returns = f"gives {counted(updated, 'record')} the former values back"
    both = " and ".join(words for words, number in ((removes, added), (returns, updated)) if number)
    return (
        f"Undo the import of {shown_moment(past.at)}? This {both}. What was edited since stays as it is, "
        "and is named afterwards. A backup is made first."
    )


def _undone_words(past: PastImport) -> str:
    at = shown_moment(past.undone_at) if past.undone_at else ""
    return f"Undone {at} by {past.undone_by}. To have its records again, import the workbook once more."
