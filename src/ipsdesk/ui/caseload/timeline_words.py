"""What a line of the timeline says: its day, its picture, and the whole of it aloud."""

from __future__ import annotations

from datetime import date

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_entries import EntryIcon, TimelineEntry
from ipsdesk.services.caseload_words import short_day

ICON_OF = {
    EntryIcon.FACE_TO_FACE: "walk",
    EntryIcon.PHONE: "phone-outline",
    EntryIcon.VIDEO: "video-outline",
    EntryIcon.LETTER: "email-outline",
    EntryIcon.CONTACT: "account-outline",
    EntryIcon.MISSED: "account-off-outline",
    EntryIcon.FLAG: "flag-outline",
    EntryIcon.JOB: "briefcase-outline",
    EntryIcon.STEP: "stairs-up",
    EntryIcon.FORM: "file-document-outline",
    EntryIcon.OVER: "alert-octagon",
    EntryIcon.HOURS: "clock-outline",
    EntryIcon.PLAN: "clipboard-text-outline",
    EntryIcon.PROFILE: "card-account-details-outline",
    EntryIcon.GOAL: "target",
    EntryIcon.RISK: "account-voice",
    EntryIcon.CHANGE: "pencil-outline",
    EntryIcon.PEOPLE: "account-group-outline",
    EntryIcon.AWARD: "school-outline",
    EntryIcon.ADVICE: "calculator-variant-outline",
    EntryIcon.TOLD: "comment-account-outline",
    EntryIcon.LEAVE: "exit-run",
}


def day_lines(day: date, today: date) -> tuple[str, str]:
    """``8 May`` and, below, ``Fri``, with the year where that is not this one; today is called so."""
    weekday, short = WEEKDAYS[day.weekday()][:3], short_day(day, day)
    if day == today:
        return "Today", f"{weekday} {short}"
    return short, weekday if day.year == today.year else f"{weekday} {day.year}"


def said_entry(entry: TimelineEntry) -> str:
    """The whole line for the ear and the clipboard."""
    day = f"{WEEKDAYS[entry.day.weekday()]} {shown_day(entry.day)}"
    parts = [f"{day}: {entry.title}", " ".join(entry.note.split())]
    parts += [f"by {entry.by}"] if entry.by else []
    return ". ".join(part for part in parts if part)
