"""Joint risk training: its sessions, who of those here now has been, and who is still to come (seed 003)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures.terms import E, live, on_caseload, open_on, team_on
from ipsdesk.measures.window import LAST
from ipsdesk.models import Client, Involvement, JointTraining, Staff, Team
from ipsdesk.models.involvement import (
    joint_training_clients,
    joint_training_staff,
    joint_training_trainer_clients,
    joint_training_trainer_staff,
)
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.joint_training_checks import MOST, over_without_reason
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.roles import STAFF as STAFF_ROLES
from ipsdesk.services.saving import Saving, Values, record_at

USUAL_MINUTES = 90
RESIDENTS, STAFF = "Residents", "Staff"
NO_TEAM, NO_PROFESSION = "No team recorded", "No profession recorded"
SIGNED = "This session is signed off already. Nothing was changed."
GONE = "This session has been removed. Nothing was changed."
TRAINED, DELIVERY = "training", "delivery"

CLIENTS, STAFF_TABLE, TEAMS, TRAININGS = (
    Client.__table__,
    Staff.__table__,
    Team.__table__,
    JointTraining.__table__,
)


@dataclass(frozen=True, slots=True)
class Session:
    """One session: who came, who trained, whether it was larger than it should be."""

    id: int
    on: date
    title: str
    minutes: int | None
    modules: tuple[str, ...]
    team: str
    place: str
    residents: tuple[str, ...]
    staff: tuple[str, ...]
    trainers: tuple[str, ...]
    reason_over: str
    feedback: str
    signed_on: date | None

    @property
    def people(self) -> int:
        """How many came."""
        return len(self.residents) + len(self.staff)

    @property
    def is_over(self) -> bool:
        """Whether more came than a session is for."""
        return self.people > MOST


@dataclass(frozen=True, slots=True)
class Covered:
    """A ward's residents, or a profession's staff, who are here now: how many have been, who has not."""

    side: str
    group: str
    been: int
    here: int
    still: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Residents by team, then staff by profession."""

    today: date
    groups: tuple[Covered, ...]

    @property
    def been(self) -> int:
        """How many of those here now have been."""
        return sum(one.been for one in self.groups)

    @property
    def here(self) -> int:
        """Everybody who is here now."""
        return sum(one.here for one in self.groups)


class JointTrainings(Service):
    """Sessions of joint risk training."""

    @allowed(*EVERYONE)
    def sessions(self) -> tuple[Session, ...]:
        """Every session, the newest first; people whose record is restricted are not named."""
        with self.workspace.transactions.read() as connection:
            withheld = access_of(connection, self.workspace).asked
            return tuple(_sessions(connection, withheld))

    @allowed(*EVERYONE)
    def coverage(self) -> Coverage:
        """Who of the people on the caseload and the staff in post has been: measure ``training.joint``."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            withheld = access_of(connection, self.workspace).asked
            groups = [*_residents(connection, today, withheld), *_staff(connection, today)]
            return Coverage(today, tuple(groups))

    @allowed(*STAFF_ROLES)
    def sign_off(self, session: int, on: date) -> Done:
        """Sign a session off: residents who trained have it among their involvement.

        Raises ``NotSaved`` for a day that can't be, or where more than fifteen came and no reason is given;
        ``ReasonNeeded`` where a co-trainer's record is restricted from this account.
        """
        space = self.workspace
        with space.transactions.begin() as connection:
            names, key = Names(connection), (JointTraining.family.kind, session)
            if not (row := names.row(key)) or row["removed_at"]:
                raise CannotRun(GONE)
            record = record_at(connection, JointTraining, session)
            if record["signed_on"] is not None:
                raise CannotRun(SIGNED)
            if not record["on_date"] <= on <= space.today():
                first, last = shown_day(record["on_date"]), shown_day(space.today())
                raise NotSaved({"on": f"Signed off on: a day from {first} to {last}"})
            if problem := over_without_reason(record):
                raise NotSaved({"on": problem})
            saving = Saving(space, connection, f"{names.record(key)}: signed off")
            saving.alter(JointTraining, record, {"signed_on": on})
            _involve(saving, record)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(sentence_case(saving.words), saving.at, kinds)


def _involve(saving: Saving, session: Values) -> None:
    what = f"Co-trainer of {session['title'] or 'joint risk training'}"
    for client in session["trainer_clients"]:
        refuse_without_reason(saving.connection, saving.workspace, client)
        part = {"on_date": session["on_date"], "client_id": client, "area": DELIVERY, "what": what}
        saving.add(Involvement, blank(Involvement) | part | {"kind": TRAINED})


def _sessions(connection: Connection, withheld: Iterable[int]) -> Iterable[Session]:
    hidden = set(withheld)
    residents = _named(connection, joint_training_clients, CLIENTS, "client_id", hidden)
    staff = _named(connection, joint_training_staff, STAFF_TABLE, "staff_id")
    co_trainers = _named(connection, joint_training_trainer_clients, CLIENTS, "client_id", hidden)
    trainers = _named(connection, joint_training_trainer_staff, STAFF_TABLE, "staff_id")
    rows = connection.execute(
        select(TRAININGS, TEAMS.c.name.label("team"))
        .outerjoin(TEAMS, TEAMS.c.id == TRAININGS.c.team_id)
        .where(live(TRAININGS))
        .order_by(TRAININGS.c.on_date.desc(), TRAININGS.c.id.desc())
    )
    for row in rows:
        yield Session(
            row.id, row.on_date, row.title or "Joint risk training", row.minutes, tuple(row.modules or ()),
            row.team or "", row.place or "", residents.get(row.id, ()), staff.get(row.id, ()),
            (*co_trainers.get(row.id, ()), *trainers.get(row.id, ())), row.reason_over or "",
            row.feedback or "", row.signed_on,
        )  # fmt: skip


def _named(
    connection: Connection, links: Any, people: Any, column: str, hidden: Iterable[int] = ()
) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    rows = connection.execute(
        select(links.c.training_id, people.c.id, people.c.name)
        .join(people, people.c.id == links.c[column])
        .where(live(people))
        .order_by(links.c.training_id, links.c.position)
    )
    for training, id_, name in rows:
        found.setdefault(training, []).append(RESTRICTED_RECORD if id_ in hidden else name)
    return {training: tuple(names) for training, names in found.items()}


def _residents(connection: Connection, today: date, withheld: Iterable[int]) -> list[Covered]:
    been = _have_been(joint_training_clients, "client_id")
    team = team_on(LAST, CLIENTS)
    rows = connection.execute(
        select(CLIENTS.c.id, CLIENTS.c.name, TEAMS.c.name, CLIENTS.c.id.in_(been))
        .select_from(CLIENTS)
        .outerjoin(TEAMS, TEAMS.c.id == team)
        .where(
            live(CLIENTS),
            CLIENTS.c.id.in_(select(E.c.client_id).where(live(E), on_caseload(LAST))),
        )
        .order_by(TEAMS.c.name.is_(None), TEAMS.c.name, CLIENTS.c.name),
        {"last": today},
    )
    hidden = set(withheld)
    people = [
        (group or NO_TEAM, RESTRICTED_RECORD if id_ in hidden else name, there)
        for id_, name, group, there in rows
    ]
    return _grouped(RESIDENTS, people)


def _staff(connection: Connection, today: date) -> list[Covered]:
    been = _have_been(joint_training_staff, "staff_id")
    own = STAFF_TABLE.c
    rows = connection.execute(
        select(own.name, own.profession, own.id.in_(been))
        .where(live(STAFF_TABLE), open_on(LAST, own.started_on, own.left_on))
        .order_by(own.profession.is_(None), func.lower(own.profession), own.name),
        {"last": today},
    )
    return _grouped(STAFF, [(group or NO_PROFESSION, name, there) for name, group, there in rows])


def _have_been(links: Any, column: str) -> Any:
    """Those who have attended a session up to the day."""
    return (
        select(links.c[column])
        .join(TRAININGS, TRAININGS.c.id == links.c.training_id)
        .where(live(TRAININGS), TRAININGS.c.on_date <= LAST)
    )


def _grouped(side: str, people: Sequence[tuple[str, str, bool]]) -> list[Covered]:
    groups: dict[str, list[tuple[str, bool]]] = {}
    for group, name, there in people:
        groups.setdefault(group, []).append((name, there))
    return [
        Covered(
            side,
            group,
            sum(there for _, there in those),
            len(those),
            tuple(name for name, there in those if not there),
        )
        for group, those in groups.items()
    ]
