"""The line of the menu that begins the view together, and what opens drafts of risk again."""

# ruff: noqa: PLC0415 - the view is made for those who ask

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ipsdesk.errors import DeskError
from ipsdesk.ui.actions import ActionRow
from ipsdesk.ui.more_actions import AtDesk, MoreActions, actions_of, together

if TYPE_CHECKING:
    from ipsdesk.services.drafts import DraftNote
    from ipsdesk.services.together import TogetherPage
    from ipsdesk.ui.background import Progress
    from ipsdesk.ui.frame.desk_page import DeskPage
    from ipsdesk.ui.together.view import TogetherView

TOGETHER = "together"
ROWS = (
    ActionRow(
        TOGETHER,
        "&View",
        "&Together with the person",
        "Show the open record alone and large; leaving it asks for the passphrase",
        "F11",
        "account-multiple-outline",
    ),
)
NOT_CHANGING = "This account reads only"
NO_PERSON = "Choose a person first: no record is open."
TITLE = "Together with the person"


def together_actions(at: AtDesk) -> MoreActions:
    """The line for one open unit."""
    from ipsdesk.services.roles import EVERYONE, STAFF

    role, doers = at.desk.workspace.actor.role, TogetherDoers(at)
    if role not in EVERYONE:
        return MoreActions()
    return together(
        actions_of(ROWS, {TOGETHER: doers.begin}, () if role in STAFF else [TOGETHER], NOT_CHANGING),
        MoreActions(
            begins=[doers.know],
            reopeners={"risk, the person": doers.reopen_own, "risk, the staff": doers.reopen_staff},
        ),
    )


class TogetherDoers(QObject):
    """Begins the view for the person on screen, and ends it."""

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at.page)
        self._at = at
        self._page: DeskPage | None = None
        self.view: TogetherView | None = None

    def know(self, page: DeskPage) -> None:
        """Know what is on screen."""
        self._page = page

    def begin(self) -> None:
        """Read the record of the person on screen; the view is shown once that is done."""
        tab = self._page.current_tab() if self._page is not None else None
        person = tab.person_on_screen() if tab is not None else None
        if person is None:
            self._say(NO_PERSON)
        elif self.view is None:
            self._at.run(partial(self._read, person[0]), self._show, self._failed)

    def _read(self, client: int, _progress: Progress) -> TogetherPage:
        return self._at.desk.together.begin(client)

    def _show(self, page: TogetherPage) -> None:
        from ipsdesk.ui.together.view import TogetherView

        if self._page is None or self.view is not None:
            return
        view = self.view = TogetherView(self._at, page)
        view.left.connect(self._end)
        self._page.alone.emit(view)
        view.begin()

    def _end(self) -> None:
        self.view = None
        if self._page is not None:
            self._page.alone.emit(None)
            self._page.refresh()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            raise error
        self._say(str(error))

    def _say(self, words: str) -> None:
        from ipsdesk.ui.notice import Notice

        self._at.open(Notice(self._at.theme, TITLE, words, parent=self._at.page))

    # ---- drafts -------------------------------------------------------------------------------------

    def reopen_own(self, note: DraftNote) -> None:
        """The person's part, with what was being written."""
        from ipsdesk.ui.risk.own_dialog import reopen_own

        reopen_own(self._at, note)

    def reopen_staff(self, note: DraftNote) -> None:
        """The staff's part, with what was being written."""
        from ipsdesk.ui.risk.staff_dialog import reopen_staff

        reopen_staff(self._at, note)
