"""The tabs of an open unit: known by their classes from the start, each made when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedLayout

from ipsdesk.ui.tab import LaterTab, Tab


class Tabs(QObject):
    """``made`` carries the place of a tab that has just been made; only then does it listen and answer."""

    made = Signal(int)

    def __init__(self, later: Sequence[LaterTab], parent: QObject) -> None:
        super().__init__(parent)
        self.kinds = [one.kind for one in later]
        self.pages = QStackedLayout()
        self._later = {place: one.make for place, one in enumerate(later)}
        self._made: dict[int, Tab] = {}

    def __getitem__(self, place: int) -> Tab:
        """Make it if it is not there yet; raises ``ValueError`` where its lines and what it does differ."""
        if place not in self._made:
            tab = self._later[place]()
            if strange := {row.key for row in tab.actions_table} ^ set(tab.doers()):
                raise ValueError(f"{tab.title} has a line or what it does, not both: {sorted(strange)}")
            self._made[place] = tab
            del self._later[place]
            self.pages.addWidget(tab)
            self.made.emit(place)
        return self._made[place]

    @property
    def there(self) -> list[Tab]:
        """Those that are made, in order."""
        return [self._made[place] for place in sorted(self._made)]

    @property
    def all(self) -> list[Tab]:
        """All of them, made where they are not."""
        return [self[place] for place in range(len(self.kinds))]

    @property
    def missing(self) -> list[int]:
        """The places of those that are not made, in order."""
        return sorted(self._later)

    def place_of(self, tab: Tab) -> int:
        """Where it stands."""
        return next(place for place, one in self._made.items() if one is tab)

    @property
    def current(self) -> int:
        """The place of the tab on screen, -1 if there is none."""
        shown = self.pages.currentWidget()
        return next((place for place, one in self._made.items() if one is shown), -1)
