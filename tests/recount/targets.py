"""The default contract's targets, and how a figure stands against its target."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .days import Period, days_in_financial_year, year_to
from .terms import Unit
from .workbook import Row


@dataclass(frozen=True)
class Target:
    """What a figure is measured against: a minimum, a maximum or a range."""

    kind: str
    value: Fraction
    upper: Fraction | None = None

    def printed(self) -> float | list[float]:
        """The target as the JSON gives it."""
        return float(self.value) if self.upper is None else [float(self.value), float(self.upper)]


MAXIMA = {
    "access.not_ready": 0,
    "search.days_to_employer": 30,
    "permitted.not_notified": 0,
}
MINIMA = {
    "caseload.named_specialist": Fraction(1),
    "caseload.plan": Fraction(1),
    "search.within_30_days": Fraction(1),
    "employers.per_week": Fraction(6),
    "jobs.competitive_share": Fraction(30, 100),
    "jobs.employment_rate": Fraction(40, 100),
    "kept.13_weeks": Fraction(50, 100),
    "kept.3_months": Fraction(50, 100),
    "kept.6_months": Fraction(50, 100),
    "retention.kept": Fraction(50, 100),
    "steps.share": Fraction(50, 100),
    "team.meetings": Fraction(1),
    "team.lead_contact": Fraction(1),
    "team.supervision": Fraction(1),
    "fidelity.score": Fraction(100),
    "fidelity.actions": Fraction(1),
    "risk.own_view": Fraction(1),
    "training.joint": Fraction(1),
    "involvement.decisions": Fraction(1),
    "team.specialist_named": Fraction(1),
    "team.audits": Fraction(1),
    "team.training": Fraction(1),
}
# Per specialist-year: contract year 1, and every year from year 2.
PER_SPECIALIST_YEAR = {"access.started": (35, 45), "jobs.started": (17, 22)}
AT_MOST_PER_WTE = {"caseload.working": 25, "caseload.permitted_work": 10}
SERVED_PER_SPECIALIST_YEAR = (50, 75)
NEAR_MINIMUM, NEAR_MAXIMUM = Fraction(90, 100), Fraction(110, 100)


def target_of(unit: Unit, period: Period, key: str) -> Target | None:
    """The target of a figure in a period, or None where none is set; the unit's own rows come first."""
    own = _own_row(unit, period.last, key, unit.contract_year(period.last))
    if own is not None:
        return _own_target(unit, period, own)
    if key in {*PER_SPECIALIST_YEAR, "access.served_year"}:
        return _by_the_day(unit, period, key, None)
    return _default_target(unit, period, key)


KINDS = {"at least": "minimum", "more than": "more than", "at most": "maximum", "between": "range"}


def _own_row(unit: Unit, last: date, key: str, year: int) -> Row | None:
    """The row in force for a contract year: the latest, of one day the year's own, then the last entered."""
    found, rank = None, (date.min, False)
    for row in unit.records["Targets"]:
        of_year = row["Contract year"] == year
        fits = row["Measure"] == key and row["From"] <= last and (of_year or not row["Contract year"])
        if fits and (row["From"], of_year) >= rank:
            found, rank = row, (row["From"], of_year)
    return found


def _numbers(row: Row) -> tuple[Fraction, ...]:
    return {
        "at most": (row["Most"],),
        "between": (row["Least"], row["Most"]),
    }.get(row["Sense"], (row["Least"],))


def _target(kind: str, numbers: tuple[Fraction, ...]) -> Target:
    return Target(kind, *numbers) if kind == "range" else Target(kind, numbers[0])


def _own_target(unit: Unit, period: Period, row: Row) -> Target | None:
    if row["Sense"] == "no target":
        return None
    kind, per = KINDS[row["Sense"]], row["Per"] or "the figure"
    if per == "specialist-year":
        return _by_the_day(unit, period, row["Measure"], row)
    if per == "the figure":
        return _target(kind, _numbers(row))
    wte = unit.wte_in_post(period.last)
    return _target(kind, tuple(number * wte for number in _numbers(row))) if wte else None


def _by_the_day(unit: Unit, period: Period, key: str, holds: Row | None) -> Target | None:
    """Each day at the number of its contract year, for every specialist in post that day."""
    default_sense = "between" if key == "access.served_year" else "at least"
    sense = holds["Sense"] if holds is not None else default_sense
    days = year_to(period.last) if key == "access.served_year" else period
    totals = [Fraction(0)] * (2 if sense == "between" else 1)
    for day in days.days():
        year = unit.contract_year(day)
        numbers = _numbers_of_year(unit, period.last, key, year, holds, default_sense == sense)
        part = unit.wte_in_post(day) / days_in_financial_year(day)
        totals = [total + number * part for total, number in zip(totals, numbers, strict=True)]
    nobody = not any(unit.wte_in_post(day) for day in days.days())
    return None if nobody else _target(KINDS[sense], tuple(totals))


def _numbers_of_year(
    unit: Unit, last: date, key: str, year: int, holds: Row | None, default_fits: bool
) -> tuple[Fraction, ...]:
    row = _own_row(unit, last, key, year)
    sense = holds["Sense"] if holds is not None else "between" if key == "access.served_year" else "at least"
    if row is not None and row["Per"] == "specialist-year" and row["Sense"] == sense:
        return _numbers(row)
    if holds is not None and (row is not None or not default_fits or not _is_yearly(key)):
        return _numbers(holds)
    return _default_numbers(key, year)


def _is_yearly(key: str) -> bool:
    return key in PER_SPECIALIST_YEAR or key == "access.served_year"


def _default_numbers(key: str, year: int) -> tuple[Fraction, ...]:
    if key == "access.served_year":
        return Fraction(SERVED_PER_SPECIALIST_YEAR[0]), Fraction(SERVED_PER_SPECIALIST_YEAR[1])
    return (Fraction(PER_SPECIALIST_YEAR[key][0 if year == 1 else 1]),)


def _default_target(unit: Unit, period: Period, key: str) -> Target | None:
    if key in MAXIMA:
        return Target("maximum", Fraction(MAXIMA[key]))
    if key in MINIMA:
        return Target("minimum", MINIMA[key])
    if key == "caseload.from_team":
        return Target("more than", Fraction(50, 100))
    if key in AT_MOST_PER_WTE:
        wte = unit.wte_in_post(period.last)
        return Target("maximum", wte * AT_MOST_PER_WTE[key]) if wte else None
    return None


def _is_met(value: Fraction, target: Target) -> bool:
    if target.kind == "maximum":
        return value <= target.value
    if target.kind == "more than":
        return value > target.value
    return value >= target.value and (target.upper is None or value <= target.upper)


def _is_near(value: Fraction, target: Target) -> bool:
    if target.kind == "range":
        return False
    if target.kind == "maximum":
        return value <= target.value * NEAR_MAXIMUM
    return value >= target.value * NEAR_MINIMUM


def status_of(value: Fraction | None, target: Target | None) -> str:
    """How an unrounded value stands against a target."""
    if target is None:
        return "no target"
    if value is None:
        return "no figure"
    if _is_met(value, target):
        return "on target"
    return "near" if _is_near(value, target) else "off target"
