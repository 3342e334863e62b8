"""What the audit trail notes where nothing is changed: what goes out, and who read the trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, func, select

from ipsdesk.services.caseload_reading import uuid_of
from ipsdesk.services.restricted_access import note_on, refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.storage.audit import ENTRIES


class Way(StrEnum):
    """How something goes out, as the audit trail says it."""

    PRINTED = "printed"
    EXPORTED = "exported"
    PDF = "saved as PDF"
    WORD = "saved as Word"
    PICTURE = "saved as picture"
    TEXT = "copied as text"


TOGETHER_BEGUN, TOGETHER_ENDED = "together view begun", "together view ended"
ONLY_LOOKED = (
    *("viewed", "saved a copy", "opened restricted record", TOGETHER_BEGUN, TOGETHER_ENDED),
    *Way,
)
"""What is done with a record that leaves it as it was."""

LOOKED = "looked at the audit trail"
AGAIN_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Out:
    """Something on its way out: what it is, how it goes, what it was narrowed to, how many rows it has.

    ``sha256`` is the fingerprint of the file, ``about`` the client whose record it is.
    """

    what: str
    how: Way
    filter: str = ""
    rows: int | None = None
    sha256: str = ""
    about: int | None = None


def write_out(connection: Connection, workspace: Workspace, out: Out) -> None:
    """Note it, on the client it is about; raises ``ReasonNeeded`` and ``CannotRun`` as reading them does."""
    noted = {"what": out.what, "filter": out.filter, "rows": out.rows, "sha256": out.sha256}
    details = {name: value for name, value in noted.items() if value not in (None, "")}
    if out.about is None:
        workspace.note(connection, out.how, details)
    else:
        refuse_without_reason(connection, workspace, out.about)
        record = ("client", out.about, uuid_of(connection, out.about))
        note_on(connection, workspace, out.how, record, details)


def looked_lately(connection: Connection, workspace: Workspace) -> bool:
    """Whether it was noted just now that this account looked at the trail."""
    now, noted = workspace.now(), ENTRIES.c
    recent = select(func.count()).where(
        noted.action == LOOKED,
        noted.kind == "unit",
        noted.account_id == workspace.actor.account,
        noted.at > (now - AGAIN_AFTER).isoformat(),
        noted.at <= now.isoformat(),
    )
    return bool(connection.scalar(recent))
