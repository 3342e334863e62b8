"""Unfolds the jobs and steps of the demonstration into activities, hours, pay, shifts and reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from ipsdesk.exchange.demo.days import Days, monday_of
from ipsdesk.exchange.demo.lives import Person
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.work import (
    BEFORE_US,
    CLOSER,
    EMPLOYERS,
    JOBS,
    OWN_KITCHEN,
    QUALIFICATIONS,
    STEPS,
    TOWN,
    Job,
    Step,
)
from ipsdesk.models import Activity, Employer, Hours, HoursReason, Qualification, UsualShift
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.ages import age_on
from ipsdesk.rules.codes import (
    MATCHES_PREFERENCE,
    PAID_JOB,
    SELF_EMPLOYMENT,
    VOLUNTEERING,
    WEEKDAYS,
    WORK_EXPERIENCE,
)
from ipsdesk.rules.pay import minimum_pay
from ipsdesk.rules.periods import DAY, add_months, financial_year_start

PENNY = 100
"""Hourly pay is kept in ten-thousandths of a pound."""
APRIL_RISE = 10 * PENNY
ASSUMED_AGE = 30
HOLIDAY_EVERY = 17
REASONS_KEPT_WEEKS = 26

TRAVEL = (10, 15, 25, 40)
"""Minutes each way."""

Shift = tuple[time, time]


class Spell(NamedTuple):
    """Paid work from a day until another (None: still), for an employer (None: self-employed)."""

    since: date
    until: date | None
    employer: str | None


Spells = dict[str, list[Spell]]

EMPLOYER_IDS = {name: f"E{n:02}" for n, (name, _) in enumerate(EMPLOYERS, 1)}


def unfold_work(rows: Rows, days: Days, known: dict[str, Person]) -> Spells:
    """Add employers and everything people did; gives each client's spells of paid work."""
    for name, sector in EMPLOYERS:
        own = name == OWN_KITCHEN
        rows.add(
            Employer, reference=EMPLOYER_IDS[name], name=name, sector=sector, town=TOWN, own_service=own,
            **CLOSER.get(name, {}),
        )  # fmt: skip
    spells: Spells = {}
    for n, job in enumerate(JOBS, 1):
        person = known[job.who]
        spell = Spell(days.ago(job.start), days.ended(job.end)[0], EMPLOYER_IDS.get(job.employer))
        spells.setdefault(person.reference, []).append(spell)
        _add_job(rows, days, job, f"A{n:02}", person)
        if job.shifts:
            _add_hours(rows, days, job, f"A{n:02}", person)
            _add_shifts(rows, days, job, f"A{n:02}")
    _add_jobs_before_us(rows, days, known, spells)
    _add_steps(rows, days, known)
    return spells


def shifts_of(text: str) -> dict[int, Shift]:
    """The shift of each weekday in ``Mon 09:00-13:00, Wed 12:00-16:00``."""
    found = {}
    for part in text.split(", "):
        day, times = part.split()
        start, end = times.split("-")
        weekday = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(day))
        found[weekday] = (time.fromisoformat(start), time.fromisoformat(end))
    return found


def _seconds(shift: Shift) -> int:
    start, end = shift
    return (end.hour - start.hour) * HOUR + (end.minute - start.minute) * 60


def _hourly_pay(job: Job, born_on: date | None, started: date, day: date) -> int:
    """Pay on a day in ten-thousandths of a pound: above the legal minimum, and a little more each April."""
    if job.profit:
        return job.profit * PENNY
    since = max(started, financial_year_start(day))
    age = age_on(since, born_on) if born_on else ASSUMED_AGE
    rises = financial_year_start(day).year - financial_year_start(started).year
    return (minimum_pay(since, age) or 0) + job.above * PENNY + APRIL_RISE * rises


def _weekly_hours(shifts: str) -> int:
    return sum(_seconds(shift) for shift in shifts_of(shifts).values())


def _add_job(rows: Rows, days: Days, job: Job, reference: str, person: Person) -> None:
    started, (ended, reason), shifts = days.ago(job.start), days.ended(job.end), days.fact(job.shifts)
    category = days.fact(job.category)
    rows.add(
        Activity,
        reference=reference,
        client_id=person.reference,
        episode_id=f"{person.reference}-1",
        kind=PAID_JOB if job.employer else SELF_EMPLOYMENT,
        employer_id=EMPLOYER_IDS.get(job.employer),
        title=job.title,
        job_type=job.trade,
        started_on=started,
        ended_on=ended,
        end_reason=reason,
        contract=job.contract if job.employer else None,
        weekly_hours=_weekly_hours(shifts.first) if job.shifts else job.hours and job.hours * HOUR,
        hourly_pay=_hourly_pay(job, person.born_on, started, started),
        four_hours_on=None if job.shifts else started + DAY,
        open_to_anyone=job.supported_by is None,
        set_aside=job.supported_by is not None,
        permitted_work=category.first,
        supported_by=job.supported_by,
        pw1_sent_on=started - 3 * DAY if category.first != "none" and job.pw1 else None,
        service_end=False,
        **_agreed(job, shifts.first),
        **_last_words(ended),
    )
    for since, pattern in shifts.later:
        rows.change("activity", reference, "Weekly hours", since, _weekly_hours(pattern))
    for since, value in category.later:
        rows.change("activity", reference, "Permitted work", since, value)
    april = add_months(financial_year_start(started), 12)
    while april <= (ended or days.today) and not job.profit:
        pay = _hourly_pay(job, person.born_on, started, april)
        rows.change("activity", reference, "Hourly pay", april, pay)
        april = add_months(april, 12)


def _agreed(job: Job, shifts: str) -> dict[str, object]:
    """What was agreed when it began."""
    return {
        "matches_preference": MATCHES_PREFERENCE[len(job.title) % 2],
        "same_pay": True if job.employer == OWN_KITCHEN else None,
        "agreed_seconds": _weekly_hours(shifts) if job.shifts else None,
    }


def _last_words(ended: date | None) -> dict[str, object]:
    """What is recorded of a job's end."""
    if ended is None:
        return {}
    return {
        "heard_of_end_on": ended - 4 * DAY,
        "view_of_end": "Sorry about the people, not about the early bus.",
        "learned": "To ask for the rota in writing; mornings suit better.",
        "next_help_offered": True,
    }


def _add_hours(rows: Rows, days: Days, job: Job, reference: str, person: Person) -> None:
    """Hours day by day up to this week, pay for each of them once the week is over."""
    started = days.ago(job.start)
    for day, shift in _worked(days, job):
        weeks_ago = days.weeks_ago(day)
        on_holiday = not job.busy and (weeks_ago + job.start) % HOLIDAY_EVERY == 0
        unpaid = weeks_ago == 0 or (job.unpaid and weeks_ago % job.unpaid == 2)
        seconds = 0 if on_holiday else _seconds(shift)
        pay = seconds * _hourly_pay(job, person.born_on, started, day) // HOUR // PENNY
        pence = None if unpaid or on_holiday else pay
        rows.add(Hours, activity_id=reference, on_date=day, seconds=seconds, pence=pence)
    if job.busy:
        _add_reasons(rows, days, job, person)


def _worked(days: Days, job: Job) -> Iterator[tuple[date, Shift]]:
    """Each day worked with its shift, the extra shifts of busy weeks included."""
    pattern = days.fact(job.shifts)
    extra = shifts_of(job.busy.split(": ")[1]) if job.busy else {}
    for ago in range(job.start, job.late - 1, -1):
        day = days.ago(ago)
        usual = shifts_of(pattern.on(day))
        today = usual | extra if _busy(days, job, day) else usual
        if shift := today.get(day.weekday()):
            yield day, shift


def _busy(days: Days, job: Job, day: date) -> bool:
    every = int(job.busy.partition(":")[0] or 0)
    return every > 0 and days.weeks_ago(day) % every == 1


def _add_reasons(rows: Rows, days: Days, job: Job, person: Person) -> None:
    """Why each busy week of the last half year went over, and when to come back to it."""
    extra = min(shifts_of(job.busy.split(": ")[1]))
    for weeks in range(REASONS_KEPT_WEEKS, 0, -1):
        day = monday_of(days.ago(7 * weeks)) + extra * DAY
        if _busy(days, job, day) and day > days.ago(job.start):
            ends = day + (person.week_ends - extra) % 7 * DAY
            rows.add(
                HoursReason,
                client_id=person.reference,
                week_ending_on=ends,
                reason=job.reason,
                follow_up_on=ends + 5 * DAY,
            )


def _add_shifts(rows: Rows, days: Days, job: Job, reference: str) -> None:
    for weekday, (start, end) in shifts_of(days.fact(job.shifts).on(days.today)).items():
        rows.add(
            UsualShift,
            activity_id=reference,
            day=WEEKDAYS[weekday],
            from_time=f"{start:%H:%M}",
            to_time=f"{end:%H:%M}",
            travel_minutes=TRAVEL[len(job.employer) % len(TRAVEL)],
        )


def _add_jobs_before_us(rows: Rows, days: Days, known: dict[str, Person], spells: Spells) -> None:
    for n, (who, employer, title, start, hours, end) in enumerate(BEFORE_US, 1):
        client, ended = known[who].reference, days.ago(int(end)) if end else None
        spells.setdefault(client, []).append(Spell(days.ago(start), ended, EMPLOYER_IDS[employer]))
        rows.add(
            Activity, reference=f"B{n:02}", client_id=client, kind=PAID_JOB,
            employer_id=EMPLOYER_IDS[employer], title=title, started_on=days.ago(start), ended_on=ended,
            contract="permanent", weekly_hours=hours * HOUR, open_to_anyone=True, set_aside=False,
        )  # fmt: skip


def _add_steps(rows: Rows, days: Days, known: dict[str, Person]) -> None:
    for n, step in enumerate(STEPS, 1):
        rows.add(
            Activity,
            reference=f"S{n:02}",
            client_id=known[step.who].reference,
            episode_id=f"{known[step.who].reference}-1",
            kind=step.kind,
            employer_id=EMPLOYER_IDS.get(step.employer),
            title=step.title,
            started_on=days.ago(step.start),
            ended_on=None if step.end is None else days.ago(step.end),
            **_limits(days, step),
        )
    for who, ago, title in QUALIFICATIONS:
        rows.add(Qualification, client_id=known[who].reference, attained_on=days.ago(ago), title=title)


def _limits(days: Days, step: Step) -> dict[str, object]:
    """When unpaid work is to be looked at again, and when it is to end."""
    if step.kind not in (WORK_EXPERIENCE, VOLUNTEERING):
        return {}
    planned = days.ago(step.end if step.end is not None else step.start - 120)
    return {"planned_end_on": planned, "review_on": days.ago(step.start - 30)}
