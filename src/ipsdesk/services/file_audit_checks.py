"""The ten checks of an audited file, and what the records of the file propose for each; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.codes import AUDIT_ANSWERS
from ipsdesk.rules.consent import Answer, ConsentState
from ipsdesk.rules.follow_along import missed, over_by
from ipsdesk.rules.periods import DAY
from ipsdesk.rules.wording import counted, shown_day
from ipsdesk.services.benefits_due import AdvisedJob, began_without
from ipsdesk.services.readiness_wanted import GRACE
from ipsdesk.services.work_due import asked_now
from ipsdesk.services.work_lines import MilestoneLine

YES, NO, NOT_APPLICABLE = AUDIT_ANSWERS
WRITTEN_WITHIN = 90
"""Days before the audit of which it is asked whether contacts are written up."""
TALKS = 2
NOT_OPEN = "No referral is open on that day"
NOT_STARTED = "Not started yet"
NO_JOB = "No job since the referral"


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the checklist: its field in the record, its short name, and what it asks."""

    key: str
    name: str
    asks: str


CHECKS = (
    Check("referral", "Referral", "Is the referral there: when, from whom, and that it was accepted?"),
    Check("consent", "Consent", "Does a consent to keep records hold on the day?"),
    Check("profile", "Profile in 30 days", "Was the vocational profile made within 30 days of the start?"),
    Check("plan", "Plan current", "Is there a plan, and is no review of it overdue?"),
    Check("advice", "Advice before job", "Was there benefits advice before each job began?"),
    Check("talks", "Two personal information talks", "Was it talked about at least twice what may be told?"),
    Check("follow_along", "Follow-along on time",
          "In person around the start of the job, weekly for a month, then monthly for a year?"),
    Check("outcome", "Outcome recorded", "Is it recorded how jobs went: milestones, and why they ended?"),
    Check("next_action", "Next action dated", "Is there a next action with a day that has not passed?"),
    Check("contacts", "Contacts written up",
          f"Is there a note of each contact of the {WRITTEN_WITHIN} days before?"),
)  # fmt: skip
KEYS = tuple(check.key for check in CHECKS)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the records say to a check, and why."""

    answer: str
    words: str


@dataclass(frozen=True, slots=True)
class JobFacts:
    """A job begun since the referral was received."""

    name: str
    started_on: date
    ended_on: date | None
    end_reason: str
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file holds by the day of the audit, as far as the checklist asks for it."""

    received_on: date
    source: str
    accepted_on: date | None
    started_on: date | None
    profile_on: date | None
    plan_agreed_on: date | None
    plan_review_on: date | None
    talks: int
    last_talk_on: date | None
    next_due_on: date | None
    last_due_on: date | None
    contacts: int
    without_note: int
    consent: ConsentState
    consent_answer: Answer | None
    jobs: Sequence[JobFacts]
    advised_on: Sequence[date]
    supported_on: Sequence[date]


def proposals_of(facts: FileFacts | None, day: date) -> Mapping[str, Proposed]:
    """What the records propose for each check."""
    if facts is None:
        return {key: Proposed(NOT_APPLICABLE, NOT_OPEN) for key in KEYS}
    return {key: _SAYS[key](facts, day) for key in KEYS}


def _referral(facts: FileFacts, _day: date) -> Proposed:
    words = f"Received {shown_day(facts.received_on)}"
    words += f" from {facts.source}" if facts.source else ", nobody named who referred"
    if facts.accepted_on:
        return Proposed(YES if facts.source else NO, f"{words}, accepted {shown_day(facts.accepted_on)}")
    is_late = facts.started_on is not None
    told = "started without a day of acceptance" if is_late else "not accepted yet"
    return Proposed(NO if is_late or not facts.source else YES, f"{words}, {told}")


def _consent(facts: FileFacts, _day: date) -> Proposed:
    if facts.consent is ConsentState.IN_FORCE and (answer := facts.consent_answer) is not None:
        until = f", until {shown_day(answer.expires_on)}" if answer.expires_on else ""
        return Proposed(YES, f"Given {shown_day(answer.on_date)}{until}")
    return Proposed(NO, f"To keep records: {facts.consent}")


def _profile(facts: FileFacts, day: date) -> Proposed:
    if facts.started_on is None:
        return Proposed(NOT_APPLICABLE, NOT_STARTED)
    by = facts.started_on + GRACE * DAY
    if facts.profile_on is None:
        is_over = by < day
        words = "No version recorded" if is_over else f"None yet; there is time until {shown_day(by)}"
        return Proposed(NO if is_over else NOT_APPLICABLE, words)
    days = (facts.profile_on - facts.started_on).days
    when = f"{counted(days, 'day')} after the start" if days > 0 else "by the start"
    return Proposed(YES if days <= GRACE else NO, f"First version {shown_day(facts.profile_on)}, {when}")


def _plan(facts: FileFacts, day: date) -> Proposed:
    if facts.plan_agreed_on is None:
        if facts.started_on is None or facts.started_on + GRACE * DAY >= day:
            return Proposed(NOT_APPLICABLE, NOT_STARTED if facts.started_on is None else "None yet")
        return Proposed(NO, "No plan agreed since the referral")
    words = f"Agreed {shown_day(facts.plan_agreed_on)}"
    if facts.plan_review_on is None:
        return Proposed(YES, f"{words}, no review ahead")
    if facts.plan_review_on < day:
        return Proposed(NO, f"{words}, review was due {shown_day(facts.plan_review_on)}")
    return Proposed(YES, f"{words}, next review {shown_day(facts.plan_review_on)}")


def _advice(facts: FileFacts, day: date) -> Proposed:
    if not facts.jobs:
        return Proposed(NOT_APPLICABLE, NO_JOB)
    jobs = [AdvisedJob(n, one.name, one.started_on, one.ended_on) for n, one in enumerate(facts.jobs)]
    if lacking := began_without(jobs, facts.advised_on, day):
        return Proposed(NO, lacking[0].words)
    return Proposed(YES, f"Before {'the job' if len(jobs) == 1 else f'each of {len(jobs)} jobs'}")


def _talks(facts: FileFacts, _day: date) -> Proposed:
    last = f", the last {shown_day(facts.last_talk_on)}" if facts.last_talk_on else ""
    if facts.talks >= TALKS:
        return Proposed(YES, f"{facts.talks} talks{last}")
    if facts.started_on is None:
        return Proposed(NOT_APPLICABLE, NOT_STARTED)
    return Proposed(NO, f"{counted(facts.talks, 'talk')}{last}" if facts.talks else "No talk recorded")


def _follow_along(facts: FileFacts, day: date) -> Proposed:
    """Of the latest job."""
    if not facts.jobs:
        return Proposed(NOT_APPLICABLE, NO_JOB)
    job = max(facts.jobs, key=lambda one: one.started_on)
    spans = over_by(job.started_on, job.ended_on, day)
    if not spans:
        return Proposed(NOT_APPLICABLE, f"{job.name} began {shown_day(job.started_on)}: nothing is due yet")
    if not (gaps := missed(spans, facts.supported_on)):
        return Proposed(YES, f"{job.name}: in person each time it was due")
    first = gaps[0]
    times = f"{len(gaps)} of {counted(len(spans), 'time')} missed"
    return Proposed(
        NO,
        f"{job.name}: {times}, first from {shown_day(first.first)} to {shown_day(first.last)}"
        f" ({first.rhythm})",
    )


def _outcome(facts: FileFacts, day: date) -> Proposed:
    if not facts.jobs:
        return Proposed(NOT_APPLICABLE, NO_JOB)
    for job in facts.jobs:
        if job.ended_on is not None and job.ended_on <= day and not job.end_reason:
            return Proposed(NO, f"{job.name} ended {shown_day(job.ended_on)}: no reason recorded")
        if (job.ended_on is None or job.ended_on > day) and (asked := asked_now(job.milestones, day)):
            return Proposed(NO, f"{job.name}: {' and '.join(asked[0])} not confirmed")
    return Proposed(YES, f"{counted(len(facts.jobs), 'job')}, nothing missing")


def _next_action(facts: FileFacts, _day: date) -> Proposed:
    if facts.next_due_on is not None:
        return Proposed(YES, f"Due {shown_day(facts.next_due_on)}")
    if facts.last_due_on is not None:
        return Proposed(NO, f"The latest was due {shown_day(facts.last_due_on)} and is not done")
    return Proposed(NO, "None with a day")


def _contacts(facts: FileFacts, _day: date) -> Proposed:
    if not facts.contacts:
        return Proposed(NOT_APPLICABLE, f"No contact in the {WRITTEN_WITHIN} days before")
    if facts.without_note:
        return Proposed(NO, f"{facts.without_note} of {counted(facts.contacts, 'contact')} without a note")
    return Proposed(YES, f"{counted(facts.contacts, 'contact')}, each with a note")


_SAYS: Mapping[str, Callable[[FileFacts, date], Proposed]] = dict(
    zip(
        KEYS,
        (_referral, _consent, _profile, _plan, _advice, _talks, _follow_along, _outcome, _next_action,
         _contacts),
        strict=True,
    )
)  # fmt: skip
