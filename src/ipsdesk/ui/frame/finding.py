"""What the search box finds: people and things of the tabs, and commands of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ipsdesk.ui.actions import ActionRow, Actions
from ipsdesk.ui.tab import Tab

MOST = 50
COMMAND = "Command"


@dataclass(frozen=True, slots=True)
class Match:
    """One line of what was found; ``go`` shows it or does it."""

    words: str
    kind: str
    go: Callable[[], object]
    shortcut: str = ""

    @property
    def read_out(self) -> str:
        """The whole line for the ear."""
        return ", ".join(part for part in (self.words, self.kind, self.shortcut) if part)


def commands(words: str, actions: Actions) -> list[Match]:
    """Commands that can be carried out now and fit all these words, those that begin with them first."""
    parts = words.casefold().split()
    fitting = [
        row
        for row in actions.table
        if actions[row.key].isEnabled() and all(_begins(one, row) for one in parts)
    ]
    fitting.sort(key=lambda row: not row.plain_text.casefold().startswith(words.casefold().strip()))
    return [
        Match(row.plain_text.rstrip("…"), COMMAND, actions[row.key].trigger, row.shortcut) for row in fitting
    ]


def _begins(part: str, row: ActionRow) -> bool:
    """Whether a word of the command begins so; of the line that explains it only longer parts are sought."""
    said = f"{row.plain_text} {row.does}" if len(part) > 2 else row.plain_text
    return any(word.startswith(part) for word in said.casefold().split())


def found_in(tabs: Sequence[Tab], words: str, show: Callable[[Tab], object]) -> list[Match]:
    """What the tabs offer; choosing one shows its tab first."""

    def going(tab: Tab, go: Callable[[], object]) -> Callable[[], object]:
        def both() -> None:
            show(tab)
            go()

        return both

    return [Match(one.words, one.kind, going(tab, one.go)) for tab in tabs for one in tab.find(words)][:MOST]
