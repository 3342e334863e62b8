"""Staying in work, recounted."""

from collections.abc import Callable
from datetime import date, timedelta

from .days import ONE_DAY, Period, financial_year_start, months_after
from .figure import Figure, number, share
from .terms import Unit, current, is_retention_case, served_in

THIRTEEN_WEEKS = timedelta(days=91)
KEPT_OUTCOMES = {"kept", "kept, changed", "moved to another job"}


def staying_in_work(unit: Unit, period: Period) -> dict[str, Figure]:
    """The jobs kept to each milestone, and the jobs at risk that were saved."""
    cases = [e for e in unit.records["Referrals"] if is_retention_case(e)]
    settled = [e for e in cases if e["Retention outcome"] and period.holds(e["Retention outcome on"])]
    saved = sum(e["Retention outcome"] in KEPT_OUTCOMES for e in settled)
    return {
        "kept.13_weeks": _kept(unit, period, "13 weeks", lambda start: start + THIRTEEN_WEEKS),
        "kept.3_months": _kept(unit, period, "3 months", lambda start: months_after(start, 3)),
        "kept.6_months": _kept(unit, period, "6 months", lambda start: months_after(start, 6)),
        "kept.9_months": _kept(unit, period, "9 months", lambda start: months_after(start, 9)),
        "kept.12_months": _kept(unit, period, "12 months", lambda start: months_after(start, 12)),
        "kept.from_last_year": number(len(_from_last_year(unit, period.last))),
        "retention.supported": number(len({e["Client ID"] for e in cases if served_in(e, period)})),
        "retention.kept": share(saved, len(settled)),
    }


def _kept(unit: Unit, period: Period, name: str, milestone: Callable[[date], date]) -> Figure:
    """The share, and beside it how many of those kept somebody confirmed, where that is any."""
    said = {
        row["Activity ID"]
        for row in unit.records["Milestones"]
        if row["Milestone"] == name and row["Still in work"] != "no"
    }
    kept = due = confirmed = 0
    for job, _ in unit.counted_jobs(period.last):
        reached_on = milestone(job["Started"])
        if period.holds(reached_on):
            due += 1
            is_kept = unit.keeps_on(job, reached_on)
            kept += is_kept
            confirmed += is_kept and job["Activity ID"] in said
    return share(kept, due) | ({"confirmed": confirmed} if confirmed else {})


def _from_last_year(unit: Unit, last: date) -> set[str]:
    april = financial_year_start(last)
    this_year = Period("year to date", april, last)
    seen = {client for c in unit.contacts if this_year.holds(c["Date"]) for client in c["Client IDs"]}
    working = {job["Client ID"] for job, _ in unit.counted_jobs(april - ONE_DAY) if current(job, april)}
    return working & seen & set(unit.caseload(april))
