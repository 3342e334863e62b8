"""Rapid job search, recounted."""

from datetime import date, timedelta
from fractions import Fraction

from .days import Period
from .figure import Figure, mean, number, share
from .terms import Unit, is_retention_case
from .workbook import Row

THIRTY_DAYS = timedelta(days=30)


def rapid_job_search(unit: Unit, period: Period) -> dict[str, Figure]:
    """How soon and how often employers are met."""
    return {
        "search.days_to_employer": _days_to_employer(unit, period),
        "search.within_30_days": _within_30_days(unit, period),
        "employers.contacted": _employers_contacted(unit, period.last),
        "employers.per_week": _per_week(unit, period),
    }


def _is_meeting(contact: Row) -> bool:
    return bool(contact["Kind"] == "employer" and contact["Mode"] == "face to face")


def first_employer_meeting(unit: Unit, episode: Row) -> date | None:
    """The first face-to-face employer contact credited to the client while the episode was open."""
    begun = unit.clock_day(episode)
    if begun is None:
        return None
    days: list[date] = [
        contact["Date"]
        for contact in unit.contacts
        if _is_meeting(contact)
        and episode["Client ID"] in contact["Client IDs"]
        and contact["Date"] >= begun
        and (episode["Closed"] is None or contact["Date"] <= episode["Closed"])
    ]
    return min(days, default=None)


def _on_the_clock(unit: Unit) -> list[tuple[Row, date]]:
    """Each job seeker's episode with the day its clock starts."""
    return [
        (episode, begun)
        for episode in unit.records["Referrals"]
        if not is_retention_case(episode) and (begun := unit.clock_day(episode)) is not None
    ]


def _days_to_employer(unit: Unit, period: Period) -> Figure:
    days = []
    for episode, begun in _on_the_clock(unit):
        met_on = first_employer_meeting(unit, episode)
        if met_on is not None and period.holds(met_on):
            days.append((met_on - begun).days)
    return mean(days) | {"not_yet": len(_not_yet(unit, period.last))}


def _not_yet(unit: Unit, last: date) -> set[str]:
    placed = {episode["Referral ID"] for _, episode in unit.counted_jobs(last)}
    waiting = set()
    for episode, begun in _on_the_clock(unit):
        met_on = first_employer_meeting(unit, episode)
        met = met_on is not None and met_on <= last
        is_open = begun <= last and (episode["Closed"] is None or episode["Closed"] > last)
        if is_open and not met and episode["Referral ID"] not in placed:
            waiting.add(episode["Referral ID"])
    return waiting


def _within_30_days(unit: Unit, period: Period) -> Figure:
    in_time = due = 0
    for episode, begun in _on_the_clock(unit):
        day_30 = begun + THIRTY_DAYS
        if period.holds(day_30):
            due += 1
            met_on = first_employer_meeting(unit, episode)
            in_time += met_on is not None and met_on <= day_30
    return share(in_time, due)


def _employers_contacted(unit: Unit, last: date) -> Figure:
    month = Period("month to date", last.replace(day=1), last)
    contacts = [c for c in unit.contacts if c["Kind"] == "employer" and month.holds(c["Date"])]
    return number(len({c["Employer ID"] for c in contacts if c["Employer ID"]}))


def _per_week(unit: Unit, period: Period) -> Figure:
    met = sum(_is_meeting(c) and bool(c["Client IDs"]) and period.holds(c["Date"]) for c in unit.contacts)
    worked = sum(
        not unit.absent(staff_id, day) for day in period.days() for staff_id in unit.specialists(day)
    )
    return number(Fraction(met * 7, worked) if worked else None)
