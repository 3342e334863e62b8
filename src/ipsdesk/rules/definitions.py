"""Where the specifications define a figure differently: what can be chosen, and what held on a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Subject(StrEnum):
    """What the sources define differently."""

    CLOCK = "30-day clock"
    ACCESS = "access"
    JOB_HOURS = "hours of a job start"
    SUSTAINED = "sustained"
    SURVEY = "survey rhythm"


STARTED, ACCEPTED, RECEIVED = "started", "accepted", "received"
ASSESSMENT, PROFILE, CONTACT = "initial assessment", "profile started", "first attended direct contact"
SAME_JOB = "same job"
HALF_YEARLY, YEARLY, BOTH = "half-yearly", "yearly", "both"
HOUR = 3600
FOUR_HOURS = 4 * HOUR
MOST_HOURS, LONGEST_GAP = 100, 366

DEFAULTS = {
    Subject.CLOCK: STARTED,
    Subject.ACCESS: ASSESSMENT,
    Subject.JOB_HOURS: "4",
    Subject.SUSTAINED: SAME_JOB,
    Subject.SURVEY: BOTH,
}
"""What is counted where nothing was chosen."""

OPTIONS = {
    Subject.CLOCK: (STARTED, ACCEPTED, RECEIVED),
    Subject.ACCESS: (ASSESSMENT, PROFILE, CONTACT),
    Subject.SURVEY: (HALF_YEARLY, YEARLY, BOTH),
}
"""The answers of a subject that has a list of them."""

ANY_JOB = re.compile(r"any job, at most (\d{1,3}) days? between", re.IGNORECASE)
EXPECTED = {
    Subject.JOB_HOURS: f"a number of hours above 0 and up to {MOST_HOURS}, such as 4 or 7.5",
    Subject.SUSTAINED: f"'{SAME_JOB}', or '{{}}' (0 to {LONGEST_GAP})",
}


def any_job(days: int) -> str:
    """The choice that any job counts, with at most so many days without one."""
    return f"any job, at most {days} {'day' if days == 1 else 'days'} between"


def choice_problem(subject: str, choice: str) -> str:
    """Why a choice can't be counted by, in words; empty where it can."""
    known = next((one for one in Subject if one == subject), None)
    if known is None or settled(known, choice) is not None:
        return ""
    expected = EXPECTED.get(known, "").format(any_job(14)) or " / ".join(OPTIONS[known])
    return f"{choice} is not a choice for {known}: expected {expected}"


def settled(subject: Subject, choice: str) -> str | None:
    """The choice as it is kept and compared; None where it is none."""
    text = " ".join(choice.split()).lower()
    if subject in OPTIONS:
        return text if text in OPTIONS[subject] else None
    if subject is Subject.JOB_HOURS:
        return _hours(text)
    if text == SAME_JOB:
        return text
    found = ANY_JOB.fullmatch(text)
    return any_job(int(found[1])) if found and int(found[1]) <= LONGEST_GAP else None


def _hours(text: str) -> str | None:
    number = text.removesuffix("hours").removesuffix("hour").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", number) or not 0 < Fraction(number) <= MOST_HOURS:
        return None
    return f"{float(number):g}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One answer of the unit, from a day on."""

    subject: Subject
    since: date
    choice: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What is counted on one day; every field as the definitions have it where nothing was chosen.

    ``gap`` is None where only the same job is sustained, else the most days between two jobs.
    """

    clock: str = STARTED
    access: str = ASSESSMENT
    job_hours: str = DEFAULTS[Subject.JOB_HOURS]
    sustained: str = SAME_JOB
    survey: str = BOTH

    @property
    def job_seconds(self) -> int:
        """Seconds of paid work after which a job counts as started."""
        return int(Fraction(self.job_hours) * HOUR)

    @property
    def gap(self) -> int | None:
        """The most days without a job between two jobs; None: only the same job is sustained."""
        found = ANY_JOB.fullmatch(self.sustained)
        return int(found[1]) if found else None

    def __getitem__(self, subject: Subject) -> str:
        return {
            Subject.CLOCK: self.clock,
            Subject.ACCESS: self.access,
            Subject.JOB_HOURS: self.job_hours,
            Subject.SUSTAINED: self.sustained,
            Subject.SURVEY: self.survey,
        }[subject]

    @property
    def differing(self) -> tuple[Subject, ...]:
        """The subjects whose choice is not the usual one."""
        return tuple(subject for subject in Subject if self[subject] != DEFAULTS[subject])


def choices_on(rows: Iterable[Chosen], day: date) -> Choices:
    """What holds on a day: of each subject the latest row by then (of one day the last entered)."""
    held = dict(DEFAULTS)
    for row in sorted(rows, key=lambda one: one.since):
        if row.since <= day:
            held[row.subject] = row.choice
    return Choices(*(held[subject] for subject in Subject))


def version_with(version: str, choices: Choices) -> str:
    """The version of the definitions a figure was counted by, with every choice that is not the usual one."""
    told = (f"{subject}: {choices[subject]}" for subject in choices.differing)
    return "; ".join((version, *told))
