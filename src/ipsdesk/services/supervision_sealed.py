"""What was said in a supervision is for those who were in it and who lead, whichever way somebody asks."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from ipsdesk.models import Supervision
from ipsdesk.services.meetings_closed import my_staff
from ipsdesk.services.roles import Role, Workspace

KIND = Supervision.family.kind
LEADS = (Role.LEAD, Role.MANAGER)
SUPERVISIONS = Supervision.__table__
NOT_YOURS = (
    "What was said in a supervision is for those who were in it, leads and managers. Nothing was opened or"
    " changed. Ask one of them."
)


def hidden_supervisions(connection: Connection, workspace: Workspace) -> frozenset[tuple[str, int]]:
    """The supervisions of which this account is told no more than that they were, by kind and key."""
    if workspace.actor.role in LEADS:
        return frozenset()
    found, own = select(SUPERVISIONS.c.id), SUPERVISIONS.c
    me = my_staff(connection, workspace) if workspace.actor.role is Role.PRACTITIONER else None
    if me is not None:
        in_it = or_(own.staff_id == me, own.supervisor_id == me)
        found = found.where(or_(~in_it, in_it.is_(None)))
    return frozenset((KIND, id_) for id_ in connection.scalars(found))
