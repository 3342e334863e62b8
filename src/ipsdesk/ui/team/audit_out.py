"""An audit of files on paper, and the blank checklist: read, laid out, noted."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from ipsdesk.errors import DeskError
from ipsdesk.reports.blocks import Block
from ipsdesk.rules.wording import shown_day
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks


class AuditOut(QObject):
    """``told`` carries why an audit can't be printed."""

    told = Signal(str, bool)

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def preview(self, audit: int) -> None:
        """Look at an audit; from there it is printed or saved as PDF."""
        self._at.run(partial(self._blocks, audit), self._show, self._failed)

    def _blocks(self, audit: int, _progress: Progress) -> list[Block]:
        from ipsdesk.reports.file_audit_copy import audit_blocks  # noqa: PLC0415 - only who prints

        return audit_blocks(self._at.desk.file_audits.paper(audit))

    def _show(self, blocks: list[Block]) -> None:
        self._print(blocks, "File audit, without names")

    def preview_blank(self) -> None:
        """The checklist to fill in by hand; nothing of anybody stands in it."""
        from ipsdesk.reports.file_audit_copy import BLANK, blank_checklist  # noqa: PLC0415 - as above

        self._print(blank_checklist(), BLANK)

    def _print(self, blocks: list[Block], called: str) -> None:
        desk = self._at.desk
        footing = Footing(desk.unit_name, shown_day(desk.workspace.today()), desk.is_practice)
        print_blocks(self._at.theme, blocks, footing, self._at.page, Noting(self._at.run, desk.trail, called))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self.told.emit(str(error), True)  # noqa: FBT003 - a signal has no names
