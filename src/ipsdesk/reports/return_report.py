"""The return as a written report: what is told in words, and the figures each part is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ipsdesk.measures import Measure, Section
from ipsdesk.measures.wording import cases_behind, printed, target_in_words
from ipsdesk.reports.blocks import Block, Heading, Paragraph, Side, Table
from ipsdesk.reports.return_summary import PROFILES, period_in_words, status_words
from ipsdesk.rules.disclosure import WITHHELD
from ipsdesk.services.return_narrative import NARRATIVE
from ipsdesk.services.returns import ReturnContent

HEADS = ("Measure", "Figure", "Made of", "Target", "Status", "Period before")
SIDES = (Side.LEFT, Side.RIGHT, Side.LEFT, Side.LEFT, Side.LEFT, Side.RIGHT)
WIDTHS = (0.34, 0.11, 0.19, 0.14, 0.11, 0.11)
PROVISIONAL = "Provisional: the period has not ended."


def report_blocks(content: ReturnContent, narratives: Mapping[str, str]) -> list[Block]:
    """Every part in order: its text, then its figures as the return prints them; last who is reached."""
    blocks: list[Block] = [
        Heading(f"Return {content.now.period.label}"),
        Paragraph(f"{content.contract.unit_name}, {period_in_words(content.now.period)}"),
        Paragraph(PROFILES[content.profile]),
    ]
    if content.provisional:
        blocks.append(Paragraph(PROVISIONAL, strong=True))
    for part in NARRATIVE:
        blocks.extend(_part(content, part.title, narratives.get(part.key, ""), part.about))
    blocks.extend(_reach(content))
    blocks.append(Paragraph(f"Definitions {content.definitions_version}. Audit trail: {content.anchor}."))
    return blocks


def _part(content: ReturnContent, title: str, text: str, about: tuple[Section, ...]) -> Iterator[Block]:
    rows = [_row(content, measure) for measure in content.measures if measure.section in about]
    rows = [row for row in rows if row]
    if text or rows:
        yield Heading(title, 2)
        yield from (Paragraph(one) for one in text.split("\n") if one.strip())
    if rows:
        yield Table(HEADS, rows, SIDES, WIDTHS)


def _row(content: ReturnContent, measure: Measure) -> tuple[str, ...]:
    now, before = content.now[measure.key], content.before[measure.key]
    if now.bands is not None:
        return ()
    target = target_in_words(measure, now.target) if now.target else ""
    figures = printed(measure, now.value), cases_behind(now), target, status_words(now)
    return (measure.title, *figures, printed(measure, before.value))


def _reach(content: ReturnContent) -> Iterator[Block]:
    yield Heading(Section.REACH, 2)
    for table in content.reach:
        bands = tuple(content.now[table.measure.key].bands or {})
        yield Heading(table.measure.title, 3)
        if table.counts is None:
            yield Paragraph(WITHHELD)
        else:
            rows = [(band, str(count)) for band, count in zip(bands, table.counts, strict=False)]
            yield Table(("", "People"), rows, (Side.LEFT, Side.RIGHT), (0.8, 0.2))
