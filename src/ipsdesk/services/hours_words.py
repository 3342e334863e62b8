"""Weeks and days of work in the words people read on the grid."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.permitted_work import JudgedWeek, WeekOfWork, WeekStatus
from ipsdesk.rules.wording import MONTHS

NOT_IN = "Hours not in"
SO_FAR = "So far"
RESTRICTED = "Restricted record"
WHY_NOT_JUDGED = "Whoever works with the person sees how the week stands."

STATUS_WORDS = {
    WeekStatus.LOWER: "Within the lower limit",
    WeekStatus.SUPPORTED: "Within supported work",
    WeekStatus.WITHIN: "Within",
    WeekStatus.ON_AVERAGE: "Within on average: get advice",
    WeekStatus.OVER_HOURS: "Over 16 hours",
    WeekStatus.OVER_EARNINGS: "Over the earnings limit",
    WeekStatus.OVER_BOTH: "Over hours and earnings",
}


def spoken_day(day: date) -> str:
    """A day as ``Tuesday 12 May``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def week_words(ends_on: date) -> str:
    """A benefit week by its end, as ``week to Thu 14 May``."""
    return f"week to {WEEKDAYS[ends_on.weekday()][:3]} {ends_on.day} {MONTHS[ends_on.month - 1][:3]}"


def status_words(work: WeekOfWork, judged: JudgedWeek) -> str:
    """How a week with hours in it stands, in a few words."""
    if judged.status is WeekStatus.NOT_APPLICABLE:
        return f"Not applicable{': Universal Credit' if judged.on_universal_credit else ''}"
    if judged.status is WeekStatus.INCOMPLETE:
        return f"Incomplete: {_missing(work)}"
    near = ", near limits" if judged.near and judged.status.colour == "green" else ""
    return f"{STATUS_WORDS[judged.status]}{near}"


def _missing(work: WeekOfWork) -> str:
    if not work.benefits:
        return "benefits not known"
    unpaid = any(job.seconds and job.pence is None for job in work.jobs)
    return "pay not in yet" if unpaid else "pay without hours"
