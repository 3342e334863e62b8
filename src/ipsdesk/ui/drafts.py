"""How a tab or dialog hands out what is being written in it, and how a draft of it is opened again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:  # the services bring the database with them, which the sign-in does not wait for
    from ipsdesk.services.drafts import DraftNote

Reopen = Callable[["DraftNote"], object]
"""Opens a form with what was typed in it; raises ``DeskError`` with the reason where it can't be opened."""
Reopeners = Mapping[str, Reopen]
"""By the kind of draft."""


@runtime_checkable
class Writes(Protocol):
    """A tab, or a dialog over the window, in which something can stand that is not saved."""

    def drafts(self) -> Sequence[DraftNote]:
        """What is being written; quick, for it is asked every few seconds. Never a passphrase."""
        ...


def written_in(places: Iterable[object]) -> list[DraftNote]:
    """All that is being written there."""
    return [note for place in places if isinstance(place, Writes) for note in place.drafts()]
