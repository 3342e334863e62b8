"""Opens the dialogs of risk; they are imported when somebody asks for them."""

# ruff: noqa: PLC0415 - as said above

from __future__ import annotations

from typing import TYPE_CHECKING

from ipsdesk.ui.more_actions import AtDesk

if TYPE_CHECKING:
    from ipsdesk.ui.pathway.taking import TakingDialog


def own_part(client: int, at: AtDesk) -> TakingDialog:
    """The person's part."""
    from ipsdesk.ui.risk.own_dialog import OwnPartDialog

    return OwnPartDialog(at, client)


def staff_part(client: int, at: AtDesk) -> TakingDialog:
    """The staff's part beside it."""
    from ipsdesk.ui.risk.staff_dialog import StaffPartDialog

    return StaffPartDialog(at, client)
