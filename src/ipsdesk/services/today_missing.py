"""What is missing from this quarter's records, person by person, so that the return is not weaker for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, FromClause, Integer, Select, cast, literal, null, select, union_all

from ipsdesk.measures.gaps import CLIENT, GAPS, Gap
from ipsdesk.measures.terms import CC, C, E
from ipsdesk.rules.periods import Period, add_months, named_period
from ipsdesk.services.caseload_packed import Packed

QUARTER = 3


class Missing(NamedTuple):
    """Whose records lack what: the first of them by kind and key, and the titles of the gaps in order.

    ``client`` is None for a contact that is credited to nobody; ``staff`` then made it.
    """

    client: int | None
    kind: str
    record: int
    staff: int | None
    titles: tuple[str, ...]


def quarter_of(day: date) -> Period:
    """The quarter of the financial year that holds a day."""
    first = day.replace(day=1)
    return named_period(add_months(first, -((first.month - 1) % QUARTER)), QUARTER)


def _credited() -> Any:
    """The first client of a contact."""
    return (
        select(CC.c.client_id)
        .where(CC.c.contact_id == C.c.id)
        .order_by(CC.c.position)
        .limit(1)
        .correlate(C)
        .scalar_subquery()
    )


def _whose(rows: FromClause) -> tuple[Any, Any, str, Any] | None:
    """Client, key and kind of a gap's rows, and who made it; None where they are about nobody."""
    if rows is CLIENT:
        return CLIENT.c.id, CLIENT.c.id, "client", null()
    if rows is C:
        return _credited(), C.c.id, "contact", C.c.staff_id
    if rows is E or "client_id" in rows.c:
        return rows.c.client_id, rows.c.id, "referral" if rows is E else "activity", null()
    return None


def _of_gap(place: int, gap: Gap) -> Select[Any] | None:
    rows, where, missing = gap.of()
    whose = _whose(rows)
    if whose is None:
        return None
    client, record, kind, staff = whose
    columns = (
        literal(place).label("place"),
        client.label("client"),
        literal(kind).label("kind"),
        record.label("record"),
        cast(staff, Integer).label("staff"),
    )
    return select(*columns).select_from(rows).where(where, missing)


def _all() -> Select[Any]:
    each = [found for place, gap in enumerate(GAPS) if (found := _of_gap(place, gap)) is not None]
    return select(union_all(*each).subquery("missing"))


MISSING = Packed(_all, "first", "last")


def missing_from(connection: Connection, today: date) -> Iterator[Missing]:
    """What the records of the quarter up to today lack, one entry for each person."""
    found: dict[tuple[str, int], list[list[Any]]] = {}
    for row in MISSING.rows(connection, {"first": quarter_of(today).first, "last": today}):
        _, client, kind, record, _ = row
        found.setdefault((kind, record) if client is None else ("client", client), []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row[0], row[3]))
        titles = dict.fromkeys(GAPS[place].title for place, *_ in rows)
        _, client, kind, record, staff = rows[0]
        yield Missing(client, kind, record, staff, tuple(titles))
