"""The dated rates of the unit out of its file: the program's tables with the unit's own rows."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.models import Rate
from ipsdesk.rules.rates import RateKind, RateRow, Rates, rates_with

RATES = Rate.__table__
OWN = (
    select(RATES.c.kind, RATES.c.from_on, RATES.c.pence, RATES.c.from_age, RATES.c.source, RATES.c.certainty)
    .where(live(RATES))
    .order_by(RATES.c.from_on, RATES.c.id)
)


def rates_of(connection: Connection) -> Rates:
    """Every table that figures of the unit are held against."""
    return rates_with(
        RateRow(RateKind(kind), since, pence, from_age or 0, source or "", certainty or "")
        for kind, since, pence, from_age, source, certainty in connection.execute(OWN)
    )
