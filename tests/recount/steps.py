"""Stepping stones, recounted."""

from .days import Period, year_to
from .figure import Figure, number, share_of
from .terms import Unit, current

STEPS = ["work experience", "volunteering", "education", "training"]


def stepping_stones(unit: Unit, period: Period) -> dict[str, Figure]:
    """The people who took a step other than paid work."""
    figures = {"steps." + kind.replace(" ", "_"): _step(unit, period, kind) for kind in STEPS}
    year = year_to(period.last)
    stepped = {client for kind in STEPS for client in _starters(unit, year, kind)}
    qualified = {q["Client ID"] for q in unit.records["Qualifications"] if period.holds(q["Attained"])}
    return figures | {
        "steps.share": share_of(unit.served(year), stepped),
        "steps.qualifications": number(len(qualified)),
        "steps.specialist": number(len(_starters(unit, period, "specialist service"))),
    }


def _starters(unit: Unit, period: Period, kind: str) -> set[str]:
    return {
        activity["Client ID"]
        for activity in unit.records["Activities"]
        if activity["Kind"] == kind and period.holds(activity["Started"])
    }


def _step(unit: Unit, period: Period, kind: str) -> Figure:
    still = {
        activity["Client ID"]
        for activity in unit.records["Activities"]
        if activity["Kind"] == kind and current(activity, period.last)
    }
    return number(len(_starters(unit, period, kind))) | {"current": len(still)}
