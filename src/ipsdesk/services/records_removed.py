"""Removal with a reason of a record and all that belongs to it, and its return."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.models import OtherSurveyResponse, SurveyResponse, SurveyRound
from ipsdesk.services.contracts_checks import OF_THE_CONTRACT
from ipsdesk.services.fidelity_checks import OF_FIDELITY
from ipsdesk.services.hours_reasons import UNPRINTABLE
from ipsdesk.services.meetings_step import follow_removal
from ipsdesk.services.records_belonging import going_with
from ipsdesk.services.records_checks import refuse_contradictions
from ipsdesk.services.records_hidden import hidden_records, why_hidden
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, Access, refuse_without_reason
from ipsdesk.services.roles import STAFF, Role, Workspace
from ipsdesk.services.saving import SAVED_HERE, Key, Saving, records_of
from ipsdesk.services.team_checks import OF_THE_TEAM
from ipsdesk.services.undo import change_entries, key_of

MAY_REMOVE: dict[str, tuple[Role, ...]] = dict.fromkeys(SAVED_HERE, STAFF) | {
    "client": (Role.LEAD, Role.MANAGER),
    "staff": (Role.MANAGER,),
    "team": (Role.MANAGER,),
    "supervision": (Role.LEAD, Role.MANAGER),
    "rate": (Role.MANAGER,),
    **dict.fromkeys(OF_THE_CONTRACT, (Role.MANAGER,)),
    **dict.fromkeys(OF_FIDELITY, (Role.LEAD, Role.MANAGER)),
    **dict.fromkeys((*OF_THE_TEAM, "document of the unit"), (Role.LEAD, Role.MANAGER)),
    "contract": (),
    "restriction": (),
    "cover": (),
}
"""Who may remove a record of each kind; those of nobody's have their own way, or stay."""

LETTERS = 3

ANSWERS = (SurveyResponse.__tablename__, OtherSurveyResponse.__tablename__)

REMOVALS = """
SELECT entry.id, entry.at, coalesce(accounts.name, ''), entry.kind, entry.record_id, entry.details
FROM audit_entries AS entry LEFT JOIN accounts ON accounts.id = entry.account_id
WHERE entry.action IN ('removed', 'undone') AND entry.record_id IS NOT NULL
  AND json_extract(entry.details, '$.along') IS NOT NULL
ORDER BY entry.id DESC
"""
"""The first entry of each removal with a reason, and of each that undoing a return made again."""

REMOVAL = """
SELECT max(id) AS newest FROM audit_entries
WHERE action IN ('removed', 'undone') AND record_id IS NOT NULL AND json_extract(details, '$.change') = ?
"""


@dataclass(frozen=True, slots=True)
class RemovedRecord:
    """One removal that can be taken back: what was removed, whose it is, when, by whom, why.

    ``words`` tell it from others of its ``noun`` (its name and reference, else its day). ``along`` is how
    many records that belong to it went with it; ``change`` is what ``bring_back`` takes.
    """

    change: str
    kind: str
    noun: str
    words: str
    client: int | None
    client_name: str
    at: datetime
    who: str
    reason: str
    along: int


def refuse_if_not_allowed(kind: str, role: Role) -> None:
    """Raise ``NotAllowed`` where an account of this role may not remove or bring back such a record."""
    roles = MAY_REMOVE[kind]
    if role not in roles:
        whom = f"Ask someone with the role {' or '.join(roles)}." if roles else "It is changed, not removed."
        noun = SAVED_HERE[kind].family.noun
        raise NotAllowed(
            f"An account with the role {role} may not remove a {noun}. Nothing was changed. {whom}"
        )


def refuse_removal(connection: Connection, workspace: Workspace, key: Key) -> Names:
    """Raise ``CannotRun``, ``NotAllowed`` or ``ReasonNeeded`` for what can't be removed by this account."""
    refuse_if_not_allowed(key[0], workspace.actor.role)
    names = Names(connection)
    row = names.row(key)
    if not row or row["removed_at"]:
        raise CannotRun("This record was removed already. Nothing was changed.")
    _refuse_restricted(connection, workspace, names, key)
    _refuse_answered(connection, key)
    return names


def _refuse_answered(connection: Connection, key: Key) -> None:
    """A round stays with its answers: they can neither be removed one by one nor be left without it."""
    for table in ANSWERS if key[0] == SurveyRound.family.kind else ():
        given = f"SELECT 1 FROM {table} WHERE round_id = ? AND removed_at IS NULL"  # noqa: S608
        if connection.exec_driver_sql(given, (key[1],)).first():
            raise CannotRun("This round has answers, so it stays. Nothing was changed.")


def given_reason(reason: str) -> str:
    """The reason as it is kept; raises ``CannotRun`` for one that says nothing."""
    why = UNPRINTABLE.sub("", reason).strip()
    if sum(map(str.isalpha, why)) < LETTERS:
        raise CannotRun("Say in a few words why it is removed. Nothing was changed.")
    return why


def remove(connection: Connection, workspace: Workspace, key: Key, reason: str) -> Saving:
    """Remove a record and what belongs to it as one change; raises ``CannotRun`` or ``NotAllowed``."""
    names, why = refuse_removal(connection, workspace, key), given_reason(reason)
    going = going_with(connection, [key])
    saving = Saving(workspace, connection, f"removing {names.record(key)}")
    records = records_of(connection, [key, *going])
    saving.remove(SAVED_HERE[key[0]], records.pop(key), reason=why, along=len(going))
    for (kind, _), record in records.items():
        saving.remove(SAVED_HERE[kind], record, reason=why, **{"with": key})
    follow_removal(saving, key)
    return saving


def _refuse_restricted(connection: Connection, workspace: Workspace, names: Names, key: Key) -> None:
    for client in names.people(key):
        refuse_without_reason(connection, workspace, client)


def removals(connection: Connection, access: Access, hidden: Collection[Key]) -> list[RemovedRecord]:
    """Every removal that still stands, newest first; of a restricted record only whose it is.

    Of the records in ``hidden`` nothing is told.
    """
    names, found = Names(connection), connection.exec_driver_sql(REMOVALS).all()
    names.learn((kind, id_) for _, _, _, kind, id_, _ in found)
    listed = (
        RemovedRecord(
            details["change"],
            kind,
            SAVED_HERE[kind].family.noun,
            names.which((kind, id_)),
            *names.person((kind, id_)),
            datetime.fromisoformat(at),
            who,
            details["reason"],
            details["along"],
        )
        for _, at, who, kind, id_, text in found
        for details in [json.loads(text)]
        if kind in SAVED_HERE and (kind, id_) not in hidden and _stands(names, (kind, id_), details)
    )
    return [
        replace(one, words=RESTRICTED_RECORD, reason="") if one.client in access.asked else one
        for one in listed
    ]


def _stands(names: Names, key: Key, details: Mapping[str, Any]) -> bool:
    """Whether the record is still removed, and by this very removal."""
    row = names.row(key)
    return bool(row["removed_at"]) and row["version"] == details["version"]


MERGED = (
    "This record was merged with another, which has all that belonged to it: brought back alone it would be "
    "empty. Nothing was changed. Undo, by whoever merged them and on the same day, takes the two apart."
)


def bring_back(connection: Connection, workspace: Workspace, change: str) -> Saving:
    """Bring back what a removal took away and nothing else has touched since; raises ``CannotRun``."""
    found = connection.exec_driver_sql(REMOVAL, (change,)).one_or_none()
    entries = change_entries(connection, change, found.newest) if found and found.newest else ()
    names = Names(connection)
    names.learn(key_of(entry) for entry in entries)
    standing = [entry for entry in entries if _stands(names, key_of(entry), entry.details)]
    first = next((entry for entry in standing if "along" in entry.details), None)
    if first is None:
        raise CannotRun("This was brought back already. Nothing was changed.")
    if "merged_into" in first.details:
        raise CannotRun(MERGED)
    refuse_if_not_allowed(first.kind, workspace.actor.role)
    _refuse_restricted(connection, workspace, names, key_of(first))
    if key_of(first) in hidden_records(connection, workspace):
        raise NotAllowed(why_hidden(first.kind))
    saving = Saving(workspace, connection, f"bringing back {names.record(key_of(first))}")
    records = records_of(connection, map(key_of, standing))
    for entry in reversed(standing):
        saving.bring_back(entry.model, records[key_of(entry)], {}, **entry.carried)
    follow_removal(saving, key_of(first))
    refuse_contradictions(connection, records, "Not brought back")
    return saving
