"""Disclosure control: what a file prints of the people it counts, so that none of them can be picked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ipsdesk.rules.deduction import Evidence, Span, Sum, narrowed, rounded_people
from ipsdesk.rules.small_numbers import Mode, PrintedTable, printed, rounded

WITHHELD = "Breakdown not shown because numbers are small"
"""What stands in place of a whole table."""


class Profile(StrEnum):
    """For whom a file is made, which decides what of it is protected."""

    INTERNAL = "internal"
    COMMISSIONER = "commissioner"
    OPEN = "open"

    @property
    def protects_tables(self) -> bool:
        """Whether the who-we-reach tables are protected."""
        return self is not Profile.INTERNAL

    @property
    def protects_figures(self) -> bool:
        """Whether contract figures are rounded as well."""
        return self is Profile.OPEN


DEFAULT_PROFILE = Profile.COMMISSIONER


@dataclass(frozen=True, slots=True)
class CountTable:
    """People counted by band, before protection.

    ``one_each``: each person stands in exactly one band (not so in the needs profile). ``known``: sums of
    its cells that exact figures in the same file give away, such as people started in the period.
    """

    counts: tuple[int, ...]
    one_each: bool = True
    mode: Mode = Mode.ROUNDED
    known: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class ProtectedFile:
    """What may be printed: each table (None: ``WITHHELD`` in its place) and the number of people.

    ``people`` is as it is printed, None for ``*``; ``people_exact`` says whether that is the exact number.
    """

    tables: tuple[PrintedTable | None, ...]
    people: int | None
    people_exact: bool


def protect(tables: Sequence[CountTable], people: int, profile: Profile = DEFAULT_PROFILE) -> ProtectedFile:
    """The tables of one file about the same people (``access.served``), each printed or withheld whole.

    A table is withheld where all that the file prints leaves a hidden cell one possible value. A file that
    withholds a table prints the number of people rounded, so tables with an exact total go with it. What
    is decided depends on nothing but what would have been printed, so that a missing table tells no more.
    Raises ``ValueError`` for the internal profile, which protects nothing.
    """
    if not profile.protects_tables:
        raise ValueError("an internal file prints its tables as they are")
    as_printed = [printed(table.counts, table.mode, one_each=table.one_each) for table in tables]
    rounded_number = rounded(people)
    span: Span = rounded_people(rounded_number) if profile.protects_figures else (people, people)
    evidence = [Evidence(shown, table.known) for shown, table in zip(as_printed, tables, strict=True)]
    withheld = narrowed(evidence, span)
    if any(withheld):
        kept = tuple(
            None if hide or shown.mode is Mode.EXACT_TOTAL else shown
            for shown, hide in zip(as_printed, withheld, strict=True)
        )
        return ProtectedFile(kept, rounded_number, people_exact=False)
    exact = not profile.protects_figures
    return ProtectedFile(tuple(as_printed), people if exact else rounded_number, people_exact=exact)
