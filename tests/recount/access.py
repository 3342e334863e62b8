"""Access and caseload, recounted."""

from datetime import date

from .days import Period, year_to
from .figure import Figure, mean, number, share, share_of
from .terms import Unit, team_open


def access_and_caseload(unit: Unit, period: Period) -> dict[str, Figure]:
    """The figures on who comes, who is seen and how many are on the caseload."""
    return _coming(unit, period) | _carried(unit, period.last)


def _coming(unit: Unit, period: Period) -> dict[str, Figure]:
    episodes = unit.records["Referrals"]
    started = [e for e in episodes if period.holds(e["Started"])]
    refused = [e for e in episodes if period.holds(e["Declined"]) and e["Decline reason"] == "not ready"]
    return {
        "access.referrals": number(sum(period.holds(e["Received"]) for e in episodes)),
        "access.accepted": number(sum(period.holds(e["Accepted"]) for e in episodes)),
        "access.started": number(len({e["Client ID"] for e in episodes if period.holds(unit.access_day(e))})),
        "access.served": number(len(unit.served(period))),
        "access.served_year": number(len(unit.served(year_to(period.last)))),
        "access.days_to_start": mean(
            [(e["Started"] - e["Accepted"]).days for e in started if e["Accepted"] is not None]
        ),
        "access.not_ready": number(len(refused)),
    }


def _carried(unit: Unit, last: date) -> dict[str, Figure]:
    caseload = unit.caseload(last)
    permitted = unit.permitted_work_group(last)
    specialists = unit.specialists(last)
    named = {client for client, episode in caseload.items() if unit.named_staff(episode, last) in specialists}
    planned = {
        plan["Client ID"]
        for plan in unit.records["Plans"]
        if plan["Client ID"] in caseload and caseload[plan["Client ID"]]["Received"] <= plan["Agreed"] <= last
    }
    return {
        "caseload.working": number(len(caseload) - len(permitted)),
        "caseload.permitted_work": number(len(permitted)),
        "caseload.named_specialist": share_of(caseload, named),
        "caseload.plan": share_of(caseload, planned),
        "caseload.from_team": _from_team(unit, last),
    }


def _from_team(unit: Unit, last: date) -> Figure:
    ours = theirs = 0
    for team in unit.records["Teams"]:
        counted_on = team["Team caseload on"]
        if not team_open(team, last) or team["Team caseload"] is None:
            continue
        if counted_on is None or counted_on > last:
            continue
        theirs += team["Team caseload"]
        for client in unit.caseload(last):
            ours += unit.client_fact(client, "Team ID", last) == team["Team ID"]
    return share(ours, theirs)
