"""One step of a referral, taken as one saved change: what is refused, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, literal, select

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures.terms import CC, C, live, within
from ipsdesk.models import Client, Episode, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.editing import SavedRecord, words_of_new
from ipsdesk.services.editing_checks import problems_of_unit
from ipsdesk.services.editing_dated import DatedFact
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.pathway_standing import Standing, Step, read_standing, standing_of
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import Saving, Values, record_at

NOTHING_CHANGED = "Nothing was changed."
GONE = f"This referral has been removed. {NOTHING_CHANGED} Tools, Removed records can bring it back."
DONE = {
    Step.ACCEPT: "Accepted",
    Step.DECLINE: "Declined",
    Step.START: "Started",
    Step.HAND_OVER: "Handed over",
    Step.PAUSE: "Paused",
    Step.RESUME: "Resumed",
    Step.CLOSE: "Closed",
}


@dataclass(frozen=True, slots=True)
class Stepping:
    """A step of one referral, within a transaction."""

    workspace: Workspace
    connection: Connection
    step: Step
    record: Values
    standing: Standing
    saving: Saving

    @classmethod
    def begin(
        cls,
        workspace: Workspace,
        connection: Connection,
        step: Step,
        episode: int,
        saving: Saving | None = None,
    ) -> Stepping:
        """``saving`` is the change the step is part of, where it is more than this step.

        Raises ``CannotRun`` where it can't be taken, ``ReasonNeeded`` for a restricted record.
        """
        names, key = Names(connection), (Episode.family.kind, episode)
        if not (row := names.row(key)) or row["removed_at"]:
            raise CannotRun(GONE)
        refuse_without_reason(connection, workspace, row["client_id"])
        record = record_at(connection, Episode, episode)
        standing = standing_of(connection, record, workspace.today())
        if why_not := standing.why_not(step):
            raise CannotRun(f"{why_not} {NOTHING_CHANGED}")
        saving = saving or Saving(workspace, connection, f"{step} {names.record(key)}")
        return cls(workspace, connection, step, record, standing, saving)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Raise ``NotSaved`` where there are any."""
        if found := {key: words for key, words in problems.items() if words}:
            raise NotSaved(found)

    def day_problem(self, label: str, on: date, *, ahead: bool = False) -> str:
        """What is wrong with the day of the step: before what it follows, or (unless ``ahead``) to come."""
        if not ahead and on > self.workspace.today():
            return f"{label} {shown_day(on)} is in the future"
        for before, day in (
            ("it was paused", self.standing.paused_since),
            ("support started", self.standing.started_on),
            ("it was accepted", self.standing.accepted_on),
            ("the referral was received", self.standing.received_on),
        ):
            if day is not None and on < day:
                return f"{label} {shown_day(on)} is before the day {before}, {shown_day(day)}"
        return ""

    def write(self, values: Mapping[str, Any]) -> None:
        """Other values in the referral."""
        self.saving.alter(Episode, self.record, values)

    def write_dated(self, fact: str, value: Any, since: date) -> None:
        """A fact of the referral from a day on."""
        DatedFact(Episode, self.record, fact).write(self.saving, value, since)

    def end(self) -> SavedRecord:
        """What was done, once it contradicts no other record."""
        return saved(self.connection, self.saving, DONE[self.step], self.record["id"])

    def staff_problem(self, staff: int, on: date) -> str:
        """What is wrong with naming a member of staff from a day on."""
        found = Names(self.connection).row(("staff", staff))
        if not found or found["removed_at"]:
            return "The member of staff has been removed; choose again"
        if staff == self.standing.specialist_id:
            return f"{self.standing.specialist} is the named specialist already"
        return post_problem(record_at(self.connection, Staff, staff), on)


def post_problem(who: Values, on: date) -> str:
    """What keeps a member of staff from being named from a day on: gone by then, or yet to begin."""
    if who["left_on"] is not None and who["left_on"] < on:
        return f"{who['name']} left on {shown_day(who['left_on'])}"
    if who["started_on"] is not None and who["started_on"] > on:
        return f"{who['name']} begins on {shown_day(who['started_on'])}"
    return ""


def new_referral(
    workspace: Workspace, connection: Connection, step: Step, client: int, values: Mapping[str, Any]
) -> SavedRecord:
    """A person's first or next referral; raises ``CannotRun`` while one is under way, ``NotSaved``."""
    refuse_without_reason(connection, workspace, client)
    names = Names(connection)
    if not (row := names.row((Client.family.kind, client))) or row["removed_at"]:
        raise CannotRun(f"This person is not in the unit's records any more. {NOTHING_CHANGED}")
    if why_not := read_standing(connection, client, workspace.today()).why_not(step):
        raise CannotRun(f"{why_not} {NOTHING_CHANGED}")
    for key, label in (("received_on", "Received"), ("information_given_on", "Written information given")):
        day = values.get(key)
        if day is not None and day > workspace.today():
            raise NotSaved({key: f"{label} {shown_day(day)} is in the future"})
    usual = {name: declared.default for name, declared in Episode.fields()}
    kept = {**usual, "reference": next_reference(connection, Episode), "client_id": client, **values}
    saving = Saving(workspace, connection, words_of_new(names, Episode, kept))
    return saved(connection, saving, "Added", saving.add(Episode, kept))


def saved(connection: Connection, saving: Saving, did: str, episode: int) -> SavedRecord:
    """What was done; raises ``NotSaved`` where the referral contradicts another record now."""
    if problems := problems_of_unit(connection, Episode, episode):
        raise NotSaved(problems)
    record = Names(connection).record((Episode.family.kind, episode))
    version = record_at(connection, Episode, episode)["version"]
    return SavedRecord(episode, version, Done(f"{did}: {record}", saving.at, frozenset(saving.kinds)))


def outreach_attempts(connection: Connection, client: int, since: date, until: date) -> int:
    """How many attempts to reach the person are documented from a day to another."""
    attempts = (
        select(func.count())
        .select_from(CC)
        .join(C, C.c.id == CC.c.contact_id)
        .where(
            CC.c.client_id == client,
            live(C),
            C.c.outreach.is_(True),
            within(C.c.on_date, literal(since), literal(until)),
        )
    )
    return int(connection.scalar(attempts) or 0)
