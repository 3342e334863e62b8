"""The monthly audit of files: those drawn, the checklist of one beside them, and what is to be put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import ClassVar

from ipsdesk.errors import DeskError
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.desk import Desk
from ipsdesk.services.file_audit import Drawn
from ipsdesk.services.file_audit_checks import NO
from ipsdesk.services.file_audit_reading import AuditPage, CheckSeen, FileSeen
from ipsdesk.services.file_audit_saving import COMPLETE, LEADING
from ipsdesk.services.records import Done
from ipsdesk.ui.background import Progress
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.pathway.asked import Asked
from ipsdesk.ui.pathway.step_dialog import StepDialog
from ipsdesk.ui.team.audit_asking import (
    ask_again,
    ask_draw,
    ask_exchange,
    ask_finding,
    ask_note,
    ask_put_right,
    ask_reopen,
)
from ipsdesk.ui.team.audit_bar import AuditBar
from ipsdesk.ui.team.audit_checks import OWN, Checklist
from ipsdesk.ui.team.audit_out import AuditOut
from ipsdesk.ui.team.audit_trend import AuditTrendDialog
from ipsdesk.ui.team.audit_words import (
    NOBODY,
    answered_words,
    audit_words,
    check_line,
    file_details,
    file_state,
)
from ipsdesk.ui.team.due_words import together
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.announce import announce
from ipsdesk.ui.widgets.buttons import Button
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.side_panel import lead_in

FOR_LEADS = "A lead or a manager answers the checks. Nothing was changed."


@dataclass(frozen=True, slots=True)
class _Written:
    """When an answer was written, or why not."""

    at: datetime | None = None
    refused: str = ""


class AuditView(DetailView):
    """An answer is shown at once and written in the background, in the order answers were given."""

    title: ClassVar[str] = "File audit"
    kind: ClassVar[str] = "audited file"
    adds: ClassVar[str] = "Draw files"
    finds: ClassVar[str] = "a file by name or ID"
    nouns: ClassVar[tuple[str, str]] = ("file", "files")
    nothing: ClassVar[str] = "Choose a file to go through its checklist"
    side_width: ClassVar[int] = 560

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.may_change = at.desk.workspace.actor.role in LEADING
        self.page: AuditPage | None = None
        self.audit: int | None = None
        """The audit on screen, by key; None: the newest."""
        self._answers: dict[tuple[int, str], str | None] = {}
        """Answers on their way to the file, by file and check."""
        self._writing, self._shown = 0, 0
        self.bar, self.out = AuditBar(at.theme), AuditOut(at)
        self.checks = Checklist(at.theme, self.card.area)
        self._column.insertWidget(0, self.bar)
        self.card.add_above(self.checks.head)
        self.card.column.insertWidget(0, self.checks)
        lead_in(self.card, self.checks)
        self._add_tools()
        self._wire()

    def _add_tools(self) -> None:
        self.card.tools.show()
        self.card.offer({self.card.change: False, self.card.remove: False})
        self.open, self.finding, self.note, self.right, self.again, self.instead = (
            Button(self._theme, words)
            for words in ("Open record", "Finding…", "Note…", "Put right…", "Audited again…", "Exchange…")
        )
        self.card.add_tools(
            {
                self.open: self._open_record,
                self.finding: self._ask_finding,
                self.note: self._ask_note,
                self.right: self._ask_put_right,
                self.again: self._ask_again,
                self.instead: self._ask_exchange,
            }
        )

    def _wire(self) -> None:
        bar = self.bar
        bar.chosen.connect(self._turn_to)
        bar.trend_wanted.connect(self._show_trend)
        bar.print_wanted.connect(self._print)
        bar.blank_wanted.connect(self.out.preview_blank)
        bar.complete_wanted.connect(self._complete)
        bar.reopen_wanted.connect(self._ask_reopen)
        self.out.told.connect(self.told)
        self.checks.answered.connect(self._answer)
        self.checks.lines.finding_wanted.connect(self._ask_finding)
        self.checks.lines.record_wanted.connect(self._open_record)

    # ---- the list -----------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[FileSeen]:
        columns = (
            Column[FileSeen]("Person", lambda one: one.name, width=190, name=True,
                             second=lambda one: one.reference),
            Column[FileSeen]("Whose file", lambda one: one.staff or NOBODY, width=140, gives_way=1),
            Column[FileSeen]("Answered", lambda one: one.answered, answered_words, width=90, gives_way=3),
            Column[FileSeen]("No", lambda one: one.count(NO), lambda one: str(one.count(NO) or ""), width=50,
                             gives_way=2),
            Column[FileSeen]("State", lambda one: file_state(one, today())[0], width=170,
                             mark=lambda one: file_state(one, today())[1]),
        )  # fmt: skip
        filters = [
            Filter[FileSeen]("All", everything),
            Filter("To answer", lambda one: one.answered < len(one.checks)),
            Filter("To put right", lambda one: one.is_to_put_right),
        ]
        nothing = "No file here: draw files for an audit"
        return Listing(
            "File audit", columns, nothing, lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits
        )

    def read(self) -> AuditPage:
        return self._at.desk.file_audits.page(self.audit, self._wanted)

    def rows_of(self, read: AuditPage) -> Sequence[FileSeen]:
        self.page = read
        self.audit = read.chosen.id if read.chosen else None
        self.bar.show_page(read, may_change=self.may_change)
        return [self._as_answered(file) for file in read.files]

    def _as_answered(self, file: FileSeen) -> FileSeen:
        """With the answers that are on their way."""
        checks = tuple(
            replace(one, answer=self._answers[file.id, one.check.key] or "")
            if (file.id, one.check.key) in self._answers
            else one
            for one in file.checks
        )
        return replace(file, checks=checks)

    def words_of(self, read: AuditPage) -> str:
        return audit_words(read.chosen)

    def details(self, row: FileSeen) -> tuple[str, str, Details]:
        whose = f"specialist {row.staff}" if row.staff else NOBODY.lower()
        return row.name, together(row.reference, whose), list(file_details(row))

    def show_row(self, row: FileSeen) -> None:
        super().show_row(row)
        self.card.lines.setVisible(any(words for _, words in file_details(row)))
        self.checks.setVisible(not row.is_withheld)
        self.checks.head.setVisible(not row.is_withheld)
        anew, self._shown = row.id != self._shown, row.id
        self.checks.show_file(row, may_answer=self._may_answer, anew=anew)
        self.card.offer(self._offered(row))

    def _offered(self, row: FileSeen) -> dict[Button, bool]:
        leads, is_shown = self.may_change, not row.is_withheld
        me = self.page.me if self.page is not None else None
        is_mine = me is not None and me in (row.staff_id, row.owner_id)
        return {
            self.open: True,
            self.finding: leads and is_shown and row.put_right_on is None,
            self.note: self._may_answer and is_shown,
            self.right: row.is_to_put_right and (leads or is_mine),
            self.again: leads and bool(row.finding),
            self.instead: self._may_answer and is_shown,
        }

    # ---- which audit --------------------------------------------------------------------------------

    def _turn_to(self, audit: int) -> None:
        self.audit, self.chosen = audit, None
        self.card.forget()
        self.refresh()

    def add(self) -> None:
        dialog = StepDialog(self._at, ask_draw(self._at.desk.workspace.today()))
        dialog.taken.connect(self._drawn)
        self._at.open(dialog)

    def _drawn(self, done: Drawn) -> None:
        self.saved.emit(done.at)
        self.told.emit(done.words, False)  # noqa: FBT003 - a signal has no names
        self._turn_to(done.audit)

    def _complete(self) -> None:
        if (audit := self.audit) is not None:
            self.doing.do(lambda desk: desk.file_audits.complete(audit))

    def _ask_reopen(self) -> None:
        if self.page is not None and self.page.chosen is not None:
            self.doing.ask(ask_reopen(self.page.chosen))

    def _show_trend(self) -> None:
        self._at.open(AuditTrendDialog(self._at))

    def _print(self) -> None:
        if self.audit is not None:
            self.out.preview(self.audit)

    # ---- a file -------------------------------------------------------------------------------------

    def change(self) -> None:
        """What is to be put right is what is changed of a file."""
        self._ask_finding()

    def remove(self) -> None:
        """A file is exchanged, never only taken away."""
        self._ask_exchange()

    def _ask(self, tool: Button, ask: Callable[[FileSeen], Asked]) -> None:
        """Only what is offered of the file that is chosen."""
        if self.chosen is not None and self._offered(self.chosen)[tool]:
            self.doing.ask(ask(self.chosen))

    def _ask_finding(self) -> None:
        self._ask(self.finding, partial(ask_finding, today=self._at.desk.workspace.today()))

    def _ask_note(self) -> None:
        self._ask(self.note, ask_note)

    def _ask_put_right(self) -> None:
        self._ask(self.right, partial(ask_put_right, today=self._at.desk.workspace.today()))

    def _ask_again(self) -> None:
        self._ask(self.again, partial(ask_again, today=self._at.desk.workspace.today()))

    def _ask_exchange(self) -> None:
        self._ask(self.instead, ask_exchange)

    def _open_record(self) -> None:
        if self.chosen is not None:
            self.person_wanted.emit(self.chosen.client)

    # ---- answering ----------------------------------------------------------------------------------

    @property
    def _may_answer(self) -> bool:
        chosen = self.page.chosen if self.page is not None else None
        return self.may_change and chosen is not None and chosen.completed_on is None

    def _why_not(self, file: FileSeen) -> str:
        if not self.may_change:
            return FOR_LEADS
        if not self._may_answer:
            return COMPLETE
        return OWN if file.is_own and not file.note else ""

    def _answer(self, seen: CheckSeen, answer: str | None) -> None:
        file: FileSeen | None = self.chosen
        if file is None or self.page is None:
            return
        if why_not := self._why_not(file):
            self.told.emit(why_not, True)  # noqa: FBT003 - as above
            return
        check = seen.check.key
        self._answers[file.id, check] = answer
        self._show(self.page)
        announce(self.checks.lines, check_line(replace(seen, answer=answer or "")).said)
        self._write(lambda desk: desk.audited_files.answer(file.id, check, answer))

    def _write(self, work: Callable[[Desk], Done]) -> None:
        self._writing += 1

        def write(_progress: Progress) -> _Written:
            try:
                return _Written(work(self._at.desk).at)
            except DeskError as error:
                return _Written(refused=str(error))

        self._at.run(write, self._written, self._broken)

    def _written(self, written: _Written) -> None:
        if written.refused:
            self.told.emit(written.refused, True)  # noqa: FBT003 - as above
        else:
            self.saved.emit(written.at)
        self._settle()

    def _broken(self, error: BaseException) -> None:
        self._settle()
        raise error

    def _settle(self) -> None:
        """Once all is written what was answered is what is read."""
        self._writing -= 1
        if self._writing == 0:
            self._answers.clear()
            self.refresh()
            self.settled.emit()

    def is_settled(self) -> bool:
        return self._writing == 0


def _fits(row: FileSeen, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{row.reference}\n{row.staff}")
    return all(plain(part) in text for part in typed)
