"""The line of the Tools menu that opens the unit's settings."""

# ruff: noqa: PLC0415 - the dialog is loaded for those who ask

from __future__ import annotations

from PySide6.QtCore import QObject

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of

SETTINGS = "settings"
ROWS = (
    ActionRow(
        SETTINGS,
        "&Tools",
        "&Settings…",
        "See what is set for everybody in this unit, such as when the window locks",
        icon="cog-outline",
        new_group=True,
    ),
)


def settings_actions(at: AtDesk) -> MoreActions:
    """The line for one open unit."""
    return actions_of(ROWS, {SETTINGS: SettingsDoer(at).show})


class SettingsDoer(QObject):
    """Opens the dialog over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def show(self) -> None:
        """What is set."""
        from ipsdesk.ui.settings.dialog import SettingsDialog

        at = self._at
        at.open(SettingsDialog(at.theme, at.run, at.desk, at.page))
