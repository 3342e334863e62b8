"""Finds people by any part of their name or reference, whatever the case and the accents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from ipsdesk.measures.terms import live
from ipsdesk.services.caseload_list import read_rows
from ipsdesk.services.caseload_reading import CLIENTS

MOST = 20
EVERYONE = select(CLIENTS.c.id, CLIENTS.c.name, CLIENTS.c.reference).where(live(CLIENTS))


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody who was looked for, with the stage they are at in words."""

    client: int
    reference: str
    name: str
    stage: str


def plain(text: str) -> str:
    """Text without case and accents, for comparing."""
    if text.isascii():
        return text.casefold()
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def find_people(connection: Connection, today: date, words: str) -> tuple[FoundPerson, ...]:
    """At most twenty people all of whose words fit; names that begin with what was typed come first."""
    order = {client: place for place, client in enumerate(first_fitting(connection, EVERYONE, words))}
    rows = [read.row for read in read_rows(connection, today, None, list(order))]
    rows.sort(key=lambda row: order[row.client])
    return tuple(FoundPerson(row.client, row.reference, row.name, row.stage) for row in rows)


def first_fitting(connection: Connection, everyone: Select[Any], words: str) -> list[int]:
    """The keys of such people, out of a query of keys, names and references."""
    typed = plain(words).strip()
    parts = typed.split()
    if not parts:
        return []
    fitting = [
        (not name.startswith(typed), name, client)
        for client, name, reference in (
            (row.id, plain(row.name), plain(row.reference)) for row in connection.execute(everyone)
        )
        if all(part in name or part in reference for part in parts)
    ]
    return [client for *_, client in sorted(fitting)[:MOST]]
