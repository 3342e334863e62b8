"""Desks with backups of several days, and a second account."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ipsdesk.services.accounts_rules import NewAccount
from ipsdesk.services.backups import Backups
from ipsdesk.services.desk import Desk
from ipsdesk.services.roles import Role
from tests.units import CHEAP

NOON = datetime(2099, 11, 22, 12, tzinfo=UTC)
"""Later than the backups that an import makes by the real clock."""
SECOND, SECOND_PASSPHRASE = "Second Person", "cobalt meadow trumpet orchard"


def backups_at(desk: Desk, moment: datetime = NOON, role: Role = Role.MANAGER) -> Backups:
    """The backups of an open desk, by another clock or for another role."""
    actor = replace(desk.workspace.actor, role=role)
    space = replace(desk.workspace, now=lambda: moment, actor=actor)
    return Backups(space, desk._opened)


def days(number: float) -> timedelta:
    """So many days."""
    return timedelta(days=number)


def add_second(desk: Desk, role: Role = Role.PRACTITIONER) -> int:
    """Another account; its number."""
    desk.accounts.cost = CHEAP
    return desk.accounts.add(NewAccount(SECOND, role, SECOND_PASSPHRASE))


def names_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())
