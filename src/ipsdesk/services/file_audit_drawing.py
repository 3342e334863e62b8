"""Which files an audit looks at: so many of each specialist, audited longest ago first, else by chance."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A person whose file is open on the day, and who is named as specialist.

    ``last`` grows with the audit the file was in last; None: it never was in one.
    """

    client: int
    staff: int | None
    last: int | None = None


def chance(seed: int | None = None) -> Random:
    """Where the draw gets its chance from: the system, or the same again for one seed."""
    return secrets.SystemRandom() if seed is None else Random(seed)  # noqa: S311 - nothing secret is drawn


def drawn(files: Iterable[OpenFile], each: int, by: Random) -> list[OpenFile]:
    """So many files of each specialist, or all there are; files without a specialist are drawn as one's.

    Whose file was in the last audit comes last, so that none is in two audits in a row where others are left.
    """
    of_staff: dict[int | None, list[OpenFile]] = defaultdict(list)
    for file in sorted(files, key=lambda one: one.client):
        of_staff[file.staff].append(file)
    whose = sorted(of_staff, key=lambda staff: (staff is None, staff or 0))
    return [file for staff in whose for file in in_turn(of_staff[staff], by)[:each]]


def in_turn(files: Sequence[OpenFile], by: Random) -> list[OpenFile]:
    """Never audited first, then longest ago; among equals by chance."""
    mixed = by.sample(files, len(files))
    return sorted(mixed, key=lambda one: (one.last is not None, one.last or 0))
