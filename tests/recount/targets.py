"""The default contract's targets, and how a figure stands against its target."""

from dataclasses import dataclass
from fractions import Fraction

from .days import Period, days_in_financial_year, year_to
from .terms import Unit


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
}
# Per specialist-year: contract year 1, and every year from year 2.
PER_SPECIALIST_YEAR = {"access.started": (35, 45), "jobs.started": (17, 22)}
AT_MOST_PER_WTE = {"caseload.working": 25, "caseload.permitted_work": 10}
SERVED_PER_SPECIALIST_YEAR = (50, 75)
NEAR_MINIMUM, NEAR_MAXIMUM = Fraction(90, 100), Fraction(110, 100)


def _by_contract_year(unit: Unit, period: Period, first_year: int, later: int) -> Fraction:
    total = Fraction(0)
    for day in period.days():
        target = first_year if unit.contract_year(day) == 1 else later
        total += unit.wte_in_post(day) * target / days_in_financial_year(day)
    return total


def _pro_rata(unit: Unit, period: Period, key: str) -> Target | None:
    """A target that grows with the specialists; none where there is no specialist behind it."""
    if key in PER_SPECIALIST_YEAR:
        total = _by_contract_year(unit, period, *PER_SPECIALIST_YEAR[key])
        return Target("minimum", total) if total else None
    if key in AT_MOST_PER_WTE:
        wte = unit.wte_in_post(period.last)
        return Target("maximum", wte * AT_MOST_PER_WTE[key]) if wte else None
    years = unit.specialist_years(year_to(period.last))
    low, high = SERVED_PER_SPECIALIST_YEAR
    return Target("range", years * low, years * high) if years else None


def target_of(unit: Unit, period: Period, key: str) -> Target | None:
    """The target of a figure in a period, or None where none is set."""
    if key in MAXIMA:
        return Target("maximum", Fraction(MAXIMA[key]))
    if key in MINIMA:
        return Target("minimum", MINIMA[key])
    if key == "caseload.from_team":
        return Target("more than", Fraction(50, 100))
    if key in PER_SPECIALIST_YEAR or key in AT_MOST_PER_WTE or key == "access.served_year":
        return _pro_rata(unit, period, key)
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
