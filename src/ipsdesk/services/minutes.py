"""Minutes of a meeting: the open part for everybody, the closed part for those entitled to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.measures.terms import live
from ipsdesk.models import Client
from ipsdesk.services.caseload_words import counted, sentence_case
from ipsdesk.services.meetings_closed import NOT_YOURS, is_entitled
from ipsdesk.services.meetings_record import (
    CLIENT_LINK,
    GONE,
    MEETINGS,
    STAFF_LINK,
    Item,
    items_of,
    linked_names,
    staff_name,
)
from ipsdesk.services.meetings_record import STAFF as STAFF_TABLE
from ipsdesk.services.restricted_access import Access, access_of
from ipsdesk.services.roles import EVERYONE, Role, Service, allowed

CLIENTS = Client.__table__
NOT_PUBLISHED = "There are no open minutes of this meeting to read yet. Ask a member of staff for them."


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A meeting whose open minutes may be read."""

    id: int
    on: date
    called: str
    version: int
    signed_on: date


@dataclass(frozen=True, slots=True)
class Minutes:
    """One part of the minutes, as it stands on paper.

    In the open part residents are called by their first names, whoever reads it, and of a closed item
    there is nothing but its number. ``signed_on`` None: a draft.
    """

    called: str
    kind: str
    on: date
    from_time: str
    place: str
    chair: str
    staff: tuple[str, ...]
    residents: tuple[str, ...]
    others: tuple[str, ...]
    items: tuple[Item, ...]
    version: int
    signed_on: date | None
    signed_by: str
    is_closed_part: bool


class MeetingMinutes(Service):
    """A representative reads open minutes that are signed off, and nothing else of a meeting."""

    @allowed(*Role)
    def published(self) -> tuple[MinutesRow, ...]:
        """The meetings whose minutes are signed off, newest first."""
        own = MEETINGS.c
        signed = select(MEETINGS).where(live(MEETINGS), own.signed_on.is_not(None))
        with self.workspace.transactions.read() as connection:
            return tuple(
                MinutesRow(
                    row.id,
                    row.on_date,
                    row.name or sentence_case(row.kind),
                    row.minutes_version,
                    row.signed_on,
                )
                for row in connection.execute(signed.order_by(own.on_date.desc(), own.id.desc()))
            )

    @allowed(*Role)
    def open_part(self, meeting: int) -> Minutes:
        """The open minutes, the same whoever asks; raises ``CannotRun`` where there are none to be read."""
        with self.workspace.transactions.read() as connection:
            found = self._minutes(connection, meeting, is_closed_part=False)
        if found.signed_on is None and self.workspace.actor.role is Role.REPRESENTATIVE:
            raise CannotRun(NOT_PUBLISHED)
        return found

    @allowed(*EVERYONE)
    def closed_part(self, meeting: int) -> Minutes:
        """The closed items in full; raises ``NotAllowed`` for accounts that are not entitled to them."""
        with self.workspace.transactions.read() as connection:
            if not is_entitled(connection, self.workspace, meeting):
                raise NotAllowed(NOT_YOURS)
            return self._minutes(connection, meeting, is_closed_part=True)

    def _minutes(self, connection: Connection, meeting: int, *, is_closed_part: bool) -> Minutes:
        row = connection.execute(select(MEETINGS).where(live(MEETINGS), MEETINGS.c.id == meeting)).first()
        if row is None:
            raise CannotRun(GONE)
        access = access_of(connection, self.workspace)
        items = items_of(connection, access, meeting, entitled=is_closed_part)
        residents = _residents(connection, access, meeting)
        return Minutes(
            row.name or sentence_case(row.kind),
            row.kind,
            row.on_date,
            row.from_time or "",
            row.place or "",
            staff_name(connection, row.chair_id),
            tuple(linked_names(connection, STAFF_LINK, STAFF_TABLE, meeting)),
            residents,
            tuple(row.others or ()),
            tuple(one for one in items if one.is_closed) if is_closed_part else items,
            row.minutes_version,
            row.signed_on,
            staff_name(connection, row.signed_by_id),
            is_closed_part,
        )


def _residents(connection: Connection, access: Access, meeting: int) -> tuple[str, ...]:
    """First names, and how many more whose record is restricted."""
    links = CLIENT_LINK.table.c
    people = connection.execute(
        select(CLIENTS.c.id, CLIENTS.c.name)
        .join(CLIENT_LINK.table, links[CLIENT_LINK.linked] == CLIENTS.c.id)
        .where(links[CLIENT_LINK.owner] == meeting, live(CLIENTS))
        .order_by(links.position)
    ).all()
    named = [_first(name) for client, name in people if client not in access.restricted]
    others = len(people) - len(named)
    return (*named, *_others(others, named))


def _others(others: int, named: Iterable[str]) -> Iterable[str]:
    if others:
        yield f"{others} other{'s' if others > 1 else ''}" if named else counted(others, "resident")


def _first(name: str) -> str:
    return name.partition(" ")[0]


__all__ = ["MeetingMinutes", "Minutes", "MinutesRow"]
