"""Everything that can be done on the tab of employers, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import PRINT

EDIT, VIEW = "&Edit", "&View"
ADD, CHANGE, MENU, FIND = "employers-add", "employers-change", "employers-menu", "employers-find"
NARROW, BEFORE, AFTER = "employers-narrow", "employers-before", "employers-after"
PAGE_BEFORE, PAGE_AFTER = "employers-page-before", "employers-page-after"
PART_BEFORE, PART_AFTER = "employers-part-before", "employers-part-after"

ACTIONS = (
    PRINT,
    ActionRow(ADD, EDIT, "Add to this list…", "Add an employer, or what this part of the tab lists",
              "Ctrl+Shift+N"),
    ActionRow(CHANGE, EDIT, "Change this record…", "Change what is recorded of what is chosen"),
    ActionRow(MENU, EDIT, "More about this employer…", "Change, merge, see the history, remove"),
    ActionRow(FIND, EDIT, "Find in this list", "Find an employer, or what this part of the tab lists"),
    ActionRow(NARROW, VIEW, "Narrow the list of employers",
              "By sector, Disability Confident level, town, who knows them, last contact"),
    ActionRow(BEFORE, VIEW, "Previous employer", "Go to the employer above in the list"),
    ActionRow(AFTER, VIEW, "Next employer", "Go to the employer below in the list"),
    ActionRow(PAGE_BEFORE, VIEW, "Previous page of the employer", "Turn to the page before"),
    ActionRow(PAGE_AFTER, VIEW, "Next page of the employer", "Turn to the page after"),
    ActionRow(PART_BEFORE, VIEW, "Previous part of the tab", "Turn to the part before", "Ctrl+Shift+PgUp"),
    ActionRow(PART_AFTER, VIEW, "Next part of the tab",
              "Turn to partners, the labour market or awareness", "Ctrl+Shift+PgDown"),
)  # fmt: skip

SHORTCUTS = {
    "Ctrl+F": FIND,
    "Ctrl+Shift+E": CHANGE,
    "Ctrl+M": MENU,
    "Alt+Up": BEFORE,
    "Alt+Down": AFTER,
    "Ctrl+PgUp": PAGE_BEFORE,
    "Ctrl+PgDown": PAGE_AFTER,
}
"""Keys that other tabs have lines of their own for; here they work while this tab is on screen."""
