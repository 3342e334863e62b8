"""The dry run of a file and the import itself, away from the interface thread; both can be stopped midway."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from ipsdesk.services.desk import Desk
from ipsdesk.services.incoming import Incoming
from ipsdesk.services.intake import IntakeReport
from ipsdesk.services.intake_past import PastImport
from ipsdesk.ui.background import Progress
from ipsdesk.ui.importing.reading import look
from ipsdesk.ui.importing.tracker_reading import Tracker, incoming_of, read_again
from ipsdesk.ui.importing.watched_rows import WatchedRows


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a dry run found, and what it was a dry run of; ``tracker`` is None for a unit workbook."""

    incoming: Incoming
    report: IntakeReport
    overwrite: bool
    tracker: Tracker | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, and the import itself where it wrote anything."""

    report: IntakeReport
    past: PastImport | None


def rehearse(desk: Desk, incoming: Incoming, progress: Progress, *, overwrite: bool) -> Rehearsed:
    """What the import of a unit workbook would do; nothing is kept."""
    watched = _watched(incoming, progress, "Checking")
    report = desk.intake.bring_in(watched, dry_run=True, overwrite=overwrite)
    return Rehearsed(incoming, report, overwrite)


def rehearse_tracker(desk: Desk, tracker: Tracker, progress: Progress, *, overwrite: bool) -> Rehearsed:
    """What the import of a tracker would do."""
    found = rehearse(desk, incoming_of(desk, tracker, progress), progress, overwrite=overwrite)
    return replace(found, tracker=tracker)


@dataclass(frozen=True, slots=True)
class Again:
    """The same dry run of the file as it is on disk now, mended perhaps."""

    desk: Desk
    path: Path
    password: str
    before: Rehearsed

    def __call__(self, progress: Progress) -> Rehearsed:
        overwrite = self.before.overwrite
        if self.before.tracker is None:
            incoming = look(self.path, self.password, progress).incoming
            return rehearse(self.desk, incoming, progress, overwrite=overwrite)
        tracker = read_again(self.before.tracker, self.path, self.password, progress)
        return rehearse_tracker(self.desk, tracker, progress, overwrite=overwrite)


def bring_in(desk: Desk, rehearsed: Rehearsed, progress: Progress) -> Imported:
    """Bring in what was rehearsed: all of it or, where it is stopped on the way, nothing."""
    progress.report(0.0, "Making a backup")
    watched = _watched(rehearsed.incoming, progress, "Writing")
    report = desk.intake.bring_in(watched, overwrite=rehearsed.overwrite)
    return Imported(report, desk.intake.imports()[0] if report.written else None)


def _watched(incoming: Incoming, progress: Progress, doing: str) -> Incoming:
    many = len(incoming.sheets)
    sheets = [
        replace(one, rows=WatchedRows(one.rows, progress, place / many, f"{doing} {one.sheet}"))
        for place, one in enumerate(incoming.sheets)
    ]
    return replace(incoming, sheets=tuple(sheets))
