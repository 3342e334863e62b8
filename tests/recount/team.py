"""The team itself, recounted: named specialists, file audits, training."""

from datetime import date

from .days import Period, months_after, whole_months
from .figure import Figure, share
from .terms import Unit, in_post, team_open

YEARLY_TOPICS = {
    "ips",
    "health and safety",
    "disability and equality law",
    "in-work benefits",
    "working with employers",
}


def the_team(unit: Unit, period: Period) -> dict[str, Figure]:
    """Teams with a specialist of their own, months with a file audit, staff trained in everything yearly."""
    return {
        "team.specialist_named": _named(unit, period.last),
        "team.audits": _audits(unit, period),
        "team.training": _trained(unit, period.last),
    }


def _named(unit: Unit, last: date) -> Figure:
    specialists = unit.specialists(last)
    teams_of = [set(row["Team IDs"]) for row in unit.records["Staff"] if row["Staff ID"] in specialists]
    open_teams = [row["Team ID"] for row in unit.records["Teams"] if team_open(row, last)]
    return share(sum(any(team in theirs for theirs in teams_of) for team in open_teams), len(open_teams))


def _audits(unit: Unit, period: Period) -> Figure:
    months = whole_months(period)
    days = [audit["Date"] for audit in unit.records["File audits"]]
    return share(sum(any(month.holds(day) for day in days) for month in months), len(months))


def _trained(unit: Unit, last: date) -> Figure:
    a_year_before = months_after(last, -12)
    staff = [row["Staff ID"] for row in unit.records["Staff"] if in_post(row, last)]
    trained = 0
    for member in staff:
        topics = {
            row["Topic"]
            for row in unit.records["Staff training"]
            if row["Staff ID"] == member and a_year_before < row["Date"] <= last
        }
        trained += topics >= YEARLY_TOPICS
    return share(trained, len(staff))
