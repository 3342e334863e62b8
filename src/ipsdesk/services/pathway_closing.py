"""What is still under way when a referral is to be closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, and_, or_, select

from ipsdesk.measures.terms import CC, A, C, live
from ipsdesk.models import Employer, Plan, PlanAction
from ipsdesk.rules.codes import JOB_KINDS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.pathway_standing import Standing
from ipsdesk.services.pathway_steps import outreach_attempts

EMPLOYERS, PLANS, ACTIONS = Employer.__table__, Plan.__table__, PlanAction.__table__
SHORT = 80


class CheckKind(StrEnum):
    """What a check before closing is about."""

    JOB = "job"
    PLAN = "plan"
    ACTION = "action"
    OUTREACH = "outreach"


@dataclass(frozen=True, slots=True)
class Check:
    """Something to see to before a referral is closed; ``source`` and ``key`` tell its record, if any."""

    kind: CheckKind
    words: str
    source: str = ""
    key: int | None = None


def closing_checks(connection: Connection, standing: Standing, today: date) -> Iterator[Check]:
    """In the order in which they should be looked at."""
    client, since = standing.client, standing.received_on or today
    yield from _jobs(connection, client, today)
    yield from _plans(connection, client, since, today)
    yield from _actions(connection, client, today)
    if not outreach_attempts(connection, client, since, today):
        words = "No outreach is documented: lost contact can't be the reason"
        yield Check(CheckKind.OUTREACH, words)


def _jobs(connection: Connection, client: int, today: date) -> Iterator[Check]:
    current = (
        select(A.c.id, A.c.title, A.c.reference, A.c.started_on, EMPLOYERS.c.name)
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(
            live(A),
            A.c.client_id == client,
            A.c.kind.in_(JOB_KINDS),
            A.c.started_on <= today,
            or_(A.c.ended_on.is_(None), A.c.ended_on >= today),
        )
        .order_by(A.c.started_on, A.c.id)
    )
    for id_, title, reference, started_on, employer in connection.execute(current):
        job = job_name(title, employer, reference)
        yield Check(CheckKind.JOB, f"Still in a job: {job}, since {shown_day(started_on)}", "activity", id_)


def _plans(connection: Connection, client: int, since: date, today: date) -> Iterator[Check]:
    waiting = (
        select(PLANS.c.id, PLANS.c.agreed_on, PLANS.c.next_review_on)
        .where(
            live(PLANS),
            PLANS.c.client_id == client,
            PLANS.c.agreed_on >= since,
            PLANS.c.next_review_on.is_not(None),
            or_(PLANS.c.reviewed_on.is_(None), PLANS.c.reviewed_on < PLANS.c.next_review_on),
        )
        .order_by(PLANS.c.next_review_on, PLANS.c.id)
    )
    for id_, agreed_on, review_on in connection.execute(waiting):
        due = "was due" if review_on < today else "is due"
        words = f"Plan of {shown_day(agreed_on)}: its review {due} on {shown_day(review_on)}"
        yield Check(CheckKind.PLAN, words, "plan", id_)


def _actions(connection: Connection, client: int, today: date) -> Iterator[Check]:
    to_do = select(ACTIONS.c.id, ACTIONS.c.action, ACTIONS.c.due_on).where(
        live(ACTIONS), ACTIONS.c.client_id == client, ACTIONS.c.done_on.is_(None)
    )
    following = (
        select(C.c.id, C.c.next_action, C.c.next_action_due_on)
        .join(CC, CC.c.contact_id == C.c.id)
        .where(
            live(C),
            CC.c.client_id == client,
            or_(C.c.next_action.is_not(None), C.c.next_action_due_on.is_not(None)),
            C.c.next_action_done_on.is_(None),
        )
    )
    found = [
        (due_on or date.max, id_, action or "Next action", source)
        for source, statement in (("plan action", to_do), ("contact", following))
        for id_, action, due_on in connection.execute(statement)
    ]
    for due_on, id_, action, source in sorted(found):
        yield Check(CheckKind.ACTION, f"Not done: {shortened(action)}{_due(due_on, today)}", source, id_)


def _due(due_on: date, today: date) -> str:
    if due_on == date.max:
        return ""
    return f", {'was due' if due_on < today else 'due'} {shown_day(due_on)}"


def shortened(words: str) -> str:
    """The first line, as far as a sentence has room."""
    line = words.strip().splitlines()[0] if words.strip() else ""
    return f"{line[:SHORT].rstrip()}…" if len(line) > SHORT else line
