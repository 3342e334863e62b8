"""What waits in a generated unit on the day it is looked at: some of each thing that Today tells of."""

from __future__ import annotations

from datetime import date, timedelta

from bench.calendar_of_unit import LAST, TODAY
from bench.large_house import employers
from bench.large_people import WORKS, Life
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    Activity,
    CareReview,
    Consent,
    Contact,
    DecisionMeeting,
    HoursReason,
    Improvement,
    InformationDecision,
    InWorkPlan,
    Leave,
    MeetingAction,
    Recommendation,
    Risk,
    Story,
    UsualShift,
    Vacancy,
    VocationalProfile,
)
from ipsdesk.rules.codes import BEFORE_APPLYING, DECISION_MEETING_KINDS, FACE_TO_FACE, PAID_JOB
from ipsdesk.rules.consent import GIVEN

SOME = 50
"""One client in so many of those still with the service has each of these."""


def add_waiting(rows: Rows, lives: list[Life]) -> None:
    """Add it for some of the clients on the caseload; drawn by their numbers, so that all else stays."""
    firms = employers(len(lives))
    _add_to_the_house(rows)
    for life in (one for one in lives if one.closed is None and one.number % SOME == 0):
        soon = TODAY + timedelta(days=life.number // SOME % 9 - 2)
        _add_reviews(rows, life, soon)
        _add_telling(rows, life, soon, firms[life.number % len(firms)])
        _add_work(rows, life, soon, firms)


def _add_reviews(rows: Rows, life: Life, soon: date) -> None:
    who = life.client
    rows.add(Risk, client_id=who, on_date=LAST, strengths="Keeps going", review_on=soon)
    rows.add(CareReview, client_id=who, on_date=soon)
    rows.add(
        VocationalProfile,
        reference=f"V{life.number}",
        client_id=who,
        on_date=LAST,
        author_id=life.staff,
        next_review_on=soon,
    )
    rows.add(
        Contact, on_date=LAST, kind="client", client_ids=[who], attended=True, mode=FACE_TO_FACE,
        staff_id=life.staff, next_action="Ring the firm", next_action_due_on=soon,
    )  # fmt: skip
    week = TODAY - timedelta(days=14)
    rows.add(HoursReason, client_id=who, week_ending_on=week, reason="Covered a shift", follow_up_on=TODAY)


def _add_telling(rows: Rows, life: Life, soon: date, firm: str) -> None:
    asked = life.started
    rows.add(Consent, client_id=life.client, scope="employers", answer=GIVEN, on_date=asked, expires_on=soon)
    rows.add(
        InformationDecision, client_id=life.client, on_date=asked, employer_id=firm, decision="later",
        review_on=soon,
    )  # fmt: skip
    rows.add(
        Vacancy,
        reference=f"J{life.number}",
        employer_id=firm,
        title="Assistant",
        found_on=LAST,
        stage=BEFORE_APPLYING[0],
        closes_on=soon,
        client_ids=[life.client],
        staff_id=life.staff,
    )


def _add_work(rows: Rows, life: Life, soon: date, firms: list[str]) -> None:
    rows.add(
        Activity,
        reference=f"A{life.number}-4",
        client_id=life.client,
        kind="volunteering",
        employer_id=firms[0],
        started_on=life.started,
        planned_end_on=soon,
    )
    rows.add(
        Activity,
        reference=f"A{life.number}-5",
        client_id=life.client,
        kind=PAID_JOB,
        employer_id=firms[-1],
        started_on=soon,
    )
    if life.number % WORKS == 0:
        rows.add(InWorkPlan, activity_id=f"A{life.number}-5", agreed_on=TODAY)
        rows.add(
            UsualShift, activity_id=f"A{life.number}-4", day="Wednesday", from_time="10:00", to_time="12:00"
        )
    rows.add(
        Leave,
        reference=f"L{life.number}",
        client_id=life.client,
        authorised_on=life.started,
        authorised_by="Dr Example",
        from_on=life.started,
        to_on=soon,
        place="The town",
    )


def _add_to_the_house(rows: Rows) -> None:
    """One of each thing that waits for staff and is about no client's work."""
    held, ahead = TODAY - timedelta(days=20), TODAY + timedelta(days=7)
    for reference, on_date in (("D-held", held), ("D-next", ahead)):
        rows.add(DecisionMeeting, reference=reference, on_date=on_date, kind=DECISION_MEETING_KINDS[0],
                 chair_id="S0", open_to=True)  # fmt: skip
    rows.add(MeetingAction, meeting_id="D-held", number=1, action="Ask", owner_id="S0", due_on=TODAY)
    rows.add(Recommendation, on_date=held, recommendation="A bench", source="first impressions")
    rows.add(Story, reference="Y-again", client_id="C1", on_date=held, title="How it went", review_on=TODAY)
    rows.add(Improvement, year=TODAY.year, aim="More turns", owner_id="S0", due_on=ahead)
