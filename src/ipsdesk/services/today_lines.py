"""What a line of Today is: whom it is about, what it asks for, until when, and what opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from ipsdesk.rules.codes import WEEKDAYS
from ipsdesk.rules.periods import DAY
from ipsdesk.services.caseload_words import short_day

LONGEST = 160
"""Letters of a text that a line shows; all of it stands in the form that the line opens."""

KEPT = 1_024
"""How many days are kept in words, which many lines share."""


class TodayKind(StrEnum):
    """What a line is about; of one day the first of these comes first."""

    REASON = "Reason to give"
    NOT_IN = "Hours not in"
    PW1 = "PW1 not sent"
    PW1_AGAIN = "PW1 to re-send"
    ADVICE = "Get advice"
    ACTION = "Action of a plan"
    NEXT = "Next action of a contact"
    FOLLOW_UP = "Follow-up of a week over a limit"
    VACANCY = "Vacancy closing soon"
    MILESTONE = "Milestone of a job"
    STEP_DUE = "Planned end or review of a step"
    INCOMPLETE = "Pay or benefits missing"
    NEAR = "Near a limit"
    NO_ADVICE = "No benefits advice before a job"
    UNSAFE = "Safeguards missing"
    EMPLOYER = "No employer contact yet"
    NOT_COVERED = "No leave covers a shift"
    LEAVE_ENDING = "Leave ending"
    LEAVE_CHECK = "Leave to be checked"
    CARE_REVIEW = "Care review"
    PLAN_REVIEW = "Plan review"
    PROFILE_REVIEW = "Profile review"
    RISK_REVIEW = "Risk review"
    CONSENT = "Consent expiring"
    TOLD_REVIEW = "Review of what may be told"
    NO_SUPPORT = "No in-work support plan"
    QUIET = "Gone quiet"
    NO_NEXT = "No next action"
    SIGN_OFF = "Employer contacts to sign off"
    TURN = "Turn to offer"
    MEETING_ACTION = "Action of a meeting"
    RECOMMENDATION = "Request without answer"
    MINUTES = "Minutes to finish"
    SURVEY = "Survey to finish"
    SURVEY_DUE = "Survey due"
    STORY = "Consent to a story"
    AIM = "Improvement plan"
    UNTRAINED = "Joint training to come"
    SUPERVISION = "Supervision due"
    CASELOAD_REVIEW = "Caseload review due"
    DBS = "DBS recheck"
    TRAINING = "Training due"
    TRAINING_ACTION = "Training to put on"
    FILE_AUDIT = "File audit of the month"
    FINDING = "Finding of a file audit"
    POLICY = "Policy to check"
    HOST_TEAM = "Agreement with a host team"
    DOCUMENT = "Document to look at"
    RATES = "Limits and wages to add"
    RETURN_DUE = "Return due"
    FIDELITY_ACTION = "Fidelity action"
    FIDELITY_STEP = "Step of a fidelity review"
    FIDELITY_REVIEW = "Fidelity review due"
    EVIDENCE_PACK = "Evidence pack to delete"
    MISSING = "Missing from this quarter’s return"
    RESTRICTED = "Restricted record"


class Section(StrEnum):
    """Where a line stands, in order."""

    OVERDUE = "Overdue"
    TODAY = "Today"
    THIS_WEEK = "This week"
    LATER = "Later"


class Scope(StrEnum):
    """Whose lines are asked for."""

    MINE = "Mine"
    EVERYONE = "Everyone"


Given = str | date | tuple[str, ...]
"""What is known of a field of a new record; several records that it names stand as a tuple."""


class OpenForm(NamedTuple):
    """The form of a record; ``id`` None: of a new one, with what is known of it already."""

    kind: str
    id: int | None = None
    given: tuple[tuple[str, Given], ...] = ()


class OpenHours(NamedTuple):
    """A person's row in the week that holds a day."""

    client: int
    day: date


class OpenPerson(NamedTuple):
    """A person's record, at the page of this title; empty: at the page it stands at."""

    client: int
    page: str = ""


class OpenReadiness(NamedTuple):
    """What the return of this quarter lacks, of one member of staff; 0: what is nobody's."""

    owner: int


class OpenTab(NamedTuple):
    """A part of a tab by its title, and the record that is shown there."""

    tab: str
    part: str
    id: int


class OpenReturn(NamedTuple):
    """The return of a period, as its label says it."""

    period: str


Target = OpenForm | OpenHours | OpenPerson | OpenReadiness | OpenTab | OpenReturn


class TodayLine(NamedTuple):
    """One thing that waits.

    ``key`` tells it from all others for as long as it waits. ``client`` is None where it is about nobody of
    the caseload. ``second`` begins with the day. ``owner`` is who of staff it waits for; empty: nobody.
    ``can_be_done``: `mark_done` is all it takes.
    """

    key: str
    kind: TodayKind
    client: int | None
    name: str
    words: str
    second: str
    due_on: date | None
    section: Section
    owner: str
    is_mine: bool
    opens: Target
    can_be_done: bool = False


class DoneToday(NamedTuple):
    """One's own saved change of today in words."""

    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MyWeek:
    """Contacts with employers this week by whom Mine are: face to face and credited to a person."""

    contacts: int
    wanted: int


@dataclass(frozen=True, slots=True)
class TodayList:
    """What waits for the account (or for everyone), in order.

    ``others`` counts the lines that wait for others and are not among ``lines``, ``put_off`` those that this
    account has put off. ``me`` is the member of staff whose lines are Mine; empty where there is none.
    """

    today: date
    scope: Scope
    me: str
    lines: tuple[TodayLine, ...]
    others: int
    put_off: int
    done: tuple[DoneToday, ...]
    week: MyWeek | None

    def of(self, section: Section) -> tuple[TodayLine, ...]:
        """The lines of one section."""
        return tuple(line for line in self.lines if line.section is section)

    @property
    def now(self) -> int:
        """How many are overdue or due today."""
        return sum(line.section in (Section.OVERDUE, Section.TODAY) for line in self.lines)


def sunday_of(day: date) -> date:
    """The last day of a day's week."""
    return day + (6 - day.weekday()) * DAY


@lru_cache(maxsize=KEPT)
def section_of(due: date | None, today: date, usual: Section) -> Section:
    """Where a line with this day stands; ``usual``: without a day."""
    if due is None:
        return usual
    if due < today:
        return Section.OVERDUE
    if due == today:
        return Section.TODAY
    return Section.THIS_WEEK if due <= sunday_of(today) else Section.LATER


def day_of_week(day: date, today: date) -> str:
    """A day as ``Mon 4 May``."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_day(day, today)}"


@lru_cache(maxsize=KEPT)
def due_words(due: date | None, today: date) -> str:
    """A day as the second words say it: ``was due Mon 4 May``, ``due today``, ``Tue 12 May``."""
    if due is None:
        return ""
    if due == today:
        return "due today"
    return f"was due {day_of_week(due, today)}" if due < today else day_of_week(due, today)


def shortened(text: str) -> str:
    """A text on one line, no longer than a line of Today shows."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"
