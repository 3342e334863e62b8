"""Entries of the audit trail in the words of the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ipsdesk.rules.wording import counted, shown_moment
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.records import HistoryLine, RemovedRecord
from ipsdesk.services.trail import TrailEntry

Entry = HistoryLine | TrailEntry

MOST_NAMED = 4
"""Kinds of record that are named where many go; the rest are counted together."""


def entry_words(entry: Entry) -> str:
    """What was done, and to what."""
    if isinstance(entry, HistoryLine):
        return entry.words
    return ": ".join(part for part in (sentence_case(entry.did), entry.what) if part)


def short_moment(at: datetime) -> str:
    """A moment as a column has room for it: ``12 May 2026, 2:05pm``."""
    day, month, rest = shown_moment(at).split(" ", 2)
    return f"{day} {month[:3]} {rest}"


def when_and_who(entry: Entry) -> str:
    """When it was done, by whom, and its number in the trail, with its mark where it has one."""
    mark = f" · {entry.mark}" if isinstance(entry, TrailEntry) else ""
    return f"{shown_moment(entry.at)} · {entry.who} · entry {entry.number:,}{mark}"


def reason_words(entry: Entry) -> str:
    """Why, where somebody said so."""
    return f"Reason: {entry.reason}" if entry.reason else ""


def said_entry(entry: Entry) -> str:
    """A whole entry for the ear."""
    parts = [entry_words(entry), shown_moment(entry.at), f"by {entry.who}", reason_words(entry)]
    parts += [f"{counted(len(entry.lines), 'field')} changed"] if entry.lines else []
    return ". ".join(part for part in parts if part)


def shown_of(shown: int, total: int) -> str:
    """How many entries are shown, where there are more."""
    return f"The newest {shown:,} of {total:,} entries are shown"


def along_words(record: RemovedRecord) -> str:
    """How many records went with it."""
    return f"with {counted(record.along, 'other record')}" if record.along else ""


def goes_with_words(along: Sequence[tuple[str, int]]) -> str:
    """What goes with a record: ``With it go 41 contacts, 3 referrals and 2 activities.``"""
    parts = [f"{number:,} {noun}" for noun, number in along]
    if not parts:
        return "Nothing else goes with it."
    if len(parts) > MOST_NAMED + 1:
        parts[MOST_NAMED:] = [f"{sum(number for _, number in along[MOST_NAMED:]):,} other records"]
    listed = " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return f"With it {'goes' if [number for _, number in along] == [1] else 'go'} {listed}."


def removed_words(record: RemovedRecord) -> str:
    """What was removed, and which one of its kind it was."""
    return ", ".join(part for part in (sentence_case(record.noun), record.words) if part)


def said_removed(record: RemovedRecord) -> str:
    """A whole removal for the ear."""
    parts = [
        removed_words(record),
        f"of {record.client_name}" if record.client_name else "",
        along_words(record),
        f"removed {shown_moment(record.at)} by {record.who}",
        f"Reason: {record.reason}" if record.reason else "",
    ]
    return ". ".join(part for part in parts if part)
