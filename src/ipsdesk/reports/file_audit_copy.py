"""An audit of files on paper, people and staff by their IDs, and the checklist to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator

from ipsdesk.reports.blocks import Block, Heading, Line, Paragraph, Room, Table, Tone
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.file_audit_checks import CHECKS
from ipsdesk.services.file_audit_paper import AuditPaper
from ipsdesk.services.file_audit_reading import CheckSeen, FileSeen
from ipsdesk.services.restricted_access import RESTRICTED_RECORD

NAMELESS = "People and members of staff are named by their IDs."
WIDTHS, BLANK_WIDTHS = (1.5, 0.7, 2.4), (3, 0.4, 0.4, 0.6, 1.6)
BLANK = "Checklist for a file audit"
TO_FILL_IN = (
    ("Client ID", "Day of the audit"),
    ("Whose file", "Auditor"),
)


def audit_blocks(paper: AuditPaper) -> list[Block]:
    """File after file, each with its checks, what was found and what became of it."""
    blocks: list[Block] = [
        Heading(f"File audit {paper.reference}, {shown_day(paper.on)}"),
        Paragraph(_about(paper)),
    ]
    if paper.note:
        blocks.append(Paragraph(paper.note))
    for file in paper.files:
        blocks += _file(file)
    return blocks


def _about(paper: AuditPaper) -> str:
    by = f" by {paper.auditor}" if paper.auditor else ""
    state = f"Completed on {shown_day(paper.completed_on)}." if paper.completed_on else "Not complete yet."
    return f"{counted(len(paper.files), 'file')}, audited{by}. {state} {NAMELESS}"


def _file(file: FileSeen) -> Iterator[Block]:
    whose = f", specialist {file.staff}" if file.staff else ", nobody named as specialist"
    yield Heading(f"{file.reference}{whose}", 2)
    if file.is_withheld:
        yield Paragraph(f"{RESTRICTED_RECORD}: not shown to this account.")
        return
    rows = [(one.check.name, _answer(one), f"Records say {one.proposed}: {one.words}") for one in file.checks]
    yield Table(("Check", "Answer", "What the records say"), rows, (), WIDTHS)
    yield from _found(file)


def _answer(seen: CheckSeen) -> tuple[Line, ...]:
    tone = Tone.STRONG if seen.answer == "no" else Tone.PLAIN
    return (Line(sentence_case(seen.answer) or "Not answered", tone if seen.answer else Tone.QUIET),)


def _found(file: FileSeen) -> Iterator[Block]:
    if file.finding:
        by = f" by {shown_day(file.put_right_by_on)}" if file.put_right_by_on else ""
        owner = f", {file.owner}" if file.owner else ""
        yield Paragraph(f"To be put right{by}{owner}", strong=True)
        yield Paragraph(file.finding)
    done = [f"Put right on {shown_day(file.put_right_on)}"] if file.put_right_on else []
    done += [f"audited again on {shown_day(file.again_on)}: {file.result}"] if file.again_on else []
    if done:
        yield Paragraph(f"{sentence_case(', '.join(done))}.")
    if file.note:
        yield Paragraph(f"Note: {file.note}")


def blank_checklist() -> list[Block]:
    """One file's checklist to fill in by hand."""
    rows = [((Line(one.name, Tone.STRONG), Line(one.asks, Tone.QUIET)), "☐", "☐", "☐", "") for one in CHECKS]
    return [
        Heading(BLANK),
        Table(("", ""), [tuple(f"{words}:" for words in pair) for pair in TO_FILL_IN]),
        Table(("Check", "Yes", "No", "Does not apply", "Note"), rows, (), BLANK_WIDTHS),
        Paragraph("To be put right, by when and by whom", strong=True),
        Room(3),
    ]
