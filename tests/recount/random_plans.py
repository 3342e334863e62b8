"""What people of a random unit aim for: profiles, goals rated around ends of periods, actions, reviews."""

from datetime import date, timedelta

from .blueprint import Blueprint
from .days import ONE_DAY
from .draw import LAST_DAY, PERIOD_ENDS
from .permitted import WEEKDAYS
from .workbook import SHEETS, Row

HEADINGS = [
    heading
    for heading, kind in SHEETS["Vocational profiles"].items()
    if kind == "text" and not heading.endswith("ID")
]
ACTORS = ["the person", "employment specialist", "occupational therapist", "clinician", "family or carer"]
HOUR = 3600


def draw_plans(plan: Blueprint) -> None:
    """Draws what is recorded of each client's profile, goals and plan."""
    for client in plan.references("Clients", "Client ID"):
        _draw_goals(plan, client)
        _draw_profiles(plan, client)
        _draw_around_plan(plan, client)


def _draw_goals(plan: Blueprint, client: str) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 1, 1, 2])):
        set_on = draw.day()
        goal = plan.add(
            "Goals",
            Goal_ID=plan.reference("G", len(plan.rows["Goals"]) + 1),
            Client_ID=client,
            Set_on=set_on,
            Goal=draw.pick(["A job with animals", "=Mornings at a till", "To be paid for baking"]),
        )
        _draw_ratings(plan, goal)
        ended = draw.maybe(draw.day(set_on, LAST_DAY), 0.5)
        goal[draw.pick(["Reached on", "Reached on", "Given up on"])] = ended


def _draw_ratings(plan: Blueprint, goal: Row) -> None:
    """On, before and after the ends of periods, each day once, often with the same rating again."""
    draw, set_on = plan.draw, goal["Set on"]
    ends = [end for end in PERIOD_ENDS if end >= set_on] or [LAST_DAY]
    days = {draw.day(set_on, LAST_DAY) for _ in range(draw.pick([0, 1, 2, 4]))}
    days |= {draw.pick(ends) + draw.whole(-1, 1) * ONE_DAY for _ in range(draw.pick([0, 0, 1, 3]))}
    ordered: list[date] = sorted(days)
    draw.random.shuffle(ordered)
    for day in ordered:
        plan.add("Goal ratings", Goal_ID=goal["Goal ID"], Date=day, Rating=draw.pick([0, 3, 5, 5, 6, 8, 10]))


def _draw_profiles(plan: Blueprint, client: str) -> None:
    draw = plan.draw
    theirs = [row["Activity ID"] for row in plan.rows["Activities"] if row["Client ID"] == client]
    for _ in range(draw.pick([0, 1, 2])):
        day = draw.day()
        profile = plan.add(
            "Vocational profiles",
            Profile_ID=plan.reference("V", len(plan.rows["Vocational profiles"]) + 1),
            Client_ID=client,
            Date=day,
            Author_ID=draw.maybe(plan.staff(), 0.8),
            After_activity_ID=draw.maybe(draw.pick(theirs), 0.5) if theirs else None,
            Next_review=draw.maybe(day + timedelta(days=182), 0.7),
        )
        profile |= {heading: draw.maybe("said in an invented way", 0.5) for heading in HEADINGS}
        for _ in range(draw.pick([0, 1, 2])):
            plan.add(
                "Profile sessions",
                Profile_ID=profile["Profile ID"],
                Date=draw.day(day, LAST_DAY),
                Staff_ID=draw.maybe(plan.staff(), 0.8),
                Minutes=draw.maybe(45, 0.8),
                What_was_covered=draw.maybe("what mornings are like", 0.7),
            )


def _draw_around_plan(plan: Blueprint, client: str) -> None:
    draw = plan.draw
    for _ in range(draw.pick([0, 0, 1, 2])):
        added = draw.day()
        plan.add(
            "Plan actions",
            Client_ID=client,
            Added_on=added,
            Action="Ask the invented bakery",
            By_whom=draw.maybe(draw.pick(ACTORS), 0.8),
            Staff_ID=draw.maybe(plan.staff(), 0.5),
            Due=draw.maybe(added + timedelta(days=14), 0.8),
            Done=draw.maybe(draw.day(added, LAST_DAY), 0.5),
        )
    if draw.chance(0.3):
        asked = draw.maybe(draw.day(), 0.8)
        plan.add(
            "Adjustments",
            Client_ID=client,
            Adjustment="A quieter place for breaks",
            Asked=asked,
            In_place=draw.maybe((asked or LAST_DAY) + ONE_DAY, 0.5),
            Access_to_Work=draw.pick(["yes", "no", None]),
        )
    if draw.chance(0.3):
        begins = draw.whole(8, 14)
        plan.add(
            "Timetable",
            Client_ID=client,
            Day=draw.pick(WEEKDAYS),
            From=begins * HOUR,
            To=(begins + 2) * HOUR,
            Kind=draw.pick(["work", "leave", "therapy", "other"]),
            What=draw.maybe("pottery", 0.5),
            Starts_on=draw.maybe(draw.day(), 0.5),
        )
    if draw.chance(0.4):
        plan.add("Care reviews", Client_ID=client, Date=draw.day(), Held=draw.pick(["yes", "no", None]))
