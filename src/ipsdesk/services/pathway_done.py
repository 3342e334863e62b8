"""Marks an action as done today with one key, or as not done again."""

from __future__ import annotations

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import Contact, PlanAction
from ipsdesk.services.records import Done
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import SAVED_HERE, Key, Saving, record_at

DONE_ON = {
    PlanAction.family.kind: ("added_on", "done_on"),
    Contact.family.kind: ("on_date", "next_action_done_on"),
}
"""For each kind with an action: the day it cannot be done before, and where the day it was done is kept."""


def done_on_day(workspace: Workspace, connection: Connection, key: Key) -> Done:
    """Raises ``CannotRun`` for a record that was removed, or for an action that lies ahead."""
    names = Names(connection)
    for client in names.people(key):
        refuse_without_reason(connection, workspace, client)
    if not (row := names.row(key)) or row["removed_at"]:
        raise CannotRun("This record has been removed. Nothing was changed.")
    begins, ends = DONE_ON[key[0]]
    model, today = SAVED_HERE[key[0]], workspace.today()
    record = record_at(connection, model, key[1])
    was_done = record[ends] is not None
    if not was_done and record[begins] > today:
        raise CannotRun("Its day lies ahead, so it can't be done yet. Nothing was changed.")
    words = f"{'not done' if was_done else 'done'}: {names.record(key)}"
    saving = Saving(workspace, connection, words)
    saving.alter(model, record, {ends: None if was_done else today})
    return Done(f"{words[:1].upper()}{words[1:]}", saving.at, frozenset(saving.kinds))
