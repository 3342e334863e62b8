"""The monthly audit of files: drawn, a file exchanged, completed, and how audits went over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import Connection, select

from ipsdesk.errors import CannotRun, NotAllowed
from ipsdesk.measures.terms import live
from ipsdesk.models import AuditedFile, FileAudit
from ipsdesk.models.standards import MOST_FILES
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.editing_form import next_reference
from ipsdesk.services.file_audit_completing import refuse_unfinished
from ipsdesk.services.file_audit_drawing import OpenFile, chance, drawn, in_turn
from ipsdesk.services.file_audit_facts import open_files
from ipsdesk.services.file_audit_paper import AuditPaper, audit_paper
from ipsdesk.services.file_audit_reading import (
    CLIENTS,
    FILES,
    STAFF,
    AuditPage,
    AuditTrend,
    audit_lines,
    files_of,
    people_audited,
    read_trend,
)
from ipsdesk.services.file_audit_saving import (
    COMPLETE,
    LEADING,
    AuditSaving,
    given_reason,
    kept_audit,
    refuse_complete,
)
from ipsdesk.services.meetings_step import blank
from ipsdesk.services.records import Done
from ipsdesk.services.restricted_access import access_of, refuse_without_reason
from ipsdesk.services.roles import EVERYONE, Service, allowed
from ipsdesk.services.saving import Saving, Values
from ipsdesk.services.team_checks import CLOSED, is_file_open

EACH = f"An audit takes 1 to {MOST_FILES} files of each specialist. Nothing was drawn."
NOBODY = "Nobody’s file is open on {day}, so there is nothing to audit. Nothing was drawn."
NO_OTHER = "No other file of {whose} is open on {day}. Nothing was changed."
NOT_COMPLETE = "This audit is not complete, so it can be changed as it is. Nothing was changed."
OWN_TREND = "Only leads and managers see how the files of a colleague stand over time."
IN_IT = "The file of {client} is in this audit already. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Drawn(Done):
    """What was drawn; ``audit`` is the key of the new audit."""

    audit: int


class FileAudits(AuditSaving, Service):
    """Raises ``CannotRun`` for what was removed or can't be, ``ReasonNeeded`` for a restricted record."""

    # ---- read ---------------------------------------------------------------------------------------

    @allowed(*EVERYONE)
    def page(self, audit: int | None = None, file: int | None = None) -> AuditPage:
        """Every audit, and one with its files: the one a file is in, else this one, else the newest."""
        space = self.workspace
        with space.transactions.read() as connection:
            me, lines = self._me(connection), audit_lines(connection)
            if file is not None:
                audit = connection.scalar(select(FILES.c.audit_id).where(FILES.c.id == file)) or audit
            chosen = next((one for one in lines if one.id == audit), lines[0] if lines else None)
            access = access_of(connection, space)
            files = files_of(connection, chosen.id, chosen.on, access, me) if chosen else ()
            return AuditPage(space.today(), lines, chosen, files, me)

    @allowed(*EVERYONE)
    def trend(self, staff: int | None = None) -> AuditTrend:
        """Shares of yes over twelve months; of one specialist for leads, managers and that person alone."""
        space = self.workspace
        with space.transactions.read() as connection:
            me = self._me(connection)
            leads = space.actor.role in LEADING
            if staff is not None and not leads and staff != me:
                raise NotAllowed(OWN_TREND)
            own = people_audited(connection, me) if me is not None else ()
            people = people_audited(connection) if leads else own
            return read_trend(connection, space.today(), staff, people)

    @allowed(*EVERYONE)
    def paper(self, audit: int) -> AuditPaper:
        """An audit as it may go on paper: people and staff by their IDs alone."""
        with self.workspace.transactions.read() as connection:
            record = kept_audit(connection, audit)
            files = files_of(
                connection, audit, record["on_date"], access_of(connection, self.workspace), None
            )
            return audit_paper(connection, record, files)

    # ---- draw ---------------------------------------------------------------------------------------

    @allowed(*LEADING)
    def draw(self, on: date, each: int, note: str = "", seed: int | None = None) -> Drawn:
        """Begin an audit of so many files of each specialist; one ``seed`` draws the same files again."""
        space = self.workspace
        self._refuse_ahead(on)
        if not 1 <= each <= MOST_FILES:
            raise CannotRun(EACH)
        with space.transactions.begin() as connection:
            files = drawn(open_files(connection, on), each, chance(seed))
            if not files:
                raise CannotRun(NOBODY.format(day=shown_day(on)))
            reference, told = next_reference(connection, FileAudit), counted(len(files), "file")
            saving = Saving(space, connection, f"file audit {reference} of {shown_day(on)}")
            values = {"reference": reference, "on_date": on, "per_specialist": each, "note": note or None}
            own = blank(FileAudit) | values | {"auditor_id": self._me(connection)}
            audit = saving.add(FileAudit, own)
            for file in files:
                _add_file(saving, audit, file)
        done = self._announced(saving, f"{told} drawn")
        return Drawn(done.words, done.at, done.kinds, audit)

    @allowed(*LEADING)
    def exchange(self, file: int, reason: str, instead: int | None = None, seed: int | None = None) -> Done:
        """Another file of the same specialist, drawn or chosen, in place of one."""
        words = given_reason(reason)

        def write(saving: Saving, record: Values, audit: Values) -> str:
            refuse_complete(audit)
            taken = (
                self._drawn_instead(saving.connection, record, audit, chance(seed))
                if instead is None
                else self._chosen_instead(saving.connection, instead, record, audit)
            )
            saving.remove(AuditedFile, record, reason=words)
            _add_file(saving, audit["id"], taken)
            return f"exchanged for {_reference(saving.connection, taken.client)}: {words}"

        return self._save_file(file, write)

    def _drawn_instead(self, connection: Connection, record: Values, audit: Values, by: Random) -> OpenFile:
        """Of the same specialist; one exchanged away before is taken only where no other is left."""
        was_in = select(FILES.c.client_id).where(FILES.c.audit_id == audit["id"])
        now, ever = set(connection.scalars(was_in.where(live(FILES)))), set(connection.scalars(was_in))
        own = [
            one
            for one in open_files(connection, audit["on_date"])
            if one.staff == record["staff_id"] and one.client not in now
        ]
        fresh = [one for one in own if one.client not in ever]
        if not own:
            whose = _name(connection, record["staff_id"]) or "a person without a specialist"
            raise CannotRun(NO_OTHER.format(whose=whose, day=shown_day(audit["on_date"])))
        return in_turn(fresh or own, by)[0]

    def _chosen_instead(self, connection: Connection, client: int, record: Values, audit: Values) -> OpenFile:
        refuse_without_reason(connection, self.workspace, client)
        on, reference = audit["on_date"], _reference(connection, client)
        if not is_file_open(connection, client, on):
            closed = sentence_case(CLOSED.format(day=shown_day(on)))
            raise CannotRun(f"{reference}: {closed}. Nothing was changed.")
        same = (live(FILES), FILES.c.audit_id == audit["id"], FILES.c.client_id == client)
        if connection.scalar(select(FILES.c.id).where(*same)) is not None:
            raise CannotRun(IN_IT.format(client=reference))
        there = {one.client: one for one in open_files(connection, on)}
        return there.get(client) or OpenFile(client, record["staff_id"])

    # ---- complete ------------------------------------------------------------------------------------

    @allowed(*LEADING)
    def complete(self, audit: int) -> Done:
        """Every check has an answer, and every no a finding or a note: the answers stay from now on."""

        def write(saving: Saving, record: Values) -> str:
            if record["completed_on"] is not None:
                raise CannotRun(COMPLETE)
            refuse_unfinished(saving.connection, audit)
            saving.alter(FileAudit, record, {"completed_on": self.workspace.today()})
            return "completed"

        return self._save_audit(audit, write)

    @allowed(*LEADING)
    def reopen(self, audit: int, reason: str) -> Done:
        """Let the answers of a complete audit be changed after all, with the reason."""
        words = given_reason(reason)

        def write(saving: Saving, record: Values) -> str:
            if record["completed_on"] is None:
                raise CannotRun(NOT_COMPLETE)
            saving.alter(FileAudit, record, {"completed_on": None}, reason=words)
            return f"reopened: {words}"

        return self._save_audit(audit, write)


def _add_file(saving: Saving, audit: int, file: OpenFile) -> None:
    own = {"audit_id": audit, "client_id": file.client, "staff_id": file.staff}
    saving.add(AuditedFile, blank(AuditedFile) | own)


def _reference(connection: Connection, client: int) -> str:
    return str(connection.scalar(select(CLIENTS.c.reference).where(CLIENTS.c.id == client)) or "?")


def _name(connection: Connection, staff: int | None) -> str:
    return str(connection.scalar(select(STAFF.c.name).where(STAFF.c.id == staff)) or "")
