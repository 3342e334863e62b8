"""What is wrong with a session of joint risk training: more than it is for, without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipsdesk.models import JointTraining, Record

MOST = 15
"""A session is for so many people, residents and staff together."""
REASON = "reason_over"


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
