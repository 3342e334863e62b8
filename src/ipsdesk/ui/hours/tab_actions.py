"""Everything that can be done on the tab of weekly hours, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.verbs import FIND, PRINT

EDIT, VIEW = "&Edit", "&View"

ACTIONS = (
    PRINT,
    ActionRow(
        "hours-copy",
        EDIT,
        "&Copy",
        "Copy the chosen cells, for Excel",
        "Ctrl+C",
        "content-copy",
        new_group=True,
    ),
    ActionRow("hours-paste", EDIT, "&Paste", "Paste hours and pay from Excel", "Ctrl+V", "content-paste"),
    ActionRow(
        "hours-last-week",
        EDIT,
        "Copy &last week’s hours",
        "Fill everyone’s blank days with the hours of the week before",
        "Ctrl+D",
        new_group=True,
    ),
    ActionRow(
        "hours-last-week-one",
        EDIT,
        "Copy last week’s hours of this pe&rson",
        "Fill this person’s blank days with the hours of the week before",
        "Ctrl+Shift+D",
    ),
    ActionRow("hours-shifts", EDIT, "Usual &shifts…", "Say when this person usually works", "Ctrl+U"),
    FIND,
    ActionRow("hours-before", VIEW, "Pre&vious week", "Go to the week before", "Alt+Left", "chevron-left"),
    ActionRow("hours-after", VIEW, "&Next week", "Go to the week after", "Alt+Right", "chevron-right"),
    ActionRow("hours-this", VIEW, "&This week", "Go to the week of today", "Alt+Home"),
    ActionRow("hours-go", VIEW, "&Go to the week of…", "Type a day and see its week", "Ctrl+G"),
    ActionRow(
        "hours-one",
        VIEW,
        "&Everyone or one person",
        "See this person alone, and everyone again",
        "Ctrl+E",
        new_group=True,
    ),
)
