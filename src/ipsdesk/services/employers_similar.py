"""Is this employer already here? Whoever is written alike, whatever the case, the signs and the Ltd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Table, select

from ipsdesk.services.caseload_finding import plain

ALIKE, PART = 0.82, 0.95
"""How much of two names is the same from which they are alike, and what one that begins the other counts."""
LEAST_LETTERS, MOST = 3, 6
NOT_LETTERS = re.compile(r"[\W_]+")
APOSTROPHES = re.compile(r"['’`]")
NOT_TELLING = frozenset(
    ("the", "and", "ltd", "limited", "plc", "llp", "llc", "inc", "co", "company", "cic", "group", "uk")
)
"""Words of a firm's name that tell it from no other."""


@dataclass(frozen=True, slots=True)
class SimilarName:
    """A record that is here already and may be the same one: ``why`` says how alike its name is."""

    id: int
    reference: str
    name: str
    why: str
    is_removed: bool


def name_key(name: str) -> str:
    """A firm's name without case, accents, signs, and the words that every firm has.

    A name of such words alone is kept as it is.
    """
    words = NOT_LETTERS.sub(" ", APOSTROPHES.sub("", plain(name).casefold())).split()
    return " ".join([one for one in words if one not in NOT_TELLING] or words)


def similar_names(connection: Connection, table: Table, typed: str) -> tuple[SimilarName, ...]:
    """At most six records of a table with a name like this, the likeliest first, removed ones too."""
    wanted = name_key(typed)
    if len(wanted) < LEAST_LETTERS:
        return ()
    own = table.c
    found = connection.execute(select(own.id, own.reference, own.name, own.removed_at)).all()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    rated = ((_alikeness(matcher, wanted, name_key(row.name)), row) for row in found)
    likely = sorted((pair for pair in rated if pair[0] >= ALIKE), key=_likeliest_first)
    return tuple(
        SimilarName(row.id, row.reference, row.name, "the same name" if alike == 1 else "a name like it",
                    row.removed_at is not None)
        for alike, row in likely[:MOST]
    )  # fmt: skip


def _likeliest_first(pair: tuple[float, Any]) -> tuple[float, int]:
    return -pair[0], pair[1].id


def _alikeness(matcher: SequenceMatcher[str], wanted: str, known: str) -> float:
    """From 0 to 1; a name that goes on where the other ends is alike: ``Aldi`` and ``Aldi Carrowby``."""
    if wanted.replace(" ", "") == known.replace(" ", ""):
        return 1.0
    shorter, longer = sorted((wanted, known), key=len)
    if len(shorter) >= LEAST_LETTERS and longer.startswith(f"{shorter} "):
        return PART
    matcher.set_seq1(known)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
