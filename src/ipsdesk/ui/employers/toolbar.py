"""The line above everything on the tab: its name, its parts, a box to find in the list, and what is added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ipsdesk.ui.caseload.toolbar import FindBox
from ipsdesk.ui.employers.view import View
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.choosing import Segments
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words


class EmployersToolbar(QWidget):
    """``turned`` carries the place of the part that is wanted."""

    turned = Signal(int)

    def __init__(self, theme: Theme, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._place = 0
        self.title = Words(theme, "Employers", TITLE)
        self.parts = Segments(theme, list(titles))
        self.parts.setAccessibleName("Part of the tab")
        self.parts.choose(0)
        self.find_box = FindBox(theme, "Find in this list")
        self.add = Button(theme, "", icon="plus")
        line = ToolLine(self, Space.STEP)
        for widget in (self.title, self.parts, self.find_box, self.add):
            line.addWidget(widget)
        line.done_from = 2
        self.parts.changed.connect(self._chosen)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))
        self.title.setContentsMargins(0, 0, self._theme.px(Space.LABEL), 0)

    def _chosen(self) -> None:
        place = self.parts.place
        if place is None:  # taken back with Delete: there always is a part
            self.parts.choose(self._place)
        elif place != self._place:
            self._place = place
            self.turned.emit(place)

    def show_view(self, view: View) -> None:
        """What is found and added there."""
        self.find_box.setVisible(bool(view.finds))
        self.find_box.setAccessibleName(f"Find {view.finds}")
        self.find_box.setToolTip(f"Find {view.finds} (Ctrl+F)")
        self.add.setVisible(bool(view.adds) and view.may_change)
        self.add.setText(view.adds)
