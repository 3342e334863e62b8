"""What lies on the tab of employers: its parts, and employers to be found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from ipsdesk.ui.employers.employers_view import EmployersView
from ipsdesk.ui.employers.tab_actions import (
    ADD,
    AFTER,
    BEFORE,
    CHANGE,
    FIND,
    MENU,
    NARROW,
    PAGE_AFTER,
    PAGE_BEFORE,
    PART_AFTER,
    PART_BEFORE,
    SHORTCUTS,
)
from ipsdesk.ui.employers.views import VIEWS
from ipsdesk.ui.parts.desk import PartsDesk, ViewKind
from ipsdesk.ui.tab import Found


class EmployersDesk(PartsDesk):
    """Employers are its first part."""

    title: ClassVar[str] = "Employers"
    kinds: ClassVar[Sequence[ViewKind]] = VIEWS
    shortcuts: ClassVar[Mapping[str, str]] = SHORTCUTS

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """What carries out each line of the tab's actions."""
        return {
            **super().doers(),
            ADD: self.add,
            CHANGE: self.change,
            MENU: self._menu,
            FIND: self.find_here,
            NARROW: self._narrow,
            BEFORE: self._before,
            AFTER: self._after,
            PAGE_BEFORE: self._page_before,
            PAGE_AFTER: self._page_after,
            PART_BEFORE: self.part_before,
            PART_AFTER: self.part_after,
        }

    @property
    def employers(self) -> EmployersView:
        """The part that lists employers."""
        view = self.views[0]
        assert isinstance(view, EmployersView)  # noqa: S101 - the first of the parts
        return view

    def read_to_find(self) -> None:
        """Read the employers for the search."""
        self.employers.refresh()

    def find(self, words: str) -> Sequence[Found]:  # type: ignore[override] # not QWidget's, by window id
        """Employers with these words; going to one turns to their part."""
        return [Found(one.words, one.kind, self._going(one)) for one in self.employers.find(words)]

    def _going(self, found: Found) -> Callable[[], object]:
        def go() -> None:
            self.toolbar.choose(0)
            found.go()

        return go

    def change(self) -> None:
        """The form of what is chosen; of an employer, of the record on screen."""
        if self.view is self.employers:
            self.employers.of_employer.change()
        else:
            super().change()

    def _menu(self) -> None:
        if self.view is self.employers:
            self.employers.of_employer.show_menu()

    def _narrow(self) -> None:
        if self.view is self.employers:
            self.employers.turn_narrowing()

    def _before(self) -> None:
        if self.view is self.employers:
            self.employers.go_back()

    def _after(self) -> None:
        if self.view is self.employers:
            self.employers.go_on()

    def _page_before(self) -> None:
        if self.view is self.employers:
            self.employers.record.turn(-1)

    def _page_after(self) -> None:
        if self.view is self.employers:
            self.employers.record.turn(1)
