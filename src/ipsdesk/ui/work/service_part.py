"""The part of the page of work for a job in our own service: its way, and its safeguards as a checklist."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.services.desk import Desk
from ipsdesk.services.editing import Plain
from ipsdesk.services.in_service import InServicePage, InServiceStory, InServiceWork, SafeguardLine
from ipsdesk.services.in_service_safeguards import Group
from ipsdesk.services.records import Done
from ipsdesk.services.restricted import RestrictionState
from ipsdesk.services.work_lines import Due, DueKind, WorkLine
from ipsdesk.ui.caseload.record_page import RecordPage
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.records.record_dialog import Wanted
from ipsdesk.ui.theme import Theme
from ipsdesk.ui.tokens import Space
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.marked_words import MarkedWords
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words
from ipsdesk.ui.work.part import WorkPart, headed
from ipsdesk.ui.work.service_lines import (
    NO_ACCOUNT,
    lines_of_group,
    missing_due,
    pay_words,
    restricted_words,
    summary_words,
)
from ipsdesk.ui.work.service_way import ServiceWay

SAFEGUARD = "safeguard"
WHY_NOT = "Choose a safeguard that is not done yet"
KEYS = "Space says that it is done today, or not done after all. Enter changes its day, who, and the note."


class ServicePart(WorkPart):
    """Shown while the job or step with the keyboard is with an employer that is our own service."""

    def __init__(self, theme: Theme, page: RecordPage) -> None:
        super().__init__(theme, page)
        self._read: InServicePage | None = None
        self._state: RestrictionState | None = None
        self.work: InServiceWork | None = None
        """The job or placement whose safeguards are shown."""
        self.story = page.add_section(Section(theme, "In our own service", ""))
        self.way = ServiceWay(theme)
        self.summary, self.pay, self.restricted = (MarkedWords(theme) for _ in range(3))
        self.no_account = Words(theme, NO_ACCOUNT, SECOND, wraps=True)
        self.story.nothing.hide()
        self.restrict = self.story.add_button("Restrict the record…", self._restrict)
        self.story.add_above(self._head(theme))
        self.groups = {
            group: page.add_section(Section(theme, group.value, "", _keys(group))) for group in Group
        }
        self._wire()
        self._show(None, None)

    def _head(self, theme: Theme) -> QWidget:
        """The way, and three sentences below it."""
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, Space.LABEL, 0, 0)
        column.setSpacing(Space.LABEL)
        column.addWidget(self.way)
        lines = QVBoxLayout()
        lines.setContentsMargins(EDGE, 0, EDGE, Space.STEP)
        lines.setSpacing(Space.LABEL)
        for words in (self.summary, self.pay, self.restricted, self.no_account):
            lines.addWidget(words)
        column.addLayout(lines)
        return head

    def _wire(self) -> None:
        for section in self.groups.values():
            name = f"{section.title.text()}: done today"
            section.add_line_button("Done today", self._turn_current, _not_done, WHY_NOT, name)
            section.list.ticked.connect(self._turn)
            section.list.opened.connect(self._open)

    # ---- what is shown ------------------------------------------------------------------------------

    def read(self, desk: Desk, client: int) -> object:
        return desk.in_service.page(client), desk.restricted.of(client)

    def show_read(self, read: tuple[InServicePage, RestrictionState | None]) -> None:
        self._read, self._state = read

    def due(self) -> Sequence[Due]:
        stories = self._read.stories if self._read is not None else ()
        dues = (missing_due(work, story, self.page.today) for story in stories for work in story.works)
        return [due for due in dues if due is not None]

    def go_to(self, due: Due) -> None:
        """The first safeguard that is missing."""
        if due.kind is not DueKind.SAFEGUARDS:
            return
        for section in self.groups.values():
            missing = [line for line in section.list.lines if _not_done(line)]
            if missing and section.lines_are_shown:
                section.list.go_to(missing[0].key)
                section.list.setFocus()
                return

    def show_job(self, job: WorkLine | None) -> None:
        found = self._find(job.id) if job is not None else None
        self._show(*(found or (None, None)))

    def _find(self, activity: int) -> tuple[InServiceStory, InServiceWork] | None:
        stories = self._read.stories if self._read is not None else ()
        return next(
            ((story, work) for story in stories for work in story.works if work.activity == activity), None
        )

    def _show(self, story: InServiceStory | None, work: InServiceWork | None) -> None:
        self.work = work
        for section in (self.story, *self.groups.values()):
            section.setVisible(work is not None)
        if story is None or work is None:
            return
        today = self.page.today
        self.story.title.setText(headed("In our own service", story.employer))
        self.way.show_steps(story.way, today)
        self.summary.say(*summary_words(work, today))
        self.pay.say(*pay_words(work.pay))
        self.restricted.say(*restricted_words(self._state, today))
        self.restrict.setVisible(self._state is None and self.page.may_change)
        for group, section in self.groups.items():
            section.show_lines(lines_of_group(work, group, today))
            section.setVisible(bool(section.list.lines))

    # ---- what is done -------------------------------------------------------------------------------

    def _restrict(self) -> None:
        self.page.restrict_wanted.emit()

    def _turn(self, line: SafeguardLine) -> None:
        """Done today, or not done after all."""
        if self.work is not None:
            self.page.do(partial(_mark, self.work.activity, line.safeguard))

    def _turn_current(self) -> None:
        section = next(one for one in self.groups.values() if self.sender() in one.buttons)
        if (line := section.list.current()) is not None:
            self._turn(line.about)

    def _open(self, line: SafeguardLine) -> None:
        """Its record, a new one if there is none yet."""
        if line.id is not None:
            self.page.change(SAFEGUARD, line.id)
        elif self.work is not None and self.page.may_change:
            given: dict[str, Plain] = {
                "activity_id": str(self.work.activity), "safeguard": line.safeguard,
                "done_on": self.page.today,
            }  # fmt: skip
            self.page.form_wanted.emit(Wanted(SAFEGUARD, None, given))


def _mark(activity: int, safeguard: str, desk: Desk) -> Done:
    return desk.in_service.mark(activity, safeguard)


def _keys(group: Group) -> str:
    """What the keys do is said once, below the last part, which every job and placement has."""
    return KEYS if group is Group.DISCHARGE else ""


def _not_done(line: Line) -> bool:
    return line.about.done_on is None
