"""The pages of the dialog about cover: everyone who covers for a colleague, and one cover to be added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from ipsdesk.fields import Field, Kind
from ipsdesk.services.restricted_covers import MOST_DAYS, CoverChoices, Covered, When
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choice_field import Option
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.flow import Flow
from ipsdesk.ui.widgets.form import Around, Form
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.typed_values import Value

TITLE = "Cover for a colleague"
WHAT = (
    "Whoever covers opens the restricted records of the colleague's people without being asked why, on these "
    "days alone."
)
NONE = "Nobody covers for a colleague."
ADD = "Add a cover"
TABLE_HEIGHT = 200
MARKS = {When.NOW: Mark.DONE, When.AHEAD: Mark.WAITING, When.OVER: Mark.NOT_APPLICABLE}
FIELDS = {
    "account": Field("Who covers", Kind.REFERENCE, "The account of the person who stands in.", required=True),
    "colleague": Field("For whom", Kind.REFERENCE, "The colleague who is away.", required=True),
    "from_on": Field("First day", Kind.DATE, required=True),
    "to_on": Field(
        "Last day", Kind.DATE, f"{MOST_DAYS} days at most, the first and the last included.", required=True
    ),
    "reason": Field("Why", Kind.TEXT, "Such as: annual leave.", required=True),
}


def typed_day(day: date) -> str:
    """A day as it is typed, which is shorter than in words."""
    return f"{day:%d/%m/%Y}"


LISTING = Listing[Covered](
    TITLE,
    (
        Column[Covered]("Who covers", lambda one: one.account, width=150, name=True),
        Column[Covered]("For whom", lambda one: one.colleague, width=150),
        Column[Covered]("From", lambda one: one.from_on, lambda one: typed_day(one.from_on), 95, gives_way=2),
        Column[Covered]("To", lambda one: one.to_on, lambda one: typed_day(one.to_on), 95),
        Column[Covered]("Why", lambda one: one.reason, width=150, gives_way=1),
        Column[Covered](
            "Today",
            lambda one: one.when.value,
            width=115,
            mark=lambda one: MARKS.get(one.when, Mark.NOT_APPLICABLE),
        ),
    ),
    NONE,
    lambda one: one.id,
)


class CoverList(StepPage):
    """Every cover; what can be done about the one under the cursor stands below."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, TITLE, WHAT)
        self.panel = TablePanel(theme, LISTING, settings)
        self.add, self.end = Button(theme, f"{ADD}…"), Button(theme, "End this cover…")
        self._layout.addWidget(self.panel, 1)
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.add, self.end):
            flow.addWidget(button)
        self._layout.addWidget(buttons)
        self.panel.chosen.connect(self._choose)
        self._choose(None)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.panel.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    def _choose(self, cover: Covered | None) -> None:
        self.end.setEnabled(cover is not None and cover.may_end)

    def show_covers(self, covers: tuple[Covered, ...]) -> None:
        """Show these, the first under the cursor."""
        self.panel.set_rows(covers)
        if covers and self.panel.current_row() is None:
            self.panel.view.setCurrentIndex(self.panel.model.index(0, 0))
        self._choose(self.panel.current_row())

    def begin(self) -> None:
        """Put the keyboard into the list; where it is empty, on what fills it."""
        (self.panel.view if self.panel.model.shown else self.add).setFocus()


class CoverForm(StepPage):
    """One cover; the form is made anew each time, for accounts and colleagues come and go."""

    def __init__(self, theme: Theme, today: Callable[[], date]) -> None:
        super().__init__(theme, ADD, WHAT)
        self._today = today
        self.form: Form | None = None
        self._layout.addStretch(1)

    def offer(self, choices: CoverChoices) -> None:
        """An empty form with these to choose from, from today on."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        options = {
            key: [Option(str(id_), name) for id_, name in named]
            for key, named in (("account", choices.accounts), ("colleague", choices.colleagues))
        }
        self.form = Form(self._theme, FIELDS, Around(self._today, options))
        self.form.show_values({"from_on": self._today()})
        self._layout.insertWidget(self._layout.count() - 1, self.form)

    def values(self) -> dict[str, Value] | None:
        """What is typed; None if something is wrong, which the form has said then."""
        return self.form.values() if self.form is not None else None

    def refuse(self, sentence: str) -> None:
        """Said at the top; what was typed stays."""
        if self.form is not None:
            self.form.show_problems({"": sentence})

    def begin(self) -> None:
        """Put the keyboard into the first field."""
        if self.form is not None:
            self.form.go_to("account")
