"""Cover for a colleague: on which days an account opens the restricted records of that colleague's people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, or_, select, update

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import Cover, Staff
from ipsdesk.models.base import new_uuid
from ipsdesk.services.restricted_access import ACCOUNTS, COVERS, note_on
from ipsdesk.services.roles import EVERYONE, Workspace

STAFF = Staff.__table__
MOST_DAYS = 60
UNCHANGED = "Nothing was changed."
MAY_COVER = (
    live(ACCOUNTS),
    ACCOUNTS.c.disabled_at.is_(None),
    ACCOUNTS.c.client_id.is_(None),
    ACCOUNTS.c.role.in_(EVERYONE),
)
"""An account that may see records at all."""


class When(StrEnum):
    """How a cover stands today."""

    NOW = "Now"
    AHEAD = "Later"
    OVER = "Over"
    ENDED = "Ended early"


@dataclass(frozen=True, slots=True)
class Covered:
    """One cover in words: ``account`` opens what ``colleague`` may open, both days included."""

    id: int
    account: str
    colleague: str
    from_on: date
    to_on: date
    reason: str
    when: When

    @property
    def may_end(self) -> bool:
        """Whether there is anything left of it to be ended."""
        return self.when in (When.NOW, When.AHEAD)


@dataclass(frozen=True, slots=True)
class CoverChoices:
    """Who may cover (accounts) and who may be covered (staff in post), each by key and name."""

    accounts: tuple[tuple[int, str], ...]
    colleagues: tuple[tuple[int, str], ...]


def read_covers(connection: Connection, today: date) -> tuple[Covered, ...]:
    """All of them, the latest first."""
    rows = connection.execute(
        select(
            COVERS.c.id,
            ACCOUNTS.c.name,
            STAFF.c.name.label("colleague"),
            COVERS.c.from_on,
            COVERS.c.to_on,
            COVERS.c.reason,
            COVERS.c.removed_at,
        )
        .join(ACCOUNTS, ACCOUNTS.c.id == COVERS.c.account_id)
        .join(STAFF, STAFF.c.id == COVERS.c.staff_id)
        .order_by(COVERS.c.from_on.desc(), COVERS.c.id.desc())
    )
    return tuple(
        Covered(*row[:-1], _when(row.from_on, row.to_on, today, is_ended=row.removed_at is not None))
        for row in rows
    )


def _when(from_on: date, to_on: date, today: date, *, is_ended: bool) -> When:
    if is_ended:
        return When.ENDED
    if to_on < today:
        return When.OVER
    return When.AHEAD if today < from_on else When.NOW


def choices(connection: Connection, today: date) -> CoverChoices:
    """Whom a cover may name, by name."""
    in_post = or_(STAFF.c.left_on.is_(None), STAFF.c.left_on >= today)
    accounts = connection.execute(select(ACCOUNTS.c.id, ACCOUNTS.c.name).where(*MAY_COVER))
    colleagues = connection.execute(select(STAFF.c.id, STAFF.c.name).where(live(STAFF), in_post))
    return CoverChoices(_by_name(accounts), _by_name(colleagues))


def _by_name(rows: Any) -> tuple[tuple[int, str], ...]:
    return tuple(sorted(((key, name) for key, name in rows), key=lambda one: (one[1].casefold(), one[0])))


def write_cover(
    connection: Connection,
    workspace: Workspace,
    account: int,
    colleague: int,
    days: tuple[date, date],
    reason: str,
) -> int:
    """Add a cover and note it; raises ``CannotRun`` for what can't be one."""
    _check_days(*days, workspace.today())
    _check_people(connection, account, colleague)
    from_on, to_on = days
    values = {
        "account_id": account,
        "staff_id": colleague,
        "from_on": from_on,
        "to_on": to_on,
        "reason": reason,
    }
    uuid = new_uuid()
    (key,) = connection.execute(insert(Cover).values(uuid=uuid, **values)).inserted_primary_key or (0,)
    note_on(connection, workspace, "added", ("cover", int(key), uuid), {"before": None, "after": values})
    return int(key)


def _check_days(from_on: date, to_on: date, today: date) -> None:
    if to_on < from_on:
        raise CannotRun(f"The last day of the cover is before its first. {UNCHANGED}")
    if to_on < today:
        raise CannotRun(f"These days are over, so nobody can be covered on them. {UNCHANGED}")
    if (to_on - from_on).days >= MOST_DAYS:
        raise CannotRun(
            f"A cover lasts {MOST_DAYS} days at most, so that somebody looks at it again. {UNCHANGED} Choose "
            "an earlier last day, and add another cover then."
        )


def _check_people(connection: Connection, account: int, colleague: int) -> None:
    found = connection.execute(
        select(ACCOUNTS.c.staff_id).where(*MAY_COVER, ACCOUNTS.c.id == account)
    ).first()
    if found is None:
        raise CannotRun(f"This account may not see people's records, so it can't cover. {UNCHANGED}")
    if found.staff_id == colleague:
        raise CannotRun(f"This is the account of that colleague: nobody covers for themself. {UNCHANGED}")
    if connection.scalar(select(STAFF.c.id).where(live(STAFF), STAFF.c.id == colleague)) is None:
        raise CannotRun(f"This colleague is not in the unit's records any more. {UNCHANGED}")


def end_cover(connection: Connection, workspace: Workspace, cover: int, reason: str) -> None:
    """End a cover now and note it; raises ``CannotRun`` where nothing of it is left."""
    found = connection.execute(
        select(COVERS).where(live(COVERS), COVERS.c.id == cover, COVERS.c.to_on >= workspace.today())
    ).first()
    if found is None:
        raise CannotRun(f"This cover has ended already. {UNCHANGED}")
    ended = workspace.now().isoformat()
    connection.execute(
        update(Cover).where(COVERS.c.id == cover).values(removed_at=ended, version=found.version + 1)
    )
    details = {"before": {"ended": None}, "after": {"ended": ended}, "reason": reason}
    note_on(connection, workspace, "ended", ("cover", cover, found.uuid), details)
