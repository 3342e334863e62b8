"""What a job or step is like: the four tests, hours, pay and contract by date, usual shifts, how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.rules.wording import shown_day
from ipsdesk.services.work_lines import FactRow, HowItEnded, ShiftLine, WorkLine
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.pathway.doing import NewVersion
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.work.asking import ask_terms, ask_travel
from ipsdesk.ui.work.lines import fact_lines, shift_line, test_line
from ipsdesk.ui.work.part import WorkPart, headed

ACTIVITY = "activity"


class HowItWas(WorkPart):
    """The end of the job or step that is chosen."""

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(theme, page)
        self._work: WorkLine | None = None
        self.ended = page.add_section(Section(theme, "How it ended", ""))
        self.ended.add_button("Update the profile…", self._new_version, name="Update the profile")
        self.ended.list.opened.connect(self._open_work)

    def show_job(self, job: WorkLine | None) -> None:
        self._work = job
        self.ended.setVisible(bool(job and job.ended))
        if job is not None and job.ended is not None:
            self.ended.title.setText(headed("How it ended", job.name))
            self.ended.show_lines(list(_ended_lines(job.ended)))

    def _open_work(self) -> None:
        if self._work is not None:
            self.page.change(ACTIVITY, self._work.id)

    def _new_version(self) -> None:
        if self._work is not None and self.page.client is not None:
            self.page.form_wanted.emit(NewVersion(self.page.client, self._work.id))


class OfJob(WorkPart):
    """Sections about the job or step that is chosen."""

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(theme, page)
        self._work: WorkLine | None = None
        self.facts = page.add_section(
            Section(theme, "Hours, pay and contract", "Neither hours nor pay nor contract are known yet.")
        )
        self.facts.add_button("Change from a day…", self._change)
        self.shifts = page.add_section(
            Section(
                theme,
                "Usual shifts",
                "No usual shift: Weekly hours plans them.",
                "Enter says how long the way is.",
            )
        )
        self.tests = page.add_section(Section(theme, "Tests of a competitive job", ""))
        self.tests.list.opened.connect(self._open_work)
        self.facts.list.opened.connect(self._open_fact)
        self.shifts.list.opened.connect(self._open_shift)

    def show_job(self, job: WorkLine | None) -> None:
        self._work = job
        self.tests.setVisible(bool(job and job.tests))
        self.facts.setVisible(job is not None)
        self.shifts.setVisible(bool(job and job.is_job))
        if job is None:
            return
        self.tests.title.setText(headed("Tests of a competitive job", job.name))
        self.tests.show_lines([*map(test_line, job.tests), *_pay_lines(job)])
        self.facts.show_lines(list(fact_lines(job.facts, self.page.today)))
        self.shifts.show_lines([shift_line(one) for one in job.shifts])

    # ---- what is asked for --------------------------------------------------------------------------

    def _open_work(self) -> None:
        if self._work is not None:
            self.page.change(ACTIVITY, self._work.id)

    def _open_fact(self, _fact: FactRow) -> None:
        self._change()

    def _change(self) -> None:
        if self._work is not None and self.page.client is not None:
            self.page.ask(ask_terms(self.page.client, self._work, self.page.today))

    def _open_shift(self, shift: ShiftLine) -> None:
        if self.page.client is not None:
            self.page.ask(ask_travel(self.page.client, shift, self.page.today))


def _pay_lines(job: WorkLine) -> Iterator[Line]:
    """What else is known of pay and fit."""
    if job.pay_today:
        yield Line("pay today", job.pay_today, plain=True)
    if job.same_pay is not None:
        words = (
            "It pays what others there get."
            if job.same_pay
            else "It pays less or more than others there get."
        )
        yield Line("same pay", words, plain=True)
    if job.matches_preference:
        fits = {"yes": "It is", "partly": "It is partly", "no": "It is not"}[job.matches_preference]
        yield Line("matches", f"{fits} what the person wanted.", plain=True)


def _ended_lines(end: HowItEnded) -> Iterator[Line]:
    heard = f"Heard of it on {shown_day(end.heard_on)}." if end.heard_on else ""
    yield Line("reason", end.reason or "No reason is recorded.", heard, shown_day(end.on))
    for key, title, text in (
        ("view", "The person’s view", end.view),
        ("learned", "What was learned", end.learned),
    ):
        if text:
            yield Line(key, title, text)
    if end.help_offered is not None:
        offered = "was offered" if end.help_offered else "was not offered"
        yield Line("help", f"Help with the next job {offered}.", plain=True)
