"""What is to be done next with each person: the earliest open action of a plan or after a contact."""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import partial
from typing import Any

from sqlalchemy import Connection, Date, Select, func, select, union_all

from ipsdesk.measures.terms import BEGINNING, CC, C, live
from ipsdesk.models import PlanAction
from ipsdesk.services.caseload_flags import OpenAction
from ipsdesk.services.caseload_packed import Packed
from ipsdesk.services.caseload_reading import OF_WANTED

ACTIONS = PlanAction.__table__
UNNAMED = "Next action"
"""What an action is called that only has a day."""


def _earliest(*, only_wanted: bool) -> Select[Any]:
    """Each client's earliest open action; SQLite takes its words from the row of the least day."""
    # Of one person the contacts are found by the person, of everybody by the index of what is open.
    due_on = func.concat(C.c.next_action_due_on, "") if only_wanted else C.c.next_action_due_on
    of_plans = select(ACTIONS.c.client_id, ACTIONS.c.due_on, ACTIONS.c.action.label("words")).where(
        live(ACTIONS), ACTIONS.c.done_on.is_(None), ACTIONS.c.due_on >= BEGINNING
    )
    of_contacts = (
        select(CC.c.client_id, C.c.next_action_due_on, C.c.next_action)
        .join(C, C.c.id == CC.c.contact_id)
        .where(live(C), C.c.next_action_done_on.is_(None), due_on >= BEGINNING)
    )
    if only_wanted:
        of_plans = of_plans.where(ACTIONS.c.client_id.in_(OF_WANTED))
        of_contacts = of_contacts.where(CC.c.client_id.in_(OF_WANTED))
    found = union_all(of_plans, of_contacts).subquery("open_actions")
    return select(
        found.c.client_id, func.min(found.c.due_on, type_=Date).label("due_on"), found.c.words
    ).group_by(found.c.client_id)


EVERYBODY_S = Packed(partial(_earliest, only_wanted=False))
THOSE_WANTED_S = Packed(partial(_earliest, only_wanted=True), "wanted")


def earliest_actions(connection: Connection, wanted: Collection[int] | None = None) -> dict[int, OpenAction]:
    """The earliest open action of each client who has one, or of those wanted."""
    if wanted is None:
        rows = EVERYBODY_S.rows(connection, {})
    else:
        rows = THOSE_WANTED_S.rows(connection, {"wanted": json.dumps(sorted(wanted))})
    return {client: OpenAction(on, " ".join((words or UNNAMED).split())) for client, on, words in rows}
