"""Is this person already here? Whoever has the same NHS number, a name like it, or the same birthday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, select

from ipsdesk.models import Client, Restriction
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_finding import plain
from ipsdesk.services.restricted_access import RESTRICTED_RECORD, access_of
from ipsdesk.services.roles import Workspace

CLIENTS, RESTRICTIONS = Client.__table__, Restriction.__table__
ALIKE, A_LITTLE_ALIKE = 0.84, 0.62
"""How much of two names is the same: enough by itself, and enough with the same date of birth."""
LEAST_LETTERS = 3
MOST = 6
NOT_LETTERS = re.compile(r"[\W_]+")
PEOPLE = select(
    CLIENTS.c.id,
    CLIENTS.c.reference,
    CLIENTS.c.name,
    CLIENTS.c.nhs_number,
    CLIENTS.c.born_on,
    CLIENTS.c.removed_at,
)
REMOVED_WITH = (
    select(CLIENTS.c.id)
    .join(RESTRICTIONS, RESTRICTIONS.c.client_id == CLIENTS.c.id)
    .where(CLIENTS.c.removed_at.is_not(None), RESTRICTIONS.c.removed_at == CLIENTS.c.removed_at)
)
"""People whose record was restricted when they were removed."""


@dataclass(frozen=True, slots=True)
class SimilarPerson:
    """Somebody who is here already: ``why`` says what is the same.

    Of a restricted record that this account does not open, ``name`` says only that, and ``why`` is empty.
    """

    client: int
    reference: str
    name: str
    why: str
    is_removed: bool


def name_key(name: str) -> str:
    """A name without case, accents, signs, and the order of its parts."""
    return " ".join(sorted(NOT_LETTERS.sub(" ", plain(name)).split()))


def similar(
    connection: Connection, workspace: Workspace, name: str, nhs_number: str, born_on: date | None
) -> tuple[SimilarPerson, ...]:
    """At most six, the likeliest first."""
    typed = _Typed(name_key(name), "".join(filter(str.isdigit, nhs_number)), born_on)
    withheld = {*access_of(connection, workspace).asked, *connection.scalars(REMOVED_WITH)}
    found = sorted(_matches(connection, typed), key=lambda match: (-match[0], match[1].id))
    return tuple(
        SimilarPerson(row.id, row.reference, RESTRICTED_RECORD, "", row.removed_at is not None)
        if row.id in withheld
        else SimilarPerson(row.id, row.reference, row.name, why, row.removed_at is not None)
        for _, row, why in found[:MOST]
    )


@dataclass(frozen=True, slots=True)
class _Typed:
    name: str
    nhs_number: str
    born_on: date | None


def _matches(connection: Connection, typed: _Typed) -> Iterator[tuple[float, Any, str]]:
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(typed.name)
    for row in connection.execute(PEOPLE):
        alike = _alikeness(matcher, typed.name, row.name)
        same_number = bool(typed.nhs_number) and row.nhs_number == typed.nhs_number
        same_day = typed.born_on is not None and row.born_on == typed.born_on
        if same_number or same_day or alike >= ALIKE:
            name = "the same name" if alike == 1 else "a name like it" if alike >= A_LITTLE_ALIKE else ""
            same = ["the same NHS number"] if same_number else []
            same += [name] if name else []
            same += [f"born on {shown_day(row.born_on)} too"] if same_day else []
            yield 4 * same_number + 2 * same_day * (alike >= A_LITTLE_ALIKE) + alike, row, ", ".join(same)


def _alikeness(matcher: SequenceMatcher[str], typed: str, name: str) -> float:
    """From 0 to 1; a name of which every part typed is one, such as a first name left out, is alike."""
    known = name_key(name)
    if len(typed) < LEAST_LETTERS:
        return 0.0
    if known == typed:
        return 1.0
    parts, known_parts = set(typed.split()), set(known.split())
    if min(len(parts), len(known_parts)) > 1 and (parts <= known_parts or known_parts <= parts):
        return 0.95
    matcher.set_seq1(known)
    if matcher.real_quick_ratio() < A_LITTLE_ALIKE or matcher.quick_ratio() < A_LITTLE_ALIKE:
        return 0.0
    return matcher.ratio()
