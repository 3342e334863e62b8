"""Working together with teams, recounted."""

from .days import Period, whole_months, whole_weeks
from .figure import Figure, number, share
from .terms import Unit, team_open_throughout
from .workbook import Row


def working_together(unit: Unit, period: Period) -> dict[str, Figure]:
    """Meetings, contacts with the lead and with partners, and supervision."""
    partners = [c for c in unit.contacts if c["Kind"] == "partner agency" and period.holds(c["Date"])]
    return {
        "team.meetings": _meetings(unit, period),
        "team.lead_contact": _lead_contact(unit, period),
        "team.partner_contacts": number(len(partners)),
        "team.supervision": _supervision(unit, period),
    }


def _attended_by_specialist(unit: Unit, meeting: Row) -> bool:
    return bool(set(meeting["Staff IDs"]) & unit.specialists(meeting["Date"]))


def _meetings(unit: Unit, period: Period) -> Figure:
    enough = team_months = 0
    meetings = [
        meeting
        for meeting in unit.records["Team meetings"]
        if meeting["Kind"] == "referral or allocation" and _attended_by_specialist(unit, meeting)
    ]
    for month in whole_months(period):
        for team in unit.records["Teams"]:
            if team_open_throughout(team, month):
                team_months += 1
                held = [m for m in meetings if m["Team ID"] == team["Team ID"] and month.holds(m["Date"])]
                enough += len(held) >= 2
    return share(enough, team_months)


def _lead_contact(unit: Unit, period: Period) -> Figure:
    met = team_weeks = 0
    contacts = [c for c in unit.contacts if c["Kind"] == "clinical vocational lead"]
    for week in whole_weeks(period):
        for team in unit.records["Teams"]:
            if team_open_throughout(team, week):
                team_weeks += 1
                met += any(c["Team ID"] == team["Team ID"] and week.holds(c["Date"]) for c in contacts)
    return share(met, team_weeks)


def _supervision(unit: Unit, period: Period) -> Figure:
    supervised = specialist_months = 0
    sessions = [s for s in unit.records["Supervision"] if (s["Kind"] or "one to one") == "one to one"]
    for month in whole_months(period):
        for staff_id in unit.specialists(month.first) & unit.specialists(month.last):
            specialist_months += 1
            supervised += any(s["Staff ID"] == staff_id and month.holds(s["Date"]) for s in sessions)
    return share(supervised, specialist_months)
