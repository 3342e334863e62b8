"""Why a referral is declined or closed, in the unit's words, and what fidelity says of two of the reasons."""

from __future__ import annotations

import re

from ipsdesk.rules.codes import NOT_READY

OTHER = "other"

DECLINE_REASONS = (
    "the person withdrew",
    "does not want to work",
    "referred twice",
    "moved or discharged before the start",
    "died",
    NOT_READY,
    OTHER,
)

LOST_CONTACT = "lost contact after documented outreach"
MISSED = "missed appointments"

CLOSURE_REASONS = (
    "working steadily, support handed on",
    "goals reached",
    "no longer wants to work",
    "moved away",
    "moved to another IPS service",
    "in education",
    "retired",
    LOST_CONTACT,
    MISSED,
    "died",
    OTHER,
)

AGAINST_ZERO_EXCLUSION = (
    "Zero exclusion (fidelity item 9) knows no such reason: everyone who wants to work is taken on, whatever "
    "their diagnosis, symptoms, substance use, history or risk. You may record it; the person is then marked "
    "in the caseload, and the figure for referrals declined as not ready counts it."
)

MISSING = re.compile(r"\b(missed|dna|dnas|did not attend|non[- ]?attendance|no[- ]shows?)\b", re.IGNORECASE)


def is_missed_alone(reason: str) -> bool:
    """Whether the reason for closing is that appointments were missed, in whichever words."""
    return bool(MISSING.search(reason))


def outreach_first(attempts: int) -> str:
    """What to do before a referral is closed because somebody stays away (fidelity item 25)."""
    asked = "Missed appointments alone do not close a referral (fidelity item 25)"
    if attempts:
        times = "1 outreach attempt is" if attempts == 1 else f"{attempts} outreach attempts are"
        return f"{asked}. {times} documented: choose '{LOST_CONTACT}' if contact is lost."
    return (
        f"{asked}: the person is looked for first. Record each attempt as a contact with Outreach answered "
        f"yes; then '{LOST_CONTACT}' may be chosen."
    )
