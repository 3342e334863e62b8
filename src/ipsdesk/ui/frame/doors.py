"""What the window is given to do its work with, by whoever puts the program together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the services bring the database with them, which the sign-in does not wait for
    from PySide6.QtWidgets import QWidget

    from ipsdesk.services.desk import Desk, Made
    from ipsdesk.ui.actions import ActionRow
    from ipsdesk.ui.tab import Tab
    from ipsdesk.ui.tokens import Shade


@dataclass(frozen=True, slots=True)
class MoreActions:
    """Lines of the menus that belong to no tab, what carries them out, and which are off for this account."""

    rows: Sequence[ActionRow] = ()
    doers: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()


def nothing_more(_desk: Desk, _page: QWidget) -> MoreActions:
    """No such lines."""
    return MoreActions()


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways from the window to units and preferences.

    ``open_desk`` (folder, account, passphrase) and ``make_unit`` (folder, name, account, passphrase) are slow
    and called in the background; ``make_tabs`` is quick and called on the interface thread, as is
    ``make_more``: what else can be done with a unit, for the page it is shown on.
    """

    open_desk: Callable[[Path, str, str], Desk]
    make_tabs: Callable[[Desk], Sequence[Tab]]
    make_unit: Callable[[Path, str, str, str], Made]
    remember_unit: Callable[[Path], None]
    remember_look: Callable[[Shade | None, int], None]
    make_more: Callable[[Desk, QWidget], MoreActions] = nothing_more
