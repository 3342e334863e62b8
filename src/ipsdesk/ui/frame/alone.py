"""Gives the window to one view alone, without the page of the unit, its menus and what is open over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from ipsdesk.ui.frame.dialogs import Dialogs
from ipsdesk.ui.frame.menus import LARGER, SMALLER

if TYPE_CHECKING:  # the services bring the database with them
    from ipsdesk.services.drafts import DraftNote
    from ipsdesk.ui.frame.desk_page import DeskPage

KEYS = (
    ("lock", "Ctrl+L"),
    ("quit", "Ctrl+Q"),
    (LARGER, "Ctrl++"),
    (LARGER, "Ctrl+="),
    (SMALLER, "Ctrl+-"),
)
"""All that the window itself does while a view is alone in it."""


class AloneView(QWidget):
    """A view that may have the window to itself; what is written in it is kept as a draft, as anywhere."""

    lock_wanted = Signal()

    def drafts(self) -> Sequence[DraftNote]:
        """What is written and not kept."""
        return ()


class Alone(QObject):
    """``turned`` says that a view has come, or that the page is back."""

    turned = Signal()

    def __init__(
        self,
        window: QWidget,
        states: QStackedLayout,
        page: DeskPage,
        dialogs: Dialogs,
        doers: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(window)
        self._states, self._page, self._dialogs, self._doers = states, page, dialogs, doers
        self.view: AloneView | None = None
        page.alone.connect(self.turn)

    def places(self) -> list[QWidget]:
        """Where something may be written beside the tabs: the windows over the page, and the view."""
        return [*self._dialogs.opened(), *([self.view] if self.view is not None else [])]

    def turn(self, view: AloneView | None) -> None:
        """This view alone; None: the page again. Nothing copied elsewhere can be pasted in it."""
        from ipsdesk.ui.frame.copied import forget_copied  # noqa: PLC0415 - for those who ask

        self.forget()
        if view is not None:
            self._dialogs.close_all()
            forget_copied(QGuiApplication.clipboard())
            self.view = view
            self._states.addWidget(view)
            view.lock_wanted.connect(self._lock)
            for key, keys in KEYS:
                QShortcut(QKeySequence(keys), view).activated.connect(partial(self._do, key))
        self.show()

    def show(self) -> None:
        """Whatever has the window."""
        self._states.setCurrentWidget(self.view or self._page)
        self.turned.emit()

    def forget(self) -> None:
        """The view is over."""
        if self.view is not None:
            self._states.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def clear(self) -> None:
        """Nothing of the unit is in the window any more."""
        self.forget()
        self._states.removeWidget(self._page)
        self._page.hide()

    def _lock(self) -> None:
        self._do("lock")

    def _do(self, key: str) -> None:
        self._doers[key]()
