"""The lines of the File menu that deal with Excel, and what carries them out."""

# ruff: noqa: PLC0415 - the dialogs bring the readers and writers of workbooks with them, for those who ask

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipsdesk.errors import DeskError
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of
from ipsdesk.ui.widgets.file_dialog import EXCEL, ask_to_save, documents

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk

FILE = "&File"
IMPORT, PAST, EXPORT, TEMPLATE = "import", "past-imports", "export-unit", "empty-workbook"
ROWS = (
    ActionRow(
        IMPORT,
        FILE,
        "&Import from Excel…",
        "Bring records in from a unit workbook or the unit's own tracker",
        "Ctrl+I",
        "import",
        new_group=True,
    ),
    ActionRow(PAST, FILE, "Past impor&ts…", "See what was imported, and undo it"),
    ActionRow(
        EXPORT, FILE, "&Export the unit…", "Write the whole unit into an Excel workbook", icon="export"
    ),
    ActionRow(
        TEMPLATE, FILE, "Empty &workbook…", "Write the empty unit workbook, to be filled in and imported"
    ),
)
FOR_MANAGERS = frozenset({IMPORT, PAST, EXPORT})
WHY_OFF = "Only a manager of the unit may do this"
EMPTY_NAME = "Unit workbook.xlsx"
WRITTEN = "The empty workbook"


def file_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    doers = FileDoers(at)
    return actions_of(
        ROWS,
        {IMPORT: doers.bring_in, PAST: doers.past, EXPORT: doers.export, TEMPLATE: doers.template},
        switched_off(at.desk),
        WHY_OFF,
    )


def switched_off(desk: Desk) -> frozenset[str]:
    """The lines that are disabled for the account at this desk; their tips say why."""
    from ipsdesk.services.roles import Role

    return frozenset() if desk.workspace.actor.role is Role.MANAGER else FOR_MANAGERS


class FileDoers(QObject):
    """Opens the dialogs over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def bring_in(self) -> None:
        """Import a file."""
        from ipsdesk.ui.importing.import_dialog import ImportDialog

        at = self._at
        at.open(ImportDialog(at.theme, at.run, at.desk, at.settings, at.page))

    def past(self) -> None:
        """What was imported before."""
        from ipsdesk.ui.importing.past_imports import PastImports

        at = self._at
        at.open(PastImports(at.theme, at.run, at.desk, at.settings, at.page))

    def export(self) -> None:
        """The whole unit as a workbook."""
        from ipsdesk.ui.importing.export_dialog import ExportDialog

        at = self._at
        at.open(ExportDialog(at.theme, at.run, at.desk, at.page))

    # ---- the empty workbook -------------------------------------------------------------------------

    def template(self) -> None:
        """The empty workbook, wherever it is wanted."""
        ask_to_save(self._at.page, WRITTEN, documents() / EMPTY_NAME, EXCEL, self.write_template)

    def write_template(self, path: str) -> None:
        """Write it in the background and say where it is."""
        self._at.run(partial(_write_template, Path(path)), self._written, self._not_written)

    def _written(self, path: Path) -> None:
        self._say(f"The empty workbook is written: {path}. Its first sheet says how to fill it in.")

    def _not_written(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))

    def _say(self, words: str) -> None:
        from ipsdesk.ui.notice import Notice
        from ipsdesk.ui.widgets.breakable import breakable

        self._at.open(Notice(self._at.theme, WRITTEN, breakable(words), parent=self._at.page))


def _write_template(path: Path, _progress: Progress) -> Path:
    from ipsdesk.exchange.template import write_template

    write_template(path)
    return path
