"""A unit opened for one account, with every service on it; no window needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, insert, select

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.models import Account, Contract
from ipsdesk.services.accounts import Accounts
from ipsdesk.services.accounts_list import SIGNED_IN
from ipsdesk.services.accounts_rules import why_no_name
from ipsdesk.services.accounts_unused import flag_unused
from ipsdesk.services.amending import Amending
from ipsdesk.services.attachments import Attachments
from ipsdesk.services.backups import Backups
from ipsdesk.services.caseload import Caseload
from ipsdesk.services.cases import Cases
from ipsdesk.services.contacts import Contacts
from ipsdesk.services.desk_asked import AskedServices
from ipsdesk.services.drafts import Drafts
from ipsdesk.services.editing import Editing
from ipsdesk.services.exports import Exports
from ipsdesk.services.figures import Figures, contract_of
from ipsdesk.services.handouts import Handouts
from ipsdesk.services.hours import Hours
from ipsdesk.services.intake import Intake
from ipsdesk.services.merging import Merging
from ipsdesk.services.pathway import Pathway
from ipsdesk.services.practice import is_practice, mark_as_practice
from ipsdesk.services.profiles import Profiles
from ipsdesk.services.records import Records
from ipsdesk.services.restricted import Restricted
from ipsdesk.services.returns import Returns
from ipsdesk.services.roles import Actor, Changes, Role, Workspace, utc_now
from ipsdesk.services.scorecards import Scorecards
from ipsdesk.services.settings import Settings
from ipsdesk.services.today import Today
from ipsdesk.services.trail import Trail
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.backup import backups_of
from ipsdesk.storage.bundles import anchors_of
from ipsdesk.storage.checks import CheckLine, checks
from ipsdesk.storage.creating import create_unit
from ipsdesk.storage.key_slots import Argon2Cost
from ipsdesk.storage.opening import Opened, open_unit
from ipsdesk.storage.passphrases import check_passphrase, offer_passphrase
from ipsdesk.storage.recovery_key import new_recovery_key, read_recovery_key

__all__ = [
    "Desk",
    "Made",
    "check_passphrase",
    "make_unit",
    "offer_passphrase",
    "offer_recovery_key",
    "open_desk",
    "same_recovery_key",
]

FIRST_ACCOUNT = 1
TURNED_AWAY = "turned away a disabled account"


class Desk(AskedServices):
    """What one account does at an open unit: its services, its checks, and the way it is closed."""

    def __init__(self, opened: Opened, today: Callable[[], date]) -> None:
        self._opened = opened
        self.folder = opened.unit.path
        self.warnings = (*opened.warnings, *_wrong_words(opened))
        self.changes = Changes()
        self.workspace = Workspace(
            opened.transactions, opened.audit, _sign_in(opened), today, changes=self.changes
        )
        opened.transactions.before_commit = amending = Amending(self.workspace)
        amending.level()
        self.backups = Backups(self.workspace, opened)
        self.intake = Intake(self.workspace, self._back_up, opened.keys.unit)
        self.exports = Exports(self.workspace, opened.keys.unit)
        self.figures = Figures(self.workspace)
        self.cases = Cases(self.workspace)
        self.returns = Returns(self.workspace)
        self.hours = Hours(self.workspace)
        self.caseload = Caseload(self.workspace)
        self.scorecards = Scorecards(self.workspace)
        self.restricted = Restricted(self.workspace)
        self.drafts = Drafts(self.workspace)
        self.settings = Settings(self.workspace)
        self.records = Records(self.workspace, self._back_up)
        self.editing = Editing(self.workspace)
        self.contacts = Contacts(self.workspace)
        self.attachments = Attachments(self.workspace)
        self.handouts = Handouts(self.workspace)
        self.pathway = Pathway(self.workspace)
        self.profiles = Profiles(self.workspace)
        self.merging = Merging(self.workspace)
        self.today = Today(self.workspace)
        self.trail = Trail(self.workspace, self._anchors)
        self.accounts = Accounts(self.workspace, opened, self._back_up)
        self.warnings += tuple(flag_unused(self.workspace))
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

    def _anchors(self) -> dict[int, str]:
        """The heads of the audit trail that the unit's backups noted."""
        saved = backups_of(self._opened.unit, self._opened.keys.unit)
        with self._opened.transactions.read() as connection:
            return anchors_of(saved, connection)

    def _back_up(self, reason: str) -> None:
        """A verified backup, noted in the audit trail."""
        self.backups.back_up(reason)


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
        may_enter = found is not None and not found.disabled_at
        done = SIGNED_IN if may_enter else TURNED_AWAY
        _append(connection, opened.audit, done, _wrong_before(opened), account=opened.account)
    if found is None or not may_enter:
        raise NotAllowed("This account has been disabled. Nothing was opened. Ask a manager of the unit.")
    return Actor(opened.account or 0, found.name, Role(found.role))


def _wrong_before(opened: Opened) -> dict[str, Any]:
    """What the audit trail keeps of the wrong passphrases before a sign-in."""
    if not opened.wrong_before:
        return {}
    return {"wrong passphrases before": opened.wrong_before, "last wrong at": opened.wrong_last}


def _wrong_words(opened: Opened) -> list[str]:
    """What the person who signs in is told of them."""
    if not opened.wrong_before or not opened.wrong_last:
        return []
    at = opened.wrong_last.astimezone()
    when = f"on {at.day} {at:%B} at {at.hour % 12 or 12}:{at:%M}{'am' if at.hour < 12 else 'pm'}"
    many = opened.wrong_before > 1
    typed = f"{opened.wrong_before} wrong passphrases were" if many else "1 wrong passphrase was"
    return [f"{typed} typed for this unit since the last sign-in, {'the last ' if many else ''}{when}."]


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
    account = " ".join(account.split())
    if wrong := why_no_name(account) or check_passphrase(passphrase):
        raise CannotRun(f"{wrong} Nothing was made.")

    def fill(connection: Connection, audit: AuditTrail) -> None:
        now = utc_now().isoformat()
        connection.execute(
            insert(Account).values(id=FIRST_ACCOUNT, name=account, role=Role.MANAGER, created_at=now)
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
    details: dict[str, Any],
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


def offer_recovery_key() -> str:
    """A new recovery key, to be printed and typed back before it holds."""
    return new_recovery_key()


def same_recovery_key(typed: str, printed: str) -> bool:
    """Whether the key typed back is the one printed, whatever its case, spaces and dashes."""
    try:
        return read_recovery_key(typed) == read_recovery_key(printed)
    except CannotRun:
        return False
