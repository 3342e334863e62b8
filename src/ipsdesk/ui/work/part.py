"""What a part of the page of work is: its sections, what it reads of a person, and how it shows that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from ipsdesk.services.desk import Desk
from ipsdesk.services.work_lines import Due, WorkLine, WorkPage
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.theme import Theme

LONGEST_NAME = 60


def headed(what: str, name: str) -> str:
    """A heading that says of which job it is; a very long name stands in full in the list of jobs."""
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
    return f"{what}: {short}"


class WorkPart(QObject):
    """Puts its sections on the page when it is made (``self.page.add_section``), below those before it.

    What it asks for goes through the page: ``page.add``, ``page.change``, ``page.asked``; ``page.client`` and
    ``page.today`` are set before ``show_read``.
    """

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(page)
        self.theme, self.page = theme, page

    def show_work(self, page: WorkPage) -> None:
        """Show what it needs of the person's jobs and steps."""

    def read(self, desk: Desk, client: int) -> object:
        """What it shows of a person; called in the background."""
        return None

    def show_read(self, read: Any) -> None:
        """Show what was read."""

    def due(self) -> Sequence[Due]:
        """What of it is to be seen to, after ``show_read``."""
        return ()

    def go_to(self, due: Due) -> None:
        """The keyboard goes to the line where this is seen to, if it is one of its own."""

    def show_job(self, job: WorkLine | None) -> None:
        """This job or step has the keyboard now; None: there is none."""
