"""Meetings with the teams: who was there, and what is missing of the month and of the week."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipsdesk.rules.codes import MEETING_KINDS
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.editing import Plain
from ipsdesk.services.team_meetings import ENOUGH, MeetingLine, MeetingsPage, TeamSpans
from ipsdesk.ui.more_actions import AtDesk
from ipsdesk.ui.parts.detail_view import Details, DetailView
from ipsdesk.ui.team.due_words import together
from ipsdesk.ui.tokens import Height, Space
from ipsdesk.ui.widgets.card import Card
from ipsdesk.ui.widgets.columns import Column, Filter, Listing, everything
from ipsdesk.ui.widgets.list_room import ListRoom
from ipsdesk.ui.widgets.marks import Mark
from ipsdesk.ui.widgets.rows_model import RowsModel
from ipsdesk.ui.widgets.table_view import TableView

MOST_TEAMS = 4
"""More teams than this are scrolled through."""
MONTHS = ("Allocation\nthis month", "Last\nmonth", "2 months\nago", "3 months\nago")
WEEK = 7


class MeetingsView(DetailView):
    """What is missing, team by team, above every meeting, the newest first."""

    title: ClassVar[str] = "Meetings"
    kind: ClassVar[str] = "team meeting"
    adds: ClassVar[str] = "Add meeting"
    finds: ClassVar[str] = "a meeting by its team, its kind or who was there"
    nouns: ClassVar[tuple[str, str]] = ("meeting", "meetings")
    nothing: ClassVar[str] = "Choose a meeting to see who was there"
    side_width: ClassVar[int] = 380

    def __init__(self, at: AtDesk) -> None:
        super().__init__(at)
        self._theme.changed.connect(self._measure)
        self._measure()

    def main(self) -> QWidget:
        self.spans = RowsModel(_teams(), self)
        self.teams, self.teams_card = TableView(self._theme, self.spans), Card(self._theme)
        inside = QVBoxLayout(self.teams_card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.teams)
        main = ListRoom(self._theme, (self.teams_card,), self.list, Space.STEP)
        main.setFocusProxy(self.list)
        return main

    def _measure(self) -> None:
        """As high as its teams."""
        self.teams.place_columns()
        rows = min(max(len(self.spans.shown), 1), MOST_TEAMS)
        head = self.teams.horizontalHeader().sizeHint().height()
        self.teams.setFixedHeight(head + rows * self._theme.px(Height.CASELOAD_ROW) + 2)

    def listing(self, today: Callable[[], date]) -> Listing[MeetingLine]:
        columns = (
            Column[MeetingLine]("Date", lambda one: one.on, lambda one: short_day(one.on, today()), 90),
            Column[MeetingLine]("Team", lambda one: one.team, width=170, name=True),
            Column[MeetingLine]("Kind", lambda one: one.kind, lambda one: sentence_case(one.kind), 170),
            Column[MeetingLine]("Who was there", lambda one: ", ".join((*one.staff, *one.others)),
                                width=260, gives_way=1),
        )  # fmt: skip
        filters = [Filter[MeetingLine]("All", everything), *map(_of_kind, MEETING_KINDS)]
        nothing = "No meeting yet: add the first one"
        return Listing("Team meetings", columns, nothing, lambda one: one.id, filters, fits=_fits)

    def read(self) -> MeetingsPage:
        return self._at.desk.team_meetings.page()

    def rows_of(self, read: MeetingsPage) -> Sequence[MeetingLine]:
        self.spans.set_rows(read.teams)
        self.teams_card.setVisible(bool(read.teams))
        self._measure()
        return read.meetings

    def words_of(self, read: MeetingsPage) -> str:
        lacking = sum(bool(one.missing) for one in read.teams)
        return f"{counted(lacking, 'team')} of {len(read.teams)} with something missing"

    def details(self, row: MeetingLine) -> tuple[str, str, Details]:
        told = [("Staff", ", ".join(row.staff)), ("Others", ", ".join(row.others)), ("Note", row.note)]
        return row.team, together(sentence_case(row.kind), shown_day(row.on)), told

    def known(self) -> Mapping[str, Plain]:
        return {"on_date": self._at.desk.workspace.today()}


def _teams() -> Listing[TeamSpans]:
    columns = (
        Column[TeamSpans]("Team", lambda one: one.name, width=230, second=_missing, name=True),
        *(
            Column[TeamSpans](head, partial(_had, back=back), partial(_had_words, back=back), 86,
                              mark=partial(_had_mark, back=back))
            for back, head in enumerate(MONTHS)
        ),
        Column[TeamSpans]("Lead met\nthis week", partial(_met, back=0), _this_week, 90, mark=_week_mark),
        Column[TeamSpans]("Lead met,\nweeks before", _weeks, _weeks_words, 106, mark=_weeks_mark),
        Column[TeamSpans]("Last clinical\nmeeting", lambda one: one.clinical_on, _clinical, 106,
                          mark=_clinical_mark),
    )  # fmt: skip
    nobody = "No team is open"
    return Listing("Teams: what is missing", columns, nobody, lambda one: one.id,
                   row_height=Height.CASELOAD_ROW)  # fmt: skip


def _missing(row: TeamSpans) -> str:
    return f"Missing: {row.missing}" if row.missing else "Nothing is missing of what is over"


def _had(row: TeamSpans, back: int) -> int | None:
    return row.meetings[back]


def _had_words(row: TeamSpans, back: int) -> str:
    had = row.meetings[back]
    return "Not open" if had is None else f"{had} of {ENOUGH}"


def _had_mark(row: TeamSpans, back: int) -> Mark | None:
    had = row.meetings[back]
    if had is None:
        return None
    if had >= ENOUGH:
        return Mark.DONE
    return Mark.OFF_TARGET if back else Mark.WAITING


def _met(row: TeamSpans, back: int) -> bool | None:
    return row.contacts[back]


def _this_week(row: TeamSpans) -> str:
    return {True: "Yes", False: "Not yet", None: ""}[row.contacts[0]]


def _week_mark(row: TeamSpans) -> Mark | None:
    return {True: Mark.DONE, False: Mark.WAITING, None: None}[row.contacts[0]]


def _before(row: TeamSpans) -> list[bool]:
    return [met for met in row.contacts[1:] if met is not None]


def _weeks(row: TeamSpans) -> int:
    return sum(_before(row))


def _weeks_words(row: TeamSpans) -> str:
    return f"{_weeks(row)} of {len(_before(row))}"


def _weeks_mark(row: TeamSpans) -> Mark | None:
    return Mark.DONE if _weeks(row) == len(_before(row)) else Mark.OFF_TARGET


def _clinical(row: TeamSpans) -> str:
    return short_day(row.clinical_on, row.today) if row.clinical_on else "None yet"


def _clinical_mark(row: TeamSpans) -> Mark:
    is_near = row.clinical_on is not None and (row.today - row.clinical_on).days < WEEK
    return Mark.DONE if is_near else Mark.WAITING


def _of_kind(kind: str) -> Filter[MeetingLine]:
    return Filter(sentence_case(kind), lambda one: one.kind == kind)


def _fits(row: MeetingLine, typed: Sequence[str]) -> bool:
    text = plain("\n".join((row.team, row.kind, *row.staff, *row.others, row.note)))
    return all(plain(part) in text for part in typed)
