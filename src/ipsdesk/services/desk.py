"""A unit opened for one account, with every service on it; no window needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.models import Account, Contract
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.cases import Cases
from ipsdesk.services.exports import Exports
from ipsdesk.services.figures import Figures, contract_of
from ipsdesk.services.hours import Hours
from ipsdesk.services.intake import Intake
from ipsdesk.services.practice import is_practice, mark_as_practice
from ipsdesk.services.returns import Returns
from ipsdesk.services.roles import Actor, Changes, Role, Workspace, utc_now
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.backup import back_up
from ipsdesk.storage.checks import CheckLine, checks
from ipsdesk.storage.creating import create_unit
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.opening import Opened, open_unit
from ipsdesk.storage.passphrases import check_passphrase, offer_passphrase
from ipsdesk.storage.recovery_key import read_recovery_key

__all__ = [
    "Desk",
    "Made",
    "check_passphrase",
    "make_unit",
    "offer_passphrase",
    "open_desk",
    "same_recovery_key",
]

FIRST_ACCOUNT = 1


class Desk:
    """What one account does at an open unit: its services, its checks, and the way it is closed."""

    def __init__(self, opened: Opened, today: Callable[[], date]) -> None:
        self._opened = opened
        self.folder = opened.unit.path
        self.warnings = tuple(opened.warnings)
        self.changes = Changes()
        self.workspace = Workspace(
            opened.transactions, opened.audit, _sign_in(opened), today, changes=self.changes
        )
        self.intake = Intake(self.workspace, self._back_up, opened.keys.unit)
        self.exports = Exports(self.workspace, opened.keys.unit)
        self.figures = Figures(self.workspace)
        self.cases = Cases(self.workspace)
        self.returns = Returns(self.workspace)
        self.hours = Hours(self.workspace)
        self.caseload = Caseload(self.workspace)
        self.scorecards = Scorecards(self.workspace)
        with opened.transactions.read() as connection:
            self.unit_name = contract_of(connection).unit_name or opened.unit.name
            self.is_practice = is_practice(connection)

    def checks(self) -> list[CheckLine]:
        """The checks of the unit's files, keys, records and audit trail, a line each."""
        return checks(self._opened)

    def close(self) -> None:
        """Close the records, drop the key, let the next program in."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _back_up(self, reason: str) -> None:
        """A verified backup, noted in the audit trail."""
        opened, workspace = self._opened, self.workspace
        made = back_up(opened.unit, opened.transactions, opened.data_key, reason=reason, now=workspace.now())
        with opened.transactions.begin() as connection:
            workspace.note(connection, "backed up", {"backup": made.folder.name, "reason": reason})


def open_desk(
    folder: Path,
    account: str,
    passphrase: str,
    *,
    today: Callable[[], date] = date.today,
    thorough: bool | None = None,
) -> Desk:
    """Open a unit for an account.

    Raises ``NoUnit``, ``WrongPassphrase``, ``UnitInUse``, ``UnitDamaged``, ``NewerUnit``, ``ReadOnly``,
    ``NoSpace`` or ``NotAllowed`` (an account that was disabled); the unit is then as it was.
    """
    opened = open_unit(folder, account, passphrase, thorough=thorough)
    try:
        return Desk(opened, today)
    except BaseException:
        opened.close()
        raise


def _sign_in(opened: Opened) -> Actor:
    """Who the account is; its sign-in goes into the audit trail."""
    account = Account.__table__
    with opened.transactions.begin() as connection:
        found = connection.execute(
            select(account.c.name, account.c.role, account.c.disabled_at).where(
                account.c.id == opened.account
            )
        ).first()
        if found is None or found.disabled_at:
            raise NotAllowed("This account has been disabled. Nothing was opened. Ask a manager of the unit.")
        _append(connection, opened.audit, "signed in", {}, account=opened.account)
    return Actor(opened.account or 0, found.name, Role(found.role))


@dataclass(frozen=True, slots=True)
class Made:
    """A new unit: the recovery key to print (kept nowhere), and what to be warned of."""

    recovery_key: str
    warnings: tuple[str, ...]


def make_unit(
    folder: Path,
    name: str,
    account: str,
    passphrase: str,
    *,
    cost: Argon2Cost | None = None,
    practice: bool = False,
) -> Made:
    """Make a unit with its first account, a manager's; ``practice`` marks everything it will ever print.

    Raises ``CannotRun`` (a folder with something in it, a passphrase too easy to guess, no account name),
    ``NoSpace`` or ``ReadOnly``; nothing is left behind then.
    """
    if not account.strip():
        raise CannotRun("An account needs a name. Nothing was made.")
    if weakness := check_passphrase(passphrase):
        raise CannotRun(f"{weakness} Nothing was made.")

    def fill(connection: Connection, audit: AuditTrail) -> None:
        now = utc_now().isoformat()
        connection.execute(
            insert(Account).values(id=FIRST_ACCOUNT, name=account.strip(), role=Role.MANAGER, created_at=now)
        )
        connection.execute(insert(Contract).values(unit_name=name))
        if practice:
            mark_as_practice(connection)
        _append(connection, audit, "made the unit", {"unit name": name, "role": Role.MANAGER})

    created = create_unit(folder, account, passphrase, cost=cost or Argon2Cost(), fill=fill)
    with created.opened as opened:
        return Made(created.recovery_key, tuple(opened.warnings))


def _append(
    connection: Connection,
    audit: AuditTrail,
    action: str,
    details: dict[str, str],
    *,
    account: int | None = FIRST_ACCOUNT,
) -> None:
    audit.append(
        connection,
        account=account,
        action=action,
        kind="unit",
        record_id=None,
        record_uuid=None,
        details=details,
        at=utc_now(),
    )


def same_recovery_key(typed: str, printed: str) -> bool:
    """Whether the key typed back is the one printed, whatever its case, spaces and dashes."""
    try:
        return read_recovery_key(typed) == read_recovery_key(printed)
    except CannotRun:
        return False
