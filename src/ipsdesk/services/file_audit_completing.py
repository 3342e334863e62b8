"""What keeps an audit of files from being completed, in a sentence; counts alone, whoever's the files are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

from sqlalchemy import Connection, and_, func, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import as_number, live
from ipsdesk.rules.wording import counted
from ipsdesk.services.file_audit_checks import KEYS, NO
from ipsdesk.services.file_audit_reading import CLIENTS, FILES

NOT_YET = "This audit can’t be completed yet: {why}. Nothing was changed."
UNANSWERED = "{checks} without an answer, in the files of {people}"
UNSAID = "a check says no and there is neither a finding nor a note in the files of {people}"
NO_FILES = "there is no file in it"
UNDONE = reduce(add, (as_number(FILES.c[key].is_(None)) for key in KEYS))
NOES = reduce(add, (as_number(FILES.c[key] == NO) for key in KEYS))


def refuse_unfinished(connection: Connection, audit: int) -> None:
    """Raise ``CannotRun`` with what an audit still lacks."""
    if why := unfinished(connection, audit):
        raise CannotRun(NOT_YET.format(why=why))


def unfinished(connection: Connection, audit: int) -> str:
    """What an audit still lacks; empty: nothing."""
    texts = func.coalesce(FILES.c.finding, FILES.c.note, "")
    rows = connection.execute(
        select(CLIENTS.c.reference, UNDONE.label("undone"), and_(NOES > 0, texts == "").label("unsaid"))
        .join_from(FILES, CLIENTS, CLIENTS.c.id == FILES.c.client_id)
        .where(live(FILES), FILES.c.audit_id == audit)
        .order_by(FILES.c.id)
    ).all()
    if undone := sum(row.undone for row in rows):
        people = _listed([row.reference for row in rows if row.undone])
        return UNANSWERED.format(checks=counted(undone, "check"), people=people)
    if lacking := [row.reference for row in rows if row.unsaid]:
        return UNSAID.format(people=_listed(lacking))
    return "" if rows else NO_FILES


def _listed(references: Sequence[str]) -> str:
    return references[0] if len(references) == 1 else f"{', '.join(references[:-1])} and {references[-1]}"
