"""Whose a line of Today is: the person's name, and the specialist it waits for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, case, select

from ipsdesk.measures.sqlite import values_of
from ipsdesk.measures.terms import E, live, named_specialist_on, on_caseload
from ipsdesk.measures.window import LAST
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_reading import CLIENTS, STAFF
from ipsdesk.services.hours_reading import WANTED
from ipsdesk.services.today_asked import OPEN

STAFF_NAMES = select(STAFF.c.id, STAFF.c.name)


def _whose() -> Select[Any]:
    """The name of each client wanted, and the specialist of the referral that stands for them today."""
    stands = case((on_caseload(LAST), 0), (OPEN, 1), else_=2)
    specialist = (
        select(named_specialist_on(LAST))
        .where(live(E), E.c.client_id == CLIENTS.c.id)
        .order_by(stands, E.c.started_on.desc(), E.c.received_on.desc(), E.c.id.desc())
        .limit(1)
        .correlate(CLIENTS)
        .scalar_subquery()
    )
    return select(CLIENTS.c.id, CLIENTS.c.name, specialist).where(
        live(CLIENTS), CLIENTS.c.id.in_(select(values_of(WANTED).c.value))
    )


WHOSE = Packed(_whose, "last", "wanted")


def staff_names(connection: Connection) -> dict[int, str]:
    """What every member of staff is called."""
    return {staff: name for staff, name in connection.execute(STAFF_NAMES)}  # noqa: C416 - rows are no pairs to mypy
