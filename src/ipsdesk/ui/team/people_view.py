"""Who works in the unit: posts and WTE by date, absences, induction and probation; who has left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import ClassVar

from ipsdesk.rules.rhythms import TOLD_LATE, induction_due
from ipsdesk.rules.targets import shown
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.team import LEADS, AbsenceLine, Member, WteLine
from ipsdesk.ui.caseload.sections import Section
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.team.handover_dialog import HandoverDialog
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

WTE, ABSENCE = "wte change", "absence"
NO_DBS, NOT_DONE = "Not seen yet", "Not recorded as done"


class PeopleView(DetailView):
    """Everybody in post by name; all that is recorded of the one chosen."""

    title: ClassVar[str] = "People"
    kind: ClassVar[str] = "staff"
    adds: ClassVar[str] = "Add somebody"
    finds: ClassVar[str] = "somebody by name, role or team"
    nouns: ClassVar[tuple[str, str]] = ("member of staff", "members of staff")
    nothing: ClassVar[str] = "Choose somebody to see posts, absences and induction"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.may_change = at.desk.workspace.actor.role in LEADS
        self.card.tools.setVisible(self.may_change)
        self.wtes = self.card.add_section(
            Section(self._theme, "WTE by date", "Nothing is recorded.", "Enter changes one.")
        )
        self.wtes.add_button("New WTE…", self._add_wte, "plus")
        self.absences = self.card.add_section(
            Section(self._theme, "Absences", "None is recorded.", "Enter changes one.")
        )
        self.absences.add_button("Add absence…", self._add_absence, "plus")
        for section in (self.wtes, self.absences):
            section.set_may_change(may=self.may_change)
        self.wtes.list.opened.connect(self._open_wte)
        self.absences.list.opened.connect(self._open_absence)
        self.over = Button(self._theme, "Hand over…", Rank.PLAIN)
        self.over.setAccessibleName("Hand over a caseload")
        self.card.add_tools({self.over: self.hand_over})

    def listing(self, today: Callable[[], date]) -> Listing[Member]:
        columns = (
            Column[Member]("Name", lambda one: one.name, width=220, second=partial(_about, today), name=True),
            Column[Member]("Role", lambda one: one.role, lambda one: sentence_case(one.role), width=190),
            Column[Member]("WTE today", lambda one: one.wte or None, _wte, width=90,
                           second=_wte_since(today)),
            Column[Member]("Teams", lambda one: ", ".join(one.teams), width=240, gives_way=1),
            Column[Member]("People", lambda one: one.people or None, width=80, gives_way=2),
        )  # fmt: skip
        filters = [
            Filter[Member]("In post", lambda one: one.is_in_post(today())),
            Filter[Member]("Specialists", lambda one: one.wte > 0),
            Filter[Member]("To come", lambda one: one.started_on > today()),
            Filter[Member]("Left", lambda one: one.left_on is not None and one.left_on < today()),
            Filter[Member]("All", everything),
        ]
        return Listing(
            "People", columns, "Nobody yet: add who works in the unit", lambda one: one.id, filters,
            Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> Sequence[Member]:
        return self._at.desk.team.members()

    def rows_of(self, read: Sequence[Member]) -> Sequence[Member]:
        return read

    def words_of(self, read: Sequence[Member]) -> str:
        today = self._at.desk.workspace.today()
        specialists = [one for one in read if one.wte > 0]
        in_post = sum(one.is_in_post(today) for one in read)
        wte = shown(sum((one.wte for one in specialists), Fraction(0)))
        return f"{in_post} in post, {counted(len(specialists), 'specialist')}, {wte} WTE"

    def details(self, row: Member) -> tuple[str, str, Details]:
        today = self._at.desk.workspace.today()
        fields = [
            ("Profession", row.profession),
            ("Teams", ", ".join(row.teams)),
            ("In post", _in_post(row)),
            ("Away", _away(row.away_on(today))),
            ("Employment WTE today", _wte_words(row, today)),
            ("People on their caseload", str(row.people) if row.people else ""),
            ("Line manager", row.manager),
            ("Induction", _induction(row, today)),
            ("Probation", _probation(row, today)),
            *_clearance(row),
        ]
        return row.name, together(sentence_case(row.role), row.reference), fields

    def show_row(self, row: Member) -> None:
        super().show_row(row)
        today = self._at.desk.workspace.today()
        self.wtes.show_lines([_wte_line(one, today) for one in row.changes])
        self.absences.show_lines([_absence_line(one, today) for one in row.absences])
        self.card.offer({self.over: self.may_change and row.people > 0})

    def known(self) -> Mapping[str, Plain]:
        return {"started_on": self._at.desk.workspace.today()}

    # ---- what is done -------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Hand over the caseload of the one chosen, or of whom is asked then."""
        if not self.may_change:
            return
        staff = self.chosen.id if self.chosen is not None and self.chosen.people else None
        self.doing.open(partial(HandoverDialog, staff=staff))

    def _add_wte(self) -> None:
        self.doing.add(WTE, staff_id=str(self.chosen.id))

    def _add_absence(self) -> None:
        self.doing.add(ABSENCE, staff_id=str(self.chosen.id))

    def _open_wte(self, line: WteLine) -> None:
        if not self.may_change:
            return
        if line.id is None:
            self.change()
        else:
            self.doing.change(WTE, line.id)

    def _open_absence(self, line: AbsenceLine) -> None:
        if self.may_change:
            self.doing.change(ABSENCE, line.id)


def _about(today: Callable[[], date], row: Member) -> str:
    day = today()
    if row.left_on is not None:
        return f"{'left' if row.left_on < day else 'leaves'} {short_day(row.left_on, day)}"
    if row.started_on > day:
        return f"begins {short_day(row.started_on, day)}"
    away = row.away_on(day)
    return f"away until {short_day(away.to_on, day)}" if away else row.profession


def _wte(row: Member) -> str:
    return shown(row.wte) if row.wte else ""


def _wte_since(today: Callable[[], date]) -> Callable[[Member], str]:
    return lambda row: f"since {short_day(row.wte_since, today())}" if row.wte_since else ""


def _wte_words(row: Member, today: date) -> str:
    if row.wte and row.wte_since:
        return f"{shown(row.wte)} since {shown_day(row.wte_since)}"
    return "None: no employment specialist today" if row.is_in_post(today) else ""


def _in_post(row: Member) -> str:
    return f"From {shown_day(row.started_on)}" + (f" to {shown_day(row.left_on)}" if row.left_on else "")


def _away(line: AbsenceLine | None) -> str:
    return together(f"Until {shown_day(line.to_on)}", line.kind) if line else ""


def _induction(row: Member, today: date) -> str:
    if row.induction_on:
        return f"Done {shown_day(row.induction_on)}"
    due = induction_due(row.started_on)
    return NOT_DONE if due + TOLD_LATE < today else f"To be done by {shown_day(due)}"


def _probation(row: Member, today: date) -> str:
    if row.probation_passed_on:
        return f"Passed {shown_day(row.probation_passed_on)}"
    if row.probation_on is None:
        return ""
    ends = "Ended" if row.probation_on < today else "Ends"
    return f"{ends} {shown_day(row.probation_on)}, not recorded as passed"


def _clearance(row: Member) -> Details:
    if row.dbs is None:
        return ()
    seen = f"Seen {shown_day(row.dbs.seen_on)}" if row.dbs.seen_on else NO_DBS
    return (("DBS", together(seen, f"recheck due {shown_day(row.dbs.due_on)}" if row.dbs.due_on else "")),)


def _wte_line(line: WteLine, today: date) -> Line:
    words = "to come" if line.from_on > today else ""
    note = "" if line.id is not None else "recorded with the person"
    return Line((line.id, line.from_on), f"{shown(line.wte)} from {shown_day(line.from_on)}", note, words,
                Mark.WAITING if words else None, about=line)  # fmt: skip


def _absence_line(line: AbsenceLine, today: date) -> Line:
    days = shown_day(line.from_on) + (f" to {shown_day(line.to_on)}" if line.to_on > line.from_on else "")
    now = line.from_on <= today <= line.to_on
    return Line(line.id, days, sentence_case(line.kind), "away now" if now else "",
                Mark.WAITING if now else None, quiet=line.to_on < today, about=line)  # fmt: skip


def _fits(row: Member, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.name, row.reference, row.role, row.profession, *row.teams)))
    return all(plain(part) in text for part in typed)
