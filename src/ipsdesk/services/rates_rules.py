"""What may be done to a unit's own dated rates: a row that was used is never changed, only superseded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ipsdesk.errors import CannotRun
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.rates import RateKind, first_day_for_new, is_used
from ipsdesk.rules.wording import shown_day

YOUNGEST = 16
"""The minimum wage begins at this age."""


def rate_problems(rate: Mapping[str, Any], today: date) -> dict[str, str]:
    """What is wrong with a row as it would be kept, by attribute."""
    found = {}
    since, age, is_wage = rate.get("from_on"), rate.get("from_age") or 0, rate.get("kind") == RateKind.WAGE
    if since is not None and is_used(since, today):
        found["from_on"] = f"From {shown_day(since)}: {_why(today)}"
    if is_wage and age < YOUNGEST:
        found["from_age"] = f"From age is needed for a minimum wage: {YOUNGEST} or more"
    if not is_wage and rate.get("kind") and age:
        found["from_age"] = "From age is for a minimum wage alone: leave 0 here"
    if rate.get("pence") == 0:
        found["pence"] = "Amount is needed: more than £0.00"
    return found


def refuse_used(today: date, record: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Raise ``CannotRun`` where writing this would change how a past week or a past start stands."""
    days = [day for day in (record.get("from_on"), after.get("from_on")) if day is not None]
    if any(is_used(day, today) for day in days):
        raise CannotRun(
            f"This row has been in use since {shown_day(min(days))}. It is never changed or taken away, only "
            f"superseded: {_why(today)}. Nothing was changed."
        )


def _why(today: date) -> str:
    sunday = first_day_for_new(today) - DAY
    return f"choose a day after {shown_day(sunday)}, so that no week that is past stands otherwise"
