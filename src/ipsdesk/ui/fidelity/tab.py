"""The tab of fidelity; what lies on it is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSettings

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.fidelity.tab_actions import ACTIONS
from ipsdesk.ui.inside_tab import InsideTab
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tab import Found
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.fidelity.desk import FidelityDesk


class FidelityTab(InsideTab):
    """Reviews over time, the score sheet, the action plan, and two reviews side by side."""

    title: ClassVar[str] = "Fidelity"
    help_page: ClassVar[str] = "fidelity"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"fidelity review", "fidelity action", "fidelity item", "reviewer's score", "step of a review",
         "note on a fidelity action", "evidence pack", "staff", "contract", "contact", "activity", "client",
         "referral", "team", "wte change", "log review", "absence", "employer", "restriction", "cover"}
    )  # fmt: skip
    inside: FidelityDesk

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        from ipsdesk.ui.fidelity.desk import FidelityDesk  # noqa: PLC0415 - as said above

        super().__init__()
        self.inside = FidelityDesk(AtDesk(theme, run, desk, settings, self))
        self.hold(self.inside)

    def read_to_find(self) -> None:
        self.inside.read_reviews()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        return self.inside.find(words)

    def show_part(self, part: str, key: int) -> bool:
        return self.inside.show_part(part, key)

    def is_settled(self) -> bool:
        return self.inside.is_settled()
