"""The contract, teams and staff of a random unit, and what staff do among themselves."""

from datetime import date, timedelta
from fractions import Fraction

from .blueprint import Blueprint
from .days import ONE_DAY, Period, months_after
from .draw import FIRST_DAY, LAST_DAY, PERIOD_ENDS
from .workbook import Row

CONTRACT_STARTS = [date(2024, 2, 29), date(2025, 8, 18), date(2025, 9, 30), date(2026, 4, 1), None]
SETTINGS = ["locked rehabilitation", "step-down", "community", "other"]
ROLES = [
    "employment specialist",
    "occupational therapist",
    "team leader",
    "clinical vocational lead",
    "care coordinator",
    "manager",
    "other",
]
PARTS = [Fraction(part) for part in ("1", "0.5", "0.2", "0.3", "0.75", "0.05", "0")]
MEETINGS = ["referral or allocation", "referral or allocation", "clinical", "vocational unit", "business"]
SUPERVISIONS = ["one to one", "one to one", None, "field mentoring", "group", "clinical", "appraisal"]


def draw_staff(plan: Blueprint, seed: int) -> None:
    """Draws everything that is there before any client."""
    if seed % 4:
        plan.add(
            "Contract",
            Unit_name=f"{plan.draw.name()} Unit",
            Commissioner=plan.draw.maybe(f"{plan.draw.name()} Board", 0.5),
            Contract_starts=CONTRACT_STARTS[seed % len(CONTRACT_STARTS)],
        )
    for number in range(1, plan.draw.whole(0 if plan.almost_empty else 1, 4) + 1):
        _draw_team(plan, number)
    if plan.with_staff:
        for number in range(1, plan.draw.whole(1 if plan.almost_empty else 4, 7) + 1):
            _draw_member(plan, number)


def draw_among_staff(plan: Blueprint) -> None:
    """Draws meetings, supervision and reviews of the contact log."""
    for month in _months():
        for team in plan.references("Teams", "Team ID"):
            _draw_meetings(plan, team, month)
        for member in plan.rows["Staff"]:
            _draw_supervision(plan, member, month)


def _months() -> list[Period]:
    firsts = [months_after(FIRST_DAY.replace(day=1), month) for month in range(40)]
    return [
        Period("month", first, min(months_after(first, 1) - ONE_DAY, LAST_DAY))
        for first in firsts
        if first <= LAST_DAY
    ]


def _draw_team(plan: Blueprint, number: int) -> None:
    draw = plan.draw
    opened = draw.maybe(draw.day(date(2023, 6, 1), date(2025, 6, 30)), 0.4)
    # The first team stays open, so that most units have team-months to count.
    closes = number > 1 and draw.chance(0.4)
    plan.add(
        "Teams",
        Team_ID=plan.reference("T", number),
        Name=f"{draw.name()} Ward",
        Setting=draw.maybe(draw.pick(SETTINGS), 0.8),
        Opened=opened,
        Closed=draw.day(max(opened or FIRST_DAY, FIRST_DAY), LAST_DAY) if closes else None,
        Team_caseload=draw.maybe(draw.pick([0, 1, 4, 8, 12, 20, 30]), 0.75),
        Team_caseload_on=draw.maybe(draw.day(), 0.75),
    )


def _draw_member(plan: Blueprint, number: int) -> None:
    draw = plan.draw
    started = draw.day(date(2023, 3, 1), date(2026, 6, 30)) if draw.chance(0.6) else date(2023, 1, 1)
    leaves = number > 1 and draw.chance(0.35)
    left = draw.day(max(started, FIRST_DAY), LAST_DAY) if leaves else None
    member = plan.add(
        "Staff",
        Staff_ID=plan.reference("S", number),
        Name=draw.name(),
        Role=ROLES[0] if number <= 2 else draw.pick(ROLES),
        Started=started,
        Left=started if leaves and draw.chance(0.1) else left,
        Employment_WTE=draw.maybe(draw.pick(PARTS), 0.8),
        Team_IDs=draw.some(plan.references("Teams", "Team ID"), 2),
        Profession=draw.maybe("nurse of invented things", 0.3),
        DBS_seen_on=draw.maybe(draw.day(date(2022, 1, 1), date(2023, 1, 1)), 0.5),
    )
    _draw_wte_changes(plan, member)
    _draw_absences(plan, member)


def _draw_wte_changes(plan: Blueprint, member: Row) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 0, 1, 2, 3])):
        since = draw.day(FIRST_DAY - timedelta(days=90))
        # Twice on one date: the one entered last counts.
        for _ in range(draw.pick([1, 1, 2])):
            part = draw.pick(PARTS)
            plan.add("WTE changes", Staff_ID=member["Staff ID"], From=since, Employment_WTE=part)


def _draw_absences(plan: Blueprint, member: Row) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 1, 2, 4])):
        since = draw.day()
        until = since + timedelta(days=draw.pick([0, 1, 6, 20]))
        kind = draw.maybe(draw.pick(["leave", "sickness", "other"]), 0.8)
        plan.add("Absences", Staff_ID=member["Staff ID"], From=since, To=until, Kind=kind)
        if draw.chance(0.3):
            plan.add("Absences", Staff_ID=member["Staff ID"], From=until, To=until + ONE_DAY, Kind="leave")


def _draw_meetings(plan: Blueprint, team: str, month: Period) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 1, 2, 3, 4])):
        plan.add(
            "Team meetings",
            Date=draw.day(month.first, month.last),
            Team_ID=team,
            Kind=draw.pick(MEETINGS),
            Staff_IDs=draw.some(plan.references("Staff", "Staff ID"), 3),
        )


def _draw_supervision(plan: Blueprint, member: Row, month: Period) -> None:
    draw = plan.draw
    if draw.chance(0.6):
        supervisor = plan.staff()
        plan.add(
            "Supervision",
            Date=draw.day(month.first, month.last),
            Staff_ID=member["Staff ID"],
            Kind=draw.pick(SUPERVISIONS),
            Supervisor_ID=draw.maybe(supervisor, 0.7) if supervisor != member["Staff ID"] else None,
        )
    if draw.chance(0.3):
        monday = month.first + timedelta(days=(0 - month.first.weekday()) % 7)
        plan.add(
            "Log reviews",
            Staff_ID=member["Staff ID"],
            Week_starting=monday,
            Reviewed_on=monday + timedelta(days=draw.whole(4, 9)),
            Reviewer_ID=draw.maybe(plan.staff(), 0.7),
        )


def draw_quality(plan: Blueprint) -> None:
    """Draws survey responses and fidelity reviews with their actions."""
    draw = plan.draw
    for quarter_end in PERIOD_ENDS:
        for _ in range(draw.pick([0, 3, 4, 5, 6, 9])):
            answers = {f"Q{n}": draw.pick(["yes", "partly", "no", None]) for n in range(1, 14)}
            day = draw.day(months_after(quarter_end.replace(day=1), -2), quarter_end)
            plan.add("Survey", Date=min(day, LAST_DAY), Overall=draw.maybe(draw.whole(1, 5), 0.85), **answers)
    for number in range(1, draw.whole(0, 5) + 1):
        _draw_review(plan, number)


def _draw_review(plan: Blueprint, number: int) -> None:
    draw = plan.draw
    earlier = [row["Date"] for row in plan.rows["Fidelity reviews"]]
    day = draw.pick(earlier) if earlier and draw.chance(0.3) else draw.day()
    lowest = draw.pick([2, 3, 4])
    scores: dict[str, int | None] = {f"Item_{n}": draw.whole(lowest, 5) for n in range(1, 26)}
    if draw.chance(0.3):
        scores[f"Item_{draw.whole(1, 25)}"] = None
    reference = plan.reference("F", number)
    kind = draw.maybe(draw.pick(["self", "peer", "external"]), 0.8)
    plan.add("Fidelity reviews", Review_ID=reference, Date=day, Kind=kind, **scores)
    for _ in range(draw.whole(0, 6)):
        ends = [end for end in PERIOD_ENDS if end >= day]
        due = draw.pick(ends) if ends and draw.chance(0.5) else draw.day(day, LAST_DAY)
        action = plan.add(
            "Fidelity actions",
            Review_ID=reference,
            Item=draw.whole(1, 25),
            Action="Meet more employers",
            Owner=draw.maybe("the unit", 0.5),
            Due=due,
            Done=draw.maybe(max(day, due + timedelta(days=draw.pick([-30, 0, 1, 20]))), 0.7),
            Start=day,
        )
        action["Status"] = "done, evidenced" if action["Done"] else "in progress"
