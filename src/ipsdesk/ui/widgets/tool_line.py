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
        shown = self._shown()
        return QSize(self._wide(shown), max((item.sizeHint().height() for _, item in shown), default=0))

    def _lay_out(self, box: QRect, *, only_measure: bool) -> int:
        down = box.top()
        for row in self._rows(box.width()):
            across, spare = box.left(), max(box.width() - self._wide(row), 0)
            is_shared = row[0][0] < self.done_from
            high = max(item.sizeHint().height() for _, item in row)
            for place, item in row:
                size = item.sizeHint().boundedTo(QSize(box.width(), high))
                aside = spare if is_shared and place >= self.done_from else 0
                if not only_measure:
                    middle = down + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(across + aside, middle), size))
                across += size.width() + self.spacing()
            down += high + self.spacing()
        return down - self.spacing() - box.top()

    def _rows(self, width: int) -> list[list[tuple[int, QLayoutItem]]]:
        """What stands in each line; what is done stays together, on the last line if there is room."""
        shown = self._shown()
        left = [pair for pair in shown if pair[0] < self.done_from]
        done = [pair for pair in shown if pair[0] >= self.done_from]
        rows = self._filled(left, width)
        if rows and self._wide(rows[-1] + done) <= width:
            rows[-1] += done
            return rows
        return [*rows, *self._filled(done, width)]

    def _filled(
        self, pairs: list[tuple[int, QLayoutItem]], width: int
    ) -> list[list[tuple[int, QLayoutItem]]]:
        rows: list[list[tuple[int, QLayoutItem]]] = []
        for pair in pairs:
            if rows and self._wide([*rows[-1], pair]) <= width:
                rows[-1].append(pair)
            else:
                rows.append([pair])
        return rows

    def _wide(self, pairs: list[tuple[int, QLayoutItem]]) -> int:
        wide = sum(item.sizeHint().width() for _, item in pairs)
        return wide + self.spacing() * max(len(pairs) - 1, 0)
