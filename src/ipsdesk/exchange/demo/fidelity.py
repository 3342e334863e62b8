"""Fidelity reviews of the demonstration unit: their scores, what stands behind them, and the action plan."""

from __future__ import annotations

from datetime import date

from ipsdesk.exchange.demo.days import Days, after
from ipsdesk.exchange.demo.rows import Rows
from ipsdesk.models import (
    EvidencePack,
    FidelityAction,
    FidelityItem,
    FidelityNote,
    FidelityReview,
    FidelityScore,
    FidelityStep,
)
from ipsdesk.rules.codes import FIDELITY_STEPS

REVIEWS = (
    ("F1", "self", 720, "4443433343333334343313334"),
    ("F2", "external", 365, "5444443333434344343413444"),
    ("F3", "self", 243, "5444443334434344344513444"),
    ("F4", "self", 12, "54555 444  5454"),
    ("F5", "external", -75, ""),
)
"""Reference, kind, days ago (a negative number is still to come), scores of items 1 to 25; a space: none."""
COMPLETE = ("F1", "F2", "F3")
REVIEWERS = {
    "F1": ["Marcus Field", "Priya Meadows"],
    "F2": ["Dr Odile Sandpiper", "Bram Whitethorn"],
    "F3": ["Marcus Field", "Yewande Rivers"],
    "F4": ["Marcus Field"],
    "F5": ["Dr Odile Sandpiper"],
}
SUMMARY = "People are seen early and work is found with them; records of visits lag behind."
STRENGTHS = "Any wish to work is enough; nobody waits until they are thought ready."
RECOMMENDED = "Visits written down on the day; benefits advice before every change of hours."

BEHIND = (
    ("F3", 15, 4, "Mean of 34.6 days over 12 people.", None, "The two waits over 40 days were leave."),
    ("F3", 17, 2, "2.4 visits a week for each specialist.", "Two weeks of sickness; without them 2.6.",
     "Log of the last six months."),
    ("F3", 5, None, None, None, "A seat at the ward's table since the spring."),
    ("F4", 1, 5, "18 people for each full-time specialist.", None, "The caseload on the day."),
)  # fmt: skip
"""Review, item, what the records proposed, how that was worked out, why the score differs, the evidence."""
SCORED = ((15, 4, 4), (17, 4, 3), (20, 5, 4), (9, 3, 4))
"""Items of F3, and what its two reviewers gave them before they agreed."""

PLAN = (
    ("F1", 21, "Ask every employer about ordinary vacancies first", "PM", 640, 650),
    ("F1", 17, "Write the visits down on the day", "PM", 660, 660),
    ("F2", 11, "Fidelity to be on the agenda of the executive meeting twice a year", "SP", 290, 280),
    ("F2", 17, "Review the contact log every Monday", "MF", 330, 335),
    ("F2", 19, "Visit three trades new to us each quarter", "TB", 180, 150),
    ("F2", 9, "Nobody is declined as 'not ready': say so in the referral form", "MF", 250, 255),
    ("F3", 12, "Benefits advice before every change of hours", "HO", 100, 102),
    ("F3", 7, "Cover for each other in writing", "MF", 96, 93),
    ("F3", 14, "Add what was learnt to the profile after each job", "PM", 94, None),
    ("F3", 20, "Keep a map of employers not yet visited", "TB", 30, 33),
    ("F3", 23, "See people in their first three days at work", "PM", 12, None),
    ("F3", 6, "Meet the work coach every month", "TB", -25, None),
)
"""Review, item, what, whose, due and done in days ago (a negative number is still to come)."""
NAMES = {"PM": "Priya Meadows", "SP": "Sunita Park", "MF": "Marcus Field", "TB": "Tomos Bridge",
         "HO": "Hannah Orchard"}  # fmt: skip
STATES = {
    12: {"status": "done, evidenced", "priority": "high", "verified_by_id": "MF",
         "evidence": "Six changes of hours, six pieces of advice before them."},
    7: {"status": "done, awaiting evidence", "priority": "medium"},
    14: {"status": "stopped", "priority": "low", "stopped_reason": "Taken up with the review of profiles."},
    20: {"status": "done, evidenced", "priority": "medium", "verified_by_id": "YR",
         "evidence": "The map, kept on the wall and looked at each month."},
    23: {"status": "in progress", "priority": "high"},
    6: {"status": "not started", "priority": "medium"},
}  # fmt: skip
"""How far each of the six actions of F3 is, by item."""
REVISED = {23: (-10, "Two starts on the same day; agreed to try again with the next three.")}

NOTES = (
    ("F3", 23, 40, "Two of three seen in the first three days.", "PM"),
    ("F3", 20, 33, "Eleven streets marked, four firms visited.", "TB"),
)
STEPS_DONE = {"F2": (-60, -14, 20, 27, 30, 41), "F4": (-62, -16)}
"""Days after a review on which the steps of its calendar were done, as far as they were."""


def add_fidelity(rows: Rows, days: Days) -> None:
    """Add the reviews, what stands behind their scores, and what was done about them."""
    for review, kind, ago, scores in REVIEWS:
        _add_review(rows, days, (review, kind, ago), scores)
    for review, item, proposed, arithmetic, reason, evidence in BEHIND:
        rows.add(
            FidelityItem, review_id=review, item=item, proposed=proposed, arithmetic=arithmetic,
            reason=reason, evidence=evidence,
            parts=["1", "2", "3", "5"] if proposed is None else None,
            comment="Looked at together." if review == "F3" else None,
            recommendation="Go on as it is." if proposed == 5 else None,
        )  # fmt: skip
    for item, *given in SCORED:
        for reviewer, score in zip(REVIEWERS["F3"], given, strict=True):
            rows.add(FidelityScore, review_id="F3", item=item, reviewer=reviewer, score=score,
                     note="Agreed after looking at the log." if item == 17 else None)  # fmt: skip
    _add_plan(rows, days)
    ago_of = {review: ago for review, _, ago, _ in REVIEWS}
    for review, done in STEPS_DONE.items():
        for step, shift in zip(FIDELITY_STEPS, done, strict=False):
            rows.add(FidelityStep, review_id=review, step=step, done_on=days.ago(ago_of[review] - shift))
    external = ago_of["F2"]
    rows.add(
        EvidencePack, reference="P1", review_id="F2", made_on=days.ago(external + 50), files=14,
        delete_by_on=days.ago(external - 14), deleted_on=days.ago(external - 12),
        note="Shown on our own laptop, not sent.",
    )  # fmt: skip


def _add_review(rows: Rows, days: Days, review: tuple[str, str, int], scores: str) -> None:
    reference, kind, ago = review
    told = {"summary": SUMMARY, "strengths": STRENGTHS, "recommendations": RECOMMENDED}
    rows.add(
        FidelityReview, reference=reference, on_date=days.ago(ago), kind=kind,
        reviewers=REVIEWERS[reference],
        completed_on=after(days.ago(ago), 9) if reference in COMPLETE else None,
        **{f"item_{n}": int(score) for n, score in enumerate(scores, 1) if score != " "},
        **(told if reference in COMPLETE else {}),
    )  # fmt: skip


def _add_plan(rows: Rows, days: Days) -> None:
    scores = {review: given for review, _, _, given in REVIEWS}
    begun = {review: days.ago(ago - 14) for review, _, ago, _ in REVIEWS}
    for review, item, action, owner, due, done in PLAN:
        state = STATES[item] if review == "F3" else {"status": "done, evidenced"}
        current, done_on = int(scores[review][item - 1]), None if done is None else days.ago(done)
        evidenced = done_on if state["status"] == "done, evidenced" else None
        revised, why = REVISED.get(item, (None, None)) if review == "F3" else (None, None)
        rows.add(
            FidelityAction, review_id=review, item=item, action=action, owner=NAMES[owner], owner_id=owner,
            due_on=days.ago(due), done_on=done_on, current_score=current, target_score=min(5, current + 1),
            start_on=_no_later(begun[review], done_on), measured_by="The records of the quarter after it.",
            revised_due_on=None if revised is None else days.ago(revised), revised_reason=why,
            evidence_on=evidenced, verified_on=evidenced if "verified_by_id" in state else None, **state,
        )  # fmt: skip
    for review, item, ago, note, staff in NOTES:
        rows.add(FidelityNote, review_id=review, item=item, on_date=days.ago(ago), note=note, staff_id=staff)


def _no_later(day: date, done: date | None) -> date:
    return day if done is None or day <= done else done
