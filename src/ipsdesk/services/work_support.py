"""Reads the support around a person's jobs: plans, contacts, milestones, adjustments, jobs at risk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ipsdesk.fields import Kind
from ipsdesk.measures.terms import CC, A, C, live
from ipsdesk.models import Adjustment, Employer, InWorkPlan, Milestone, RetentionCase, Staff
from ipsdesk.rules.milestones import milestones_of
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_contacts import contact_entry
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.work_facts import given_ids, of_ids
from ipsdesk.services.work_lines import (
    AdjustmentInJob,
    AtRisk,
    Contacts,
    MilestoneLine,
    Support,
    SupportContact,
)

ADJUSTMENTS, CASES, EMPLOYERS = Adjustment.__table__, RetentionCase.__table__, Employer.__table__
MILESTONES, PLANS, STAFF = Milestone.__table__, InWorkPlan.__table__, Staff.__table__
TEXTS = {name: one.title for name, one in InWorkPlan.fields() if one.kind in (Kind.LONG_TEXT, Kind.TEXT)}
LATEST, BEFORE, AFTER = 5, 7 * DAY, 28 * DAY
"""How many contacts are shown; how long before a job and after its end they are support in it."""


def plans_of(connection: Connection, ids: Iterable[int]) -> Mapping[int, Support]:
    """The newest in-work support plan of each job."""
    statement = (
        select(PLANS)
        .where(live(PLANS), PLANS.c.activity_id.in_(of_ids()))
        .order_by(PLANS.c.agreed_on, PLANS.c.id)
    )
    return {
        row.activity_id: Support(
            row.id,
            row.agreed_on,
            tuple((title, text) for name, title in TEXTS.items() if (text := getattr(row, name))),
            row.review_on,
        )
        for row in connection.execute(statement, given_ids(ids))
    }


def milestones_said(connection: Connection, ids: Iterable[int]) -> defaultdict[int, dict[str, Any]]:
    """What is recorded of each job's milestones."""
    found: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    statement = (
        select(MILESTONES, STAFF.c.name.label("staff"))
        .outerjoin(STAFF, STAFF.c.id == MILESTONES.c.staff_id)
        .where(live(MILESTONES), MILESTONES.c.activity_id.in_(of_ids()))
    )
    for row in connection.execute(statement, given_ids(ids)):
        found[row.activity_id][row.milestone] = row
    return found


def milestones_of_job(job: Any, said: Mapping[str, Any]) -> tuple[MilestoneLine, ...]:
    """All five, whether they have come or not."""
    return tuple(
        _milestone(name, day, said.get(name), is_missed=job.ended_on is not None and job.ended_on < day)
        for name, day in milestones_of(job.started_on).items()
    )


def _milestone(name: str, day: date, said: Any, *, is_missed: bool) -> MilestoneLine:
    if said is None:
        return MilestoneLine(name, day, is_missed)
    return MilestoneLine(
        name,
        day,
        is_missed,
        said.id,
        said.confirmed_on,
        said.still_in_work,
        said.same_hours,
        said.staff or "",
        said.note or "",
    )


def adjustments_of(
    connection: Connection, client: int, today: date
) -> defaultdict[int, list[AdjustmentInJob]]:
    """What was adjusted, or asked for, in each of a person's jobs."""
    found: defaultdict[int, list[AdjustmentInJob]] = defaultdict(list)
    statement = select(ADJUSTMENTS).where(
        live(ADJUSTMENTS), ADJUSTMENTS.c.client_id == client, ADJUSTMENTS.c.activity_id.is_not(None)
    )
    for row in connection.execute(statement.order_by(ADJUSTMENTS.c.id)):
        in_place = row.in_place_on is not None and row.in_place_on <= today
        standing = "in place" if in_place else "agreed" if row.agreed_on else "asked"
        found[row.activity_id].append(AdjustmentInJob(row.id, row.adjustment, standing))
    return found


def contacts_of(
    connection: Connection, client: int, spans: Sequence[tuple[int, date, date | None]]
) -> Mapping[int, Contacts]:
    """Support in each job, from a week before it began to four weeks after its end."""
    if not spans:
        return {}
    in_work = or_(C.c.kind == "in-work support", and_(C.c.kind == "employer", C.c.purpose == "in-work"))
    statement = (
        select(C, STAFF.c.name.label("staff"), EMPLOYERS.c.name.label("employer"))
        .join_from(CC, C, C.c.id == CC.c.contact_id)
        .outerjoin(STAFF, STAFF.c.id == C.c.staff_id)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == C.c.employer_id, live(EMPLOYERS)))
        .where(live(C), CC.c.client_id == client, C.c.attended.is_(True), in_work)
        .order_by(C.c.on_date.desc(), C.c.id.desc())
    )
    rows = connection.execute(statement).all()
    found = {}
    for activity, started_on, ended_on in spans:
        last = ended_on + AFTER if ended_on else date.max
        own = [row for row in rows if started_on - BEFORE <= row.on_date <= last]
        found[activity] = Contacts(len(own), tuple(map(_contact, own[:LATEST])))
    return found


def _contact(row: Any) -> SupportContact:
    entry = contact_entry(row)
    return SupportContact(row.id, row.on_date, entry.title, entry.note)


def at_risk_of(connection: Connection, client: int) -> tuple[AtRisk, ...]:
    """The person's retention cases, those without an outcome first, then the newest."""
    own = CASES.c
    statement = (
        select(CASES, A.c.title, A.c.reference, EMPLOYERS.c.name.label("employer"))
        .outerjoin(A, and_(A.c.id == own.activity_id, live(A)))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(live(CASES), own.client_id == client)
        .order_by(own.outcome.is_not(None), own.opened_on.desc(), own.id.desc())
    )
    return tuple(
        AtRisk(
            row.id,
            row.opened_on,
            row.risk,
            job_name(row.title, row.employer, row.reference) if row.reference else "",
            row.actions or "",
            row.outcome or "",
            row.outcome_on,
        )
        for row in connection.execute(statement)
    )
