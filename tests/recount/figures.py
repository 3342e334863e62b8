"""Every figure of a unit for a period, in the order and form that the JSON prescribes."""

from fractions import Fraction
from typing import Any

from .access import access_and_caseload
from .days import Period, parse_period
from .figure import Figure
from .goals import goals_plans_and_advice
from .involvement import decisions_together
from .jobs import paid_work
from .permitted import permitted_work
from .profile import who_is_reached
from .quality import involvement_and_quality
from .search import rapid_job_search
from .staying import staying_in_work
from .steps import stepping_stones
from .targets import status_of, target_of
from .team import the_team
from .terms import Unit
from .together import working_together
from .workbook import Records

SECTIONS = [
    access_and_caseload,
    rapid_job_search,
    paid_work,
    staying_in_work,
    stepping_stones,
    permitted_work,
    working_together,
    involvement_and_quality,
    who_is_reached,
    goals_plans_and_advice,
    decisions_together,
    the_team,
]


def recount(records: Records, period: Period | str) -> dict[str, Any]:
    """The period and every measure with its value, target and status."""
    if isinstance(period, str):
        period = parse_period(period)
    unit = Unit(records, period.last)
    figures = {key: figure for section in SECTIONS for key, figure in section(unit, period).items()}
    return {
        "period": {
            "label": period.label,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
        },
        "measures": [_measure(unit, period, key, figure) for key, figure in figures.items()],
    }


def _plain(value: object) -> object:
    """Floats only here, at the very end."""
    return float(value) if isinstance(value, Fraction) else value


def _measure(unit: Unit, period: Period, key: str, figure: Figure) -> dict[str, Any]:
    measure = {"key": key} | {name: _plain(value) for name, value in figure.items()}
    if "bands" in figure:
        return measure
    target = target_of(unit, period, key)
    if target is not None:
        measure["target"] = target.printed()
    return measure | {"status": status_of(figure["value"], target)}
