"""The records of which an account is told nothing at all, and what it is told instead."""

from __future__ import annotations

from sqlalchemy import Connection

from ipsdesk.services import attachments_hidden, meetings_closed
from ipsdesk.services.attachments_hidden import hidden_attachments
from ipsdesk.services.meetings_closed import hidden_items
from ipsdesk.services.roles import Workspace

Key = tuple[str, int]


def hidden_records(connection: Connection, workspace: Workspace) -> frozenset[Key]:
    """By kind and key: attachments for leads, closed items of meetings and their actions."""
    return hidden_attachments(connection, workspace.actor.role) | hidden_items(connection, workspace)


def why_hidden(kind: str) -> str:
    """The sentence for who asks for one all the same."""
    of_attachment = kind == attachments_hidden.KIND
    return attachments_hidden.NOT_YOURS if of_attachment else meetings_closed.NOT_YOURS
