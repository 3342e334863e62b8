"""What records propose for a fidelity item on a day: the figure, the rule applied to it, and in words how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from ipsdesk.measures import Figure, Shape, Window
from ipsdesk.measures.fidelity import BEHIND_ITEMS, log_weeks, looking_for_work, most_teams
from ipsdesk.measures.measure import LEFT_OUT, NOT_YET
from ipsdesk.rules.ips25 import item, review_window
from ipsdesk.rules.ips25_proposals import (
    COMPETITIVE,
    DAYS_TO_EMPLOYER,
    EMPLOYER_CONTACT,
    FEWEST_JOBS,
    NOT_PERCENTAGES,
    TEAMS,
    TIME,
    LogReview,
    Proposal,
    propose,
    propose_competitive,
    propose_employer_contact,
    propose_teams,
    propose_time,
)
from ipsdesk.rules.periods import Period
from ipsdesk.rules.targets import shown
from ipsdesk.services.figures import staffing_of
from ipsdesk.services.rates_reading import rates_of

PROPOSED_FOR = tuple(BEHIND_ITEMS)
"""The items that records propose a score for, in order."""
WEEKLY_SHARE = Fraction(9, 10)
"""Of the weeks that specialists worked, how many have to be reviewed for the review to be called weekly."""


@dataclass(frozen=True, slots=True)
class Counted:
    """An item's figure and the score it makes; ``why`` says why there is none."""

    item: int
    window: Period
    figure: Figure
    numerator: Fraction
    denominator: Fraction
    proposal: Proposal | None
    why: str
    notes: tuple[str, ...]

    @property
    def value(self) -> Fraction | None:
        """The figure unrounded (a share as a fraction); none where nothing can be proposed."""
        return self.figure.value if self.proposal else None

    @property
    def arithmetic(self) -> str:
        """Every step in words, or why there is none."""
        return " ".join(self.proposal.working) if self.proposal else self.why


@dataclass(frozen=True, slots=True)
class Reading:
    """What counting on one day needs."""

    connection: Connection
    window: Window

    def number(self, statement: Any) -> int:
        """The one number of a statement."""
        return int(self.connection.execute(statement, self.window.parameters).scalar_one() or 0)


def reading(connection: Connection, on: date) -> Reading:
    """Ready to count over the six months to a day."""
    window = Window(review_window(on), staffing_of(connection), rates_of(connection))
    return Reading(connection, window)


def count_item(read: Reading, number: int) -> Counted:
    """Count one item and apply its rule."""
    measure = BEHIND_ITEMS[number]
    figure = measure.figure(read.connection, read.window)
    numerator, denominator = _parts(figure)
    special = SPECIAL.get(number)
    notes: tuple[str, ...] = ()
    if special is None:
        proposal = propose(number, numerator, denominator)
    else:
        proposal, notes = special(read, numerator, denominator)
    why = "" if proposal else WHY_NOT[number]
    return Counted(number, read.window.period, figure, numerator, denominator, proposal, why, notes)


def proposed_now(connection: Connection, number: int, on: date) -> tuple[int | None, str]:
    """The score that records propose for an item on a day, and its arithmetic in words."""
    counted = count_item(reading(connection, on), number)
    return (counted.proposal.score if counted.proposal else None), counted.arithmetic


def _parts(figure: Figure) -> tuple[Fraction, Fraction]:
    """What is divided by what: of a mean the sum of the days by the cases."""
    if figure.shape is Shape.MEAN:
        n = Fraction(figure.n or 0)
        return (figure.value or Fraction(0)) * n, n
    return figure.numerator or Fraction(0), figure.denominator or Fraction(0)


# ---- rules with further conditions ------------------------------------------------------------------

Found = tuple[Proposal | None, tuple[str, ...]]


def _time(_: Reading, employment: Fraction, whole: Fraction) -> Found:
    return propose_time(int(employment), int(whole - employment)), ()


def _teams(read: Reading, own: Fraction, caseload: Fraction) -> Found:
    return propose_teams(int(own), int(caseload), read.number(most_teams())), ()


def _competitive(_: Reading, competitive: Fraction, current: Fraction) -> Found:
    return propose_competitive(int(competitive), int(current)), ()


def _contacts(read: Reading, contacts: Fraction, weeks: Fraction) -> Found:
    rows = read.connection.execute(log_weeks(), read.window.parameters)
    log = [(row.staff_id, row.first, bool(row.reviewed)) for row in rows]
    seekers = read.number(looking_for_work())
    reviewed, of_all = sum(done for *_, done in log), len(log)
    how_often = review_of(log)
    proposal = propose_employer_contact(int(contacts), weeks, seekers, how_often)
    note = (
        f"The contact log was reviewed for {reviewed} of {of_all} weeks of specialists at work: {how_often}."
    )
    looking = f"{seekers} {'person looks' if seekers == 1 else 'people look'} for work on the day."
    return proposal, (note, looking)


LogWeek = tuple[int, date, bool]
"""Whose week, its Monday, whether its contacts were reviewed."""


def review_of(log: Sequence[LogWeek]) -> LogReview:
    """Weekly: nine in ten of the weeks were reviewed. Monthly: one of each specialist's in every month."""
    reviewed = sum(done for *_, done in log)
    if not reviewed:
        return LogReview.NONE
    if reviewed >= WEEKLY_SHARE * len(log):
        return LogReview.WEEKLY
    return LogReview.MONTHLY if all(_months(log)) else LogReview.NONE


def _months(log: Sequence[LogWeek]) -> Iterator[bool]:
    """Of each specialist and calendar month with four weeks or more, whether one was reviewed."""

    def month(week: LogWeek) -> tuple[int, int, int]:
        return week[0], week[1].year, week[1].month

    for _, weeks in groupby(sorted(log), month):
        done = [reviewed for *_, reviewed in weeks]
        if len(done) >= WEEKS_OF_A_MONTH:
            yield any(done)


WEEKS_OF_A_MONTH = 4
SPECIAL: Mapping[int, Callable[[Reading, Fraction, Fraction], Found]] = {
    TIME: _time,
    TEAMS: _teams,
    EMPLOYER_CONTACT: _contacts,
    COMPETITIVE: _competitive,
}

WHY_NOT: Mapping[int, str] = {
    1: "Nobody was in post as a specialist on the day.",
    2: "No other duties are recorded in the window, so records can’t tell how much of the time they take.",
    4: "Nobody on the caseload on the day has a named specialist in post.",
    15: "Nobody met a first employer in the window.",
    16: "No contact with an employer in the window is credited to anybody.",
    17: "No specialist was at work in the window.",
    19: "No counted job in the window names its type.",
    20: "No counted job in the window names its employer.",
    21: "",
    24: "No minutes of a specialist are recorded in the window.",
}
"""By item: why nothing is proposed."""


# ---- words ------------------------------------------------------------------------------------------

LABELS: Mapping[int, tuple[str, str]] = {
    1: ("People on the caseload", "WTE of specialists in post"),
    2: ("Minutes of employment services", "Minutes recorded"),
    4: ("From their specialist’s teams", "People with a specialist"),
    15: ("Days to the first employer", "People who met one"),
    16: ("Fit the plan", "Contacts with employers"),
    17: ("Face to face, for a client", "Weeks of specialists at work"),
    19: ("Different kinds", "Jobs that name one"),
    20: ("Different employers", "Jobs that name one"),
    21: ("Competitive and permanent", "Current jobs"),
    24: ("Minutes outside unit and office", "Minutes recorded"),
}
"""By item: what is counted, and what it is divided by."""


def working_of(counted: Counted) -> tuple[tuple[str, str], ...]:
    """The arithmetic as lines: both parts, the quotient, and the whole number that is banded."""
    first, second = LABELS[counted.item]
    top, below = shown(counted.numerator, 2), shown(counted.denominator, 2)
    lines = [(first, top), (second, below)]
    if counted.proposal is None or not counted.denominator:
        return tuple(lines)
    percent = counted.item not in NOT_PERCENTAGES
    quotient = counted.numerator / counted.denominator * (100 if percent else 1)
    sign = " %" if percent else ""
    lines.append((f"{top} ÷ {below}", f"{shown(quotient, 2)}{sign}"))
    return (*lines, ("Rounded half up", f"{counted.proposal.figure}{sign}"))


def headline_of(counted: Counted) -> str:
    """The banded figure with what it counts: ``5 employers met in person for a client, ...``."""
    if counted.proposal is None or not counted.denominator:
        return ""
    sign = " %" if counted.item not in NOT_PERCENTAGES else ""
    return f"{counted.proposal.figure}{sign} {item(counted.item).figure}"


def caps_of(counted: Counted) -> tuple[str, ...]:
    """Every step after the division: caps, and what raised the score."""
    return counted.proposal.working[1:] if counted.proposal else ()


def left_out_of(read: Reading, number: int) -> tuple[tuple[str, int], ...]:
    """How many rows are left out and why, most first; of item 15 those who have met nobody yet come first."""
    counts: dict[str, int] = {}
    waiting = 0
    for row in BEHIND_ITEMS[number].rows(read.connection, read.window):
        if row.state == LEFT_OUT:
            counts[row.reason] = counts.get(row.reason, 0) + 1
        waiting += row.state == NOT_YET
    found = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ((NOBODY_MET, waiting), *found) if waiting else tuple(found)


NOBODY_MET = "no employer met yet"


def out_of_reach(counted: Counted) -> str:
    """What keeps a small unit from a higher score, whatever it does."""
    if counted.item == COMPETITIVE and counted.denominator < FEWEST_JOBS:
        jobs = int(counted.denominator)
        return (
            f"The scale gives 1 where there are fewer than {FEWEST_JOBS} current jobs, whatever they are. "
            f"There {'is' if jobs == 1 else 'are'} {jobs} now, so a small unit cannot reach more than 1 here."
        )
    return ""


__all__ = [
    "DAYS_TO_EMPLOYER", "LABELS", "PROPOSED_FOR", "Counted", "LogWeek", "Reading", "caps_of", "count_item",
    "headline_of", "left_out_of", "out_of_reach", "proposed_now", "reading", "review_of", "working_of",
]  # fmt: skip
