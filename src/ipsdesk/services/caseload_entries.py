"""One line of a person's timeline: its day, its kind, what it says, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select

from ipsdesk.services.caseload_flags import FlagKind
from ipsdesk.services.caseload_words import sentence_case


class EntryKind(StrEnum):
    """The kinds a timeline can be narrowed to, in the order of its filter."""

    CONTACT = "Contacts"
    EMPLOYER = "Employers"
    WORK = "Work and steps"
    HOURS = "Hours"
    PLAN = "Plans"
    PROFILE = "Profile and goals"
    CARE = "Care and appointments"
    TOLD = "What may be told"
    LEAVE = "Leave"
    RISK = "Risk together"
    REFERRAL = "Referral"
    CHANGE = "Changes"
    INVOLVEMENT = "Involvement"


class EntryIcon(StrEnum):
    """What an entry's picture shows; the window chooses the picture."""

    FACE_TO_FACE = "face to face"
    PHONE = "phone"
    VIDEO = "video"
    LETTER = "letter or email"
    CONTACT = "contact"
    MISSED = "not attended"
    FLAG = "referral"
    JOB = "job"
    STEP = "step"
    FORM = "form sent"
    OVER = "over a limit"
    HOURS = "hours"
    PLAN = "plan"
    PROFILE = "profile"
    GOAL = "goal"
    RISK = "risk"
    CHANGE = "change"
    PEOPLE = "people"
    AWARD = "qualification"
    ADVICE = "advice"
    TOLD = "what may be told"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened: ``note`` is the second line, ``by`` whoever did it; either may be empty.

    ``source`` and ``key`` are the kind and the key of the record it is read from. ``flag`` is set where the
    entry says that something was over a limit.
    """

    day: date
    kind: EntryKind
    icon: EntryIcon
    title: str
    note: str
    by: str
    source: str
    key: int
    flag: FlagKind | None = None

    @property
    def is_record(self) -> bool:
        """Whether that is one record; a week of hours is read from several."""
        return self.source != "hours"


Happened = tuple[date | None, str, str | None]
"""A day (None: it did not happen), what happened, and more of it."""

About = tuple[EntryKind, EntryIcon, str]
"""Kind and picture of an entry, and the kind of the record it is read from."""

Reading = tuple[Select[Any], Callable[[Any], Iterable[TimelineEntry]]]
"""Asks for records of one person, and what the entries of each are."""


def entries(about: About, row: Any, *happened: Happened) -> Iterator[TimelineEntry]:
    """What happened with a record; ``by`` is whom the row names as such."""
    kind, icon, source = about
    by = getattr(row, "by", None) or ""
    for day, title, note in happened:
        if day is not None:
            yield TimelineEntry(day, kind, icon, title, sentence_case(note or ""), by, source, row.id)


def happened_by(
    connection: Connection, client: int, today: date, readings: Iterable[Reading]
) -> Iterator[TimelineEntry]:
    """All that these find and that has happened by today, in no order."""
    for statement, entries_of in readings:
        for row in connection.execute(statement, {"client": client}):
            yield from (entry for entry in entries_of(row) if entry.day <= today)
