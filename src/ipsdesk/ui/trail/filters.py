"""The line the audit trail is narrowed with: whose records, by whom, what kind, what was done, when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import FoundPerson
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.trail import TrailChoices, TrailFilter
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.trail.narrowing import OneDay, OneOf, OnePerson
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.tool_line import ToolLine


class TrailFilters(QWidget):
    """``changed`` once something else is wanted."""

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        run: RunInBackground,
        find: Callable[[str], Sequence[FoundPerson]],
        today: Callable[[], date],
    ) -> None:
        super().__init__()
        self.person = OnePerson(theme, run, find)
        self.account = OneOf(theme, "Account", "All accounts")
        self.kind = OneOf(theme, "Kind of record", "All kinds")
        self.action = OneOf(theme, "What was done", "All that was done")
        self.since, self.until = OneDay(theme, "From day", today), OneDay(theme, "To day", today)
        self.clear_button = Button(theme, "Clear", Rank.QUIET)
        self.clear_button.setAccessibleName("Clear all filters")
        self.fields = (self.person, self.account, self.kind, self.action, self.since, self.until)
        line = ToolLine(self, Space.SNUG)
        line.done_from = len(self.fields) + 1
        for field in self.fields:
            line.addWidget(field)
            field.taken.connect(self._taken)
        line.addWidget(self.clear_button)
        self.clear_button.clicked.connect(self.clear)
        self._tell()

    def offer(self, choices: TrailChoices) -> None:
        """These accounts, kinds and deeds there are."""
        self.account.offer(Option(str(number), name) for number, name in choices.accounts)
        for field, words in ((self.kind, choices.kinds), (self.action, choices.actions)):
            field.offer(Option(one, sentence_case(one)) for one in words)

    def wanted(self) -> TrailFilter:
        """What is wanted now."""
        return TrailFilter(
            account=int(self.account.chosen) if self.account.chosen else None,
            client=self.person.client,
            kinds=frozenset(one for one in [self.kind.chosen] if one),
            actions=frozenset(one for one in [self.action.chosen] if one),
            since=self.since.day,
            until=self.until.day,
        )

    def words(self) -> str:
        """The same in words, for paper and files."""
        return " · ".join(self._parts()) or "everything"

    def _parts(self) -> Iterator[str]:
        if self.person.client is not None:
            yield self.person.text()
        for field in (self.account, self.kind, self.action):
            if field.chosen:
                yield field.box.currentText()
        for day, which in ((self.since.day, "from"), (self.until.day, "to")):
            if day is not None:
                yield f"{which} {shown_day(day)}"

    def clear(self) -> None:
        """Everything again."""
        for field in self.fields:
            field.clear()
        self._taken()

    def _taken(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.clear_button.setEnabled(self.wanted() != TrailFilter())
