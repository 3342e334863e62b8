"""A tab that is one widget, which is imported when the tab is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.tab import Tab
from ipsdesk.ui.widgets.side_panel import lead_in

SIGNALS = ("saved", "context", "found_more", "person_wanted", "alone", "settled")
"""What the tab says of itself when the widget says it; a widget may lack some of them."""


class Inside(Protocol):
    """What every such widget can be asked."""

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""

    def refresh(self) -> None:
        """Read again what is on screen."""

    def leave(self) -> None:
        """The unit is about to be closed."""


class InsideTab(Tab):
    """``inside`` is the widget; `hold` fills the tab with it."""

    inside: Inside

    def hold(self, inside: QWidget) -> None:
        """Show the widget, and pass on what it says."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        lead_in(self, inside)
        for name in SIGNALS:
            if hasattr(inside, name):
                getattr(inside, name).connect(getattr(self, name))

    def doers(self) -> Mapping[str, Callable[[], object]]:
        return self.inside.doers()

    def refresh(self) -> None:
        self.inside.refresh()

    def leave(self) -> None:
        self.inside.leave()
