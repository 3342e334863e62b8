"""An audit of files as it may leave the unit on paper: people and staff by their IDs, in texts too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.rules.nameless import any_of, parts_of
from ipsdesk.services.file_audit_facts import EMPLOYERS
from ipsdesk.services.file_audit_reading import CLIENTS, STAFF, FileSeen


@dataclass(frozen=True, slots=True)
class AuditPaper:
    """The audit with its files; whoever is named in them is named by ID."""

    reference: str
    on: date
    auditor: str
    completed_on: date | None
    note: str
    files: tuple[FileSeen, ...]


def audit_paper(connection: Connection, audit: Mapping[str, Any], files: Sequence[FileSeen]) -> AuditPaper:
    """The audit without a name in it."""
    staff = {row.id: row for row in connection.execute(select(STAFF.c.id, STAFF.c.reference, STAFF.c.name))}
    instead = dict(_instead(connection, staff.values()))
    found = any_of(instead)

    def plain(words: str) -> str:
        return found.sub(lambda one: instead[one[0].casefold()], words) if found else words

    def called(key: int | None) -> str:
        return staff[key].reference if key in staff else ""

    own = tuple(
        replace(
            one,
            name=one.reference,
            staff=called(one.staff_id),
            owner=called(one.owner_id),
            again_by=plain(one.again_by),
            finding=plain(one.finding),
            note=plain(one.note),
            checks=tuple(replace(seen, words=plain(seen.words)) for seen in one.checks),
        )
        for one in files
    )
    note = plain(audit["note"] or "")
    return AuditPaper(
        audit["reference"], audit["on_date"], called(audit["auditor_id"]), audit["completed_on"], note, own
    )


def _instead(connection: Connection, staff: Any) -> Iterator[tuple[str, str]]:
    """Every name, and each part of one, with what stands in its place; whole names go before parts."""
    for (name,) in connection.execute(select(EMPLOYERS.c.name)):
        yield name.strip().casefold(), "[employer]"
    everybody = [*staff, *connection.execute(select(CLIENTS.c.reference, CLIENTS.c.name))]
    for row in everybody:
        for part in parts_of(row.name or "")[1:]:
            yield part.strip().casefold(), row.reference
    for row in everybody:
        yield (row.name or "").strip().casefold(), row.reference
