"""The hours and pay of a random unit: fourth hours to the second, and weeks at every limit."""

from datetime import date, timedelta

from .blueprint import Blueprint
from .days import ONE_DAY
from .draw import LAST_DAY
from .permitted import higher_limit, permitted_rows, week_end
from .terms import JOB_KINDS, Unit
from .workbook import Row

HOUR, MINUTE = 3600, 60
# 2.66 and 1.34 hours are exactly four; so are three shifts of 1:20.
EXACTLY_FOUR = [[4 * HOUR], [2 * HOUR, 2 * HOUR], [9576, 4824], [4800, 4800, 4800], [0, 5400, 9000]]
JUST_UNDER = [[14364], [2 * HOUR, 2 * HOUR - MINUTE], [9576, 4788], [4800, 4800, 4740], [0]]
LIMIT = -1
OVER_LIMIT = -2
Week = tuple[int, int | None]
# Weeks of hours and pence; LIMIT stands for the limit of that week, None for pay not recorded.
WEEKS: list[list[Week]] = [
    [(16 * HOUR - MINUTE, LIMIT)],
    [(16 * HOUR, 10000)],
    [(12 * HOUR, OVER_LIMIT)],
    [(20 * HOUR, 1999), (20 * HOUR, 2000), (20 * HOUR, 2001)],
    [(10 * HOUR, 9000), (16 * HOUR, 15000), (10 * HOUR, 9000), (12 * HOUR, 9000), (20 * HOUR, 15000)],
    [(0, 0), (0, 0), (0, 0), (0, 0), (20 * HOUR, 25000)],
    [(16 * HOUR, LIMIT)] * 6,
    [(8 * HOUR, 19550), (8 * HOUR, 20350)],
    [(8 * HOUR, None), (0, 3000), (0, None), (6 * HOUR, 0), (0, 3000)],
    [(30 * HOUR, LIMIT)],
    [*[(12 * HOUR, 12000)] * 4, (17 * HOUR + 1800, OVER_LIMIT)],
]
# When the limit rises; a week across it has the lower one.
RISES = [date(2025, 4, 1), date(2026, 4, 1)]
NO_WEEK: list[Week] = [(-1, None)]


class Timesheet:
    """Adds hours rows that keep the checks: one row a day for each job, 24 hours a day for each client."""

    def __init__(self, plan: Blueprint) -> None:
        self.plan = plan
        self.worked: dict[tuple[str, date], int] = {}
        self.taken: set[tuple[str, date]] = set()

    def add(self, activity: Row, day: date, seconds: int, pence: int | None) -> None:
        """Adds the row where the checks allow it."""
        by_client, by_job = (activity["Client ID"], day), (activity["Activity ID"], day)
        total = self.worked.get(by_client, 0) + seconds
        until = min(activity["Ended"] or LAST_DAY, LAST_DAY)
        if by_job in self.taken or total > 24 * HOUR or not activity["Started"] <= day <= until:
            return
        self.taken.add(by_job)
        self.worked[by_client] = total
        self.plan.add("Hours", Activity_ID=activity["Activity ID"], Date=day, Hours=seconds, Earnings=pence)


def draw_hours(plan: Blueprint) -> None:
    """Draws the hours rows of every activity, entered in any order."""
    sheet = Timesheet(plan)
    unit = Unit(plan.rows)
    for activity in plan.rows["Activities"]:
        if activity["Kind"] in JOB_KINDS:
            _draw_job_hours(sheet, unit, activity)
        elif activity["Permitted work"] is not None:
            sheet.add(activity, activity["Started"], 5 * HOUR, 5000)
    _draw_changes_in_a_week(plan, Unit(plan.rows))
    if plan.draw.chance(0.5):
        plan.draw.random.shuffle(plan.rows["Hours"])


def _draw_changes_in_a_week(plan: Blueprint, unit: Unit) -> None:
    """Changes of what a week's status hangs on, around the last day of the week."""
    for row in permitted_rows(unit):
        if plan.draw.chance(0.08):
            client = unit.activities[row["Activity ID"]]["Client ID"]
            end = week_end(unit, client, row["Date"])
            since = end + timedelta(days=plan.draw.pick([-3, -1, 0, 1]))
            if plan.draw.chance(0.7):
                plan.change(
                    "client", client, "Benefits", since, plan.draw.pick([["uc"], ["esa new style"], []])
                )
            else:
                plan.change("client", client, "Legal status", since, plan.draw.pick(["03", "16", None]))


def _draw_job_hours(sheet: Timesheet, unit: Unit, job: Row) -> None:
    draw = sheet.plan.draw
    likely_weeks = 0.85 if job["Permitted work"] not in (None, "none") else 0.25
    first_shifts = draw.pick([*EXACTLY_FOUR, *JUST_UNDER, [], [24 * HOUR]])
    for day, seconds in enumerate(first_shifts):
        sheet.add(job, job["Started"] + day * ONE_DAY, seconds, draw.pick([None, seconds // 300, 0]))
    if draw.chance(likely_weeks):
        _draw_weeks(sheet, unit, job)


def _draw_weeks(sheet: Timesheet, unit: Unit, job: Row) -> None:
    """Weeks drawn one run after another, some left out, in the client's own benefit weeks."""
    draw = sheet.plan.draw
    for rise in RISES:
        if draw.chance(0.5):
            across = week_end(unit, job["Client ID"], rise)
            pence = draw.pick([LIMIT, higher_limit(rise + timedelta(days=7))])
            _draw_week(sheet, job, across, 8 * HOUR, _pay(across, pence))
    since = max(job["Started"], draw.pick([job["Started"], date(2026, 2, 20), date(2026, 6, 1)]))
    end = week_end(unit, job["Client ID"], since) + timedelta(days=7)
    for _ in range(draw.whole(2, 7)):
        for seconds, pence in draw.pick([*WEEKS, NO_WEEK]):
            if end <= LAST_DAY and seconds >= 0:
                _draw_week(sheet, job, end, seconds, _pay(end, pence))
            end += timedelta(days=7)


def _pay(end: date, pence: int | None) -> int | None:
    limit = higher_limit(end) or 0
    return {LIMIT: limit, OVER_LIMIT: limit + 1}.get(pence, pence) if pence is not None else None


def _draw_week(sheet: Timesheet, job: Row, end: date, seconds: int, pence: int | None) -> None:
    """The week's hours over some days, its pay shared out or all on the last worked day."""
    draw = sheet.plan.draw
    days = draw.pick([1, 2, 3]) if seconds <= 12 * HOUR else draw.pick([3, 4])
    each, rest = seconds // days // MINUTE * MINUTE, seconds - seconds // days // MINUTE * MINUTE * days
    by_the_week = draw.chance(0.5)
    for number in range(days):
        last = number == days - 1
        share = None if pence is None or (by_the_week and not last) else pence // days
        if pence is not None and last:
            share = pence if by_the_week else pence - pence // days * (days - 1)
        sheet.add(job, end - timedelta(days=days - 1 - number), each + (rest if last else 0), share)
