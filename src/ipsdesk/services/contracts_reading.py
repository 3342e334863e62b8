"""What the contract says on a day: targets of the unit's own, choices of definitions, dates of returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.measures.terms import live
from ipsdesk.measures.window import choices_given
from ipsdesk.models import Commissioner, CommissionerContract, DefinitionChoice, TargetRow
from ipsdesk.models.contracts import TARGET_SCALE
from ipsdesk.models.returns import Return
from ipsdesk.rules.definitions import Chosen, Subject, choices_on, settled
from ipsdesk.rules.periods import DAY, Period, add_months, financial_year_start, named_period
from ipsdesk.rules.target_rows import bounds_of
from ipsdesk.rules.targets import Per, Sense
from ipsdesk.rules.targets import TargetRow as Asked

COMMISSIONERS, CONTRACTS = Commissioner.__table__, CommissionerContract.__table__
CHOSEN, TARGETS, RETURNS = DefinitionChoice.__table__, TargetRow.__table__, Return.__table__
NO_TARGET = "no target"
MONTHS = {"quarter": 3, "half-year": 6, "year": 12}
LEAD = timedelta(days=14)
"""How long before it is due a return is told of."""
PERIODS_BACK = 2
"""How many periods that have ended are looked at: one, and one that is late."""


def targets_of(connection: Connection) -> tuple[Asked, ...]:
    """The unit's own targets, in the order entered; rows without the bounds they need are none."""
    rows = connection.execute(select(TARGETS).where(live(TARGETS)).order_by(TARGETS.c.id))
    return tuple(asked for row in rows if (asked := target_kept(row._mapping)) is not None)


def target_kept(row: Any) -> Asked | None:
    """A row of targets as figures are held against it; None where it lacks what its sense needs."""
    sense = None if row["sense"] == NO_TARGET else Sense(row["sense"])
    bounds = bounds_of(sense, _bound(row["least"]), _bound(row["most"]))
    if bounds is None:
        return None
    year = row["contract_year"] or 0
    return Asked(row["measure"], row["from_on"], year, sense, bounds, Per(row["per"] or Per.FIGURE))


def _bound(kept: int | None) -> Fraction | None:
    return None if kept is None else Fraction(kept, TARGET_SCALE)


def choices_of(connection: Connection) -> tuple[Chosen, ...]:
    """What the unit has chosen, in the order entered; what can't be counted by is no choice."""
    rows = connection.execute(
        select(CHOSEN.c.subject, CHOSEN.c.from_on, CHOSEN.c.choice).where(live(CHOSEN)).order_by(CHOSEN.c.id)
    )
    return tuple(
        Chosen(Subject(subject), since, choice)
        for subject, since, text in rows
        if (choice := settled(Subject(subject), text)) is not None
    )


def chosen_on(connection: Connection, day: date) -> dict[str, Any]:
    """The choices of a day as a measure's statement is given them."""
    return choices_given(choices_on(choices_of(connection), day))


@dataclass(frozen=True, slots=True)
class ReturnDue:
    """A return that a contract asks for: of which period, for whom, until when."""

    contract: int
    commissioner: int
    name: str
    period: Period
    due_on: date


def returns_due(connection: Connection, today: date) -> Iterator[ReturnDue]:
    """The returns of periods that have ended, as the contracts in force on their last days ask for them.

    Each from `LEAD` before it is due until it is submitted; those of the last two periods of each contract.
    """
    submitted = connection.execute(
        select(RETURNS.c.first_on, RETURNS.c.last_on, RETURNS.c.commissioner_id).where(
            RETURNS.c.number.is_not(None)
        )
    )
    given = {tuple(row) for row in submitted}
    own = CONTRACTS.c
    found = connection.execute(
        select(own.id, own.commissioner_id, COMMISSIONERS.c.name, own.from_on, own.to_on, own.return_every,
               own.due_days)
        .join(COMMISSIONERS, COMMISSIONERS.c.id == own.commissioner_id)
        .where(live(CONTRACTS), live(COMMISSIONERS), own.due_days.is_not(None), own.from_on <= today)
        .order_by(own.from_on, own.id)
    )  # fmt: skip
    for row in found:
        for period in _ended(today, MONTHS[row.return_every]):
            due_on = period.last + timedelta(days=row.due_days)
            is_its = row.from_on <= period.last and (row.to_on is None or row.to_on >= period.first)
            days = (period.first, period.last)
            is_given = (*days, None) in given or (*days, row.commissioner_id) in given
            if is_its and not is_given and today >= due_on - LEAD:
                yield ReturnDue(row.id, row.commissioner_id, row.name, period, due_on)


def _ended(today: date, months: int) -> Iterator[Period]:
    """The last periods of so many months that have ended, the older first."""
    start = financial_year_start(today)
    while add_months(start, months) <= today:
        start = add_months(start, months)
    for back in range(PERIODS_BACK, 0, -1):
        yield named_period(add_months(start, -months * back), months)


def next_due(contract: Any, today: date) -> tuple[Period, date] | None:
    """The period under way of a contract and the day its return is due; None without such a day."""
    if contract.due_days is None or (contract.to_on is not None and contract.to_on < today):
        return None
    months = MONTHS[contract.return_every]
    ended = list(_ended(today, months))[-1]
    period = named_period(ended.last + DAY, months)
    return period, period.last + timedelta(days=contract.due_days)
