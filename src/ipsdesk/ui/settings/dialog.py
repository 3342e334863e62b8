"""The unit's settings, section by section: a manager changes them here, everybody else reads them."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ipsdesk.errors import DeskError
from ipsdesk.services.roles import EVERYONE, Role
from ipsdesk.services.settings import FIELDS, Choices
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.text_styles import NAME, PANEL, SECOND
from ipsdesk.ui.widgets.words import Words

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk

TITLE = "Settings of this unit"
SECTIONS = {"Locking": ("lock_minutes",)}
"""Headings, and the names of the choices below each."""
RATES = "Limits, wages and allowances"
RATES_WORDS = "What weeks, pay and awards are held against, by date. A manager adds next April's."
READING_ONLY = "Only a manager of the unit can change these."
WIDTH = 460


class SettingsDialog(QDialog):
    """Reads the choices, then shows them; Save writes what was changed and closes.

    ``rates_wanted`` asks for the dated limits, which have a dialog of their own.
    """

    rates_wanted = Signal()

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._run, self._desk = theme, run, desk
        self._may_change = desk.workspace.actor.role is Role.MANAGER
        self.setWindowTitle(TITLE)
        today = desk.workspace.today
        self.forms = {
            heading: Form(theme, {name: FIELDS[name] for name in names}, Around(today))
            for heading, names in SECTIONS.items()
        }
        self.rates = Button(theme, "Show them…", Rank.PLAIN, "currency-gbp")
        self.rates.setAccessibleName(f"Show {RATES.lower()}")
        self.rates.clicked.connect(self.rates_wanted)
        self.save, self.cancel = Button(theme, "Save", Rank.PRIMARY), Button(theme, "Cancel")
        self.save.setDefault(True)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(Space.CARD, Space.CARD, Space.CARD, Space.CARD)
        self._layout.setSpacing(Space.STEP)
        self._run(lambda _: desk.settings.choices(), self._show, self._failed)

    # ---- what is shown ------------------------------------------------------------------------------

    def _show(self, choices: Choices) -> None:
        values = asdict(choices)
        for heading, form in self.forms.items():
            self._layout.addWidget(Words(self._theme, heading, PANEL))
            form.show_values(values)
            if self._may_change:
                self._layout.addWidget(form)
                form.changed.connect(self._fit)
            else:
                self._read_out(heading, values)
        if self._desk.workspace.actor.role in EVERYONE:
            self._show_rates()
        self._layout.addStretch()
        self._layout.addLayout(self._buttons())
        self._fit()
        heading, names = next(iter(SECTIONS.items()))
        if self._may_change:
            self.forms[heading].go_to(names[0])
        else:
            self.cancel.setFocus()

    def _read_out(self, heading: str, values: dict[str, Any]) -> None:
        for name in SECTIONS[heading]:
            field = FIELDS[name]
            self._layout.addWidget(Words(self._theme, f"{field.label}: {values[name]}", NAME, wraps=True))
            self._layout.addWidget(Words(self._theme, field.help, SECOND, wraps=True))

    def _show_rates(self) -> None:
        """The way to the dated limits, for those who read records."""
        self._layout.addWidget(Words(self._theme, RATES, PANEL))
        self._layout.addWidget(Words(self._theme, RATES_WORDS, SECOND, wraps=True))
        beside = QHBoxLayout()
        beside.addWidget(self.rates)
        beside.addStretch()
        self._layout.addLayout(beside)

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(Space.SNUG)
        line.addStretch()
        line.addWidget(self.cancel)
        if self._may_change:
            line.addWidget(self.save)
        else:
            hint = Hint(self._theme)
            hint.say(READING_ONLY)
            self._layout.addWidget(hint)
            self.cancel.setText("Close")
        return line

    def _fit(self) -> None:
        wide = self._theme.px(WIDTH)
        self.setFixedWidth(wide)
        self.resize(wide, self._layout.totalHeightForWidth(wide))

    # ---- saving -------------------------------------------------------------------------------------

    def _save(self) -> None:
        """All sections, or none while one has a problem."""
        read = [form.values() for form in self.forms.values()]
        self._fit()
        given: dict[str, Any] = {}
        for values in read:
            if values is None:
                return
            given |= values
        self.save.setEnabled(False)
        self._run(partial(self._write, Choices(**given)), self._saved, self._failed)

    def _write(self, choices: Choices, _progress: Progress) -> None:
        self._desk.settings.change(choices)

    def _saved(self, _nothing: None) -> None:
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if not isinstance(error, DeskError):
            raise error
        next(iter(self.forms.values())).show_problems({"": str(error)})
        self._fit()
