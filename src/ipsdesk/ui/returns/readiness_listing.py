"""The columns of what the records lack for a return, and whose of it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from ipsdesk.services.readiness import OpenItem, Readiness
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Listing

NAME = "What the records lack"
COMPLETE = "No gap in what is recorded."
NOBODYS = "Nobody’s yet"
EVERYONES = "Everyone’s"
OF_THE_UNIT = "The unit"


def whose(item: OpenItem) -> str:
    """The person or thing an item is about."""
    return item.name or OF_THE_UNIT


def owner_of(item: OpenItem) -> str:
    """The member of staff it waits for, in words."""
    return item.owner_name or NOBODYS


def said(item: OpenItem) -> str:
    """An item as one sentence to the ear."""
    parts = (whose(item), item.title, item.about, item.to_do, f"waits for {owner_of(item)}")
    return ". ".join(part for part in parts if part)


LISTING = Listing[OpenItem](
    NAME,
    (
        Column[OpenItem]("Whose record", whose, width=170, name=True),
        Column[OpenItem]("What is missing", lambda one: one.title, width=220, second=lambda one: one.about),
        Column[OpenItem]("What to do", lambda one: one.to_do, width=230, gives_way=1),
        Column[OpenItem]("Waits for", owner_of, width=130, gives_way=2),
    ),
    COMPLETE,
    lambda one: (one.place, one.client, one.name, one.title, one.about, one.opens),
    row_height=Height.HOURS_ROW,
    said=said,
    fits=lambda one, words: all(word.casefold() in said(one).casefold() for word in words),
)


class OwnerButton(Button):
    """Narrows the list to what waits for one member of staff; ``narrowed`` carries the number, None: all."""

    narrowed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, EVERYONES, Rank.PLAIN, "filter-variant")
        self.setToolTip("Show only what waits for one member of staff")
        self.owner: int | None = None
        self._names: Mapping[int, tuple[str, int]] = {}
        self.menu_of_owners = QMenu(self)
        self.menu_of_owners.triggered.connect(self._choose)
        self.clicked.connect(self.ask)

    def offer(self, items: Iterable[OpenItem]) -> None:
        """Offer those for whom something waits; whoever is chosen stays chosen."""
        found: dict[int, tuple[str, int]] = {}
        for item in items:
            name, count = found.get(item.owner, (owner_of(item), 0))
            found[item.owner] = name, count + 1
        self._names = dict(sorted(found.items(), key=lambda one: one[1][0].casefold()))
        self._say()

    def _say(self) -> None:
        name, _ = self._names.get(self.owner or 0, (NOBODYS, 0)) if self.owner is not None else (EVERYONES, 0)
        self.setText(name)
        self.setAccessibleName(f"Waits for: {name}")

    def _choose(self, action: QAction) -> None:
        self.narrow(action.data())

    def narrow(self, owner: int | None) -> None:
        """Only what waits for one of them, or all."""
        self.owner = owner
        self._say()
        self.narrowed.emit(owner)

    def ask(self) -> None:
        """Offer them, with how much waits for each."""
        menu, group = self.menu_of_owners, QActionGroup(self.menu_of_owners)
        menu.clear()
        total = sum(count for _, count in self._names.values())
        for owner, name, count in ((None, EVERYONES, total), *((o, *n) for o, n in self._names.items())):
            action = QAction(f"{name}, {count:,}", group, checkable=True, checked=owner == self.owner)
            action.setData(owner)
            menu.addAction(action)
        menu.setActiveAction(group.checkedAction() or menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


def percent(found: Readiness) -> int:
    """How much of what is wanted is there, in whole per cents, 100 only where all of it is."""
    if not found.wanted:
        return 100
    return found.filled * 100 // found.wanted


def filled_words(found: Readiness) -> str:
    """``98% filled in: 2,708 of 2,756``."""
    if not found.wanted:
        return "Nothing is recorded for these days yet"
    return f"{percent(found)}% filled in: {found.filled:,} of {found.wanted:,}"
