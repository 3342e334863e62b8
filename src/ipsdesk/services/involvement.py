"""Who took part in planning, running and checking the service, and the plan of the year written together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Client, Improvement, Involvement, Staff
from ipsdesk.models.involvement import improvement_clients
from ipsdesk.rules.periods import financial_year_start
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of
from ipsdesk.services.roles import EVERYONE, Service, allowed

CLIENTS, PARTS, AIMS, STAFF = (
    Client.__table__,
    Involvement.__table__,
    Improvement.__table__,
    Staff.__table__,
)


@dataclass(frozen=True, slots=True)
class PartTaken:
    """One part somebody took: when, in what, by what kind of thing."""

    id: int
    on: date
    name: str
    area: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim of the plan of a year: with whom it was written, whose it is, by when."""

    id: int
    year: int
    aim: str
    action: str
    together: tuple[str, ...]
    owner: str
    due_on: date | None
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PartsTaken:
    """Newest first; ``people`` is how many took part in the financial year so far."""

    parts: tuple[PartTaken, ...]
    people: int


class InvolvementRecords(Service):
    """Parts taken and the improvement plan; people whose record is restricted are not named."""

    @allowed(*EVERYONE)
    def parts(self) -> PartsTaken:
        """Every part that was taken."""
        today = self.workspace.today()
        with self.workspace.transactions.read() as connection:
            withheld = access_of(connection, self.workspace).asked
            rows = connection.execute(
                select(PARTS, CLIENTS.c.name)
                .join(CLIENTS, CLIENTS.c.id == PARTS.c.client_id)
                .where(live(PARTS), live(CLIENTS))
                .order_by(PARTS.c.on_date.desc(), PARTS.c.id.desc())
            ).all()
        since = financial_year_start(today)
        return PartsTaken(
            tuple(
                PartTaken(
                    row.id,
                    row.on_date,
                    RESTRICTED_RECORD if row.client_id in withheld else row.name,
                    row.area,
                    row.kind or "",
                    "" if row.client_id in withheld else row.what or "",
                )
                for row in rows
            ),
            len({row.client_id for row in rows if since <= row.on_date <= today}),
        )

    @allowed(*EVERYONE)
    def improvements(self) -> tuple[Aim, ...]:
        """Every aim, the newest year first, in the order they were written."""
        with self.workspace.transactions.read() as connection:
            withheld = access_of(connection, self.workspace).asked
            together = _together(connection, set(withheld))
            rows = connection.execute(
                select(AIMS, STAFF.c.name)
                .outerjoin(STAFF, STAFF.c.id == AIMS.c.owner_id)
                .where(live(AIMS))
                .order_by(AIMS.c.year.desc(), AIMS.c.id)
            )
            return tuple(
                Aim(
                    row.id, row.year, row.aim, row.action or "", together.get(row.id, ()), row.name or "",
                    row.due_on, row.done_on, row.note or "",
                )
                for row in rows
            )  # fmt: skip


def _together(connection: Connection, hidden: set[int]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = connection.execute(
        select(improvement_clients.c.improvement_id, CLIENTS.c.id, CLIENTS.c.name)
        .join(CLIENTS, CLIENTS.c.id == improvement_clients.c.client_id)
        .where(live(CLIENTS))
        .order_by(improvement_clients.c.improvement_id, improvement_clients.c.position)
    )
    for aim, client, name in rows:
        found[aim] = (*found.get(aim, ()), RESTRICTED_RECORD if client in hidden else name)
    return found
