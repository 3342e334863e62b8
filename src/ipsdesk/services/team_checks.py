"""What contradicts itself in supervisions and audits of files, in forms, services and workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from ipsdesk.models import AuditedFile, FileAudit, Record, Supervision
from ipsdesk.rules.wording import shown_day

if TYPE_CHECKING:
    from ipsdesk.services.intake_checks import Outcomes

OF_THE_TEAM = frozenset(
    {"caseload review", "person in a caseload review", "file audit", "audited file", "training of staff"}
    | {"training action", "host team agreement", "policy"}
)
"""Written in forms by leads and managers alone; services of their own let others do more."""
ONESELF = "Nobody supervises themselves: name somebody else as supervisor"
CLOSED = "no referral of this person is open on {day}, the day of the audit: only open files are audited"
AUDITED_CLOSED = (
    "the file of {client} was audited in it and is not open on {day}: only open files are audited"
)

OVER_ONESELF = "SELECT id FROM supervisions WHERE removed_at IS NULL AND supervisor_id = staff_id ORDER BY id"

IS_OPEN = """EXISTS (
  SELECT 1 FROM episodes WHERE episodes.client_id = {client} AND episodes.removed_at IS NULL
    AND episodes.received_on <= {day}
    AND coalesce(episodes.closed_on, episodes.declined_on, '9999-12-31') >= {day})
"""
"""A referral open on a day, the day it ends included."""
OPEN_ON = f"SELECT {IS_OPEN.format(client=':client', day=':day')}"
CLOSED_FILES = f"""
SELECT files.id, audits.id, clients.reference, audits.on_date
FROM audited_files AS files JOIN file_audits AS audits ON audits.id = files.audit_id
JOIN clients ON clients.id = files.client_id
WHERE files.removed_at IS NULL AND audits.removed_at IS NULL
  AND NOT {IS_OPEN.format(client="files.client_id", day="audits.on_date")}
ORDER BY files.id
"""  # noqa: S608
"""Files in an audit that were closed on its day, or not open yet."""
FILES_OF_AUDIT = f"""
SELECT clients.reference FROM audited_files AS files JOIN clients ON clients.id = files.client_id
WHERE files.removed_at IS NULL AND files.audit_id = :audit
  AND NOT {IS_OPEN.format(client="files.client_id", day=":day")}
ORDER BY clients.reference
"""  # noqa: S608


def team_problems(
    connection: Connection, model: type[Record], id_: int | None, record: Mapping[str, Any]
) -> dict[str, str]:
    """Of a form or a service: supervision of oneself; a file that is not open on the day of its audit."""
    if model is Supervision and record.get("supervisor_id") is not None:
        return {"supervisor_id": ONESELF} if record["supervisor_id"] == record.get("staff_id") else {}
    if model is AuditedFile:
        return _file_problems(connection, record)
    if model is FileAudit and id_ is not None:
        found = _audit_problems(connection, id_, record["on_date"])
        return found | _completing_problems(connection, id_, record)
    return {}


def is_file_open(connection: Connection, client: int, day: date) -> bool:
    """Whether a referral of the person is open on a day."""
    given = {"client": client, "day": day.isoformat()}
    return bool(connection.exec_driver_sql(OPEN_ON, given).scalar())


def _file_problems(connection: Connection, record: Mapping[str, Any]) -> dict[str, str]:
    asked = "SELECT on_date FROM file_audits WHERE id = ?"
    day = connection.exec_driver_sql(asked, (record.get("audit_id"),)).scalar()
    client = record.get("client_id")
    if day is None or client is None or is_file_open(connection, client, date.fromisoformat(day)):
        return {}
    return {"client_id": f"Client: {CLOSED.format(day=shown_day(date.fromisoformat(day)))}"}


def _audit_problems(connection: Connection, audit: int, day: date) -> dict[str, str]:
    given = {"audit": audit, "day": day.isoformat()}
    client = connection.exec_driver_sql(FILES_OF_AUDIT, given).scalar()
    return {"on_date": f"Date: {AUDITED_CLOSED.format(client=client, day=shown_day(day))}"} if client else {}


def _completing_problems(connection: Connection, audit: int, record: Mapping[str, Any]) -> dict[str, str]:
    """A form completes an audit no sooner than its own verb does."""
    asked = "SELECT completed_on FROM file_audits WHERE id = ?"
    before = connection.exec_driver_sql(asked, (audit,)).scalar()
    if not record.get("completed_on") or before:
        return {}
    from ipsdesk.services.file_audit_completing import unfinished  # noqa: PLC0415 - few forms need it

    words = unfinished(connection, audit)
    return {"completed_on": f"Completed on: {words}"} if words else {}


# ---- workbooks --------------------------------------------------------------------------------------


def check_team(connection: Connection, outcomes: Outcomes) -> None:
    """Complain of new and changed rows alone: a unit may have recorded such a one before it was refused."""
    if Supervision.family.kind in outcomes:
        for (id_,) in connection.exec_driver_sql(OVER_ONESELF):
            _complain(outcomes, (Supervision.family.kind, "supervisor_id", id_), ONESELF)
    if {AuditedFile.family.kind, FileAudit.family.kind} & outcomes.keys():
        for file, audit, client, on_date in connection.exec_driver_sql(CLOSED_FILES):
            day = f"{date.fromisoformat(on_date):%d/%m/%Y}"
            if not _complain(outcomes, (AuditedFile.family.kind, "client_id", file), CLOSED.format(day=day)):
                words = AUDITED_CLOSED.format(client=client, day=day)
                _complain(outcomes, (FileAudit.family.kind, "on_date", audit), words)


def _complain(outcomes: Outcomes, where: tuple[str, str, int], text: str) -> bool:
    kind, attribute, id_ = where
    if not is_written(outcomes, kind, id_):
        return False
    intake, outcome = outcomes[kind]
    intake.complain(outcome.places[id_], attribute, text)
    return True


def is_written(outcomes: Outcomes, kind: str, id_: int) -> bool:
    """Whether the workbook adds or changes a record."""
    if kind not in outcomes:
        return False
    intake, outcome = outcomes[kind]
    is_new = id_ in outcome.places and id_ not in intake.existing
    return is_new or any(update.id == id_ for update in outcome.updates)
