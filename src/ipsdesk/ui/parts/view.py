"""What a part of the tab is: what it lists, what it adds, how it is narrowed, printed and left."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.roles import STAFF
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.parts.reading import Reading
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.table_panel import TablePanel


class View(QWidget):
    """One part of the tab, made when it is first turned to.

    ``context`` carries what is on screen, ``told`` words and whether they refuse, ``saved`` the moment of a
    change, ``cleared`` that what was searched for was taken away here. ``adds`` is what its button adds, in
    words (empty: nothing), ``finds`` what its list is searched for (empty: no list).
    """

    title: ClassVar[str]
    adds: ClassVar[str] = ""
    finds: ClassVar[str] = ""
    nouns: ClassVar[tuple[str, str]] = ("line", "lines")
    context = Signal(str)
    told = Signal(str, bool)
    saved = Signal(object)
    cleared = Signal()
    person_wanted = Signal(int)
    alone = Signal(object)
    """An ``AloneView`` that is to have the window to itself."""
    settled = Signal()
    """Nothing done here is on its way to the file any more."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__()
        self._at, self._theme = at, at.theme
        self.may_change = at.desk.workspace.actor.role in STAFF
        self.panel: TablePanel | None = None
        """The list it shows, if it is one that can be searched, printed and saved."""
        self.said = ""
        """What `context` said last."""
        self.doing = Doing(at)
        self.doing.saved.connect(self.saved)
        self.doing.told.connect(self.told)
        self.reading = Reading(at.run, self)
        self.reading.refused.connect(self.refused)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.SNUG)

    def refresh(self) -> None:
        """Read again what is shown."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for the form of what ``adds`` says."""

    def show_record(self, key: int) -> None:
        """Go to a record it lists, once that is read; a part that lists none stays as it is."""

    def search(self, words: str) -> None:
        """Show of the list only what has these words in it."""
        if self.panel is not None:
            self.panel.search(words)

    def enter(self) -> None:
        """Take the keyboard."""
        if self.panel is not None:
            self.panel.view.setFocus()

    def is_settled(self) -> bool:
        """Whether nothing done here is on its way to the file."""
        return True

    def leave(self) -> None:
        """The unit is about to be closed."""
        self.reading.stop()

    def refused(self, sentence: str) -> None:
        """Something could not be read."""
        self.told.emit(sentence, True)  # noqa: FBT003 - a signal has no names

    def say(self, words: str) -> None:
        """What is on screen."""
        self.said = words
        self.context.emit(words)
