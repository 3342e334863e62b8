"""What the calendar says of a slot: in a few words to the eye, in a sentence to the ear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ipsdesk.services.calendar import PersonSlots, Slot, UnitWeek, What
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.hours_words import spoken_day
from ipsdesk.ui.tokens import Token

ICON_OF: Mapping[What, str] = {
    What.WORK: "briefcase-outline",
    What.LEAVE: "home-export-outline",
    What.THERAPY: "heart-pulse",
    What.APPOINTMENT: "calendar-clock",
    What.INTERVIEW: "account-tie-outline",
    What.OTHER: "star-outline",
}
LOOK: Mapping[What, tuple[Token, Token]] = {
    What.WORK: (Token.BAR2, Token.BAR),
    What.LEAVE: (Token.GOOD_TINT, Token.GOOD),
    What.THERAPY: (Token.WARN_TINT, Token.WARN),
    What.APPOINTMENT: (Token.TINT, Token.ACCENT),
    What.INTERVIEW: (Token.TINT, Token.ACCENT),
    What.OTHER: (Token.MUTE_TINT, Token.MUTE),
}
"""Ground and edge by what it is; the icon says the same."""
UNPLANNED = "Usual shifts not known"
OVERLAPS, OVERLAPS_SHORT = "at the same time as something else", "Overlaps"
NO_LEAVE = "No leave covers it"
NEXT_DAY = "next morning"


def times(slot: Slot) -> str:
    """``9:00 to 15:00``, to the next morning where it goes over midnight."""
    over = f" {NEXT_DAY}" if slot.ends > 24 * 60 else ""
    return f"{slot.from_time.lstrip('0') or '0'} to {slot.to_time.lstrip('0') or '0'}{over}"


def short_times(slot: Slot) -> str:
    """As short as a cell has room for."""
    return f"{_clock(slot.from_time)}–{_clock(slot.to_time)}"


def _clock(time: str) -> str:
    hours, minutes = time.split(":")
    return f"{int(hours)}:{minutes}"


def way_words(slot: Slot) -> str:
    """How long the way is, where it is known."""
    return f"{slot.travel} min each way" if slot.travel else ""


def to_look_at(slot: Slot) -> str:
    """Why somebody should look at it, as short as a cell has room for."""
    return NO_LEAVE if slot.cover is not None and not slot.cover.is_enough else OVERLAPS_SHORT


def slot_said(slot: Slot) -> str:
    """A slot in one phrase."""
    place = f" ({slot.place})" if slot.place else ""
    parts = [f"{sentence_case(slot.what.value)} {times(slot)}, {slot.words}{place}", way_words(slot)]
    parts += [OVERLAPS] if slot.overlaps else []
    parts += [slot.cover.words] if slot.cover is not None else []
    return ", ".join(part for part in parts if part)


def cell_said(person: PersonSlots, day: date) -> str:
    """A person's day to the ear."""
    slots = person.on(day)
    what = "; ".join(map(slot_said, slots)) if slots else "nothing"
    return f"{person.name}, {spoken_day(day)}: {what}"


def note_of(person: PersonSlots) -> str:
    """What is not known of a person's week."""
    return UNPLANNED if person.unplanned else ""


def name_said(person: PersonSlots) -> str:
    """A person to the ear, with what is not known."""
    unknown = f": {UNPLANNED.lower()}, {'; '.join(person.unplanned)}" if person.unplanned else ""
    return f"{person.name}{unknown}"


def summary_words(week: UnitWeek) -> str:
    """How the week stands, in one sentence."""
    at_work = [one for one in week.people if any(slot.what is What.WORK for slot in one.slots)]
    both = sum(slot.overlaps for one in week.people for slot in one.slots)
    parts = [f"{_people(len(at_work))} at work"]
    parts += [f"{_people(len(unknown))} whose shifts are not known"] if (unknown := _unplanned(week)) else []
    parts += [f"{_entries(both)} {OVERLAPS}"] if both else []
    parts += [f"{_entries(uncovered)} that no leave covers"] if (uncovered := _uncovered(week)) else []
    withheld = week.withheld
    kept = f" Restricted records are not shown here ({withheld:,})." if withheld else ""
    return f"{', '.join(parts)}.{kept}"


def _unplanned(week: UnitWeek) -> Sequence[PersonSlots]:
    return [one for one in week.people if one.unplanned]


def _uncovered(week: UnitWeek) -> int:
    slots = [slot for one in week.people for slot in one.slots]
    return sum(slot.cover is not None and not slot.cover.is_enough for slot in slots)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
