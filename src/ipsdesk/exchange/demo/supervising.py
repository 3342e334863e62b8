"""How the staff of Larkrise House are supervised: one to one, in the field, and caseload by caseload."""

from __future__ import annotations

from datetime import date, timedelta

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.house import LEAD, LEADER, SPECIALISTS, in_post, months
from ipsdesk.exchange.demo.lives import Case
from ipsdesk.exchange.demo.people import MANAGED_BY
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.exchange.demo.working import Spell, Spells
from ipsdesk.models import CaseloadReview, CaseloadReviewLine, Supervision
from ipsdesk.rules.periods import add_months

WRITTEN_UP, CLINICAL_FROM = 365, 365
"""For so many days the minutes are kept here; before, only that the meeting took place."""
OVERDUE = {"TB": 48, "HO": 62}
"""Who has had no one to one for how many days."""
SIGNED_AFTER, NOT_SIGNED_FOR = 2, 10

GOALS = (
    "Two visits to new employers every week, written up the same day.",
    "A next action with a day for everybody on the caseload.",
    "Follow up each job start in its first week, at the workplace if the person wants that.",
    "Ask about benefits advice before the first interview, not after.",
)
OUTCOMES = (
    "Kept to for three weeks of four; the fourth was leave.",
    "Done. Keep it as a habit, not as a goal.",
    "Half done: two people still have none. Goes on.",
    "Done for all but one, who did not want it.",
)
MINUTES = (
    "Went through the caseload. Waiting after a first visit, and how to ask again without pressing.",
    "The new limit for permitted work and who has to be told. Two people at risk of losing shifts.",
    "A difficult call with an employer; what could be said next time. The log reads well.",
    "Who is ready to step down, and what the clinical team needs to hear before.",
)
WELLBEING = (
    "Busy, sleeping well.",
    "Tired after two evenings; takes Friday afternoon back.",
    "Well. Likes the new desk.",
)
DEVELOPMENT = (
    "Shadow a colleague at a college visit.",
    "Read the chapter on job development.",
    "Half a day on in-work benefits.",
)
MENTORED = (
    ("employer visit", "modelled", "Let the employer talk first; ask what a good week looks like for them."),
    ("client meeting", "observed", "Warm and clear. Write the next step down together before leaving."),
    ("job site", "both", "Good contact with the supervisor; agree who rings whom."),
)
OBSERVED = (("PM", 150, "employer visit"), ("TB", 95, "profile session"), ("HO", 300, "client meeting"))
APPRAISED = (
    *(("PM", 120), ("TB", 60), ("HO", 200), ("MF", 140), ("YR", 345)),
    *(("RC", 250), ("KB", 180), ("SP", 90)),
)
"""Who, and how many days ago."""
PROBATION = (("TB", 210), ("TB", 125))
DECISIONS = ("continue", "continue", "step down", "continue", "hand over", "continue", "close")


def add_supervising(rows: Rows, days: Days, cases: list[Case], spells: Spells) -> None:
    """Add supervision of two years, that of the last year in full, and two caseload reviews."""
    for number, first in enumerate(months(days)):
        for place, who in enumerate(in_post(days, first)):
            _add_one_to_one(rows, days, cases, (number, place, who, after(first, 6 + 4 * place)))
            _add_clinical(rows, days, who, after(first, 13))
            if number % 3 == 0:
                _add_mentoring(rows, days, who, (after(first, 20), number + place))
    _add_yearly(rows, days)
    _add_reviews(rows, days, cases, spells)


def _add_one_to_one(rows: Rows, days: Days, cases: list[Case], which: tuple[int, int, str, date]) -> None:
    number, place, who, day = which
    if day > days.ago(OVERDUE.get(who, 0)):
        return
    if (number + 3 * place) % 8 == 5:
        there = in_post(days, day)
        rows.add(
            Supervision, on_date=day, staff_id=who, kind="group", supervisor_id=LEADER, attended_ids=there
        )
        return
    written = _written_up(days, cases, which) if day > days.ago(WRITTEN_UP) else {}
    rows.add(Supervision, on_date=day, staff_id=who, kind="one to one", supervisor_id=LEADER, **written)


def _written_up(days: Days, cases: list[Case], which: tuple[int, int, str, date]) -> dict[str, object]:
    number, place, who, day = which
    n = number + 2 * place
    return {
        "minutes": MINUTES[n % len(MINUTES)],
        "goals_reviewed": f"{GOALS[(n - 1) % len(GOALS)]} {OUTCOMES[n % len(OUTCOMES)]}",
        "goals": GOALS[n % len(GOALS)],
        "figures": f"Working caseload: {len(_caseload(cases, who, day))}",
        "wellbeing": WELLBEING[n % len(WELLBEING)],
        "development": DEVELOPMENT[n % len(DEVELOPMENT)],
        "next_on": after(add_months(day, 1), 0),
        **_signed(days, day),
    }


def _signed(days: Days, day: date) -> dict[str, object]:
    """By the supervisor on the day, by the other two days later; the newest waits for the second."""
    is_signed = day <= days.ago(NOT_SIGNED_FOR)
    return {
        "supervisor_signed_on": day,
        "staff_signed_on": after(day, SIGNED_AFTER) if is_signed else None,
    }


def _add_clinical(rows: Rows, days: Days, who: str, day: date) -> None:
    if days.ago(CLINICAL_FROM) < day <= days.today:
        rows.add(Supervision, on_date=day, staff_id=who, kind="clinical", supervisor_id=LEAD)


def _add_mentoring(rows: Rows, days: Days, who: str, when: tuple[date, int]) -> None:
    day, n = when
    if day > days.today:
        return
    setting, how, feedback = MENTORED[n % len(MENTORED)]
    told = {"setting": setting, "how": how, "feedback": feedback, "client_agreed": True}
    rows.add(
        Supervision, on_date=day, staff_id=who, kind="field mentoring", supervisor_id=LEADER,
        **(told if day > days.ago(WRITTEN_UP) else {}),
    )  # fmt: skip


def _add_yearly(rows: Rows, days: Days) -> None:
    for who, ago, setting in OBSERVED:
        rows.add(
            Supervision, on_date=after(days.ago(ago), 0), staff_id=who, kind="observation",
            supervisor_id=LEAD, setting=setting, how="observed", client_agreed=True,
            feedback="Listens well. Ask the person to sum up what was agreed.",
        )  # fmt: skip
    for kind, when in (("appraisal", APPRAISED), ("probation", PROBATION)):
        for who, ago in when:
            day = after(days.ago(ago), 0)
            rows.add(
                Supervision, on_date=day, staff_id=who, kind=kind, supervisor_id=MANAGED_BY.get(who),
                goals=GOALS[ago % len(GOALS)], development=DEVELOPMENT[ago % len(DEVELOPMENT)],
                **_signed(days, day),
            )  # fmt: skip


# ---- caseload reviews -------------------------------------------------------------------------------


def _caseload(cases: list[Case], who: str, day: date) -> list[Case]:
    return [case for case in cases if case.open_on(day) and case.staff.on(day) == who]


def _add_reviews(rows: Rows, days: Days, cases: list[Case], spells: Spells) -> None:
    """That of last month is complete, this month's is half done."""
    first, last = (post.reference for post in SPECIALISTS[:2])
    this_month = days.today.replace(day=1)
    done = after(add_months(this_month, -1), 18)
    begun = min(after(this_month, 2), days.today)
    rows.add(
        CaseloadReview, reference="CR01", on_date=done, staff_id=first, reviewer_id=LEADER,
        completed_on=after(done, 1), note="Two people could do with less of us; one wants a new specialist.",
    )  # fmt: skip
    rows.add(CaseloadReview, reference="CR02", on_date=begun, staff_id=last, reviewer_id=LEADER)
    for review, day, who in (("CR01", done, first), ("CR02", begun, last)):
        theirs = _caseload(cases, who, day)
        decided = len(theirs) if review == "CR01" else len(theirs) // 2
        for n, case in enumerate(theirs):
            at_work = any(_holds(spell, day) for spell in spells.get(case.client, ()))
            _add_line(rows, (review, day), case, (n, at_work, n < decided))


def _holds(spell: Spell, day: date) -> bool:
    return spell.since <= day and (spell.until is None or day <= spell.until)


def _add_line(rows: Rows, review: tuple[str, date], case: Case, how: tuple[int, bool, bool]) -> None:
    (reference, day), (n, at_work, is_decided) = review, how
    rows.add(
        CaseloadReviewLine, review_id=reference, client_id=case.client,
        stage="In work" if at_work else "Job seeking" if case.seeks_work else "Job at risk",
        last_contact_on=day - timedelta(days=3 + 2 * n % 17),
        next_action=f"Ring on {('Monday', 'Wednesday', 'Friday')[n % 3]}" if n % 4 else None,
        plan="reviewed in the last quarter" if n % 3 else "review due",
        decision=DECISIONS[n % len(DECISIONS)] if is_decided else None,
        note="Talk to the clinical team first." if is_decided and n % 5 == 2 else None,
    )  # fmt: skip
