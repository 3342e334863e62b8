"""What is asked before a round is closed, or its results are given back."""

from __future__ import annotations

from datetime import date
from typing import cast

from ipsdesk.fields import Field, Kind
from ipsdesk.rules.surveys import FEWEST
from ipsdesk.services.caseload_words import counted
from ipsdesk.services.desk import Desk
from ipsdesk.services.records import Done
from ipsdesk.services.surveys import RoundSeen
from ipsdesk.ui.pathway.asked import Asked, Prepared, Values

CLOSE, GIVE_BACK = "survey round closed", "survey given back"
CLOSING = (
    "No answer is taken after that. Every answer carries this day, and the audit trail notes only how many "
    "there are."
)
GIVING = "Say when people were given what came of it: the sheet, and what was done."


def ask_close(round_: RoundSeen, today: date) -> Asked:
    """The day; too few answers are said first."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.surveys.close(round_.id, cast("date", filled["on"]))

    def prepare(_desk: Desk) -> Prepared:
        few = round_.answers < FEWEST
        told = f"{counted(round_.answers, 'answer')}: under {FEWEST} nothing of the round is ever shown."
        return Prepared(checks=[told] if few else [])

    fields = {"on": Field("Closed on", Kind.DATE, required=True)}
    given: Values = {"on": min(today, round_.closes_on)}
    return Asked(CLOSE, round_.id, None, "Close the round", CLOSING, "Close the round", fields, take, given,
                 prepare=prepare, looks_back=frozenset(fields))  # fmt: skip


def ask_given_back(round_: RoundSeen, today: date) -> Asked:
    """When."""

    def take(desk: Desk, filled: Values) -> Done:
        return desk.surveys.give_back(round_.id, cast("date", filled["on"]))

    fields = {"on": Field("Given back on", Kind.DATE, required=True)}
    return Asked(GIVE_BACK, round_.id, None, "Results were given back", GIVING, "Given back", fields, take,
                 {"on": today}, looks_back=frozenset(fields))  # fmt: skip
