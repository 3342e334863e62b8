"""The lines of the Tools menu that open the unit's settings, and the dated limits and wages."""

# ruff: noqa: PLC0415 - the dialog is loaded for those who ask

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of

SETTINGS, RATES = "settings", "rates"
ROWS = (
    ActionRow(
        SETTINGS,
        "&Tools",
        "&Settings…",
        "See what is set for everybody in this unit, such as when the window locks",
        icon="cog-outline",
        new_group=True,
    ),
    ActionRow(
        RATES,
        "&Tools",
        "Limits and &wages…",
        "See the limits of permitted work, minimum wages and work allowances, and add next April's",
        icon="currency-gbp",
    ),
)


def settings_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    from ipsdesk.services.roles import EVERYONE

    doer, reads = SettingsDoer(at), at.desk.workspace.actor.role in EVERYONE
    rows = [row for row in ROWS if reads or row.key != RATES]
    return actions_of(rows, {SETTINGS: doer.show, **({RATES: doer.show_rates} if reads else {})})


class SettingsDoer(QObject):
    """Opens the dialog over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def show(self) -> None:
        """What is set."""
        from ipsdesk.ui.settings.dialog import SettingsDialog

        at = self._at
        dialog = SettingsDialog(at.theme, at.run, at.desk, at.page)
        dialog.rates_wanted.connect(self.show_rates)
        at.open(dialog)

    def show_rates(self) -> None:
        """Limits, wages and allowances by date, over what is open."""
        from ipsdesk.ui.settings.rates_dialog import RatesDialog

        over = self.sender()
        at = replace(self._at, page=over) if isinstance(over, QDialog) else self._at
        at.open(RatesDialog(at))
