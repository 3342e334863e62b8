"""The tab of employers; what lies on it is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSettings

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.employers.tab_actions import ACTIONS
from ipsdesk.ui.inside_tab import InsideTab
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tab import Found
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.employers.desk import EmployersDesk


class EmployersTab(InsideTab):
    """Employers, partner agencies, the labour market and awareness."""

    title: ClassVar[str] = "Employers"
    help_page: ClassVar[str] = "employers"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"employer", "employer site", "person at an employer", "contact", "vacancy", "activity", "client",
         "staff", "partner agency", "labour market note", "awareness event", "restriction", "cover",
         "absence", "log review", "referral"}
    )  # fmt: skip
    inside: EmployersDesk

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        from ipsdesk.ui.employers.desk import EmployersDesk  # noqa: PLC0415 - as said above

        super().__init__()
        self.inside = EmployersDesk(AtDesk(theme, run, desk, settings, self))
        self.hold(self.inside)

    def read_to_find(self) -> None:
        self.inside.read_to_find()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        return self.inside.find(words)
