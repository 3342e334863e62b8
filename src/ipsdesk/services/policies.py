"""Policies of the service and the documents kept with them: versions, when they were checked, what is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import Policy, Staff
from ipsdesk.rules.codes import POLICY_TOPICS
from ipsdesk.rules.periods import add_months
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed
from ipsdesk.services.saving import Saving, record_at, table_of
from ipsdesk.services.team_due import YEAR, Due, checked_due
from ipsdesk.services.unit_documents import DocumentLine, document_lines

KIND = Policy.family.kind
WRITTEN_BY = (Role.LEAD, Role.MANAGER)
POLICIES, STAFF = table_of(Policy), table_of(Staff)
SIX: Mapping[str, str] = {
    "equal opportunities": "Equal opportunities for people who use the service and staff",
    "health and safety": "Health and safety",
    "confidentiality": "Confidentiality",
    "involvement": "Involvement of people who use the service in planning and delivery",
    "rights": "Rights of people who use the service",
    "staff induction": "Induction of staff",
}
"""What a service keeps at least, by topic."""
ALL_THERE = "There is a policy on each of the six topics already. Nothing was changed."
GONE = "This policy has been removed. Nothing was changed. Tools, Removed records can bring it back."
ENDED = "This policy ended on {day}. Nothing was changed. Take the day away in its form to use it again."


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy, when it was agreed and checked, and when it is to be checked again."""

    id: int
    title: str
    topic: str
    version: str
    agreed_on: date | None
    checked_on: date | None
    owner: str
    ended_on: date | None
    note: str
    due: Due
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """Every policy, those overdue first; every document; topics of the six that have none."""

    today: date
    policies: tuple[PolicyLine, ...]
    documents: tuple[DocumentLine, ...]
    lacking: tuple[str, ...]

    @property
    def overdue(self) -> int:
        """How many policies are to be checked by now."""
        return sum(one.due.is_over or one.due.never for one in self.policies)


class Policies(Service):
    """The policies of the service."""

    @allowed(*EVERYONE)
    def page(self) -> PolicyPage:
        """All of them, and the documents of the unit."""
        with self.workspace.transactions.read() as connection:
            today = self.workspace.today()
            documents = document_lines(connection, today)
            policies = _policies(connection, today, documents)
            return PolicyPage(today, tuple(policies), tuple(documents), tuple(_lacking(connection)))

    @allowed(*WRITTEN_BY)
    def begin(self) -> Done:
        """Add a policy for each of the six topics that has none, to be checked; raises ``CannotRun``."""
        space = self.workspace
        with space.transactions.begin() as connection:
            lacking = _lacking(connection)
            if not lacking:
                raise CannotRun(ALL_THERE)
            saving = Saving(space, connection, counted(len(lacking), "policy").replace("policys", "policies"))
            for topic in lacking:
                named = {"title": SIX[topic], "topic": topic, "reference": next_reference(connection, Policy)}
                saving.add(Policy, blank(Policy) | named)
        return self._done("Added", saving)

    @allowed(*WRITTEN_BY)
    def checked(self, policy: int) -> Done:
        """It was looked at today and holds; again in a year. Raises ``CannotRun``."""
        space = self.workspace
        with space.transactions.begin() as connection:
            names, today = Names(connection), space.today()
            if not (row := names.row((KIND, policy))) or row["removed_at"]:
                raise CannotRun(GONE)
            record = record_at(connection, Policy, policy)
            if record["ended_on"] is not None and record["ended_on"] < today:
                raise CannotRun(ENDED.format(day=shown_day(record["ended_on"])))
            again = add_months(today, YEAR)
            saving = Saving(space, connection, f"{names.record((KIND, policy))}: checked today")
            saving.alter(Policy, record, {"checked_on": today, "review_on": again})
        done = self._done("Saved", saving)
        return Done(f"{done.words}, again by {shown_day(again)}", done.at, done.kinds)

    def _done(self, did: str, saving: Saving) -> Done:
        kinds = frozenset({KIND})
        self.workspace.changes.announce(kinds)
        return Done(f"{did}: {saving.words}", saving.at, kinds)


def _policies(connection: Connection, today: date, documents: list[DocumentLine]) -> list[PolicyLine]:
    own = POLICIES.c
    rows = connection.execute(
        select(POLICIES, STAFF.c.name.label("owner"))
        .outerjoin(STAFF, STAFF.c.id == own.owner_id)
        .where(live(POLICIES))
        .order_by(own.title, own.id)
    )
    found = [_policy(row, today, documents) for row in rows]
    return sorted(found, key=lambda one: (one.ended_on is not None, one.due.day or date.max))


def _policy(row: Any, today: date, documents: list[DocumentLine]) -> PolicyLine:
    last = max(filter(None, (row.agreed_on, row.checked_on)), default=None)
    ended = row.ended_on is not None and row.ended_on <= today
    due = Due(None, today) if ended else checked_due(row.review_on, last, today)
    return PolicyLine(
        row.id, row.title, row.topic or "", row.edition or "", row.agreed_on, row.checked_on, row.owner or "",
        row.ended_on, row.note or "", due, tuple(one for one in documents if one.policy == row.id),
    )  # fmt: skip


def _lacking(connection: Connection) -> list[str]:
    there = set(
        connection.scalars(select(POLICIES.c.topic).where(live(POLICIES), POLICIES.c.ended_on.is_(None)))
    )
    return [topic for topic in POLICY_TOPICS if topic in SIX and topic not in there]
