"""Lines of the table of actions that several tabs give, word for word, so that each stands there once."""

from __future__ import annotations

from ipsdesk.ui.actions import ActionRow

PRINT = ActionRow(
    "print", "&File", "&Print…", "Print what this page shows, or save it as PDF", "Ctrl+P", "printer-outline"
)
FIND = ActionRow("find", "&Edit", "&Find a person", "Find a person on this page", "Ctrl+F", new_group=True)
