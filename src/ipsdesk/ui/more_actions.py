"""What can be done with an open unit beside its tabs: lines of the menus, and what carries them out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ipsdesk.ui.drafts import Reopeners

if TYPE_CHECKING:  # the services bring the database with them, which the sign-in does not wait for
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QDialog, QWidget

    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.actions import ActionRow
    from ipsdesk.ui.background import RunInBackground
    from ipsdesk.ui.frame.desk_page import DeskPage
    from ipsdesk.ui.theme import Theme

Doers = Mapping[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class MoreActions:
    """Lines of the menus that belong to no tab, what carries them out, and which are off for this account.

    ``begins`` are told of the page once it is put together; ``reopeners`` open drafts of the dialogs again.
    """

    rows: Sequence[ActionRow] = ()
    doers: Doers = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    begins: Sequence[Callable[[DeskPage], None]] = ()
    reopeners: Reopeners = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AtDesk:
    """What a dialog about an open unit is made with, and the page it is opened over."""

    theme: Theme
    run: RunInBackground
    desk: Desk
    settings: QSettings
    page: QWidget

    def open(self, dialog: QDialog) -> None:
        """Open it over the page; it goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def actions_of(
    rows: Iterable[ActionRow], doers: Doers, off: Collection[str] = (), why: str = ""
) -> MoreActions:
    """These lines; those that are ``off`` for the account say ``why`` in their tip."""
    told = [replace(row, does=f"{row.does}. {why}.") if row.key in off else row for row in rows]
    return MoreActions(told, doers, frozenset(off))


def together(*parts: MoreActions) -> MoreActions:
    """All of them, in this order."""
    rows = [row for part in parts for row in part.rows]
    doers = {key: doer for part in parts for key, doer in part.doers.items()}
    begins = [begin for part in parts for begin in part.begins]
    reopeners = {kind: reopen for part in parts for kind, reopen in part.reopeners.items()}
    return MoreActions(rows, doers, frozenset().union(*(part.off for part in parts)), begins, reopeners)
