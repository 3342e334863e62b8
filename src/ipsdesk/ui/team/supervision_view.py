"""Supervision: what is due with whom, and beside it what was held, written and signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from ipsdesk.rules.rhythms import APPRAISAL, CLINICAL, MENTORING, OBSERVATION, ONE_TO_ONE
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.roles import Role
from ipsdesk.services.supervision import (
    SupervisedPerson,
    SupervisionDue,
    SupervisionLine,
    SupervisionPage,
)
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.team.due_words import due_mark, due_words, together
from ipsdesk.ui.team.supervision_asking import ask_open_again
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

HEADS = {
    ONE_TO_ONE: "One to one",
    CLINICAL: "Clinical",
    MENTORING: "Field mentoring",
    OBSERVATION: "Observation",
    APPRAISAL: "Appraisal",
}
NOT_YET = "Not yet"
WIDTH = 122
PAPER = "Supervision"
NOTHING_HELD = "No supervision is recorded yet."
CHOOSE = "Choose a supervision first"
NOT_SHOWN = "What was said is for those who were in it, leads and managers."


class SupervisionView(DetailView):
    """Everybody in post with what is due; beside it the supervisions of the one who is chosen."""

    title: ClassVar[str] = "Supervision"
    kind: ClassVar[str] = "supervision"
    adds: ClassVar[str] = "Record supervision"
    finds: ClassVar[str] = "somebody by name or role"
    nouns: ClassVar[tuple[str, str]] = ("person", "people")
    nothing: ClassVar[str] = "Choose somebody to see their supervision"
    side_width: ClassVar[int] = 480

    def __init__(self, at: AtDesk) -> None:
        self.page: SupervisionPage | None = None
        self.leads = at.desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        super().__init__(at)
        self.log = self.card.add_section(
            Section(self._theme, "Held", NOTHING_HELD, "Enter opens one: to be read once it is signed.")
        )
        self._wire()

    def _wire(self) -> None:
        for words, does, needs, name in (
            ("Read…", self.read_paper, self._is_told, "Read or print the supervision"),
            ("Sign", self.sign, self._can_sign, "Sign the supervision"),
        ):
            self.log.add_line_button(words, does, needs, CHOOSE, name)
        if self.leads:
            self.log.add_line_button("Change…", self._change, _is_unsigned, CHOOSE, "Change the supervision")
            self.log.add_line_button("Open again…", self._again, _is_signed, CHOOSE)
            self.log.add_line_button("Remove…", self._remove, _is_unsigned, CHOOSE, "Remove the supervision")
        self.log.list.opened.connect(self._open_line)
        for button in (self.card.change, self.card.remove):
            button.hide()
        self.begin = Button(self._theme, "Begin one to one…", Rank.PRIMARY)
        self.other = Button(self._theme, "Other…")
        self.other.setAccessibleName("Record another kind of supervision")
        self.card.add_tools({self.begin: self._begin, self.other: self._other})

    # ---- what is shown ------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[SupervisedPerson]:
        columns = (
            Column[SupervisedPerson]("Name", lambda one: one.name, width=180, name=True,
                                     second=lambda one: sentence_case(one.role)),
            *(_column(what, head, today) for what, head in HEADS.items()),
        )  # fmt: skip
        filters = [
            Filter[SupervisedPerson]("All", everything),
            Filter[SupervisedPerson]("Something overdue", lambda one: bool(one.overdue)),
            Filter[SupervisedPerson]("Mine to hold", self._is_mine),
        ]
        return Listing(
            "Supervision", columns, "Nobody is in post yet", lambda one: one.id, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> SupervisionPage:
        return self._at.desk.supervisions.page()

    def rows_of(self, read: SupervisionPage) -> Sequence[SupervisedPerson]:
        self.page = read
        return read.people

    def words_of(self, read: SupervisionPage) -> str:
        late = sum(bool(one.overdue) for one in read.people)
        people = counted(len(read.people), "person").replace("persons", "people")
        return f"{people}, something is overdue for {late}" if late else f"{people}, nothing is overdue"

    def details(self, row: SupervisedPerson) -> tuple[str, str, Details]:
        lines = [(one.title, _said(one)) for one in row.dues if one.due.is_over or one.what not in HEADS]
        about = f"{sentence_case(row.role)}, since {shown_day(row.started_on)}"
        return row.name, about, lines or [("Supervision", "Nothing is overdue")]

    def show_row(self, row: SupervisedPerson) -> None:
        super().show_row(row)
        self.log.show_lines([self._line(one) for one in row.log])
        self.card.offer({self.begin: self.leads, self.other: self.leads})

    def _line(self, one: SupervisionLine) -> Line:
        today = self._at.desk.workspace.today()
        signed = "signed by both" if one.supervisor_signed_on and one.staff_signed_on else ""
        half = "signed by one" if one.is_signed and not signed else ""
        by = f"with {one.supervisor}" if one.supervisor else ""
        note = together(by, one.setting, signed or half or "not signed yet")
        note = note if one.texts is not None else f"{note}. {NOT_SHOWN}"
        return Line(
            one.id, one.title, note, short_day(one.on, today), Mark.DONE if signed else None, about=one
        )

    def _is_mine(self, row: SupervisedPerson) -> bool:
        me = self.page.me if self.page is not None else None
        held = next((one.supervisor_id for one in row.log if one.kind == ONE_TO_ONE), None)
        return me is not None and me in (row.manager_id, held) and row.id != me

    def _is_told(self, line: Line) -> bool:
        return line.about.texts is not None

    def _can_sign(self, line: Line) -> bool:
        me, one = self.page.me if self.page is not None else None, line.about
        if me is None or one.on > self._at.desk.workspace.today():
            return False
        as_supervisor = me == one.supervisor_id and one.supervisor_signed_on is None
        return as_supervisor or (me == one.staff and one.staff_signed_on is None)

    # ---- what is done -------------------------------------------------------------------------------

    def add(self) -> None:
        if self.leads:
            self._other()

    def change(self) -> None:
        self._change()

    def remove(self) -> None:
        self._remove()

    def _begin(self) -> None:
        """The form, with figures and the goals of last time."""
        if self.chosen is not None:
            self.reading.ask("begin", partial(self._at.desk.supervisions.begun, self.chosen.id), self._begun)

    def _begun(self, given: dict[str, object]) -> None:
        self.doing.add(self.kind, **given)  # type: ignore[arg-type] # plain values

    def _other(self) -> None:
        whose = {"staff_id": str(self.chosen.id)} if self.chosen is not None else {}
        self.doing.add(self.kind, on_date=self._at.desk.workspace.today(), **whose)

    def _current(self) -> SupervisionLine | None:
        line = self.log.list.current()
        return None if line is None else line.about

    def _open_line(self, one: SupervisionLine) -> None:
        if self.leads and not one.is_signed:
            self.doing.change(self.kind, one.id)
        else:
            self._read(one)

    def _change(self) -> None:
        if self.leads and (one := self._current()) is not None and not one.is_signed:
            self.doing.change(self.kind, one.id)

    def _remove(self) -> None:
        if self.leads and (one := self._current()) is not None and self.chosen is not None:
            self.doing.remove(self.kind, one.id, f"{one.title} of {self.chosen.name}, {shown_day(one.on)}")

    def sign(self) -> None:
        """For the member of staff of this account."""
        if (one := self._current()) is not None:
            self.doing.do(lambda desk: desk.supervisions.sign(one.id))

    def _again(self) -> None:
        if (one := self._current()) is not None:
            self.doing.ask(ask_open_again(one.id, f"{one.title}, {shown_day(one.on)}"))

    def read_paper(self) -> None:
        """The supervision that has the keyboard, to be read or printed."""
        if (one := self._current()) is not None:
            self._read(one)

    def _read(self, one: SupervisionLine) -> None:
        from ipsdesk.reports.supervision_paper import supervision_blocks  # noqa: PLC0415 - for who prints it

        if one.texts is None:
            self.told.emit(NOT_SHOWN, True)  # noqa: FBT003 - a signal has no names
            return
        desk, whose = self._at.desk, next(row.name for row in self.rows if row.id == one.staff)
        noting = Noting(self._at.run, desk.trail, f"{PAPER}: {whose}, {shown_day(one.on)}", 1)
        footing = Footing(desk.unit_name, shown_day(desk.workspace.today()), desk.is_practice)
        print_blocks(self._theme, supervision_blocks(one, whose), footing, self, noting)

    def _added(self, kind: str, key: int) -> None:
        """The list shows people; the keyboard stays with the one that was chosen."""


def _column(what: str, head: str, today: Callable[[], date]) -> Column[SupervisedPerson]:
    def last(row: SupervisedPerson) -> date | None:
        due = row.due(what)
        return due.last_on if due is not None else None

    def words(row: SupervisedPerson) -> str:
        if row.due(what) is None:
            return ""
        day = last(row)
        return short_day(day, today()) if day else NOT_YET

    def second(row: SupervisedPerson) -> str:
        due = row.due(what)
        if due is None:
            return ""
        day = due.due.day
        return f"was due {short_day(day, today())}" if due.due.is_over and day else due_words(due.due)

    def mark(row: SupervisedPerson) -> Mark | None:
        due = row.due(what)
        return due_mark(due.due) if due is not None else None

    return Column(head, last, words, WIDTH, second=second, mark=mark)


def _said(one: SupervisionDue) -> str:
    last = f"last {shown_day(one.last_on)}" if one.last_on else "not yet"
    return sentence_case("; ".join(part for part in (last, one.due.words) if part))


def _is_unsigned(line: Line) -> bool:
    return not line.about.is_signed


def _is_signed(line: Line) -> bool:
    return bool(line.about.is_signed)


def _fits(row: SupervisedPerson, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{row.role}")
    return all(plain(part) in text for part in typed)
