"""Everything dated about one person, newest first, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from ipsdesk.services.caseload_aims import read_aims
from ipsdesk.services.caseload_contacts import contact_days, read_contacts
from ipsdesk.services.caseload_entries import EntryKind, TimelineEntry
from ipsdesk.services.caseload_events import read_events
from ipsdesk.services.caseload_job_events import read_job_events
from ipsdesk.services.caseload_told_events import read_told_events
from ipsdesk.services.caseload_work_events import read_work_events

PAGE = 100
"""Entries shown at first, and more each time somebody asks for earlier ones."""

IN_CONFIDENCE = (EntryKind.RISK, EntryKind.TOLD)
"""Kinds of which whoever only checks is told that they happened, and no more."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of what has happened, newest first, whole days at a time.

    ``counts`` are those of all entries of each kind, shown or not. ``earlier`` is the day to give as
    ``before`` for the next page; None: there is nothing earlier.
    """

    entries: tuple[TimelineEntry, ...]
    counts: Mapping[EntryKind, int]
    earlier: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page: the newest ``limit`` entries of these kinds dated before a day."""

    kinds: Collection[EntryKind]
    before: date
    limit: int
    with_views_of_risk: bool

    def shows(self, kind: EntryKind, day: date) -> bool:
        """Whether an entry is of these kinds and early enough."""
        return kind in self.kinds and day < self.before


def read_timeline(connection: Connection, client: int, today: date, wanted: Wanted) -> Timeline:
    """A page of one person's timeline."""
    others = [
        *read_events(connection, client),
        *read_aims(connection, client, today),
        *read_work_events(connection, client, today),
        *read_job_events(connection, client, today),
        *read_told_events(connection, client, today),
    ]
    if not wanted.with_views_of_risk:
        others = [replace(entry, note="") if entry.kind in IN_CONFIDENCE else entry for entry in others]
    every = [*((entry.kind, entry.day) for entry in others), *contact_days(connection, client)]
    counts = Counter(kind for kind, _ in every)
    days = sorted((day for kind, day in every if wanted.shows(kind, day)), reverse=True)
    last = days[: wanted.limit][-1] if days else wanted.before
    shown = [entry for entry in others if entry.day >= last and wanted.shows(entry.kind, entry.day)]
    shown += read_contacts(connection, client, wanted.kinds, since=last, before=wanted.before)
    shown.sort(key=lambda entry: (entry.day, entry.source, entry.key), reverse=True)
    has_more = bool(days) and days[-1] < last
    return Timeline(tuple(shown), {kind: counts[kind] for kind in EntryKind}, last if has_more else None)
