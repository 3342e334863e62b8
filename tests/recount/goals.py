"""Goals, plans and advice, recounted."""

from datetime import date

from .days import Period
from .figure import Figure, number, share
from .terms import Unit


def goals_plans_and_advice(unit: Unit, period: Period) -> dict[str, Figure]:
    """Goals that came nearer or were reached, plans reviewed, care coordinators in touch."""
    reached = sum(period.holds(goal["Reached on"]) for goal in unit.records["Goals"])
    return {
        "goals.progress": _progress(unit, period),
        "goals.reached": number(reached),
        "plans.reviewed": _reviewed(unit, period),
        "advice.coordinators": _coordinators(unit, period),
    }


def _progress(unit: Unit, period: Period) -> Figure:
    by_goal: dict[str, dict[date, int]] = {}
    for row in unit.records["Goal ratings"]:
        by_goal.setdefault(row["Goal ID"], {})[row["Date"]] = row["Rating"]
    nearer = of = 0
    for ratings in by_goal.values():
        before = [day for day in sorted(ratings) if day < period.first]
        within = [day for day in sorted(ratings) if period.holds(day)]
        if within and len(before) + len(within) > 1:
            of += 1
            nearer += ratings[within[-1]] > ratings[before[-1] if before else within[0]]
    return share(nearer, of)


def _reviewed(unit: Unit, period: Period) -> Figure:
    due = [plan for plan in unit.records["Plans"] if period.holds(plan["Next review"])]
    done = [plan for plan in due if plan["Reviewed"] and plan["Agreed"] <= plan["Reviewed"] <= period.last]
    return share(len(done), len(due))


def _coordinators(unit: Unit, period: Period) -> Figure:
    coordinator = {client["Client ID"]: client["Care coordinator ID"] for client in unit.records["Clients"]}
    asked = {coordinator[client] for client in unit.caseload(period.last)} - {None}
    met = {
        coordinator[client]
        for contact in unit.records["Contacts"]
        if contact["Kind"] == "care coordinator"
        and contact["Attended"] != "no"
        and period.holds(contact["Date"])
        for client in contact["Client IDs"]
    }
    return share(len(asked & met), len(asked))
