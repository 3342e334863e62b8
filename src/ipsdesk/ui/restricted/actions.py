"""The lines of the Tools menu that restrict a record and cover for a colleague."""

# ruff: noqa: PLC0415 - the dialogs are loaded for those who ask

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of

if TYPE_CHECKING:
    from ipsdesk.services.caseload_list import PersonRow
    from ipsdesk.services.desk import Desk
    from ipsdesk.services.drafts import DraftNote
    from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog, Whose

TOOLS = "&Tools"
RESTRICT, LIFT, COVER = "restrict", "lift-restriction", "cover"
ROWS = (
    ActionRow(
        RESTRICT,
        TOOLS,
        "&Restrict this record…",
        "Have the record open in Caseload opened only with a reason",
        icon="lock-outline",
        new_group=True,
    ),
    ActionRow(
        LIFT, TOOLS, "&Lift the restriction…", "Have the record open in Caseload opened as any other again"
    ),
    ActionRow(
        COVER,
        TOOLS,
        "&Cover for a colleague…",
        "Let somebody open a colleague's restricted records for some days",
    ),
)
WHY_OFF = "Only a lead or a manager of the unit may do this"
NOBODY = "Choose the person in Caseload first, then restrict the record or lift the restriction there."
RESTRICTED = "This record is restricted already."
NOT_RESTRICTED = "This record is not restricted: it opens as any other."
TITLE = "Restricted records"


def restricted_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    doers = RestrictedDoers(at)
    does = {RESTRICT: doers.restrict, LIFT: doers.lift, COVER: doers.cover}
    lines = actions_of(ROWS, does, () if may_restrict(at.desk) else does, WHY_OFF)
    return replace(lines, reopeners={"restriction": doers.reopen})


def may_restrict(desk: Desk) -> bool:
    """Whether the account at this desk restricts records."""
    from ipsdesk.services.restricted import IN_CHARGE

    return desk.workspace.actor.role in IN_CHARGE


class RestrictedDoers(QObject):
    """Opens the dialogs over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def restrict(self) -> None:
        """The record that is open in Caseload."""
        self._ask(lifts=False)

    def lift(self) -> None:
        """The same, the other way."""
        self._ask(lifts=True)

    def cover(self) -> None:
        """Who covers for whom."""
        from ipsdesk.ui.restricted.covers_dialog import Covers

        at = self._at
        at.open(Covers(at.theme, at.run, at.desk, at.settings, at.page))

    def _ask(self, *, lifts: bool) -> None:
        from ipsdesk.services.caseload_flags import FlagKind
        from ipsdesk.ui.restricted.restrict_dialog import Whose

        person = self._person()
        if person is None:
            self._say(NOBODY)
        elif any(flag.kind is FlagKind.RESTRICTED for flag in person.flags) is not lifts:
            self._say(NOT_RESTRICTED if lifts else RESTRICTED)
        else:
            self._open(Whose(person.client, f"{person.name}, {person.reference}"), lifts=lifts)

    def reopen(self, note: DraftNote) -> None:
        """Ask again where somebody was giving a reason."""
        from ipsdesk.ui.restricted.restrict_dialog import Whose

        whose = Whose(note.about or 0, note.content["called"])
        self._open(whose, lifts=note.content["lifts"]).step.reason.show_typed(note.content["typed"])

    def _open(self, whose: Whose, *, lifts: bool) -> RestrictDialog:
        from ipsdesk.ui.restricted.restrict_dialog import RestrictDialog

        at = self._at
        dialog = RestrictDialog(at.theme, at.run, at.desk, whose, lifts=lifts, parent=at.page)
        at.open(dialog)
        return dialog

    def _person(self) -> PersonRow | None:
        """Whose record is on screen."""
        from ipsdesk.ui.caseload.tab import CaseloadTab

        tab = self._at.page.findChild(CaseloadTab)
        if tab is None or not tab.isVisible() or tab.people is None:
            return None
        return next((one for one in tab.people.people if one.client == tab.record.client), None)

    def _say(self, words: str) -> None:
        from ipsdesk.ui.notice import Notice

        self._at.open(Notice(self._at.theme, TITLE, words, parent=self._at.page))
