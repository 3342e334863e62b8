"""What this account did today, and the actions that are simply done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ipsdesk.errors import CannotRun
from ipsdesk.measures.terms import CC, C, face_to_face_with_employer, there_is, within
from ipsdesk.measures.window import FIRST, LAST
from ipsdesk.models import Record
from ipsdesk.rules.codes import MILESTONES
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.permitted_trail import TrailStep
from ipsdesk.services.caseload_words import sentence_case
from ipsdesk.services.editing_checks import problems_of_record
from ipsdesk.services.employer_week_signing import SIGN_OFF, write_sign_off
from ipsdesk.services.meetings_closed import refuse_closed
from ipsdesk.services.permitted_steps import write_step
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import SAVED_HERE, UNDONE, Saving, record_at
from ipsdesk.services.today_lines import DoneToday, MyWeek, TodayKind, sunday_of
from ipsdesk.services.work_doing import AtWork, write_milestone

MOST_SHOWN = 200
EMPLOYER_CONTACTS = 6
"""Face-to-face contacts with employers that a specialist is to make in a week (IPS fidelity)."""

DONE_BY: Mapping[TodayKind, tuple[str, str, str]] = {
    TodayKind.ACTION: ("plan action", "done_on", "done"),
    TodayKind.NEXT: ("contact", "next_action_done_on", "next action done"),
    TodayKind.PW1: ("activity", "pw1_sent_on", "PW1 sent"),
    TodayKind.MEETING_ACTION: ("action of a meeting", "done_on", "done"),
    TodayKind.AIM: ("improvement", "done_on", "done"),
}
"""The kinds of line that a day alone settles: of which record it is which day, and what is done in words."""

NOT_THERE = "This is not on Today any more: somebody did it, moved it or removed it. Nothing was changed."

LOOKED_BACK = 5_000
"""Entries of the audit trail among which today's are looked for, as `undo` has it."""

OWN_CHANGES = """
WITH own AS MATERIALIZED (
  SELECT id, at, action, json_extract(details, '$.words') AS words,
    json_extract(details, '$.change') AS change, json_extract(details, '$.undoes') AS undoes
  FROM audit_entries
  WHERE id > (SELECT max(id) FROM audit_entries) - :back AND at >= :since AND account_id = :account
    AND json_extract(details, '$.change') IS NOT NULL)
SELECT max(at), words FROM own
WHERE action <> :undone AND change NOT IN (SELECT undoes FROM own WHERE action = :undone)
GROUP BY change ORDER BY max(id) DESC LIMIT :most
"""
MADE = select(func.count()).where(
    face_to_face_with_employer(),
    within(C.c.on_date, FIRST, LAST),
    C.c.staff_id == bindparam("staff"),
    there_is(CC, CC.c.contact_id == C.c.id),
)
"""Contacts that count towards the six: attended, face to face, and credited to a person."""


def week_of(connection: Connection, staff: int, today: date) -> MyWeek:
    """What a member of staff has made of the week so far."""
    given = {"staff": staff, "first": today - today.weekday() * DAY, "last": sunday_of(today)}
    return MyWeek(connection.scalar(MADE, given) or 0, EMPLOYER_CONTACTS)


def done_today(connection: Connection, workspace: Workspace) -> tuple[DoneToday, ...]:
    """The account's saved changes since midnight on this computer's clock, the newest first."""
    midnight = datetime.combine(workspace.now().astimezone().date(), time.min).astimezone(UTC)
    given = {
        "since": midnight.isoformat(),
        "account": workspace.actor.account,
        "undone": UNDONE,
        "back": LOOKED_BACK,
        "most": MOST_SHOWN,
    }
    return tuple(
        DoneToday(sentence_case(words or ""), datetime.fromisoformat(at))
        for at, words in connection.exec_driver_sql(OWN_CHANGES, given)
    )


def mark(connection: Connection, workspace: Workspace, key: str, today: date) -> Saving:
    """Write today into the record that a line is about; raises ``CannotRun``, ``ReasonNeeded``.

    A milestone is confirmed: still in work, same hours.
    """
    name, _, number = key.partition(":")
    if name == TodayKind.MILESTONE.name.lower():
        return _confirm(connection, workspace, number)
    if name == TodayKind.PW1_AGAIN.name.lower() and number.isdigit():
        return write_step(connection, workspace, int(number), TrailStep.SENT_AGAIN)
    if name == TodayKind.SIGN_OFF.name.lower():
        return _sign_off(connection, workspace, number)
    kind = next((one for one in DONE_BY if one.name.lower() == name), None)
    if kind is None or not number.isdigit():
        raise CannotRun("This can't be marked as done. Open it instead. Nothing was changed.")
    family, column, did = DONE_BY[kind]
    model, id_, names = SAVED_HERE[family], int(number), Names(connection)
    for client in names.people((family, id_)):
        refuse_without_reason(connection, workspace, client)
    if not names.row((family, id_)) or names.row((family, id_))["removed_at"]:
        raise CannotRun(NOT_THERE)
    record = record_at(connection, model, id_)
    refuse_closed(connection, workspace, model, record)
    if record[column] is not None and record[column] <= today:
        raise CannotRun(NOT_THERE)
    _refuse(connection, model, {**record, column: today}, today)
    saving = Saving(workspace, connection, f"{did}: {names.record((family, id_))}")
    saving.alter(model, record, {column: today})
    return saving


def _confirm(connection: Connection, workspace: Workspace, rest: str) -> Saving:
    number, _, milestone = rest.partition(":")
    milestone = milestone.replace("-", " ")
    if not number.isdigit() or milestone not in MILESTONES:
        raise CannotRun(NOT_THERE)
    said = {"still_in_work": True, "same_hours": True}
    return write_milestone(AtWork.at(workspace, connection, int(number)), milestone, said)


def _sign_off(connection: Connection, workspace: Workspace, rest: str) -> Saving:
    staff, _, first = rest.partition(":")
    if workspace.actor.role not in SIGN_OFF or not staff.isdigit():
        raise CannotRun(NOT_THERE)
    return write_sign_off(connection, workspace, int(staff), date.fromisoformat(first))


def _refuse(connection: Connection, model: type[Record], record: Mapping[str, Any], today: date) -> None:
    if problems := problems_of_record(connection, model, record["id"], record, today):
        raise CannotRun(f"{next(iter(problems.values()))}. Nothing was changed; open it instead.")
