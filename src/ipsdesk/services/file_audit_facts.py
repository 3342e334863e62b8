"""What the files of an audit hold by its day: five statements, however many files there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from ipsdesk.measures.sqlite import Expression, plus_days
from ipsdesk.measures.terms import CC, A, C, Condition, E, live, named_specialist_on, open_on, within
from ipsdesk.measures.window import LAST
from ipsdesk.models import (
    AuditedFile,
    BenefitsAdvice,
    Client,
    Employer,
    FileAudit,
    InformationTalk,
    Plan,
    VocationalProfile,
)
from ipsdesk.rules.codes import CONSENT_SCOPES, FACE_TO_FACE, JOB_KINDS
from ipsdesk.rules.consent import standing
from ipsdesk.services.caseload_reading import BILLION, OF_WANTED
from ipsdesk.services.caseload_work import job_name
from ipsdesk.services.file_audit_checks import WRITTEN_WITHIN, FileFacts, JobFacts
from ipsdesk.services.file_audit_drawing import OpenFile
from ipsdesk.services.today_asked import ACTIONS as PLAN_ACTIONS
from ipsdesk.services.today_asked import OPEN_ACTION, OPEN_NEXT
from ipsdesk.services.told_reading import answers_of
from ipsdesk.services.work_support import milestones_of_job, milestones_said

ADVICE, AUDITS, CLIENTS, EMPLOYERS, FILES, PLANS, PROFILES, TALKS = (
    BenefitsAdvice.__table__,
    FileAudit.__table__,
    Client.__table__,
    Employer.__table__,
    AuditedFile.__table__,
    Plan.__table__,
    VocationalProfile.__table__,
    InformationTalk.__table__,
)
RECORDS = CONSENT_SCOPES[0]
ADVISED, SUPPORTED = "advised", "supported"
NEWEST = [E.c.started_on.desc(), E.c.received_on.desc(), E.c.id.desc()]


def _is_open() -> Condition:
    """The referral is open on the day, the day it ends included, as the checks of an audit have it."""
    return and_(live(E), open_on(LAST, E.c.received_on, func.coalesce(E.c.closed_on, E.c.declined_on)))


def _open_referrals(*columns: Expression, only_wanted: bool) -> Subquery:
    """The newest referral open on the day of each client."""
    place = func.row_number().over(partition_by=E.c.client_id, order_by=NEWEST).label("place")
    found = select(E.c.client_id, *columns, place).join(CLIENTS, CLIENTS.c.id == E.c.client_id)
    found = found.where(_is_open(), live(CLIENTS))
    return (found.where(E.c.client_id.in_(OF_WANTED)) if only_wanted else found).subquery("open_files")


# ---- drawing --------------------------------------------------------------------------------------


@cache
def _files_open() -> Select[Any]:
    file = _open_referrals(named_specialist_on(LAST).label("staff_id"), only_wanted=False)
    days = func.julianday(AUDITS.c.on_date) * BILLION + AUDITS.c.id
    last = (
        select(func.max(days))
        .select_from(FILES)
        .join(AUDITS, AUDITS.c.id == FILES.c.audit_id)
        .where(live(FILES), live(AUDITS), FILES.c.client_id == file.c.client_id)
        .correlate(file)
        .scalar_subquery()
    )
    return select(file.c.client_id, file.c.staff_id, last.label("last")).where(file.c.place == 1)


def open_files(connection: Connection, day: date) -> tuple[OpenFile, ...]:
    """Whose file is open on a day, whose specialist they have, and how long ago the file was audited."""
    rows = connection.execute(_files_open(), {"last": day})
    return tuple(OpenFile(row.client_id, row.staff_id, None if row.last is None else int(row.last))
                 for row in rows)  # fmt: skip


# ---- what is recorded -----------------------------------------------------------------------------

OF_REFERRAL = ("received_on", "source", "accepted_on", "started_on")


def _one(what: Expression, table: FromClause, file: Subquery, *conditions: Condition) -> Expression:
    """A figure of a table about the client of a file."""
    return select(what).select_from(table).where(*conditions).correlate(file).scalar_subquery()


@cache
def _files() -> Select[Any]:
    file = _open_referrals(*(E.c[name] for name in OF_REFERRAL), only_wanted=True)
    since = file.c.received_on
    profiles = (live(PROFILES), PROFILES.c.client_id == file.c.client_id,
                within(PROFILES.c.on_date, since, LAST))  # fmt: skip
    talks = (live(TALKS), TALKS.c.client_id == file.c.client_id, TALKS.c.on_date <= LAST)
    contacts = CC.join(C, C.c.id == CC.c.contact_id)
    recent = (live(C), CC.c.client_id == file.c.client_id, C.c.attended.is_(True),
              within(C.c.on_date, plus_days(LAST, -WRITTEN_WITHIN), LAST))  # fmt: skip
    nothing = func.length(func.trim(func.concat(C.c.note, C.c.outcome))) == 0
    return (
        select(
            file,
            PLANS.c.agreed_on,
            PLANS.c.reviewed_on,
            PLANS.c.next_review_on,
            _one(func.min(PROFILES.c.on_date, type_=Date), PROFILES, file, *profiles).label("profile_on"),
            _one(func.count(), TALKS, file, *talks).label("talks"),
            _one(func.max(TALKS.c.on_date, type_=Date), TALKS, file, *talks).label("last_talk_on"),
            *_next_days(file, contacts),
            _one(func.count(), contacts, file, *recent).label("contacts"),
            _one(func.count(), contacts, file, *recent, nothing).label("without_note"),
        )
        .outerjoin_from(file, PLANS, PLANS.c.id == _latest_plan(file))
        .where(file.c.place == 1)
    )


def _latest_plan(file: Subquery) -> Expression:
    own = PLANS.alias("own_plans")
    return (
        select(own.c.id)
        .where(
            live(own), own.c.client_id == file.c.client_id, within(own.c.agreed_on, file.c.received_on, LAST)
        )
        .order_by(own.c.agreed_on.desc(), own.c.id.desc())
        .limit(1)
        .correlate(file)
        .scalar_subquery()
    )


def _next_days(file: Subquery, contacts: FromClause) -> Iterator[Expression]:
    """The first day ahead and the last day at all of actions not done, of plans and of contacts."""
    of = file.c.client_id
    kinds = (
        ("plan", PLAN_ACTIONS, PLAN_ACTIONS.c.due_on, (OPEN_ACTION, PLAN_ACTIONS.c.client_id == of)),
        ("contact", contacts, C.c.next_action_due_on, (OPEN_NEXT, CC.c.client_id == of)),
    )
    for what, table, day, own in kinds:
        yield _one(func.min(day, type_=Date), table, file, *own, day >= LAST).label(f"{what}_ahead")
        yield _one(func.max(day, type_=Date), table, file, *own).label(f"{what}_last")


@cache
def _jobs() -> Select[Any]:
    columns = (A.c.id, A.c.client_id, A.c.title, A.c.reference, A.c.started_on, A.c.ended_on, A.c.end_reason)
    return (
        select(*columns, EMPLOYERS.c.name.label("employer"))
        .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
        .where(live(A), A.c.kind.in_(JOB_KINDS), A.c.client_id.in_(OF_WANTED), A.c.started_on <= LAST)
        .order_by(A.c.started_on, A.c.id)
    )


@cache
def _days() -> Select[Any]:
    """Days of advice, and of support in work face to face, as the evidence for fidelity counts it."""
    advice = select(ADVICE.c.client_id, literal(ADVISED).label("what"), ADVICE.c.on_date).where(
        live(ADVICE), ADVICE.c.client_id.in_(OF_WANTED), ADVICE.c.on_date <= LAST
    )
    is_advice = C.c.kind == "benefits advice"
    is_support = and_(C.c.kind == "in-work support", C.c.mode == FACE_TO_FACE)
    contacts = (
        select(CC.c.client_id, case((is_advice, ADVISED), else_=SUPPORTED), C.c.on_date)
        .join(C, C.c.id == CC.c.contact_id)
        .where(
            live(C),
            CC.c.client_id.in_(OF_WANTED),
            C.c.attended.is_(True),
            C.c.on_date <= LAST,
            or_(is_advice, is_support),
        )
    )
    return union_all(advice, contacts)  # type: ignore[return-value] # a CompoundSelect is executed alike


def facts_of(connection: Connection, clients: Collection[int], day: date) -> Mapping[int, FileFacts]:
    """What the files of these people hold; whose file was not open on the day is not among them."""
    given = {"wanted": json.dumps(sorted(clients)), "last": day}
    rows = connection.execute(_files(), given).all()
    consents = answers_of(connection, clients, RECORDS)
    jobs = _jobs_of(connection, given)
    days: dict[tuple[int, str], list[date]] = defaultdict(list)
    for client, what, on in connection.execute(_days(), given):
        days[client, what].append(on)
    return {
        row.client_id: FileFacts(
            row.received_on, row.source or "", row.accepted_on, row.started_on, row.profile_on,
            row.agreed_on, _review_ahead(row), row.talks, row.last_talk_on,
            min(filter(None, (row.plan_ahead, row.contact_ahead)), default=None),
            max(filter(None, (row.plan_last, row.contact_last)), default=None),
            row.contacts, row.without_note,
            *standing(consents[row.client_id], RECORDS, day),
            [job for job in jobs[row.client_id] if job.started_on >= row.received_on],
            days[row.client_id, ADVISED], days[row.client_id, SUPPORTED],
        )
        for row in rows
    }  # fmt: skip


def _review_ahead(row: Any) -> date | None:
    """The next review of the plan, unless it was held."""
    held = row.reviewed_on is not None and row.next_review_on is not None
    return None if held and row.reviewed_on >= row.next_review_on else row.next_review_on


def _jobs_of(connection: Connection, given: Mapping[str, Any]) -> dict[int, list[JobFacts]]:
    rows = connection.execute(_jobs(), given).all()
    said = milestones_said(connection, _ids(rows))
    found: dict[int, list[JobFacts]] = defaultdict(list)
    for row in rows:
        name = job_name(row.title, row.employer, row.reference)
        milestones = milestones_of_job(row, said[row.id])
        found[row.client_id].append(
            JobFacts(name, row.started_on, row.ended_on, row.end_reason or "", milestones)
        )
    return found


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.id for row in rows]
