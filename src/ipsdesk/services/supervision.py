"""Supervision of staff: what is due with whom, what was agreed, and that both have signed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, literal, select

from ipsdesk.errors import CannotRun, NotAllowed, NotSaved
from ipsdesk.measures.terms import as_number, is_specialist, live, open_on, posts
from ipsdesk.measures.window import LAST
from ipsdesk.models import Staff, Supervision
from ipsdesk.rules.rhythms import (
    APPRAISAL,
    INDUCTION,
    MONTHS,
    ONE_TO_ONE,
    PROBATION,
    TITLES,
    TOLD_LATE,
    induction_due,
    next_due,
)
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.records import Done
from ipsdesk.services.roles import EVERYONE, Role, Service, Workspace, allowed
from ipsdesk.services.roles import STAFF as STAFF_ROLES
from ipsdesk.services.saving import Saving, Values, record_at, records_at, table_of
from ipsdesk.services.supervision_figures import figures_of
from ipsdesk.services.supervision_signed import SIGNATURES
from ipsdesk.services.team_due import Due

LEADS = (Role.LEAD, Role.MANAGER)
PEOPLE, SUPERVISIONS = table_of(Staff), table_of(Supervision)
TEXTS = ("goals_reviewed", "minutes", "goals", "wellbeing", "development", "feedback", "figures")
"""What was said, for those who were in it and those who lead."""
LETTERS = 3
GONE = "This supervision has been removed. Nothing was changed."
NOT_THEIRS = (
    "A supervision is signed by the supervisor named in it and by the person, each from their own account."
    " Nothing was changed."
)
SIGNED_ALREADY = "You have signed this supervision already. Nothing was changed."
TO_COME = "This supervision is on {day}: it is signed once it was held. Nothing was changed."
NOT_SIGNED = "Nobody has signed this supervision: change it as it is."
NO_REASON = "Reason: say in a few words why it is opened again"


@dataclass(frozen=True, slots=True)
class SupervisionDue:
    """One kind of supervision of somebody: when it was last held, and by when it is due."""

    what: str
    last_on: date | None
    due: Due

    @property
    def title(self) -> str:
        """As a heading."""
        return TITLES[self.what]


@dataclass(frozen=True, slots=True)
class SupervisionLine:
    """One supervision; ``texts`` by field is None for an account that is told no more than that it was."""

    id: int
    staff: int
    kind: str
    on: date
    supervisor_id: int | None
    supervisor: str
    next_on: date | None
    setting: str
    how: str
    client_agreed: bool | None
    attended: tuple[str, ...]
    supervisor_signed_on: date | None
    staff_signed_on: date | None
    texts: Mapping[str, str] | None

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES.get(self.kind) or sentence_case(f"{self.kind} supervision")

    @property
    def is_signed(self) -> bool:
        """Whether anybody has signed it."""
        return self.supervisor_signed_on is not None or self.staff_signed_on is not None


@dataclass(frozen=True, slots=True)
class SupervisedPerson:
    """Somebody in post: what is due, and what was held, the newest first."""

    id: int
    name: str
    role: str
    started_on: date
    manager_id: int | None
    dues: tuple[SupervisionDue, ...]
    log: tuple[SupervisionLine, ...]

    @property
    def overdue(self) -> tuple[SupervisionDue, ...]:
        """What is late."""
        return tuple(one for one in self.dues if one.due.is_over)

    def due(self, what: str) -> SupervisionDue | None:
        """When one kind is due; None where this person has none of it."""
        return next((one for one in self.dues if one.what == what), None)


@dataclass(frozen=True, slots=True)
class SupervisionPage:
    """Everybody in post by name; ``me`` is the member of staff this account is linked to."""

    today: date
    me: int | None
    people: tuple[SupervisedPerson, ...]


class Supervisions(Service):
    """What is held, written and signed."""

    @allowed(*EVERYONE)
    def page(self) -> SupervisionPage:
        """Everybody in post today; texts for the person, the supervisor, leads and managers alone."""
        with self.workspace.transactions.read() as connection:
            today, me = self.workspace.today(), my_staff(connection, self.workspace)
            return SupervisionPage(today, me, tuple(_people(connection, self.workspace, me)))

    @allowed(*LEADS)
    def begun(self, staff: int, kind: str = ONE_TO_ONE) -> Mapping[str, Plain]:
        """What is known of a supervision that begins: today, who is in it, figures, goals set last time."""
        space = self.workspace
        with space.transactions.read() as connection:
            today, me = space.today(), my_staff(connection, space)
            given: dict[str, Plain] = {"staff_id": str(staff), "kind": kind, "on_date": today}
            manager = connection.scalar(select(PEOPLE.c.manager_id).where(PEOPLE.c.id == staff))
            supervisor = me if me != staff else manager
            if supervisor is not None:
                given["supervisor_id"] = str(supervisor)
            if kind == ONE_TO_ONE:
                given["figures"] = figures_of(connection, staff, today)
                given["next_on"] = next_due(kind, today, today)
            if goals := _goals_before(connection, staff, kind):
                given["goals_reviewed"] = goals
            return given

    @allowed(*STAFF_ROLES)
    def sign(self, supervision: int) -> Done:
        """Sign for the member of staff this account is linked to, today; what is signed stays as it is.

        Raises ``NotAllowed`` for somebody who is neither in it, ``CannotRun`` where they have, or too early.
        """

        def write(saving: Saving, record: Values, me: int | None) -> None:
            names = {"supervisor_signed_on": record["supervisor_id"], "staff_signed_on": record["staff_id"]}
            own = [name for name, staff in names.items() if me is not None and staff == me]
            if not own:
                raise NotAllowed(NOT_THEIRS)
            if all(record[name] for name in own):
                raise CannotRun(SIGNED_ALREADY)
            today = self.workspace.today()
            if record["on_date"] > today:
                raise CannotRun(TO_COME.format(day=shown_day(record["on_date"])))
            saving.alter(Supervision, record, dict.fromkeys(own, today))

        return self._save(supervision, "signed", write)

    @allowed(*LEADS)
    def open_again(self, supervision: int, reason: str) -> Done:
        """Take both signatures back so that it can be changed; the reason is kept in its history."""
        why = reason.strip()
        if sum(map(str.isalpha, why)) < LETTERS:
            raise NotSaved({"reason": NO_REASON})

        def write(saving: Saving, record: Values, _me: int | None) -> None:
            if not any(record[name] for name in SIGNATURES):
                raise CannotRun(NOT_SIGNED)
            saving.alter(Supervision, record, dict.fromkeys(SIGNATURES), reason=why)

        return self._save(supervision, "opened again", write)

    def _save(self, supervision: int, did: str, write: Callable[[Saving, Values, int | None], None]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            there = select(SUPERVISIONS.c.id).where(live(SUPERVISIONS), SUPERVISIONS.c.id == supervision)
            if connection.scalar(there) is None:
                raise CannotRun(GONE)
            record = record_at(connection, Supervision, supervision)
            name = connection.scalar(select(PEOPLE.c.name).where(PEOPLE.c.id == record["staff_id"]))
            title = TITLES.get(record["kind"]) or sentence_case(record["kind"])
            saving = Saving(space, connection, f"{title} of {name}, {shown_day(record['on_date'])}: {did}")
            write(saving, record, my_staff(connection, space))
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)


def _goals_before(connection: Connection, staff: int, kind: str) -> str | None:
    """The goals that were set the last time."""
    own = SUPERVISIONS.c
    found: str | None = connection.scalar(
        select(own.goals)
        .where(live(SUPERVISIONS), own.staff_id == staff, own.kind == kind)
        .order_by(own.on_date.desc(), own.id.desc())
        .limit(1)
    )
    return found


# ---- reading --------------------------------------------------------------------------------------


def _people(connection: Connection, space: Workspace, me: int | None) -> Iterator[SupervisedPerson]:
    own, today = PEOPLE.c, space.today()
    log = _log(connection, space, me)
    rows = connection.execute(
        select(PEOPLE, as_number(is_specialist(own.id, LAST, posts())).label("is_specialist"))
        .where(live(PEOPLE), open_on(literal(today), own.started_on, own.left_on))
        .order_by(own.name, own.id),
        {"last": today},
    )
    for row in rows:
        dues = tuple(_dues(row, log[row.id], today))
        yield SupervisedPerson(
            row.id, row.name, row.role, row.started_on, row.manager_id, dues, tuple(log[row.id])
        )


def _dues(person: Any, log: list[SupervisionLine], today: date) -> Iterator[SupervisionDue]:
    for what in MONTHS:
        if person.is_specialist or what == APPRAISAL:
            last = next((one.on for one in log if one.kind == what and one.on <= today), None)
            due = next_due(what, person.started_on, last)
            yield SupervisionDue(what, last, Due(due, today, never=last is None))
    if person.probation_on and not person.probation_passed_on:
        yield SupervisionDue(PROBATION, None, Due(person.probation_on, today))
    induction = induction_due(person.started_on)
    if person.is_specialist and not person.induction_on and today - induction <= TOLD_LATE:
        yield SupervisionDue(INDUCTION, None, Due(induction, today))


def _log(connection: Connection, space: Workspace, me: int | None) -> Mapping[int, list[SupervisionLine]]:
    """Of each member of staff, the newest first; a group's also with those who attended."""
    own = SUPERVISIONS.c
    order = select(own.id).where(live(SUPERVISIONS)).order_by(own.on_date.desc(), own.id.desc())
    ids = connection.scalars(order).all()
    kept = {one["id"]: one for one in records_at(connection, Supervision, ids)}
    names = {row.id: row.name for row in connection.execute(select(PEOPLE.c.id, PEOPLE.c.name))}
    found: dict[int, list[SupervisionLine]] = defaultdict(list)
    for record in map(kept.__getitem__, ids):
        line = _line(record, names, may_read=space.actor.role in LEADS or _is_in(record, me))
        for staff in dict.fromkeys((record["staff_id"], *record["attended_ids"])):
            found[staff].append(line)
    return found


def _is_in(record: Values, me: int | None) -> bool:
    return me is not None and me in (record["staff_id"], record["supervisor_id"])


def _line(record: Values, names: Mapping[int, str], *, may_read: bool) -> SupervisionLine:
    return SupervisionLine(
        record["id"], record["staff_id"], record["kind"], record["on_date"], record["supervisor_id"],
        names.get(record["supervisor_id"], ""), record["next_on"], record["setting"] or "",
        record["how"] or "", record["client_agreed"],
        tuple(names[one] for one in record["attended_ids"] if one in names),
        record["supervisor_signed_on"], record["staff_signed_on"],
        {name: record[name] or "" for name in TEXTS} if may_read else None,
    )  # fmt: skip
