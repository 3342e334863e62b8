"""Paid work, recounted."""

from datetime import date

from .days import Period, months_after, year_to
from .figure import Figure, bands, number, share_of
from .pay import is_competitive
from .terms import Unit, current, is_out_of_work
from .workbook import Row

BY_TIME = ["under 6 months", "6 to 12 months", "over 12 months"]
BY_TYPE = ["self-employed", "permitted work", "full time", "part time", "hours not known"]
BY_CONTRACT = [
    "permanent",
    "fixed term",
    "temporary or agency",
    "seasonal",
    "zero hours",
    "apprenticeship",
    "self-employed",
    "not known",
]
FULL_TIME_HOURS = 30


def paid_work(unit: Unit, period: Period) -> dict[str, Figure]:
    """The job starts of the period and the people in them."""
    starts = unit.job_starts(period)
    people = {job["Client ID"] for job, _ in starts}
    year = year_to(period.last)
    in_competitive = {job["Client ID"] for job, _ in unit.job_starts(year) if is_competitive(unit, job)}
    return {
        "jobs.started": number(len(starts)),
        "jobs.people": number(len(people)),
        "jobs.first": number(sum(period.holds(day) for day in _first_starts(unit).values())),
        "jobs.in_work": share_of(unit.caseload(period.last), _in_work(unit, period.last)),
        "jobs.competitive_share": share_of(unit.served(year), in_competitive),
        "jobs.employment_rate": _employment_rate(unit, year),
        "jobs.by_time": bands(BY_TIME, [_time_band(job, episode) for job, episode in starts]),
        "jobs.by_type": bands(BY_TYPE, [_type_band(unit, job) for job, _ in starts]),
        "jobs.by_contract": bands(BY_CONTRACT, [_contract_band(unit, job) for job, _ in starts]),
        "jobs.in_service": number(sum(_in_own_service(unit, job) for job, _ in starts)),
    }


def _first_starts(unit: Unit) -> dict[str, date]:
    """Each client's earliest job start ever."""
    first: dict[str, date] = {}
    for job, _ in unit.counted_jobs(date.max):
        counted_on = unit.counted_on(job)
        assert counted_on is not None
        first[job["Client ID"]] = min(counted_on, first.get(job["Client ID"], date.max))
    return first


def _in_work(unit: Unit, last: date) -> set[str]:
    return {job["Client ID"] for job, _ in unit.counted_jobs(last) if current(job, last)}


def _employment_rate(unit: Unit, year: Period) -> Figure:
    episodes = [e for e in unit.records["Referrals"] if is_out_of_work(e) and year.holds(e["Started"])]
    since = {
        episode["Client ID"]
        for episode in episodes
        for job, _ in unit.counted_jobs(year.last)
        if job["Client ID"] == episode["Client ID"] and job["Started"] >= episode["Started"]
    }
    return share_of({e["Client ID"] for e in episodes}, since)


def _time_band(job: Row, episode: Row) -> str:
    if job["Started"] < months_after(episode["Started"], 6):
        return "under 6 months"
    if job["Started"] <= months_after(episode["Started"], 12):
        return "6 to 12 months"
    return "over 12 months"


def _type_band(unit: Unit, job: Row) -> str:
    if job["Kind"] == "self-employment":
        return "self-employed"
    if unit.category(job, job["Started"]) != "none":
        return "permitted work"
    hours = unit.job_fact(job, "Weekly hours", job["Started"])
    if hours is None:
        return "hours not known"
    return "full time" if hours >= FULL_TIME_HOURS else "part time"


def _contract_band(unit: Unit, job: Row) -> str:
    if job["Kind"] == "self-employment":
        return "self-employed"
    return unit.job_fact(job, "Contract", job["Started"]) or "not known"


def _in_own_service(unit: Unit, job: Row) -> bool:
    employer_id = job["Employer ID"]
    return employer_id is not None and unit.employers[employer_id]["Own service"] == "yes"
