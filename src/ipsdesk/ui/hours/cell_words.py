"""What the cells of the hours grid say, to the eye in a few figures and to the ear in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipsdesk.rules.typed_hours import cell_hours, spoken_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_week import DayCell, JobLine, PersonWeek, WeekPay
from ipsdesk.services.hours_words import spoken_day

NOTHING = "–"
ESTIMATED = "estimated"
OUTSIDE = "outside the dates of the job, nothing to fill in"


def short_hours(seconds: int) -> str:
    """Hours in the few letters a bar has room for: ``11 h 30``; ``7.66 h`` where seconds remain."""
    if seconds % 60 == 0:
        return spoken_hours(seconds)
    clock = cell_hours(seconds)
    return clock if ":" in clock else f"{clock} h"


def job_words(job: JobLine) -> str:
    """A job to the ear: ``Packer at Northgate Packaging``."""
    return " at ".join(part for part in (job.title, job.employer) if part) or job.reference


def week_spoken(week: BenefitWeek) -> str:
    """How a benefit week stands and which it is: ``Within, week to Sunday 10 May``."""
    return f"{week.words}, week to {spoken_day(week.ends_on)}"


def day_said(cell: DayCell) -> str:
    """The hours of a job on a day."""
    if not cell.is_editable and cell.seconds is None:
        return OUTSIDE
    if cell.seconds is not None:
        return spoken_hours(cell.seconds) if cell.seconds else "did not work"
    return f"planned {spoken_hours(cell.planned)}" if cell.planned else "not recorded"


def sum_said(seconds: int | None, planned: int = 0) -> str:
    """Hours added up."""
    if seconds is not None:
        return spoken_hours(seconds)
    return f"planned {spoken_hours(planned)}" if planned else "not recorded"


def pay_said(pay: WeekPay) -> str:
    """The pay of a job in seven days."""
    if pay.pence is not None:
        return shown_pounds(pay.pence)
    return f"{shown_pounds(pay.expected.pence)} {ESTIMATED}" if pay.expected else "no pay recorded"


def hours_text(cell: DayCell) -> str:
    """A day as it is copied and typed over: what is recorded, never what is only planned."""
    return cell_hours(cell.seconds)


def pay_text(pay: WeekPay) -> str:
    """Pay as it is copied and typed over: what is recorded, never what is only expected."""
    return "" if pay.pence is None else shown_pounds(pay.pence)


def week_of(person: PersonWeek, day: date) -> BenefitWeek:
    """The benefit week that holds a day of the grid."""
    return next((week for week in person.weeks if day <= week.ends_on), person.weeks[-1])


def planned_seconds(jobs: Sequence[JobLine]) -> int:
    """What the usual shifts foresee on blank days, all jobs together."""
    return sum(job.planned for job in jobs)
