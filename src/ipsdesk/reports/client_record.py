"""One person's record on paper: who it is, the summary, the way so far, and what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Table, Tone
from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_entries import EntryKind, TimelineEntry
from ipsdesk.services.caseload_record import ClientRecord
from ipsdesk.services.caseload_way import Reached, WayStep
from ipsdesk.services.caseload_words import counted, sentence_case

NOTHING = "–"


def client_record_blocks(
    record: ClientRecord,
    entries: Sequence[TimelineEntry],
    total: int,
    kind: EntryKind | None,
    today: date,
) -> list[Block]:
    """The record with these lines of its timeline, of ``total``, of one kind or (None) of all."""
    person = record.person
    blocks: list[Block] = [Heading(person.name), Paragraph(who(record))]
    if person.flags:
        blocks.append(Paragraph(". ".join(flag.words for flag in person.flags) + ".", strong=True))
    facts = [(fact.label, fact.value, fact.note) for fact in record.facts]
    blocks += [Heading(f"Summary on {shown_day(today)}", 2), Table(("Fact", "Today", "Since, or how"), facts)]
    if record.way:
        days = record.days_since_referral
        since = "" if days is None else f", {counted(days, 'day')} since referral"
        rows = [_step(step) for step in record.way]
        blocks += [
            Heading(f"The way so far{since}", 2),
            Table(("Step", "Day", "How far", "Note"), rows, (), (1.2, 1, 0.6, 1.6)),
        ]
    return [*blocks, *_timeline(entries, total, kind)]


def who(record: ClientRecord) -> str:
    """``Female · 34 · NHS number 999 000 0018 · Ash ward · C0012``, as far as it is recorded."""
    number = f"NHS number {record.nhs_number}" if record.nhs_number else ""
    age = "" if record.age is None else str(record.age)
    parts = (sentence_case(record.gender), age, number, record.team, record.person.reference)
    return " · ".join(part for part in parts if part)


def _step(step: WayStep) -> tuple[Cell, ...]:
    reached = "not yet" if step.reached is Reached.AHEAD else step.reached.value
    return step.words, shown_day(step.day) if step.day else NOTHING, reached, step.note


def _timeline(entries: Sequence[TimelineEntry], total: int, kind: EntryKind | None) -> list[Block]:
    heading = Heading(f"Timeline: {kind.value.lower()}" if kind else "Timeline", 2)
    if not entries:
        return [heading, Paragraph("Nothing is recorded.")]
    rows = [_entry(entry) for entry in entries]
    table = Table(("Day", "What happened", "By"), rows, (), (0.8, 3.4, 0.9))
    if len(entries) < total:
        return [heading, Paragraph(f"The latest {len(entries):,} of {total:,} are printed."), table]
    return [heading, table]


def _entry(entry: TimelineEntry) -> tuple[Cell, ...]:
    day = (Line(shown_day(entry.day)), Line(WEEKDAYS[entry.day.weekday()], Tone.QUIET))
    notes = tuple(Line(line, Tone.QUIET) for line in entry.note.splitlines())
    return day, (Line(entry.title, Tone.STRONG), *notes), entry.by
