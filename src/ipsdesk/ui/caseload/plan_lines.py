"""Plans, actions, adjustments and the week as lines of the record."""

from __future__ import annotations

from datetime import date

from ipsdesk.services.caseload_words import sentence_case, short_day
from ipsdesk.services.pathway_plan import ActionLine, AdjustmentLine, PlanLine, WeekLine
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark


def due_words(word: str, on: date, today: date) -> tuple[str, Mark | None]:
    """A day to come back, and how it stands."""
    if on < today:
        return f"{word} was due {short_day(on, today)}".strip(), Mark.OVERDUE
    if on == today:
        return f"{word} due today".strip(), Mark.NOTE
    return f"{word} due {short_day(on, today)}".strip(), None


def plan_line(plan: PlanLine, today: date) -> Line:
    """A plan, its goal, and the review to come."""
    aside, mark = due_words("Review", plan.review_due, today) if plan.review_due else ("", None)
    if not aside and plan.reviewed_on:
        aside, mark = f"Reviewed {short_day(plan.reviewed_on, today)}", Mark.DONE
    title = f"Agreed {short_day(plan.agreed_on, today)}"
    return Line(plan.id, title, plan.goal, aside, mark, about=plan.id)


def action_line(action: ActionLine, today: date) -> Line:
    """An action, who does it, and by when."""
    done = action.done_on is not None
    aside, mark = due_words("", action.due_on, today) if action.due_on else ("", None)
    if action.done_on is not None:
        aside, mark = f"Done {short_day(action.done_on, today)}", Mark.DONE
    return Line(action.id, action.action, sentence_case(action.who), sentence_case(aside), mark, quiet=done,
                about=action)  # fmt: skip


def adjustment_line(adjustment: AdjustmentLine, today: date) -> Line:
    """An adjustment, how far it has come, and where."""
    steps = (
        ("asked", adjustment.asked_on),
        ("agreed", adjustment.agreed_on),
        ("in place", adjustment.in_place_on),
    )
    way = [f"{word} {short_day(day, today)}" for word, day in steps if day is not None]
    way += ["Access to Work"] if adjustment.access_to_work else []
    note = "\n".join(part for part in (sentence_case(", ".join(way)), adjustment.job) if part)
    if adjustment.in_place_on is not None and adjustment.in_place_on <= today:
        aside, mark = "In place", Mark.DONE
    else:
        aside, mark = ("Agreed", Mark.WAITING) if adjustment.agreed_on else ("Asked", Mark.WAITING)
    asked = adjustment.asked_on or adjustment.agreed_on or adjustment.in_place_on
    return Line(adjustment.id, adjustment.adjustment, note, aside if asked else "", mark if asked else None,
                about=adjustment.id)  # fmt: skip


def week_line(entry: WeekLine, today: date) -> Line:
    """What is done on a day of the week, from when to when."""
    what = ", ".join(part for part in (entry.what, entry.place) if part)
    ends = f"until {short_day(entry.ends_on, today)}" if entry.ends_on else ""
    begins = f"from {short_day(entry.starts_on, today)}" if entry.starts_on and not entry.is_now else ""
    note = " · ".join(part for part in (what, begins, ends) if part)
    title = f"{entry.day}, {entry.from_time} to {entry.to_time}"
    return Line(entry.id, title, note, sentence_case(entry.kind), quiet=not entry.is_now, about=entry.id)
