"""The report of a fidelity review: summary, items, evidence, plan; one list of blocks for all forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ipsdesk.reports.blocks import Block, Cell, Heading, Line, Paragraph, Side, Table, Tone
from ipsdesk.reports.word import word_bytes, write_word
from ipsdesk.rules.codes import FIDELITY_ITEMS
from ipsdesk.rules.ips25 import Band, bands, item
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.desk import Desk
from ipsdesk.services.fidelity_plan import PlanAction, Predicted
from ipsdesk.services.fidelity_sheet import Sheet, SheetItem
from ipsdesk.services.trail_notes import Out, Way

KINDS = {"self": "Self-assessment", "peer": "Peer review", "external": "External review"}
NO_SCORE = "–"


def review_title(kind: str | None, on: str) -> str:
    """``Self-assessment, 10 May 2026``."""
    return f"{KINDS.get(kind or '', 'Review')}, {on}"


def read_report(desk: Desk, review: int) -> list[Block]:
    """The blocks of one review as it stands; raises ``NotAllowed`` as reading it does."""
    sheet, plan = desk.fidelity.sheet(review), desk.fidelity_plan
    return report_blocks(desk.unit_name, sheet, plan.actions(review), plan.predicted(review))


def write_report(desk: Desk, review: int, path: Path) -> None:
    """Write it as a Word document, noted in the audit trail; raises what writing a file raises."""
    blocks, sheet = read_report(desk, review), desk.fidelity.sheet(review)
    title = review_title(sheet.kind, shown_day(sheet.on))
    content = word_bytes(blocks, desk.unit_name, title, practice=desk.is_practice)
    write_word(desk, content, Out(_heading(desk.unit_name), Way.WORD, title), path)


def _heading(unit: str) -> str:
    return f"Fidelity review of {unit}"


def report_blocks(
    unit: str, sheet: Sheet, actions: Sequence[PlanAction], predicted: Predicted | None
) -> list[Block]:
    """Summary, scores, what was seen item by item, and the action plan."""
    return [
        Heading(_heading(unit)),
        *_summary(sheet),
        Heading("Scores", 2),
        _scores(sheet),
        Heading("Evidence, item by item", 2),
        *_evidence(sheet),
        Heading("Action plan", 2),
        *_plan(actions, predicted),
    ]


# ---- summary ----------------------------------------------------------------------------------------


def _summary(sheet: Sheet) -> Iterator[Block]:
    yield Paragraph(f"{review_title(sheet.kind, shown_day(sheet.on))}. {_how_far(sheet)}", strong=True)
    facts = [
        ("Scale", f"{sheet.scale}, {FIDELITY_ITEMS} items, each scored 1 to 5"),
        ("Reviewers", ", ".join(sheet.reviewers) or "not named"),
        ("Bands", ", ".join(_band(one) for one in bands())),
        ("Completed", shown_day(sheet.completed_on) if sheet.completed_on else "not yet"),
    ]
    if sheet.reopened_on:
        facts.append(("Reopened", f"{shown_day(sheet.reopened_on)}: {sheet.reopened_reason}"))
    yield Table(("Review", ""), facts, (), (1, 3))
    for heading, words in (("Summary", sheet.summary), ("What is strong", sheet.strengths),
                           ("Recommendations", sheet.recommendations)):  # fmt: skip
        if words:
            yield Heading(heading, 2)
            yield Paragraph(words)


def _band(band: Band) -> str:
    lowest = band is bands()[-1]
    return f"{band.name} below {bands()[-2].least}" if lowest else f"{band.name} from {band.least}"


def _how_far(sheet: Sheet) -> str:
    standing = sheet.standing
    if standing.band:
        return f"Total {standing.words}."
    return f"{sentence_case(standing.words)}. No band before all items are scored."


# ---- items ------------------------------------------------------------------------------------------


def _scores(sheet: Sheet) -> Block:
    """Every item with its score, what earned it, and what the records propose."""
    rows: list[list[Cell]] = []
    for one in sheet.items:
        known = item(one.item)
        score = NO_SCORE if one.score is None else str(one.score)
        anchor = known.anchors[one.score - 1] if one.score else "Not scored yet."
        name = (Line(f"{one.item} {known.name}", Tone.STRONG),)
        rows.append([name, score, anchor, str(one.proposed or "")])
    heads = ("Item", "Score", "What earns it", "Records")
    sides = (Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT)
    return Table(heads, rows, sides, (2.5, 0.6, 3.2, 0.8))


def _evidence(sheet: Sheet) -> Iterator[Block]:
    """What was seen, of each item of which anything is written."""
    found = [(one, _seen(one)) for one in sheet.items]
    rows: list[list[Cell]] = [[f"{one.item} {item(one.item).name}", lines] for one, lines in found if lines]
    if not rows:
        yield Paragraph("Nothing is written of what was seen.")
        return
    yield Table(("Item", "What was seen"), rows, (), (1.4, 3.6))


def _seen(one: SheetItem) -> tuple[Line, ...]:
    said = [
        ("Evidence", one.evidence),
        ("Comment", one.comment),
        ("Parts in place", _parts(one)),
        ("Records", _records(one)),
        ("Scored otherwise because", one.reason),
        ("Scores of the reviewers", ", ".join(f"{who.reviewer} {who.score}" for who in one.scores)),
        ("Recommendation", one.recommendation),
    ]
    return tuple(Line(f"{label}: {words}") for label, words in said if words)


def _records(one: SheetItem) -> str:
    if one.proposed is None:
        return ""
    return f"proposed {one.proposed}{f' ({one.arithmetic})' if one.arithmetic else ''}"


def _parts(one: SheetItem) -> str:
    components = item(one.item).components
    met = [words for n, words in enumerate(components, 1) if n in one.parts]
    return f"{len(met)} of {len(components)}. {' '.join(met)}" if met else ""


# ---- plan -------------------------------------------------------------------------------------------


def _plan(actions: Sequence[PlanAction], predicted: Predicted | None) -> Iterator[Block]:
    if not actions:
        yield Paragraph("No action is planned yet.")
        return
    rows: list[list[Cell]] = [[_what(one), _whose(one), _when(one), _status(one)] for one in actions]
    yield Table(("Action", "Owner", "Due", "Status"), rows, (), (2.6, 1.0, 1.1, 1.3))
    if predicted is not None:
        yield Paragraph(predicted.words)


def _what(one: PlanAction) -> Cell:
    lines = [Line(one.action, Tone.STRONG), Line(f"Item {one.item}, {item(one.item).name}", Tone.QUIET)]
    if one.target_score:
        lines.append(Line(f"Score {one.current_score or NO_SCORE} to {one.target_score}", Tone.QUIET))
    if one.measured_by:
        lines.append(Line(f"Measured by: {one.measured_by}", Tone.QUIET))
    return tuple(lines)


def _whose(one: PlanAction) -> Cell:
    return one.owner or "not named"


def _when(one: PlanAction) -> Cell:
    first = Line(shown_day(one.due))
    if one.revised_due_on is None:
        return (first,)
    said = f": {one.revised_reason}" if one.revised_reason else ""
    return (first, Line(f"first {shown_day(one.due_on)}, revised{said}", Tone.QUIET))


def _status(one: PlanAction) -> Cell:
    lines = [Line(sentence_case(one.status))]
    if one.verified_on:
        by = f" by {one.verified_by}" if one.verified_by else ""
        lines.append(Line(f"verified {shown_day(one.verified_on)}{by}", Tone.QUIET))
    if one.stopped_reason:
        lines.append(Line(one.stopped_reason, Tone.QUIET))
    return tuple(lines)
