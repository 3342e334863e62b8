"""The open minutes, for an account of a representative: those that are signed off, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QVBoxLayout

from ipsdesk.errors import DeskError
from ipsdesk.services.desk import Desk
from ipsdesk.services.minutes import MinutesRow
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import Progress, RunInBackground
from ipsdesk.ui.involvement.minutes_out import MinutesOut
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tab import Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.verbs import PRINT
from ipsdesk.ui.widgets.columns import Column, Listing
from ipsdesk.ui.widgets.hint import Hint
from ipsdesk.ui.widgets.side_panel import lead_in
from ipsdesk.ui.widgets.table_panel import TablePanel
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.words import Words

READ = "Enter opens the minutes: as they are, in large print, or in easy read."
LISTING = Listing[MinutesRow](
    "Open minutes",
    (
        Column[MinutesRow]("Meeting", lambda one: one.called, width=430, name=True),
        Column[MinutesRow]("Date", lambda one: one.on, width=170),
        Column[MinutesRow]("Version", lambda one: one.version, width=110),
        Column[MinutesRow]("Signed off", lambda one: one.signed_on, width=170),
    ),
    "No minutes are signed off yet.",
    lambda one: one.id,
    row_height=51,
)


class OpenMinutesTab(Tab):
    """The newest meeting first."""

    title: ClassVar[str] = "Open minutes"
    help_page: ClassVar[str] = "involvement"
    actions_table: ClassVar[Sequence[ActionRow]] = (PRINT,)
    listens_to: ClassVar[frozenset[str]] = frozenset({"decision meeting"})

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self._run, self._desk = run, desk
        self.panel, self.hint = TablePanel(theme, LISTING, settings), Hint(theme)
        self.out = MinutesOut(AtDesk(theme, run, desk, settings, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.FIELD, Space.STEP, Space.FIELD, Space.FIELD)
        layout.setSpacing(Space.STEP)
        layout.addWidget(Words(theme, self.title, TITLE))
        layout.addWidget(self.hint)
        layout.addWidget(self.panel, 1)
        lead_in(self, self.panel.view)
        self.panel.opened.connect(self._open)
        self.out.told.connect(self._told)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {PRINT.key: self._print}

    def refresh(self) -> None:
        """Read what may be read."""
        self._run(self._read, self._show, self._refused)

    def _read(self, _progress: Progress) -> tuple[MinutesRow, ...]:
        return self._desk.minutes.published()

    def _show(self, rows: tuple[MinutesRow, ...]) -> None:
        self.panel.set_rows(rows)
        self.hint.say(READ if rows else "")

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.hint.say(str(error))

    def _open(self, row: MinutesRow) -> None:
        self.out.ask_copies(row.id, with_closed=False)

    def _print(self) -> None:
        if (row := self.panel.current_row()) is not None:
            self._open(row)

    def _told(self, words: str, _refused: bool) -> None:  # noqa: FBT001 - a signal has no names
        self.hint.say(words)
