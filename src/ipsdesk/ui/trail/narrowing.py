"""The fields the trail is narrowed with: one of a list, a person found by name, a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.fields import Field, Kind
from ipsdesk.services.caseload_finding import FoundPerson
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.date_field import DateField
from ipsdesk.ui.widgets.typed_values import Complaint

CHOICE_WIDTH, PERSON_WIDTH = 150, 190
SOON = 150
"""Milliseconds after the last letter until people are looked for."""


class OneOf(ChoiceField):
    """One of a list, or all of it; ``taken`` once another is chosen."""

    taken = Signal()

    def __init__(self, theme: Theme, words: str, everything: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, Field(words, Kind.CHOICE), [Option("", everything)], parent)
        self.name(words, "Any part of the words will do")
        self.chosen = ""
        """What is chosen, empty: all."""
        self.show_value("")
        self.box.activated.connect(self._take)
        self.box.line.editingFinished.connect(self._take)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.box.setFixedWidth(self._theme.px(CHOICE_WIDTH))

    def offer(self, options: Iterable[Option]) -> None:
        """These can be chosen."""
        self._options[1:] = options
        self.box.clear()
        self.box.addItems([one.words for one in self._options])
        self.clear()

    def clear(self) -> None:
        """All again; nobody is told."""
        self.chosen = ""
        self._show()

    def _show(self) -> None:
        self.set_problem(False)
        self.show_value(self.chosen)
        self.box.line.setCursorPosition(0)

    def _take(self) -> None:
        try:
            value = str(self.value() or "")
        except Complaint:
            self.set_problem(True)
            return
        is_other, self.chosen = value != self.chosen, value
        self._show()
        if is_other:
            self.taken.emit()


class OneDay(DateField):
    """A day that has passed, or none; ``taken`` once another is typed and left."""

    taken = Signal()

    def __init__(self, theme: Theme, words: str, today: Callable[[], date]) -> None:
        super().__init__(theme, Field(words, Kind.DATE), today, looks_back=True)
        self.name(words, "27/3, 27 mar or today; empty: any day")
        self.day: date | None = None
        """The day that was taken."""
        self.line.setPlaceholderText(words)
        self.line.editingFinished.connect(self._take)

    def clear(self) -> None:
        """Any day again; nobody is told."""
        self.day = None
        self.show_value(None)
        self.set_problem(False)

    def _take(self) -> None:
        try:
            value = self.value()
        except Complaint:
            self.set_problem(True)
            return
        self.set_problem(False)
        day = value if isinstance(value, date) else None
        if day != self.day:
            self.day = day
            self.taken.emit()


class OnePerson(QLineEdit):
    """A person found by any part of the name while it is typed, or anybody; ``taken`` once that changes."""

    taken = Signal()

    def __init__(
        self, theme: Theme, run: RunInBackground, find: Callable[[str], Sequence[FoundPerson]]
    ) -> None:
        super().__init__()
        self._theme, self._run, self._find = theme, run, find
        self.client: int | None = None
        """Who is chosen; None: anybody."""
        self._words = ""
        self._people: dict[str, int] = {}
        self.setPlaceholderText("Any person")
        self.setAccessibleName("Person, by any part of the name")
        self._offered = QStringListModel(self)
        completer = QCompleter(self._offered, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._choose)
        self.setCompleter(completer)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._look)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._take_only)
        self.editingFinished.connect(self._left)
        self._size()
        theme.changed.connect(self._size)

    def _size(self) -> None:
        self.setFixedWidth(self._theme.px(PERSON_WIDTH))

    def clear(self) -> None:
        """Anybody again; nobody is told."""
        self.client, self._words = None, ""
        super().clear()

    # ---- finding ------------------------------------------------------------------------------------

    def _typed(self, _words: str) -> None:
        self._offered.setStringList([])
        self._soon.start()

    def _look(self) -> None:
        words = self.text().strip()
        if words:
            self._run(lambda progress: self._search(words, progress), self._show, self._failed)

    def _search(self, words: str, progress: Progress) -> tuple[str, Sequence[FoundPerson]]:
        progress.check()
        return words, self._find(words)

    def _show(self, found: tuple[str, Sequence[FoundPerson]]) -> None:
        words, people = found
        if words != self.text().strip() or not self.hasFocus():
            return  # somebody typed on
        self._people = {_called(one): one.client for one in people}
        self._offered.setStringList(list(self._people))
        self.completer().complete()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error

    # ---- choosing -----------------------------------------------------------------------------------

    def _choose(self, words: str) -> None:
        if words in self._people:
            self._take(self._people[words], words)

    def _take_only(self) -> None:
        """Enter takes the only one that was found."""
        if len(self._people) == 1 and self.text() != self._words:
            self._choose(next(iter(self._people)))

    def _left(self) -> None:
        """Nothing is left in it that is nobody."""
        if not self.text().strip():
            self._take(None, "")
        elif self.text() not in self._people:
            self.setText(self._words)

    def _take(self, client: int | None, words: str) -> None:
        is_other, self.client, self._words = client != self.client, client, words
        self.setText(words)
        self.setCursorPosition(0)
        if is_other:
            self.taken.emit()


def _called(one: FoundPerson) -> str:
    """``Annis Fold (C1), removed``."""
    return ", ".join(part for part in (f"{one.name} ({one.reference})", one.stage) if part)
