"""The line of the Tools menu that opens the contract and the definitions."""

# ruff: noqa: PLC0415 - the dialog is loaded for those who ask

from __future__ import annotations

from PySide6.QtCore import QObject

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of

CONTRACT = "contract"
ROW = ActionRow(
    CONTRACT,
    "&Tools",
    "Contract and &definitions…",
    "See who pays, the targets, and which of several published definitions this unit reports",
    icon="file-sign",
)
WHY_OFF = "Only a manager can open it"


def contract_actions(at: AtDesk) -> MoreActions:
    """The line for one open unit."""
    from ipsdesk.services.roles import EVERYONE, Role

    role = at.desk.workspace.actor.role
    if role not in EVERYONE:
        return MoreActions()
    off = frozenset() if role is Role.MANAGER else frozenset({CONTRACT})
    return actions_of((ROW,), {CONTRACT: ContractDoer(at).show}, off, WHY_OFF)


class ContractDoer(QObject):
    """Opens the dialog over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def show(self) -> None:
        """Commissioners, targets and definitions."""
        from ipsdesk.ui.contracts.dialog import ContractsDialog

        self._at.open(ContractsDialog(self._at))
