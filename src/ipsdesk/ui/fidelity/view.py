"""What a part of the tab is: it shows one review, adds what it lists, and may be changed by leads alone."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ipsdesk.services.roles import Role
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts import view

LEADS = (Role.LEAD, Role.MANAGER)
FOR_LEADS = "A lead or a manager scores and plans. Nothing was changed."


class FidelityView(view.View):
    """A part of the tab; ``review_wanted`` carries the key of the review to turn to, and the part's title."""

    review_wanted = Signal(int, str)
    settled = Signal()

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.review: int | None = None
        self.may_change = at.desk.workspace.actor.role in LEADS

    def show_review(self, review: int | None) -> None:
        """Turn to another review, and read it."""
        self.review = review
        self.refresh()

    def change(self) -> None:
        """Ask for the form of what is chosen."""

    def remove(self) -> None:
        """Ask why, and remove what is chosen."""

    def leave_field(self) -> None:
        """Hand over what is written in an open field."""

    def is_settled(self) -> bool:
        """Whether nothing typed here is on its way to the file."""
        return True
