"""One line of a person's timeline: its day, its kind, what it says, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ipsdesk.services.caseload_flags import FlagKind


class EntryKind(StrEnum):
    """The kinds a timeline can be narrowed to, in the order of its filter."""

    CONTACT = "Contacts"
    EMPLOYER = "Employers"
    WORK = "Work and steps"
    HOURS = "Hours"
    PLAN = "Plans"
    PROFILE = "Profile and goals"
    CARE = "Care reviews"
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
