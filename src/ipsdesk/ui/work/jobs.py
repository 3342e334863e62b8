"""The head of the page of work: what is to be seen to, and the list of jobs and steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QObject, Signal

from ipsdesk.rules.codes import PAID_JOB, WORK_EXPERIENCE
from ipsdesk.services.work_lines import Due, DueKind, WorkLine, WorkPage
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line, LineList
from ipsdesk.ui.work.asking import ask_end, ask_four_hours
from ipsdesk.ui.work.lines import due_line, work_line

ACTIVITY = "activity"


class Jobs(QObject):
    """What the rest of the page is about is the line that has the keyboard, or the first.

    ``line_wanted`` carries what is seen to at a line further down.
    """

    line_wanted = Signal(object)

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(page)
        self.page = page
        self._lines: tuple[WorkLine, ...] = ()
        self._whose: int | None = None
        self.due = page.add_section(Section(theme, "To see to", "", "Enter goes to it."))
        self.jobs = page.add_section(
            Section(
                theme,
                "Jobs and steps",
                "No job and no step towards one is recorded yet.",
                "What stands below is about the line with the keyboard. Enter changes it.",
            )
        )
        self._add_buttons()
        self.due.list.opened.connect(self._see_to)
        self.list.opened.connect(self._open)

    def _add_buttons(self) -> None:
        jobs = self.jobs
        jobs.add_button("Add job", self._add_job, "plus")
        jobs.add_button("Add step", self._add_step, "plus")
        jobs.add_line_button(
            "Four hours…", self._four_hours, _is_job, "Choose a job", "Day of the fourth hour worked"
        )
        jobs.add_line_button("End…", self._end, _goes_on, "Choose what goes on", "End the job or step")

    @property
    def list(self) -> LineList:
        """The list of jobs and steps."""
        return self.jobs.list

    def chosen(self) -> WorkLine | None:
        """The job or step with the keyboard."""
        if (line := self.list.current()) is not None:
            return cast("WorkLine", line.about)
        return self._lines[0] if self._lines else None

    def show_read(self, read: WorkPage, more: Sequence[Due]) -> None:
        """Show these; ``more`` is to be seen to besides."""
        self._lines = read.lines
        due = [*more, *read.due]
        self.due.setVisible(bool(due))
        self.due.show_lines([due_line(one, read.today) for one in due])
        self.jobs.show_lines([work_line(one, read.today) for one in read.lines])
        if read.lines and (self._whose != self.page.client or self.list.current() is None):
            self.list.go_to(read.lines[0].id)
        self._whose = self.page.client

    # ---- what is asked for --------------------------------------------------------------------------

    def _add_job(self) -> None:
        self.page.add(ACTIVITY, kind=PAID_JOB)

    def _add_step(self) -> None:
        self.page.add(ACTIVITY, kind=WORK_EXPERIENCE)

    def _open(self, work: WorkLine) -> None:
        self.page.change(ACTIVITY, work.id)

    def _see_to(self, due: Due) -> None:
        """A line further down is gone to; all else is a record to change, or a plan to agree."""
        kind, record = due.record
        if due.kind in (DueKind.MILESTONE, DueKind.SAFEGUARDS):
            self.list.go_to(due.activity)
            self.line_wanted.emit(due)
        elif record:
            self.page.change(kind, record)
        else:
            self.page.add(kind, activity_id=str(due.activity), agreed_on=self.page.today)

    def _four_hours(self) -> None:
        self._ask(ask_four_hours)

    def _end(self) -> None:
        self._ask(ask_end)

    def _ask(self, ask: Callable[[int, WorkLine, date], Asked]) -> None:
        work = self.chosen()
        if work is not None and self.page.client is not None:
            self.page.ask(ask(self.page.client, work, self.page.today))


def _is_job(line: Line) -> bool:
    return bool(line.about.is_job)


def _goes_on(line: Line) -> bool:
    return line.about.ended is None
