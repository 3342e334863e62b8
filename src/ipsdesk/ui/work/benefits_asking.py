"""What is asked when a person's benefits change from a day on."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.codes import BENEFITS
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Values

CHANGED = "benefits changed"
WORDS = (
    "What the person gets from this day on; what they got before stays in the history. Every week is judged "
    "by the benefits of its last day."
)


def ask_benefits(client: int, now: tuple[str, ...], on: date) -> Asked:
    """The benefits, and the day from which they are held."""

    def take(desk: Desk, filled: Values) -> Done:
        benefits = cast("list[str]", filled["benefits"] or [])
        return desk.benefits.change(client, benefits, cast("date", filled["from_on"]))

    fields = {
        "benefits": Field("Benefits", Kind.CHOICES, choices=BENEFITS, required=True),
        "from_on": Field("From", Kind.DATE, required=True),
    }
    return Asked(CHANGED, client, client, "Benefits from a day on", WORDS, "Save", fields, take,
                 {"benefits": list(now), "from_on": on}, looks_back=frozenset({"from_on"}))  # fmt: skip
