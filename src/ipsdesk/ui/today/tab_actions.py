"""Everything that can be done on the tab Today, line by line as its menus show it."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.today.line_words import DONE_KEY, FILTER_KEY, LATER_KEY

EDIT, VIEW = "&Edit", "&View"
DO, PUT_OFF, BRING_BACK, KINDS, WHOSE = (
    "today-done",
    "today-put-off",
    "today-bring-back",
    "today-kinds",
    "today-whose",
)
ACTIONS = (
    ActionRow(
        DO, EDIT, "&Done today", "Note that what the line asks for was done today", DONE_KEY, new_group=True
    ),
    ActionRow(PUT_OFF, EDIT, "Pu&t off…", "Put the line off until a day", LATER_KEY),
    ActionRow(BRING_BACK, EDIT, "&Bring back what is put off", "Show again what you have put off"),
    ActionRow(KINDS, VIEW, "&Kinds of line…", "Show the lines of one kind", FILTER_KEY, new_group=True),
    ActionRow(WHOSE, VIEW, "&Mine or everyone’s", "Turn between your own lines and everyone’s", "M"),
)
