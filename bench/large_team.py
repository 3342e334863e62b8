"""What is recorded of the staff of a generated unit: supervision, reviews, audits, training, policies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from bench.calendar_of_unit import FIRST, LAST, day
from bench.large_house import LEAD, specialists, teams
from bench.large_people import Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    AuditedFile,
    CaseloadReview,
    CaseloadReviewLine,
    FileAudit,
    HostAgreement,
    Policy,
    StaffTraining,
    Supervision,
    TrainingAction,
)
from ipsdesk.rules.codes import AUDIT_ANSWERS, CASELOAD_DECISIONS, POLICY_TOPICS, STAFF_TOPICS
from ipsdesk.rules.periods import add_months

MONTHS, REVIEWED, FILES_EACH, HOUR = 24, 3, 2, 3_600
TOLD = "Went through the caseload; two people wait for a first visit, one for an answer. " * 3

Caseloads = Mapping[str, list[Life]]


def add_team(rows: Rows, clients: int, lives: list[Life]) -> None:
    """Two years month by month; caseload reviews of the last three months."""
    caseloads: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        caseloads[life.staff].append(life)
    everybody = specialists(clients)
    for number in range(MONTHS):
        month = add_months(FIRST, number)
        for place, who in enumerate(everybody):
            _add_supervision(rows, who, month + timedelta(days=place % 27), number + place)
        if number % 7 != 3:
            _add_audit(rows, number, month + timedelta(days=20), caseloads)
        if number >= MONTHS - REVIEWED:
            _add_reviews(rows, number, month + timedelta(days=25), caseloads)
    _add_training(rows, everybody)
    _add_standards(rows, clients)


def _add_supervision(rows: Rows, who: str, on_date: date, number: int) -> None:
    kind = ("clinical", "field mentoring", "one to one", "one to one")[number % 4]
    rows.add(
        Supervision, on_date=on_date, staff_id=who, supervisor_id=LEAD, kind=kind, minutes=TOLD, goals=TOLD,
        figures="Working caseload: 24", supervisor_signed_on=on_date,
        staff_signed_on=on_date + timedelta(days=2) if number % 9 else None,
    )  # fmt: skip


def _open(caseloads: Caseloads, who: str, on_date: date) -> list[Life]:
    return [life for life in caseloads[who] if life.started <= on_date <= life.until]


def _add_audit(rows: Rows, number: int, on_date: date, caseloads: Caseloads) -> None:
    reference, soon = f"FA{number}", on_date + timedelta(days=21)
    rows.add(FileAudit, reference=reference, on_date=on_date, auditor_id=LEAD, completed_on=on_date)
    for who in caseloads:
        theirs = _open(caseloads, who, on_date)
        start = number * FILES_EACH % max(len(theirs), 1)
        for life in theirs[start : start + FILES_EACH]:
            n = life.number + number
            is_found, is_right = n % 4 == 0, soon <= LAST and n % 3
            rows.add(
                AuditedFile, audit_id=reference, client_id=life.client, staff_id=who,
                referral="yes", consent="yes", profile=AUDIT_ANSWERS[n % 3], plan="no" if is_found else "yes",
                finding="The plan is not current." if is_found else None, owner_id=who if is_found else None,
                put_right_by_on=soon if is_found else None,
                put_right_on=soon if is_found and is_right else None,
            )  # fmt: skip


def _add_reviews(rows: Rows, number: int, on_date: date, caseloads: Caseloads) -> None:
    for who in caseloads:
        reference, is_done = f"CR{number}-{who}", number < MONTHS - 1
        rows.add(
            CaseloadReview, reference=reference, on_date=on_date, staff_id=who, reviewer_id=LEAD,
            completed_on=on_date if is_done else None,
        )  # fmt: skip
        for life in _open(caseloads, who, on_date):
            decision = CASELOAD_DECISIONS[0 if life.number % 6 else life.number % 4] if is_done else None
            rows.add(
                CaseloadReviewLine, review_id=reference, client_id=life.client, stage="Job seeking",
                last_contact_on=on_date - timedelta(days=life.number % 20), decision=decision,
            )  # fmt: skip


def _add_training(rows: Rows, everybody: list[str]) -> None:
    rows.add(
        TrainingAction, reference="TA1", topic=STAFF_TOPICS[3], what="The limits from April", due_on=day(735),
        raised_on=day(600), staff_ids=everybody,
    )  # fmt: skip
    for place, who in enumerate([LEAD, *everybody]):
        for n, topic in enumerate(STAFF_TOPICS):
            for year in (0, 365):
                if (place + n + year) % 13:
                    rows.add(
                        StaffTraining, on_date=day(200 + 30 * n + place % 20 + year), staff_id=who,
                        topic=topic, hours=3 * HOUR,
                    )  # fmt: skip


def _add_standards(rows: Rows, clients: int) -> None:
    for number, team in enumerate(teams(clients)):
        agreed = day(300 + number % 100)
        rows.add(
            HostAgreement, team_id=team, agreed_on=agreed, review_on=add_months(agreed, 12), desk="yes",
            rooms="partly", champion_name="Somebody of the team",
        )  # fmt: skip
    for number, topic in enumerate(POLICY_TOPICS, 1):
        rows.add(
            Policy, reference=f"P{number}", title=f"Policy on {topic}", topic=topic, edition="1",
            agreed_on=day(60 * number), review_on=add_months(day(60 * number), 12), owner_id=LEAD,
        )  # fmt: skip
