"""The one place that asks why a submitted return changes: whatever is saved, by whichever dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ipsdesk.errors import AmendmentReasonNeeded
from ipsdesk.ui.background import Progress, Result, RunInBackground, Work
from ipsdesk.ui.theme import Theme


class AskingWhy:
    """Gives work away as ``run`` does; where it needs a reason, asks for it and does the same once more.

    ``run`` itself is for who keeps an own line of work, which a question would hold up.
    """

    def __init__(self, theme: Theme, run: RunInBackground) -> None:
        self._theme, self.run = theme, run

    def __call__(
        self,
        work: Work[Result],
        on_done: Callable[[Result], None],
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Progress:
        """See `RunInBackground`."""
        return _Asked(self, work, on_done, on_error, on_progress).begin()

    def ask(
        self,
        owner: QObject,
        error: AmendmentReasonNeeded,
        given: Callable[[str], None],
        not_given: Callable[[], None] | None = None,
        typed: str = "",
    ) -> None:
        """Ask over the window of ``owner``; ``given`` hears the reason."""
        from ipsdesk.ui.amending.why_dialog import WhyDialog  # noqa: PLC0415 - for those who are asked

        dialog = WhyDialog(self._theme, error.touches, _window_of(owner), typed=typed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.say(error.problem)
        dialog.given.connect(given)
        if not_given is not None:
            dialog.rejected.connect(not_given)
        dialog.open()


class _Asked(QObject):
    """One piece of work until it is done, refused, or not wanted any more."""

    def __init__(
        self,
        asking: AskingWhy,
        work: Work[Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None],
        on_progress: Callable[[float, str], None] | None,
    ) -> None:
        super().__init__(_owner(on_error))
        self._asking, self._work = asking, work
        self._on_done, self._on_error, self._on_progress = on_done, on_error, on_progress
        self._error: AmendmentReasonNeeded | None = None
        self._reason = ""

    def begin(self) -> Progress:
        return self._asking.run(self._work, self._done, self._failed, self._on_progress)

    def _done(self, result: object) -> None:
        self.deleteLater()
        if isValid(_owner(self._on_done)):
            self._on_done(result)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, AmendmentReasonNeeded):
            self._error = error
            self._asking.ask(_owner(self._on_error), error, self._again, self._not_given, self._reason)
        else:
            self.deleteLater()
            self._on_error(error)

    def _again(self, reason: str) -> None:
        self._reason = reason
        self._asking.run(self._with_reason, self._done, self._failed, self._on_progress)

    def _with_reason(self, progress: Progress) -> object:
        from ipsdesk.services.amending import because  # noqa: PLC0415 - the services come with the unit

        with because(self._reason):
            return self._work(progress)

    def _not_given(self) -> None:
        self.deleteLater()
        if self._error is not None:
            self._on_error(self._error)


def _owner(method: Callable[..., None]) -> QObject:
    """Whose method it is; raises ``TypeError`` where Qt could not know when it is gone."""
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject):
        raise TypeError("Give a bound method of a QObject: Qt must know where it lives and when it is gone.")
    return owner


def _window_of(owner: QObject) -> QWidget | None:
    """Over which window it is asked."""
    whose: QObject | None = owner
    while whose is not None and not isinstance(whose, QWidget):
        whose = whose.parent()
    return whose.window() if whose is not None else QApplication.activeWindow()
