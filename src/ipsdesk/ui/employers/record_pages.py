"""The pages of an employer's record: contacts, leads, people and sites, and the jobs people had there."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from ipsdesk.rules.codes import VACANCY_STAGES
from ipsdesk.services.desk import Desk
from ipsdesk.services.employers import EmployerRecord
from ipsdesk.services.employers_list import EmployerRow
from ipsdesk.services.employers_record import JobThere, PersonThere, Site, VacancyLine
from ipsdesk.services.vacancies import NEXT_STAGE
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.employers import lines
from ipsdesk.ui.employers.became_job import ask_became_job
from ipsdesk.ui.employers.contacts_part import ContactsPart
from ipsdesk.ui.employers.record_page import EmployerPage, any_line
from ipsdesk.ui.parts.doing import Doing
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.widgets.line_list import Line

VACANCY, PERSON, SITE = "vacancy", "person at an employer", "employer site"
OVER = "Choose a lead first that is still open"


class ContactsPage(EmployerPage):
    """Every contact with the employer, newest first."""

    title: ClassVar[str] = "Contacts"

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__(theme, doing, desk, may_change=may_change)
        self.contacts = ContactsPart(theme, "Contacts", "No contact is recorded yet.", doing)
        self.contacts.add_ticking()
        self.add_section(self.contacts)
        self.put_in_order()
        QWidget.setTabOrder(self.contacts.list, self.contacts.more)
        self.contacts.more_wanted.connect(self._want)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        self.employer = row
        self.contacts.show_first(record.contacts)

    def want_more(self) -> None:
        self.contacts.want_more()

    def _want(self) -> None:
        self.more_wanted.emit(self)


class LeadsPage(EmployerPage):
    """Vacancies and leads, those that are open first."""

    title: ClassVar[str] = "Vacancies and leads"

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__(theme, doing, desk, may_change=may_change)
        keys = "Enter changes a lead, Space moves it on a stage."
        self.leads = self.add_section(
            Section(theme, "Vacancies and leads", "No vacancy is recorded here yet.", keys)
        )
        self.leads.add_button("Add lead", self._add, "plus")
        self.leads.add_line_button(
            "Move on", self._move_current, _moves, "Choose a lead first that can move on"
        )
        self.leads.add_line_button("It became a job…", self._ask_job, _is_open, OVER)
        self.leads.add_line_button("Close", self._close, _is_open, OVER, "Close the lead: nothing came of it")
        self.put_in_order()
        self.leads.list.opened.connect(self._open)
        self.leads.list.ticked.connect(self._move)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        self.employer = row
        self.leads.show_lines([lines.vacancy_line(one, record.today) for one in record.vacancies])

    def _add(self) -> None:
        today = self._desk.workspace.today()
        me = self._desk.contacts.known(None).get("staff_id")
        self.add(VACANCY, found_on=today, stage=VACANCY_STAGES[0], staff_id=me)

    def _open(self, vacancy: VacancyLine) -> None:
        self.change(VACANCY, vacancy.id)

    def _current(self) -> VacancyLine | None:
        line = self.leads.list.current()
        return line.about if line is not None else None

    def _move(self, vacancy: VacancyLine) -> None:
        if self.may_change and vacancy.stage in NEXT_STAGE:
            self._doing.do(lambda desk: desk.vacancies.move_on(vacancy.id))
        elif self.may_change and vacancy.is_open:
            self._ask_job()

    def _move_current(self) -> None:
        if (vacancy := self._current()) is not None:
            self._move(vacancy)

    def _close(self) -> None:
        if (vacancy := self._current()) is not None:
            self._doing.do(lambda desk: desk.vacancies.close(vacancy.id))

    def _ask_job(self) -> None:
        if (vacancy := self._current()) is not None and self.employer is not None:
            self._doing.ask(ask_became_job(vacancy, self.employer.name, self._desk.workspace.today()))


class PeoplePage(EmployerPage):
    """Who works there, where, what they look for, and who of us knows them."""

    title: ClassVar[str] = "People and sites"

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__(theme, doing, desk, may_change=may_change)
        keys = "Enter changes a person, Space says that somebody has left."
        self.people = self.add_section(Section(theme, "People", "Nobody is known there yet.", keys))
        self.people.add_button("Add person", self._add_person, "plus", "Add a person at this employer")
        self.people.add_line_button("Has left", self._left_current, any_line, "Choose a person first")
        self.sites = self.add_section(
            Section(theme, "Sites", "No site is recorded.", "Enter changes a site.")
        )
        self.sites.add_button("Add site", self._add_site, "plus")
        self.wants = self.add_section(Section(theme, "What they look for", "Nothing is recorded yet."))
        self.knowers = self.add_section(
            Section(theme, "Who of us knows them", "None of us has had a contact there yet.")
        )
        self.put_in_order()
        self.people.list.opened.connect(self._open_person)
        self.people.list.ticked.connect(self._left)
        self.sites.list.opened.connect(self._open_site)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        self.employer = row
        today = record.today
        self.people.show_lines([lines.person_line(one, today) for one in record.people])
        self.sites.show_lines([lines.site_line(one) for one in record.sites])
        self.wants.show_lines([Line("wants", record.looks_for, plain=True)] if record.looks_for else [])
        self.knowers.show_lines([lines.knower_line(one, today) for one in record.knowers])

    def _add_person(self) -> None:
        self.add(PERSON)

    def _open_person(self, person: PersonThere) -> None:
        self.change(PERSON, person.id)

    def _left(self, person: PersonThere) -> None:
        if self.may_change:
            self._doing.do(lambda desk: desk.employers.mark_left(person.id))

    def _left_current(self) -> None:
        if (line := self.people.list.current()) is not None:
            self._left(line.about)

    def _add_site(self) -> None:
        self.add(SITE)

    def _open_site(self, site: Site) -> None:
        self.change(SITE, site.id)


class JobsPage(EmployerPage):
    """Whom we support there now, and who was there before."""

    title: ClassVar[str] = "Jobs here"

    def __init__(self, theme: Theme, doing: Doing, desk: Desk, *, may_change: bool) -> None:
        super().__init__(theme, doing, desk, may_change=may_change)
        keys = "Enter opens the person’s record."
        self.now = self.add_section(Section(theme, "Now", "Nobody we support works here now.", keys))
        self.before = self.add_section(Section(theme, "Before", "Nobody has worked here before."))
        self.put_in_order()
        for section in (self.now, self.before):
            section.list.opened.connect(self._open)

    def show_record(self, row: EmployerRow, record: EmployerRecord) -> None:
        self.employer = row
        line = partial(lines.job_line, today=record.today)
        self.now.show_lines([line(one) for one in record.jobs if one.is_now])
        self.before.show_lines([line(one) for one in record.jobs if not one.is_now])

    def _open(self, job: JobThere | None) -> None:
        if job is not None and job.client is not None:
            self.person_wanted.emit(job.client)


PAGES: tuple[type[EmployerPage], ...] = (ContactsPage, LeadsPage, PeoplePage, JobsPage)


def _is_open(line: Line) -> bool:
    return bool(line.about.is_open)


def _moves(line: Line) -> bool:
    return line.about.stage in NEXT_STAGE
