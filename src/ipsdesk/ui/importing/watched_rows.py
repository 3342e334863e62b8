"""Rows that say when they are gone through, which is where work that knows nothing of it can be stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ipsdesk.ui.background import Progress


class WatchedRows(list[tuple[Any, ...]]):
    """The rows of one sheet.

    Each time somebody goes through them, ``doing`` and how many they are is reported; if the work is to stop,
    that raises ``Cancelled`` there, inside whatever transaction is open, which is then undone.
    """

    def __init__(self, rows: Sequence[tuple[Any, ...]], progress: Progress, share: float, doing: str) -> None:
        super().__init__(rows)
        self._progress, self._share = progress, share
        self._doing = f"{doing}: {len(self):,} {'row' if len(self) == 1 else 'rows'}"

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        self._progress.report(self._share, self._doing)
        return super().__iter__()
