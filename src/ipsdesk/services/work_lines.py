"""What the page of a person's work shows, as plain data: jobs, steps, what belongs to them, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ipsdesk.rules.codes import JOB_KINDS
from ipsdesk.rules.four_tests import Answered


class DueKind(StrEnum):
    """What is to be seen to, and with it what opens it."""

    PLANNED_END = "planned end"
    NO_END = "no planned end"
    REVIEW = "review"
    MILESTONE = "milestone"
    NO_PLAN = "no in-work plan"
    PLAN_REVIEW = "review of the in-work plan"
    AT_RISK = "job at risk"
    SAFEGUARDS = "safeguards missing"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to see to: ``activity`` is the job or step, ``record`` the record that is opened."""

    kind: DueKind
    words: str
    on: date | None
    activity: int
    record: tuple[str, int]


@dataclass(frozen=True, slots=True)
class FactRow:
    """What holds of a job from a day on; ``change`` is its record, None: what held at first."""

    fact: str
    words: str
    from_on: date
    change: int | None = None


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A usual shift, with the minutes of the way there."""

    id: int
    day: str
    from_time: str
    to_time: str
    travel: int | None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone of a job: its day, and what somebody confirmed of it.

    ``is_missed``: the job ended before it. ``record`` is None until it was confirmed or denied.
    """

    milestone: str
    on: date
    is_missed: bool
    record: int | None = None
    confirmed_on: date | None = None
    still: bool | None = None
    same_hours: bool | None = None
    by: str = ""
    note: str = ""

    def is_open(self, today: date) -> bool:
        """Its day has come, and nobody has said yet how it stands."""
        return self.record is None and not self.is_missed and self.on <= today


@dataclass(frozen=True, slots=True)
class Support:
    """An in-work support plan; ``texts`` are those of its headings that are filled."""

    id: int
    agreed_on: date
    texts: tuple[tuple[str, str], ...]
    review_on: date | None


@dataclass(frozen=True, slots=True)
class SupportContact:
    """A contact that supported the person in the job."""

    id: int
    on: date
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """How often there was support in the job, when last, and the latest few of them."""

    count: int
    latest: tuple[SupportContact, ...]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Work to keep a job that was at risk; ``activity`` is which one, where it is said."""

    id: int
    opened_on: date
    risk: str
    job: str
    actions: str
    outcome: str
    outcome_on: date | None

    @property
    def is_open(self) -> bool:
        """Nobody has said yet how it came out."""
        return not self.outcome


@dataclass(frozen=True, slots=True)
class AdjustmentInJob:
    """An adjustment at work, and how far it has come."""

    id: int
    words: str
    standing: str


@dataclass(frozen=True, slots=True)
class QualificationLine:
    """What the person attained."""

    id: int
    title: str
    attained_on: date


@dataclass(frozen=True, slots=True)
class HowItEnded:
    """The end of a job: why, who saw it how, what was learned from it, whether help was offered."""

    on: date
    reason: str
    heard_on: date | None
    view: str
    learned: str
    help_offered: bool | None


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A job or step with all that belongs to it.

    ``weekly_seconds``, ``agreed_seconds``, ``hourly_pay`` (ten-thousandths of a pound) and ``contract`` are
    those of today, or of its last day; ``category`` is its kind of permitted work then. ``why_not`` says why
    it is not counted as one of ours; ``counted_on`` is the day of its fourth hour. ``own_service``: it is
    with the service itself.
    """

    id: int
    kind: str
    name: str
    title: str
    employer: str
    own_service: bool
    started_on: date
    planned_end_on: date | None
    review_on: date | None
    ended: HowItEnded | None
    contract: str
    weekly_seconds: int | None
    agreed_seconds: int | None
    hourly_pay: int | None
    category: str
    counted_on: date | None
    four_hours_on: date | None
    why_not: str
    matches_preference: str
    same_pay: bool | None
    tests: tuple[Answered, ...]
    pay_today: str
    facts: tuple[FactRow, ...]
    shifts: tuple[ShiftLine, ...]
    milestones: tuple[MilestoneLine, ...]
    support: Support | None
    contacts: Contacts
    adjustments: tuple[AdjustmentInJob, ...]

    @property
    def is_job(self) -> bool:
        """Paid, and not a step towards work."""
        return self.kind in JOB_KINDS

    def is_now(self, today: date) -> bool:
        """Begun by the day, and not ended before it."""
        return self.started_on <= today and (self.ended is None or self.ended.on >= today)

    def is_over(self, today: date) -> bool:
        """Ended before the day."""
        return self.ended is not None and self.ended.on < today


@dataclass(frozen=True, slots=True)
class WorkPage:
    """What is due first; jobs and steps under way before those to come and those that are over."""

    today: date
    due: tuple[Due, ...]
    lines: tuple[WorkLine, ...]
    at_risk: tuple[AtRisk, ...]
    qualifications: tuple[QualificationLine, ...]
