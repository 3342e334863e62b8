"""Who a tracker's rows are about: one reference for each person, the same however often the list comes in."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ipsdesk.exchange.complaint import Complaint
from ipsdesk.exchange.tracker_cells import first_name_first
from ipsdesk.services.outgoing import UNIT, CellValue, Outgoing

MADE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says of who it is about; days as ``YYYY-MM-DD``."""

    name: str | None = None
    nhs_number: str | None = None
    born_on: str | None = None

    @property
    def key(self) -> str:
        """The name without regard to case and order of comma."""
        return name_key(self.name or "")

    def fits(self, other: Person) -> bool:
        """Whether nothing speaks against both being the same."""
        pairs = ((self.nhs_number, other.nhs_number), (self.born_on, other.born_on))
        return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Known:
    """What the unit has already, so that a tracker that has only names finds it; empty for a new unit.

    ``people`` are references with what is known of each; ``names`` lead by kind of record from a name to its
    reference (names held by two records are left out); ``unit`` is mixed into the references that are made.
    """

    people: tuple[tuple[str, Person], ...] = ()
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    unit: str = ""

    def reference(self, kind: str, typed: str) -> str:
        """The reference of a record named by its name; what was typed where no name is like it."""
        return self.names.get(kind, {}).get(name_key(typed), typed)


def known_of(content: Outgoing) -> Known:
    """What a unit has already, from the content of its export."""
    sheets = {
        sheet.kind: [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
        for sheet in content.sheets
        if sheet.kind in {"client", "staff", "team", "employer"}
    }
    people = tuple(
        (str(row["reference"]), Person(_text(row["name"]), _text(row["nhs_number"]), _text(row["born_on"])))
        for row in sheets["client"]
    )
    names = {kind: _by_name(sheets[kind]) for kind in ("staff", "team", "employer")}
    return Known(people, names, str(content.properties.get(UNIT, "")))


def _text(value: CellValue) -> str | None:
    return None if value is None else str(value)


def _by_name(rows: Iterable[dict[str, CellValue]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[name_key(str(row["name"]))].add(str(row["reference"]))
    return {name: references.pop() for name, references in found.items() if len(references) == 1}


def name_key(name: str) -> str:
    """A name as names are compared."""
    return first_name_first(name).casefold()


def made(letter: str, *parts: str | None) -> str:
    """A reference made of what identifies a record; nobody can be found out from it without the unit."""
    digest = hashlib.sha256("|".join(part or "" for part in parts).encode()).digest()
    return f"{letter}-{b32encode(digest).decode()[:MADE_LENGTH]}"


class People:
    """Gives each person of a tracker a reference.

    Rows are about the same person if they have the same NHS number, or the same name and nothing that
    contradicts (another NHS number, another date of birth). Someone the unit knows by NHS number, or by
    name and date of birth, or by a name only one person has and nothing contradicts, keeps the reference
    they have. Anyone else gets one made of their name with the NHS number, or the date of birth where there
    is none: the same each time, so that the grown tracker updates what it brought before. A name that is
    spelled anew finds its person as long as the NHS number is there.
    """

    def __init__(self, known: Known, rows: Iterable[Person]) -> None:
        self._unit = known.unit
        self._known_numbers: dict[str | None, str] = {one.nhs_number: ref for ref, one in known.people}
        self._known_names: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        for reference, one in known.people:
            self._known_names[one.key].append((reference, one))
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.nhs_number is None) + (row.born_on is None)):
            self._learn(row)

    def _learn(self, row: Person) -> None:
        if row.nhs_number in self._by_number:
            return
        alike = self._alike(row)
        if len(alike) > 1:
            return
        whole = alike[0] if alike else row
        if alike:
            self._by_name[row.key].remove(whole)
            whole = replace(
                whole,
                nhs_number=whole.nhs_number or row.nhs_number,
                born_on=whole.born_on or row.born_on,
            )
        self._by_name[row.key].append(whole)
        if whole.nhs_number:
            self._by_number[whole.nhs_number] = whole

    def _alike(self, row: Person) -> list[Person]:
        return [one for one in self._by_name[row.key] if one.fits(row)]

    def reference(self, row: Person) -> str:
        """The person's reference; raises ``Complaint`` where the row may be about either of two."""
        person = self._whole(row)
        if found := self.known_as(person):
            return found
        return made("P", self._unit, person.key, person.nhs_number or person.born_on)

    def _whole(self, row: Person) -> Person:
        if row.nhs_number in self._by_number:
            return self._by_number[row.nhs_number]
        alike = self._alike(row)
        if len(alike) > 1:
            raise Complaint(
                f"two people in this sheet are called '{row.name}'; give an NHS number or a date of birth"
            )
        return alike[0] if alike else row

    def known_as(self, person: Person) -> str | None:
        """The reference of someone the unit knows; raises ``Complaint`` where it may be either of two."""
        if person.nhs_number and (reference := self._known_numbers.get(person.nhs_number)):
            return reference
        alike = [(ref, one) for ref, one in self._known_names[person.key] if one.fits(person)]
        born = [ref for ref, one in alike if person.born_on and one.born_on == person.born_on]
        found = born or [ref for ref, _ in alike]
        if len(found) > 1:
            raise Complaint(
                f"two people in this unit are called '{person.name}'; give an NHS number or a date of birth"
            )
        return found[0] if found else None
