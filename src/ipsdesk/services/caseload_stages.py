"""Where a person is with the service, told from the dates of one referral and whether they are in a job."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ipsdesk.rules.codes import AT_RISK, NOT_READY


class Stage(StrEnum):
    """The stage of a person's present referral, in the words people read."""

    NO_REFERRAL = "No referral"
    REFERRED = "Referred"
    ACCEPTED = "Accepted"
    SEEKING = "Job seeking"
    AT_RISK = "Job at risk"
    IN_WORK = "In work"
    PAUSED = "Paused"
    CLOSED = "Closed"
    DECLINED = "Declined"


OVER = (Stage.NO_REFERRAL, Stage.CLOSED, Stage.DECLINED)
"""The stages of people for whom nothing is under way."""


class Referral(NamedTuple):
    """The dates of one referral that decide a stage; ``paused`` is why it is paused today, if it is."""

    id: int
    received_on: date
    accepted_on: date | None
    declined_on: date | None
    started_on: date | None
    profile_started_on: date | None
    position_at_start: str
    closed_on: date | None
    retention_outcome: str | None
    retention_outcome_on: date | None
    paused: str | None = None
    decline_reason: str | None = None

    @property
    def is_job_seeker(self) -> bool:
        """Position at start is not a job at risk."""
        return self.position_at_start != AT_RISK

    def is_closed(self, day: date) -> bool:
        """Closed on or before the day."""
        return self.closed_on is not None and self.closed_on <= day

    def is_not_ready(self, day: date) -> bool:
        """Declined by the day for a reason that zero exclusion does not know."""
        return self.is_declined(day) and (self.decline_reason or "").casefold() == NOT_READY

    def is_declined(self, day: date) -> bool:
        """Declined on or before the day."""
        return self.declined_on is not None and self.declined_on <= day

    def is_on_caseload(self, day: date) -> bool:
        """Started by the day and not closed on or before it."""
        return self.has_started(day) and not self.is_closed(day)

    def has_started(self, day: date) -> bool:
        """The first face-to-face meeting with the specialist has been."""
        return self.started_on is not None and self.started_on <= day

    def days(self, today: date) -> int | None:
        """Whole days from the start to today, or to the closing; None before the start."""
        if self.started_on is None or self.started_on > today:
            return None
        until = self.closed_on if self.closed_on and self.closed_on <= today else today
        return (until - self.started_on).days


def stage_of(referral: Referral | None, today: date, *, has_job: bool) -> Stage:
    """The stage on a day; ``has_job``: a job, counted or not, is current that day."""
    if referral is None:
        return Stage.NO_REFERRAL
    if referral.is_on_caseload(today):
        if has_job:
            return Stage.IN_WORK
        if referral.paused:
            return Stage.PAUSED
        return Stage.SEEKING if referral.is_job_seeker else Stage.AT_RISK
    return _not_on_caseload(referral, today)


def _not_on_caseload(referral: Referral, today: date) -> Stage:
    if referral.is_declined(today):
        return Stage.DECLINED
    if referral.is_closed(today):
        return Stage.CLOSED
    accepted = referral.accepted_on is not None and referral.accepted_on <= today
    return Stage.ACCEPTED if accepted else Stage.REFERRED
