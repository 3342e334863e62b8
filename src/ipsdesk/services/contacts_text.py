"""A contact as plain sentences for a clinical system: of one person, and naming nobody else of a group."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.codes import FACE_TO_FACE
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import CONTACT_WORDS, PLACES, counted

ANOTHER = "[another person]"
NAME_LETTERS = 3
"""Shorter parts of a name are words too often."""

DID = {
    FACE_TO_FACE: ("met", "face to face"),
    "phone": ("spoke with", "by phone"),
    "video": ("spoke with", "by video"),
    "email": ("was in touch with", "by email"),
    "letter": ("wrote to", "by letter"),
}
WITH_OTHERS = {
    "employer": "an employer",
    "clinical team": "the clinical team",
    "clinical vocational lead": "the clinical vocational lead",
    "care coordinator": "the care coordinator",
    "partner agency": "a partner agency",
    "family or carer": "family or a carer",
}
"""Whom a contact was with that was not with the person."""


@dataclass(frozen=True, slots=True)
class ToldContact:
    """What is recorded of one contact; ``people`` are the names of all it names."""

    on: date
    kind: str
    attended: bool
    mode: str | None
    by: str
    who: str
    role: str
    people: Sequence[str]
    employer: str
    place: str | None
    minutes: int | None
    note: str
    others_present: str
    outcome: str
    next_action: str
    next_action_due_on: date | None
    next_action_done_on: date | None
    outreach: bool


def clinical_text(contact: ToldContact, person: str) -> str:
    """The contact for the record of ``person``."""
    others = [name for name in contact.people if name != person]
    lines = [" ".join(_happened(contact, person)), *_told(contact)]
    return _without(others, person, "\n".join(lines))


def _happened(contact: ToldContact, person: str) -> Iterator[str]:
    yield f"{shown_day(contact.on)}."
    who = f"{contact.who or 'The vocational service'}{f' ({contact.role})' if contact.role else ''}"
    did, mode = DID.get(contact.mode or "", ("had contact with", ""))
    place = PLACES.get(contact.place or "", "")
    how = "".join(f" {part}" for part in (mode, place) if part)
    about = WITH_OTHERS.get(contact.kind)
    whom = person if about is None else f"{about}{f', {contact.employer},' if contact.employer else ''}"
    since = f" about {person}" if about is not None else ""
    topic = f" ({CONTACT_WORDS[contact.kind].lower()})" if contact.kind in TOPICS else ""
    if contact.attended:
        lasted = f" for {counted(contact.minutes, 'minute')}" if contact.minutes else ""
        yield f"{who} {did} {whom}{since}{how}{lasted}{topic}."
    else:
        yield f"{who} tried to reach {whom}{since}{how}{topic}."
        yield f"{person} did not attend." if about is None else "It did not take place."
    if contact.outreach:
        yield "This was an outreach attempt."
    if contact.by != "specialist" and about is not None:
        yield f"{person} made the contact{' together with us' if contact.by == 'both' else ''}."
    if len(contact.people) > 1:
        yield f"It was with a group of {len(contact.people)}."


TOPICS = frozenset({"in-work support", "benefits advice", "careers advice"})
"""Kinds that say what a contact with the person was about."""


def _told(contact: ToldContact) -> Iterator[str]:
    if contact.others_present:
        yield _ended(f"Also present: {contact.others_present}")
    if contact.note:
        yield _ended(f"What was done: {contact.note}")
    if contact.outcome:
        yield _ended(f"Outcome: {contact.outcome}")
    if contact.next_action or contact.next_action_due_on:
        due = f", by {shown_day(contact.next_action_due_on)}" if contact.next_action_due_on else ""
        done = f" (done on {shown_day(contact.next_action_done_on)})" if contact.next_action_done_on else ""
        action = contact.next_action.strip().rstrip(".") or "to be agreed"
        yield f"Next action: {action}{due}{done}."


def _ended(words: str) -> str:
    """With the full stop that whoever typed it may have left out."""
    words = words.strip()
    return words if words.endswith((".", "!", "?", ":")) else f"{words}."


def _without(others: Sequence[str], person: str, text: str) -> str:
    """The text with the names of the others of the group taken out, whole or in part."""
    own = set(person.split())
    parts = {part for name in others for part in name.split() if len(part) >= NAME_LETTERS} - own
    names = sorted({*others, *parts}, key=len, reverse=True)
    if not names:
        return text
    found = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    return found.sub(ANOTHER, text)
