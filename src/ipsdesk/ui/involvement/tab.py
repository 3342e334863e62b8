"""The tab of involvement; what lies on it is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSettings

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.background import RunInBackground
from ipsdesk.ui.drafts import Reopeners
from ipsdesk.ui.inside_tab import InsideTab
from ipsdesk.ui.involvement.tab_actions import ACTIONS
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.tab import Found
from ipsdesk.ui.theme import Theme

if TYPE_CHECKING:
    from ipsdesk.services.desk import Desk
    from ipsdesk.ui.involvement.desk import InvolvementDesk


class InvolvementTab(InsideTab):
    """What people who use the service decide, say and do in it."""

    title: ClassVar[str] = "Involvement"
    help_page: ClassVar[str] = "involvement"
    actions_table: ClassVar[Sequence[ActionRow]] = ACTIONS
    listens_to: ClassVar[frozenset[str]] = frozenset(
        {"decision meeting", "agenda item", "action of a meeting", "meeting not open yet",
         "first impressions audit", "recommendation", "representative", "turn", "survey round",
         "survey response", "answer of others", "you said, we did", "joint training", "involvement", "story",
         "use of a story", "improvement", "client", "staff", "team", "restriction", "cover", "referral"}
    )  # fmt: skip
    inside: InvolvementDesk

    def __init__(self, theme: Theme, run: RunInBackground, desk: Desk, settings: QSettings) -> None:
        from ipsdesk.ui.involvement.desk import InvolvementDesk  # noqa: PLC0415 - as said above

        super().__init__()
        self.inside = InvolvementDesk(AtDesk(theme, run, desk, settings, self))
        self.hold(self.inside)

    def read_to_find(self) -> None:
        self.inside.read_to_find()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        return self.inside.find(words)

    def show_part(self, part: str, key: int) -> bool:
        return self.inside.show_part(part, key)

    def reopeners(self) -> Reopeners:
        return {"first impressions": self.inside.reopen_impressions}
