"""Commissioners' own forms: the workbook as they sent it, and what goes into which of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ipsdesk.errors import CannotRun, NotSaved
from ipsdesk.measures import MEASURES, Measure, Shape
from ipsdesk.models.returns import ReturnTemplate
from ipsdesk.services.roles import Role, Service, allowed

TEMPLATES = ReturnTemplate.__table__
CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
LONGEST_NAME = 80
LARGEST = 10_000_000
"""Bytes of a form: what is kept of it lies in the unit's own file."""
OF_KEY: Mapping[str, Measure] = {measure.key: measure for measure in MEASURES}

NO_WHAT = "Choose a figure or a fact of the return."
NO_PART = "This figure has no such part; choose another."
NO_CELL = "Write a cell of the sheet, such as C7."
TAKEN = "Something else goes into this cell; choose another cell, or take that out first."
NO_NAME = "Write a name to find the form again by."
LONG_NAME = f"A name has at most {LONGEST_NAME} characters."
SAME_NAME = "There is a form of this name; write another, or choose that form to change it."
NO_CELLS = "Say of at least one figure which cell it goes into."
TOO_LARGE = "The workbook is larger than 10 MB; take its pictures out, save it and choose it again."
GONE = "This form is not kept any more. Nothing was changed."


class Part(StrEnum):
    """What of a figure a form asks for."""

    FIGURE = "figure"
    PER_CENT = "per cent"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    TARGET = "target"


PART_WORDS = {
    Part.FIGURE: "the figure",
    Part.PER_CENT: "per cent, as 50 and not 50%",
    Part.NUMERATOR: "how many",
    Part.DENOMINATOR: "out of how many",
    Part.TARGET: "the target",
}


class Fact(StrEnum):
    """What a form asks beside the figures."""

    UNIT = "unit"
    PERIOD = "period"
    FIRST = "first day"
    LAST = "last day"
    COMMISSIONER = "commissioner"
    NUMBER = "number"
    PREPARED = "prepared by"
    MADE = "made on"
    PROFILE = "profile"


FACT_WORDS = {
    Fact.UNIT: "Name of the unit",
    Fact.PERIOD: "Period",
    Fact.FIRST: "First day of the period",
    Fact.LAST: "Last day of the period",
    Fact.COMMISSIONER: "Commissioner",
    Fact.NUMBER: "Number of the return",
    Fact.PREPARED: "Prepared by",
    Fact.MADE: "Day it is filled in",
    Fact.PROFILE: "How numbers are protected",
}


@dataclass(frozen=True, slots=True)
class MappedCell:
    """One cell of a form: its sheet, its address, and what goes in.

    ``what`` is the key of a measure, with the part or the band of it, or a ``Fact``.
    """

    sheet: str
    cell: str
    what: str
    part: Part = Part.FIGURE
    band: str = ""

    @property
    def words(self) -> str:
        """What goes in, such as ``People started: the target``."""
        if self.what not in OF_KEY:
            return FACT_WORDS[Fact(self.what)] if self.what in tuple(Fact) else self.what
        title = OF_KEY[self.what].title
        if self.band:
            return f"{title}: {self.band}"
        return title if self.part is Part.FIGURE else f"{title}: {PART_WORDS[self.part]}"


@dataclass(frozen=True, slots=True)
class FormKept:
    """A form as it is listed."""

    id: int
    name: str
    cells: tuple[MappedCell, ...]


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """A form, the workbook and all."""

    kept: FormKept
    content: bytes


def parts_of(what: str) -> tuple[Part, ...]:
    """What of a figure can go into a cell; of one told by bands, the number in a band."""
    measure = OF_KEY.get(what)
    if measure is None or measure.shape is Shape.BANDS:
        return (Part.FIGURE,)
    if measure.shape is Shape.SHARE:
        return tuple(Part)
    beside = (Part.NUMERATOR, Part.DENOMINATOR) if measure.shape is Shape.RATE else ()
    return (Part.FIGURE, *beside, Part.TARGET)


def bands_of(what: str) -> tuple[str, ...]:
    """The bands of a figure that is told by bands."""
    return tuple(str(band) for band in OF_KEY[what].bands) if what in OF_KEY else ()


def address_of(typed: str) -> str:
    """``C7`` of ``c7`` or ``$C$7``; empty for what is no cell of a sheet."""
    found = CELL.fullmatch(typed.strip())
    if found is None:
        return ""
    letters, number = found[1].upper(), int(found[2])
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return f"{letters}{number}" if column <= LAST_COLUMN and number <= LAST_ROW else ""


def cells_of(plain: Sequence[Mapping[str, Any]]) -> tuple[MappedCell, ...]:
    """Mapped cells, of what ``asdict`` made of them."""
    return tuple(MappedCell(**{**one, "part": Part(one["part"])}) for one in plain)


def cell_problems(cell: MappedCell, others: Sequence[MappedCell]) -> dict[str, str]:
    """What stands against a cell beside the others, by field."""
    problems: dict[str, str] = {}
    bands = bands_of(cell.what)
    if cell.what not in OF_KEY and cell.what not in tuple(Fact):
        problems["what"] = NO_WHAT
    elif cell.part not in parts_of(cell.what) or (cell.band not in bands if bands else cell.band):
        problems["part"] = NO_PART
    if not cell.cell or address_of(cell.cell) != cell.cell:
        problems["cell"] = NO_CELL
    elif any((one.sheet, one.cell) == (cell.sheet, cell.cell) for one in others):
        problems["cell"] = TAKEN
    return problems


class ReturnForms(Service):
    """The forms that the unit keeps."""

    @allowed(Role.LEAD, Role.MANAGER)
    def list(self) -> tuple[FormKept, ...]:
        """Every form, by name."""
        with self.workspace.transactions.read() as connection:
            own = TEMPLATES.c
            rows = connection.execute(select(own.id, own.name, own.mapping))
            return tuple(sorted((_kept(*row) for row in rows), key=lambda one: one.name.casefold()))

    @allowed(Role.LEAD, Role.MANAGER)
    def form(self, id_: int) -> ReturnForm:
        """One form, the workbook and all; raises ``CannotRun`` where it is not kept any more."""
        with self.workspace.transactions.read() as connection:
            row = _row(connection, id_)
            return ReturnForm(_kept(row.id, row.name, row.mapping), row.content)

    @allowed(Role.LEAD, Role.MANAGER)
    def keep(self, name: str, content: bytes, cells: Sequence[MappedCell], id_: int | None = None) -> int:
        """Keep a form, a new one or another state of one; gives its number.

        Raises ``NotSaved`` with what is wrong by field, ``CannotRun`` where it is not kept any more.
        """
        name = " ".join(name.split())
        with self.workspace.transactions.begin() as connection:
            if problems := _problems(connection, name, cells, id_):
                raise NotSaved(problems)
            if len(content) > LARGEST:
                raise CannotRun(TOO_LARGE)
            fingerprint = sha256(content).hexdigest()
            values: dict[str, Any] = {"name": name, "content": content, "sha256": fingerprint}
            values["mapping"] = [asdict(cell) for cell in cells]
            if id_ is None:
                made = connection.execute(insert(ReturnTemplate).values(**values)).inserted_primary_key
                (id_,) = made or (0,)
            else:
                _row(connection, id_)
                connection.execute(update(ReturnTemplate).where(TEMPLATES.c.id == id_).values(**values))
            details = {"name": name, "sha256": fingerprint, "cells": len(cells)}
            self.workspace.note(connection, "kept a form of a commissioner", details)
        return int(id_)

    @allowed(Role.LEAD, Role.MANAGER)
    def forget(self, id_: int) -> None:
        """Keep a form no longer."""
        with self.workspace.transactions.begin() as connection:
            name = _row(connection, id_).name
            connection.execute(delete(ReturnTemplate).where(TEMPLATES.c.id == id_))
            self.workspace.note(connection, "took away a form of a commissioner", {"name": name})


def _problems(
    connection: Connection, name: str, cells: Sequence[MappedCell], id_: int | None
) -> dict[str, str]:
    names = connection.execute(select(TEMPLATES.c.id, TEMPLATES.c.name))
    taken = any(other.casefold() == name.casefold() and key != id_ for key, other in names)
    if not name or len(name) > LONGEST_NAME or taken:
        return {"name": NO_NAME if not name else SAME_NAME if taken else LONG_NAME}
    if not cells:
        return {"what": NO_CELLS}
    found = (cell_problems(cell, cells[:place]) for place, cell in enumerate(cells))
    return next((problems for problems in found if problems), {})


def _row(connection: Connection, id_: int) -> Any:
    row = connection.execute(select(TEMPLATES).where(TEMPLATES.c.id == id_)).first()
    if row is None:
        raise CannotRun(GONE)
    return row


def _kept(id_: int, name: str, mapping: Any) -> FormKept:
    return FormKept(id_, name, cells_of(mapping or ()))
