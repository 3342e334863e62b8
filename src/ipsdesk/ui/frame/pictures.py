"""Pictures of the window, tab by tab, for where nobody can see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from ipsdesk.ui.frame.window import USUAL, DeskWindow

LOOK_AGAIN, LONGEST = 20, 60_000
"""Milliseconds between looks whether a tab has come to rest, and until that is given up."""
AT_REST = 600
"""Milliseconds for what follows a tab's first painting, such as the weeks of the chosen person."""


def picture_tabs(window: DeskWindow, folder: Path) -> Iterator[Path]:
    """Sign in with what the sign-in was given, and leave a picture of it and of every tab.

    Raises ``TimeoutError`` where the unit does not open.
    """
    window.resize(USUAL)
    window.show()
    wait_until(window.isVisible, AT_REST)
    yield _picture(window, folder / "Sign in.png")
    window.sign_in.card.asking.give()
    wait_until(lambda: window.page is not None and window.page.isVisible())
    if (page := window.page) is None:
        return
    for tab in page.tabs:
        page.go_to(tab)
        wait_until(tab.is_settled, AT_REST)
        yield _picture(window, folder / f"{tab.title}.png")
    del page, tab  # nothing of the unit may outlive its locking
    window.lock()
    wait_until(lambda: window.page is None and window.desk is None)


def wait_until(is_so: Callable[[], bool], rest: int = 0) -> None:
    """Let the window work until something is so, and for ``rest`` milliseconds more."""
    loop = QEventLoop()
    looks = QTimer(interval=LOOK_AGAIN)
    looks.timeout.connect(lambda: loop.quit() if is_so() else None)
    looks.start()
    given_up = QTimer(singleShot=True, interval=LONGEST)
    given_up.timeout.connect(loop.quit)
    given_up.start()
    loop.exec()
    looks.stop()
    if not is_so():
        raise TimeoutError("The window did not come to rest.")
    QTimer.singleShot(rest, loop.quit)
    loop.exec()


def _picture(window: DeskWindow, path: Path) -> Path:
    window.grab().save(str(path))
    return path
