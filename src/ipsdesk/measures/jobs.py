"""Paid work: job starts, who is in work, and what kind of jobs they are."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import CTE, Date, FromClause, Select, and_, case, func, literal, or_, select

from ipsdesk.measures.measure import Measure, Section, Shape, measure
from ipsdesk.measures.sqlite import Expression, age_on, plus_months, table_of
from ipsdesk.measures.terms import (
    Condition,
    E,
    as_number,
    counted_by,
    is_permitted_work,
    job_fact,
    jobs,
    live,
    on_caseload,
    open_on,
    people,
    served,
    share_of_people,
    state,
    there_is,
    within,
)
from ipsdesk.measures.window import FIRST, LAST, WAGE_RATES, YEAR_FIRST
from ipsdesk.models import Client, Employer
from ipsdesk.models.activities import HOUR
from ipsdesk.rules.codes import CONTRACTS, OUT_OF_WORK, SELF_EMPLOYMENT
from ipsdesk.rules.definitions import Subject
from ipsdesk.rules.targets import Goal, PerSpecialistYear, Sense

paid_work = partial(measure, section=Section.JOBS)

FULL_TIME = 30 * HOUR
BY_TIME = ("under 6 months", "6 to 12 months", "over 12 months")
BY_TYPE = ("self-employed", "permitted work", "full time", "part time", "hours not known")
BY_CONTRACT = (*CONTRACTS, "self-employed", "not known")


def _starts(job: CTE, *columns: Expression) -> Select[Any]:
    """Jobs whose fourth hour fell in the period, with what stands against counting them."""
    return select(job.c.id.label("subject"), state(job.c.reason), job.c.reason, *columns).where(
        within(job.c.counted_on, FIRST, LAST)
    )


@paid_work(
    "jobs.started",
    "Job starts",
    words="Jobs whose fourth hour of paid work was done in the period; every start counts.",
    source="S4",
    depends=(Subject.JOB_HOURS,),
    subjects="activity",
    unit="jobs",
    goal=PerSpecialistYear(Sense.AT_LEAST, (Fraction(17),), later=(Fraction(22),)),
)
def job_starts() -> Select[Any]:
    return _starts(jobs())


@paid_work(
    "jobs.people",
    "People who started a job",
    words="People with at least one job start in the period, each once.",
    source="G",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    unit="people",
)
def people_started() -> Select[Any]:
    job = jobs()
    return people(select(job.c.client_id, job.c.reason).where(within(job.c.counted_on, FIRST, LAST)))


@paid_work(
    "jobs.first",
    "People who started their first job",
    words="People whose earliest job start ever was in the period.",
    source="G",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    unit="people",
)
def first_job() -> Select[Any]:
    job = jobs()
    earlier = job.alias("earlier_jobs")
    not_first = job.c.client_id.in_(
        select(earlier.c.client_id).where(earlier.c.reason.is_(None), earlier.c.counted_on < FIRST)
    )
    reason = case((job.c.reason.is_not(None), job.c.reason), (not_first, "had a job start before"))
    return people(
        select(job.c.client_id, reason.label("reason")).where(within(job.c.counted_on, FIRST, LAST))
    )


@paid_work(
    "jobs.in_work",
    "In work",
    words="Of the people on the caseload on the last day, those with a counted job current on it.",
    source="S4 (ASCOF 1F)",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    shape=Shape.SHARE,
)
def in_work() -> Select[Any]:
    job = jobs()
    working = E.c.client_id.in_(
        select(job.c.client_id).where(counted_by(LAST, job), open_on(LAST, job.c.started_on, job.c.ended_on))
    )
    return share_of_people(select(E.c.client_id, as_number(working).label("met")).where(on_caseload(LAST)))


@paid_work(
    "jobs.competitive_share",
    "Started a competitive job",
    words="Of the people served in the year to the last day, those with a job start in that year in a "
    "competitive job: self-employment, or a job open to anyone, not set aside, paid at least the legal "
    "minimum.",
    source="S1",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(3, 10),)),
)
def competitive_share() -> Select[Any]:
    job = jobs()
    started = E.c.client_id.in_(
        select(job.c.client_id).where(
            job.c.reason.is_(None), within(job.c.counted_on, YEAR_FIRST, LAST), is_competitive(job)
        )
    )
    return share_of_people(
        select(E.c.client_id, as_number(started).label("met")).where(served(YEAR_FIRST, LAST))
    )


@paid_work(
    "jobs.employment_rate",
    "Employment rate",
    words="Of the people who started with the service in the year to the last day while out of work, those "
    "who by then had a counted job that began on or after that start.",
    source="G",
    depends=(Subject.JOB_HOURS,),
    subjects="client",
    shape=Shape.SHARE,
    goal=Goal(Sense.AT_LEAST, (Fraction(2, 5),)),
)
def employment_rate() -> Select[Any]:
    job = jobs()
    newest = (
        select(job.c.client_id, func.max(job.c.started_on, type_=Date).label("started_on"))
        .where(counted_by(LAST, job))
        .group_by(job.c.client_id)
        .subquery("newest_jobs")
    )
    found = newest.c.started_on >= E.c.started_on
    return share_of_people(
        select(E.c.client_id, as_number(found).label("met"))
        .outerjoin(newest, newest.c.client_id == E.c.client_id)
        .where(live(E), E.c.position_at_start == OUT_OF_WORK, within(E.c.started_on, YEAR_FIRST, LAST))
    )


@paid_work(
    "jobs.by_time",
    "Job starts by time in the service",
    words="Job starts by the time from the first meeting with the specialist to the first day of the job.",
    source="S4",
    depends=(Subject.JOB_HOURS,),
    subjects="activity",
    shape=Shape.BANDS,
    bands=BY_TIME,
)
def by_time() -> Select[Any]:
    job = jobs()
    return _starts(
        job,
        case(
            (job.c.started_on < plus_months(job.c.entered_on, 6), BY_TIME[0]),
            (job.c.started_on <= plus_months(job.c.entered_on, 12), BY_TIME[1]),
            else_=BY_TIME[2],
        ).label("band"),
    )


@paid_work(
    "jobs.by_type",
    "Job starts by type",
    words="Job starts, each in the first band that fits; full time is 30 hours a week or more.",
    source="S1",
    depends=(Subject.JOB_HOURS,),
    subjects="activity",
    shape=Shape.BANDS,
    bands=BY_TYPE,
)
def by_type() -> Select[Any]:
    job = jobs()
    hours = job_fact(job.c.started_on, "weekly_hours", job)
    return _starts(
        job,
        case(
            (job.c.kind == SELF_EMPLOYMENT, BY_TYPE[0]),
            (is_permitted_work(job.c.started_on, job), BY_TYPE[1]),
            (hours >= FULL_TIME, BY_TYPE[2]),
            (hours < FULL_TIME, BY_TYPE[3]),
            else_=BY_TYPE[4],
        ).label("band"),
    )


@paid_work(
    "jobs.by_contract",
    "Job starts by contract",
    words="Job starts by the contract on the first day of the job.",
    source="S1",
    depends=(Subject.JOB_HOURS,),
    subjects="activity",
    shape=Shape.BANDS,
    bands=BY_CONTRACT,
)
def by_contract() -> Select[Any]:
    job = jobs()
    contract = func.coalesce(job_fact(job.c.started_on, "contract", job), "not known")
    return _starts(job, case((job.c.kind == SELF_EMPLOYMENT, "self-employed"), else_=contract).label("band"))


@paid_work(
    "jobs.in_service",
    "Job starts in our own service",
    words="Job starts with an employer that is the provider's own service.",
    source="seed 000",
    depends=(Subject.JOB_HOURS,),
    subjects="activity",
    unit="jobs",
)
def in_service() -> Select[Any]:
    job, employer = jobs(), Employer.__table__
    own = there_is(
        employer, employer.c.id == job.c.employer_id, live(employer), employer.c.own_service.is_(True)
    )
    reason = case((job.c.reason.is_not(None), job.c.reason), (~own, "with another employer"))
    return select(job.c.id.label("subject"), state(reason), reason.label("reason")).where(
        within(job.c.counted_on, FIRST, LAST)
    )


MEASURES: tuple[Measure, ...] = (
    job_starts,
    people_started,
    first_job,
    in_work,
    competitive_share,
    employment_rate,
    by_time,
    by_type,
    by_contract,
    in_service,
)


def is_competitive(job: FromClause) -> Condition:
    """Self-employment; or open to anyone, not set aside, paid at least the minimum for the age then."""
    client = Client.__table__
    rates = table_of(WAGE_RATES, "wage_rates", "since", "before", "youngest", "oldest", "rate")
    age = age_on(job.c.started_on, client.c.born_on)
    paid_enough = there_is(
        client.join(rates, literal(value=True)),
        client.c.id == job.c.client_id,
        rates.c.since <= func.date(job.c.started_on),
        or_(rates.c.before.is_(None), func.date(job.c.started_on) < rates.c.before),
        rates.c.youngest <= age,
        or_(rates.c.oldest.is_(None), age < rates.c.oldest),
        job_fact(job.c.started_on, "hourly_pay", job) >= rates.c.rate,
    )
    return or_(
        job.c.kind == SELF_EMPLOYMENT,
        and_(job.c.open_to_anyone.is_(True), job.c.set_aside.is_(False), paid_enough),
    )
