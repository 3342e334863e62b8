"""The one table of what can be done in the window: its own lines and those of the tabs, menu by menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.tab import Tab

FILE, EDIT, VIEW, TOOLS, HELP = MENUS = ("&File", "&Edit", "&View", "&Tools", "&Help")
LARGER, SMALLER = "larger", "smaller"

FIRST = (
    ActionRow("new-unit", FILE, "&New unit…", "Make a new unit, after locking this one"),
    ActionRow("open-unit", FILE, "&Open unit…", "Open another unit, after locking this one"),
)
"""Stand before the lines of the tabs."""

LAST = (
    ActionRow(
        "lock",
        FILE,
        "&Lock",
        "Close the records and go back to sign-in",
        "Ctrl+L",
        "lock-outline",
        new_group=True,
    ),
    ActionRow("quit", FILE, "&Quit", "Lock the unit and close the program", "Ctrl+Q"),
    ActionRow(
        "search",
        EDIT,
        "Find people and &commands",
        "Search for a person or a command by any part of its words",
        "Ctrl+K",
        "magnify",
        new_group=True,
    ),
    ActionRow(
        "panes",
        VIEW,
        "Go to the next &pane",
        "Move between the page, what lies beside it, and the tabs",
        "F6",
        new_group=True,
    ),
    ActionRow("refresh", VIEW, "&Refresh", "Read what is shown from the records again", "F5"),
    ActionRow(
        "appearance",
        VIEW,
        "&Appearance…",
        "Choose light, dark or high contrast, and the text size",
        new_group=True,
    ),
    ActionRow(LARGER, VIEW, "&Larger text", "Make all text a step larger", "Ctrl++", also="Ctrl+="),
    ActionRow(SMALLER, VIEW, "&Smaller text", "Make all text a step smaller", "Ctrl+-"),
    ActionRow("help", HELP, "&Help on this page", "Read how this page works", "F1"),
    ActionRow("shortcuts", HELP, "&Keyboard shortcuts", "See every shortcut on one sheet"),
    ActionRow(
        "about", HELP, "&About IPS Desk", "See the version and where this unit is kept", new_group=True
    ),
)
"""Stand after the lines of the tabs."""

AT_SIGN_IN = frozenset({"new-unit", "open-unit", "quit", "appearance", LARGER, SMALLER, "help", "about"})
"""What can be done before anybody has signed in."""


def sign_in_table() -> list[ActionRow]:
    """What can be done at the sign-in, by shortcut."""
    return [row for row in (*FIRST, *LAST) if row.key in AT_SIGN_IN]


def table_of(tabs: Sequence[type[Tab]], more: Sequence[ActionRow] = ()) -> list[ActionRow]:
    """The whole table with the lines of these tabs, and ``more`` before them, in the order of the menus.

    Tabs that share a verb, such as Print, give the same line; it stands once. Where a tab uses a letter the
    window uses too, the tab's line keeps it.
    """
    of_tabs = list(dict.fromkeys(row for tab in tabs for row in tab.actions_table))
    rows: list[ActionRow] = []
    for menu in MENUS:
        before, theirs, after = (
            [row for row in some if row.menu == menu]
            for some in ([*FIRST, *more], of_tabs, [*go_rows(tabs), *LAST])
        )
        if before and theirs:
            theirs[0] = replace(theirs[0], new_group=True)
        if theirs and after:
            after[0] = replace(after[0], new_group=True)
        rows += _without_double_letters(theirs, [*before, *theirs, *after])
    if strange := {row.menu for row in of_tabs} - set(MENUS):
        raise ValueError(f"no such menu: {', '.join(sorted(strange))}")
    return rows


def _without_double_letters(theirs: Sequence[ActionRow], rows: Sequence[ActionRow]) -> list[ActionRow]:
    taken = {row.mnemonic for row in theirs if row.mnemonic}
    return [
        replace(row, text=row.plain_text) if row not in theirs and row.mnemonic in taken else row
        for row in rows
    ]


def go_rows(tabs: Sequence[type[Tab]]) -> list[ActionRow]:
    """One line for each tab, Ctrl+1 onwards."""
    return [
        ActionRow(
            f"tab-{place}", VIEW, tab.title, f"Go to {tab.title}", f"Ctrl+{place}", new_group=place == 1
        )
        for place, tab in enumerate(tabs, 1)
    ]


class TabDoers:
    """Carries a line of the tabs out by whichever tab is on screen."""

    def __init__(self, current: Callable[[], Tab | None]) -> None:
        self._current = current

    def of(self, tabs: Sequence[type[Tab]]) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of these tabs."""
        return {row.key: partial(self._do, row.key) for tab in tabs for row in tab.actions_table}

    def _do(self, key: str) -> None:
        tab = self._current()
        if tab is not None and key in (doers := tab.doers()):
            doers[key]()
