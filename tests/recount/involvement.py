"""Decisions taken together, recounted."""

from .days import Period
from .figure import Figure, share
from .terms import Unit


def decisions_together(unit: Unit, period: Period) -> dict[str, Figure]:
    """Meetings of the period that somebody who uses the service attended."""
    held = [meeting for meeting in unit.records["Decision meetings"] if period.holds(meeting["Date"])]
    attended = [meeting for meeting in held if meeting["Client IDs"]]
    return {"involvement.decisions": share(len(attended), len(held))}
