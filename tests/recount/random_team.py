"""What a random unit does to keep its team up to standard: reviews, audits, training, agreements."""

from datetime import date, timedelta

from .blueprint import Blueprint
from .days import months_after
from .draw import FIRST_DAY, LAST_DAY
from .terms import on_caseload
from .workbook import Row

YEARLY = [
    "ips",
    "health and safety",
    "disability and equality law",
    "in-work benefits",
    "working with employers",
]
CHECKS = [
    "Referral",
    "Consent",
    "Profile_in_30_days",
    "Plan_current",
    "Advice_before_job",
    "Next_action_dated",
]
ANSWERS = ["yes", "no", "not applicable", None]
HOSTS = ["Desk", "Computer_and_phone", "Meeting_rooms", "Champion", "Risk_information", "Induction"]


def draw_team(plan: Blueprint) -> None:
    """Draws what is there once everything else is."""
    for number, month in enumerate(_months(plan), start=1):
        _draw_audit(plan, number, month)
    for number, member in enumerate(plan.rows["Staff"], start=1):
        _draw_about(plan, member)
        _draw_training(plan, member["Staff ID"])
        _draw_caseload_review(plan, number, member["Staff ID"])
    for number in range(1, plan.draw.whole(0, 3) + 1):
        _draw_training_action(plan, number)
        _draw_policy(plan, number)
    for team in plan.references("Teams", "Team ID"):
        _draw_agreement(plan, team)
    for row in plan.rows["Supervision"]:
        _draw_minutes(plan, row)


def _after(plan: Blueprint, day: date, most: int = 40) -> date:
    return min(day + timedelta(days=plan.draw.whole(0, most)), LAST_DAY)


def _months(plan: Blueprint) -> list[date]:
    """The first day of most months, of some twice; almost none in a unit that has almost nothing."""
    firsts = [months_after(FIRST_DAY.replace(day=1), month) for month in range(1, 34)]
    often = [1, 1, 1, 1, 0, 2] if not plan.almost_empty else [0, 0, 0, 0, 0, 1]
    return [first for first in firsts for _ in range(plan.draw.pick(often))]


def _draw_audit(plan: Blueprint, number: int, month: date) -> None:
    draw = plan.draw
    # On the first and the last day of a month as often as on any other.
    last = months_after(month, 1) - timedelta(days=1)
    day = draw.pick([month, min(last, LAST_DAY), min(month + timedelta(days=draw.whole(0, 27)), LAST_DAY)])
    reference = plan.reference("A", number)
    plan.add(
        "File audits",
        Audit_ID=reference,
        Date=day,
        Auditor_ID=draw.maybe(plan.staff(), 0.7),
        Files_per_specialist=draw.maybe(draw.whole(1, 4), 0.8),
        Completed_on=draw.maybe(_after(plan, day), 0.8),
    )
    here = sorted({row["Client ID"] for row in plan.rows["Referrals"] if on_caseload(row, day)})
    for client in draw.some(here, 2):
        checks = {check: draw.pick(ANSWERS) for check in CHECKS}
        found = draw.maybe("The plan is a month late", 0.3)
        plan.add(
            "Audited files",
            Audit_ID=reference,
            Client_ID=client,
            Staff_ID=draw.maybe(plan.staff(), 0.7),
            Finding=found,
            Put_right_by=_after(plan, day) if found else None,
            Put_right_by_ID=draw.maybe(plan.staff(), 0.5) if found else None,
            **checks,
        )


def _draw_about(plan: Blueprint, member: Row) -> None:
    draw, started = plan.draw, member["Started"]
    others = [other for other in plan.references("Staff", "Staff ID") if other != member["Staff ID"]]
    member["Line manager ID"] = draw.maybe(draw.pick(others), 0.5) if others else None
    member["Induction done on"] = draw.maybe(min(started + timedelta(days=20), LAST_DAY), 0.5)
    member["Probation ends"] = draw.maybe(months_after(started, 6), 0.4)
    member["DBS recheck due"] = draw.maybe(draw.day(date(2026, 1, 1), date(2027, 12, 31)), 0.3)


def _draw_training(plan: Blueprint, member: str) -> None:
    """Most are trained in everything most years, on days around which counting goes wrong."""
    draw = plan.draw
    for year in (2024, 2025, 2026):
        for topic in YEARLY if draw.chance(0.8) else draw.some(YEARLY, 5):
            if draw.chance(0.95):
                _add_training(
                    plan, member, topic, draw.day(date(year, 1, 15), min(date(year, 12, 31), LAST_DAY))
                )
    for _ in range(draw.pick([0, 0, 1, 2])):
        _add_training(plan, member, "other", draw.day())


def _add_training(plan: Blueprint, member: str, topic: str, day: date) -> None:
    draw = plan.draw
    plan.add(
        "Staff training",
        Date=day,
        Staff_ID=member,
        Topic=topic,
        Title=draw.maybe("A morning about it", 0.2),
        Ad_hoc=draw.maybe(draw.pick(["yes", "no"]), 0.2),
    )


def _draw_caseload_review(plan: Blueprint, number: int, member: str) -> None:
    draw, reference, day = plan.draw, plan.reference("R", number), plan.draw.day()
    plan.add("Caseload reviews", Review_ID=reference, Date=day, Staff_ID=member)
    here = sorted({row["Client ID"] for row in plan.rows["Referrals"] if on_caseload(row, day)})
    for client in draw.some(here, 3):
        decision = draw.maybe(draw.pick(["continue", "step down", "close", "hand over"]), 0.8)
        plan.add("Caseload review lines", Review_ID=reference, Client_ID=client, Decision=decision)


def _draw_training_action(plan: Blueprint, number: int) -> None:
    draw, raised = plan.draw, plan.draw.day()
    plan.add(
        "Training actions",
        Action_ID=plan.reference("X", number),
        Topic=draw.pick([*YEARLY, "other"]),
        What="Hear of what changes in April",
        Raised_on=raised,
        Due=raised + timedelta(days=draw.whole(0, 90)),
        Staff_IDs=draw.some(plan.references("Staff", "Staff ID"), 2),
        Done_on=draw.maybe(_after(plan, raised), 0.5),
    )


def _draw_policy(plan: Blueprint, number: int) -> None:
    draw, agreed = plan.draw, plan.draw.day()
    plan.add(
        "Policies",
        Policy_ID=plan.reference("P", number),
        Title=f"Policy {number}",
        Topic=draw.maybe("health and safety", 0.5),
        Agreed_on=agreed,
        Check_again_by=draw.maybe(months_after(agreed, 12), 0.5),
    )


def _draw_agreement(plan: Blueprint, team: str) -> None:
    draw = plan.draw
    if not draw.chance(0.7):
        return
    agreed = draw.day()
    answers = {point: draw.pick(["yes", "partly", "no", None]) for point in HOSTS}
    plan.add(
        "Host agreements",
        Team_ID=team,
        Agreed_on=agreed,
        Review_on=draw.maybe(months_after(agreed, 12), 0.6),
        **answers,
    )


def _draw_minutes(plan: Blueprint, row: Row) -> None:
    """What was agreed, who signed it; of a group also who was there."""
    draw, day = plan.draw, row["Date"]
    if draw.chance(0.3):
        row["Minutes"], row["Goals set"] = "Went well", draw.maybe("Meet two employers", 0.5)
        row["Staff signed on"] = draw.maybe(_after(plan, day), 0.7)
        row["Next on"] = draw.maybe(months_after(day, 1), 0.7)
    if row["Kind"] == "group":
        row["Attended by"] = draw.some(plan.references("Staff", "Staff ID"), 3)
