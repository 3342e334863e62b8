"""What the status bar says of backups, and when it warns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ipsdesk.services.backups import BackupLine, BackupState, LastDrill, SecondPlace
from ipsdesk.ui.backups.backup_words import ago, size_words, status_words

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
STICK = Path("/stick")


def stands(hours: float | None, days: int | None = 1, *, due: bool = False) -> BackupState:
    """A unit whose newest backup and last copy are so old."""
    at = NOW - timedelta(hours=hours or 0)
    newest = None if hours is None else BackupLine(Path("/b"), at, "at closing", "3 clients", 9, opens=True)
    copied = NOW if days is not None else None
    second = SecondPlace(STICK, is_there=False, copied_at=copied, days=days, overdue=(days or 0) > 7)
    return BackupState(Path("/"), 1, newest, second, LastDrill(None, ok=False, words="", due=due), ())


@pytest.mark.parametrize(
    ("state", "words", "warns"),
    [
        (stands(None), "No backup yet", True),
        (stands(2), "Backed up 2 hours ago, checked", False),
        (stands(23), "Backed up 23 hours ago, checked", False),
        (stands(26), "No backup for 1 day", True),
        (stands(24 * 9), "No backup for 9 days", True),
        (stands(2, 7), "Backed up 2 hours ago, checked", False),
        (stands(2, 8), "Backed up 2 hours ago · second place 8 days behind", True),
        (stands(2, None), "Backed up 2 hours ago · nothing at the second place yet", True),
        (stands(2, due=True), "Backed up 2 hours ago · practise a restore", True),
    ],
)
def test_the_status_bar_warns_only_where_something_is_to_be_done(
    state: BackupState, words: str, warns: bool
) -> None:
    assert status_words(state, NOW) == (words, warns)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-5, "just now"), (1, "just now"), (59, "59 minutes ago"), (60, "1 hour ago"), (60 * 47, "1 day ago")],
)
def test_how_long_ago(minutes: int, words: str) -> None:
    assert ago(NOW - timedelta(minutes=minutes), NOW) == words


@pytest.mark.parametrize(
    ("size", "words"), [(12, "1 kB"), (99_999, "99 kB"), (100_000, "0.1 MB"), (2_460_000_000, "2,460.0 MB")]
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size) == words
