"""The records of which an account is told nothing at all, and what it is told instead."""

from __future__ import annotations

from sqlalchemy import Connection

from ipsdesk.services import attachments_hidden, meetings_closed, supervision_sealed
from ipsdesk.services.attachments_hidden import hidden_attachments
from ipsdesk.services.meetings_closed import hidden_items
from ipsdesk.services.roles import Workspace
from ipsdesk.services.supervision_sealed import hidden_supervisions

NOT_YOURS: dict[str, str] = {one.KIND: one.NOT_YOURS for one in (attachments_hidden, supervision_sealed)}

Key = tuple[str, int]


def hidden_records(connection: Connection, workspace: Workspace) -> frozenset[Key]:
    """By kind and key: attachments for leads, closed items of meetings and their actions, supervision."""
    return (
        hidden_attachments(connection, workspace.actor.role)
        | hidden_items(connection, workspace)
        | hidden_supervisions(connection, workspace)
    )


def why_hidden(kind: str) -> str:
    """The sentence for who asks for one all the same."""
    return NOT_YOURS.get(kind, meetings_closed.NOT_YOURS)
