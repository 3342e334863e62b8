"""The steps that bring one person back: who, why a restricted record is needed, and what of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSettings, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.wording import counted
from ipsdesk.services.backups import PersonThere, RecordThere, Secret
from ipsdesk.services.desk import Desk
from ipsdesk.ui.backups.listings import RECORDS, Ticked
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.trail.changes_table import ChangesTable
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import ChoiceField, Option
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.task import Task
from ipsdesk.ui.widgets.text_styles import BODY
from ipsdesk.ui.widgets.typed_field import LongTextField
from ipsdesk.ui.widgets.typed_values import Complaint
from ipsdesk.ui.widgets.words import Words

PERSON = Field("Person", Kind.REFERENCE, required=True, help="Type any part of the name or reference.")
WHY = Field("Why do you need it?", Kind.LONG_TEXT, required=True, help="It is kept in the audit trail.")
ALL, NONE = "Bring all back", "Bring none back"
RECORDS_HEIGHT, FIELDS_HEIGHT = 200, 130
MISSING = "The unit does not have this record: all of it would come back."
SAME = "It was removed as it is in the backup: it would come back as it was."
DIFFERS = "Before: as it is in the unit now. After: as it would be again."
NOTHING = "Choose at least one record to bring back: Space changes Yes and No."

Where = tuple[Path, Secret | None]
"""A backup's folder, and what opens it (None: the unit's present key)."""
Found = tuple[PersonThere, Sequence[RecordThere]]


class OfPerson(Task):
    """Something asked of one backup."""

    def __init__(self, theme: Theme, where: Where, title: str, words: str) -> None:
        super().__init__(theme, title, words)
        self._backup, self._secret = where


class ChoosePerson(OfPerson):
    """Everybody the backup holds, by name."""

    button, doing = "Next", "Comparing the person's records…"

    def __init__(self, theme: Theme, where: Where, people: Sequence[PersonThere]) -> None:
        super().__init__(
            theme,
            where,
            "Bring one person back",
            "Nobody else's records are touched. First you see what is missing, removed or different.",
        )
        self.people = {one.uuid: one for one in people}
        options = [Option(one.uuid, _person_words(one)) for one in people]
        self._person = ChoiceField(theme, PERSON, options)
        self._add("person", self._person)

    def problems(self) -> dict[str, str]:
        """Whether nobody is chosen, or nobody in the backup is called so."""
        try:
            return super().problems() if self._person.value() else {"person": "Person: choose one"}
        except Complaint as complaint:
            return {"person": f"Person: {complaint}"}

    @property
    def person(self) -> PersonThere:
        """Who is chosen."""
        return self.people[str(self._person.value())]

    def job(self) -> Callable[[Desk], Found]:
        backup, person, secret = self._backup, self.person, self._secret
        return lambda desk: (person, desk.backups.client_differences(backup, person.uuid, secret))


class WhyNeeded(Task):
    """Asked before a restricted record is looked at; then its differences are."""

    button, doing = "Open the record", ChoosePerson.doing

    def __init__(self, theme: Theme, client: int, then: Callable[[Desk], Found]) -> None:
        super().__init__(
            theme, "This record is restricted", "Your reason is noted with your name and the time."
        )
        self._client, self._then = client, then
        self._reason = LongTextField(theme, WHY)
        self._add("reason", self._reason)

    def problems(self) -> dict[str, str]:
        """Whether the reason is missing."""
        return {} if str(self._reason.value() or "").strip() else {"reason": "Write why you need the record"}

    def job(self) -> Callable[[Desk], Found]:
        client, reason, then = self._client, str(self._reason.value()), self._then

        def look(desk: Desk) -> Found:
            desk.restricted.open_with_reason(client, reason)
            return then(desk)

        return look


class WhatComesBack(OfPerson):
    """The records that differ, each to come back or not; the one under the cursor field by field."""

    button, doing = "Bring back", "Bringing the records back…"

    def __init__(
        self,
        theme: Theme,
        settings: QSettings,
        where: Where,
        found: Found,
    ) -> None:
        person, records = found
        super().__init__(theme, where, f"What of {person.name} comes back?", _found_words(records))
        self.person = person
        self.panel, self._changes = TablePanel(theme, RECORDS, settings), ChangesTable(theme)
        self._says = Words(theme, style=BODY, wraps=True)
        self._build()
        self.panel.set_rows([Ticked(one) for one in sorted(records, key=lambda one: one.kind != "client")])
        self.panel.chosen.connect(self._show)
        self.panel.opened.connect(self._turn)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.panel.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self._turn_current)
        self.panel.view.clicked.connect(self._clicked)
        theme.changed.connect(self._measure)
        self._measure()

    def _build(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons)
        for words, turn in ((ALL, self._want_all), (NONE, self._want_none)):
            button = Button(self._theme, words)
            button.clicked.connect(turn)
            flow.addWidget(button)
        for part in (buttons, self.panel, self._says, self._changes):
            self._layout.addWidget(part)

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(RECORDS_HEIGHT))
        self._changes.setFixedHeight(self._theme.px(FIELDS_HEIGHT))

    def begin(self) -> None:
        """Put the keyboard on the first record."""
        self.panel.view.setCurrentIndex(self.panel.model.index(0, 1))
        self.panel.view.setFocus()

    def _show(self, one: Ticked | None) -> None:
        fields = one.record.fields if one else ()
        self._changes.setVisible(bool(fields))
        self._changes.show_changes(fields)
        missing = one is not None and one.record.version is None
        self._says.setText(DIFFERS if fields else MISSING if missing else SAME)

    # ---- yes and no ---------------------------------------------------------------------------------

    def _turn_current(self) -> None:
        if (one := self.panel.current_row()) is not None:
            self._turn(one)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._turn_current()

    def _turn(self, one: Ticked) -> None:
        one.wanted = not one.wanted
        self.panel.set_rows(self.panel.model.rows)
        announce(self.panel.view, f"Bring back: {'yes' if one.wanted else 'no'}")

    def _want_all(self) -> None:
        self._want(wanted=True)

    def _want_none(self) -> None:
        self._want(wanted=False)

    def _want(self, *, wanted: bool) -> None:
        for one in self.panel.model.rows:
            one.wanted = wanted
        self.panel.set_rows(self.panel.model.rows)

    @property
    def chosen(self) -> list[RecordThere]:
        """What is to come back."""
        return [one.record for one in self.panel.model.rows if one.wanted]

    def problems(self) -> dict[str, str]:
        """Whether nothing is chosen."""
        return {} if self.chosen else {"": NOTHING}

    def job(self) -> Callable[[Desk], int]:
        backup, person, chosen, secret = self._backup, self.person.uuid, self.chosen, self._secret
        return lambda desk: desk.backups.bring_client_back(backup, person, chosen, secret)

    def done(self, number: int) -> str:
        """What became of it, and the way back."""
        are = "is" if number == 1 else "are"
        return f"{counted(number, 'record')} of {self.person.name} {are} back. Edit, Undo takes that back."


def _person_words(one: PersonThere) -> str:
    now = f", {one.now.value}" if one.now else ""
    return f"{one.name} ({one.reference}){now}"


def _found_words(records: Sequence[RecordThere]) -> str:
    number, are = counted(len(records), "record"), "is" if len(records) == 1 else "are"
    return (
        f"{number} in the backup {are} missing, removed or different now. Space, or a click on Yes, leaves "
        "one as it is now."
    )
