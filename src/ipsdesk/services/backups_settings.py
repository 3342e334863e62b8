"""What is kept of copies and drills among the unit's settings, as JSON by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from ipsdesk.models import Setting

KIND = "backup"
"""The kind that is announced when a backup was made, copied or tried, or a place was chosen."""
COPIED, TRIED = "copied to second place", "tried a restore"
"""Actions of the audit trail, and the settings under which the last one of each is kept."""


def keep_setting(connection: Connection, name: str, value: Mapping[str, Any]) -> None:
    """Keep this in place of what was kept."""
    row = insert(Setting).values(name=name, value=json.dumps(value))
    connection.execute(row.on_conflict_do_update(["name"], set_={"value": row.excluded.value}))


def kept_setting(connection: Connection, name: str) -> dict[str, Any]:
    """What is kept; empty for nothing."""
    kept: dict[str, Any] = json.loads(
        connection.scalar(select(Setting.value).where(Setting.name == name)) or "{}"
    )
    return kept
