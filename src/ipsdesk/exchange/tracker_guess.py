"""Guesses how a tracker is to be read: its row of headings, what a row is, which column is which field."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from ipsdesk.exchange.complaint import Complaint, Raw
from ipsdesk.exchange.tracker_cells import TrackerCell
from ipsdesk.exchange.tracker_dates import DayOrder, likely_order
from ipsdesk.exchange.tracker_fields import SHAPES, Shape
from ipsdesk.exchange.tracker_headings import headings_of, lines_of, normal
from ipsdesk.exchange.tracker_mapping import NO_TARGET, Mapping, Match
from ipsdesk.exchange.tracker_sheets import TrackerSheet
from ipsdesk.exchange.tracker_words import HEADINGS
from ipsdesk.fields import Field, Kind

LOOKED_AT = 60
"""Rows below the headings whose cells are looked at."""
HEADINGS_WITHIN = 40
SURE_ENOUGH = 0.5
ALIKE = 0.86
LINE = 0.95
"""What the last line of a heading tells, beside the whole."""
DOUBTED = 0.55
"""What a heading tells over cells that look like something else."""
NEIGHBOUR = 0.03
"""What a field of the same record in the column beside it adds: Started after Received is the referral's."""

TELLING = frozenset(
    {Kind.NHS_NUMBER, Kind.DATE, Kind.CHOICE, Kind.YES_NO, Kind.WHOLE, Kind.DECIMAL, Kind.HOURS, Kind.MONEY}
)
"""Kinds of field whose cells show whether a column can hold them."""

KNOWN_HEADINGS = {normal(known) for headings in HEADINGS.values() for known in headings}

Score = tuple[float, str]


def guess_heading_row(sheet: TrackerSheet) -> int:
    """The Excel row (the last of two) whose texts are most like headings."""
    rows = range(1, min(len(sheet.rows), HEADINGS_WITHIN) + 1)
    best = max(rows, key=lambda row: (_likeness(sheet, row), -row), default=1)
    return lines_of(sheet, best)[1]


def _likeness(sheet: TrackerSheet, row: int) -> float:
    texts = {normal(text) for text in headings_of(sheet, row).values()}
    return sum(max(_by_words(text, known) for known in KNOWN_HEADINGS) for text in texts)


def guess(sheet: TrackerSheet, heading_row: int | None = None) -> Mapping:
    """The most likely mapping of a sheet; ``heading_row`` as in Excel, guessed as well if not given."""
    _, last = lines_of(sheet, heading_row or guess_heading_row(sheet))
    return max((guess_as(sheet, shape, last) for shape in SHAPES.values()), key=_worth)


def _worth(mapping: Mapping) -> float:
    return sum(match.confidence for match in mapping.matches if match.target) - len(mapping.missing)


def guess_as(sheet: TrackerSheet, shape: Shape, heading_row: int) -> Mapping:
    """The most likely mapping if each row is what ``shape`` says."""
    headings = headings_of(sheet, heading_row)
    _, last = lines_of(sheet, heading_row)
    samples = {column: _samples(sheet, last, column) for column in range(sheet.width)}
    texts = [raw for column in samples.values() for raw in column if isinstance(raw, str)]
    days = likely_order(texts)
    scores = {
        column: dict(_scores(shape, [headings.get(column, ""), sheet.text(last - 1, column)], cells, days))
        for column, cells in samples.items()
        if column in headings or cells
    }
    chosen = _assigned(scores)
    matches = tuple(_match(column, headings.get(column, ""), chosen) for column in scores)
    taken = {match.target for match in matches}
    fixed = {target: value for target, value in shape.fixed if target not in taken}
    return Mapping(shape, last, matches, days, fixed)


def _samples(sheet: TrackerSheet, last: int, column: int) -> list[Raw]:
    return [row[column] for row in sheet.rows[last : last + LOOKED_AT] if row[column] != ""]


def _match(column: int, heading: str, chosen: dict[int, tuple[str, Score]]) -> Match:
    if column not in chosen:
        return Match(column, heading, None, 0.0, NO_TARGET if heading else "the column has no heading")
    target, (confidence, why) = chosen[column]
    return Match(column, heading, target, round(min(confidence, 1.0), 2), why)


def _assigned(scores: dict[int, dict[str, Score]]) -> dict[int, tuple[str, Score]]:
    """Each column its field and each field its column, the surest first."""
    best = {
        column: max(found, key=lambda target: found[target][0]).partition(".")[0]
        for column, found in scores.items()
        if found
    }
    ranked = sorted(
        (
            (score[0] + NEIGHBOUR * (best.get(column - 1) == target.partition(".")[0]), -column, target)
            for column, found in scores.items()
            for target, score in found.items()
        ),
        reverse=True,
    )
    chosen: dict[int, tuple[str, Score]] = {}
    taken: set[str] = set()
    for _, minus, target in ranked:
        if -minus not in chosen and target not in taken:
            chosen[-minus] = target, scores[-minus][target]
            taken.add(target)
    return chosen


def _scores(
    shape: Shape, headings: list[str], cells: list[Raw], days: DayOrder
) -> Iterator[tuple[str, Score]]:
    """The fields that a column may well fill, each with the confidence and why.

    ``headings`` are the whole heading and its last line alone, which tells a little less.
    """
    whole, line = headings
    for target, field in shape.fields.items():
        labels = _labels(shape, target, field)
        score, why = heading_score(whole, target, labels)
        if line != whole and (alone := heading_score(line, target, labels))[0] * LINE > score:
            score, why = alone[0] * LINE, alone[1]
        in_question = score >= SURE_ENOUGH or field.kind is Kind.NHS_NUMBER
        if in_question and field.kind in TELLING and cells:
            score, why = _weighed(score, why, *_read(target, field, cells, days), field)
        if score >= SURE_ENOUGH:
            yield target, (score, why)


def _read(target: str, field: Field, cells: list[Raw], days: DayOrder) -> tuple[int, int]:
    """How many of the cells that say anything can be kept in the field, and how many there are."""
    reader = TrackerCell(target, field, days)
    found = [_keeps(reader, raw) for raw in cells]
    return found.count(True), len(found) - found.count(None)


def _keeps(reader: TrackerCell, raw: Raw) -> bool | None:
    """Whether a cell can be kept; None if it says that nothing is known."""
    try:
        return True if reader.keep(raw) is not None else None
    except Complaint:
        return False


def _weighed(score: float, why: str, read: int, cells: int, field: Field) -> Score:
    share = read / cells if cells else 0.0
    seen = f"{read} of {cells} cells can be read as {field.kind}"
    if score < SURE_ENOUGH:  # an NHS number shows itself, whatever stands above it
        return (0.8 * share, seen) if share >= 0.7 else (0.0, why)
    if share < 0.4 and cells >= 3:
        return DOUBTED * score, f"{why}, but only {seen}"
    return 0.85 * score + 0.15 * share, f"{why}; {seen}"


def _labels(shape: Shape, target: str, field: Field) -> tuple[str, ...]:
    """The field's own words; a name alone is a person's where a row is about people."""
    label = field.label.casefold()
    alone = () if target == "employer.name" and len(shape.families) > 1 else (label,)
    return (*alone, f"{target.partition('.')[0]} {label}")


@cache
def heading_score(heading: str, target: str, labels: tuple[str, ...]) -> Score:
    """How surely a heading means a field, from 0 to 1, and why."""
    given = normal(heading)
    if not given:
        return 0.0, "no heading"
    found = ((_alike(given, normal(known)), known) for known in (*labels, *HEADINGS.get(target, ())))
    best, word = max(found, key=lambda one: one[0])
    how = "is" if best == 1 else "has" if _by_words(given, normal(word)) else "is like"
    return best, f"the heading {how} '{word}'"


def _alike(given: str, known: str) -> float:
    if score := _by_words(given, known):
        return score
    ratio = SequenceMatcher(None, given, known).ratio()
    return 0.9 * ratio if ratio >= ALIKE else 0.0


def _by_words(given: str, known: str) -> float:
    if given == known:
        return 1.0
    ours, theirs = set(given.split()), set(known.split())
    if ours == theirs:
        return 0.97
    return 0.55 + 0.35 * len(theirs) / len(ours) if theirs <= ours else 0.0
