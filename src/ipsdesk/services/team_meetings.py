"""Meetings with the teams: who attended, how many of a month are missing, contact with their leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, or_, select

from ipsdesk.measures.terms import live
from ipsdesk.measures.together import MEETINGS_A_MONTH, lead_contact, meetings_by_month
from ipsdesk.models import Staff, Team, TeamMeeting
from ipsdesk.rules.periods import DAY, add_months
from ipsdesk.rules.wording import MONTHS, counted
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.saving import table_of

MEETINGS, TEAMS, PEOPLE = table_of(TeamMeeting), table_of(Team), table_of(Staff)
THERE = TeamMeeting.links()["staff_ids"]
CLINICAL = "clinical"
MONTHS_BACK, WEEKS_BACK = 3, 4
WEEK = timedelta(days=7)
ENOUGH = MEETINGS_A_MONTH


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting with a team, and who was there."""

    id: int
    on: date
    team: str
    kind: str
    staff: tuple[str, ...]
    others: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class TeamSpans:
    """One team: by month how many allocation meetings there were, by week whether its lead was met.

    The newest first, this month and this week before all; None where the team was not open throughout.
    """

    id: int
    name: str
    today: date
    meetings: tuple[int | None, ...]
    contacts: tuple[bool | None, ...]
    clinical_on: date | None

    @property
    def missing(self) -> str:
        """What is missing of the months and weeks that are over, in a sentence; empty: nothing."""
        parts = [
            f"{MONTHS[self.month(back).month - 1]}: {counted(ENOUGH - had, 'allocation meeting')}"
            for back, had in enumerate(self.meetings)
            if back and had is not None and had < ENOUGH
        ]
        weeks = [
            short_day(self.week(back), self.today)
            for back, met in enumerate(self.contacts)
            if back and met is False
        ]
        if weeks:
            parts.append(f"contact with the lead in the week of {' and '.join(weeks)}")
        return "; ".join(parts)

    def month(self, back: int) -> date:
        """The first day of a month."""
        return add_months(self.today.replace(day=1), -back)

    def week(self, back: int) -> date:
        """The Monday of a week."""
        return self.today - timedelta(days=self.today.weekday()) - back * WEEK


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Every meeting, the newest first, and every open team by name."""

    today: date
    meetings: tuple[MeetingLine, ...]
    teams: tuple[TeamSpans, ...]


class TeamMeetings(Service):
    """Meetings attended, counted as the measures ``team.meetings`` and ``team.lead_contact`` count them."""

    @allowed(*EVERYONE)
    def page(self) -> MeetingsPage:
        """All of them."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            return MeetingsPage(today, tuple(_meetings(connection)), tuple(_teams(connection, today)))


def _meetings(connection: Connection) -> list[MeetingLine]:
    there: dict[int, list[str]] = defaultdict(list)
    named = (
        select(THERE.table.c[THERE.owner], PEOPLE.c.name)
        .join(PEOPLE, PEOPLE.c.id == THERE.table.c[THERE.linked])
        .order_by(THERE.table.c[THERE.owner], THERE.table.c.position)
    )
    for meeting, name in connection.execute(named):
        there[meeting].append(name)
    own = MEETINGS.c
    rows = connection.execute(
        select(MEETINGS, TEAMS.c.name.label("team"))
        .join(TEAMS, TEAMS.c.id == own.team_id)
        .where(live(MEETINGS))
        .order_by(own.on_date.desc(), own.id.desc())
    )
    return [
        MeetingLine(
            row.id, row.on_date, row.team, row.kind, tuple(there[row.id]), tuple(row.others or ()),
            row.note or "",
        )
        for row in rows
    ]  # fmt: skip


def _teams(connection: Connection, today: date) -> list[TeamSpans]:
    own = TEAMS.c
    months, weeks = _months(connection, today), _weeks(connection, today)
    clinical = (
        select(func.max(MEETINGS.c.on_date))
        .where(
            live(MEETINGS), MEETINGS.c.team_id == own.id, MEETINGS.c.kind == CLINICAL,
            MEETINGS.c.on_date <= today,
        )
        .scalar_subquery()
    )  # fmt: skip
    rows = connection.execute(
        select(own.id, own.name, clinical.label("clinical_on"))
        .where(live(TEAMS), or_(own.opened_on.is_(None), own.opened_on <= today),
               or_(own.closed_on.is_(None), own.closed_on >= today))
        .order_by(own.name, own.id)
    )  # fmt: skip
    found = []
    for row in rows:
        empty = TeamSpans(row.id, row.name, today, (), (), row.clinical_on)
        had = tuple(months.get((row.id, empty.month(back))) for back in range(MONTHS_BACK + 1))
        met = tuple(weeks.get((row.id, empty.week(back))) for back in range(WEEKS_BACK + 1))
        found.append(TeamSpans(row.id, row.name, today, had, met, row.clinical_on))
    return found


def _months(connection: Connection, today: date) -> Mapping[tuple[int, date], int]:
    """By team and month, this month to its end among them."""
    first = today.replace(day=1)
    span = {"first": add_months(first, -MONTHS_BACK), "last": add_months(first, 1) - DAY}
    return {(team, _day(month)): had for team, month, had in connection.execute(meetings_by_month(), span)}


def _weeks(connection: Connection, today: date) -> Mapping[tuple[int, date], bool]:
    """By team and Monday, this week to its Sunday among them."""
    monday = today - timedelta(days=today.weekday())
    span = {"first": monday - WEEKS_BACK * WEEK, "last": monday + WEEK - DAY}
    return {
        (row.subject, _day(row.day)): bool(row.amount) for row in connection.execute(lead_contact.cases, span)
    }


def _day(kept: date | str) -> date:
    return date.fromisoformat(kept) if isinstance(kept, str) else kept
