"""What is due on the tab of the team, as a status: its words come with the day, never its colour alone."""

from __future__ import annotations

from ipsdesk.services.team_due import Due
from ipsdesk.ui.widgets.marks import Mark


def due_mark(due: Due) -> Mark | None:
    """Overdue, due soon, or in date; None where nothing is ever due."""
    if due.day is None:
        return None
    if due.is_over:
        return Mark.OVERDUE
    return Mark.DAY_COMING if due.is_soon else Mark.DONE


def due_words(due: Due) -> str:
    """The same where there is little room: what is in date says no more than that."""
    return (
        due.words
        if due.is_over or due.is_soon
        else "in date"
        if due.day is not None and not due.never
        else due.words
    )


def together(*parts: str) -> str:
    """What is known of something, in one line."""
    return ", ".join(part for part in parts if part)
