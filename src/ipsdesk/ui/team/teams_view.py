"""The clinical teams, and who is the named specialist of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from ipsdesk.rules.targets import shown
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.team import LEADS, NamedTeam
from ipsdesk.ui.involvement.meeting_words import together
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.tokens import Height
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.marks import Mark

NOBODY = "Nobody"
NAMING = "A specialist is named for a team by choosing it among the teams of the person, on the part People."


class TeamsView(DetailView):
    """Open teams by name."""

    title: ClassVar[str] = "Teams"
    kind: ClassVar[str] = "team"
    adds: ClassVar[str] = "Add team"
    finds: ClassVar[str] = "a team by its name or specialist"
    nouns: ClassVar[tuple[str, str]] = ("team", "teams")
    nothing: ClassVar[str] = "Choose a team to see who is named for it"

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self.may_change = at.desk.workspace.actor.role in LEADS
        self.card.tools.setVisible(self.may_change)

    def listing(self, today: Callable[[], date]) -> Listing[NamedTeam]:
        columns = (
            Column[NamedTeam]("Team", lambda one: one.name, width=250, name=True,
                              second=lambda one: sentence_case(one.setting)),
            Column[NamedTeam]("Named specialists", lambda one: len(one.specialists), _specialists, width=330,
                              mark=lambda one: _mark(one, today())),
            Column[NamedTeam]("On our caseload", lambda one: one.people, width=130, gives_way=1),
        )  # fmt: skip
        filters = [
            Filter[NamedTeam]("Open", lambda one: one.is_open(today())),
            Filter[NamedTeam]("Nobody named", lambda one: one.is_open(today()) and not one.specialists),
            Filter[NamedTeam]("All", everything),
        ]
        return Listing(
            "Teams", columns, "No team yet: add the teams whose people the unit supports",
            lambda one: one.id, filters, Height.CASELOAD_ROW, fits=_fits,
        )  # fmt: skip

    def read(self) -> Sequence[NamedTeam]:
        return self._at.desk.team.teams()

    def rows_of(self, read: Sequence[NamedTeam]) -> Sequence[NamedTeam]:
        return read

    def words_of(self, read: Sequence[NamedTeam]) -> str:
        there = [one for one in read if one.is_open(self._at.desk.workspace.today())]
        named = sum(bool(one.specialists) for one in there)
        return f"{named} of {counted(len(there), 'open team')} with a named specialist"

    def details(self, row: NamedTeam) -> tuple[str, str, Details]:
        named = "\n".join(f"{name}, {shown(wte)} WTE" for name, wte in row.specialists)
        opened = f"From {shown_day(row.opened_on)}" if row.opened_on else ""
        fields = [
            ("Named specialists", named or f"{NOBODY}. {NAMING}"),
            ("On our caseload", counted(row.people, "person").replace("persons", "people")),
            ("Open", together(opened, f"to {shown_day(row.closed_on)}" if row.closed_on else "")),
        ]
        return row.name, together(sentence_case(row.setting), row.reference), fields


def _specialists(row: NamedTeam) -> str:
    return ", ".join(name for name, _ in row.specialists) or NOBODY


def _mark(row: NamedTeam, today: date) -> Mark | None:
    if row.specialists or not row.is_open(today):
        return None
    return Mark.OFF_TARGET


def _fits(row: NamedTeam, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.name, row.reference, row.setting, *(name for name, _ in row.specialists))))
    return all(plain(part) in text for part in typed)
