"""What the tab of fidelity says of reviews, steps, packs, actions, comparisons, and the marks beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from ipsdesk.reports.fidelity_report import KINDS
from ipsdesk.rules.ips25 import HIGHEST
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import counted, sentence_case, short_day
from ipsdesk.services.fidelity_calendar import ReviewDue, ReviewStep
from ipsdesk.services.fidelity_pack import PackLine
from ipsdesk.services.fidelity_plan import PlanAction
from ipsdesk.services.fidelity_sheet import Compared, ComparedItem, OverTime, ReviewLine
from ipsdesk.ui.fidelity.total_card import GOOD
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

Point = tuple[str, str, int | None, str]
STOPPED, EVIDENCED, AWAITING, IN_PROGRESS = (
    "stopped",
    "done, evidenced",
    "done, awaiting evidence",
    "in progress",
)


class OfReview(Protocol):
    """Whatever says of which kind a review is, and of which day."""

    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> date: ...


# ---- reviews ----------------------------------------------------------------------------------------


def kind_of(review: OfReview) -> str:
    """``Self-assessment``."""
    return KINDS.get(review.kind, "Review")


def named(review: OfReview) -> str:
    """``Self-assessment, 10 May 2026``."""
    return f"{kind_of(review)}, {shown_day(review.on)}"


def standing_of(review: ReviewLine) -> str:
    """``103 of 125: good``, or how far it has come."""
    return review.standing.words if review.standing.scored else "Nothing scored yet"


def mark_of(review: ReviewLine, today: date) -> Mark | None:
    """How it stands: a total against a hundred, or that it is not done."""
    if review.standing.band is not None:
        return Mark.DONE if review.standing.subtotal >= GOOD else Mark.OFF_TARGET
    return Mark.WAITING if review.on > today or not review.standing.scored else Mark.INCOMPLETE


def over_time_points(over_time: OverTime) -> list[Point]:
    """Each review that has a total, and those of the past that have none yet."""
    return [
        (named(one), f"{one.on:%b} {one.on.year}", one.total, one.standing.words) for one in over_time.points
    ]


def short_name(review: OfReview) -> str:
    """``Self-assessment, 10 Nov 2026``, where there is little room."""
    return f"{kind_of(review)}, {review.on.day} {review.on:%b %Y}"


def due_said(due: ReviewDue, today: date) -> tuple[Mark, str]:
    """What is due by when, and what is booked for it."""
    booked = f" (booked for {shown_day(due.booked_on)})" if due.booked_on else ""
    if due.due_on < today:
        return Mark.OVERDUE, f"{due.words}: overdue, {shown_day(due.due_on)}{booked}"
    return Mark.WAITING, f"{due.words}: due {shown_day(due.due_on)}{booked}"


# ---- calendar and packs -----------------------------------------------------------------------------


def step_line(step: ReviewStep, today: date) -> Line:
    """What, by when, and whether it is done."""
    if step.done_on is not None:
        aside, mark = f"Done {short_day(step.done_on, today)}", Mark.DONE
    elif step.due_on < today:
        aside, mark = f"Overdue, {short_day(step.due_on, today)}", Mark.OVERDUE
    else:
        aside, mark = f"Due {short_day(step.due_on, today)}", Mark.WAITING
    return Line(step.step, sentence_case(step.step), step.note, aside, mark,
                quiet=step.done_on is not None, about=step)  # fmt: skip


def step_open(line: Line) -> bool:
    """Whether it is still to be done."""
    return line.about.done_on is None


def pack_line(pack: PackLine, today: date) -> Line:
    """When it was made, how much it is, and by when it has to go."""
    if pack.deleted_on is not None:
        aside, mark = f"Deleted {short_day(pack.deleted_on, today)}", Mark.DONE
    elif pack.delete_by_on is not None and pack.delete_by_on < today:
        aside, mark = f"Delete it: overdue, {short_day(pack.delete_by_on, today)}", Mark.OVERDUE
    else:
        until = f" by {short_day(pack.delete_by_on, today)}" if pack.delete_by_on else ""
        aside, mark = f"Delete it{until}", Mark.WAITING
    files = counted(pack.files, "file") if pack.files else ""
    return Line(pack.id, f"{pack.reference}, {shown_day(pack.made_on)}", files, aside, mark,
                quiet=pack.deleted_on is not None, about=pack)  # fmt: skip


def pack_open(line: Line) -> bool:
    """Whether it is still somewhere."""
    return line.about.deleted_on is None


# ---- actions ----------------------------------------------------------------------------------------


def action_status(action: PlanAction) -> str:
    """``Overdue, in progress``, or how far it is."""
    status = sentence_case(action.status)
    if action.is_overdue:
        return f"Overdue, {action.status}"
    return f"{status}, verified" if action.verified_on and action.status == EVIDENCED else status


def action_mark(action: PlanAction) -> Mark:
    """Its icon and colour."""
    if action.is_overdue:
        return Mark.OVERDUE
    if action.status == STOPPED:
        return Mark.NOT_APPLICABLE
    if action.status == EVIDENCED:
        return Mark.DONE
    return Mark.INCOMPLETE if action.status == AWAITING else Mark.WAITING


def score_to(action: PlanAction) -> str:
    """``3 to 5``."""
    if action.target_score is None:
        return "" if action.current_score is None else str(action.current_score)
    return f"{action.current_score or '–'} to {action.target_score}"


def due_of(action: PlanAction) -> str:
    """The day that holds, and the first one with the reason where it was moved."""
    if action.revised_due_on is None:
        return shown_day(action.due_on)
    first = f"first {shown_day(action.due_on)}"
    return f"{shown_day(action.revised_due_on)} ({first}; {action.revised_reason})"


# ---- comparison -------------------------------------------------------------------------------------


def difference(one: ComparedItem) -> str:
    """``2 higher``, ``the same``."""
    if one.score is None or one.other is None:
        return "not scored in both"
    by = one.score - one.other
    return "the same" if by == 0 else f"{abs(by)} {'higher' if by > 0 else 'lower'}"


def compared_mark(one: ComparedItem) -> Mark | None:
    """Higher or at the top is good, lower needs a look."""
    if one.score is None or one.other is None or one.score == one.other:
        return Mark.NO_TARGET
    return Mark.DONE if one.score > one.other or one.score == HIGHEST else Mark.OFF_TARGET


def compared_words(compared: Compared) -> str:
    """How many went up and down, and both totals."""
    up = sum(_by(one) > 0 for one in compared.items)
    down = sum(_by(one) < 0 for one in compared.items)
    changes = f"{counted(up, 'item')} higher, {down} lower"
    return f"Now {compared.standing.words}; before {compared.other_standing.words}. {changes}."


def _by(one: ComparedItem) -> int:
    return 0 if one.score is None or one.other is None else one.score - one.other


def in_order(reviews: Sequence[ReviewLine]) -> list[ReviewLine]:
    """The newest first."""
    return sorted(reviews, key=lambda one: (one.on, one.id), reverse=True)


def newest(reviews: Sequence[ReviewLine], today: date) -> int | None:
    """The key of the review the tab begins with: the newest of the past, else the next planned one."""
    ordered = in_order(reviews)
    begun = [one for one in ordered if one.on <= today]
    return next((one.id for one in (*begun, *reversed(ordered))), None)
