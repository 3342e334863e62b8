"""Two tabs with real fields in them, for the tests of the window around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.tab import Found, Tab
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.side_panel import SidePanel

PEOPLE = ("Aidan Marsh", "Bernadette Okoye", "Callum Reid")
PRINT = ActionRow("print", "&File", "&Print…", "Print this page", "Ctrl+P")


class MadeUpTab(Tab):
    """Writes down what happens to it, and keeps what is typed until it is settled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.done: list[str] = []
        self.on_its_way = 0
        self.field, self.beside = QLineEdit(), QLineEdit()
        self.field.setAccessibleName("Hours")
        self.beside.setAccessibleName("Note")
        main, side = _page(self.field), _page(self.beside)
        self.panel = SidePanel(theme, main, side, "The last 26 weeks")
        layout = QVBoxLayout(self)
        layout.addWidget(self.panel)

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return {row.key: self._doer(row.key) for row in self.actions_table}

    def _doer(self, key: str) -> Callable[[], None]:
        def do() -> None:
            self.done.append(key)

        return do

    def refresh(self) -> None:
        self.done.append("refresh")

    def leave(self) -> None:
        self.done.append("leave")

    def is_settled(self) -> bool:
        return not self.on_its_way

    def take(self, outcome: object) -> None:
        """What came of work in the background."""
        self.done.append(str(outcome))

    def settle(self) -> None:
        """What was on its way is in the file."""
        self.on_its_way = 0
        self.settled.emit()


class HoursTab(MadeUpTab):
    """Has people, and a letter in a menu that the window uses too."""

    title = "Weekly hours"
    help_page = "weekly-hours"
    listens_to = frozenset({"hours"})
    actions_table = (
        PRINT,
        ActionRow("undo", "&Edit", "&Undo", "Take the last change back", "Ctrl+Z"),
        ActionRow("recent", "&View", "&Last week", "Go back a week", "Alt+Left"),
    )

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # as in tab.py
        return [
            Found(name, "Person", self._doer(name)) for name in PEOPLE if words.casefold() in name.casefold()
        ]


class TodayTab(MadeUpTab):
    """Listens to other kinds of record."""

    title = "Today"
    help_page = "window"
    listens_to = frozenset({"hours", "contacts"})
    actions_table = (PRINT,)


def _page(field: QLineEdit) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    layout.addStretch()
    return page
