"""One step of the notice of permitted work of a job, written with today's day by whoever is at the desk."""

from __future__ import annotations

from sqlalchemy import Connection

from ipsdesk.errors import CannotRun
from ipsdesk.models import Activity, PermittedWorkEvent
from ipsdesk.rules.permitted_trail import TrailStep
from ipsdesk.services.caseload_reading import who_am_i
from ipsdesk.services.editing_checks import problems_of_record
from ipsdesk.services.records_names import Names
from ipsdesk.services.restricted_access import refuse_without_reason
from ipsdesk.services.roles import Workspace
from ipsdesk.services.saving import Saving, record_at

NOTHING_CHANGED = "Nothing was changed."


def refuse_job(connection: Connection, workspace: Workspace, activity: int) -> str:
    """Whose job it is; raises ``CannotRun`` where it is gone, ``ReasonNeeded`` for a restricted record."""
    names, key = Names(connection), (Activity.family.kind, activity)
    row = names.row(key)
    if not row or row["removed_at"]:
        raise CannotRun(f"This job was removed from the unit's records. {NOTHING_CHANGED}")
    for client in names.people(key):
        refuse_without_reason(connection, workspace, client)
    return names.person(key)[1]


def write_step(connection: Connection, workspace: Workspace, activity: int, step: TrailStep) -> Saving:
    """Write the step; raises ``CannotRun`` for a decision, which says what was decided and has a form."""
    if step is TrailStep.DECISION:
        raise CannotRun(f"A decision says what was decided: open its form. {NOTHING_CHANGED}")
    whom = refuse_job(connection, workspace, activity)
    saving = Saving(workspace, connection, f"{step}, permitted work of {whom}")
    if step is TrailStep.SENT:
        _send(connection, saving, activity)
    else:
        me = who_am_i(connection, workspace.actor.account, workspace.actor.name)
        values = {
            "activity_id": activity,
            "on_date": workspace.today(),
            "event": str(step),
            "staff_id": me[0] if me else None,
        }
        saving.add(PermittedWorkEvent, values)
    return saving


def _send(connection: Connection, saving: Saving, activity: int) -> None:
    today, record = saving.workspace.today(), record_at(connection, Activity, activity)
    if record["pw1_sent_on"] is not None and record["pw1_sent_on"] <= today:
        raise CannotRun(f"The day on which PW1 was sent is recorded already. {NOTHING_CHANGED}")
    after = {**record, "pw1_sent_on": today}
    if problems := problems_of_record(connection, Activity, activity, after, today):
        raise CannotRun(f"{next(iter(problems.values()))}. {NOTHING_CHANGED}")
    saving.alter(Activity, record, {"pw1_sent_on": today})
