"""What is asked when somebody takes a consent back."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values
from ipsdesk.ui.told.words import ahead_words

WITHDRAWN = "consent withdrawn"
WORDS = "From this day on it no longer holds. What was shared before stays recorded as it was."


def ask_withdrawn(client: int, consent: int, scope: str, on: date) -> Asked:
    """The day on which it was withdrawn; what lies ahead and rests on it is said first."""

    def prepare(desk: Desk) -> Prepared:
        told = ahead_words(desk.told.ahead_of(consent), on)
        return Prepared(checks=[f"This lies ahead: {told}."] if told else [])

    def take(desk: Desk, filled: Values) -> Done:
        return desk.told.withdraw(consent, cast("date", filled["withdrawn_on"]))

    fields = {"withdrawn_on": Field("Withdrawn on", Kind.DATE, required=True)}
    return Asked(WITHDRAWN, consent, client, f"Consent was withdrawn: {scope}", WORDS, "Save", fields, take,
                 {"withdrawn_on": on}, prepare, looks_back=frozenset({"withdrawn_on"}))  # fmt: skip
