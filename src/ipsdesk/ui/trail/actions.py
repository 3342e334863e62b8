"""The lines of the menus that deal with what was done: undo, the audit trail, removed records."""

# ruff: noqa: PLC0415 - the dialogs bring the services with them, for those who ask

from __future__ import annotations

from PySide6.QtCore import QObject

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of, together
from ipsdesk.ui.trail.undoing import UNDO, UndoLine

EDIT, TOOLS = "&Edit", "&Tools"
TRAIL, REMOVED, GONE_OUT = "audit-trail", "removed-records", "gone-out"
UNDO_ROW = ActionRow(UNDO, EDIT, "&Undo", "Take back your own last saved change", "Ctrl+Z", "undo")
TRAIL_ROW = ActionRow(
    TRAIL, TOOLS, "Audit &trail…", "See who did what, and verify that nothing was altered", icon="history"
)
OUT_ROW = ActionRow(
    GONE_OUT,
    TOOLS,
    "What went &out…",
    "See what was printed, exported or submitted, and by whom",
    icon="history",
)
REMOVED_ROW = ActionRow(
    REMOVED, TOOLS, "Remo&ved records…", "See what was removed, and bring it back", new_group=True
)
NOT_CHANGING = "This account reads only"
NOT_TRAIL = "Only a manager or an auditor of the unit may do this"


def trail_actions(at: AtDesk) -> MoreActions:
    """The lines for one open unit."""
    from ipsdesk.services.roles import STAFF, Role

    role, doers = at.desk.workspace.actor.role, TrailDoers(at)
    undo = UndoLine(at, may=role in STAFF)
    changes = {UNDO: undo.undo, REMOVED: doers.removed}
    return together(
        actions_of([UNDO_ROW, REMOVED_ROW], changes, () if role in STAFF else changes, NOT_CHANGING),
        actions_of(
            [TRAIL_ROW, OUT_ROW],
            {TRAIL: doers.trail, GONE_OUT: doers.gone_out},
            () if role in (Role.MANAGER, Role.AUDITOR) else [TRAIL, GONE_OUT],
            NOT_TRAIL,
        ),
        MoreActions(begins=[undo.begin]),
    )


class TrailDoers(QObject):
    """Opens the dialogs over the page."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at

    def trail(self) -> None:
        """Who did what."""
        from ipsdesk.ui.trail.viewer import TrailViewer

        self._at.open(TrailViewer(self._at))

    def gone_out(self) -> None:
        """What left the unit."""
        from ipsdesk.ui.returns.submitted_dialog import WhatWentOut

        self._at.open(WhatWentOut(self._at))

    def removed(self) -> None:
        """What was removed."""
        from ipsdesk.ui.trail.removed import RemovedRecords

        self._at.open(RemovedRecords(self._at))
