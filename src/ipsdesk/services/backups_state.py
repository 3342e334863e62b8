"""How well a unit is backed up: the newest backup, the second place, the last drill, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ipsdesk.services.backups_lines import BackupLine, line_of, moment_in_words
from ipsdesk.services.backups_making import Making
from ipsdesk.services.backups_settings import COPIED, TRIED, kept_setting
from ipsdesk.services.caseload_words import counted
from ipsdesk.storage.second_place import is_there

COPY_AFTER, TRY_AFTER = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where copies go (None: nowhere), whether it can be reached, and the last good copy."""

    path: Path | None
    is_there: bool
    copied_at: datetime | None
    days: int | None
    """Whole days since the last good copy."""
    overdue: bool
    """Whether for too long nothing was copied anywhere."""


@dataclass(frozen=True, slots=True)
class LastDrill:
    """The last drill and what it found; ``due`` says whether it is time for the next."""

    at: datetime | None
    ok: bool
    words: str
    due: bool


@dataclass(frozen=True, slots=True)
class BackupState:
    """All that a status bar or dialog tells; ``reminders`` are sentences, the most pressing first."""

    folder: Path
    count: int
    newest: BackupLine | None
    second: SecondPlace
    drill: LastDrill
    reminders: tuple[str, ...]


def state_of(making: Making) -> BackupState:
    """How the unit stands now."""
    opened, now = making.opened, making.workspace.now()
    backups = making.backups
    with opened.transactions.read() as connection:
        copied, tried = (kept_setting(connection, name) for name in (COPIED, TRIED))
    oldest = min((backup.manifest.at for backup in backups), default=now)
    second = _second(opened.unit.second_place, copied, oldest, now)
    drill = _drill(tried, oldest, now)
    newest = line_of(backups[0], opened.data_key) if backups else None
    reminders = (
        *_of_folder(making, newest, now),
        *_of_second(second, oldest, now),
        *_of_drill(drill),
    )
    return BackupState(opened.unit.backups, len(backups), newest, second, drill, reminders)


def clock_words(newest: datetime, now: datetime) -> str:
    """What is said where the clock is behind the newest backup; empty where it isn't."""
    if newest <= now:
        return ""
    return (
        f"The clock of this computer is behind the newest backup, made on {moment_in_words(newest)}."
        " Backups are made, and none is cleared away. Set the clock right."
    )


def _second(place: Path | None, copied: dict[str, Any], oldest: datetime, now: datetime) -> SecondPlace:
    kept = datetime.fromisoformat(copied["at"]) if copied and place == Path(copied["place"]) else None
    days = max((now - kept).days, 0) if kept else None
    overdue = now - (kept or oldest) > COPY_AFTER
    return SecondPlace(place, place is not None and is_there(place), kept, days, overdue)


def _drill(tried: dict[str, Any], oldest: datetime, now: datetime) -> LastDrill:
    at = datetime.fromisoformat(tried["at"]) if tried else None
    due = now - (at or oldest) >= TRY_AFTER or not tried.get("ok", True)
    return LastDrill(at, bool(tried.get("ok")), tried.get("words", ""), due)


def _of_folder(making: Making, newest: BackupLine | None, now: datetime) -> Iterator[str]:
    unit = making.opened.unit
    if unit.chosen_backups is not None and unit.backups != unit.chosen_backups:
        yield (
            f"The backup folder {unit.chosen_backups} can't be reached. Until it can, backups are kept in"
            f" {unit.backups}. Connect it, or choose another folder."
        )
    if newest is None:
        yield "There is no backup yet. Make one now."
    elif words := clock_words(newest.at, now):
        yield words


def _of_second(second: SecondPlace, oldest: datetime, now: datetime) -> Iterator[str]:
    if second.path is None:
        if second.overdue:
            yield "There is no second place for backups. Choose one: what takes this computer takes them all."
    elif not second.is_there:
        copied = _copied_words(second.copied_at, now) if second.copied_at else "nothing was copied there yet"
        yield f"The second place {second.path} is not connected; {copied}."
    elif second.overdue:
        days = (now - (second.copied_at or oldest)).days
        yield f"Nothing was copied to the second place for {days} days. Copy the newest backup now."


def _copied_words(at: datetime, now: datetime) -> str:
    if at.astimezone().date() == now.astimezone().date():
        return "the last good copy was made today"
    return f"the last good copy is {counted(max((now - at).days, 1), 'day')} old"


def _of_drill(drill: LastDrill) -> Iterator[str]:
    if drill.at and not drill.ok:
        yield f"The last drill failed: {drill.words}"
    elif drill.due:
        when = f"since {moment_in_words(drill.at)}" if drill.at else "yet"
        yield f"Restoring was not tried {when}. Try it now: it takes a moment and changes nothing."
