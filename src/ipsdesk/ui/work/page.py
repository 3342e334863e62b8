"""The page of work: what is due, jobs and steps, and what belongs to the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from ipsdesk.services.desk import Desk
from ipsdesk.services.work_lines import Due, WorkLine, WorkPage
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.work.jobs import Jobs
from ipsdesk.ui.work.of_job import HowItWas, OfJob
from ipsdesk.ui.work.part import WorkPart
from ipsdesk.ui.work.service_part import ServicePart
from ipsdesk.ui.work.support import BesideJobs, InWork

PARTS: Sequence[type[WorkPart]] = (HowItWas, InWork, OfJob, ServicePart, BesideJobs)
"""Below the list of jobs and steps: what is done from week to week before what seldom changes."""


class WorkOfPerson(RecordPage):
    """The list of jobs and steps is read first; its parts below follow the line that has the keyboard."""

    title: ClassVar[str] = "Work"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self.jobs = Jobs(theme, self)
        self.parts = [part(theme, self) for part in PARTS]
        self.put_in_order()
        self.jobs.list.stood.connect(self._show_job)
        self.jobs.line_wanted.connect(self._go_to_line)

    def part(self, kind: type[WorkPart]) -> WorkPart:
        """One of the parts by its kind."""
        return next(one for one in self.parts if isinstance(one, kind))

    def job(self) -> WorkLine | None:
        """The job or step the parts are about."""
        return self.jobs.chosen()

    def read(self, desk: Desk, client: int) -> object:
        return desk.work.page(client), [part.read(desk, client) for part in self.parts]

    def show_read(self, client: int, read: tuple[WorkPage, Sequence[Any]]) -> None:
        page, others = read
        self.client, self.today = client, page.today
        for part, its in zip(self.parts, others, strict=True):
            part.show_work(page)
            part.show_read(its)
        self.jobs.show_read(page, [due for part in self.parts for due in part.due()])
        self._show_job()

    def _go_to_line(self, due: Due) -> None:
        """The line where it is seen to has the keyboard."""
        for part in self.parts:
            part.go_to(due)

    def _show_job(self) -> None:
        for part in self.parts:
            part.show_job(self.job())
