"""What is wrong with a session of joint risk training: more than it is for, without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from ipsdesk.models import JointTraining, Record

if TYPE_CHECKING:
    from ipsdesk.services.intake_checks import Outcomes

MOST = 15
"""A session is for so many people, residents and staff together."""
REASON = "reason_over"
UNREASONED = f"""
SELECT session.id, session.came FROM (
  SELECT id, {REASON}, removed_at,
    (SELECT count(*) FROM joint_training_clients AS one WHERE one.training_id = joint_trainings.id)
    + (SELECT count(*) FROM joint_training_staff AS one WHERE one.training_id = joint_trainings.id) AS came
  FROM joint_trainings) AS session
WHERE session.removed_at IS NULL AND session.came > {MOST} AND trim(coalesce(session.{REASON}, '')) = ''
ORDER BY session.id
"""  # noqa: S608


def too_many(came: int) -> str:
    """What is said of a session of so many people."""
    return f"{came} people came: a session is for up to {MOST}. Say why there were more"


def over_without_reason(session: Mapping[str, Any]) -> str:
    """What is wrong with a session of more than fifteen that says no reason; empty: nothing."""
    came = len(session.get("client_ids") or ()) + len(session.get("staff_ids") or ())
    return "" if came <= MOST or (session.get(REASON) or "").strip() else too_many(came)


def training_problems(model: type[Record], record: Mapping[str, Any]) -> dict[str, str]:
    """The same of a form, at the field of the reason."""
    words = over_without_reason(record) if model is JointTraining else ""
    return {REASON: words} if words else {}


def check_trainings(connection: Connection, outcomes: Outcomes) -> None:
    """Complain of rows that add such a session, or make one of it; what was there before stays."""
    if JointTraining.family.kind not in outcomes:
        return
    intake, outcome = outcomes[JointTraining.family.kind]
    changed = {update.id for update in outcome.updates}
    wanted = changed | (outcome.places.keys() - intake.existing.keys())
    for id_, came in connection.exec_driver_sql(UNREASONED):
        if id_ in wanted:
            intake.complain(outcome.places[id_], REASON, too_many(came))
