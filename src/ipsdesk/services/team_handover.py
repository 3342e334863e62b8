"""A caseload handed over in one go: everybody of one member of staff to others, as one saved change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures.terms import E, live, open_on, posts, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import Client, Episode, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing_checks import problems_of_unit
from ipsdesk.services.editing_form import Choice
from ipsdesk.services.pathway_standing import Step
from ipsdesk.services.pathway_steps import NOTHING_CHANGED, Stepping, post_problem
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of
from ipsdesk.services.roles import Service, Workspace, allowed
from ipsdesk.services.saving import Saving, record_at, table_of
from ipsdesk.services.team import LEADS
from ipsdesk.services.team_caseloads import TeamCaseloads
from ipsdesk.services.team_leaving import leaving_words, people_left, theirs

CLIENTS, PEOPLE = table_of(Client), table_of(Staff)
NO_LONGER = f"What is theirs has changed meanwhile. {NOTHING_CHANGED} Look at it again."
NOBODY = "Nobody is theirs on this day, so there is nothing to hand over"
THEMSELVES = "{name} has them already: choose somebody else"


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somebody on the caseload, or waiting for it; who is withheld is opened with a reason first."""

    referral: int
    name: str
    standing: str
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class WhoseCaseload:
    """Whose it is on a day, the people by name, and who is in post that day to take them on."""

    staff: int
    name: str
    day: date
    people: tuple[Theirs, ...]
    others: tuple[Choice, ...]

    @property
    def to_hand_over(self) -> tuple[Theirs, ...]:
        """Those whose record is open to this account."""
        return tuple(one for one in self.people if not one.is_withheld)


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose caseload, from which day, each referral to whom, and what is to be known of it."""

    staff: int
    from_on: date
    to: Mapping[int, int]
    note: str = ""


class CaseloadHandover(Service):
    """From a day on others are the named specialists; next actions and what is due follow the person."""

    @allowed(*LEADS)
    def caseload(self, staff: int, day: date) -> WhoseCaseload:
        """What somebody has on a day."""
        with self.workspace.transactions.read() as connection:
            name = _named(connection, staff)
            people = _people(connection, self.workspace, staff, day)
            others = _others(connection, staff, day)
        carried = {line.staff: line for line in TeamCaseloads(self.workspace).today().lines}
        choices = []
        for key, other in others:
            line = carried.get(key)
            load = f", {line.carried.working.people} people now" if line else ""
            choices.append(Choice(str(key), other + load))
        return WhoseCaseload(staff, name, day, people, tuple(choices))

    @allowed(*LEADS)
    def choices(self) -> tuple[Choice, ...]:
        """Everybody who has people now or later, and how many."""
        with self.workspace.transactions.read() as connection:
            found = connection.execute(
                select(PEOPLE.c.id, PEOPLE.c.name).where(live(PEOPLE)).order_by(PEOPLE.c.name, PEOPLE.c.id)
            ).all()
        return tuple(Choice(str(staff), name) for staff, name in found)

    @allowed(*LEADS)
    def before_leaving(self, staff: int, left_on: date) -> str:
        """What is to be done before somebody leaves on a day; empty where nothing is."""
        with self.workspace.transactions.read() as connection:
            name = _named(connection, staff)
            return leaving_words(name, people_left(connection, staff, left_on), left_on)

    @allowed(*LEADS)
    def hand_over(self, wanted: Handover) -> Done:
        """Hand over the referrals named, as one change.

        Raises ``NotSaved`` with what is wrong by field (a referral's is ``referral-`` and its key),
        ``CannotRun`` where what is theirs changed meanwhile, ``ReasonNeeded`` for a restricted record.
        """
        with self.workspace.transactions.begin() as connection:
            name = _named(connection, wanted.staff)
            _refuse(connection, self.workspace, wanted, name)
            words = f"handing over {_many(len(wanted.to))} of {name}"
            saving = Saving(self.workspace, connection, words, reason=wanted.note.strip())
            for referral, staff in wanted.to.items():
                _hand_over(self.workspace, connection, saving, (referral, staff, wanted.from_on))
            told = _told(connection, wanted, name)
        self.workspace.changes.announce(frozenset(saving.kinds))
        return Done(told, saving.at, frozenset(saving.kinds))


def _hand_over(space: Workspace, connection: Connection, saving: Saving, step: tuple[int, int, date]) -> None:
    """One referral as part of the change; who was referred later is handed over from that day."""
    referral, staff, from_on = step
    at = Stepping.begin(space, connection, Step.HAND_OVER, referral, saving)
    at.write_dated("staff_id", staff, max(from_on, at.standing.received_on or from_on))
    if problems := problems_of_unit(connection, Episode, referral):
        raise NotSaved(problems)


def _refuse(connection: Connection, space: Workspace, wanted: Handover, name: str) -> None:
    there = {one.referral for one in _people(connection, space, wanted.staff, wanted.from_on)}
    if not wanted.to:
        raise NotSaved({"": NOBODY})
    if not wanted.to.keys() <= there:
        raise CannotRun(NO_LONGER)
    problems = {}
    for referral, staff in wanted.to.items():
        words = THEMSELVES.format(name=name) if staff == wanted.staff else _problem(connection, staff, wanted)
        if words:
            problems[f"referral-{referral}"] = words
    if problems:
        raise NotSaved(problems)


def _problem(connection: Connection, staff: int, wanted: Handover) -> str:
    who = record_at(connection, Staff, staff)
    if who["removed_at"]:
        return "The member of staff has been removed; choose again"
    return post_problem(who, wanted.from_on)


def _named(connection: Connection, staff: int) -> str:
    name = connection.scalar(select(PEOPLE.c.name).where(live(PEOPLE), PEOPLE.c.id == staff))
    if name is None:
        raise CannotRun(f"This member of staff is not in the unit's records any more. {NOTHING_CHANGED}")
    return str(name)


def _people(connection: Connection, space: Workspace, staff: int, day: date) -> tuple[Theirs, ...]:
    asked = access_of(connection, space).asked
    rows = connection.execute(
        theirs(staff, E, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == E.c.client_id)
        .where(live(CLIENTS))
        .order_by(CLIENTS.c.name, E.c.id),
        {"last": day},
    )
    return tuple(
        Theirs(row.id, RESTRICTED_RECORD, "", is_withheld=True)
        if row.client_id in asked
        else Theirs(row.id, row.name, _standing(row), is_withheld=False)
        for row in rows
    )


def _standing(row: object) -> str:
    for day, words in (
        ("started_on", "on the caseload since"),
        ("accepted_on", "accepted, waits to start since"),
        ("received_on", "referred, waits for a decision since"),
    ):
        if since := getattr(row, day):
            return f"{words} {shown_day(since)}"
    return ""


def _others(connection: Connection, staff: int, day: date) -> Sequence[tuple[int, str]]:
    """Everybody else in post on the day, specialists of that day first."""
    post = posts()
    specialists = select(post.c.staff_id).where(within(LAST, post.c.first, post.c.last))
    own = PEOPLE.c
    rows = connection.execute(
        select(own.id, own.name)
        .where(live(PEOPLE), own.id != staff, open_on(LAST, own.started_on, own.left_on))
        .order_by(own.id.in_(specialists).desc(), own.name, own.id),
        {"last": day},
    )
    return [(id_, name) for id_, name in rows]


def _told(connection: Connection, wanted: Handover, name: str) -> str:
    names = {id_: who for id_, who in connection.execute(select(PEOPLE.c.id, PEOPLE.c.name))}  # noqa: C416
    counts = Counter(names[staff] for staff in wanted.to.values())
    to = ", ".join(f"{n} to {who}" for who, n in sorted(counts.items()))
    return f"Handed over {_many(len(wanted.to))} of {name} from {shown_day(wanted.from_on)}: {to}"


def _many(people: int) -> str:
    return "1 person" if people == 1 else f"{people} people"
