"""How a benefit week stands against its limits: a status, what else is to be known, and two bars in words."""

from __future__ import annotations

from dataclasses import dataclass

from ipsdesk.rules.permitted_work import HOURS_LIMIT, JudgedWeek, WeekStatus
from ipsdesk.rules.wording import shown_pounds
from ipsdesk.services.hours_judging import BenefitWeek
from ipsdesk.services.hours_words import NOT_IN, SO_FAR, STATUS_WORDS, week_words
from ipsdesk.ui.hours.cell_words import short_hours
from ipsdesk.ui.widgets.marks import Mark

NOT_SENT = "PW1 not sent"
UNTESTED = (WeekStatus.LOWER, WeekStatus.SUPPORTED)
WARNED_OF = (
    WeekStatus.ON_AVERAGE,
    WeekStatus.OVER_HOURS,
    WeekStatus.OVER_EARNINGS,
    WeekStatus.OVER_BOTH,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A word beside the status; without a mark it is quiet."""

    words: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """Hours or pay against their limit; ``share`` None where nothing is held against it."""

    words: str
    share: float | None = None
    mark: Mark | None = None
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class AgainstLimit:
    """All that the last column says of one benefit week; either a ``sentence`` or the two ``halves``."""

    mark: Mark
    words: str
    notes: tuple[Note, ...]
    sentence: str = ""
    halves: tuple[Half, Half] | None = None

    @property
    def said(self) -> str:
        """All but the status, for the ear."""
        parts = [self.sentence, *(half.words for half in self.halves or ())]
        parts += [note.words for note in self.notes if note.mark is not None]
        return ", ".join(part for part in parts if part)


def against_limit(week: BenefitWeek, *, is_named: bool) -> AgainstLimit:
    """A benefit week's cell; ``is_named`` where it ends on another day than the head says."""
    notes = tuple(_notes(week, is_named=is_named))
    mark, judged = mark_of(week), week.judged
    if judged.status is WeekStatus.NOT_APPLICABLE or week.words == NOT_IN or judged.limit is None:
        return AgainstLimit(mark, week.words, notes, _sentence(week))
    halves = (_hours(week), _pay(week, judged.limit.pence))
    return AgainstLimit(mark, week.words, notes, halves=halves)


def mark_of(week: BenefitWeek) -> Mark:
    """The icon and colour that go with a week's words."""
    status = week.judged.status
    if week.is_withheld:
        return Mark.RESTRICTED
    if week.words in (NOT_IN, SO_FAR):
        return Mark.WAITING
    if week.is_over:
        return Mark.OVER
    return {
        WeekStatus.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
        WeekStatus.INCOMPLETE: Mark.INCOMPLETE,
        WeekStatus.ON_AVERAGE: Mark.GET_ADVICE,
    }.get(status, Mark.DONE)


def _notes(week: BenefitWeek, *, is_named: bool) -> list[Note]:
    notes = [Note(week_words(week.ends_on))] if is_named else []
    applies = week.judged.status is not WeekStatus.NOT_APPLICABLE
    if week.expected and not week.is_over and week.expected.status in WARNED_OF:
        words = STATUS_WORDS[week.expected.status]
        notes.append(Note(f"Expected: {words[0].lower()}{words[1:]}", Mark.NEAR_LIMITS))
    if week.not_notified and applies:
        notes.append(Note(NOT_SENT, Mark.NEAR_LIMITS))
    if week.judged.on_universal_credit and week.judged.seconds and not applies:
        notes.append(Note("see work allowance"))
    return notes


def _sentence(week: BenefitWeek) -> str:
    """One sentence where nothing is held against a limit, or nothing is recorded yet."""
    if not week.is_recorded:
        return _expected_sentence(week.expected) if week.expected else "Nothing recorded"
    is_paid = any(job.pence is not None for job in week.work.jobs)
    pay = shown_pounds(week.judged.pence) if is_paid else "pay not in"
    return f"{short_hours(week.judged.seconds)}, {pay}"


def _expected_sentence(expected: JudgedWeek) -> str:
    planned = f"{short_hours(expected.seconds)} planned"
    return f"{planned}, {shown_pounds(expected.pence)} expected" if expected.pence else planned


def _hours(week: BenefitWeek) -> Half:
    judged, expected = week.judged, week.expected
    if judged.status in UNTESTED:
        return Half(f"{short_hours(judged.seconds)}, not tested")
    planned = expected if expected and expected.seconds > judged.seconds else None
    found = planned or judged
    over = found.status in (WeekStatus.OVER_HOURS, WeekStatus.OVER_BOTH)
    long_week = found.seconds >= HOURS_LIMIT or planned
    mark = Mark.OVER if over else Mark.GET_ADVICE if long_week else Mark.DONE
    words = f"{short_hours(found.seconds)} of under {HOURS_LIMIT // 3600}"
    return Half(words, found.seconds / HOURS_LIMIT, mark, bool(planned))


def _pay(week: BenefitWeek, limit: int) -> Half:
    judged, expected = week.judged, week.expected
    estimate = expected if expected and expected.pence > judged.pence else None
    pence = (estimate or judged).pence
    if not pence and all(job.pence is None for job in week.work.jobs):
        return Half("no pay recorded", 0.0)
    mark = Mark.OVER if pence > limit else Mark.INCOMPLETE if estimate else Mark.DONE
    return Half(f"{shown_pounds(pence)} of {shown_pounds(limit)}", pence / limit, mark, bool(estimate))
