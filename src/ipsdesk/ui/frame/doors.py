"""What the window is given to do its work with, by whoever puts the program together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the services bring the database with them, which the sign-in does not wait for
    from PySide6.QtWidgets import QWidget

    from ipsdesk.services.backups import Restored, Secret
    from ipsdesk.services.desk import Desk, Made
    from ipsdesk.ui.more_actions import MoreActions
    from ipsdesk.ui.tab import LaterTab
    from ipsdesk.ui.tokens import Shade


def nothing_more(_desk: Desk, _page: QWidget) -> MoreActions:
    """No such lines."""
    from ipsdesk.ui.more_actions import MoreActions  # noqa: PLC0415 - as in app.py

    return MoreActions()


def recover_account(folder: Path, recovery_key: str, account: str, passphrase: str) -> None:
    """Give an account of a closed unit a new passphrase."""
    from ipsdesk.services.recovering import recover_account as recover  # noqa: PLC0415 - as in app.py

    recover(folder, recovery_key, account, passphrase)


def restore_unit(backup: Path, folder: Path, secret: Secret) -> Restored:
    """Make a unit of a backup in a new folder."""
    from ipsdesk.services.backups import restore_into  # noqa: PLC0415 - as in app.py

    return restore_into(backup, folder, secret)


class Doors(NamedTuple):
    """The ways from the window to units and preferences.

    ``open_desk`` (folder, account, passphrase), ``make_unit`` (folder, name, account, passphrase),
    ``recover_account`` (folder, recovery key, account, new passphrase) and ``restore_unit`` (backup, new
    folder, what opens the backup) are slow and called in the background; ``make_tabs`` is quick and called
    on the interface thread, as is ``make_more``: what else can be done with a unit, for the page it is shown
    on.
    """

    open_desk: Callable[[Path, str, str], Desk]
    make_tabs: Callable[[Desk], Sequence[LaterTab]]
    make_unit: Callable[[Path, str, str, str], Made]
    remember_unit: Callable[[Path], None]
    remember_look: Callable[[Shade | None, int], None]
    make_more: Callable[[Desk, QWidget], MoreActions] = nothing_more
    recover_account: Callable[[Path, str, str, str], None] = recover_account
    restore_unit: Callable[[Path, Path, Secret], Restored] = restore_unit
