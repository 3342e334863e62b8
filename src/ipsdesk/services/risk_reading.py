"""Risk records as they are shown: versions newest first, both sides of each point, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Client, Risk, Staff
from ipsdesk.services.risk_points import POINTS, Point
from ipsdesk.services.saving import table_of

RISKS, CLIENTS, OF_STAFF = table_of(Risk), table_of(Client), table_of(Staff)
AGREE, PARTLY, DISAGREE = "agree", "partly", "disagree"


@dataclass(frozen=True, slots=True)
class PointSeen:
    """One point of a version: what the person says, what the staff say, how far they agree ("" not said)."""

    point: Point
    own: str
    staff: str
    agreed: str

    @property
    def differs(self) -> bool:
        """Whether the two sides said that they do not see it alike."""
        return self.agreed in (PARTLY, DISAGREE)


@dataclass(frozen=True, slots=True)
class RiskVersion:
    """One version; ``own_closed_on`` is when the person finished, ``staff_first`` why staff did not wait."""

    id: int
    version: int
    on_date: date
    points: tuple[PointSeen, ...]
    own_closed_on: date | None
    staff_on: date | None
    staff: str
    staff_first: str
    took_part: tuple[str, ...]
    workplace_visit: str
    review_on: date | None
    reviewed_on: date | None

    @property
    def differing(self) -> tuple[PointSeen, ...]:
        """The points that the two sides do not see alike."""
        return tuple(one for one in self.points if one.differs)

    @property
    def has_own(self) -> bool:
        """Whether the person said anything."""
        return any(one.own for one in self.points)

    @property
    def has_staff(self) -> bool:
        """Whether the staff's part is there."""
        return self.staff_on is not None or any(one.staff for one in self.points)


@dataclass(frozen=True, slots=True)
class VisitNote:
    """What to know before a visit to a person's workplace; ``is_kept`` where it takes a reason to be read."""

    client: int
    name: str
    words: str
    on_date: date | None
    is_kept: bool = False


def read_versions(connection: Connection, client: int, *, told: bool = True) -> tuple[RiskVersion, ...]:
    """A person's versions, newest first; where not ``told`` without what they say."""
    statement = (
        select(RISKS, OF_STAFF.c.name.label("staff"))
        .outerjoin(OF_STAFF, OF_STAFF.c.id == RISKS.c.staff_id)
        .where(live(RISKS), RISKS.c.client_id == client)
        .order_by(RISKS.c.on_date.desc(), RISKS.c.id.desc())
    )
    return tuple(_version(row, told=told) for row in connection.execute(statement))


def _version(row: Row[Any], *, told: bool) -> RiskVersion:
    own = row._mapping

    def words(name: str) -> str:
        return (own[name] or "") if told else ""

    return RiskVersion(
        row.id,
        row.version,
        row.on_date,
        tuple(
            PointSeen(one, words(one.own), words(one.staff), own[one.agreed] or "") for one in POINTS
        ),
        row.own_closed_on,
        row.staff_on,
        row.staff or "",
        words("staff_first"),
        tuple(row.took_part or ()) if told else (),
        words("workplace_visit"),
        row.review_on,
        row.reviewed_on,
    )  # fmt: skip


def name_of(connection: Connection, client: int) -> str:
    """What the person is called."""
    return str(connection.scalar(select(CLIENTS.c.name).where(CLIENTS.c.id == client)) or "")


def visit_notes(connection: Connection, clients: Sequence[int], kept: Iterable[int]) -> Iterator[VisitNote]:
    """Of each of these people the newest note that says anything; of a ``kept`` record only whose it is."""
    hidden = frozenset(kept)
    for client in dict.fromkeys(clients):
        if client in hidden:
            yield VisitNote(client, name_of(connection, client), "", None, is_kept=True)
            continue
        newest = (
            select(RISKS.c.workplace_visit, RISKS.c.on_date)
            .where(live(RISKS), RISKS.c.client_id == client)
            .order_by(RISKS.c.on_date.desc(), RISKS.c.id.desc())
            .limit(1)
        )
        row = connection.execute(newest).first()
        if row is not None and row.workplace_visit:
            yield VisitNote(client, name_of(connection, client), row.workplace_visit, row.on_date)
