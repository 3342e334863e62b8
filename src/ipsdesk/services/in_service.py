"""A job in our own service as one story: from unpaid experience to paid work, safely and fairly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import A, live
from ipsdesk.models import Safeguard
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.in_service_reading import (
    InServiceStep,
    InServiceStory,
    InServiceWork,
    PayBeside,
    SafeguardLine,
    read_stories,
)
from ipsdesk.services.in_service_safeguards import BY_NAME
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import EVERYONE, STAFF, Service, allowed
from ipsdesk.services.saving import Saving, record_at, table_of

__all__ = ["InService", "InServiceStep", "InServiceStory", "InServiceWork", "PayBeside", "SafeguardLine"]

SAFEGUARDS = table_of(Safeguard)
GONE = "This job has been removed. Nothing was changed."


@dataclass(frozen=True, slots=True)
class InServicePage:
    """A story for each employer that is our own service; whether the person's own record is restricted."""

    today: date
    stories: tuple[InServiceStory, ...]
    is_restricted: bool


class InService(Service):
    """Raises ``ReasonNeeded`` for a restricted record, ``CannotRun`` for what was removed."""

    @allowed(*EVERYONE)
    def page(self, client: int) -> InServicePage:
        """All that is shown of a person's work in our own service."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            access = refuse_without_reason(connection, self.workspace, client)
            stories = read_stories(connection, client, today, access.asked)
            return InServicePage(today, stories, client in access.restricted)

    @allowed(*STAFF)
    def mark(self, activity: int, safeguard: str) -> Done:
        """A safeguard of a job is done today, by whoever is at the desk; one that was done is so no more."""
        space = self.workspace
        if safeguard not in BY_NAME:
            raise ValueError(f"{safeguard} is no safeguard")
        with space.transactions.begin() as connection:
            client = connection.scalar(select(A.c.client_id).where(live(A), A.c.id == activity))
            if client is None:
                raise CannotRun(GONE)
            refuse_without_reason(connection, space, client)
            saving = self._mark(connection, client, activity, safeguard)
        kinds = frozenset(saving.kinds)
        space.changes.announce(kinds)
        return Done(saving.words, saving.at, kinds)

    def _mark(self, connection: Connection, client: int, activity: int, safeguard: str) -> Saving:
        space = self.workspace
        found = connection.scalar(
            select(SAFEGUARDS.c.id).where(
                live(SAFEGUARDS), SAFEGUARDS.c.activity_id == activity, SAFEGUARDS.c.safeguard == safeguard
            )
        )
        record = record_at(connection, Safeguard, found) if found is not None else None
        done_on = None if record is not None and record["done_on"] else space.today()
        did = f"done on {shown_day(done_on)}" if done_on else "not done"
        me = who_am_i(connection, space.actor.account, space.actor.name)
        values = {"done_on": done_on, "staff_id": me[0] if me and done_on else None}
        name = Names(connection).person(("client", client))[1]
        saving = Saving(space, connection, f"safeguard for {name}, {safeguard}: {did}")
        if record is None:
            saving.add(Safeguard, {"activity_id": activity, "safeguard": safeguard, **values})
        else:
            saving.alter(Safeguard, record, values)
        return saving
