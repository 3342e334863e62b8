"""The tab of the team; what lies on it is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSettings

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.inside_tab import InsideTab
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.team.tab_actions import ACTIONS
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.team.desk import TeamDesk


class TeamTab(InsideTab):
    """Who works in the unit, what they carry, and how they and the unit are looked after."""

    title: ClassVar[str] = "Team"
    help_page: ClassVar[str] = "team"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"staff", "wte change", "absence", "team", "referral", "client", "supervision",
         "caseload review", "person in a caseload review", "file audit", "audited file", "training of staff",
         "training action", "team meeting", "contact", "host team agreement", "policy",
         "document of the unit", "improvement", "restriction", "cover", "plan action", "rate", "plan",
         "consent", "activity", "milestone", "vocational profile", "talk about personal information",
         "benefits advice"}
    )  # fmt: skip
    inside: TeamDesk

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        from ipsdesk.ui.team.desk import TeamDesk  # noqa: PLC0415 - as said above

        super().__init__()
        self.inside = TeamDesk(AtDesk(theme, run, desk, settings, self))
        self.hold(self.inside)

    def show_part(self, part: str, key: int) -> bool:
        return self.inside.show_part(part, key)

    def reopeners(self) -> Reopeners:
        return {"document of the unit": self.inside.reopen_document}

    def is_settled(self) -> bool:
        return self.inside.is_settled()
