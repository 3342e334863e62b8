"""The steps of a dialog, one on screen at a time, under the line that says how far one has come."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.focus_scroll import FocusScroll
from ipsdesk.ui.widgets.painting import Way
from ipsdesk.ui.widgets.step_page import StepPage
from ipsdesk.ui.widgets.way_line import Step, WayLine


class Steps(QWidget):
    """Pages in the order they are gone through; each scrolls by itself."""

    def __init__(self, theme: Theme, pages: Sequence[StepPage]) -> None:
        super().__init__()
        self._theme, self._pages = theme, pages
        self._way: WayLine | None = None
        self.ends_done = True
        """Whether all is done once the last step is reached."""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.FIELD)
        self._stack = QStackedLayout()
        self._layout.addLayout(self._stack, 1)
        self._scrolls = [FocusScroll() for _ in pages]
        for scroll, page in zip(self._scrolls, pages, strict=True):
            scroll.setWidget(page)
            self._stack.addWidget(scroll)

    @property
    def at(self) -> int:
        """The place of the page on screen."""
        return self._stack.currentIndex()

    @property
    def page(self) -> StepPage:
        """The page on screen."""
        return self._pages[self.at]

    def show_step(self, at: int) -> None:
        """Show a page, from its top, with the keyboard in it."""
        self._stack.setCurrentIndex(at)
        self.scroll_up()
        self.page.begin()
        self._scrolls[at].show_focus()

    def scroll_up(self) -> None:
        """Back to the top of the page on screen."""
        self._scrolls[self.at].verticalScrollBar().setValue(0)

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to a part of the page on screen."""
        self._scrolls[self.at].ensureWidgetVisible(part)

    def show_way(self, names: Sequence[tuple[int, str]]) -> None:
        """Say which of these steps is reached."""
        steps = [Step(name, self._way_to(step)) for step, name in names]
        way = WayLine(self._theme, "Steps", steps)
        if self._way is None:
            self._layout.insertWidget(0, way)
        else:
            self._layout.replaceWidget(self._way, way)
            self._way.hide()
            self._way.deleteLater()
        self._way = way
        way.show()  # or the layout would count it as hidden until the next turn of the event loop
        here = next(place for place, (step, _) in enumerate(names, 1) if step == self.at)
        announce(self, f"{self.page.title}. Step {here} of {len(names)}")

    def _way_to(self, step: int) -> Way:
        is_last = self.ends_done and step == self.at == len(self._pages) - 1
        if step < self.at or is_last:
            return Way.DONE
        return Way.HERE if step == self.at else Way.AHEAD
