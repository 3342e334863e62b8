"""Permitted work, recounted, with the status of each person's week."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .days import Period
from .figure import Figure, bands, number
from .terms import Unit, current
from .workbook import Row

WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
STATUSES = [
    "not applicable",
    "incomplete",
    "within the lower limit",
    "within supported work",
    "within",
    "within on average: get advice",
    "over hours",
    "over earnings",
    "over both",
]
PERMITTED_WORK_BENEFITS = {"esa new style", "esa old style", "ib or sda"}
DETAINED_CODES = {"15", "16", "34", "37", "38"}
LOWER_LIMIT_PENCE = 2000
SIXTEEN_HOURS = 16 * 3600
# From when, and the higher limit in pence a week.
HIGHER_LIMITS: list[tuple[date, int]] = [
    (date(2008, 10, 1), 9200),
    (date(2009, 10, 1), 9300),
    (date(2010, 10, 1), 9500),
    (date(2011, 10, 1), 9750),
    (date(2012, 10, 1), 9950),
    (date(2013, 10, 1), 10100),
    (date(2014, 10, 1), 10400),
    (date(2015, 10, 1), 10750),
    (date(2016, 4, 1), 11550),
    (date(2017, 4, 1), 12000),
    (date(2018, 4, 1), 12550),
    (date(2019, 4, 1), 13150),
    (date(2020, 4, 1), 14000),
    (date(2021, 4, 1), 14300),
    (date(2022, 4, 1), 15200),
    (date(2023, 4, 1), 16700),
    (date(2024, 4, 1), 18350),
    (date(2025, 4, 1), 19550),
    (date(2026, 4, 1), 20350),
]


@dataclass
class JobWeek:
    """One job's hours and pay in one week."""

    job: Row
    seconds: int
    pay_recorded: bool
    pence: int


def permitted_work(unit: Unit, period: Period) -> dict[str, Figure]:
    """The people, weeks, hours and pay of permitted work."""
    rows = [row for row in permitted_rows(unit) if period.holds(row["Date"])]
    return {
        "permitted.people": number(len(_people(unit, period))),
        "permitted.weeks": bands(STATUSES, [week_status(unit, *week) for week in _weeks(unit, period)]),
        "permitted.hours": number(Fraction(sum(row["Hours"] for row in rows), 3600)),
        "permitted.earnings": number(Fraction(sum(row["Earnings"] or 0 for row in rows), 100)),
        "permitted.not_notified": number(len(_not_notified(unit, period.last))),
    }


def permitted_rows(unit: Unit) -> list[Row]:
    """The hours rows of jobs whose category on that row's date is not `none`."""
    return [
        row
        for job in unit.jobs
        for row in unit.hours_of[job["Activity ID"]]
        if unit.category(job, row["Date"]) != "none"
    ]


def _people(unit: Unit, period: Period) -> set[str]:
    return {
        job["Client ID"]
        for job in unit.jobs
        if any(current(job, day) and unit.category(job, day) != "none" for day in period.days())
    }


def _not_notified(unit: Unit, last: date) -> set[str]:
    return {
        job["Client ID"]
        for job in unit.jobs
        if current(job, last)
        and unit.category(job, last) in {"higher", "supported"}
        and (job["PW1 sent"] is None or job["PW1 sent"] > last)
    }


def week_end(unit: Unit, client: str, day: date) -> date:
    """The last day of the client's benefit week that holds the day; Sunday where unknown."""
    ends_on = WEEKDAYS.index(unit.clients[client]["Benefit week ends"] or "sunday")
    return day + timedelta(days=(ends_on - day.weekday()) % 7)


def _weeks(unit: Unit, period: Period) -> set[tuple[str, date]]:
    weeks = set()
    for row in permitted_rows(unit):
        client = unit.activities[row["Activity ID"]]["Client ID"]
        end = week_end(unit, client, row["Date"])
        if period.holds(end):
            weeks.add((client, end))
    return weeks


def _week_rows(unit: Unit, job: Row, end: date) -> list[Row]:
    week = Period("week", end - timedelta(days=6), end)
    return [row for row in unit.hours_of[job["Activity ID"]] if week.holds(row["Date"])]


def _job_weeks(unit: Unit, client: str, end: date) -> list[JobWeek]:
    weeks = []
    for job in unit.jobs_of[client]:
        rows = _week_rows(unit, job, end)
        paid = [row["Earnings"] for row in rows if row["Earnings"] is not None]
        weeks.append(JobWeek(job, sum(row["Hours"] for row in rows), bool(paid), sum(paid)))
    return weeks


def limits_of(unit: Unit) -> list[tuple[date, int]]:
    """The limits by date, the unit's own rows among them; of one date the one entered last."""
    own = [row for row in unit.records["Rates"] if row["Kind"] == "permitted work limit"]
    return sorted({**dict(HIGHER_LIMITS), **{row["From"]: row["Amount"] for row in own}}.items())


def higher_limit(end: date, table: list[tuple[date, int]] = HIGHER_LIMITS) -> int | None:
    """The limit of the week in pence, the lowest of those in a week that straddles a change."""

    def in_force(day: date) -> int | None:
        limits = [limit for since, limit in table if since <= day]
        return limits[-1] if limits else None

    each = [in_force(end - timedelta(days=back)) for back in range(7)]
    known = [limit for limit in each if limit is not None]
    return None if each[-1] is None or len(known) < len(each) else min(known)


def _mean_is_under(unit: Unit, client: str, end: date, seconds: int) -> bool:
    """Whether each of the four weeks before has hours and the mean of the five is under 16 hours."""
    total = seconds
    for weeks_before in range(1, 5):
        earlier = end - timedelta(days=7 * weeks_before)
        rows = [row for job in unit.jobs_of[client] for row in _week_rows(unit, job, earlier)]
        if not rows:
            return False
        total += sum(row["Hours"] for row in rows)
    return Fraction(total, 5) < SIXTEEN_HOURS


def _not_applicable(unit: Unit, client: str, end: date) -> bool:
    benefits = set(unit.client_fact(client, "Benefits", end))
    detained = unit.client_fact(client, "Legal status", end) in DETAINED_CODES
    return detained or bool(benefits and not benefits & PERMITTED_WORK_BENEFITS)


def _incomplete(unit: Unit, client: str, end: date, jobs: list[JobWeek]) -> bool:
    unknown_pay = any(week.seconds > 0 and not week.pay_recorded for week in jobs)
    unknown_hours = any(week.pence > 0 and week.seconds == 0 for week in jobs)
    return not unit.client_fact(client, "Benefits", end) or unknown_pay or unknown_hours


def _all_supported(unit: Unit, end: date, jobs: list[JobWeek]) -> bool:
    return all(
        unit.category(week.job, end) == "supported" and week.job["Supported by"]
        for week in jobs
        if week.seconds > 0
    )


def week_status(unit: Unit, client: str, end: date) -> str:
    """The status of one person's week, by the first rule that fits."""
    jobs = _job_weeks(unit, client, end)
    limit = higher_limit(end, limits_of(unit))
    seconds, pence = sum(week.seconds for week in jobs), sum(week.pence for week in jobs)
    if limit is None or _not_applicable(unit, client, end):
        return "not applicable"
    if _incomplete(unit, client, end, jobs):
        return "incomplete"
    if pence <= LOWER_LIMIT_PENCE:
        return "within the lower limit"
    if pence <= limit and _all_supported(unit, end, jobs):
        return "within supported work"
    return _over_or_within(unit, client, end, seconds, pence > limit)


def _over_or_within(unit: Unit, client: str, end: date, seconds: int, over_earnings: bool) -> str:
    long_week = seconds >= SIXTEEN_HOURS
    over_hours = long_week and not _mean_is_under(unit, client, end, seconds)
    if over_hours and over_earnings:
        return "over both"
    if over_hours:
        return "over hours"
    if over_earnings:
        return "over earnings"
    return "within on average: get advice" if long_week else "within"
