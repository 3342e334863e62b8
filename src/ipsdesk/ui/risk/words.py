"""Risk together in words: whose turn it is, how far the two sides agree, what a version is."""

from __future__ import annotations

from datetime import date

from ipsdesk.services.caseload_words import counted, short_day
from ipsdesk.services.risk import PointSeen, RiskVersion, VisitNote
from ipsdesk.services.risk_reading import AGREE, DISAGREE, PARTLY
from ipsdesk.ui.widgets.marks import Mark

AGREED_WORDS = {
    AGREE: ("We agree", Mark.DONE),
    PARTLY: ("We agree partly", Mark.NEAR_TARGET),
    DISAGREE: ("We do not agree", Mark.OFF_TARGET),
}
"""What is said of a point, never by its colour alone."""
NOT_SAID = "Not said"
NO_VERSION = "Nothing is recorded yet. The person’s part comes first, on screen or on the printed sheet."
NOT_TOLD = "This account sees that there are records of risk, not what they say."


def agreed_words(seen: PointSeen) -> tuple[str, Mark | None]:
    """How far the two sides agree on a point; nothing where nobody said."""
    return AGREED_WORDS.get(seen.agreed, ("", None))


def standing(version: RiskVersion, today: date) -> tuple[Mark, str]:
    """How far a version has come, and what is next."""
    if version.own_closed_on is None:
        words = "The person has not finished their part"
        if version.staff_first:
            return Mark.NEAR_LIMITS, f"{words}. Staff wrote first: {version.staff_first}"
        return Mark.INCOMPLETE, f"{words}. Staff add theirs after that."
    day = short_day(version.own_closed_on, today)
    first = f" Staff wrote first: {version.staff_first}" if version.staff_first else ""
    if not version.has_staff:
        return Mark.WAITING, f"The person finished their part on {day}. Staff can add theirs.{first}"
    many = len(version.differing)
    how = f"{counted(many, 'point')} seen differently" if many else "No point is seen differently"
    return (Mark.NOTE if many else Mark.DONE), f"Both parts are there. {how}.{first}"


def version_words(version: RiskVersion, today: date) -> tuple[str, str]:
    """A version of a list: its day, and what is in it."""
    own = "the person’s part finished" if version.own_closed_on else "the person’s part not finished"
    by = f", by {version.staff}" if version.staff else ""
    parts = [own, f"staff’s part{by}" if version.has_staff else "no staff’s part"]
    if version.differing:
        parts.append(f"{counted(len(version.differing), 'difference')}")
    words = ", ".join(parts)
    return f"Version of {short_day(version.on_date, today)}", f"{words[:1].upper()}{words[1:]}"


def about_words(version: RiskVersion, today: date) -> list[tuple[str, str]]:
    """What belongs to the whole of a version, each with its heading."""
    by = f", {version.staff}" if version.staff else ""
    staff = f"{short_day(version.staff_on, today)}{by}" if version.staff_on else version.staff
    told = [
        ("Who took part", ", ".join(version.took_part)),
        ("Staff’s part written", staff),
        ("Before a visit to the workplace", version.workplace_visit),
        ("Why staff wrote first", version.staff_first),
    ]
    return [(head, words) for head, words in told if words]


def visit_words(notes: tuple[VisitNote, ...], today: date) -> str:
    """What a worker must know before a visit, one person below the other."""
    return "\n".join(_visit(note, today) for note in notes)


def _visit(note: VisitNote, today: date) -> str:
    if note.is_kept:
        return f"{note.name}: restricted record. Open it first to see what to know before a visit."
    day = f" ({short_day(note.on_date, today)})" if note.on_date else ""
    return f"Before you visit the workplace of {note.name}{day}: {note.words}"
