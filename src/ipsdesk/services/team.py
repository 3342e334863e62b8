"""The people of the unit: posts, WTE by date, absences, induction; who is named for each clinical team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, func, select

from ipsdesk.measures.terms import E, live, named_specialist_on, on_caseload, posts, team_on, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import Absence, Client, Staff, Team, WteChange
from ipsdesk.models.staff import WTE_SCALE, staff_teams
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.roles import EVERYONE, Role, Service, Workspace, allowed
from ipsdesk.services.saving import table_of

LEADS = (Role.LEAD, Role.MANAGER)
PEOPLE, TEAMS, CLIENTS = table_of(Staff), table_of(Team), table_of(Client)
WTES, ABSENCES = table_of(WteChange), table_of(Absence)

POSTS_TODAY = select(posts()).where(within(LAST, posts().c.first, posts().c.last))
THEIR_PEOPLE = (
    select(named_specialist_on(LAST).label("staff_id"), E.c.client_id)
    .where(on_caseload(LAST))
    .subquery("their_people")
)
ON_CASELOADS = select(
    THEIR_PEOPLE.c.staff_id, func.count(THEIR_PEOPLE.c.client_id.distinct()).label("people")
).group_by(THEIR_PEOPLE.c.staff_id)
TEAMS_PEOPLE = (
    select(team_on(LAST, CLIENTS).label("team_id"), CLIENTS.c.id)
    .join(E, E.c.client_id == CLIENTS.c.id)
    .where(live(CLIENTS), on_caseload(LAST))
    .subquery("teams_people")
)
FROM_TEAMS = select(
    TEAMS_PEOPLE.c.team_id, func.count(TEAMS_PEOPLE.c.id.distinct()).label("people")
).group_by(TEAMS_PEOPLE.c.team_id)


@dataclass(frozen=True, slots=True)
class WteLine:
    """An employment WTE from a day on; ``id`` None: the one recorded with the person."""

    id: int | None
    from_on: date
    wte: Fraction


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """Days away, both included."""

    id: int
    from_on: date
    to_on: date
    kind: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """When a DBS certificate was seen, and when it is to be seen again if that was said."""

    seen_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff, in post, to come, or gone.

    ``wte`` is today's employment WTE (0: no specialist today), ``wte_since`` the day it holds from. ``dbs``
    is None for an account that is not told of it. ``people`` are those on the caseload who are theirs today.
    """

    id: int
    name: str
    reference: str
    role: str
    profession: str
    teams: tuple[str, ...]
    started_on: date
    left_on: date | None
    wte: Fraction
    wte_since: date | None
    changes: tuple[WteLine, ...]
    absences: tuple[AbsenceLine, ...]
    manager: str
    induction_on: date | None
    probation_on: date | None
    probation_passed_on: date | None
    dbs: Clearance | None
    people: int

    def is_in_post(self, day: date) -> bool:
        """Whether a day lies between the first in post and the last, both included."""
        return self.started_on <= day and (self.left_on is None or day <= self.left_on)

    def away_on(self, day: date) -> AbsenceLine | None:
        """The absence a day lies in."""
        return next((one for one in self.absences if one.from_on <= day <= one.to_on), None)


@dataclass(frozen=True, slots=True)
class NamedTeam:
    """A clinical team, the specialists named for it today with their WTE, and its people on our caseload."""

    id: int
    name: str
    reference: str
    setting: str
    opened_on: date | None
    closed_on: date | None
    specialists: tuple[tuple[str, Fraction], ...]
    people: int

    def is_open(self, day: date) -> bool:
        """Whether it was open on a day, the day it closes included."""
        opened = self.opened_on is None or self.opened_on <= day
        return opened and (self.closed_on is None or self.closed_on >= day)


class TeamPeople(Service):
    """Who works in the unit, and for which teams."""

    @allowed(*EVERYONE)
    def members(self) -> tuple[Member, ...]:
        """Everybody ever in post by name; clearance for the person, leads and managers alone."""
        with self.workspace.transactions.read() as connection:
            return tuple(_members(connection, self.workspace))

    @allowed(*EVERYONE)
    def teams(self) -> tuple[NamedTeam, ...]:
        """Every team by name."""
        day = {"last": self.workspace.today()}
        with self.workspace.transactions.read() as connection:
            named = _specialists(connection, day)
            counts = {row.team_id: row.people for row in connection.execute(FROM_TEAMS, day)}
            rows = connection.execute(select(TEAMS).where(live(TEAMS)).order_by(TEAMS.c.name, TEAMS.c.id))
            return tuple(
                NamedTeam(
                    row.id, row.name, row.reference, row.setting or "", row.opened_on, row.closed_on,
                    tuple(named[row.id]), counts.get(row.id, 0),
                )
                for row in rows
            )  # fmt: skip


def wte_of(kept: int) -> Fraction:
    """A WTE as it is kept, as a number."""
    return Fraction(kept, WTE_SCALE)


def _members(connection: Connection, space: Workspace) -> Iterable[Member]:
    day, me = {"last": space.today()}, my_staff(connection, space)
    now = {row.staff_id: row for row in connection.execute(POSTS_TODAY, day)}
    people = {row.staff_id: row.people for row in connection.execute(ON_CASELOADS, day)}
    teams, wtes, absences = _teams(connection), _wtes(connection), _absences(connection)
    rows = connection.execute(select(PEOPLE).where(live(PEOPLE)).order_by(PEOPLE.c.name, PEOPLE.c.id)).all()
    names = {row.id: row.name for row in rows}
    for row in rows:
        post, is_told = now.get(row.id), space.actor.role in LEADS or row.id == me
        yield Member(
            row.id, row.name, row.reference, row.role, row.profession or "", tuple(teams[row.id]),
            row.started_on, row.left_on,
            wte_of(post.wte if post else 0), post.first if post else None,
            (*wtes[row.id], WteLine(None, row.started_on, wte_of(row.wte))), tuple(absences[row.id]),
            names.get(row.manager_id, ""), row.induction_on, row.probation_on, row.probation_passed_on,
            Clearance(row.dbs_seen_on, row.dbs_due_on) if is_told else None, people.get(row.id, 0),
        )  # fmt: skip


def _teams(connection: Connection) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = connection.execute(
        select(staff_teams.c.staff_id, TEAMS.c.name)
        .join(TEAMS, TEAMS.c.id == staff_teams.c.team_id)
        .where(live(TEAMS))
        .order_by(staff_teams.c.staff_id, staff_teams.c.position)
    )
    for staff, name in rows:
        found[staff].append(name)
    return found


def _wtes(connection: Connection) -> Mapping[int, Sequence[WteLine]]:
    """The changes of everybody, the newest first."""
    found: dict[int, list[WteLine]] = defaultdict(list)
    rows = select(WTES).where(live(WTES)).order_by(WTES.c.from_on.desc(), WTES.c.id.desc())
    for row in connection.execute(rows):
        found[row.staff_id].append(WteLine(row.id, row.from_on, wte_of(row.wte)))
    return found


def _absences(connection: Connection) -> Mapping[int, Sequence[AbsenceLine]]:
    """The absences of everybody, the newest first."""
    found: dict[int, list[AbsenceLine]] = defaultdict(list)
    rows = select(ABSENCES).where(live(ABSENCES)).order_by(ABSENCES.c.from_on.desc(), ABSENCES.c.id.desc())
    for row in connection.execute(rows):
        found[row.staff_id].append(AbsenceLine(row.id, row.from_on, row.to_on, row.kind or ""))
    return found


def _specialists(
    connection: Connection, day: Mapping[str, date]
) -> Mapping[int, Sequence[tuple[str, Fraction]]]:
    """By team: who is named for it and a specialist on the day."""
    found: dict[int, list[tuple[str, Fraction]]] = defaultdict(list)
    post = POSTS_TODAY.subquery("posts_today")
    rows = connection.execute(
        select(staff_teams.c.team_id, PEOPLE.c.name, post.c.wte)
        .join(PEOPLE, PEOPLE.c.id == staff_teams.c.staff_id)
        .join(post, post.c.staff_id == PEOPLE.c.id)
        .where(live(PEOPLE))
        .order_by(staff_teams.c.team_id, PEOPLE.c.name),
        day,
    )
    for team, name, wte in rows:
        found[team].append((name, wte_of(wte)))
    return found
