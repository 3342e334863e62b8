"""The way of a notice of permitted work (form PW1): what was done, what comes next, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ipsdesk.rules.permitted_work import HIGHER, SUPPORTED
from ipsdesk.rules.wording import shown_day


class TrailStep(StrEnum):
    """What happens to the notice; all but ``SENT`` are recorded as events of the job."""

    CHECKED = "checked with the person"
    SENT = "PW1 sent"
    ACKNOWLEDGED = "acknowledged"
    DECISION = "decision"
    CHANGED = "circumstances changed"
    SENT_AGAIN = "re-sent"


class Concern(StrEnum):
    """What is to be looked after."""

    NOT_SENT = "PW1 not sent"
    NOT_PERMITTED = "DWP decided: not permitted"
    RESEND = "Tell DWP: re-send PW1"
    MORE_ASKED = "DWP asked for more"
    NO_SUPPORT = "Supported by is not recorded"
    LATE = "PW1 sent after the first shift"
    NOT_CHECKED = "Not checked with the person"
    AWAITED = "Decision awaited"


NEEDS_DOING = (
    Concern.NOT_SENT,
    Concern.NOT_PERMITTED,
    Concern.RESEND,
    Concern.MORE_ASKED,
    Concern.NO_SUPPORT,
    Concern.NOT_CHECKED,
)
"""Concerns that end when somebody does something."""

AHEAD = timedelta(days=14)
"""How long before a change DWP is told of it by sending the form again."""

NOT_PERMITTED, MORE_ASKED = "not permitted", "more asked"
CATEGORIES = {
    "lower": "Lower limit: pay up to £20 a week, whatever the hours.",
    HIGHER: "Higher limit: under 16 hours a week, and pay up to the limit of the day.",
    SUPPORTED: (
        "Supported permitted work: pay up to the limit, no test of hours. Part of a hospital treatment "
        "programme, or supervised by a public body, voluntary organisation or community interest company."
    ),
}
"""What each category means."""


@dataclass(frozen=True, slots=True)
class TrailEvent:
    """Something that happened, of several on one day the one entered last counts; ``by`` is who of us."""

    step: TrailStep
    day: date
    decision: str | None = None
    by: str = ""
    note: str = ""
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """All that decides how the notice of one job stands, earliest first.

    ``first_shift`` is the first day with hours; ``changes`` are the days from which hours, pay or category
    are others, each with what it is that changed.
    """

    category: str
    supported_by: str | None
    first_shift: date | None
    sent_on: date | None
    events: Sequence[TrailEvent]
    changes: Sequence[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A concern with its sentence."""

    concern: Concern
    words: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The steps taken in order, the one that comes next (None: nothing is open), and the concerns."""

    steps: tuple[TrailEvent, ...]
    next: TrailStep | None
    concerns: tuple[Told, ...]


def trail_of(notice: Notice, today: date) -> Trail:
    """How the notice stands on a day; what is dated later has not happened yet."""
    events = [event for event in notice.events if event.day <= today]
    if notice.sent_on is not None and notice.sent_on <= today:
        events.append(TrailEvent(TrailStep.SENT, notice.sent_on))
    steps = tuple(sorted(events, key=_in_order))
    concerns = tuple(_concerns(notice, steps, today))
    return Trail(steps, _next(steps, {one.concern for one in concerns}), concerns)


ORDER = {step: place for place, step in enumerate(TrailStep)}


def _in_order(event: TrailEvent) -> tuple[date, int]:
    return event.day, ORDER[event.step]


def _last(steps: Sequence[TrailEvent], *kinds: TrailStep) -> TrailEvent | None:
    return next((one for one in reversed(steps) if one.step in kinds), None)


def _next(steps: Sequence[TrailEvent], concerned: set[Concern]) -> TrailStep | None:
    done = {one.step for one in steps}
    if not done & {TrailStep.SENT, TrailStep.SENT_AGAIN}:
        return TrailStep.SENT if TrailStep.CHECKED in done else TrailStep.CHECKED
    if concerned & {Concern.RESEND, Concern.MORE_ASKED}:
        return TrailStep.SENT_AGAIN
    if Concern.AWAITED in concerned:
        since = _since_sent(steps)
        answered = any(one.step is TrailStep.ACKNOWLEDGED for one in since)
        return TrailStep.DECISION if answered else TrailStep.ACKNOWLEDGED
    return None


def _since_sent(steps: Sequence[TrailEvent]) -> list[TrailEvent]:
    """What came after the notice was sent last."""
    sent = _last(steps, TrailStep.SENT, TrailStep.SENT_AGAIN)
    return list(steps[steps.index(sent) + 1 :]) if sent else []


def _concerns(notice: Notice, steps: Sequence[TrailEvent], today: date) -> list[Told]:
    told: list[Told] = []
    sent = _last(steps, TrailStep.SENT, TrailStep.SENT_AGAIN)
    if notice.category == SUPPORTED and not (notice.supported_by or "").strip():
        told.append(Told(Concern.NO_SUPPORT, "It does not say what it is supported by, so hours are tested."))
    if _last(steps, TrailStep.CHECKED) is None:
        told.append(Told(Concern.NOT_CHECKED, "Nobody has recorded going through it with the person."))
    if sent is None:
        if notice.category in (HIGHER, SUPPORTED):
            told.append(Told(Concern.NOT_SENT, _unsent_words(notice, today)))
        return sorted(told, key=_pressing)
    return sorted([*told, *_after_sending(notice, steps, sent, today)], key=_pressing)


PRESSING = {concern: place for place, concern in enumerate(Concern)}


def _pressing(told: Told) -> int:
    return PRESSING[told.concern]


def _unsent_words(notice: Notice, today: date) -> str:
    if notice.first_shift is not None and notice.first_shift <= today:
        return (
            f"PW1 is not sent, and the first shift was on {shown_day(notice.first_shift)}: send it at once."
        )
    return "PW1 is not sent: send it before the first shift."


def _after_sending(notice: Notice, steps: Sequence[TrailEvent], sent: TrailEvent, today: date) -> list[Told]:
    told: list[Told] = []
    first_sent = next(one for one in steps if one.step in (TrailStep.SENT, TrailStep.SENT_AGAIN))
    if notice.first_shift is not None and notice.first_shift < first_sent.day:
        first = shown_day(notice.first_shift)
        words = f"The first shift was on {first}, PW1 was sent on {shown_day(first_sent.day)}."
        told.append(Told(Concern.LATE, words))
    if changed := _changed_since(notice, steps, sent, today):
        told.append(Told(Concern.RESEND, f"{changed} PW1 was sent last on {shown_day(sent.day)}."))
    decision = _last(_since_sent(steps), TrailStep.DECISION)
    if decision is None:
        told.append(Told(Concern.AWAITED, f"No decision since PW1 was sent on {shown_day(sent.day)}."))
    elif decision.decision == MORE_ASKED:
        told.append(
            Told(Concern.MORE_ASKED, f"Asked on {shown_day(decision.day)}: answer, and record it as re-sent.")
        )
    elif decision.decision == NOT_PERMITTED:
        told.append(
            Told(
                Concern.NOT_PERMITTED,
                f"Decided on {shown_day(decision.day)}: get benefits advice before the next shift.",
            )
        )
    return told


def _changed_since(notice: Notice, steps: Sequence[TrailEvent], sent: TrailEvent, today: date) -> str:
    """What changed after the notice was sent last, as a sentence; empty: nothing.

    One sent again shortly before is taken to be about the change that was to come.
    """
    told_until = sent.day + (AHEAD if sent.step is TrailStep.SENT_AGAIN else timedelta())
    changes = [(day, what) for day, what in notice.changes if told_until < day <= today]
    changes += [(one.day, "circumstances") for one in _since_sent(steps) if one.step is TrailStep.CHANGED]
    if not changes:
        return ""
    day, what = max(changes, key=lambda one: one[0])
    return f"{what.capitalize()} changed on {shown_day(day)}."
