"""Everything that can be done on the tab of the team, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import PRINT

EDIT, VIEW = "&Edit", "&View"
ADD, CHANGE, FIND, HAND_OVER = "team-add", "team-change", "team-find", "team-hand-over"
PART_BEFORE, PART_AFTER = "team-part-before", "team-part-after"

ACTIONS = (
    PRINT,
    ActionRow(ADD, EDIT, "Add to this part of the team…", "Add somebody, or what this part lists"),
    ActionRow(CHANGE, EDIT, "Change what is chosen of the team…", "Change what is recorded of it"),
    ActionRow(FIND, EDIT, "Find in this part of the team", "Find somebody, or what this part lists"),
    ActionRow(HAND_OVER, EDIT, "Hand over a caseload…", "Give everybody on a caseload to others in one go"),
    ActionRow(PART_BEFORE, VIEW, "Previous part of the team", "Turn to the part before"),
    ActionRow(PART_AFTER, VIEW, "Next part of the team", "Turn to caseloads, supervision and so on"),
)

SHORTCUTS = {
    "Ctrl+Shift+N": ADD,
    "Ctrl+Shift+E": CHANGE,
    "Ctrl+F": FIND,
    "Ctrl+Shift+PgUp": PART_BEFORE,
    "Ctrl+Shift+PgDown": PART_AFTER,
}
"""Keys that other tabs have lines of their own for; here they work while this tab is on screen."""
