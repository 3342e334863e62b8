"""Backups in words for the eye: how long ago, how large, how well the unit is backed up."""

from __future__ import annotations

from datetime import datetime, timedelta

from ipsdesk.rules.wording import counted
from ipsdesk.services.backups import BackupLine, BackupState, LastDrill, SecondPlace
from ipsdesk.ui.sign_in.foot import moment_words

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOT_TRIED = "Never tried yet."


def ago(at: datetime, now: datetime) -> str:
    """``2 hours ago``; what is yet to come, by this clock, has just been."""
    passed = now - at
    if passed < timedelta(minutes=2):
        return "just now"
    if passed < HOUR:
        return f"{counted(passed // timedelta(minutes=1), 'minute')} ago"
    if passed < DAY:
        return f"{counted(passed // HOUR, 'hour')} ago"
    return f"{counted(passed // DAY, 'day')} ago"


def capital(words: str) -> str:
    """The same as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def size_words(size: int) -> str:
    """``1.4 MB``."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"


def key_words(line: BackupLine) -> str:
    """With which key it opens."""
    return "Today's key" if line.opens else "Older key"


def reason_words(line: BackupLine) -> str:
    """Why it was made."""
    return capital(line.reason)


def newest_words(state: BackupState, now: datetime) -> str:
    """When and why the newest was made, and where it lies."""
    newest = state.newest
    if newest is None:
        return f"None yet. They are kept in {state.folder}"
    when, many = moment_words(newest.at, now), counted(state.count, "backup")
    return f"{capital(when)}, {newest.reason}; checked. {many} in {state.folder}"


def second_words(second: SecondPlace, now: datetime) -> str:
    """Where copies go, whether it can be reached, and the last good one."""
    if second.path is None:
        return "None chosen yet. Copies on a stick or another computer outlive this one."
    copied = f"last good copy {moment_words(second.copied_at, now)}" if second.copied_at else "no copy yet"
    return f"{second.path}: {'connected' if second.is_there else 'not connected'}, {copied}."


def drill_words(drill: LastDrill, now: datetime) -> str:
    """When restoring was last practised, and what came of it."""
    if drill.at is None:
        return NOT_TRIED
    return f"{capital(moment_words(drill.at, now))}: {'it works' if drill.ok else 'it failed'}."


def status_words(state: BackupState, now: datetime) -> tuple[str, bool]:
    """What the status bar says, and whether something is to be done about it."""
    newest = state.newest
    if newest is None:
        return "No backup yet", True
    if now - newest.at > DAY:
        return f"No backup for {counted((now - newest.at) // DAY, 'day')}", True
    said = f"Backed up {ago(newest.at, now)}"
    overdue = [*_of_second(state.second), *(["practise a restore"] if state.drill.due else [])]
    return (f"{said} · {' · '.join(overdue)}", True) if overdue else (f"{said}, checked", False)


def _of_second(second: SecondPlace) -> list[str]:
    if second.path is None:
        return []
    if second.days is None:
        return ["nothing at the second place yet"]
    if second.overdue:
        return [f"second place {counted(second.days, 'day')} behind"]
    return []
