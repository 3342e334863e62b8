"""The terms of `measures.md` as SQL: caseload, job, counted job, dated fact, post, first employer contact."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Integer,
    Join,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from ipsdesk.measures.measure import COUNTED, LEFT_OUT
from ipsdesk.measures.sqlite import (
    Expression,
    earlier_of,
    later_of,
    materialized,
    plus_days,
)
from ipsdesk.measures.window import JOB_SECONDS
from ipsdesk.models import Activity, Change, Contact, Episode, Hours, Staff, WteChange
from ipsdesk.models.contacts import contact_clients
from ipsdesk.rules.codes import AT_RISK, FACE_TO_FACE, JOB_KINDS, NOT_PERMITTED_WORK
from ipsdesk.rules.definitions import FOUR_HOURS

Condition = ColumnElement[bool]

E = Episode.__table__
C = Contact.__table__
CC = contact_clients
A = Activity.__table__
FOREVER, BEGINNING = date(9999, 12, 31), date(1, 1, 1)
NOT_RECORDED = literal("", String)
"""What a change to nothing is told by from no change at all; no text is kept empty."""


def live(table: FromClause) -> Condition:
    """The record has not been removed."""
    return table.c.removed_at.is_(None)


def within(day: Expression, first: Expression, last: Expression) -> Condition:
    """The day lies between two others, both included (never true of an empty day)."""
    return day.between(first, last)


def open_on(day: Expression, since: Expression, until: Expression) -> Condition:
    """Begun by the day and not ended before it (the ending day included)."""
    return and_(since <= day, or_(until.is_(None), until >= day))


def on_caseload(day: Expression, episode: FromClause = E) -> Condition:
    """The episode was on the caseload that day: started, and not closed on or before it."""
    return and_(
        live(episode),
        episode.c.started_on <= day,
        or_(episode.c.closed_on.is_(None), episode.c.closed_on > day),
    )


def served(first: Expression, last: Expression, episode: FromClause = E) -> Condition:
    """The episode was served in the period: started by its end and not closed before its start."""
    return and_(
        live(episode),
        episode.c.started_on <= last,
        or_(episode.c.closed_on.is_(None), episode.c.closed_on >= first),
    )


def is_job_seeker(episode: FromClause = E) -> Condition:
    """Position at start is not a job at risk."""
    return episode.c.position_at_start != AT_RISK


def state(reason: Expression) -> Expression:
    """Counted where nothing speaks against it, else left out."""
    return case((reason.is_(None), COUNTED), else_=LEFT_OUT).label("state")


def no_reason() -> Expression:
    """Nothing speaks against a case."""
    return null().label("reason")


def people(rows: Select[Any]) -> Select[Any]:
    """Each client once: counted if any of their rows (``client_id``, ``reason``) is."""
    found = rows.subquery("rows_of_people")
    any_counted = func.max(found.c.reason.is_(None)) == 1
    return select(
        found.c.client_id.label("subject"),
        case((any_counted, COUNTED), else_=LEFT_OUT).label("state"),
        case((any_counted, None), else_=func.min(found.c.reason)).label("reason"),
    ).group_by(found.c.client_id)


def share_of_people(rows: Select[Any]) -> Select[Any]:
    """Each client once, every one in the denominator; in the numerator if any row's ``met`` says so."""
    found = rows.subquery("rows_of_people")
    return select(
        found.c.client_id.label("subject"),
        literal(COUNTED).label("state"),
        no_reason(),
        func.max(found.c.met).label("amount"),
    ).group_by(found.c.client_id)


def there_is(table: FromClause, *conditions: Condition) -> Condition:
    """Some row of the table meets the conditions, which may name tables of any SELECT around it."""
    # Left to itself, SQLAlchemy ties a subquery only to the SELECT directly around it.
    own = (table.left, table.right) if isinstance(table, Join) else (table,)
    return select(literal(1)).select_from(table).where(*conditions).correlate_except(*own).exists()


def as_number(condition: Condition) -> Expression:
    """1 where the condition holds, else 0 (an empty answer is 0)."""
    return case((condition, 1), else_=0)


def fact_on(
    day: Expression, label: str, base: Expression, owner: tuple[str, Expression], value: str = "value"
) -> Expression:
    """A dated fact on a day: the latest change by then (of one day the last entered), else the main sheet's.

    ``owner`` is the column of ``changes`` and what it must equal; ``value`` the column that holds the fact.
    """
    changes = Change.__table__.alias()
    latest = (
        select(func.coalesce(changes.c[value], NOT_RECORDED))
        .where(
            changes.c[owner[0]] == owner[1], changes.c.fact == label, live(changes), changes.c.from_on <= day
        )
        .order_by(changes.c.from_on.desc(), changes.c.id.desc())
        .limit(1)
        .correlate_except(changes)
        .scalar_subquery()
    )
    return func.nullif(func.coalesce(latest, base), NOT_RECORDED, type_=base.type)


def job_fact(day: Expression, name: str, job: FromClause) -> Expression:
    """What held of a job on a day: ``contract``, ``weekly_hours``, ``hourly_pay`` or ``permitted_work``."""
    label = Activity.__table__.c[name].info["field"].label
    value = fact_on(day, label, job.c[name], ("activity_id", job.c.id))
    return cast(value, Integer) if isinstance(job.c[name].type, Integer) else value


def is_permitted_work(day: Expression, job: FromClause = A) -> Condition:
    """The job's category on the day is one of permitted work (empty from a day on counts as none)."""
    return func.coalesce(job_fact(day, "permitted_work", job), NOT_PERMITTED_WORK) != NOT_PERMITTED_WORK


def in_permitted_work(day: Expression, client: Expression) -> Condition:
    """The client has a job current on the day that is permitted work on it."""
    job = A.alias()
    return client.in_(
        select(job.c.client_id).where(
            live(job),
            job.c.kind.in_(JOB_KINDS),
            open_on(day, job.c.started_on, job.c.ended_on),
            is_permitted_work(day, job),
        )
    )


def client_fact(day: Expression, name: str, client: FromClause) -> Expression:
    """What held of a client on a day: ``benefits`` (JSON) or ``legal_status``."""
    column = client.c[name]
    return fact_on(day, column.info["field"].label, cast(column, String), ("client_id", client.c.id))


def team_on(day: Expression, client: FromClause) -> Expression:
    """The client's team on a day."""
    return fact_on(day, "Team ID", client.c.team_id, ("client_id", client.c.id), "team_id")


def named_specialist_on(day: Expression, episode: FromClause = E) -> Expression:
    """The named member of staff of an episode on a day."""
    return fact_on(day, "Staff ID", episode.c.staff_id, ("episode_id", episode.c.id), "staff_id")


def paid_by_on(day: Expression, episode: FromClause = E) -> Expression:
    """The commissioner who pays for an episode on a day."""
    own = ("episode_id", episode.c.id)
    return fact_on(day, "Commissioner ID", episode.c.commissioner_id, own, "commissioner_id")


@cache
def posts() -> CTE:
    """When each member of staff was a specialist (in post, WTE above 0): staff_id, first, last, wte."""
    staff, changes = Staff.__table__, WteChange.__table__
    known = union_all(
        select(
            staff.c.id.label("staff_id"), literal(BEGINNING, Date).label("since"), staff.c.wte, literal(0)
        ),
        select(changes.c.staff_id, changes.c.from_on, changes.c.wte, changes.c.id).where(live(changes)),
    ).subquery("known_wte")
    staff_id, since, wte, entered = known.c
    last_entered = (
        func.row_number().over(partition_by=[staff_id, since], order_by=entered.desc()).label("rank")
    )
    ranked = select(staff_id, since, wte, last_entered).subquery("ranked_wte")
    until = func.lead(ranked.c.since).over(partition_by=ranked.c.staff_id, order_by=ranked.c.since)
    spans = select(ranked, until.label("until")).where(ranked.c.rank == 1).subquery("spans_of_wte")
    first = later_of(spans.c.since, staff.c.started_on)
    last = earlier_of(
        func.coalesce(plus_days(spans.c.until, -1), FOREVER), func.coalesce(staff.c.left_on, FOREVER)
    )
    return materialized(
        select(spans.c.staff_id, first.label("first"), last.label("last"), spans.c.wte)
        .join(staff, staff.c.id == spans.c.staff_id)
        .where(live(staff), spans.c.wte > 0, first <= last),
        "posts",
    )


def is_specialist(staff_id: Expression, day: Expression, post: CTE) -> Condition:
    """The member of staff was a specialist that day."""
    return there_is(post, post.c.staff_id == staff_id, within(day, post.c.first, post.c.last))


def face_to_face_with_employer(contact: FromClause = C) -> Condition:
    """An attended contact with an employer, face to face."""
    own = contact.c
    return and_(live(contact), own.kind == "employer", own.attended.is_(True), own.mode == FACE_TO_FACE)


def episode_of(activity: FromClause) -> Expression:
    """The episode an activity belongs to: the one it names, else the client's one in which it started."""
    other = E.alias()
    only = (
        select(case((func.count() == 1, func.min(other.c.id))))
        .where(
            live(other),
            other.c.client_id == activity.c.client_id,
            open_on(activity.c.started_on, other.c.received_on, other.c.closed_on),
        )
        .correlate_except(other)
        .scalar_subquery()
    )
    return func.coalesce(activity.c.episode_id, only)


def _counted_on(job: FromClause) -> Expression:
    """The day the hours that make a job start were done: as recorded of the fourth, else added up.

    The recorded day tells of fewer hours too, by which they had been done, but not of more.
    """
    told, added = job.c.four_hours_on, _hours_done_on(job)
    sooner = func.coalesce(earlier_of(told, added), told, added, type_=Date)
    return case(
        (JOB_SECONDS == FOUR_HOURS, func.coalesce(told, added, type_=Date)),
        (JOB_SECONDS < FOUR_HOURS, sooner),
        else_=added,
    )


def _hours_done_on(job: FromClause) -> Expression:
    """The first day by which the job's recorded hours add up to what makes a job start."""
    day, earlier = Hours.__table__.alias(), Hours.__table__.alias()
    so_far = (
        select(func.sum(earlier.c.seconds))
        .where(live(earlier), earlier.c.activity_id == day.c.activity_id, earlier.c.on_date <= day.c.on_date)
        .scalar_subquery()
    )
    # Adding up anew for each day is quick, because the search ends within the first few.
    return (
        select(day.c.on_date)
        .where(live(day), day.c.activity_id == job.c.id, so_far >= JOB_SECONDS)
        .order_by(day.c.on_date)
        .limit(1)
        .correlate(job)
        .scalar_subquery()
    )


@cache
def jobs() -> CTE:
    """Every job with ``counted_on``, its episode's start ``entered_on``, and why it can't count."""
    found: list[Expression] = [
        A.c.id, A.c.client_id, A.c.kind, A.c.employer_id, A.c.started_on, A.c.ended_on,
        A.c.contract, A.c.weekly_hours, A.c.hourly_pay, A.c.permitted_work, A.c.open_to_anyone, A.c.set_aside,
    ]  # fmt: skip
    job = (
        select(
            *found,
            _counted_on(A).label("counted_on"),
            episode_of(A).label("episode_id"),
        )
        .where(live(A), A.c.kind.in_(JOB_KINDS))
        .subquery("known_jobs")
    )
    reason = case(
        (E.c.id.is_(None), "belongs to no referral"),
        (E.c.started_on.is_(None), "its referral has not started"),
        (job.c.started_on < E.c.started_on, "began before the person came to the service"),
    )
    return (
        select(job, E.c.started_on.label("entered_on"), reason.label("reason"))
        .outerjoin(E, and_(E.c.id == job.c.episode_id, live(E)))
        .cte("jobs")
    )


def counted_by(day: Expression, job: CTE) -> Condition:
    """A counted job on that day."""
    return and_(job.c.reason.is_(None), job.c.counted_on <= day)
