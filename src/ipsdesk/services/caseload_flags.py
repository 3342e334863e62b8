"""What the list marks with a word and an icon, because somebody should look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ipsdesk.services.caseload_stages import Referral
from ipsdesk.services.caseload_words import counted

QUIET_AFTER = 28
"""Days without contact after which a person has gone quiet (four weeks)."""

EMPLOYER_WITHIN, WARNED_FROM = 30, 25
"""Days from the start by which a job seeker meets an employer (S4), and the day from which it is said."""


class FlagKind(StrEnum):
    """Kinds of flag, the most pressing first."""

    OVER = "over a limit"
    PW1 = "PW1 not sent"
    NO_EMPLOYER = "no employer contact in time"
    OVERDUE = "plan review overdue"
    INCOMPLETE = "pay or benefits missing"
    GET_ADVICE = "get advice"
    NOT_IN = "hours not in"
    NEAR = "near limits"
    DAY_COMING = "day 30 is coming"
    QUIET = "gone quiet"
    RESTRICTED = "restricted record"
    NOT_READY = "declined as not ready"


NOT_READY_WORDS = "Declined as not ready: against zero exclusion"

ORDER = {kind: place for place, kind in enumerate(FlagKind)}


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag in words; the kind decides its icon and colour."""

    kind: FlagKind
    words: str


class Due(StrEnum):
    """How a day to come back stands to today."""

    AHEAD = "ahead"
    TODAY = "due today"
    OVERDUE = "overdue"


class OpenAction(NamedTuple):
    """Something still to be done, and by when."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class NextAction:
    """What is to be done next with a person, and when."""

    words: str
    on: date
    due: Due


def next_action(review_on: date | None, action: OpenAction | None, today: date) -> NextAction | None:
    """The next review of the plan or the earliest open action, whichever is first; None: neither."""
    found = [OpenAction(review_on, "Plan review")] if review_on else []
    first = min([*found, *([action] if action else [])], key=lambda one: one.on, default=None)
    if first is None:
        return None
    due = Due.OVERDUE if first.on < today else Due.TODAY if first.on == today else Due.AHEAD
    return NextAction(first.words, first.on, due)


def without_employer(referral: Referral, today: date) -> Flag | None:
    """How long a job seeker has gone without meeting an employer, from day 25 on."""
    days = referral.days(today)
    if days is None or days < WARNED_FROM:
        return None
    if days <= EMPLOYER_WITHIN:
        return Flag(FlagKind.DAY_COMING, f"Day {days} of {EMPLOYER_WITHIN}")
    return Flag(FlagKind.NO_EMPLOYER, f"No employer in {counted(days, 'day')}")


def is_quiet(started_on: date, last_contact: date | None, today: date) -> bool:
    """Four weeks without a contact, or since the start where there was none."""
    return (today - (last_contact or started_on)).days >= QUIET_AFTER


def in_order(flags: list[Flag]) -> tuple[Flag, ...]:
    """The most pressing first."""
    return tuple(sorted(flags, key=lambda flag: ORDER[flag.kind])) if flags else ()
