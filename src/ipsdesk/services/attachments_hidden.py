"""Which attachments are for leads and managers alone, so that nothing else tells others of them."""

from __future__ import annotations

from sqlalchemy import Connection, select

from ipsdesk.models import Attachment
from ipsdesk.rules.codes import SEEN_BY
from ipsdesk.services.roles import Role

KIND = Attachment.family.kind
LEADS = (Role.LEAD, Role.MANAGER)
NOT_YOURS = "This attachment is for leads and managers. Nothing was opened or changed. Ask one of them."


def may_see(seen_by: str, role: Role) -> bool:
    """Whether an account of this role may see what was kept for these."""
    return seen_by == SEEN_BY[0] or role in LEADS


def hidden_attachments(connection: Connection, role: Role) -> frozenset[tuple[str, int]]:
    """The attachments of which an account of this role is told nothing, by kind and key."""
    if role in LEADS:
        return frozenset()
    table = Attachment.__table__
    found = connection.scalars(select(table.c.id).where(table.c.seen_by != SEEN_BY[0]))
    return frozenset((KIND, id_) for id_ in found)
