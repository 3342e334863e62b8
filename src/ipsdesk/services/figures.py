"""The figures of a period, asked of the measures one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, select

from ipsdesk.measures import MEASURES, Figure, Measure, Window
from ipsdesk.measures.terms import posts
from ipsdesk.models import Contract
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.rules.periods import Period
from ipsdesk.rules.targets import Post, Staffing
from ipsdesk.services.contracts_reading import choices_of, targets_of
from ipsdesk.services.rates_reading import rates_of
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.scorecards_scope import EVERYBODY, Scope, figure_of


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Every figure of one period, in printed order."""

    period: Period
    figures: tuple[Figure, ...]

    def __getitem__(self, key: str) -> Figure:
        return next(figure for figure in self.figures if figure.key == key)


@dataclass(frozen=True, slots=True)
class UnderContract:
    """What the unit is called, who pays, since when; empty until the contract is recorded."""

    unit_name: str
    commissioner: str | None
    starts_on: date | None


class Figures(Service):
    """The figures of the unit, counted in the database."""

    @allowed(*EVERYONE)
    def scorecard(self, period: Period) -> Scorecard:
        """Every measure of one period."""
        with self.workspace.transactions.read() as connection:
            return count(connection, period, staffing_of(connection))


def count(
    connection: Connection,
    period: Period,
    staffing: Staffing,
    measures: tuple[Measure, ...] = MEASURES,
    scope: Scope = EVERYBODY,
) -> Scorecard:
    """The figures of these measures for a period, of everybody or of a part of the unit."""
    window = Window(period, staffing, rates_of(connection))
    return Scorecard(period, tuple(figure_of(one, scope, connection, window) for one in measures))


def contract_of(connection: Connection) -> UnderContract:
    """The contract in force; without a name while none is recorded."""
    contract = Contract.__table__
    found = connection.execute(
        select(contract.c.unit_name, contract.c.commissioner, contract.c.starts_on)
        .where(contract.c.removed_at.is_(None))
        .order_by(contract.c.id.desc())
    ).first()
    return UnderContract(*found) if found else UnderContract("", None, None)


def staffing_of(connection: Connection) -> Staffing:
    """Who was a specialist when, when the contract began, and what was agreed in it."""
    post = posts()
    held = connection.execute(select(post.c.first, post.c.last, post.c.wte))
    return Staffing(
        tuple(Post(first, last, Fraction(wte, WTE_SCALE)) for first, last, wte in held),
        contract_of(connection).starts_on,
        targets_of(connection),
        choices_of(connection),
    )
