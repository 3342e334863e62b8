"""The contacts of a random unit: with employers around every edge, with clients, teams and partners."""

from datetime import date, timedelta

from .blueprint import Blueprint
from .draw import FIRST_DAY, LAST_DAY
from .workbook import Row

MODES = ["face to face", "face to face", "face to face", "phone", "video", "email", "letter", "other", None]
BY = ["specialist", "client", "both", None]
PURPOSES = ["application", "vacancy enquiry", "advertised job", "promote a client", "relationship", "in-work"]
PLACES = ["unit", "office", "community", "workplace", "remote"]
OTHER_KINDS = [
    "client",
    "clinical team",
    "care coordinator",
    "benefits advice",
    "careers advice",
    "partner agency",
    "family or carer",
    "in-work support",
    "other duties",
]
NOTES = ["=2+2 is not a formula", "-5 on the mood scale", "@the market", "went well", None, None]


def draw_contacts(plan: Blueprint) -> None:
    """Draws contacts for every started episode, every team, and some for nobody."""
    for episode in plan.rows["Referrals"]:
        if episode["Started"] is not None:
            _draw_employer_contacts(plan, episode)
            _draw_other_contacts(plan, episode)
    for team in plan.references("Teams", "Team ID"):
        _draw_lead_contacts(plan, team)
    for _ in range(0 if plan.almost_empty else plan.draw.whole(0, 10)):
        _draw_contact(plan, plan.draw.day(), "employer", [])
    plan.draw.random.shuffle(plan.rows["Contacts"])


def _draw_contact(plan: Blueprint, day: date, kind: str, clients: list[str], team: str | None = None) -> None:
    draw = plan.draw
    names_employer = kind == "employer" or draw.chance(0.1)
    day = min(day, LAST_DAY)
    due = draw.maybe(day + timedelta(days=7), 0.2)
    plan.add(
        "Contacts",
        Date=day,
        Kind=kind,
        Attended=draw.pick(["yes", "yes", None, None, "no"]),
        Purpose=draw.maybe(draw.pick(PURPOSES), 0.5) if kind == "employer" else None,
        Matches_plan=draw.pick(["yes", "no", None]) if kind == "employer" else None,
        Mode=draw.pick(MODES),
        By=draw.pick(BY),
        Staff_ID=draw.maybe(plan.staff(), 0.9),
        Client_IDs=clients,
        Employer_ID=draw.maybe(draw.pick(plan.references("Employers", "Employer ID")), 0.85)
        if names_employer
        else None,
        Team_ID=team,
        Place=draw.maybe(draw.pick(PLACES), 0.8),
        Minutes=draw.maybe(draw.pick([5, 15, 30, 60]), 0.8),
        Note=draw.pick(NOTES),
        Others_present=draw.maybe("an invented nurse", 0.1),
        Outcome=draw.maybe("agreed to come again", 0.2),
        Next_action="+ring back" if due else None,
        Next_action_due=due,
        Next_action_done=draw.maybe(day, 0.5) if due else None,
        Outreach=draw.pick(["yes", "no", None, None, None]),
        Entered_on_clinical_system=draw.maybe(day, 0.3),
    )


def _credited(plan: Blueprint, episode: Row) -> list[str]:
    """The episode's client, sometimes with others."""
    others = [client for client in plan.references("Clients", "Client ID") if client != episode["Client ID"]]
    return [episode["Client ID"], *(plan.draw.some(others, 3) if plan.draw.chance(0.2) else [])]


def _draw_employer_contacts(plan: Blueprint, episode: Row) -> None:
    """Before the start, on it, on days 29 to 31, on the closing day, after it, and on any day."""
    draw, started = plan.draw, episode["Started"]
    closed = episode["Closed"] or LAST_DAY
    edges = [started + timedelta(days=days) for days in (-20, -1, 0, 1, 29, 30, 31)]
    edges += [closed, closed, closed + timedelta(days=1)]
    for _ in range(draw.pick([0, 1, 2, 3, 5])):
        day = draw.pick(edges) if draw.chance(0.6) else draw.day(min(started, LAST_DAY), max(closed, started))
        _draw_contact(plan, max(day, FIRST_DAY), "employer", _credited(plan, episode))


def _draw_other_contacts(plan: Blueprint, episode: Row) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 2, 4, 6])):
        day = draw.day(min(episode["Started"], LAST_DAY), LAST_DAY)
        _draw_contact(plan, day, draw.pick(OTHER_KINDS), _credited(plan, episode))


def _draw_lead_contacts(plan: Blueprint, team: str) -> None:
    """Most weeks of the last year and a half, on any day from Monday to Sunday."""
    monday = date(2025, 3, 24)
    while monday <= LAST_DAY and not plan.almost_empty:
        if plan.draw.chance(0.7):
            day = monday + timedelta(days=plan.draw.pick([0, 3, 6]))
            _draw_contact(plan, day, "clinical vocational lead", [], team)
        monday += timedelta(days=7)
