"""The lines above everything on a tab of parts: its name, a box to find, what is added, its parts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.ui.caseload.toolbar import FindBox
from ipsdesk.ui.parts.page_bar import PageBar
from ipsdesk.ui.parts.view import View
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.text_styles import TITLE
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.words import Words

PARTS = "Part of the tab"


class PartsToolbar(QWidget):
    """``turned`` carries the place of the part that is wanted."""

    turned = Signal(int)

    def __init__(self, theme: Theme, title: str, parts: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self.title = Words(theme, title, TITLE)
        self.parts = PageBar(theme, parts)
        self.parts.bar.setAccessibleName("Parts of the tab")
        self.parts.picker.name(PARTS, "Any part of its name will do")
        self.find_box = FindBox(theme, "Find in this list")
        self.add = Button(theme, "", icon="plus")
        above = QWidget()
        line = ToolLine(above, Space.STEP)
        for widget in (self.title, self.find_box, self.add):
            line.addWidget(widget)
        line.done_from = 1
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.LABEL)
        whole.addWidget(above)
        whole.addWidget(self.parts)
        inner = self.parts.layout()
        assert inner is not None  # noqa: S101 - it is made with one
        inner.setContentsMargins(0, 0, 0, 0)
        self.parts.turned.connect(self.turned)
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.title.setFixedHeight(self._theme.px(Height.CONTROL))

    def choose(self, place: int) -> None:
        """Turn to a part."""
        self.parts.bar.setCurrentIndex(place)

    @property
    def place(self) -> int:
        """Which part is on screen."""
        return self.parts.bar.currentIndex()

    def show_view(self, view: View) -> None:
        """What is found and added there."""
        self.find_box.setVisible(bool(view.finds))
        self.find_box.setAccessibleName(f"Find {view.finds}")
        self.find_box.setToolTip(f"Find {view.finds} (Ctrl+F)")
        self.add.setVisible(bool(view.adds) and view.may_change)
        self.add.setText(view.adds)
