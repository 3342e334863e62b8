"""Agreements with host teams: a checklist that is answered by keyboard, and what is missing of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.host_teams import ASKED, CHECKS, NO, PARTLY, YES, Agreement, HostPage, HostTeam
from ipsdesk.services.roles import Role
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.printing import Footing, Noting, print_blocks
from ipsdesk.ui.team.due_words import due_mark, together
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.buttons import Button, Rank
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.line_list import EDGE, Line
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.text_styles import SECOND
from ipsdesk.ui.widgets.words import Words

KEYS = {"Y": YES, "P": PARTLY, "N": NO, "Delete": None}
MARKS = {YES: Mark.DONE, PARTLY: Mark.NEAR_TARGET, NO: Mark.OFF_TARGET}
NOT_SAID = "Not talked about"
NO_AGREEMENT = "There is no agreement with this team yet"
HOW = "Y, P or N answers the line with the keyboard: yes, partly, no. Delete takes the answer back."
PAPER = "Agreement with a host team"


class HostView(DetailView):
    """Every open team; beside it what it agreed to, check by check."""

    title: ClassVar[str] = "Host teams"
    kind: ClassVar[str] = "host team agreement"
    adds: ClassVar[str] = "Add agreement"
    finds: ClassVar[str] = "a team by its name or its champion"
    nouns: ClassVar[tuple[str, str]] = ("team", "teams")
    nothing: ClassVar[str] = "Choose a team to see what it agreed to"
    side_width: ClassVar[int] = 520

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self._looked_for = 0
        self.may_change = at.desk.workspace.actor.role in (Role.LEAD, Role.MANAGER)
        self.agree = Button(self._theme, "Agree…")
        self.reviewed = Button(self._theme, "Gone through today", Rank.PRIMARY)
        self.paper = Button(self._theme, "Print for signing…")
        self.card.add_tools(
            {self.agree: self._agree, self.reviewed: self._reviewed, self.paper: self.print_paper}
        )
        self.how = Words(self._theme, HOW, SECOND, wraps=True)
        self.how.setContentsMargins(EDGE, Space.SNUG, EDGE, Space.SNUG)
        self.card.column.insertWidget(0, self.how)
        self.card.tools.show()  # who only reads prints it too
        for keys, answer in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self.card.lines)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.answer, answer))

    # ---- what is shown ------------------------------------------------------------------------------

    def listing(self, today: Callable[[], date]) -> Listing[HostTeam]:
        columns = (
            Column[HostTeam]("Team", lambda one: one.name, width=240, second=_missing, name=True),
            Column[HostTeam]("There", _there, _there_words, 90, mark=_there_mark),
            Column[HostTeam]("Agreed", lambda one: one.agreement and one.agreement.agreed_on,
                             partial(_agreed, today=today), 100),
            Column[HostTeam]("Go through again", lambda one: one.agreement and one.agreement.due.day,
                             _due_words, 170, mark=_due),
            Column[HostTeam]("Champion", _champion, width=140, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[HostTeam]("All", everything),
            Filter[HostTeam]("No agreement", lambda one: one.agreement is None),
            Filter[HostTeam]("Something missing", _is_short),
        ]
        return Listing("Host teams", columns, "No team is open: add one under Teams", lambda one: one.id,
                       filters, Height.CASELOAD_ROW, fits=_fits)  # fmt: skip

    def read(self) -> HostPage:
        return self._at.desk.host_teams.page()

    def rows_of(self, read: HostPage) -> Sequence[HostTeam]:
        wanted = [one.id for one in read.teams if one.agreement and one.agreement.id == self._looked_for]
        self._wanted, self._looked_for = next(iter(wanted), self._wanted), 0
        return read.teams

    def words_of(self, read: HostPage) -> str:
        agreed = sum(one.agreement is not None for one in read.teams)
        return f"{counted(len(read.teams), 'team')}, {agreed} with an agreement"

    def details(self, row: HostTeam) -> tuple[str, str, Details]:
        one = row.agreement
        if one is None:
            return row.name, f"{NO_AGREEMENT}.", []
        champion = f"champion: {one.champion}" if one.champion else "champion without a name"
        about = sentence_case(together(f"agreed {shown_day(one.agreed_on)}", champion, one.due.words))
        return row.name, "\n".join(filter(None, (f"{about}.", one.missing, one.note))), []

    def show_row(self, row: HostTeam) -> None:
        one = row.agreement
        if one is None:
            super().show_row(row)
        else:
            title, second, _ = self.details(row)
            self.card.show_lines(title, second, [_check(name, one) for name in CHECKS])
        there = one is not None
        may = self.may_change
        self.how.setVisible(may and there)
        offered = {self.card.change: may and there, self.card.remove: may and there, self.agree: may,
                   self.reviewed: may and there}  # fmt: skip
        self.agree.setText("Agree anew…" if there else "Agree…")
        self.card.offer(offered)

    # ---- what is done -------------------------------------------------------------------------------

    def answer(self, answer: str | None) -> None:
        """Of the check with the keyboard; the keyboard goes on to the next."""
        line, one = self.card.lines.current(), self._agreement()
        if line is None or one is None or not self.may_change or not isinstance(line.about, str):
            return
        check: str = line.about
        self.doing.do(lambda desk: desk.host_teams.answer(one.id, check, answer))
        names = list(CHECKS)
        self.card.lines.go_to(names[min(names.index(check) + 1, len(names) - 1)])

    def change(self) -> None:
        if (one := self._agreement()) is not None and self.may_change:
            self.doing.change(self.kind, one.id)

    def remove(self) -> None:
        if (one := self._agreement()) is not None and self.may_change:
            name = f"agreement with {self.chosen.name} of {shown_day(one.agreed_on)}"
            self.doing.remove(self.kind, one.id, name)

    def known(self) -> Mapping[str, Plain]:
        return {"agreed_on": self._at.desk.workspace.today()}

    def _agree(self) -> None:
        """A new agreement begins with what the last one says."""
        row: HostTeam = self.chosen
        before = row.agreement.answers if row.agreement is not None else {}
        champion = row.agreement.champion if row.agreement is not None else ""
        given = {name: said for name, said in before.items() if said}
        given |= {"champion_name": champion} if champion else {}
        self.doing.add(self.kind, **self.known(), team_id=str(row.id), **given)

    def _reviewed(self) -> None:
        if (one := self._agreement()) is not None:
            self.doing.do(lambda desk: desk.host_teams.reviewed(one.id))

    def print_paper(self) -> None:
        """The checklist as it stands, with room to sign; of a team without agreement to be filled in."""
        from ipsdesk.reports.host_agreement import agreement_blocks  # noqa: PLC0415 - for who prints it

        if self.chosen is None:
            return
        row, desk = self.chosen, self._at.desk
        day = shown_day(desk.workspace.today())
        blocks = agreement_blocks(row, desk.unit_name)
        noting = Noting(self._at.run, desk.trail, f"{PAPER}: {row.name}", len(CHECKS))
        print_blocks(self._theme, blocks, Footing(desk.unit_name, day, desk.is_practice), self, noting)

    def _agreement(self) -> Agreement | None:
        return self.chosen.agreement if self.chosen is not None else None

    def show_record(self, key: int) -> None:
        """The team of an agreement."""
        self._looked_for = key
        self.refresh()


def _check(name: str, one: Agreement) -> Line:
    said = one.answers[name]
    mark = MARKS.get(said, Mark.WAITING)
    return Line(name, CHECKS[name], ASKED[name], sentence_case(said) or NOT_SAID, mark, about=name)


def _missing(row: HostTeam) -> str:
    return row.agreement.missing if row.agreement is not None else NO_AGREEMENT


def _there(row: HostTeam) -> int:
    return len(row.agreement.saying(YES)) if row.agreement is not None else 0


def _there_words(row: HostTeam) -> str:
    return f"{_there(row)} of {len(CHECKS)}" if row.agreement is not None else ""


def _there_mark(row: HostTeam) -> Mark | None:
    if row.agreement is None:
        return None
    return Mark.DONE if _there(row) == len(CHECKS) else Mark.NEAR_TARGET


def _agreed(row: HostTeam, today: Callable[[], date]) -> str:
    return short_day(row.agreement.agreed_on, today()) if row.agreement is not None else "Not yet"


def _due_words(row: HostTeam) -> str:
    return sentence_case(row.agreement.due.words) if row.agreement is not None else ""


def _due(row: HostTeam) -> Mark | None:
    return due_mark(row.agreement.due) if row.agreement is not None else None


def _champion(row: HostTeam) -> str:
    return row.agreement.champion if row.agreement is not None else ""


def _is_short(row: HostTeam) -> bool:
    return row.agreement is None or _there(row) < len(CHECKS)


def _fits(row: HostTeam, typed: Sequence[str]) -> bool:
    text = plain(f"{row.name}\n{_champion(row)}\n{row.setting}")
    return all(plain(part) in text for part in typed)
