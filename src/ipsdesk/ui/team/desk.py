"""What lies on the tab of the team: its parts, and the people to be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from ipsdesk.services.drafts import DraftNote
from ipsdesk.services.team import LEADS
from ipsdesk.ui.parts.desk import PartsDesk, ViewKind
from ipsdesk.ui.team.caseloads_view import CaseloadsView
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.team.people_view import PeopleView
from ipsdesk.ui.team.tab_actions import ADD, CHANGE, FIND, HAND_OVER, PART_AFTER, PART_BEFORE, SHORTCUTS
from ipsdesk.ui.team.views import VIEWS


class TeamDesk(PartsDesk):
    """People are its first part."""

    title: ClassVar[str] = "Team"
    kinds: ClassVar[Sequence[ViewKind]] = VIEWS
    shortcuts: ClassVar[Mapping[str, str]] = SHORTCUTS

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""
        return {
            **super().doers(),
            ADD: self.add,
            CHANGE: self.change,
            FIND: self.find_here,
            HAND_OVER: self._hand_over,
            PART_BEFORE: self.part_before,
            PART_AFTER: self.part_after,
        }

    def reopen_document(self, note: DraftNote) -> None:
        """A document that was begun and not kept."""
        from ipsdesk.ui.team.policies_view import PoliciesView  # noqa: PLC0415 - as parts are

        view = self.go_to_part(PoliciesView.title)
        if isinstance(view, PoliciesView):
            view.reopen(note)

    def _hand_over(self) -> None:
        """The caseload of the one chosen on screen, or of whom is asked then."""
        if isinstance(self.view, PeopleView | CaseloadsView):
            self.view.hand_over()
        elif self._at.desk.workspace.actor.role in LEADS:
            self.view.doing.open(HandoverDialog)
