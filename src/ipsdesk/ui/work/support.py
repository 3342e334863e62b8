"""Support once somebody is in a job: milestones, the plan of support, contacts, adjustments, jobs at risk."""

from __future__ import annotations

from functools import partial

from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.records import Done
from ipsdesk.services.work_due import asked_now
from ipsdesk.services.work_lines import (
    AdjustmentInJob,
    AtRisk,
    Due,
    DueKind,
    MilestoneLine,
    QualificationLine,
    Support,
    SupportContact,
    WorkLine,
    WorkPage,
)
from ipsdesk.ui.caseload.plan_lines import due_words
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.work.asking import ask_milestone
from ipsdesk.ui.work.lines import (
    adjustment_line,
    at_risk_line,
    contact_line,
    milestone_line,
    qualification_line,
    support_lines,
)
from ipsdesk.ui.work.part import WorkPart, headed

PLAN, CASE, ADJUSTMENT = "in-work support plan", "retention case", "adjustment"
MILESTONE, CONTACT, QUALIFICATION = "milestone", "contact", "qualification"


class InWork(WorkPart):
    """Sections about the job that is chosen, while it is one."""

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(theme, page)
        self._work: WorkLine | None = None
        self.milestones = page.add_section(
            Section(theme, "Milestones", "", "Space confirms: still in work, same hours. Enter opens it.")
        )
        self.milestones.add_line_button(
            "Still in work",
            self._confirm_current,
            self._is_open,
            "Choose a milestone that has come",
            "Still in work, same hours",
        )
        self.milestones.add_line_button(
            "Otherwise…",
            self._otherwise,
            self._is_open,
            "Choose a milestone that has come",
            "It stands otherwise",
        )
        self.plan = page.add_section(Section(theme, "In-work support plan", "No support is agreed yet."))
        self.plan_button = self.plan.add_button("Agree a plan", self._add_plan, "plus")
        self.contacts = page.add_section(
            Section(theme, "Support in this job", "No support in work is recorded yet.")
        )
        self.contacts.add_button("Add contact", self._add_contact, "plus", "Add a contact of in-work support")
        self.adjustments = page.add_section(
            Section(theme, "Adjustments in this job", "No adjustment is recorded.")
        )
        self.adjustments.add_button("Add adjustment", self._add_adjustment, "plus")
        self._connect()

    def _connect(self) -> None:
        self.milestones.list.ticked.connect(self._confirm)
        self.milestones.list.opened.connect(self._open_milestone)
        self.plan.list.opened.connect(self._open_plan)
        self.contacts.list.opened.connect(self._open_contact)
        self.adjustments.list.opened.connect(self._open_adjustment)

    def show_job(self, job: WorkLine | None) -> None:
        self._work, today = job, self.page.today
        for section in (self.milestones, self.plan, self.contacts, self.adjustments):
            section.setVisible(bool(job and job.is_job))
        if job is None or not job.is_job:
            return
        self.milestones.title.setText(headed("Milestones", job.name))
        asked, _ = (asked_now(job.milestones, today) if job.ended is None else None) or ((), None)
        self.milestones.show_lines(
            [milestone_line(one, today, is_asked=one.milestone in asked) for one in job.milestones]
        )
        self._show_plan(job)
        found = job.contacts
        total = f": {counted(found.count, 'contact')}" if found.count > len(found.latest) else ""
        self.contacts.title.setText(f"Support in this job{total}")
        self.contacts.show_lines([contact_line(one, today) for one in found.latest])
        self.adjustments.show_lines(list(map(adjustment_line, job.adjustments)))

    def go_to(self, due: Due) -> None:
        """The latest milestone that waits for an answer."""
        waiting = [line for line in self.milestones.list.lines if self._is_open(line)]
        if due.kind is DueKind.MILESTONE and waiting:
            self.milestones.list.go_to(waiting[-1].key)
            self.milestones.list.setFocus()

    def _show_plan(self, job: WorkLine) -> None:
        support, today = job.support, self.page.today
        words = "Agree a plan" if support is None else "Agree anew"
        self.plan_button.setText(words)
        self.plan_button.setAccessibleName(words)
        if support is None:
            self.plan.show_lines([])
            return
        aside, mark = due_words("Review", support.review_on, today) if support.review_on else ("", None)
        when = Line("agreed", f"Agreed {short_day(support.agreed_on, today)}", "", aside, mark, about=support)
        self.plan.show_lines([when, *support_lines(support)])

    # ---- what is asked for --------------------------------------------------------------------------

    def _is_open(self, line: Line) -> bool:
        return bool(line.about.is_open(self.page.today))

    def _confirm(self, milestone: MilestoneLine) -> None:
        if self._work is not None and milestone.is_open(self.page.today):
            self.page.do(partial(_confirm, self._work.id, milestone.milestone))

    def _confirm_current(self) -> None:
        if (line := self.milestones.list.current()) is not None:
            self._confirm(line.about)

    def _otherwise(self) -> None:
        line, work, client = self.milestones.list.current(), self._work, self.page.client
        if line is not None and work is not None and client is not None:
            self.page.ask(ask_milestone(client, work, line.about, self.page.today))

    def _open_milestone(self, milestone: MilestoneLine) -> None:
        if milestone.record is not None:
            self.page.change(MILESTONE, milestone.record)
        elif milestone.is_open(self.page.today):
            self._otherwise()

    def _add_plan(self) -> None:
        if self._work is not None:
            self.page.add(PLAN, activity_id=str(self._work.id), agreed_on=self.page.today)

    def _open_plan(self, support: Support) -> None:
        self.page.change(PLAN, support.id)

    def _add_contact(self) -> None:
        if self.page.client is not None:
            given: dict[str, Plain] = {"kind": "in-work support", "on_date": self.page.today}
            whom: dict[str, Plain] = {"client_ids": [str(self.page.client)]}
            self.page.form_wanted.emit(Wanted(CONTACT, None, given | whom))

    def _open_contact(self, contact: SupportContact) -> None:
        self.page.change(CONTACT, contact.id)

    def _add_adjustment(self) -> None:
        if self._work is not None:
            self.page.add(ADJUSTMENT, activity_id=str(self._work.id), asked_on=self.page.today)

    def _open_adjustment(self, adjustment: AdjustmentInJob) -> None:
        self.page.change(ADJUSTMENT, adjustment.id)


class BesideJobs(WorkPart):
    """What is about the person and not about one job: jobs at risk, qualifications."""

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(theme, page)
        self.at_risk = page.add_section(
            Section(
                theme,
                "Jobs at risk",
                "No job is or was at risk.",
                "Enter changes what is done, and the outcome.",
            )
        )
        self.at_risk.add_button("Open a case", self._add_case, "plus", "Open a case of a job at risk")
        self.attained = page.add_section(Section(theme, "Qualifications", "No qualification is recorded."))
        self.attained.add_button("Add qualification", self._add_qualification, "plus")
        self.at_risk.list.opened.connect(self._open_case)
        self.attained.list.opened.connect(self._open_qualification)
        self._work: WorkLine | None = None

    def show_work(self, read: WorkPage) -> None:
        self.at_risk.show_lines([at_risk_line(one, read.today) for one in read.at_risk])
        self.attained.show_lines([qualification_line(one, read.today) for one in read.qualifications])

    def show_job(self, job: WorkLine | None) -> None:
        self._work = job

    def _add_case(self) -> None:
        job = self._work if self._work is not None and self._work.is_job else None
        which = {"activity_id": str(job.id)} if job is not None and job.is_now(self.page.today) else {}
        self.page.add(CASE, opened_on=self.page.today, **which)

    def _open_case(self, case: AtRisk) -> None:
        self.page.change(CASE, case.id)

    def _add_qualification(self) -> None:
        self.page.add(QUALIFICATION, attained_on=self.page.today)

    def _open_qualification(self, one: QualificationLine) -> None:
        self.page.change(QUALIFICATION, one.id)


def _confirm(activity: int, milestone: str, desk: Desk) -> Done:
    return desk.work.confirm(activity, milestone)
