"""A workbook in which every sheet has rows and every column is filled, drawn from a seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from stdnum.gb import nhs

from ipsdesk.fields import Field, Kind
from ipsdesk.models import (
    FAMILIES,
    Activity,
    Change,
    Contract,
    DefinitionChoice,
    Episode,
    FidelityReview,
    FileAudit,
    Record,
    Supervision,
    SurveyRound,
    TargetRow,
)
from ipsdesk.services.intake_changes import OWNERS, dated_attributes
from tests.units import Sheets, write_book

ROWS = 4
MONDAY, EARLIEST, LATEST = date(2025, 1, 6), date(2020, 1, 6), date(2030, 1, 7)
WORDS = ("spoke of the rota", "0042", "+1 more", "two\nlines", "Łódź, 5 o'clock", "yes", "12.5")
NHS_NUMBERS = [number for number in map(str, range(9_990_000_000, 9_990_000_100)) if nhs.is_valid(number)]
LASTING = {
    (Activity, "started_on"): EARLIEST,
    (Activity, "ended_on"): LATEST,
    (FidelityReview, "on_date"): EARLIEST,
    (Episode, "declined_on"): LATEST,
    (Episode, "closed_on"): LATEST,
    (FileAudit, "on_date"): LATEST,
    (FileAudit, "completed_on"): LATEST,
    (SurveyRound, "opens_on"): EARLIEST,
    (SurveyRound, "closed_on"): LATEST,
    (SurveyRound, "given_back_on"): LATEST,
}
"""Days before or after which every other record that has to be is."""
SOMEBODY_ELSE = {(Supervision, "supervisor_id")}
"""Names another record than the rest of its row does."""
ONE_OF = {
    (TargetRow, "measure"): ("access.started",),
    (TargetRow, "sense"): ("between",),
    (TargetRow, "least"): (0.25, 1.5),
    (TargetRow, "most"): (1.75, 28),
    (DefinitionChoice, "subject"): ("30-day clock", "access", "survey rhythm"),
    (DefinitionChoice, "choice"): ("accepted", "profile started", "yearly"),
}
"""What goes together in a row, or has to be known to the program."""


def reference_of(kind: str, row: int) -> str:
    """What the record in a row of a sheet is called."""
    return f"{kind[:3].upper()}{row}"


class Draw:
    """Cells for every field; the records of one row number belong together."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._by_kind: dict[Kind, Callable[[Field], object]] = {
            Kind.TEXT: self._text,
            Kind.LONG_TEXT: self._text,
            Kind.TIME: lambda _: time(self.random.randrange(24), self.random.randrange(60)),
            Kind.WHOLE: lambda field: self.random.randint(*_bounds(field, 600)),
            Kind.DECIMAL: lambda field: self.random.randint(0, int(_bounds(field, 20)[1]) * 100) / 100,
            Kind.HOURS: lambda field: self.random.randint(0, int(_bounds(field, 24)[1]) * 60) * 60 / 3600,
            Kind.MONEY: lambda field: self.random.randint(0 if field.least == 0 else -50_000, 90_000) / 100,
            Kind.YES_NO: lambda _: self.random.choice(("yes", "no")),
            Kind.CHOICE: lambda field: self.random.choice(field.choices),
            Kind.CHOICES: lambda field: "; ".join(self.random.sample(field.choices, 2)),
            Kind.TEXTS: lambda _: "; ".join(self.random.sample(WORDS[:2] + WORDS[4:], 2)),
        }

    def sheets(self) -> Sheets:
        """All of them."""
        return {model.family.sheet: self._sheet(model) for model in FAMILIES}

    def _sheet(self, model: type[Record]) -> list[tuple[Any, ...]]:
        rows = range(1, 2 if model is Contract else ROWS + 1)
        fields = dict(model.fields())
        drawn = [self._change(row) if model is Change else self._row(model, fields, row) for row in rows]
        return [tuple(field.label for field in fields.values()), *drawn]

    def _row(self, model: type[Record], fields: dict[str, Field], row: int) -> tuple[Any, ...]:
        start = MONDAY + timedelta(weeks=10 * row + self.random.randrange(10))
        return tuple(self._cell(model, name, field, (row, start)) for name, field in fields.items())

    def _cell(self, model: type[Record], name: str, field: Field, place: tuple[int, date]) -> object:
        row, start = place
        if name == model.family.identity:
            return reference_of(model.family.kind, row)
        if field.target:
            others = [row, row % ROWS + 1] if field.kind is Kind.REFERENCES else [row]
            others = [row % ROWS + 1] if (model, name) in SOMEBODY_ELSE else others
            return "; ".join(reference_of(field.target, other) for other in others)
        if field.kind is Kind.NHS_NUMBER:
            return NHS_NUMBERS[row]
        if field.kind is Kind.DATE:
            return _day(model, name, start)
        if (model, name) in ONE_OF:
            return ONE_OF[model, name][row % len(ONE_OF[model, name])]
        return self._by_kind[field.kind](field)

    def _change(self, row: int) -> tuple[Any, ...]:
        record = self.random.choice(list(OWNERS))
        name, field = self.random.choice(list(dated_attributes(record).items()))
        owner, _ = OWNERS[record]
        value = self._cell(owner, name, field, (row, MONDAY))
        from_on = MONDAY + timedelta(weeks=row)
        return (record, reference_of(owner.family.kind, row), field.label, from_on, value)

    def _text(self, _: Field) -> str:
        return self.random.choice(WORDS)


def _bounds(field: Field, usual: int) -> tuple[int, int]:
    return int(field.least or 0), int(usual if field.most is None else field.most)


def _day(model: type[Record], name: str, start: date) -> date:
    """A Monday, later the more days of the record it may not be before; what others lie within lasts."""
    if (model, name) in LASTING:
        return LASTING[model, name]
    return start + timedelta(weeks=5 * _depth(model, name))


def _depth(model: type[Record], name: str) -> int:
    return max((1 + _depth(model, first) for first, last in model.family.orders if last == name), default=0)


def full_unit(seed: int, path: Path) -> Path:
    """Write the workbook of this seed."""
    return write_book(path, Draw(seed).sheets())
