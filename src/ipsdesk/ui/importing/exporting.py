"""Writing the whole unit away from the interface thread, so that it can be seen and stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.watched_rows import WatchedRows

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.outgoing import Outgoing


@dataclass(frozen=True, slots=True)
class Exported:
    """The workbook that was written."""

    path: Path
    records: int
    sheets: int
    with_password: bool


def export_unit_to(desk: Desk, path: Path, password: str | None, progress: Progress) -> Exported:
    """Write the unit's workbook; stopped before the file is in its place, it leaves nothing behind."""
    from ipsdesk.exchange.workbook_out import write_unit_of  # noqa: PLC0415 - brings openpyxl with it

    rows = write_unit_of(cast("Desk", WatchedDesk(desk, progress)), path, password)
    return Exported(path, sum(rows.values()), len(rows), password is not None)


class WatchedDesk:
    """A desk as far as an export needs one, its records told as they are written."""

    def __init__(self, desk: Desk, progress: Progress) -> None:
        self._desk, self._progress = desk, progress
        self.exports = self

    def content(self) -> Outgoing:
        """Every record, as the desk has it."""
        self._progress.report(0.0, "Reading the records")
        content = self._desk.exports.content()
        many = len(content.sheets)
        sheets = [
            replace(one, rows=WatchedRows(one.rows, self._progress, place / many, f"Writing {one.sheet}"))
            for place, one in enumerate(content.sheets)
        ]
        return replace(content, sheets=tuple(sheets))

    def note_written(self, rows: Mapping[str, int], sha256: str, *, with_password: bool) -> None:
        """Note it in the audit trail."""
        self._desk.exports.note_written(rows, sha256, with_password=with_password)
