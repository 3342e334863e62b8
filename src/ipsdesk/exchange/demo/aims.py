"""What the people of the demonstration aim for: profiles, goals with ratings, plan actions, care reviews."""

from __future__ import annotations

from datetime import date

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.lives import REVIEW_DAYS, Case, Person
from ipsdesk.exchange.demo.people import GOALS
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.work import JOBS
from ipsdesk.models import (
    Adjustment,
    CareReview,
    Goal,
    GoalRating,
    PlanAction,
    ProfileSession,
    TimetableEntry,
    VocationalProfile,
)

PROFILE = {
    "aims": ("Something with my hands and a beginning and an end.", "Animals or plants, not people all day."),
    "history": (
        "Four years in a kitchen, two on a market stall; left school at sixteen.",
        "Mostly night work.",
    ),
    "skills": ("Early riser, careful with tools, driving licence lapsed.", "Quick at sums. NVQ level 1."),
    "environment": (
        "Quiet, few strangers, one person who says what comes first.",
        "Outdoors in any weather.",
    ),
    "hours_and_place": (
        "Mornings, three days, no more than one bus.",
        "Weekends are fine, walking distance.",
    ),
    "health": (
        "Sleep goes first. Tablets at night, slow before nine.",
        "Talks faster when it gets too much.",
    ),
    "risk_and_leave": ("Unescorted leave in town until six; back for tea.", None),
    "criminal_record": ("To be talked through before any form is filled in.", None),
    "adjustments": ("Written lists, a later start, a break every two hours.", "A place to sit alone."),
    "support_network": ("Sister on Sundays, the OT, a neighbour.", "Friends from the football group."),
    "benefits_and_money": ("Wants figures before saying yes to more hours.", "Saving for a bicycle."),
    "identity_documents": ("Birth certificate here, passport expired.", "All in the ward safe."),
    "digital_access": ("Phone with data, no printer.", "Uses the library's computers."),
}
LESSONS = "Liked the people, not the pace at noon; next time ask to see the busiest hour first."
COVERED = ("What went well before, and where; what to steer clear of.", "Places, hours and money.")

ACTIONS = (
    ("Update the CV with the last job", "employment specialist"),
    ("Ask the bus company about a pass", "the person"),
    ("Letter about leave conditions on working days", "clinician"),
    ("Practise the kitchen routine on the unit", "occupational therapist"),
    ("Look out the birth certificate", "family or carer"),
)
RATINGS = ((3, 5, 6, 8), (4, 4, 6, 6), (6, 5, 7, 9), (2, 3, 3, 5))
"""How near people said they were to a goal when it was set, and at each review."""

ADJUSTMENTS = (
    ("Callum Heron", "Start at nine instead of eight after a bad night", 250, 243, 240, False),
    ("Dilys Fern", "A stool at the issue desk", 200, 196, 180, True),
    ("Rosa Finch", "Rota a week ahead, in writing", 110, 101, 101, False),
    ("Zora Bramble", "One day a week from home", 60, None, None, False),
)
"""Whose, what, asked, agreed and in place in days ago, and whether Access to Work pays."""

WEEK = (
    ("Aidan Marsh", "Wednesday", "10:00", "12:00", "therapy", "Cooking group", "Beech House"),
    ("Aidan Marsh", "Saturday", "09:00", "15:00", "work", "Kitchen", "Larkrise House"),
    ("Arjun Larkspur", "Monday", "12:00", "14:00", "work", "Wash-up", "Larkrise House"),
    ("Arjun Larkspur", "Tuesday", "13:00", "17:00", "leave", "Unescorted, town", "Carrowby"),
    ("Frances Dale", "Thursday", "14:00", "15:00", "other", "Walking group", "Canal path"),
)


def add_aims(rows: Rows, days: Days, known: dict[str, Person], cases: list[Case]) -> None:
    """Add what each person aims for and what was agreed towards it."""
    for n, case in enumerate(cases):
        _add_profile(rows, days, case, n)
        _add_goal(rows, days, case, n)
        _add_actions(rows, days, case, n)
        _add_care_reviews(rows, days, case, n)
    _add_lessons(rows, days, known, cases)
    for who, what, asked, agreed, in_place, pays in ADJUSTMENTS:
        job = next(n for n, job in enumerate(JOBS, 1) if job.who == who)
        rows.add(
            Adjustment, client_id=known[who].reference, adjustment=what, activity_id=f"A{job:02}",
            asked_on=days.ago(asked), agreed_on=agreed and days.ago(agreed),
            in_place_on=in_place and days.ago(in_place), access_to_work=pays,
        )  # fmt: skip
    for who, day, begins, ends, kind, what, place in WEEK:
        rows.add(
            TimetableEntry, client_id=known[who].reference, day=day, from_time=begins, to_time=ends,
            kind=kind, what=what, place=place, starts_on=days.ago(40),
        )  # fmt: skip


def _until(days: Days, case: Case) -> date:
    return case.closed or days.today


def _add_profile(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Written in two sessions some two weeks after the start."""
    first, written = after(case.started, 7), after(case.started, 16)
    if written > _until(days, case):
        return
    staff, due = case.staff.on(written), after(written, 182)
    while due < days.today:  # looked through every half year
        due = after(due, 182)
    if n % 12 == 5:
        due = after(days.ago(n % 8 + 1), 0)  # a little late
    rows.add(
        VocationalProfile, reference=f"V{n + 1:02}", client_id=case.client, on_date=written, author_id=staff,
        next_review_on=due,
        **{heading: words[n % len(words)] for heading, words in PROFILE.items()},
    )  # fmt: skip
    for day, covered in zip((first, written), COVERED, strict=True):
        rows.add(
            ProfileSession,
            profile_id=f"V{n + 1:02}",
            on_date=day,
            staff_id=staff,
            minutes=50,
            covered=covered,
        )


def _add_lessons(rows: Rows, days: Days, known: dict[str, Person], cases: list[Case]) -> None:
    """A new version after each job that ended while the person was with us."""
    for n, job in enumerate(JOBS, 1):
        ended, _ = days.ended(job.end)
        written = after(ended, 9) if ended else days.today
        client = known[job.who].reference
        case = next((one for one in cases if one.client == client and one.open_on(written)), None)
        if ended and case:
            rows.add(
                VocationalProfile, reference=f"VA{n:02}", client_id=client, on_date=written,
                author_id=case.staff.on(written), after_activity_id=f"A{n:02}",
                next_review_on=after(written, 182), aims=PROFILE["aims"][n % 2], lessons=LESSONS,
            )  # fmt: skip


def _add_goal(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Set with the plan and rated at each review; every third is reached sooner or later."""
    set_on, until, reference = after(case.started, 14), _until(days, case), f"G{n + 1:02}"
    if set_on > until:
        return
    reached = days.ago(12 * n + 15) if n % 3 == 0 else None
    reached = reached if reached and set_on < reached <= until else None
    rows.add(
        Goal, reference=reference, client_id=case.client, set_on=set_on, goal=GOALS[n % len(GOALS)],
        reached_on=reached, given_up_on=None if reached else case.closed,
    )  # fmt: skip
    ratings = RATINGS[n % len(RATINGS)]
    for review in range((until - set_on).days // REVIEW_DAYS + 1):
        rows.add(
            GoalRating, goal_id=reference, on_date=after(set_on, REVIEW_DAYS * review),
            rating=ratings[min(review, len(ratings) - 1)],
        )  # fmt: skip


def _add_actions(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Two of each plan: one done in time, one of the newer plans still to do."""
    added, until = after(case.started, 20), _until(days, case)
    for place in range(2):
        action, by_whom = ACTIONS[(n + place) % len(ACTIONS)]
        due = after(added, 20 + 30 * place)
        done = due if due <= until else None
        if added <= until and (done or case.closed is None):
            ours = by_whom in ("employment specialist", "occupational therapist")
            rows.add(
                PlanAction, client_id=case.client, added_on=added, action=action, by_whom=by_whom,
                staff_id=case.staff.on(added) if ours else None, due_on=due, done_on=done,
            )  # fmt: skip


def _add_care_reviews(rows: Rows, days: Days, case: Case, n: int) -> None:
    """Every half year, the next one still to come."""
    on, until = after(case.started, 60 + n), _until(days, case)
    while case.closed is None or on < case.closed:
        held = on <= until
        rows.add(
            CareReview, client_id=case.client, on_date=on, held=held or None,
            our_section="Keeps going with the plan; the next step is agreed." if held else None,
        )  # fmt: skip
        if not held:
            return
        on = after(on, 182)
