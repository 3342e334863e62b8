"""The benefit weeks of one financial year, each with how it stands and the working of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipsdesk.rules.periods import DAY, Period
from ipsdesk.rules.permitted_work import WEEKS_BEFORE, WeekStatus
from ipsdesk.rules.wording import shown_clock, shown_day, shown_pounds
from ipsdesk.services.hours_judging import BenefitWeek, benefit_week
from ipsdesk.services.hours_records import WEEK, PersonRecords
from ipsdesk.services.hours_words import STATUS_WORDS

NO_HOURS = "No hours are recorded for this week, not even 0."
AHEAD = "This week is still to come."


@dataclass(frozen=True, slots=True)
class YearWeek:
    """One benefit week, with what changed in the middle of it; ``is_ahead``: it has not begun."""

    week: BenefitWeek
    changed: tuple[str, ...]
    is_ahead: bool

    @property
    def ends_on(self) -> date:
        """Its last day, by which it is named."""
        return self.week.ends_on

    @property
    def is_judged(self) -> bool:
        """Whether its status says something: hours are recorded, or there is nothing to measure."""
        return self.week.is_recorded or self.week.judged.status is WeekStatus.NOT_APPLICABLE

    @property
    def words(self) -> str:
        """How it stands in a few words."""
        return "To come" if self.is_ahead else self.week.words

    @property
    def working(self) -> tuple[str, ...]:
        """The rule book's working, a sentence for each step, and what changed in mid-week."""
        if self.is_ahead:
            return (AHEAD,)
        if not self.is_judged:
            return (NO_HOURS,)
        return (*self.week.judged.working, *self._expected(), *self.changed)

    def _expected(self) -> tuple[str, ...]:
        """How the week would stand with the pay, and the hours planned, that are still to come."""
        found = self.week.expected
        if found is None or self.week.judged.status is not WeekStatus.INCOMPLETE:
            return ()
        words = STATUS_WORDS.get(found.status)
        figures = f"{shown_clock(found.seconds)} and {shown_pounds(found.pence)} (estimated)"
        return (f"With what is expected, {figures}, it would stand: {words}.",) if words else ()


@dataclass(frozen=True, slots=True)
class PermittedYear:
    """The weeks that end in a financial year, oldest first; ``label`` is ``2026-27``."""

    label: str
    first: date
    weeks: tuple[YearWeek, ...]
    first_job_on: date | None
    has_before: bool
    has_after: bool

    @property
    def told(self) -> tuple[YearWeek, ...]:
        """The weeks that have begun."""
        return tuple(week for week in self.weeks if not week.is_ahead)

    @property
    def sentence(self) -> str:
        """The picture in one sentence."""
        weeks = [one.week for one in self.told]
        worked = sum(week.judged.seconds > 0 for week in weeks)
        over = sum(week.is_over for week in weeks)
        near = sum(week.judged.near and not week.is_over and week.is_recorded for week in weeks)
        gaps = sum(self._is_gap(one) for one in self.told)
        if not worked:
            return f"No week of {self.label} has work in it so far."
        parts = [
            f"{worked} of {len(weeks)} weeks of {self.label} {'has' if worked == 1 else 'have'} work in them"
        ]
        parts += [f"{over or 'none'} over a limit"]
        parts += [f"{near} near one"] if near else []
        parts += [f"{gaps} without hours recorded"] if gaps else []
        return f"{', '.join(parts)}."

    def _is_gap(self, one: YearWeek) -> bool:
        week = one.week
        began = self.first_job_on is not None and self.first_job_on <= week.ends_on
        return began and not week.is_recorded and not week.is_running


def year_span(year: Period) -> tuple[date, date]:
    """All the days that decide the weeks that end in a year."""
    return year.first - (1 + WEEKS_BEFORE) * WEEK, year.last


def permitted_year(person: PersonRecords, year: Period, today: date) -> PermittedYear:
    """Every benefit week that ends in the year."""
    last, ends = person.week_ending(today), person.week_ending(year.first)
    weeks = []
    while ends <= year.last:
        changed = _changes_within(person, ends)
        weeks.append(YearWeek(benefit_week(person, ends, today), changed, is_ahead=ends > last))
        ends += WEEK
    began = min((job.started_on for job in person.jobs), default=None)
    return PermittedYear(
        year.label,
        year.first,
        tuple(weeks),
        began,
        has_before=began is not None and began < year.first,
        has_after=year.last < last,
    )


def _changes_within(person: PersonRecords, ends_on: date) -> tuple[str, ...]:
    """What holds from a day in the middle of the week, which is judged by its last day."""
    first = ends_on - WEEK + DAY
    facts = [
        ("Benefits", person.benefits.changes),
        ("Legal status", person.legal_status.changes),
        *(("Category", job.category.changes) for job in person.jobs),
    ]
    days = [(what, since) for what, changes in facts for since, _ in changes if first < since <= ends_on]
    return tuple(
        f"{what} changed on {shown_day(since)}, in this week: what holds on its last day counts."
        for what, since in days
    )
