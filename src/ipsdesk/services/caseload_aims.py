"""What one person aims for and how it goes: profile, goals, plan actions, adjustments, care reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, func, select

from ipsdesk.measures.terms import A, live
from ipsdesk.models import (
    Adjustment,
    CareReview,
    Employer,
    Goal,
    GoalRating,
    PlanAction,
    ProfileSession,
    Staff,
    VocationalProfile,
)
from ipsdesk.rules.codes import HIGHEST_RATING
from ipsdesk.services.caseload_entries import EntryIcon, EntryKind, TimelineEntry
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.caseload_work import job_name

CLIENT: BindParameter[int] = bindparam("client")
EMPLOYERS, STAFF = Employer.__table__, Staff.__table__
PROFILES, SESSIONS = VocationalProfile.__table__, ProfileSession.__table__
GOALS, RATINGS = Goal.__table__, GoalRating.__table__
ACTIONS, ADJUSTMENTS, REVIEWS = PlanAction.__table__, Adjustment.__table__, CareReview.__table__

PROFILES_OF = (
    select(
        PROFILES,
        func.row_number().over(order_by=[PROFILES.c.on_date, PROFILES.c.id]).label("number"),
        STAFF.c.name.label("by"),
        A.c.title,
        A.c.reference.label("job"),
        EMPLOYERS.c.name.label("employer"),
    )
    .outerjoin(STAFF, STAFF.c.id == PROFILES.c.author_id)
    .outerjoin(A, and_(A.c.id == PROFILES.c.after_activity_id, live(A)))
    .outerjoin(EMPLOYERS, and_(EMPLOYERS.c.id == A.c.employer_id, live(EMPLOYERS)))
    .where(live(PROFILES), PROFILES.c.client_id == CLIENT)
)
SESSIONS_OF = (
    select(SESSIONS, STAFF.c.name.label("by"))
    .join(PROFILES, PROFILES.c.id == SESSIONS.c.profile_id)
    .outerjoin(STAFF, STAFF.c.id == SESSIONS.c.staff_id)
    .where(live(SESSIONS), live(PROFILES), PROFILES.c.client_id == CLIENT)
)
GOALS_OF = select(GOALS).where(live(GOALS), GOALS.c.client_id == CLIENT)
RATINGS_OF = (
    select(RATINGS, GOALS.c.goal)
    .join(GOALS, GOALS.c.id == RATINGS.c.goal_id)
    .where(live(RATINGS), live(GOALS), GOALS.c.client_id == CLIENT)
)
ACTIONS_OF = (
    select(ACTIONS, STAFF.c.name.label("by"))
    .outerjoin(STAFF, STAFF.c.id == ACTIONS.c.staff_id)
    .where(live(ACTIONS), ACTIONS.c.client_id == CLIENT)
)
ADJUSTMENTS_OF = select(ADJUSTMENTS).where(live(ADJUSTMENTS), ADJUSTMENTS.c.client_id == CLIENT)
REVIEWS_OF = select(REVIEWS).where(live(REVIEWS), REVIEWS.c.client_id == CLIENT)


def read_aims(connection: Connection, client: int, today: date) -> Iterator[TimelineEntry]:
    """All that has happened by today, in no order."""
    given = {"client": client}
    for statement, entries in (
        (PROFILES_OF, _of_profile),
        (SESSIONS_OF, _of_session),
        (GOALS_OF, _of_goal),
        (RATINGS_OF, _of_rating),
        (ACTIONS_OF, _of_action),
        (ADJUSTMENTS_OF, _of_adjustment),
        (REVIEWS_OF, _of_review),
    ):
        for row in connection.execute(statement, given):
            yield from (entry for entry in entries(row) if entry.day <= today)


def _of_profile(row: Any) -> Iterator[TimelineEntry]:
    after = f" after {job_name(row.title, row.employer, row.job)}" if row.job else ""
    title = f"Vocational profile {'written' if row.number == 1 else 'updated'}{after}"
    about = (EntryKind.PROFILE, EntryIcon.PROFILE, VocationalProfile.family.kind)
    yield _entry(row.on_date, title, row.lessons or row.aims, about, row)


def _of_session(row: Any) -> Iterator[TimelineEntry]:
    title = "Profile session" + (f", {counted(row.minutes, 'minute')}" if row.minutes else "")
    about = (EntryKind.PROFILE, EntryIcon.FACE_TO_FACE, ProfileSession.family.kind)
    yield _entry(row.on_date, title, row.covered, about, row)


def _of_goal(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.PROFILE, EntryIcon.GOAL, Goal.family.kind)
    days = ((row.set_on, "set"), (row.reached_on, "reached"), (row.given_up_on, "given up"))
    for day, done in days:
        if day is not None:
            yield _entry(day, f"Goal {done}", row.goal, about, row)


def _of_rating(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.PROFILE, EntryIcon.GOAL, GoalRating.family.kind)
    yield _entry(row.on_date, f"Goal rated {row.rating} of {HIGHEST_RATING}", row.goal, about, row)


def _of_action(row: Any) -> Iterator[TimelineEntry]:
    """When it was done, else when it was to be."""
    about = (EntryKind.PLAN, EntryIcon.PLAN, PlanAction.family.kind)
    if day := row.done_on or row.due_on:
        yield _entry(day, "Action done" if row.done_on else "Action due", row.action, about, row)


def _of_adjustment(row: Any) -> Iterator[TimelineEntry]:
    about = (EntryKind.PLAN, EntryIcon.PLAN, Adjustment.family.kind)
    days = ((row.asked_on, "asked for"), (row.agreed_on, "agreed"), (row.in_place_on, "in place"))
    for day, done in days:
        if day is not None:
            yield _entry(day, f"Adjustment {done}", row.adjustment, about, row)


def _of_review(row: Any) -> Iterator[TimelineEntry]:
    title = "Care review" + (", not held" if row.held is False else "")
    about = (EntryKind.CARE, EntryIcon.PEOPLE, CareReview.family.kind)
    yield _entry(row.on_date, title, row.our_section, about, row)


def _entry(
    day: date, title: str, note: str | None, about: tuple[EntryKind, EntryIcon, str], row: Any
) -> TimelineEntry:
    kind, icon, source = about
    by = getattr(row, "by", None) or ""
    return TimelineEntry(day, kind, icon, title, sentence_case(note or ""), by, source, row.id)
