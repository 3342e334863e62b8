"""The layout of a toolbar: one line, what is done at its right end; where there is no room, more lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from ipsdesk.ui.widgets.flow import Flow


class ToolLine(Flow):
    """What is added from ``done_from`` on stands at the right, or begins a line of its own."""

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent, gap)
        self.done_from = 0

    def _shown(self) -> list[tuple[int, QLayoutItem]]:
        """The place and the item of each that is not hidden."""
        return [(place, item) for place, item in enumerate(self._items) if not item.isEmpty()]

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for _, item in self._shown()]
        gaps = self.spacing() * max(len(sizes) - 1, 0)
        wide = sum(size.width() for size in sizes) + gaps
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def _lay_out(self, box: QRect, *, only_measure: bool) -> int:
        down, spare = box.top(), max(box.width() - self.sizeHint().width(), 0)
        for row in self._rows(box.width()):
            across = box.left()
            high = max(item.sizeHint().height() for _, item in row)
            for place, item in row:
                size = item.sizeHint().boundedTo(QSize(box.width(), high))
                aside = spare if place >= self.done_from else 0
                if not only_measure:
                    middle = down + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(across + aside, middle), size))
                across += size.width() + self.spacing()
            down += high + self.spacing()
        return down - self.spacing() - box.top()

    def _rows(self, width: int) -> list[list[tuple[int, QLayoutItem]]]:
        """What stands in each line."""
        shown = self._shown()
        if self.sizeHint().width() <= width:
            return [shown]
        rows: list[list[tuple[int, QLayoutItem]]] = []
        across = 0
        begun = False
        for place, item in shown:
            wide = item.sizeHint().width()
            is_done = place >= self.done_from
            if not rows or (is_done and not begun) or across + wide > width:
                rows.append([])
                across = 0
            begun = is_done
            rows[-1].append((place, item))
            across += wide + self.spacing()
        return rows
