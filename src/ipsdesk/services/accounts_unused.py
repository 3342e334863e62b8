"""Accounts nobody uses any more are disabled, so that a forgotten one is not a way in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

from sqlalchemy import Connection, func, select

from ipsdesk.measures.terms import live
from ipsdesk.services.accounts_keys import alter
from ipsdesk.services.accounts_list import (
    ACCOUNTS,
    DISABLED,
    DISABLED_AFTER,
    ENTRIES,
    SIGNED_IN,
    active_managers,
    last_used,
)
from ipsdesk.services.roles import Role, Workspace
from ipsdesk.services.saving import Values, kept_records

UNUSED = "not used for 90 days"
ONE = (
    "The account {names} was not used for 90 days and can't sign in any more. If it is still needed,"
    " enable it: Tools, Accounts…"
)
SEVERAL = (
    "The accounts {names} were not used for 90 days and can't sign in any more. Enable those that are still"
    " needed: Tools, Accounts…"
)
HERE = ENTRIES.c.kind == "unit", ENTRIES.c.action == SIGNED_IN
REST = timedelta(days=60)
"""After so long without anybody signing in the unit was laid aside, or the clock is wrong."""


def flag_unused(workspace: Workspace) -> list[str]:
    """Disable what was not used for 90 days; for a manager, one sentence on those since they were here last.

    The days begin anew when a unit that was laid aside is taken up again: nobody could have used it.
    """
    with workspace.transactions.begin() as connection:
        used, now = last_used(connection, workspace.now()), workspace.now()
        taken_up = _taken_up(connection, now)
        active = select(ACCOUNTS).where(live(ACCOUNTS), ACCOUNTS.c.disabled_at.is_(None))
        for account in sorted(kept_records(connection, active), key=lambda one: used[one["id"]]):
            is_last = active_managers(connection) == {account["id"]}
            if now - max(used[account["id"]], taken_up) >= DISABLED_AFTER and not is_last:
                _disable(connection, workspace, account)
        return _warnings(connection, workspace) if workspace.actor.role is Role.MANAGER else []


def _taken_up(connection: Connection, now: datetime) -> datetime:
    """When somebody signed in after the last long rest; a sign-in that is yet to come was a wrong clock's."""
    noted = connection.scalars(select(ENTRIES.c.at).where(*HERE).order_by(ENTRIES.c.id))
    moments = accumulate((at for at in map(datetime.fromisoformat, noted) if at <= now), max)
    ends = (after for before, after in pairwise(moments) if after - before > REST)
    return max(ends, default=datetime.min.replace(tzinfo=UTC))


def _disable(connection: Connection, workspace: Workspace, account: Values) -> None:
    now = workspace.now()
    details = alter(connection, account, {"disabled_at": now.isoformat()}) | {"reason": UNUSED}
    workspace.audit.append(
        connection,
        account=None,
        action=DISABLED,
        kind="account",
        record_id=account["id"],
        record_uuid=account["uuid"],
        details=details,
        at=now,
    )


def _warnings(connection: Connection, workspace: Workspace) -> list[str]:
    mine = (
        select(ENTRIES.c.id)
        .where(*HERE, ENTRIES.c.account_id == workspace.actor.account)
        .order_by(ENTRIES.c.id.desc())
        .offset(1)
        .limit(1)
    )
    # What was disabled at that sign-in itself was told then: only what came with a later one is news.
    later = select(func.min(ENTRIES.c.id)).where(*HERE, ENTRIES.c.id > (connection.scalar(mine) or 0))
    names = (
        select(ACCOUNTS.c.name)
        .join(ENTRIES, ENTRIES.c.record_id == ACCOUNTS.c.id)
        .where(ENTRIES.c.kind == "account", ENTRIES.c.action == DISABLED, ENTRIES.c.account_id.is_(None))
        .where(ENTRIES.c.id > (connection.scalar(later) or 0), ACCOUNTS.c.disabled_at.is_not(None))
        .distinct()
    )
    *others, last = ["", *connection.scalars(names.order_by(ACCOUNTS.c.name))]
    if not last:
        return []
    first = ", ".join(others[1:])
    return [SEVERAL.format(names=f"{first} and {last}") if first else ONE.format(names=last)]
