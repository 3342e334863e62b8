"""What records propose for a fidelity review, recounted from `rulebooks.md` in plain Python."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from .days import ONE_DAY, Period, months_after, whole_weeks
from .pay import is_competitive
from .search import first_employer_meeting
from .terms import Unit, current, is_retention_case, on_caseload
from .workbook import Records, Row

Entry = dict[str, Any]
AT_LEAST = {
    2: (96, 90, 75, 60),
    4: (90, 75, 50),
    16: (90, 75, 50, 25),
    17: (6, 5, 3, 2),
    19: (85, 70, 60, 50),
    20: (85, 70, 60, 50),
    21: (95, 85, 75, 65),
    24: (65, 50, 40, 30),
}
AT_MOST = {1: (20, 25, 30, 40), 15: (30, 60, 150, 270)}
PERCENT = {2, 4, 16, 19, 20, 21, 24}


def whole(number: Fraction) -> int:
    """Rounded to the nearest whole number, halves up."""
    return int((2 * number + 1) // 2)


def band(item: int, figure: int) -> int:
    """5 for the best border reached, one less for each border missed."""
    score = 5
    for border in AT_LEAST.get(item, ()):
        if figure >= border:
            return score
        score -= 1
    for border in AT_MOST.get(item, ()):
        if figure <= border:
            return score
        score -= 1
    return score


def ratio(item: int, part: Fraction | int, of: Fraction | int) -> Entry:
    """A share or ratio with the score it makes."""
    entry: Entry = {"item": item, "numerator": Fraction(part), "denominator": Fraction(of), "score": None}
    entry["figure"] = Fraction(part) / Fraction(of) if of else None
    if of:
        entry["score"] = band(item, whole(entry["figure"] * (100 if item in PERCENT else 1)))
    return entry


def recount_fidelity(records: Records, on: date) -> list[Entry]:
    """One entry for each item with a figure, in order."""
    unit = Unit(records, on)
    window = Period("six months", months_after(on, -6) + ONE_DAY, on)
    return [
        ratio(1, len(unit.caseload(on)), unit.wte_in_post(on)),
        _time(unit, window),
        _teams(unit, on),
        _days_to_employer(unit, window),
        _matching(unit, window),
        _per_week(unit, window),
        _different(19, "Job type", unit, window),
        _different(20, "Employer ID", unit, window),
        _competitive(unit, on),
        _outside(unit, window),
    ]


# ---- time and teams ---------------------------------------------------------------------------------


def _recorded(unit: Unit, window: Period) -> list[Row]:
    """Contacts with minutes that a specialist of the day made."""
    return [
        contact
        for contact in unit.contacts
        if window.holds(contact["Date"])
        and contact["Minutes"]
        and contact["Staff ID"] in unit.specialists(contact["Date"])
    ]


def _time(unit: Unit, window: Period) -> Entry:
    contacts = _recorded(unit, window)
    other = sum(contact["Minutes"] for contact in contacts if contact["Kind"] == "other duties")
    every = sum(contact["Minutes"] for contact in contacts)
    entry = ratio(2, every - other, every)
    return entry if other else entry | {"score": None, "figure": None}


def _outside(unit: Unit, window: Period) -> Entry:
    contacts = _recorded(unit, window)
    outside = sum(one["Minutes"] for one in contacts if one["Place"] in {"community", "workplace"})
    return ratio(24, outside, sum(one["Minutes"] for one in contacts))


def _teams(unit: Unit, on: date) -> Entry:
    teams = {member["Staff ID"]: member["Team IDs"] for member in unit.records["Staff"]}
    there = unit.specialists(on)
    own = every = 0
    for client, episode in unit.caseload(on).items():
        named = unit.named_staff(episode, on)
        if named in there:
            every += 1
            own += unit.client_fact(client, "Team ID", on) in teams[named]
    entry = ratio(4, own, every)
    if entry["score"] and max(len(teams[staff_id]) for staff_id in there) > 2:
        entry["score"] = min(entry["score"], 2)
    return entry


# ---- employers --------------------------------------------------------------------------------------


def _days_to_employer(unit: Unit, window: Period) -> Entry:
    days = []
    for episode in unit.records["Referrals"]:
        begun = unit.clock_day(episode)
        met_on = first_employer_meeting(unit, episode)
        if begun and met_on and window.holds(met_on) and not is_retention_case(episode):
            days.append((met_on - begun).days)
    mean = Fraction(sum(days), len(days)) if days else None
    score = None if mean is None else band(15, whole(mean))
    return {"item": 15, "figure": mean, "n": len(days), "score": score}


def _matching(unit: Unit, window: Period) -> Entry:
    credited = [
        contact
        for contact in unit.contacts
        if contact["Kind"] == "employer" and contact["Client IDs"] and window.holds(contact["Date"])
    ]
    return ratio(16, sum(contact["Matches plan"] == "yes" for contact in credited), len(credited))


def _per_week(unit: Unit, window: Period) -> Entry:
    met = sum(
        contact["Kind"] == "employer"
        and contact["Mode"] == "face to face"
        and bool(contact["Client IDs"])
        and window.holds(contact["Date"])
        for contact in unit.contacts
    )
    worked = sum(
        not unit.absent(staff_id, day) for day in window.days() for staff_id in unit.specialists(day)
    )
    entry = ratio(17, met, Fraction(worked, 7))
    if entry["score"] is None:
        return entry
    seekers = _looking(unit, window.last)
    if seekers in (1, 2) and whole(entry["figure"]) >= 2 * seekers:
        entry["score"] = 5
    entry["score"] = min(entry["score"], _cap(unit, window))
    return entry


def _looking(unit: Unit, on: date) -> int:
    """Job seekers on the caseload without a current job."""
    working = {job["Client ID"] for job in unit.jobs if current(job, on)}
    seekers = {
        episode["Client ID"]
        for episode in unit.records["Referrals"]
        if on_caseload(episode, on) and not is_retention_case(episode)
    }
    return len(seekers - working)


def _cap(unit: Unit, window: Period) -> int:
    """5 where nine in ten weeks of specialists at work were reviewed, 3 where one in each month, else 2."""
    reviewed = {
        (row["Staff ID"], row["Week starting"])
        for row in unit.records["Log reviews"]
        if row["Reviewed on"] <= window.last
    }
    weeks = [
        (staff_id, week.first)
        for week in whole_weeks(window)
        for staff_id in {
            staff_id
            for day in week.days()
            for staff_id in unit.specialists(day)
            if not unit.absent(staff_id, day)
        }
    ]
    done = [week for week in weeks if week in reviewed]
    if not done:
        return 2
    if 10 * len(done) >= 9 * len(weeks):
        return 5
    months: dict[tuple[str, int, int], list[bool]] = defaultdict(list)
    for staff_id, monday in weeks:
        months[staff_id, monday.year, monday.month].append((staff_id, monday) in reviewed)
    return 3 if all(any(month) for month in months.values() if len(month) >= 4) else 2


# ---- jobs -------------------------------------------------------------------------------------------


def _different(item: int, heading: str, unit: Unit, window: Period) -> Entry:
    named = [
        job[heading]
        for job, _ in unit.counted_jobs(window.last)
        if job["Started"] <= window.last
        and (job["Ended"] is None or job["Ended"] >= window.first)
        and job[heading]
    ]
    return ratio(item, len(set(named)), len(named))


def _competitive(unit: Unit, on: date) -> Entry:
    jobs = [job for job, _ in unit.counted_jobs(on) if current(job, on)]
    lasting = sum(
        is_competitive(unit, job) and unit.job_fact(job, "Contract", job["Started"]) == "permanent"
        for job in jobs
    )
    entry = ratio(21, lasting, len(jobs))
    return entry if len(jobs) >= 10 else entry | {"score": 1}
