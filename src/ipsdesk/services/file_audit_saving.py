"""What writing about an audit of files shares: who is at the desk, one saved change, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import live
from ipsdesk.models import AuditedFile, FileAudit
from ipsdesk.rules.wording import shown_day
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.file_audit_reading import AUDITS, CLIENTS, FILES
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Role, Workspace
from ipsdesk.services.saving import Saving, Values, record_at

LEADING = (Role.LEAD, Role.MANAGER)
GONE = "This file is not in the audit any more. Nothing was changed."
NO_AUDIT = "This audit has been removed. Nothing was changed."
AHEAD = "{day} lies ahead. Nothing was changed."
TOO_EARLY = "{day} is before the day of the audit, {of}. Nothing was changed."
NO_REASON = "Say why. Nothing was changed."
COMPLETE = "This audit is complete, and its answers stay. Reopen it to change them, with a reason."


class AuditSaving:
    """What both services of audits have beside being services."""

    workspace: Workspace

    def _me(self, connection: Connection) -> int | None:
        me = who_am_i(connection, self.workspace.actor.account, self.workspace.actor.name)
        return me[0] if me else None

    def _refuse_ahead(self, on: date) -> None:
        if on > self.workspace.today():
            raise CannotRun(AHEAD.format(day=shown_day(on)))

    def _save_file(self, file: int, write: Callable[[Saving, Values, Values], str]) -> Done:
        """Write about a file, given its record and that of its audit; ``write`` says what was done."""
        space = self.workspace
        with space.transactions.begin() as connection:
            there = connection.execute(
                select(FILES.c.audit_id, CLIENTS.c.id, CLIENTS.c.name)
                .join(CLIENTS, CLIENTS.c.id == FILES.c.client_id)
                .where(live(FILES), FILES.c.id == file)
            ).first()
            if there is None:
                raise CannotRun(GONE)
            refuse_without_reason(connection, space, there.id)
            audit = kept_audit(connection, there.audit_id)
            words = f"file of {there.name} in audit {audit['reference']}"
            saving = Saving(space, connection, words)
            said = write(saving, record_at(connection, AuditedFile, file), audit)
        return self._announced(saving, said)

    def _save_audit(self, audit: int, write: Callable[[Saving, Values], str]) -> Done:
        """Write about an audit, given its record."""
        space = self.workspace
        with space.transactions.begin() as connection:
            record = kept_audit(connection, audit)
            saving = Saving(space, connection, f"file audit {record['reference']}")
            said = write(saving, record)
        return self._announced(saving, said)

    def _announced(self, saving: Saving, said: str) -> Done:
        kinds = frozenset(saving.kinds)
        if kinds:
            self.workspace.changes.announce(kinds)
        return Done(f"{sentence_case(saving.words)}: {said}", saving.at, kinds)


def kept_audit(connection: Connection, audit: int) -> Values:
    """The record of an audit; raises ``CannotRun`` for one that was removed."""
    there = select(AUDITS.c.id).where(live(AUDITS), AUDITS.c.id == audit)
    if connection.scalar(there) is None:
        raise CannotRun(NO_AUDIT)
    return record_at(connection, FileAudit, audit)


def given_reason(reason: str) -> str:
    """The reason; raises ``CannotRun`` for none."""
    if not reason.strip():
        raise CannotRun(NO_REASON)
    return reason.strip()


def refuse_complete(audit: Values) -> None:
    """Raise ``CannotRun`` for an audit whose answers stay."""
    if audit["completed_on"] is not None:
        raise CannotRun(COMPLETE)


def refuse_before(day: date, audit: Values) -> None:
    """Raise ``CannotRun`` for a day before that of the audit."""
    if day < audit["on_date"]:
        raise CannotRun(TOO_EARLY.format(day=shown_day(day), of=shown_day(audit["on_date"])))
