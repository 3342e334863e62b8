"""The audit trail to look through, and whether it is unbroken."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from ipsdesk.services import trail_words
from ipsdesk.services.caseload_finding import FoundPerson
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.records_changes import FieldChange
from ipsdesk.services.records_hidden import hidden_records
from ipsdesk.services.records_history import reason_of
from ipsdesk.services.records_names import Names, hidden_from
from ipsdesk.services.restricted_access import access_of
from ipsdesk.services.roles import Role, Service, Workspace, allowed
from ipsdesk.services.trail_entries import TrailFilter, details_of, find, find_anybody
from ipsdesk.services.trail_notes import LOOKED, Out, Way, looked_lately, write_out
from ipsdesk.services.trail_outgoing import GoneOut, gone_out

__all__ = [
    "GoneOut",
    "Head",
    "Out",
    "Trail",
    "TrailCheck",
    "TrailChoices",
    "TrailEntry",
    "TrailFilter",
    "TrailPage",
    "Way",
]

Head = tuple[int, str]
"""An entry of the trail by its number and the beginning of its MAC."""

MARK_LENGTH = 12
"""Characters of a MAC that are printed: enough to tell any two heads apart."""

NOTED_HEADS = """
SELECT head FROM (
  SELECT CASE WHEN json_valid(details) THEN json_extract(details, '$.head') END AS head
  FROM audit_entries WHERE kind = 'unit')
WHERE head IS NOT NULL
"""
WHAT_TO_DO = (
    "Somebody changed the trail outside IPS Desk, or the file is damaged. What to do: keep this unit and its "
    "backups as they are, write the number down, compare with a backup made before that entry, and tell "
    "whoever is responsible for data protection."
)


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One entry in words: who did what to which record, field by field, and why.

    ``mark`` is the beginning of its MAC, as it stands on what was printed then. Of what this account may not
    read, a restricted record say, there is no more than who did what, and when.
    """

    number: int
    at: datetime
    who: str
    did: str
    what: str
    lines: tuple[FieldChange, ...]
    reason: str
    mark: str


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some of the entries found, newest first; ``total`` counts all that the filter finds."""

    entries: tuple[TrailEntry, ...]
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """Whether the trail is unbroken, else its first bad entry; ``words`` are a manager's.

    ``anchors`` counts the heads noted in backups, returns and exports that it was compared with.
    """

    ok: bool
    first_bad: int | None
    words: str
    entries: int
    anchors: int


@dataclass(frozen=True, slots=True)
class TrailChoices:
    """What the entries can be filtered by: accounts by name, kinds of record, what was done."""

    accounts: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...]
    actions: tuple[str, ...]


class Trail(Service):
    """Who did what, when; read by managers and auditors.

    ``anchors`` gives the heads of the trail that the unit's backups noted: number and MAC.
    """

    def __init__(self, workspace: Workspace, anchors: Callable[[], Mapping[int, str]] = dict) -> None:
        super().__init__(workspace)
        self._anchors = anchors

    @allowed(Role.MANAGER, Role.AUDITOR)
    def entries(self, wanted: TrailFilter, *, before: int | None = None, limit: int = 500) -> TrailPage:
        """The newest entries that the filter finds, older than entry ``before``."""
        with self.workspace.transactions.read() as connection:
            names = Names(connection, hidden=hidden_from(self.workspace.actor.role))
            rows, total = find(connection, names, wanted, before=before, limit=limit + 1)
            noted = [(row, details_of(row)) for row in rows[:limit]]
            names.learn(key for row, details in noted for key in trail_words.named(row, details))
            asked = access_of(connection, self.workspace).asked
            hidden = hidden_records(connection, self.workspace)
            shown = tuple(
                _entry(names, row, details, trail_words.instead(names, row, asked, hidden))
                for row, details in noted
            )
            return TrailPage(shown, len(rows) > limit, total)

    @allowed(Role.MANAGER, Role.AUDITOR)
    def note_viewed(self, filter_words: str) -> bool:
        """Note in the trail itself that this account looked at it; False if that was noted just now."""
        with self.workspace.transactions.begin() as connection:
            if looked_lately(connection, self.workspace):
                return False
            self.workspace.note(connection, LOOKED, {"filter": filter_words})
        return True

    @allowed(Role.MANAGER, Role.AUDITOR)
    def find_people(self, words: str) -> tuple[FoundPerson, ...]:
        """People by any part of their name or reference, those who were removed too."""
        with self.workspace.transactions.read() as connection:
            return find_anybody(connection, words)

    @allowed(Role.MANAGER, Role.AUDITOR)
    def choices(self) -> TrailChoices:
        """What can be filtered by in this unit."""
        with self.workspace.transactions.read() as connection:
            ask = connection.exec_driver_sql
            accounts = ask("SELECT id, name FROM accounts ORDER BY name COLLATE NOCASE")
            kinds = ask("SELECT DISTINCT kind FROM audit_entries ORDER BY kind").scalars()
            actions = ask("SELECT DISTINCT action FROM audit_entries ORDER BY action").scalars()
            return TrailChoices(tuple((id_, name) for id_, name in accounts), tuple(kinds), tuple(actions))

    @allowed(Role.MANAGER, Role.AUDITOR)
    def gone_out(self) -> tuple[GoneOut, ...]:
        """Everything that was printed, exported or submitted, newest first."""
        with self.workspace.transactions.read() as connection:
            names = Names(connection, hidden=hidden_from(self.workspace.actor.role))
            return gone_out(connection, names, frozenset(access_of(connection, self.workspace).asked))

    @allowed(Role.MANAGER, Role.AUDITOR)
    def verify(self) -> TrailCheck:
        """Check the whole chain against every head of it that backups, returns and exports noted."""
        backups = dict(self._anchors())
        with self.workspace.transactions.read() as connection:
            noted = dict(map(json.loads, connection.exec_driver_sql(NOTED_HEADS).scalars()))
            newest, _ = self.workspace.audit.head(connection)
            bad = self.workspace.audit.verify(connection, anchors=noted | backups)
            words = _unbroken(newest, len(backups), len(noted)) if bad is None else _broken(connection, bad)
        return TrailCheck(bad is None, bad, words, newest, len(noted | backups))

    @allowed(*Role)
    def head(self) -> Head:
        """Number of the newest entry and the beginning of its MAC, to be printed."""
        with self.workspace.transactions.read() as connection:
            return self._head(connection)

    @allowed(*Role)
    def note_out(self, out: Out) -> Head:
        """Note something that is printed or written into a file; gives the head of the trail with that entry.

        Before it goes out, so that nothing does unnoted. Raises ``ReasonNeeded`` for the restricted record of
        a person that this account opens only with a reason.
        """
        with self.workspace.transactions.begin() as connection:
            write_out(connection, self.workspace, out)
            return self._head(connection)

    def _head(self, connection: Connection) -> Head:
        number, mac = self.workspace.audit.head(connection)
        return number, mac[:MARK_LENGTH]


def _entry(names: Names, row: Row[Any], details: Mapping[str, Any], instead: str) -> TrailEntry:
    """An entry in words; ``instead`` stands for what must not be read."""
    return TrailEntry(
        row.id,
        datetime.fromisoformat(row.at),
        row.who,
        trail_words.did(row),
        instead or trail_words.what(names, row, details),
        () if instead else trail_words.lines(names, row, details),
        "" if instead else reason_of(row, details),
        row.mac.hex()[:MARK_LENGTH] if isinstance(row.mac, bytes) else "",
    )


def _unbroken(entries: int, backups: int, noted: int) -> str:
    against = [counted(backups, "backup")]
    against += [f"{counted(noted, 'head')} noted in returns and exports"] if noted else []
    many = "1 entry" if entries == 1 else f"{entries:,} entries"
    return f"{many}, unbroken, agreeing with {' and '.join(against)}"


def _broken(connection: Connection, bad: int) -> str:
    found = connection.exec_driver_sql("SELECT at FROM audit_entries WHERE id = ?", (bad,)).scalar()
    if found is None:
        return f"Broken at entry {bad:,}: it is missing, with any that followed it. {WHAT_TO_DO}"
    try:
        at = f" of {trail_words.moment(datetime.fromisoformat(found))}"
    except ValueError:
        at = ""
    return f"Broken at entry {bad:,}{at}: it is not as it was written. {WHAT_TO_DO}"
