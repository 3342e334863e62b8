"""The score that records propose for a fidelity item, with its arithmetic; the reviewer gives the score."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ipsdesk.rules.ips25 import HIGHEST, LOWEST, Item, item
from ipsdesk.rules.targets import shown

CASELOAD, TIME, TEAMS, DAYS_TO_EMPLOYER, EMPLOYER_CONTACT, COMPETITIVE = 1, 2, 4, 15, 17, 21
NOT_PERCENTAGES = (CASELOAD, DAYS_TO_EMPLOYER, EMPLOYER_CONTACT)
MOST_TEAMS = 2
FEWEST_JOBS = 10
FEW_JOB_SEEKERS = (1, 2)


class LogReview(StrEnum):
    """How often the supervisor goes through the log of employer contacts."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none on record"

    @property
    def most(self) -> int:
        """The highest score of item 17 that it allows."""
        return {LogReview.WEEKLY: HIGHEST, LogReview.MONTHLY: 3, LogReview.NONE: 2}[self]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed score, the whole number it was banded by, and a sentence for each step to it."""

    item: int
    score: int
    figure: int
    working: tuple[str, ...]


def propose(number: int, counted: Fraction | int, of: Fraction | int) -> Proposal | None:
    """The proposal of an item from its figure, counted / of; None where there is nothing to divide by.

    Item 1: clients / WTE. Item 15: days / cases. Item 17: contacts / specialist-weeks. Others: a share,
    banded as a percentage. The figure is rounded half up to a whole number first. Items 2, 4, 17 and 21 have
    further conditions: see their own functions. Raises ``ValueError`` for an item without figures.
    """
    chosen = item(number)
    if not chosen.borders:
        raise ValueError(f"records propose nothing for item {number}")
    if not of:
        return None
    percent = number not in NOT_PERCENTAGES
    ratio = Fraction(counted) / Fraction(of)
    figure = half_up(ratio * 100 if percent else ratio)
    words = f"{shown(Fraction(counted))} / {shown(Fraction(of))} = {figure}{' %' if percent else ''}"
    return Proposal(number, _banded(chosen, figure), figure, (f"{words} {chosen.figure}.",))


def propose_time(employment_minutes: int, other_minutes: int) -> Proposal | None:
    """Item 2: employment services in all recorded minutes; None where no other duties are recorded."""
    return propose(TIME, employment_minutes, employment_minutes + other_minutes) if other_minutes else None


def propose_teams(from_teams: int, caseload: int, most_teams: int) -> Proposal | None:
    """Item 4: the caseload from the specialists' own teams, pooled; 2 where one has three teams or more."""
    found = propose(TEAMS, from_teams, caseload)
    if found is None or most_teams <= MOST_TEAMS:
        return found
    return _capped(found, 2, f"A specialist works with {most_teams} teams, so no more than 2.")


def propose_employer_contact(
    contacts: int, specialist_weeks: Fraction | int, job_seekers: int, review: LogReview
) -> Proposal | None:
    """Item 17: face-to-face contacts for clients per specialist-week, capped by the review of their log.

    With one or two job seekers, two contacts for each a week earn 5. Without a job seeker that bar would
    be 0, which says nothing, so the ordinary bands hold.
    """
    found = propose(EMPLOYER_CONTACT, contacts, specialist_weeks)
    if found is None:
        return None
    if job_seekers in FEW_JOB_SEEKERS and found.figure >= 2 * job_seekers:
        words = f"2 x {job_seekers} looking for work: {2 * job_seekers} a week are enough for {HIGHEST}."
        found = Proposal(found.item, HIGHEST, found.figure, (*found.working, words))
    return _capped(found, review.most, f"Review of the contact log: {review}, so no more than {review.most}.")


def propose_competitive(competitive: int, current: int) -> Proposal | None:
    """Item 21: current jobs that are competitive and permanent; 1 where there are fewer than ten jobs."""
    if not current:
        return Proposal(COMPETITIVE, LOWEST, 0, ("No current jobs, so 1.",))
    found = propose(COMPETITIVE, competitive, current)
    if found is None or current >= FEWEST_JOBS:
        return found
    return _capped(found, LOWEST, f"Fewer than {FEWEST_JOBS} current jobs, so {LOWEST}.")


def half_up(number: Fraction) -> int:
    """The nearest whole number, halves up."""
    return (number + Fraction(1, 2)).__floor__()


def _banded(chosen: Item, figure: int) -> int:
    met = [figure <= border if chosen.at_most else figure >= border for border in chosen.borders]
    return HIGHEST - met.index(True) if any(met) else HIGHEST - len(met)


def _capped(found: Proposal, most: int, words: str) -> Proposal:
    if found.score <= most:
        return found
    return Proposal(found.item, most, found.figure, (*found.working, words))
