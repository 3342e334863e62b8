"""Days, kinds of contact and legal statuses in the words people read on the caseload."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.rules.wording import MONTHS
from ipsdesk.rules.wording import counted as counted  # noqa: PLC0414 - the words of the caseload have it too

LEGAL_STATUS_WORDS = {
    "01": "Informal",
    "02": "Section 2",
    "03": "Section 3",
    "04": "Section 4",
    "05": "Section 5(2)",
    "06": "Section 5(4)",
    "07": "Section 35",
    "08": "Section 36",
    "09": "Section 37 with 41",
    "10": "Section 37",
    "12": "Section 38",
    "13": "Section 44",
    "14": "Section 46",
    "15": "Section 47 with 49",
    "16": "Section 47",
    "17": "Section 48 with 49",
    "18": "Section 48",
    "19": "Section 135",
    "20": "Section 136",
    "31": "Criminal Procedure (Insanity) Act",
    "32": "Other acts",
    "34": "Section 45A",
    "35": "Guardianship, section 7",
    "36": "Guardianship, section 37",
    "37": "Section 45A, limitation direction",
    "38": "Section 45A, direction ended",
    "98": "Not detained",
    "99": "Not known",
}
"""The codes of MENTAL HEALTH ACT LEGAL STATUS CLASSIFICATION (MHSDS) as short as a summary has room for."""

CONTACT_WORDS = {
    "client": "Meeting",
    "in-work support": "In-work support",
    "benefits advice": "Benefits advice",
    "careers advice": "Careers advice",
    "clinical team": "Clinical team",
    "clinical vocational lead": "Clinical vocational lead",
    "care coordinator": "Care coordinator",
    "partner agency": "Partner agency",
    "family or carer": "Family or carer",
    "employer": "Employer",
    "other duties": "Other duties",
}

PLACES = {"unit": "at the unit", "office": "at the office", "community": "in the community",
          "workplace": "at work"}  # fmt: skip


def short_day(day: date, today: date) -> str:
    """A day as ``9 Feb``, with its year where that is not today's."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def since(day: date, today: date) -> str:
    """``since 9 Feb``."""
    return f"since {short_day(day, today)}"


def days_ago(days: int) -> str:
    """How long ago a day is."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days:,} days ago")


def how_and_where(mode: str | None, place: str | None) -> str:
    """A contact's mode and place in a word or two; empty where neither is recorded."""
    if mode in (None, FACE_TO_FACE) and place in PLACES:
        return PLACES[place]
    return {FACE_TO_FACE: FACE_TO_FACE, "phone": "by phone", "video": "by video", "email": "by email",
            "letter": "by letter"}.get(mode or "", "")  # fmt: skip


def sentence_case(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]
