"""The employers and activities of a random unit, with hours, pay and changes around the days that matter."""

from datetime import date, timedelta
from fractions import Fraction

from .blueprint import Blueprint
from .days import age_on, months_after
from .draw import FIRST_DAY, LAST_DAY, Draw
from .pay import minimum_pence
from .permitted import WEEKDAYS
from .terms import JOB_KINDS
from .workbook import Row

KINDS = ["paid job"] * 6 + [
    "self-employment",
    "self-employment",
    "work experience",
    "volunteering",
    "education",
    "training",
    "specialist service",
]
CONTRACTS = ["permanent", "fixed term", "temporary or agency", "seasonal", "zero hours", "apprenticeship"]
CATEGORIES = ["none", "lower", "higher", "higher", "supported", "supported"]
WEEKLY_HOURS = [Fraction(hours) for hours in ("4", "8", "15.5", "16", "29.99", "30", "37.5")]
SUPERVISING = ["hospital treatment programme", "an invented charity", None, None]
MILESTONES = ["13 weeks", "3 months", "6 months", "9 months", "12 months"]
YES_NO_EMPTY = ["yes", "yes", "no", None]


def draw_work(plan: Blueprint) -> None:
    """Draws employers, then the activities of every client."""
    draw = plan.draw
    for number in range(1, draw.whole(1 if plan.almost_empty else 3, 12) + 1):
        plan.add(
            "Employers",
            Employer_ID=plan.reference("E", number),
            Name=f"{draw.name()} & Partners",
            Sector=draw.maybe("Catering", 0.7),
            Town=draw.maybe("Invented Town", 0.7),
            Own_service=draw.pick(["yes", "no", "no", None]),
        )
    for client in plan.rows["Clients"]:
        for _ in range(draw.pick([0, 1, 1, 2, 4])):
            _draw_activity(plan, client)


def draw_milestones(plan: Blueprint) -> None:
    """Draws what was said of the milestones of some jobs; an empty answer means still in work."""
    draw = plan.draw
    for job in plan.rows["Activities"]:
        if job["Kind"] not in JOB_KINDS:
            continue
        for milestone in draw.some(MILESTONES, len(MILESTONES)):
            plan.add(
                "Milestones",
                Activity_ID=job["Activity ID"],
                Milestone=milestone,
                Confirmed_on=draw.day(),
                Still_in_work=draw.pick(YES_NO_EMPTY),
                Same_hours=draw.pick(YES_NO_EMPTY),
            )


def _start_day(draw: Draw, episode: Row | None) -> date:
    """Before, on and after the episode's start, and at the edges of the bands by time."""
    if episode is None:
        return draw.day()
    base = episode["Started"] or episode["Received"]
    edges = [base, base, months_after(base, 6), months_after(base, 12), episode["Closed"] or base]
    edge = draw.pick(edges)
    if draw.chance(0.5):
        return draw.around(edge, FIRST_DAY - timedelta(days=400), LAST_DAY)
    until = min(episode["Closed"] or LAST_DAY, LAST_DAY)
    return draw.day(min(base, LAST_DAY), max(until, min(base, LAST_DAY)))


def _end_day(draw: Draw, started: date) -> date | None:
    """Open, or around one of the milestones, or any day."""
    milestones = [started, started + timedelta(days=91)]
    milestones += [months_after(started, months) for months in (3, 6, 9, 12)]
    if draw.chance(0.4):
        return None
    if draw.chance(0.7):
        return draw.around(min(draw.pick(milestones), LAST_DAY), started, max(started, LAST_DAY))
    return draw.day(started, max(started, LAST_DAY))


def _draw_activity(plan: Blueprint, client: Row) -> None:
    draw = plan.draw
    episodes = [row for row in plan.rows["Referrals"] if row["Client ID"] == client["Client ID"]]
    episode = draw.pick(episodes) if episodes and draw.chance(0.93) else None
    started = _start_day(draw, episode)
    # On the day one episode closes and the next is received, a job without a Referral ID has neither.
    between = bool(plan.touching_episodes and episode and episode["Closed"] and draw.chance(0.3))
    if between and episode is not None:
        started = episode["Closed"]
    ended = _end_day(draw, started)
    activity = plan.add(
        "Activities",
        Activity_ID=plan.reference("A", len(plan.rows["Activities"]) + 1),
        Client_ID=client["Client ID"],
        Referral_ID=draw.maybe(episode["Referral ID"], 0.65) if episode and not between else None,
        Kind=draw.pick(KINDS),
        Employer_ID=draw.maybe(draw.pick(plan.references("Employers", "Employer ID")), 0.8),
        Title=draw.maybe("Kitchen assistant", 0.8),
        Job_type=draw.maybe(draw.pick(["catering", "retail", "cleaning"]), 0.7),
        Started=started,
        Ended=ended,
        End_reason=draw.maybe("resigned", 0.5) if ended else None,
    )
    if activity["Kind"] in JOB_KINDS:
        if draw.chance(0.12):
            _come_of_age(draw, client, started)
        _draw_job_facts(plan, client, activity)
        _draw_job_changes(plan, client, activity)
        if draw.chance(0.3):
            _draw_shift(plan, activity)
    elif draw.chance(0.15):
        # Not a job, so its category and hours belong to no figure.
        activity["Permitted work"] = "higher"


def _come_of_age(draw: Draw, client: Row, started: date) -> None:
    """Moves a birthday on which the legal minimum rises to the job's start or soon after."""
    birthday = started + timedelta(days=draw.pick([0, 1, 10]))
    client["Date of birth"] = months_after(birthday, -12 * draw.pick([16, 18, 21]))


def _hourly_pay(draw: Draw, client: Row, day: date) -> int | None:
    """At the legal minimum for the client's age on that day, a penny under or over, or not known."""
    born = client["Date of birth"]
    minimum = minimum_pence(age_on(born, day), day) if born else None
    if draw.chance(0.15):
        return None
    return (minimum or 1221) + draw.pick([-1, 0, 0, 0, 1, 150])


def _draw_job_facts(plan: Blueprint, client: Row, job: Row) -> None:
    draw = plan.draw
    latest = job["Ended"] or max(LAST_DAY, job["Started"])
    soon = min(job["Started"] + timedelta(days=draw.pick([0, 0, 1, 4, 30])), latest)
    job["Four hours worked on"] = draw.maybe(draw.pick([soon, draw.day(job["Started"], latest)]), 0.55)
    if job["Kind"] == "paid job":
        job["Contract"] = draw.maybe(draw.pick(CONTRACTS), 0.85)
    job["Weekly hours"] = draw.maybe(draw.pick(WEEKLY_HOURS), 0.85)
    job["Hourly pay"] = _hourly_pay(draw, client, job["Started"])
    job["Open to anyone"] = draw.pick(YES_NO_EMPTY)
    job["Set aside"] = draw.pick(["no", "no", "no", "yes", None])
    if draw.chance(0.6):
        job["Permitted work"] = draw.pick(CATEGORIES)
        job["Supported by"] = draw.pick(SUPERVISING)
        job["PW1 sent"] = draw.maybe(draw.day(job["Started"] - timedelta(days=5), latest), 0.5)


def _changed_value(draw: Draw, client: Row, job: Row, heading: str, since: date) -> object:
    if heading == "Weekly hours":
        return draw.pick(WEEKLY_HOURS)
    if heading == "Hourly pay":
        return _hourly_pay(draw, client, max(since, job["Started"]))
    return draw.pick(CONTRACTS if heading == "Contract" else CATEGORIES)


def _draw_job_changes(plan: Blueprint, client: Row, job: Row) -> None:
    draw = plan.draw
    headings = ["Weekly hours", "Hourly pay", "Permitted work", "Permitted work"]
    if job["Kind"] == "paid job":
        headings.append("Contract")
    for _ in range(draw.pick([0, 1, 1, 2, 4])):
        heading = draw.pick(headings)
        near = draw.around(job["Started"], date.min, date.max)
        since = near if draw.chance(0.6) else draw.day(FIRST_DAY, LAST_DAY)
        for _ in range(draw.pick([1, 1, 1, 2])):
            value = _changed_value(draw, client, job, heading, since)
            plan.change("activity", job["Activity ID"], heading, since, draw.maybe(value, 0.85))


def _draw_shift(plan: Blueprint, job: Row) -> None:
    for weekday in plan.draw.some(WEEKDAYS, 3):
        begins = plan.draw.whole(12, 30) * 1800
        ends = begins + plan.draw.whole(2, 12) * 1800
        plan.add("Usual shifts", Activity_ID=job["Activity ID"], Day=weekday, From=begins, To=ends)
