"""The unit's week on paper: who works when, beside appointments and what else the week holds."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Table, Tone
from ipsdesk.reports.hours_week import days_words
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.services.calendar import PersonSlots, Slot, UnitWeek
from ipsdesk.services.caseload_words import sentence_case

WIDTHS = (16.0, *(12.0,) * 7)
NOTHING = "nothing is in this week."
SIGNS = "! At the same time as something else, the way there and back included."


def unit_calendar_blocks(week: UnitWeek, unit_name: str) -> list[Block]:
    """A title, the table, and what its signs mean."""
    whose = f": {week.people[0].name}" if len(week.people) == 1 else ""
    heading = Heading(f"Calendar, {days_words(week.monday)}{whose}")
    if not week.people:
        return [heading, Paragraph(f"{unit_name}: {NOTHING}")]
    days = [f"{WEEKDAYS[number][:3]} {day.day}" for number, day in enumerate(week.days)]
    rows = [tuple(_row(person, week)) for person in week.people]
    signs = [Paragraph(SIGNS)] if any(slot.overlaps for one in week.people for slot in one.slots) else []
    kept = [Paragraph(f"Not printed: restricted records ({week.withheld:,}).")] if week.withheld else []
    return [heading, Paragraph(unit_name), Table(("Person", *days), rows, (), WIDTHS), *signs, *kept]


def _row(person: PersonSlots, week: UnitWeek) -> Iterator[Cell]:
    unknown = [Line(f"Usual shifts not known: {job}", Tone.QUIET) for job in person.unplanned]
    yield (Line(person.name, Tone.STRONG), *unknown)
    for day in week.days:
        yield tuple(line for slot in person.on(day) for line in _lines(slot))


def _lines(slot: Slot) -> Iterator[Line]:
    sign = " !" if slot.overlaps else ""
    yield Line(f"{slot.from_time} to {slot.to_time}{sign}", Tone.STRONG)
    what = "" if slot.words.casefold() == slot.what.value else f"{sentence_case(slot.what.value)}: "
    place = f", {slot.place}" if slot.place else ""
    yield Line(f"{what}{slot.words}{place}")
    if slot.travel:
        yield Line(f"{slot.travel} min each way", Tone.QUIET)
    if slot.cover is not None:
        yield Line(slot.cover.words, Tone.QUIET if slot.cover.is_enough else Tone.STRONG)
