"""Who may do what: every public method of a service names its roles, and nothing is allowed by default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from ipsdesk.errors import NotAllowed
from ipsdesk.storage.audit import AuditTrail
from ipsdesk.storage.database import Transactions

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Role(StrEnum):
    """What an account may do; a representative may be a client, and sees only what the unit publishes."""

    PRACTITIONER = "practitioner"
    LEAD = "lead"
    MANAGER = "manager"
    AUDITOR = "auditor"
    REPRESENTATIVE = "representative"


EVERYONE = (Role.PRACTITIONER, Role.LEAD, Role.MANAGER, Role.AUDITOR)
"""Everyone on the staff side: who may read the records. A role that is not named here may not."""
STAFF = (Role.PRACTITIONER, Role.LEAD, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class Actor:
    """The account at the desk: its number, its name and its role."""

    account: int
    name: str
    role: Role


class Changes:
    """Announces, after a transaction, which kinds of record changed; whoever shows them listens."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[frozenset[str]], None]] = []

    def listen(self, listener: Callable[[frozenset[str]], None], *, first: bool = False) -> None:
        """Call ``listener`` with the kinds of record after each change; ``first``: before all others.

        A listener may wake another thread, which must find what the first ones have noted.
        """
        self._listeners.insert(0 if first else len(self._listeners), listener)

    def announce(self, kinds: frozenset[str]) -> None:
        """Tell every listener."""
        for listener in list(self._listeners):
            listener(kinds)


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Workspace:
    """What every service works with: the one door to the file, the trail, who is at the desk, the day.

    ``opened``: the restricted records opened with a reason, as account and client, until the desk is closed.
    """

    transactions: Transactions
    audit: AuditTrail
    actor: Actor
    today: Callable[[], date]
    changes: Changes = field(default_factory=Changes)
    now: Callable[[], datetime] = utc_now
    opened: set[tuple[int, int]] = field(default_factory=set)

    def note(
        self, connection: Connection, action: str, details: Mapping[str, Any], *, import_id: int | None = None
    ) -> None:
        """Write what was done to the unit as a whole into the audit trail, in the caller's transaction."""
        self.audit.append(
            connection,
            account=self.actor.account,
            action=action,
            kind="unit",
            record_id=None,
            record_uuid=None,
            import_id=import_id,
            details=details,
            at=self.now(),
        )


def allowed(
    *roles: Role,
) -> Callable[[Callable[Concatenate[Any, Given], Answer]], Callable[Concatenate[Any, Given], Answer]]:
    """Only accounts of these roles may call the method; others get ``NotAllowed`` before any data is read."""

    def declare(
        method: Callable[Concatenate[Any, Given], Answer],
    ) -> Callable[Concatenate[Any, Given], Answer]:
        @wraps(method)
        def checked(service: Any, /, *given: Given.args, **named: Given.kwargs) -> Answer:
            role = service.workspace.actor.role
            if role not in roles:
                raise NotAllowed(
                    f"An account with the role {role} may not do this. Nothing was changed. "
                    f"Ask someone with the role {' or '.join(roles)}."
                )
            return method(service, *given, **named)

        checked.__dict__["allowed_roles"] = roles
        return checked

    return declare


class Service:
    """Base of the services: a public method without ``@allowed`` is refused when the class is made."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, value in vars(cls).items():
            if callable(value) and not name.startswith("_") and not hasattr(value, "allowed_roles"):
                raise TypeError(f"{cls.__name__}.{name} does not say which roles may call it")
