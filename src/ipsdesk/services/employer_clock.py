"""The first contact face to face with an employer that stops a person's clock, and on which day of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, literal, select

from ipsdesk.measures.sqlite import Expression
from ipsdesk.measures.terms import (
    CC,
    C,
    Condition,
    E,
    face_to_face_with_employer,
    is_job_seeker,
    live,
    open_on,
    there_is,
    within,
)
from ipsdesk.models import Client
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_flags import EMPLOYER_WITHIN

CLIENTS = Client.__table__
OTHER, OTHERS_CLIENTS = C.alias("other_contacts"), CC.alias("other_contact_clients")


@dataclass(frozen=True, slots=True)
class ClockStop:
    """Whose clock stops, and how many days it has run."""

    client: int
    name: str
    day: int

    @property
    def words(self) -> str:
        """``First employer contact for Annis Fold: day 12 of 30.``"""
        late = self.day > EMPLOYER_WITHIN
        against = f", past the {EMPLOYER_WITHIN}" if late else f" of {EMPLOYER_WITHIN}"
        return f"First employer contact for {self.name}: day {self.day}{against}."


def stops(connection: Connection, clients: Collection[int], on: date, but: int | None) -> list[ClockStop]:
    """The clocks of these people that a contact on a day stops; ``but``: the contact that is changed."""
    day = literal(on)
    statement = _first(day, literal(but or 0)).where(E.c.client_id.in_(clients))
    return [ClockStop(client, name, (on - began) // DAY) for client, name, began in
            connection.execute(statement)]  # fmt: skip


def stopped_by(connection: Connection, contact: int) -> list[ClockStop]:
    """The clocks that a contact as it is kept has stopped."""
    found = connection.execute(
        select(C.c.on_date, CC.c.client_id)
        .join(CC, CC.c.contact_id == C.c.id)
        .where(C.c.id == contact, face_to_face_with_employer())
    ).all()
    return stops(connection, [row.client_id for row in found], found[0].on_date, contact) if found else []


def _first(day: Expression, but: Expression) -> Select[Any]:
    """Job seekers on the day without another such contact by then, who they are, and since when."""
    return (
        select(E.c.client_id, CLIENTS.c.name, E.c.started_on)
        .join(CLIENTS, CLIENTS.c.id == E.c.client_id)
        .where(live(E), live(CLIENTS), is_job_seeker(), open_on(day, E.c.started_on, E.c.closed_on),
               ~_met_before(day, but))
        .order_by(CLIENTS.c.name)
    )  # fmt: skip


def _met_before(day: Expression, but: Expression) -> Condition:
    """Another contact face to face with an employer was credited to the person by that day."""
    return there_is(
        OTHER.join(OTHERS_CLIENTS, OTHERS_CLIENTS.c.contact_id == OTHER.c.id),
        face_to_face_with_employer(OTHER),
        OTHER.c.id != but,
        OTHERS_CLIENTS.c.client_id == E.c.client_id,
        within(OTHER.c.on_date, E.c.started_on, day),
    )
