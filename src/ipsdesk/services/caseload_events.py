"""What happened with one person beside contacts and work: referrals, plans, risk, changes, involvement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Date, and_, bindparam, func, or_, select

from ipsdesk.measures.terms import A, E, live
from ipsdesk.models import (
    Change,
    Employer,
    Involvement,
    JointTraining,
    Plan,
    Qualification,
    Risk,
    Staff,
    Team,
)
from ipsdesk.models.involvement import joint_training_clients
from ipsdesk.rules.pay import PAY_SCALE
from ipsdesk.rules.typed_hours import spoken_hours
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.caseload_entries import EntryIcon, EntryKind, TimelineEntry
from ipsdesk.services.caseload_words import LEGAL_STATUS_WORDS, counted, sentence_case
from ipsdesk.services.caseload_work import job_name

CLIENT: BindParameter[int] = bindparam("client")
CHANGES, EMPLOYERS, STAFF, TEAMS = Change.__table__, Employer.__table__, Staff.__table__, Team.__table__
PLANS, RISKS = Plan.__table__, Risk.__table__
INVOLVED, QUALIFIED, TRAINED = Involvement.__table__, Qualification.__table__, JointTraining.__table__
EPISODES = select(E).where(live(E), E.c.client_id == CLIENT)
PLANS_OF = select(PLANS).where(live(PLANS), PLANS.c.client_id == CLIENT)
NEXT_ON = func.lead(RISKS.c.on_date, type_=Date).over(order_by=[RISKS.c.on_date, RISKS.c.id])
RISKS_OF = select(RISKS, NEXT_ON.label("next_on")).where(live(RISKS), RISKS.c.client_id == CLIENT)
INVOLVED_OF = select(INVOLVED).where(live(INVOLVED), INVOLVED.c.client_id == CLIENT)
QUALIFIED_OF = select(QUALIFIED).where(live(QUALIFIED), QUALIFIED.c.client_id == CLIENT)
TRAINED_OF = (
    select(TRAINED)
    .join(joint_training_clients, joint_training_clients.c.training_id == TRAINED.c.id)
    .where(live(TRAINED), joint_training_clients.c.client_id == CLIENT)
)
CHANGED = (
    select(
        CHANGES,
        TEAMS.c.name.label("team"),
        STAFF.c.name.label("staff"),
        A.c.title,
        A.c.reference.label("job"),
        EMPLOYERS.c.name.label("employer"),
    )
    .outerjoin(TEAMS, TEAMS.c.id == CHANGES.c.team_id)
    .outerjoin(STAFF, STAFF.c.id == CHANGES.c.staff_id)
    .outerjoin(A, A.c.id == CHANGES.c.activity_id)
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(
        live(CHANGES),
        or_(
            CHANGES.c.client_id == CLIENT,
            CHANGES.c.episode_id.in_(select(E.c.id).where(live(E), E.c.client_id == CLIENT)),
            CHANGES.c.activity_id.in_(select(A.c.id).where(live(A), A.c.client_id == CLIENT)),
        ),
    )
)


def read_events(connection: Connection, client: int) -> Iterator[TimelineEntry]:
    """All of them, in no order."""
    given = {"client": client}
    for statement, entries in (
        (EPISODES, _of_referral),
        (PLANS_OF, _of_plan),
        (RISKS_OF, _of_risk),
        (INVOLVED_OF, _of_involvement),
        (TRAINED_OF, _of_training),
        (QUALIFIED_OF, _of_qualification),
        (CHANGED, _of_change),
    ):
        for row in connection.execute(statement, given):
            yield from entries(row)


def _of_referral(row: Any) -> Iterator[TimelineEntry]:
    happened: tuple[tuple[date | None, str, str | None], ...] = (
        (row.received_on, "Referral received", "self-referral" if row.source == "self" else row.source),
        (row.accepted_on, "Referral accepted", None),
        (row.declined_on, "Referral declined", row.decline_reason),
        (row.information_given_on, "Written information given", row.information_form),
        (row.started_on, "Started: first meeting", row.position_at_start),
        (row.profile_started_on, "Vocational profile started", None),
        (row.retention_outcome_on, "Job at risk", row.retention_outcome),
        (row.closed_on, "Closed", row.closure_reason),
    )
    for day, title, note in happened:
        if day is not None:
            yield _entry(day, EntryKind.REFERRAL, EntryIcon.FLAG, title, note, ("referral", row.id))


def _of_plan(row: Any) -> Iterator[TimelineEntry]:
    record = ("plan", row.id)
    yield _entry(row.agreed_on, EntryKind.PLAN, EntryIcon.PLAN, "Plan agreed", row.goal, record)
    if row.reviewed_on is not None:
        yield _entry(row.reviewed_on, EntryKind.PLAN, EntryIcon.PLAN, "Plan reviewed", None, record)


def _of_risk(row: Any) -> Iterator[TimelineEntry]:
    """What falls on the day of a version, its own or that of the next, is no line of its own."""
    own_closed_on = row.own_closed_on if row.own_closed_on != row.on_date else None
    reviewed_on = row.reviewed_on if row.reviewed_on != row.next_on else None
    happened: tuple[tuple[date | None, str, str | None], ...] = (
        (row.on_date, "Risk seen together", row.own_view or "The person's own view is not recorded"),
        (own_closed_on, "Risk: the person's part finished", None),
        (row.staff_on, "Risk: the staff's part written", row.staff_first),
        (reviewed_on, "Risk reviewed together", None),
    )
    for day, title, note in happened:
        if day is not None:
            yield _entry(day, EntryKind.RISK, EntryIcon.RISK, title, note, ("risk", row.id))


def _of_involvement(row: Any) -> Iterator[TimelineEntry]:
    title = f"Involved in {row.area}"
    record = ("involvement", row.id)
    yield _entry(row.on_date, EntryKind.INVOLVEMENT, EntryIcon.PEOPLE, title, row.what, record)


def _of_training(row: Any) -> Iterator[TimelineEntry]:
    note = counted(row.minutes, "minute") if row.minutes else None
    record = ("joint training", row.id)
    yield _entry(row.on_date, EntryKind.INVOLVEMENT, EntryIcon.PEOPLE, "Joint risk training", note, record)


def _of_qualification(row: Any) -> Iterator[TimelineEntry]:
    record = ("qualification", row.id)
    yield _entry(
        row.attained_on, EntryKind.WORK, EntryIcon.AWARD, f"Qualification: {row.title}", None, record
    )


def _of_change(row: Any) -> Iterator[TimelineEntry]:
    label = {"Team ID": "Team", "Staff ID": "Specialist"}.get(row.fact, row.fact)
    value = row.team or row.staff or _value(row.fact, row.value)
    note = job_name(row.title, row.employer, row.job) if row.activity_id else None
    title = f"{label}: {value}"
    if row.fact == "Paused":
        title = f"Support paused: {value}" if row.value else "Support resumed"
    record = ("change", row.id)
    yield _entry(row.from_on, EntryKind.CHANGE, EntryIcon.CHANGE, title, note, record)


def _value(fact: str, kept: str | None) -> str:
    """What a fact became, in words."""
    if kept is None:
        return "not recorded"
    if fact == "Weekly hours":
        return spoken_hours(int(kept))
    if fact == "Hourly pay":
        return shown_pounds(round(int(kept) * 100 / PAY_SCALE))
    if fact == "Benefits":
        return ", ".join(json.loads(kept)) or "not recorded"
    return LEGAL_STATUS_WORDS.get(kept, kept) if fact == "Legal status" else kept


def _entry(
    day: date, kind: EntryKind, icon: EntryIcon, title: str, note: str | None, record: tuple[str, int]
) -> TimelineEntry:
    return TimelineEntry(day, kind, icon, title, sentence_case(note or ""), "", *record)
