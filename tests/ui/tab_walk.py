"""Somebody with nothing but keys, on a tab of parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ipsdesk.app import tab_kinds
from ipsdesk.ui.inside_tab import InsideTab
from tests.ui.at_the_window import AtTheWindow, Key

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MOST_PARTS, MOST_LINES = 12, 30


class TabWalk:
    """One person at the keyboard; ``kind`` is the tab."""

    kind: ClassVar[type[InsideTab]]

    def __init__(self, person: AtTheWindow) -> None:
        self.person = person

    @property
    def inside(self) -> Any:
        """What lies on the tab."""
        page = self.person.window.page
        assert page is not None
        tab = page.current_tab()
        assert isinstance(tab, self.kind)
        return tab.inside

    @property
    def view(self) -> Any:
        """The part on screen."""
        return self.inside.view

    def sit_down(self, unit: Path) -> None:
        """Sign in, and go to the tab by its number; its first part is read."""
        self.person.sign_in(unit)
        place = next(n for n, kind in enumerate(tab_kinds(), 1) if kind is self.kind)
        self.person.press(Key(Key.Key_0.value + place), with_=CTRL)
        self.settle(lambda: bool(self.view.rows))

    def turn_to(self, title: str) -> None:
        """Ctrl+Shift+Page Down, until the part is on screen."""
        for _ in range(MOST_PARTS):
            self.settle(lambda: True)
            if self.view.title == title:
                break
            self.person.press(Key.Key_PageDown, with_=CTRL | SHIFT)
        self.settle(lambda: bool(self.view.title == title))

    def go_down_to(self, name: str) -> None:
        """Down the list, to a line by its name."""
        view = self.view
        view.list.view.setFocus()
        self.person.press(Key.Key_Home)
        for _ in range(MOST_LINES):
            if view.chosen is not None and view.chosen.name == name:
                return
            self.person.press(Key.Key_Down)
        raise AssertionError(name)

    def settle(self, is_so: Callable[[], bool]) -> None:
        """Until something is so, and nothing is being read."""
        self.person.wait(lambda: is_so() and not self.person.background.busy)

    def keyboard(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.person.window

    def dialog(self, kind: type[QDialog]) -> Any:
        """The dialog that is open, the keyboard in it."""
        found: list[Any] = []

        def is_ready() -> bool:
            found[:] = [one for one in self.person.window.findChildren(kind) if one.isVisible()]
            if not found or getattr(found[0], "form", found) is None or self.person.background.busy:
                return False
            found[0].activateWindow()  # a desktop would do so
            return bool(found[0].isAncestorOf(self.keyboard()))

        self.person.wait(is_ready)
        return found[0]

    def type_in(self, dialog: Any, **typed: str) -> None:
        """Words in fields, each in place of what stands there."""
        for name, words in typed.items():
            dialog.form.go_to(name)
            self.person.press(Key.Key_A, with_=CTRL)
            self.person.press(words)

    def save(self, dialog: Any) -> None:
        """Ctrl+S, until the dialog has gone and everything is read again."""
        self.person.press(Key.Key_S, with_=CTRL)
        self.gone(dialog)

    def gone(self, dialog: Any, then: QWidget | None = None) -> None:
        """Until the dialog has gone and what comes then (the window, unless another dialog) is at hand."""
        self.gone_only(dialog)
        after = then or self.person.window
        after.activateWindow()
        self.person.wait(after.isActiveWindow)
        self.settle(lambda: True)

    def gone_only(self, dialog: Any) -> None:
        """Until the dialog has gone; another takes its place."""
        self.person.wait(lambda: not (shiboken6.isValid(dialog) and dialog.isVisible()))

    def press_button(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.person.wait(button.isEnabled)
        button.setFocus()
        self.person.press(Key.Key_Space)
