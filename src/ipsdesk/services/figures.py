"""The figures of a period, asked of the measures one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, select

from ipsdesk.measures import DEFINITIONS_VERSION, MEASURES, Figure, Measure, Window
from ipsdesk.measures.terms import posts
from ipsdesk.models import Contract
from ipsdesk.models.staff import WTE_SCALE
from ipsdesk.rules.periods import Period, is_provisional, period_before, year_to_date
from ipsdesk.rules.targets import Post, Staffing
from ipsdesk.services.roles import EVERYONE, Service, allowed


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


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A period's figures beside those of the period before, the year to date and the quarters before."""

    contract: UnderContract
    measures: tuple[Measure, ...]
    definitions_version: str
    provisional: bool
    anchor: str
    now: Scorecard
    before: Scorecard
    year_to_date: Scorecard
    trend: tuple[Scorecard, ...]


class Figures(Service):
    """The figures of the unit, counted in the database."""

    @allowed(*EVERYONE)
    def scorecard(self, period: Period) -> Scorecard:
        """Every measure of one period."""
        with self.workspace.transactions.begin() as connection:
            return _scorecard(connection, period, _staffing(connection), MEASURES)

    @allowed(*EVERYONE)
    def for_return(self, period: Period, *, trend: tuple[str, ...] = (), periods: int = 0) -> PeriodFigures:
        """What a return prints; ``trend`` names the measures also counted for so many ``periods`` to this one."""
        with self.workspace.transactions.begin() as connection:
            staffing = _staffing(connection)
            followed = tuple(measure for measure in MEASURES if measure.key in trend)
            run = [period]
            while len(run) < periods:
                run.append(period_before(run[-1]))
            return PeriodFigures(
                contract=_contract(connection),
                measures=MEASURES,
                definitions_version=DEFINITIONS_VERSION,
                provisional=is_provisional(period, self.workspace.today()),
                anchor=_anchor(self.workspace.audit.head(connection)),
                now=_scorecard(connection, period, staffing, MEASURES),
                before=_scorecard(connection, period_before(period), staffing, MEASURES),
                year_to_date=_scorecard(connection, year_to_date(period), staffing, MEASURES),
                trend=tuple(_scorecard(connection, each, staffing, followed) for each in reversed(run)),
            )


def _scorecard(
    connection: Connection, period: Period, staffing: Staffing, measures: tuple[Measure, ...]
) -> Scorecard:
    window = Window(period, staffing)
    return Scorecard(period, tuple(measure.figure(connection, window) for measure in measures))


def _contract(connection: Connection) -> UnderContract:
    contract = Contract.__table__
    found = connection.execute(
        select(contract.c.unit_name, contract.c.commissioner, contract.c.starts_on)
        .where(contract.c.removed_at.is_(None))
        .order_by(contract.c.id.desc())
    ).first()
    return UnderContract(*found) if found else UnderContract("", None, None)


def _staffing(connection: Connection) -> Staffing:
    post = posts()
    held = connection.execute(select(post.c.first, post.c.last, post.c.wte))
    return Staffing(
        tuple(Post(first, last, Fraction(wte, WTE_SCALE)) for first, last, wte in held),
        _contract(connection).starts_on,
    )


def _anchor(head: tuple[int, str]) -> str:
    """The end of the audit trail, printed so that a later cut of the trail can be found."""
    number, mac = head
    return f"Entry {number}, {mac[:16]}" if number else "No entry yet"
