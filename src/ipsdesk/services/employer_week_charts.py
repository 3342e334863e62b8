"""Contacts with employers as pictures: each week against its mark, until a job, and how varied the jobs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import Connection, Date, Row, Select, func, or_, select

from ipsdesk.measures.entry import first_employer_contact
from ipsdesk.measures.sqlite import Expression, days_between, materialized
from ipsdesk.measures.terms import A, C, counted_by, jobs, served, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.rules.ips25_proposals import Proposal, propose
from ipsdesk.rules.periods import DAY, year_to
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_words import short_day
from ipsdesk.services.employer_week_reading import WEEK, WeekOfContacts, read_week
from ipsdesk.services.scorecards_chart import Chart, Mark, Series, ticks_for

WEEKS = 13
JOB_TYPES, EMPLOYERS = 19, 20
BANDS = (("up to 30 days", 30), ("31 to 60 days", 60), ("61 to 90 days", 90), ("91 to 180 days", 180))
LONGER, BEFORE = "over 180 days", "no contact before"


def make_pictures(connection: Connection, today: date) -> tuple[Chart, ...]:
    """The three of them, as of today."""
    return (_weeks(connection, today), _to_job(connection, today), _variety(connection, today))


def _bars(name: str, counts: Sequence[int]) -> Series:
    return Series(name, tuple(map(float, counts)), tuple(map(str, counts)))


# ---- contacts a week --------------------------------------------------------------------------------


def _weeks(connection: Connection, today: date) -> Chart:
    monday = today - today.weekday() * DAY
    starts = [monday - WEEK * back * DAY for back in reversed(range(WEEKS))]
    read = [read_week(connection, first, today) for first in starts]
    labels = tuple(short_day(one.first, today) for one in read)
    made = tuple(one.made for one in read)
    series = (_bars("Contacts", made),)
    marks = tuple(_mark(one) for one in read)
    rows = tuple(
        (f"Week of {label}", f"{one.made}", f"{one.wanted}" if one.wanted else "", _standing(one))
        for label, one in zip(labels, read, strict=True)
    )
    return Chart(
        "employer-contacts-week", "Contacts with employers a week", "contacts", _weeks_in_words(read), labels,
        series, marks, ticks_for(series, marks), ("Week", "Contacts", "Mark", "Status"), rows,
    )  # fmt: skip


def _mark(week: WeekOfContacts) -> Mark | None:
    return (float(week.wanted), f"{week.wanted} a week") if week.wanted else None


def _standing(week: WeekOfContacts) -> str:
    if not week.wanted:
        return "no mark"
    if week.made >= week.wanted:
        return "reached"
    return "not reached" if week.is_over else "so far"


def _weeks_in_words(read: Sequence[WeekOfContacts]) -> str:
    asked = [one for one in read if one.is_over and one.wanted]
    reached = sum(one.made >= one.wanted for one in asked)
    if not asked:
        return "No specialist was at work in these weeks."
    this = read[-1]
    each = [line for one in asked for line in one.lines if line.wanted]
    weeks = f"Together the mark was reached in {reached} of the last {counted(len(asked), 'whole week')}"
    alone = f"by each specialist alone in {sum(line.is_met for line in each)} of {len(each)}"
    return f"{weeks}, {alone}; {counted(this.made, 'contact')} so far in the week of {shown_day(this.first)}."


# ---- from first contact to job ----------------------------------------------------------------------


def _first_jobs() -> Select[Any]:
    """Job seekers whose first counted job began in the year: days since their first contact, if any."""
    job, met = jobs(), first_employer_contact(C.c.on_date <= LAST, served(FIRST, LAST))
    begun = materialized(
        select(job.c.episode_id, func.min(job.c.started_on, type_=Date).label("started_on"))
        .where(counted_by(LAST, job))
        .group_by(job.c.episode_id),
        "first_jobs",
    )
    return (
        select(met.c.episode_id, days_between(met.c.met_on, begun.c.started_on).label("days"))
        .join(begun, begun.c.episode_id == met.c.episode_id)
        .where(within(begun.c.started_on, FIRST, LAST))
    )


def _to_job(connection: Connection, today: date) -> Chart:
    found = [row.days for row in connection.execute(_first_jobs(), _year(today))]
    after = [days for days in found if days is not None and days >= 0]
    bands = {name: 0 for name, _ in BANDS} | {LONGER: 0, BEFORE: len(found) - len(after)}
    for days in after:
        bands[next((name for name, most in BANDS if days <= most), LONGER)] += 1
    series = (_bars("First jobs", tuple(bands.values())),)
    sentence = _to_job_in_words(after, len(found), today)
    return Chart(
        "contact-to-job", "From first contact to job", "first jobs", sentence,
        tuple(bands), series, (None,) * len(bands), ticks_for(series), ("Time", "First jobs"),
        tuple((name, f"{count}") for name, count in bands.items()),
    )  # fmt: skip


def _to_job_in_words(after: Sequence[int], total: int, today: date) -> str:
    year = f"in the year to {shown_day(today)}"
    if not total:
        return f"No first job of a job seeker began {year}."
    words = f"{counted(total, 'first job')} of job seekers began {year}, {len(after)} after a first contact"
    return f"{words}, half of those within {round(median(after))} days." if after else f"{words}."


# ---- how varied the jobs are ------------------------------------------------------------------------


def _kinds_of_job() -> Select[Any]:
    """Counted jobs current on some day of the year: those that name a type or an employer, and how many."""
    job = jobs()
    counts: list[Expression] = [
        func.count().label("jobs"),
        func.count(A.c.job_type).label("typed"),
        func.count(A.c.job_type.distinct()).label("types"),
        func.count(A.c.employer_id).label("placed"),
        func.count(A.c.employer_id.distinct()).label("employers"),
    ]
    return (
        select(*counts)
        .select_from(job)
        .join(A, A.c.id == job.c.id)
        .where(counted_by(LAST, job), job.c.started_on <= LAST,
               or_(job.c.ended_on.is_(None), job.c.ended_on >= FIRST))
    )  # fmt: skip


def _variety(connection: Connection, today: date) -> Chart:
    row = connection.execute(_kinds_of_job(), _year(today)).one()
    figures = (("Jobs", row.jobs), ("Types of job", row.types), ("Employers", row.employers))
    series = (_bars("Number", tuple(number for _, number in figures)),)
    types, employers = propose(JOB_TYPES, row.types, row.typed), propose(EMPLOYERS, row.employers, row.placed)
    rows = (
        ("Jobs", f"{row.jobs}", "", ""),
        ("Types of job", f"{row.types}", *_share(types)),
        ("Employers", f"{row.employers}", *_share(employers)),
    )
    sentence = _variety_in_words(row, types, employers, today)
    return Chart(
        "variety-of-jobs", "Different jobs and employers", "number", sentence,
        tuple(name for name, _ in figures), series, (None,) * len(figures), ticks_for(series),
        ("What", "Number", "Of the jobs", "Proposed score"), rows,
    )  # fmt: skip


def _share(found: Proposal | None) -> tuple[str, str]:
    return (f"{found.figure}%", f"{found.score} for item {found.item}") if found else ("", "")


def _variety_in_words(row: Row[Any], types: Proposal | None, employers: Proposal | None, today: date) -> str:
    year = f"in the year to {shown_day(today)}"
    if not row.jobs:
        return f"Nobody was in a counted job {year}."
    kinds = f"{counted(row.types, 'type')} of job ({_said(types, row.typed, 'a type')})"
    where = f"{counted(row.employers, 'employer')} ({_said(employers, row.placed, 'an employer')})"
    return f"{counted(row.jobs, 'job')} {year}: {kinds}, {where}."


def _said(found: Proposal | None, of: int, names: str) -> str:
    if found is None:
        return f"no job names {names}"
    return f"{found.figure}% of the {of} that name one, which proposes {found.score} for item {found.item}"


def _year(today: date) -> dict[str, date]:
    year = year_to(today)
    return {"first": year.first, "last": year.last}
