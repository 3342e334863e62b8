"""The clients of a random unit, their episodes, and what is recorded about them beside work."""

from datetime import date, timedelta

from .blueprint import Blueprint
from .days import ONE_DAY, months_after
from .draw import FIRST_DAY, LAST_DAY, PERIOD_ENDS, Draw
from .permitted import WEEKDAYS, week_end
from .terms import AT_RISK, Unit
from .workbook import Row

BENEFITS = ["esa new style", "esa old style", "ib or sda", "uc", "pip or dla", "other", "none"]
LEGAL_CODES = ["01", "03", "09", "10", "15", "16", "34", "37", "38", "99"]
GENDERS = ["male", "female", "non-binary", "other", "not stated", "not known"]
ETHNIC_CODES = [*"abcdefghjklmnprsz", "99"]
UNTOLD = ["prefer not to say", "not asked"]
NEEDS = ["social support", "housing", "training", "vocational", "other", "debt", "budgeting"]
SOURCES = ["named nurse", "OT", "psychologist", "social worker", "GP", "self", "advocate", "other"]
POSITIONS = ["out of work", None, "out of work", AT_RISK, "in work, changing job"]
OUTCOMES = ["kept", "kept, changed", "moved to another job", "lost"]
REASONS = ["not ready", "not ready", "not wanting work", "duplicate", None]
LENGTHS = [0, 1, 12, 29, 30, 31, 90, 200, 365, 500]
AGE_EDGES = [15, 16, 18, 21, 26, 36, 46, 56, 65]


def draw_clients(plan: Blueprint) -> None:
    """Draws every client with their episodes."""
    for number in range(1, plan.clients + 1):
        client = _draw_client(plan, number)
        _draw_client_changes(plan, client)
        _draw_episodes(plan, client)


def _birth(draw: Draw) -> date | None:
    kind = draw.whole(0, 9)
    if kind == 0:
        return None
    if kind == 1:
        return date(draw.pick([1960, 1980, 2000, 2008]), 2, 29)
    if kind <= 4:
        birthday = months_after(draw.pick(PERIOD_ENDS), -12 * draw.pick(AGE_EDGES))
        return birthday + timedelta(days=draw.whole(-1, 1))
    return draw.day(date(1955, 1, 1), date(2007, 12, 31))


def _benefits(draw: Draw) -> list[str]:
    if draw.chance(0.1):
        return []
    if draw.chance(0.5):
        return ["esa new style", *draw.some(BENEFITS[3:6], 1)]
    return draw.pick([["none"], draw.some(BENEFITS[:6], 2), [draw.pick(BENEFITS)]])


def _draw_client(plan: Blueprint, number: int) -> Row:
    draw = plan.draw
    return plan.add(
        "Clients",
        Client_ID=plan.reference("C", number),
        Name=draw.name(),
        NHS_number=draw.maybe(draw.nhs_number(), 0.8),
        Date_of_birth=_birth(draw),
        Gender=draw.maybe(draw.pick(GENDERS), 0.9),
        Ethnic_category=draw.maybe(draw.pick(ETHNIC_CODES), 0.9),
        Team_ID=draw.maybe(plan.team(), 0.85),
        Key_worker_ID=draw.maybe(plan.staff(), 0.3),
        Care_coordinator_ID=draw.maybe(plan.staff(), 0.3),
        Needs=draw.some(NEEDS, 4),
        Legal_status=draw.maybe(draw.pick(LEGAL_CODES), 0.8),
        Benefits=_benefits(draw),
        Benefit_week_ends=draw.maybe(draw.pick(WEEKDAYS), 0.7),
        Ward=draw.maybe("Invented Ward", 0.5),
        Disability=draw.maybe(draw.pick(["yes", "no", *UNTOLD]), 0.7),
        Religion=draw.maybe(draw.pick(["no religion", "sikh", "other", *UNTOLD]), 0.7),
        Sexual_orientation=draw.maybe(draw.pick(["bisexual", "unsure", *UNTOLD]), 0.7),
        Forensic_history=draw.pick(["yes", "no", None]),
        Alcohol_or_drug_dependency=draw.pick(["yes", "no", None]),
    )


def _draw_client_changes(plan: Blueprint, client: Row) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 0, 1, 2, 4])):
        since = draw.day()
        heading = draw.pick(["Team ID", "Benefits", "Legal status", "Ward"])
        # Twice on one date: the one entered last counts.
        for _ in range(draw.pick([1, 1, 1, 2])):
            value: object = plan.team() if heading == "Team ID" else draw.pick(LEGAL_CODES)
            if heading == "Benefits":
                value = _benefits(draw)
            if heading == "Ward":
                value = draw.pick(["Ward of Echoes", "7"])
            plan.change("client", client["Client ID"], heading, since, draw.maybe(value, 0.8))


def _draw_episodes(plan: Blueprint, client: Row) -> None:
    """One after the other, because a client has one episode open at a time."""
    draw = plan.draw
    received = draw.day(date(2023, 10, 1), date(2026, 10, 31))
    if draw.chance(0.5):
        received = draw.day(date(2024, 3, 1), date(2025, 10, 31))
    for _ in range(draw.pick([0, 1, 1, 1, 2, 3])):
        closed = _draw_episode(plan, client, received)
        touching = plan.touching_episodes and closed != received and draw.chance(0.5)
        if closed is None or closed >= LAST_DAY:
            return
        received = closed if touching else draw.day(closed + ONE_DAY, min(closed + timedelta(90), LAST_DAY))


def _draw_episode(plan: Blueprint, client: Row, received: date) -> date | None:
    """One episode: declined, waiting, or started; gives back the day it was closed."""
    draw = plan.draw
    episode = plan.add(
        "Referrals",
        Referral_ID=plan.reference("R", len(plan.rows["Referrals"]) + 1),
        Client_ID=client["Client ID"],
        Received=received,
        Source=draw.maybe(draw.pick(SOURCES), 0.9),
        Written_information_given=draw.maybe(received, 0.5),
        Written_information_form=draw.maybe(draw.pick(["leaflet", "easy read", "letter"]), 0.5),
    )
    decided = min(received + timedelta(days=draw.pick([0, 1, 5, 14])), LAST_DAY)
    if draw.chance(0.15):
        episode.update({"Declined": decided, "Decline reason": draw.pick(REASONS), "Closed": decided})
        return decided
    episode["Accepted"] = draw.maybe(decided, 0.9)
    started = decided + timedelta(days=draw.pick([0, 1, 7, 20, 40]))
    if started > LAST_DAY or draw.chance(0.1):
        episode["Closed"] = draw.maybe(draw.day(decided, LAST_DAY), 0.5)
    else:
        _start(plan, episode, _start_day(draw, started))
    closed: date | None = episode["Closed"]
    return closed


def _start_day(draw: Draw, soonest: date) -> date:
    """The soonest day, or one around the end of the period that holds it."""
    period_end = min((day for day in PERIOD_ENDS if day >= soonest), default=soonest)
    return soonest if draw.chance(0.6) else draw.around(period_end, soonest, LAST_DAY)


def _start(plan: Blueprint, episode: Row, started: date) -> None:
    draw = plan.draw
    episode["Started"] = started
    episode["Profile started"] = draw.maybe(started, 0.6)
    episode["Staff ID"] = draw.maybe(plan.staff(), 0.85)
    episode["Position at start"] = draw.pick(POSITIONS)
    closed = started + timedelta(days=draw.pick(LENGTHS))
    if draw.chance(0.4):
        closed = draw.day(started, LAST_DAY)
    if closed <= LAST_DAY and draw.chance(0.6):
        episode["Closed"] = closed
        episode["Closure reason"] = draw.maybe("goal met", 0.7)
        episode["Closure agreed with person"] = draw.pick(["yes", "no", None])
    if episode["Position at start"] == AT_RISK or draw.chance(0.04):
        episode["Retention outcome"] = draw.maybe(draw.pick(OUTCOMES), 0.8)
        episode["Retention outcome on"] = draw.maybe(draw.day(started, LAST_DAY), 0.85)
    if draw.chance(0.2):
        since = draw.day(started, LAST_DAY)
        plan.change("referral", episode["Referral ID"], "Paused", since, draw.maybe("ill health", 0.6))
    for _ in range(draw.pick([0, 0, 1, 2])):
        since = draw.day(started, LAST_DAY)
        plan.change("referral", episode["Referral ID"], "Staff ID", since, draw.maybe(plan.staff(), 0.85))


def draw_about_clients(plan: Blueprint) -> None:
    """Draws plans, risk records, involvement, qualifications, reasons for hours and joint training."""
    for episode in plan.rows["Referrals"]:
        _draw_plans(plan, episode)
    for client in plan.rows["Clients"]:
        _draw_risk(plan, client)
        _draw_taking_part(plan, client)
    for _ in range(0 if plan.almost_empty else plan.draw.whole(2, 6)):
        plan.add(
            "Joint training",
            Date=plan.draw.day(),
            Minutes=plan.draw.maybe(90, 0.8),
            Client_IDs=plan.draw.some(plan.references("Clients", "Client ID"), 8),
            Staff_IDs=plan.draw.some(plan.references("Staff", "Staff ID"), 3),
        )


def _draw_plans(plan: Blueprint, episode: Row) -> None:
    draw = plan.draw
    if draw.chance(0.35):
        return
    agreed = draw.pick([draw.around(episode["Received"], FIRST_DAY, LAST_DAY), draw.day()])
    reviewed = draw.maybe(draw.day(agreed, LAST_DAY), 0.4)
    plan.add(
        "Plans",
        Client_ID=episode["Client ID"],
        Agreed=agreed,
        Goal=draw.maybe("Work in an invented kitchen", 0.8),
        Reviewed=reviewed,
        Next_review=draw.maybe((reviewed or agreed) + timedelta(days=90), 0.5),
    )


def _draw_risk(plan: Blueprint, client: Row) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 1, 1, 2, 3])):
        day = draw.day()
        for _ in range(draw.pick([1, 1, 2])):
            plan.add(
                "Risk",
                Client_ID=client["Client ID"],
                Date=day,
                Own_view=draw.maybe("I know my early signs", 0.6),
                Strengths=draw.maybe("punctual", 0.5),
                Review_on=draw.maybe(day + timedelta(days=180), 0.5),
            )


def _draw_taking_part(plan: Blueprint, client: Row) -> None:
    draw, reference = plan.draw, client["Client ID"]
    for _ in range(draw.pick([0, 0, 1, 2])):
        area = draw.pick(["planning", "delivery", "monitoring", "review"])
        plan.add(
            "Involvement",
            Date=draw.day(),
            Client_ID=reference,
            Area=area,
            What="a panel",
            Kind="interview panel" if area == "review" else None,
        )
    for _ in range(draw.pick([0, 0, 0, 1, 2])):
        plan.add("Qualifications", Client_ID=reference, Attained=draw.day(), Title="Food hygiene, invented")
    if draw.chance(0.2):
        end = week_end(Unit(plan.rows), reference, draw.day(high=LAST_DAY - timedelta(days=7)))
        plan.add(
            "Hours reasons",
            Client_ID=reference,
            Week_ending=end,
            Reason="A colleague was away",
            Follow_up_on=draw.maybe(end + ONE_DAY, 0.5),
        )
