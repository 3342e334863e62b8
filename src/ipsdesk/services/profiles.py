"""A person's vocational profile in its versions, and the goals they set themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.models import Goal, VocationalProfile
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.editing_form import Plain
from ipsdesk.services.profiles_goals import GoalLine, read_goals
from ipsdesk.services.profiles_reading import (
    HEADINGS,
    EndedJob,
    Heading,
    ProfileVersion,
    SessionLine,
    jobs_to_learn_from,
    read_versions,
)
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, record_at

__all__ = [
    "Compared",
    "Difference",
    "EndedJob",
    "GoalLine",
    "Heading",
    "ProfilePage",
    "ProfileVersion",
    "Profiles",
    "SessionLine",
]


class Difference(StrEnum):
    """What became of a heading from one version to another."""

    NEW = "new"
    CHANGED = "changed"
    TAKEN_OUT = "taken out"
    SAME = "the same"
    EMPTY = "empty in both"


@dataclass(frozen=True, slots=True)
class Compared:
    """One heading in two versions; ``is_restricted``: not shown unless asked for."""

    title: str
    difference: Difference
    before: str
    after: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """Versions newest first, goals as they were set, and jobs that ended since the newest version."""

    today: date
    versions: tuple[ProfileVersion, ...]
    goals: tuple[GoalLine, ...]
    ended: tuple[EndedJob, ...]


class Profiles(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> ProfilePage:
        """All that is shown of a person's profile and goals."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            versions, today = read_versions(connection, client), self.workspace.today()
            ended = jobs_to_learn_from(connection, client, versions, today)
            return ProfilePage(today, versions, read_goals(connection, client), ended)

    @allowed(*EVERYONE)
    def versions(self, client: int) -> tuple[ProfileVersion, ...]:
        """The versions of a person's profile, newest first."""
        with self.workspace.transactions.read() as connection:
            refuse_without_reason(connection, self.workspace, client)
            return read_versions(connection, client)

    @allowed(*EVERYONE)
    def compare(self, first: int, second: int) -> tuple[Compared, ...]:
        """Two versions of one person's profile, heading by heading."""
        with self.workspace.transactions.read() as connection:
            names, kind = Names(connection), VocationalProfile.family.kind
            rows = [names.row((kind, version)) for version in (first, second)]
            if any(not row or row["removed_at"] for row in rows):
                raise CannotRun("One of the two versions has been removed. Nothing was changed.")
            if rows[0]["client_id"] != rows[1]["client_id"]:
                raise CannotRun("These are the profiles of two people. Nothing was changed.")
            refuse_without_reason(connection, self.workspace, rows[0]["client_id"])
            records = [record_at(connection, VocationalProfile, version) for version in (first, second)]
        return tuple(
            compared((title, restricted), *(record[name] or "" for record in records))
            for name, title, restricted in HEADINGS
        )

    @allowed(*STAFF)
    def new_version(self, client: int, after_activity: int | None = None) -> Mapping[str, Plain]:
        """What the form of a new version begins with: the text of the newest, today's date, who writes it.

        Nothing is written: the version is there once its form is saved.
        """
        space = self.workspace
        with space.transactions.read() as connection:
            refuse_without_reason(connection, space, client)
            me = who_am_i(connection, space.actor.account, space.actor.name)
            versions = read_versions(connection, client)
        begun: dict[str, Plain] = {"client_id": str(client), "on_date": space.today()}
        begun |= {"author_id": str(me[0])} if me else {}
        begun |= {"after_activity_id": str(after_activity)} if after_activity else {}
        texts = {one.name: one.text for one in versions[0].headings if one.text} if versions else {}
        return begun | texts

    @allowed(*STAFF)
    def reach_goal(self, goal: int, on: date) -> Done:
        """The person has reached a goal."""
        return self._end_goal(goal, "reached_on", "Reached", on)

    @allowed(*STAFF)
    def give_up_goal(self, goal: int, on: date) -> Done:
        """The person has given a goal up."""
        return self._end_goal(goal, "given_up_on", "Given up", on)

    def _end_goal(self, goal: int, name: str, did: str, on: date) -> Done:
        with self.workspace.transactions.begin() as connection:
            saving = self._ending(connection, goal, name, did, on)
        kinds = frozenset(saving.kinds)
        self.workspace.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)

    def _ending(self, connection: Connection, goal: int, name: str, did: str, on: date) -> Saving:
        names, key = Names(connection), (Goal.family.kind, goal)
        if not (row := names.row(key)) or row["removed_at"]:
            raise CannotRun("This goal has been removed. Nothing was changed.")
        refuse_without_reason(connection, self.workspace, row["client_id"])
        record = record_at(connection, Goal, goal)
        for ended, words in (("reached_on", "reached"), ("given_up_on", "given up")):
            if record[ended] is not None:
                raise CannotRun(
                    f"This goal was {words} on {shown_day(record[ended])} already. Nothing was changed."
                )
        if on > self.workspace.today():
            raise NotSaved({"on": f"{did} {shown_day(on)} is in the future"})
        if on < record["set_on"]:
            raise NotSaved(
                {"on": f"{did} {shown_day(on)} is before the goal was set, {shown_day(record['set_on'])}"}
            )
        saving = Saving(self.workspace, connection, f"{did}: {names.record(key)}")
        saving.alter(Goal, record, {name: on})
        return saving


def compared(heading: tuple[str, bool], before: str, after: str) -> Compared:
    """What became of one heading (its title, and whether it is restricted) from one version to another."""
    title, restricted = heading
    if before == after:
        difference = Difference.SAME if before else Difference.EMPTY
    elif before and after:
        difference = Difference.CHANGED
    else:
        difference = Difference.NEW if after else Difference.TAKEN_OUT
    return Compared(title, difference, before, after, restricted)
