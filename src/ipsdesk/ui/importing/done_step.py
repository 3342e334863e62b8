"""The last step of an import: what came in, and the way to take it back."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from ipsdesk.services.intake_undo import UndoReport
from ipsdesk.ui.importing.rehearsing import Imported
from ipsdesk.ui.importing.report_tables import sheet_rows, sheets_panel
from ipsdesk.ui.importing.report_words import NOTHING_TO_DO, done_words
from ipsdesk.ui.importing.undoing import Undoing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.text_styles import NAME
from ipsdesk.ui.widgets.words import Words

WORDS = "A backup was made before. Past imports in the File menu can take this one back later as well."
TABLE_HEIGHT = 190


class DoneStep(StepPage):
    """The import that was just made."""

    def __init__(self, theme: Theme, settings: QSettings) -> None:
        super().__init__(theme, "Imported", WORDS)
        self.outcome = Words(theme, style=NAME, wraps=True)
        self.by_sheet = sheets_panel(theme, settings)
        self.undoing = Undoing(theme)
        self._layout.addWidget(self.outcome)
        self._layout.addWidget(self.by_sheet, 1)
        self._layout.addWidget(self.undoing)
        self._layout.addStretch()
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.by_sheet.setMinimumHeight(self._theme.px(TABLE_HEIGHT))

    def show_import(self, imported: Imported) -> None:
        """Say what came in."""
        self.outcome.setText(done_words(imported.report) if imported.past else NOTHING_TO_DO)
        self.by_sheet.set_rows(sheet_rows(imported.report.tallies))
        self.undoing.show_import(imported.past)
        announce(self, self.outcome.text(), urgent=True)

    def show_undone(self, report: UndoReport) -> None:
        """Say what was taken back."""
        self.outcome.setText("The import was undone." if report.kinds else "The import still stands.")
        self.by_sheet.set_rows(())
        self.by_sheet.hide()
        self.undoing.show_report(report)

    def problems(self) -> dict[str, str]:
        """Nothing is typed here."""
        return {}

    def begin(self) -> None:
        """The table can be read; the next action is to close."""
        self.by_sheet.view.setFocus()
