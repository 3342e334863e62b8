"""What a measure is: one SELECT of cases, and the figure an aggregate over that same SELECT."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, Subquery, func, null, select

from ipsdesk.measures.sqlite import materialized, middle
from ipsdesk.measures.window import Window
from ipsdesk.rules.definitions import Subject
from ipsdesk.rules.target_rows import goal_of
from ipsdesk.rules.targets import Goal, Staffing, Status, Target

COUNTED, NOT_YET, LEFT_OUT = "counted", "not yet", "left out"
"""The states of a case: in the figure, waiting for the event it measures, or left out with a reason."""

CALENDAR_MONTH = "calendar month"
"""The kind of subject that is no record: its key is the year and the number of the month, as 202607."""


class Section(StrEnum):
    """The headings under which measures are printed, in order."""

    ACCESS = "Access and caseload"
    SEARCH = "Rapid job search"
    JOBS = "Paid work"
    KEPT = "Staying in work"
    STEPS = "Stepping stones"
    PERMITTED = "Permitted work"
    TOGETHER = "Working together"
    QUALITY = "Involvement and quality"
    REACH = "Who the service reaches"
    GOALS = "Goals, plans and advice"


class Shape(StrEnum):
    """How a figure is made of its cases."""

    NUMBER = "number"
    SHARE = "share"
    MEAN = "mean"
    BANDS = "bands"
    RATE = "rate"
    SUM = "sum"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's answer for one period: exact, with its target and status.

    A share and a rate have ``numerator`` and ``denominator``, a mean ``median``, ``n`` and (where its row
    defines it) ``not_yet``; ``current`` counts those still at it on the last day, ``confirmed`` those of a
    share's numerator that somebody confirmed; ``bands`` stand in printed order, zeros included. ``value``
    None means no figure.
    """

    key: str
    shape: Shape
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    median: Fraction | None = None
    n: int | None = None
    not_yet: int | None = None
    current: int | None = None
    confirmed: int | None = None
    bands: dict[str, int] | None = None
    target: Target | None = None

    @property
    def status(self) -> Status:
        """How the figure stands against its target."""
        return self.target.judge(self.value) if self.target else Status.NO_TARGET


@dataclass(frozen=True)
class Measure:
    """One figure the unit reports, with everything that belongs to it.

    ``of`` gives the SELECT of cases, with a row for each case: ``subject`` (its key in the table of
    ``subjects``), ``state`` and ``reason``, and by shape ``amount`` (days; for a share 1 or 0, or the part),
    ``whole`` (a share's denominator, 1 for each case unless it says otherwise), ``confirmed`` (1 for a part
    that somebody confirmed) and ``band``.

    ``per`` divides a rate; ``scale`` turns a sum (seconds, pence) into what is printed; ``beside`` is a
    second SELECT of cases, counted too; a share of fewer than ``fewest`` cases is not given at all.
    ``goal`` is the default contract's, ``asked`` says whether a contract may ask anything of it; ``depends``
    are the subjects by whose choice it is counted.
    """

    key: str
    title: str
    section: Section
    words: str
    source: str
    subjects: str
    of: Callable[[], Select[Any]]
    shape: Shape = Shape.NUMBER
    unit: str = ""
    goal: Goal | None = None
    bands: tuple[str, ...] = ()
    per: Callable[[], Select[Any]] | None = None
    waits: bool = False
    scale: int = 1
    beside: Callable[[], Select[Any]] | None = None
    fewest: int = 0
    asked: bool = True
    depends: tuple[Subject, ...] = ()

    @cached_property
    def cases(self) -> Select[Any]:
        """The SELECT of cases, built when first asked for."""
        return self.of()

    @cached_property
    def _of_cases(self) -> Subquery:
        return self.cases.subquery("cases")

    def figure(self, connection: Connection, window: Window) -> Figure:
        """The figure for the window's period, counted in the database."""
        goal = self.goal_on(window.staffing, window.period.last)
        target = goal.target(window.staffing, window.period, window.year) if goal else None
        counted = getattr(self, f"_{self.shape}")(connection, window.parameters)
        if self.beside:
            counted["current"] = connection.execute(self._beside_statement, window.parameters).scalar_one()
        return Figure(self.key, self.shape, target=target, **counted)

    def goal_on(self, staffing: Staffing, last: date) -> Goal | None:
        """What the contract in force on the last day asks of it."""
        if not self.asked or self.shape is Shape.BANDS:
            return None
        return goal_of(self.key, self.goal, staffing, last)

    def rows(self, connection: Connection, window: Window) -> list[Any]:
        """Every case: what was counted, what is not yet, what was left out and why."""
        return list(connection.execute(self.cases, window.parameters))

    @cached_property
    def _number_statement(self) -> Select[Any]:
        cases = self._of_cases
        return select(func.count()).select_from(cases).where(cases.c.state == COUNTED)

    def _number(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        return {"value": Fraction(connection.execute(self._number_statement, parameters).scalar_one())}

    @cached_property
    def _beside_statement(self) -> Select[Any]:
        assert self.beside is not None  # noqa: S101 - asked for only where it is declared
        return select(func.count()).select_from(self.beside().subquery("beside"))

    @cached_property
    def _sum_statement(self) -> Select[Any]:
        cases = self._of_cases
        return select(func.sum(cases.c.amount)).where(cases.c.state == COUNTED)

    def _sum(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        total = connection.execute(self._sum_statement, parameters).scalar_one()
        return {"value": Fraction(total or 0, self.scale)}

    def _score(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        total = connection.execute(self._sum_statement, parameters).scalar_one()
        return {"value": None if total is None else Fraction(total)}

    @cached_property
    def _per_statement(self) -> Select[Any]:
        assert self.per is not None, self.key  # noqa: S101 - a rate is declared with what it is divided by
        return self.per()

    def _rate(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        count = connection.execute(self._number_statement, parameters).scalar_one()
        per = connection.execute(self._per_statement, parameters).one()
        whole = Fraction(per[0] or 0, per[1])
        return {
            "value": Fraction(count) / whole if whole else None,
            "numerator": Fraction(count),
            "denominator": whole,
        }

    @cached_property
    def _share_statement(self) -> Select[Any]:
        cases = self._of_cases
        whole = func.sum(cases.c.whole) if "whole" in cases.c else func.count()
        confirmed = func.coalesce(func.sum(cases.c.confirmed), 0) if "confirmed" in cases.c else null()
        part = func.coalesce(func.sum(cases.c.amount), 0)
        return select(part, func.coalesce(whole, 0), confirmed).where(cases.c.state == COUNTED)

    def _share(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        numerator, denominator, confirmed = connection.execute(self._share_statement, parameters).one()
        if denominator < self.fewest:
            return {}
        return {
            "value": Fraction(numerator, denominator) if denominator else None,
            "numerator": Fraction(numerator),
            "denominator": Fraction(denominator),
            "confirmed": confirmed,
        }

    @cached_property
    def _mean_statement(self) -> Select[Any]:
        cases = materialized(self.cases, "cases")  # read three times
        counted = select(cases.c.amount).where(cases.c.state == COUNTED).subquery("amounts")
        waiting = select(func.count()).select_from(cases).where(cases.c.state == NOT_YET).scalar_subquery()
        return select(func.count(), func.sum(counted.c.amount), middle(counted), waiting).select_from(counted)

    def _mean(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        n, total, median, waiting = connection.execute(self._mean_statement, parameters).one()
        return {
            "value": Fraction(total, n) if n else None,
            "median": Fraction(median) if n else None,
            "n": n,
            "not_yet": waiting if self.waits else None,
        }

    @cached_property
    def _bands_statement(self) -> Select[Any]:
        cases = self._of_cases
        return (
            select(cases.c.band, func.count().label("n"))
            .where(cases.c.state == COUNTED)
            .group_by(cases.c.band)
        )

    def _bands(self, connection: Connection, parameters: dict[str, Any]) -> dict[str, Any]:
        found = {row.band: row.n for row in connection.execute(self._bands_statement, parameters)}
        return {"bands": {band: found.get(band, 0) for band in self.bands}}


def measure(
    key: str, title: str, section: Section, **declared: Any
) -> Callable[[Callable[[], Select[Any]]], Measure]:
    """Declare the measure whose SELECT of cases the function below gives."""

    def declare(of: Callable[[], Select[Any]]) -> Measure:
        return Measure(key, title, section, of=of, **declared)

    return declare
