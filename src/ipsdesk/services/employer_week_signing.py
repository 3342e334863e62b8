"""A lead's sign-off of one week of a specialist's contacts with employers, once for each week."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import LogReview, Staff
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.roles import Role, Workspace
from ipsdesk.services.saving import Saving, record_at

STAFF, REVIEWS = Staff.__table__, LogReview.__table__
SIGN_OFF = (Role.LEAD, Role.MANAGER)
"""Who signs off."""
MONDAY = 0
NOT_MONDAY = "{day} is no Monday. Nothing was changed."
NOT_BEGUN = "The week of {day} has not begun. Nothing was changed."
GONE = "This member of staff was removed. Nothing was changed."


def write_sign_off(connection: Connection, workspace: Workspace, staff: int, first: date) -> Saving:
    """Today's sign-off of the week from a Monday; one that is there takes today's date.

    Raises ``CannotRun`` for a day that is no Monday, a week still to come, somebody who was removed.
    """
    if first.weekday() != MONDAY:
        raise CannotRun(NOT_MONDAY.format(day=shown_day(first)))
    if first > workspace.today():
        raise CannotRun(NOT_BEGUN.format(day=shown_day(first)))
    name = connection.scalar(select(STAFF.c.name).where(live(STAFF), STAFF.c.id == staff))
    if name is None:
        raise CannotRun(GONE)
    me = who_am_i(connection, workspace.actor.account, workspace.actor.name)
    values = {"reviewed_on": workspace.today(), "reviewer_id": me[0] if me else None}
    saving = Saving(workspace, connection, f"employer contacts of {name}, week of {shown_day(first)}")
    there = connection.scalar(
        select(REVIEWS.c.id)
        .where(live(REVIEWS), REVIEWS.c.staff_id == staff, REVIEWS.c.week_starting_on == first)
        .order_by(REVIEWS.c.reviewed_on.desc(), REVIEWS.c.id.desc())
        .limit(1)
    )
    if there is None:
        saving.add(LogReview, {"staff_id": staff, "week_starting_on": first, **values})
    else:
        saving.alter(LogReview, record_at(connection, LogReview, there), values)
    return saving
