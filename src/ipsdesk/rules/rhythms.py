"""How often staff are supervised, and when it is due next: the model's rhythms, and the specifications'."""

from __future__ import annotations

from datetime import date, timedelta

from ipsdesk.rules.periods import add_months

ONE_TO_ONE, CLINICAL, MENTORING = "one to one", "clinical", "field mentoring"
OBSERVATION, APPRAISAL, PROBATION, INDUCTION = "observation", "appraisal", "probation", "induction"
MONTHS = {ONE_TO_ONE: 1, CLINICAL: 1, MENTORING: 3, OBSERVATION: 12, APPRAISAL: 12}
"""Months from one to the next (seed 004, 5.2, 8.1; ``ips.md`` 4)."""
FIRST_MONTHS = 6
"""Months in post in which field mentoring is monthly."""
INDUCTION_WITHIN = timedelta(days=28)
TOLD_LATE = timedelta(days=91)
"""How long an induction of which nothing is recorded is asked for."""
TITLES = {
    ONE_TO_ONE: "One to one",
    CLINICAL: "Clinical supervision",
    MENTORING: "Field mentoring",
    OBSERVATION: "Observation in the field",
    APPRAISAL: "Appraisal",
    PROBATION: "End of probation",
    INDUCTION: "Induction",
}
"""Each as a heading."""


def next_due(what: str, started_on: date, last: date | None) -> date:
    """The day by which it is due again; of what was never done, counted from the first day in post.

    ``what`` is one of `MONTHS`. Months end on their last day where they are too short for the day.
    """
    since = last or started_on
    is_new = what == MENTORING and since < add_months(started_on, FIRST_MONTHS)
    return add_months(since, 1 if is_new else MONTHS[what])


def induction_due(started_on: date) -> date:
    """The day by which the induction is done."""
    return started_on + INDUCTION_WITHIN
