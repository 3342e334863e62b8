"""The drill: the newest backup restored aside, counted, compared with what it should hold, and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, DeskError
from ipsdesk.rules.periods import last_full_quarter
from ipsdesk.services.backups_lines import moment_in_words, rows_in_words
from ipsdesk.services.backups_making import Making
from ipsdesk.services.backups_settings import TRIED
from ipsdesk.services.backups_unlocking import unlocked_at
from ipsdesk.services.figures import Scorecard, count, staffing_of
from ipsdesk.storage.backup import BackupInfo
from ipsdesk.storage.bundles import opens_with
from ipsdesk.storage.restoring import open_copy, tried_out


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What the drill found, a sentence for each thing that was looked at; one sentence if it failed."""

    at: datetime
    backup: str
    ok: bool
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of it."""
        return " ".join(self.lines)


def try_restoring(making: Making) -> DrillResult:
    """Restore the newest backup aside, look through it and remove it; what it found is kept and noted.

    Raises ``CannotRun`` where there is no backup.
    """
    now = making.workspace.now()
    key = making.opened.data_key
    newest = next((one for one in making.backups if opens_with(one, key)), None)
    if newest is None:
        raise CannotRun("There is no backup to try yet, or none since the keys were renewed. Make one first.")
    try:
        lines = tuple(_look(making, newest))
        result = DrillResult(now, newest.folder.name, ok=True, lines=lines)
    except DeskError as error:
        result = DrillResult(now, newest.folder.name, ok=False, lines=(str(error),))
    kept = asdict(result) | {"at": now.isoformat(), "words": result.words}
    making.note(TRIED, {"backup": result.backup, "ok": result.ok, "found": result.words}, {TRIED: kept})
    return result


def _look(making: Making, backup: BackupInfo) -> Iterator[str]:
    manifest, today = backup.manifest, making.workspace.today()
    unlocked = unlocked_at(making.opened, backup)
    with tried_out(unlocked, making.opened.unit.backups, making.workspace.now()) as folder:
        yield f"The backup of {moment_in_words(manifest.at)} was restored aside; every page is authentic."
        with (
            open_copy(unlocked, folder, making.workspace.now()) as copy,
            copy.transactions.read() as connection,
        ):
            yield f"It holds what it should: {rows_in_words(manifest.rows) or 'no clients yet'}."
            bad = copy.audit.verify(connection, anchors=manifest.anchor)
            if bad is not None:
                raise CannotRun(f"Its audit trail is broken at entry {bad}. Compare it with an earlier one.")
            yield f"Its audit trail is unbroken: {manifest.audit_number:,} entries."
            figures = _figures(connection, today)
    yield _compared(making, figures)


def _compared(making: Making, figures: Scorecard) -> str:
    """The figures of the copy beside those of the unit, which are the same if nothing changed since."""
    label = figures.period.label
    if making.changed():
        return f"The figures of {label} were counted in it; the unit has changed since."
    with making.opened.transactions.read() as connection:
        if _figures(connection, making.workspace.today()) != figures:
            raise CannotRun(f"The figures of {label} differ from the unit's, though nothing changed since.")
    return f"The figures of {label} are those of the unit."


def _figures(connection: Connection, today: date) -> Scorecard:
    return count(connection, last_full_quarter(today), staffing_of(connection))
