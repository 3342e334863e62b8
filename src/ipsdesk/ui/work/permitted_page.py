"""The page of permitted work: notices to DWP and their way, pay slips, and the weeks of a year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from typing import ClassVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.reports.permitted_year import permitted_blocks
from ipsdesk.rules.permitted_trail import TrailEvent, TrailStep
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.permitted import PayLine, PermittedJob, PermittedPage
from ipsdesk.services.permitted_year import YearWeek
from ipsdesk.services.records import Done
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.stepper import Stepper
from ipsdesk.ui.widgets.text_styles import BODY, SECOND
from ipsdesk.ui.widgets.tool_line import ToolLine
from ipsdesk.ui.widgets.way_line import WayLine
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.work.part import headed
from ipsdesk.ui.work.permitted_lines import (
    NEXT_WORDS,
    concern_line,
    event_line,
    job_line,
    pay_line,
    shown_weeks,
    way_steps,
)
from ipsdesk.ui.work.permitted_picture import YearPicture

EVENT, PAY, ACTIVITY = "permitted work event", "pay period", "activity"
NO_JOB = "No job of this person is permitted work. A job's category is set where the job is changed."
CAUTION = "A record of weeks, never a permission: check with the benefits adviser."
NOTHING_NEXT = "Nothing is open for this job"
YEAR = timedelta(days=366)


class PermittedWorkOfPerson(RecordPage):
    """The way and the events below the jobs are of the job with the keyboard."""

    title: ClassVar[str] = "Permitted work"

    def __init__(self, theme: Theme, *, may_change: bool) -> None:
        super().__init__(theme, may_change=may_change)
        self._read: PermittedPage | None = None
        self.in_year: date | None = None
        """A day of the financial year that is shown; None: today's."""
        self.jobs = self.add_section(
            Section(
                theme, "Jobs in permitted work", NO_JOB, "Space takes the next step, Enter opens the job."
            )
        )
        self.trail = self.add_section(
            Section(theme, "Form PW1", "Nothing has happened yet.", "Enter changes what was recorded.")
        )
        self.pay = self.add_section(
            Section(theme, "Pay", "No pay period is recorded yet.",
                    "Space puts the weekly pay into the weeks that wait for it, Enter changes a pay period.")
        )  # fmt: skip
        self.weeks = self.add_section(Section(theme, "The year", "No week of this year has begun."))
        self._way: WayLine | None = None
        self.picture, self.stepper = (
            YearPicture(theme),
            Stepper(theme, "The year before", "This year", "The year after"),
        )
        self.print_button = Button(theme, "Print the year…", Rank.PLAIN, "printer-outline")
        self._sentence, self._caution = (
            Words(theme, style=BODY, wraps=True),
            Words(theme, CAUTION, SECOND, wraps=True),
        )
        self._build()
        self.put_in_order()
        self._connect()

    # ---- how it is put together ---------------------------------------------------------------------

    def _build(self) -> None:
        way = QWidget()
        self._way_place = QVBoxLayout(way)
        self._way_place.setContentsMargins(EDGE, Space.LABEL, EDGE, Space.SNUG)
        self.trail.add_above(way)
        self.next = self.jobs.add_line_button(
            "Next step", self._take_next, _has_next, NOTHING_NEXT, "Take the next step"
        )
        self.trail.add_button("Add what happened…", self._add_event, "plus")
        self.pay.add_line_button(
            "Put into the weeks", self._put_current, _can_be_put, "No week waits for this pay",
            "Put the weekly amount into the weeks",
        )  # fmt: skip
        self.pay.add_button("Add pay…", self._add_pay, "plus")
        self.weeks.add_above(self._year_part())

    def _year_part(self) -> QWidget:
        part, tools = QWidget(), QWidget()
        line = ToolLine(tools, Space.STEP)
        line.done_from = 1
        line.addWidget(self.stepper)
        line.addWidget(self.print_button)
        inset = QVBoxLayout()
        inset.setContentsMargins(EDGE, 0, EDGE, 0)
        inset.setSpacing(Space.SNUG)
        for widget in (tools, self._sentence, self._caution):
            inset.addWidget(widget)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.SNUG)
        layout.addLayout(inset)
        layout.addWidget(self.picture)
        return part

    def put_in_order(self) -> None:
        """The year's own controls come before its picture and lines."""
        super().put_in_order()
        stops = [
            self.pay.list,
            *(self.stepper.before, self.stepper.middle, self.stepper.after),
            *(self.print_button, self.picture, self.weeks.list),
        ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.jobs.list.stood.connect(self._show_job)
        self.jobs.list.opened.connect(self._open_job)
        self.jobs.list.ticked.connect(self._take_next)
        self.trail.list.opened.connect(self._open_event)
        self.pay.list.opened.connect(self._open_pay)
        self.pay.list.ticked.connect(self._put)
        self.stepper.before.clicked.connect(self._year_before)
        self.stepper.middle.clicked.connect(self._this_year)
        self.stepper.after.clicked.connect(self._year_after)
        self.print_button.clicked.connect(self._print)
        self.picture.stood.connect(self._stood_in_picture)
        self.picture.opened.connect(self._opened_in_picture)
        self.weeks.list.stood.connect(self._stood_in_list)

    # ---- what is shown ------------------------------------------------------------------------------

    def belongs_to(self, client: int) -> None:
        """Somebody else's page begins with this year."""
        if client != self.client:
            self.in_year = None
        super().belongs_to(client)

    def read(self, desk: Desk, client: int) -> object:
        return desk.permitted.page(client, self.in_year)

    def read_more(self, desk: Desk, client: int) -> object:
        return desk.permitted.page(client, self.in_year)

    def show_more(self, read: PermittedPage) -> None:
        if self.client is not None:
            self.show_read(self.client, read)

    def show_read(self, client: int, read: PermittedPage) -> None:
        self.client, self.today, self._read = client, read.today, read
        self.jobs.show_lines([job_line(one, self.today) for one in read.jobs])
        self._show_job()
        several = len(read.may_be_paid) > 1
        self.pay.show_lines([pay_line(one, self.today, several=several) for one in read.pay])
        self.pay.setVisible(bool(read.may_be_paid))
        self._show_year(read)

    def _show_year(self, read: PermittedPage) -> None:
        year = read.year
        self.stepper.middle.say(year.label)
        self.stepper.before.setEnabled(year.has_before)
        self.stepper.after.setEnabled(year.has_after)
        self._sentence.setText(year.sentence)
        self.picture.show_year(year)
        self.weeks.show_lines(shown_weeks(year.told))
        self.weeks.setVisible(bool(read.may_be_paid))
        if (week := self.picture.week) is not None:
            self.weeks.list.go_to(week.ends_on)

    def _job(self) -> PermittedJob | None:
        if (line := self.jobs.list.current()) is not None:
            return cast("PermittedJob", line.about)
        return self._read.jobs[0] if self._read is not None and self._read.jobs else None

    def _show_job(self) -> None:
        job = self._job()
        self.trail.setVisible(job is not None)
        step = job.trail.next if job is not None else None
        self.next.setText(NEXT_WORDS[step] if step is not None else "Next step")
        if job is None:
            return
        self.trail.title.setText(headed("Form PW1", job.name))
        if self._way is not None:
            self._way.hide()
            self._way.deleteLater()
        self._way = WayLine(
            self._theme, f"The way of the notice for {job.name}", way_steps(job.trail, self.today)
        )
        self._way_place.addWidget(self._way)
        concerns = [concern_line(told) for told in job.trail.concerns]
        events = [event_line(event, self.today) for event in reversed(job.trail.steps)]
        self.trail.show_lines([*concerns, *events])

    # ---- the notice ---------------------------------------------------------------------------------

    def _take_next(self) -> None:
        job = self._job()
        if job is None or job.trail.next is None:
            return
        if job.trail.next is TrailStep.DECISION:
            self._add_event()
        else:
            self.do(partial(_step, job.activity, job.trail.next))

    def _add_event(self) -> None:
        if (job := self._job()) is not None:
            step = job.trail.next
            event = str(step) if step not in (None, TrailStep.SENT) else str(TrailStep.CHANGED)
            self.add(EVENT, activity_id=str(job.activity), on_date=self.today, event=event)

    def _open_job(self, job: PermittedJob) -> None:
        self.change(ACTIVITY, job.activity)

    def _open_event(self, about: object) -> None:
        """What was recorded; the day PW1 was sent stands in the job's form."""
        job = self._job()
        if isinstance(about, TrailEvent) and about.key is not None:
            self.change(EVENT, about.key)
        elif job is not None:
            self.change(ACTIVITY, job.activity)

    # ---- pay ----------------------------------------------------------------------------------------

    def _add_pay(self) -> None:
        if self._read is None or not self._read.may_be_paid:
            return
        job = self._job()
        activity = job.activity if job is not None else self._read.may_be_paid[-1][0]
        self.add(PAY, activity_id=str(activity))

    def _open_pay(self, pay: PayLine) -> None:
        self.change(PAY, pay.id)

    def _put_current(self) -> None:
        if (line := self.pay.list.current()) is not None:
            self._put(line.about)

    def _put(self, pay: PayLine) -> None:
        self.do(partial(_put, pay.id))

    # ---- the year -----------------------------------------------------------------------------------

    def _year_before(self) -> None:
        if self._read is not None:
            self._turn(self._read.year.first - timedelta(days=1))

    def _year_after(self) -> None:
        if self._read is not None:
            self._turn(self._read.year.first + YEAR)

    def _this_year(self) -> None:
        self._turn(None)

    def _turn(self, to: date | None) -> None:
        self.in_year = to
        self.more_wanted.emit(self)

    def _stood_in_picture(self, week: YearWeek) -> None:
        self.weeks.list.go_to(week.ends_on)

    def _opened_in_picture(self, week: YearWeek) -> None:
        self.weeks.list.go_to(week.ends_on)
        self.weeks.list.setFocus()

    def _stood_in_list(self) -> None:
        if (line := self.weeks.list.current()) is not None:
            self.picture.go_to(cast("YearWeek", line.about).ends_on)

    def _print(self) -> None:
        if self._read is not None and self.client is not None:
            self.print_wanted.emit(partial(_print, self._read, self.client))


def _has_next(line: Line) -> bool:
    return cast("PermittedJob", line.about).trail.next is not None


def _can_be_put(line: Line) -> bool:
    return cast("PayLine", line.about).can_be_put


def _step(activity: int, step: TrailStep, desk: Desk) -> Done:
    return desk.permitted.take_step(activity, step)


def _put(pay_period: int, desk: Desk) -> Done:
    return desk.permitted.put_into_weeks(pay_period)


def _print(page: PermittedPage, client: int, at: AtDesk) -> None:
    desk = at.desk
    footing = Footing(desk.unit_name, shown_day(page.today), desk.is_practice)
    noting = Noting(at.run, desk.trail, about=client)
    print_blocks(at.theme, permitted_blocks(page), footing, at.page, noting)
