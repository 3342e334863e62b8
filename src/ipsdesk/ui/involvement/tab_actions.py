"""Everything that can be done on the tab of involvement, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import PRINT

EDIT, VIEW = "&Edit", "&View"
ADD, CHANGE, FIND, MINUTES = (
    "involvement-add",
    "involvement-change",
    "involvement-find",
    "involvement-minutes",
)
PART_BEFORE, PART_AFTER = "involvement-part-before", "involvement-part-after"

ACTIONS = (
    PRINT,
    ActionRow(ADD, EDIT, "Add to this part of involvement…", "Add a meeting, or what this part lists"),
    ActionRow(CHANGE, EDIT, "Change what is chosen here…", "Change what is recorded of what is chosen"),
    ActionRow(FIND, EDIT, "Find in this part", "Find a meeting, or what this part of the tab lists"),
    ActionRow(MINUTES, EDIT, "Minutes of this meeting…", "Print the minutes, or save them as PDF or Word"),
    ActionRow(PART_BEFORE, VIEW, "Previous part of involvement", "Turn to the part before"),
    ActionRow(PART_AFTER, VIEW, "Next part of involvement", "Turn to first impressions, the rota and so on"),
)

SHORTCUTS = {
    "Ctrl+Shift+N": ADD,
    "Ctrl+Shift+E": CHANGE,
    "Ctrl+F": FIND,
    "Ctrl+M": MINUTES,
    "Ctrl+Shift+PgUp": PART_BEFORE,
    "Ctrl+Shift+PgDown": PART_AFTER,
}
"""Keys that other tabs have lines of their own for; here they work while this tab is on screen."""
