"""The action plan of a fidelity review: moved, done, verified, stopped, and what it would lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import FidelityAction, FidelityNote, Staff
from ipsdesk.rules.codes import FIDELITY_ACTION_STATUSES
from ipsdesk.rules.ips25 import Standing, standing
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.fidelity_sheet import live_review, scores_of
from ipsdesk.services.records import Done
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, Values, record_at

ACTIONS, NOTES, STAFF = FidelityAction.__table__, FidelityNote.__table__, Staff.__table__
NOT_STARTED, IN_PROGRESS, AWAITING, EVIDENCED, STOPPED = FIDELITY_ACTION_STATUSES
OPEN = (NOT_STARTED, IN_PROGRESS)
PLANNING = (Role.LEAD, Role.MANAGER)
GONE = "This action has been removed. Nothing was changed."
OVER = "This action is {status} already. Nothing was changed."
NO_REASON = "Say why. Nothing was changed."
BEFORE_REVIEW = "An action is not due before its review, {day}. Nothing was changed."
AHEAD = "{day} lies ahead. Nothing was changed."
BEFORE_START = "The action started later, on {day}. Nothing was changed."
NOT_DONE = "This action is not done yet, so there is nothing to verify. Nothing was changed."
OWN = "An action is verified by somebody other than its owner. Nothing was changed."
NOBODY = (
    "Your account is not linked to a member of staff, so it can’t be said who verified this. Nothing was"
    " changed. A manager can link it in Tools, Accounts."
)
BEFORE_DONE = "It was done later, on {day}. Nothing was changed."
NO_NOTE = "Write the note first. Nothing was changed."


@dataclass(frozen=True, slots=True)
class PlanNote:
    """What was said of an action's item on a day."""

    on: date
    words: str
    staff: str


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action of the plan: ``due`` is the day that holds, the revised one where there is one."""

    id: int
    item: int
    action: str
    current_score: int | None
    target_score: int | None
    owner: str
    owner_id: int | None
    start_on: date | None
    due_on: date
    revised_due_on: date | None
    revised_reason: str
    due: date
    status: str
    is_open: bool
    is_overdue: bool
    measured_by: str
    priority: str
    done_on: date | None
    evidence: str
    evidence_on: date | None
    verified_by: str
    verified_on: date | None
    stopped_reason: str
    notes: tuple[PlanNote, ...]


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the plan would lead to if each item with an action that is not stopped reached its target."""

    now: Standing
    then: Standing
    words: str


class FidelityPlan(Service):
    """Each verb is one saved change; it raises ``CannotRun`` for an action that was removed or is over."""

    @allowed(*EVERYONE)
    def actions(self, review: int) -> tuple[PlanAction, ...]:
        """The actions of a review, what is due first first; those that are over last."""
        with self.workspace.transactions.read() as connection:
            live_review(connection, review)
            return read_actions(connection, review, self.workspace.today())

    @allowed(*EVERYONE)
    def predicted(self, review: int) -> Predicted:
        """What the targets of the plan would lead to."""
        with self.workspace.transactions.read() as connection:
            record = live_review(connection, review)
            actions = read_actions(connection, review, self.workspace.today())
            return predict(scores_of(record), actions)

    @allowed(*PLANNING)
    def revise(self, action: int, due_on: date, reason: str) -> Done:
        """Another due day, with the reason; the first one stays beside it."""
        words = _asked(reason)

        def write(saving: Saving, record: Values) -> str:
            _refuse_over(record)
            review = live_review(saving.connection, record["review_id"])
            if due_on < review["on_date"]:
                raise CannotRun(BEFORE_REVIEW.format(day=shown_day(review["on_date"])))
            values = {"revised_due_on": due_on, "revised_reason": words}
            saving.alter(FidelityAction, record, values, reason=words)
            return f"due {shown_day(due_on)}"

        return self._save(action, write)

    @allowed(*PLANNING)
    def done(self, action: int, on: date, evidence: str = "") -> Done:
        """It was done that day; what shows it may follow later."""
        self._refuse_ahead(on)

        def write(saving: Saving, record: Values) -> str:
            if record["status"] in (EVIDENCED, STOPPED):
                raise CannotRun(OVER.format(status=record["status"]))
            if record["start_on"] and on < record["start_on"]:
                raise CannotRun(BEFORE_START.format(day=shown_day(record["start_on"])))
            values: dict[str, Any] = {"done_on": on, "status": AWAITING}
            if evidence.strip():
                seen = {"evidence": evidence.strip(), "evidence_on": self.workspace.today()}
                values |= {"status": EVIDENCED, **seen}
            saving.alter(FidelityAction, record, values)
            return f"{values['status']}, {shown_day(on)}"

        return self._save(action, write)

    @allowed(*PLANNING)
    def verify(self, action: int, on: date) -> Done:
        """Whoever is at the desk has seen that it was done; raises ``CannotRun`` for its owner."""
        self._refuse_ahead(on)

        def write(saving: Saving, record: Values) -> str:
            if record["done_on"] is None:
                raise CannotRun(NOT_DONE)
            if on < record["done_on"]:
                raise CannotRun(BEFORE_DONE.format(day=shown_day(record["done_on"])))
            me, name = self._me(saving.connection)
            if _owns(record, me, name):
                raise CannotRun(OWN)
            values = {"verified_by_id": me, "verified_on": on, "status": EVIDENCED}
            saving.alter(FidelityAction, record, values)
            return f"verified by {name}, {shown_day(on)}"

        return self._save(action, write)

    @allowed(*PLANNING)
    def stop(self, action: int, reason: str) -> Done:
        """It is not done after all, with the reason."""
        words = _asked(reason)

        def write(saving: Saving, record: Values) -> str:
            _refuse_over(record)
            saving.alter(FidelityAction, record, {"status": STOPPED, "stopped_reason": words}, reason=words)
            return f"stopped: {words}"

        return self._save(action, write)

    @allowed(*PLANNING)
    def note(self, action: int, on: date, words: str) -> Done:
        """What there is to say of it on a day; notes are added, never changed here."""
        self._refuse_ahead(on)
        if not words.strip():
            raise CannotRun(NO_NOTE)

        def write(saving: Saving, record: Values) -> str:
            me = who_am_i(saving.connection, self.workspace.actor.account, self.workspace.actor.name)
            of_item = {"review_id": record["review_id"], "item": record["item"]}
            staff = me[0] if me else None
            saving.add(FidelityNote, {**of_item, "on_date": on, "note": words.strip(), "staff_id": staff})
            return f"note of {shown_day(on)}"

        return self._save(action, write)

    def _refuse_ahead(self, on: date) -> None:
        if on > self.workspace.today():
            raise CannotRun(AHEAD.format(day=shown_day(on)))

    def _me(self, connection: Connection) -> tuple[int, str]:
        me = who_am_i(connection, self.workspace.actor.account, self.workspace.actor.name)
        if me is None:
            raise CannotRun(NOBODY)
        return me

    def _save(self, action: int, write: Callable[[Saving, Values], str]) -> Done:
        space = self.workspace
        with space.transactions.begin() as connection:
            there = select(ACTIONS.c.id).where(live(ACTIONS), ACTIONS.c.id == action)
            if connection.scalar(there) is None:
                raise CannotRun(GONE)
            record = record_at(connection, FidelityAction, action)
            saving = Saving(space, connection, f"fidelity action on item {record['item']}")
            said = write(saving, record)
        kinds = frozenset(saving.kinds)
        if kinds:
            space.changes.announce(kinds)
        return Done(f"{saving.words}: {said}", saving.at, kinds)


def _asked(reason: str) -> str:
    if not reason.strip():
        raise CannotRun(NO_REASON)
    return reason.strip()


def _refuse_over(record: Values) -> None:
    status = effective_status(record)
    if status not in OPEN:
        raise CannotRun(OVER.format(status=status))


def _owns(record: Values, me: int, name: str) -> bool:
    """The owner by the link to our staff, or where there is none by the name."""
    if record["owner_id"] is not None:
        return bool(record["owner_id"] == me)
    return _plain(record["owner"]) == _plain(name)


def _plain(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()


def effective_status(record: Mapping[str, Any]) -> str:
    """The status; one with a day on which it was done is done, however it came into the unit."""
    status = record["status"] or NOT_STARTED
    return AWAITING if status in OPEN and record["done_on"] is not None else str(status)


# ---- reading ----------------------------------------------------------------------------------------


def read_actions(connection: Connection, review: int, today: date) -> tuple[PlanAction, ...]:
    """The actions of a review with their notes: open ones by due day, then those that are over."""
    owner, verifier = STAFF.alias("owners"), STAFF.alias("verifiers")
    rows = connection.execute(
        select(ACTIONS, owner.c.name.label("owner_name"), verifier.c.name.label("verifier_name"))
        .outerjoin(owner, owner.c.id == ACTIONS.c.owner_id)
        .outerjoin(verifier, verifier.c.id == ACTIONS.c.verified_by_id)
        .where(live(ACTIONS), ACTIONS.c.review_id == review)
    )
    notes = _notes(connection, review)
    found = [_action(dict(row._mapping), notes[row.item], today) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.is_open, one.due, one.item, one.id)))


def _notes(connection: Connection, review: int) -> dict[int, list[PlanNote]]:
    rows = connection.execute(
        select(NOTES, STAFF.c.name)
        .outerjoin(STAFF, STAFF.c.id == NOTES.c.staff_id)
        .where(live(NOTES), NOTES.c.review_id == review)
        .order_by(NOTES.c.on_date.desc(), NOTES.c.id.desc())
    )
    found: dict[int, list[PlanNote]] = defaultdict(list)
    for row in rows:
        found[row.item].append(PlanNote(row.on_date, row.note, row.name or ""))
    return found


def _action(row: Mapping[str, Any], notes: Sequence[PlanNote], today: date) -> PlanAction:
    status = effective_status(row)
    due, is_open = row["revised_due_on"] or row["due_on"], status in OPEN
    return PlanAction(
        id=row["id"],
        item=row["item"],
        action=row["action"],
        current_score=row["current_score"],
        target_score=row["target_score"],
        owner=row["owner_name"] or row["owner"] or "",
        owner_id=row["owner_id"],
        start_on=row["start_on"],
        due_on=row["due_on"],
        revised_due_on=row["revised_due_on"],
        revised_reason=row["revised_reason"] or "",
        due=due,
        status=status,
        is_open=is_open,
        is_overdue=is_open and due < today,
        measured_by=row["measured_by"] or "",
        priority=row["priority"] or "",
        done_on=row["done_on"],
        evidence=row["evidence"] or "",
        evidence_on=row["evidence_on"],
        verified_by=row["verifier_name"] or "",
        verified_on=row["verified_on"],
        stopped_reason=row["stopped_reason"] or "",
        notes=tuple(notes),
    )


def predict(scores: Mapping[int, int], actions: Sequence[PlanAction]) -> Predicted:
    """The standing if every item with an action not stopped reached the highest of its targets."""
    then = dict(scores)
    for action in actions:
        if action.target_score is not None and action.status != STOPPED:
            then[action.item] = max(then.get(action.item, 0), action.target_score)
    after = standing(then)
    return Predicted(standing(scores), after, f"If each target is reached: {after.words}.")
