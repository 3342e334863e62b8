"""What is asked when leave was revoked."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Values

REVOKED = "leave revoked"
WORDS = (
    "From this day on it covers nothing. Shifts and appointments that it covered are shown as not covered. "
    "Nothing is told to anybody: tell the person and whoever has a copy."
)


def ask_revoked(client: int, leave: int, on: date) -> Asked:
    """The day on which it was revoked."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.leave.revoke(leave, cast("date", filled["revoked_on"]))

    fields = {"revoked_on": Field("Revoked on", Kind.DATE, required=True)}
    return Asked(REVOKED, leave, client, "Leave was revoked", WORDS, "Save", fields, take,
                 {"revoked_on": on}, looks_back=frozenset({"revoked_on"}))  # fmt: skip
