"""Training of staff and their clearance: who had which topic when, what is due, what is to be put on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, literal, select

from ipsdesk.errors import NotAllowed, NotSaved
from ipsdesk.fields import Field
from ipsdesk.measures.terms import live, open_on
from ipsdesk.models import Staff, StaffTraining, TrainingAction
from ipsdesk.rules.codes import STAFF_TOPICS
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.editing_checks import kept_of_form
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.meetings_step import blank, follow
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.roles import EVERYONE, Role, Service, Workspace, allowed
from ipsdesk.services.roles import STAFF as STAFF_ROLES
from ipsdesk.services.saving import Saving, records_at, table_of
from ipsdesk.services.team_due import Due, dbs_due, topic_due
from ipsdesk.services.training_step import ACTIONS, concerned, trained

LEADS = (Role.LEAD, Role.MANAGER)
PEOPLE, TRAININGS = table_of(Staff), table_of(StaffTraining)
ONLY_OWN = "An account with the role {role} records its own training alone. Nothing was saved. Ask a lead."
NOBODY = "Who was trained is needed: choose at least one person"
TO_COME = "Date {day} has not come yet"
TWICE = "{name} has this training on {day} already"
FIELDS: Mapping[str, Field] = {
    name: declared for name, declared in StaffTraining.fields() if name != "staff_id"
}
"""What is said of a training beside who had it."""


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One topic of one person: the day it was last done, and when it is due again."""

    topic: str
    last_on: date | None
    due: Due


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training that somebody did."""

    id: int
    on: date
    topic: str
    title: str
    provider: str
    is_ad_hoc: bool


@dataclass(frozen=True, slots=True)
class Clearance:
    """When somebody's DBS certificate was seen, and when it is to be seen again."""

    seen_on: date | None
    due: Due


@dataclass(frozen=True, slots=True)
class TrainedPerson:
    """Somebody in post; ``dbs`` is None for an account that is not told of it."""

    id: int
    name: str
    role: str
    started_on: date
    topics: tuple[TopicLine, ...]
    trainings: tuple[TrainingLine, ...]
    dbs: Clearance | None

    @property
    def lacking(self) -> tuple[TopicLine, ...]:
        """The topics that are overdue."""
        return tuple(one for one in self.topics if one.due.is_over)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Training that is to be put on: what, why, by when, for whom, who of those still lacks it,
    and whether anybody was trained for it."""

    id: int
    topic: str
    what: str
    because: str
    due_on: date
    done_on: date | None
    owner: str
    whom: tuple[str, ...]
    still: tuple[tuple[int, str], ...]
    is_begun: bool


@dataclass(frozen=True, slots=True)
class TrainingPage:
    """Everybody in post by name, and the actions: those open first, the soonest due before others."""

    today: date
    people: tuple[TrainedPerson, ...]
    actions: tuple[ActionLine, ...]
    me: int | None
    """The member of staff this account is linked to."""

    @property
    def open_actions(self) -> tuple[ActionLine, ...]:
        """Those that are not done."""
        return tuple(one for one in self.actions if one.done_on is None)


class StaffTrainings(Service):
    """What staff were trained in, and what they are to be trained in."""

    @allowed(*EVERYONE)
    def page(self) -> TrainingPage:
        """Everybody in post today, and every action; clearance for the person, leads and managers alone."""
        with self.workspace.transactions.read() as connection:
            today, me = self.workspace.today(), my_staff(connection, self.workspace)
            people = _people(connection, self.workspace, me)
            return TrainingPage(today, tuple(people), tuple(_actions(connection, today)), me)

    @allowed(*STAFF_ROLES)
    def record(self, values: Mapping[str, Plain], staff: Sequence[int]) -> Done:
        """Record a training of one or several people as one change; an action is done once all have it.

        Raises ``NotSaved`` with what is wrong by field, ``NotAllowed`` for somebody else's training where
        the account is no lead's or manager's.
        """
        space = self.workspace
        with space.transactions.begin() as connection:
            _refuse_others(connection, space, staff)
            names, people = Names(connection), list(dict.fromkeys(staff))
            kept = _kept(connection, space, values, people)
            told = counted(len(people), "person") if len(people) != 1 else names.reference("staff", people[0])
            told = told.replace("persons", "people")
            saving = Saving(space, connection, f"training in {kept['title'] or kept['topic']} for {told}")
            for one in people:
                id_ = saving.add(StaffTraining, kept | {"staff_id": one})
                follow(saving, StaffTraining, id_, is_new=True)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        done = ". The training action is done" if TrainingAction.family.kind in kinds else ""
        return Done(f"Added: {saving.words}{done}", saving.at, kinds)


def _refuse_others(connection: Connection, space: Workspace, staff: Sequence[int]) -> None:
    if space.actor.role in LEADS:
        return
    me = my_staff(connection, space)
    if any(one != me for one in staff):
        raise NotAllowed(ONLY_OWN.format(role=space.actor.role))


def _kept(
    connection: Connection, space: Workspace, values: Mapping[str, Plain], people: Sequence[int]
) -> dict[str, Any]:
    """The training as it is kept of each; raises ``NotSaved``."""
    if not people:
        raise NotSaved({"staff": NOBODY})
    given = {name: values.get(name) for name, _ in StaffTraining.fields()} | {"staff_id": str(people[0])}
    kept, problems = kept_of_form(connection, StaffTraining, given)
    there = set(connection.scalars(select(PEOPLE.c.id).where(live(PEOPLE), PEOPLE.c.id.in_(people))))
    if there != set(people):
        problems["staff"] = "Who was trained: somebody chosen has been removed; choose again"
    day = kept.get("on_date")
    if day is not None and day > space.today():
        problems["on_date"] = TO_COME.format(day=shown_day(day))
    if not problems and (twice := _twice(connection, kept, people)):
        problems["staff"] = twice
    if problems:
        raise NotSaved(problems)
    return blank(StaffTraining) | kept


def _twice(connection: Connection, kept: Mapping[str, Any], people: Sequence[int]) -> str:
    """Who of them has the same training of that day already; empty: nobody."""
    own = TRAININGS.c
    name = connection.scalar(
        select(PEOPLE.c.name)
        .join(TRAININGS, own.staff_id == PEOPLE.c.id)
        .where(live(TRAININGS), own.staff_id.in_(people), own.on_date == kept["on_date"],
               own.topic == kept["topic"], own.title.is_not_distinct_from(kept["title"]),
               own.action_id.is_not_distinct_from(kept["action_id"]))
        .order_by(PEOPLE.c.name)
        .limit(1)
    )  # fmt: skip
    return TWICE.format(name=name, day=shown_day(kept["on_date"])) if name else ""


# ---- reading --------------------------------------------------------------------------------------


def _people(connection: Connection, space: Workspace, me: int | None) -> list[TrainedPerson]:
    own, today = PEOPLE.c, space.today()
    in_post = open_on(literal(today), own.started_on, own.left_on)
    lines = _lines(connection, in_post)
    rows = connection.execute(select(PEOPLE).where(live(PEOPLE), in_post).order_by(own.name, own.id))
    return [
        TrainedPerson(
            row.id, row.name, row.role, row.started_on,
            tuple(_topic(topic, row.started_on, lines[row.id], today) for topic in STAFF_TOPICS),
            tuple(lines[row.id]),
            _clearance(row, today) if space.actor.role in LEADS or row.id == me else None,
        )
        for row in rows
    ]  # fmt: skip


def _lines(connection: Connection, in_post: Any) -> Mapping[int, list[TrainingLine]]:
    """The trainings of everybody in post, the newest first."""
    own = TRAININGS.c
    found: dict[int, list[TrainingLine]] = defaultdict(list)
    rows = connection.execute(
        select(TRAININGS)
        .join(PEOPLE, PEOPLE.c.id == own.staff_id)
        .where(live(TRAININGS), live(PEOPLE), in_post)
        .order_by(own.on_date.desc(), own.id.desc())
    )
    for row in rows:
        line = TrainingLine(
            row.id, row.on_date, row.topic, row.title or "", row.provider or "", bool(row.ad_hoc)
        )
        found[row.staff_id].append(line)
    return found


def _topic(topic: str, started_on: date, lines: Sequence[TrainingLine], today: date) -> TopicLine:
    last = next((one.on for one in lines if one.topic == topic and one.on <= today), None)
    return TopicLine(topic, last, topic_due(topic, last, started_on, today))


def _clearance(row: Any, today: date) -> Clearance:
    return Clearance(row.dbs_seen_on, dbs_due(row.dbs_seen_on, row.dbs_due_on, row.started_on, today))


def _actions(connection: Connection, today: date) -> list[ActionLine]:
    own, owner = ACTIONS.c, PEOPLE.alias()
    rows = connection.execute(
        select(own.id, owner.c.name)
        .outerjoin(owner, owner.c.id == own.owner_id)
        .where(live(ACTIONS))
        .order_by(own.done_on.is_not(None), own.done_on.desc(), own.due_on, own.id)
    ).all()
    kept = {one["id"]: one for one in records_at(connection, TrainingAction, [id_ for id_, _ in rows])}
    names = {row.id: row.name for row in connection.execute(select(PEOPLE.c.id, PEOPLE.c.name))}
    found = []
    for id_, owned in rows:
        action = kept[id_]
        had = trained(connection, id_) if action["done_on"] is None else {}
        there = concerned(connection, action, today) if action["done_on"] is None else ()
        still = tuple((one, names[one]) for one in there if one not in had)
        whom = tuple(names[one] for one in action["staff_ids"])
        found.append(
            ActionLine(
                id_, action["topic"], action["what"], action["because"] or "", action["due_on"],
                action["done_on"], owned or "", whom, still, bool(had),
            )
        )  # fmt: skip
    return found
