"""Goals, ratings, headings, sessions and versions of a profile as lines of the record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.profiles import GoalLine, ProfileVersion, SessionLine
from ipsdesk.services.profiles_goals import RatingLine
from ipsdesk.ui.widgets.line_list import Line
from ipsdesk.ui.widgets.marks import Mark

KEPT_APART = "Kept apart. Space shows it."


def goal_line(goal: GoalLine, today: date) -> Line:
    """A goal in the person's words, how near they say they are, and whether it is over."""
    last = goal.ratings[-1] if goal.ratings else None
    note = [f"Set on {short_day(goal.set_on, today)}"]
    note += [f"rated {last.rating} of 10 on {short_day(last.on_date, today)}"] if last else ["not rated yet"]
    aside, mark = _end_of(goal, today)
    trend = tuple(float(one.rating) for one in goal.ratings)
    return Line(
        goal.id,
        goal.goal,
        ", ".join(note),
        aside,
        mark,
        trend,
        quiet=goal.given_up_on is not None,
        about=goal,
    )


def _end_of(goal: GoalLine, today: date) -> tuple[str, Mark | None]:
    if goal.reached_on is not None:
        return f"Reached {short_day(goal.reached_on, today)}", Mark.DONE
    if goal.given_up_on is not None:
        return f"Given up {short_day(goal.given_up_on, today)}", Mark.NOT_APPLICABLE
    return "", None


def rating_line(rating: RatingLine, today: date) -> Line:
    """One rating and its day."""
    day = short_day(rating.on_date, today)
    return Line(rating.id, f"{rating.rating} of 10", aside=day, plain=True, about=rating.id)


def heading_lines(version: ProfileVersion, opened: Collection[str]) -> list[Line]:
    """What a version says, heading by heading; what is kept apart only where it was ``opened``."""
    return [
        Line(
            one.name,
            one.title,
            one.text if not one.is_restricted or one.name in opened else KEPT_APART,
            about=one.name,
        )
        for one in version.headings
        if one.text
    ]


def not_filled(version: ProfileVersion) -> str:
    """The headings that say nothing, in one line."""
    empty = [one.title for one in version.headings if not one.text]
    return f"Not filled in: {', '.join(empty)}." if empty else ""


def session_line(session: SessionLine, today: date) -> Line:
    """A meeting: its day, how long it took, and what was covered."""
    day = short_day(session.on_date, today)
    parts = [day, *([counted(session.minutes, "minute")] if session.minutes else [])]
    return Line(session.id, ", ".join(parts), session.covered, session.staff, about=session.id)


def version_line(version: ProfileVersion, today: date) -> Line:
    """A version: its day, what led to it, who wrote it, and when it is looked at again."""
    note = [f"after {version.after}"] if version.after else []
    note += [counted(len(version.sessions), "session")] if version.sessions else []
    review, aside, mark = version.next_review_on, "", None
    if review is not None:
        overdue = review < today
        aside, mark = f"Review {short_day(review, today)}", Mark.OVERDUE if overdue else None
    by = f", by {version.author}" if version.author else ""
    title = f"Version of {short_day(version.on_date, today)}{by}"
    return Line(version.id, title, ", ".join(note), aside, mark, about=version)
