"""One change of a job or step, within a transaction: what is refused, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures.terms import live
from ipsdesk.models import Activity, Milestone, Record
from ipsdesk.rules.milestones import confirmed_together, milestones_of
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.editing_checks import problems_of_record, problems_of_unit
from ipsdesk.services.editing_dated import DatedFact, present_values
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import Saving, Values, record_at

NOTHING_CHANGED = "Nothing was changed."
TERMS = ("weekly_hours", "agreed_seconds", "hourly_pay", "contract")
"""What changes from a day on by the verb of that name; the kind of permitted work has its own."""
MILESTONES = Milestone.__table__


@dataclass(frozen=True, slots=True)
class AtWork:
    """A record of somebody's work that is there and may be opened."""

    workspace: Workspace
    connection: Connection
    model: type[Record]
    record: Values
    words: str

    @classmethod
    def at(
        cls, workspace: Workspace, connection: Connection, id_: int, model: type[Record] = Activity
    ) -> AtWork:
        """Raises ``CannotRun`` for a record that was removed, ``ReasonNeeded`` for a restricted one."""
        names, key = Names(connection), (model.family.kind, id_)
        for client in names.people(key):
            refuse_without_reason(connection, workspace, client)
        if not (row := names.row(key)) or row["removed_at"]:
            raise CannotRun(f"This {model.family.noun} has been removed. {NOTHING_CHANGED}")
        return cls(workspace, connection, model, record_at(connection, model, id_), names.record(key))

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Raise ``NotSaved`` where there are any."""
        if found := {key: words for key, words in problems.items() if words}:
            raise NotSaved(found)

    def saving(self, did: str) -> Saving:
        """A change of it, in words."""
        return Saving(self.workspace, self.connection, f"{did}: {self.words}")

    def outside(self, label: str, on: date) -> str:
        """What is wrong with a day on which the job is said to have gone on."""
        begun, ended = self.record["started_on"], self.record["ended_on"]
        if on < begun:
            return f"{label} {shown_day(on)} is before it began, {shown_day(begun)}"
        if ended is not None and on > ended:
            return f"{label} {shown_day(on)} is after it ended, {shown_day(ended)}"
        return ""

    def ahead(self, label: str, on: date | None) -> str:
        """What is wrong with a day of something that has happened."""
        if on is None or on <= self.workspace.today():
            return ""
        return f"{label} {shown_day(on)} is in the future"


def write_terms(at: AtWork, from_on: date, terms: Mapping[str, Any]) -> Saving:
    """Hours, pay or contract from a day on; those that are as they were are left alone."""
    at.refuse({"from_on": at.outside("From", from_on)})
    held = dict(at.record) | present_values(at.connection, Activity, at.record["id"], from_on)
    differing = {name: terms[name] for name in TERMS if name in terms and terms[name] != held[name]}
    if not differing:
        raise NotSaved({"": f"On {shown_day(from_on)} it was so already: nothing is different"})
    saving = at.saving(f"From {shown_day(from_on)}")
    for name, value in differing.items():
        record = record_at(at.connection, Activity, at.record["id"])
        DatedFact(Activity, record, name).write(saving, value, from_on)
    return saving


def write_four_hours(at: AtWork, on: date) -> Saving:
    """The day on which the fourth hour of paid work was done."""
    problem = at.outside("Four hours worked on", on) or at.ahead("Four hours worked on", on)
    at.refuse({"on": problem})
    saving = at.saving("Four hours worked")
    saving.alter(Activity, at.record, {"four_hours_on": on})
    return saving


def write_end(at: AtWork, values: Mapping[str, Any]) -> Saving:
    """The job or step ends; raises ``CannotRun`` where it has ended already."""
    if at.record["ended_on"] is not None:
        day = shown_day(at.record["ended_on"])
        raise CannotRun(f"It ended on {day} already. {NOTHING_CHANGED} Its form can change the day.")
    heard = "heard_of_end_on"
    at.refuse({heard: at.ahead("Heard of the end", values.get(heard))})
    record = {**at.record, **values}
    at.refuse(problems_of_record(at.connection, Activity, at.record["id"], record, at.workspace.today()))
    saving = at.saving("Ended")
    saving.alter(Activity, at.record, values)
    at.refuse({"ended_on": "; ".join(problems_of_unit(at.connection, Activity, at.record["id"]).values())})
    return saving


def write_milestone(at: AtWork, milestone: str, said: Mapping[str, Any]) -> Saving:
    """Somebody's word on a milestone; 13 weeks and 3 months are confirmed as one.

    Raises ``CannotRun`` where it lies ahead, where the job had ended, or where it is confirmed already.
    """
    today, ended = at.workspace.today(), at.record["ended_on"]
    days = milestones_of(at.record["started_on"])
    if days[milestone] > today:
        raise CannotRun(
            f"{milestone} is on {shown_day(days[milestone])}, which lies ahead. {NOTHING_CHANGED}"
        )
    if ended is not None and ended < days[milestone] and said.get("still_in_work"):
        raise CannotRun(f"The job ended on {shown_day(ended)}, before {milestone}. {NOTHING_CHANGED}")
    known = select(MILESTONES.c.milestone).where(
        live(MILESTONES), MILESTONES.c.activity_id == at.record["id"]
    )
    confirmed = set(at.connection.scalars(known))
    wanted = [one for one in confirmed_together(milestone) if one not in confirmed and days[one] <= today]
    if not wanted:
        raise CannotRun(f"{milestone} is confirmed already. {NOTHING_CHANGED}")
    me = who_am_i(at.connection, at.workspace.actor.account, at.workspace.actor.name)
    given = {"confirmed_on": today, "staff_id": me[0] if me else None, "note": None, **said}
    at.refuse({"confirmed_on": at.ahead("Confirmed on", given["confirmed_on"])})
    saving = at.saving(f"{' and '.join(wanted)} confirmed")
    for one in wanted:
        saving.add(Milestone, {"activity_id": at.record["id"], "milestone": one, **given})
    return saving


def done(saving: Saving) -> Done:
    """What was done."""
    return Done(saving.words, saving.at, frozenset(saving.kinds))
